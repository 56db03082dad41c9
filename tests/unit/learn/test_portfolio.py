"""Does the portfolio gather what a learner made, all of it escaped, and write one file that can be shown?"""

from __future__ import annotations

import io
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

from practicum.authoring.access import html_problems
from practicum.errors import PracticumError
from practicum.evidence import record_answer
from practicum.learn import export_portfolio, portfolio, portfolio_html
from practicum.learn.portfolio import make_portfolio
from practicum.learn.work import ROWS, Picture, Said, Sheet, png_description, works

REPOSITORY = Path(__file__).resolve().parents[3]
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def png(**words):
    drawn, axes = plt.subplots(figsize=(4, 3))
    axes.bar(["a", "b"], [1, 2])
    stream = io.BytesIO()
    drawn.savefig(stream, format="png", dpi=100, metadata={"Software": None, **words})
    plt.close(drawn)
    return stream.getvalue()


@pytest.fixture
def made(folder, project):
    """A folder with an answer, a text, a table of answers with a picture, and files of the learner's own."""
    sheet = folder / "answers.json"
    record_answer(sheet, "m08-1", "4,5 %", via="form")
    record_answer(sheet, "m08-6", "We <stop> on Thursday & wait.", via="notebook")
    record_answer(sheet, "m08-9", {"alt": "Two bars, b is twice a"}, via="notebook")
    (folder / "m08-9.png").write_bytes(png())
    (folder / "alert-note.md").write_text(
        "## Facts\n\nThree reports.\n\n## Unknown\n\nThe cause.\n", encoding="utf-8"
    )
    (folder / "risk-register.csv").write_text(
        'risk;owner\n"Two\nlines";Paul\n<i>Fire</i>;Ada;extra\n', encoding="utf-8"
    )
    return folder


def found(project):
    return {one.id: one for one in works(project)}


def test_is_a_newcomers_portfolio_a_sentence_that_says_how_it_fills(project, capsys):
    assert "appear by themselves" in portfolio_html(project)
    portfolio()
    assert "appear by themselves" in capsys.readouterr().out
    with pytest.raises(PracticumError, match="nothing to show yet"):
        make_portfolio(project)


def test_is_everything_gathered_with_title_competence_and_date(project, made):
    mine = found(project)
    assert list(mine) == ["m08-1", "m08-6", "m08-9", "alert-note.md", "risk-register.csv"]
    assert [one.title for one in mine.values()][-2:] == ["Alert note", "Risk register"]
    assert mine["m08-1"].short
    assert not mine["m08-6"].short
    assert mine["m08-1"].competences == ("H1",)
    assert all(one.at for one in mine.values())


def test_does_a_picture_bear_the_words_that_were_handed_in_with_it(project, made):
    (picture,) = found(project)["m08-9"].parts
    assert picture == Picture("Picture", (made / "m08-9.png").read_bytes(), "Two bars, b is twice a")


def test_are_a_text_in_parts_and_a_table_read_as_they_were_written(project, made):
    mine = found(project)
    assert mine["alert-note.md"].parts == (Said("Facts", "Three reports."), Said("Unknown", "The cause."))
    (sheet,) = mine["risk-register.csv"].parts
    assert sheet == Sheet("", ("risk", "owner"), (("Two\nlines", "Paul"), ("<i>Fire</i>", "Ada")), 2)


def test_is_a_long_table_cut_and_says_so(project, folder):
    (folder / "calendar.csv").write_text("day\n" + "1\n" * (ROWS + 5), encoding="utf-8")
    assert f"The first {ROWS} of {ROWS + 5} rows" in portfolio_html(project)


@pytest.mark.parametrize(
    "name",
    ["lesson.ipynb", "exercises.json", "kept-2026/old.csv", "feedback/x/page.csv", ".hidden.csv", "card.md"],
)
def test_is_what_the_learner_did_not_make_left_out(project, folder, name):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    (project.course / "m08-analytics" / "card.md").write_text("# Card", encoding="utf-8")
    assert works(project) == []


def test_are_earlier_versions_left_out_and_lone_numbers_kept(project, folder):
    for name in ("statement.md", "statement-1.md", "statement-2.md", "week-12.md"):
        (folder / name).write_text("We are sorry.", encoding="utf-8")
    assert set(found(project)) == {"statement.md", "week-12.md"}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"\x89PNG\r\n\x1a\n", b""])
def test_is_a_damaged_file_left_out_and_nothing_stops(project, folder, content):
    (folder / "a.png").write_bytes(content)
    (folder / "b.csv").write_bytes(content)
    (folder / "answers.json").write_bytes(content)
    assert works(project) == []
    assert "appear by themselves" in portfolio_html(project)


@pytest.mark.parametrize("words", ["Plain words", "Ünïcode “words” and more"])
def test_are_the_words_inside_a_picture_found_in_both_forms(words):
    assert png_description(png(Description=words)) == words
    assert png_description(png()) == ""
    assert png_description(png(Description=words)[:60]) == ""


def test_is_a_drill_said_with_its_score_only_when_it_was_practice_and_played_to_the_end(
    project, folder, monkeypatch
):
    monkeypatch.setenv("PRACTICUM_ROOT", str(REPOSITORY))
    source = REPOSITORY / "scenarios" / "monday-committee" / "reference.jsonl"
    target = folder / "monday-committee.jsonl"
    syllabus = project.course / "syllabus.toml"
    row = '\n[[drill]]\nslug = "monday-committee"\nmodule = "m08"\ncompetences = ["H4", "H6"]\n'
    syllabus.write_text(syllabus.read_text(encoding="utf-8") + row, encoding="utf-8")
    shutil.copy(source, target)
    ((ran,),) = [one.parts for one in works(project)]
    assert [one.competences for one in works(project)] == [("H4", "H6")]
    assert re.fullmatch(r"(A practice|An assessed) run, seed \S+.*\.", ran.text)
    assert ("of 100" in ran.text) == ran.text.startswith("A practice")
    target.write_text(
        "".join(target.read_text(encoding="utf-8").splitlines(keepends=True)[:3]), encoding="utf-8"
    )
    ((begun,),) = [one.parts for one in works(project)]
    assert "not finished: 2 decisions so far" in begun.text
    assert "of 100" not in begun.text


def test_is_the_file_one_clean_page_that_limits_itself(project, made):
    path, count = make_portfolio(project, name="Inès <b>", now=NOW)
    text = path.read_text(encoding="utf-8")
    assert count == 5
    assert path == project.work / "portfolio.html"
    assert html_problems(text) == []
    assert "Portfolio of Inès &lt;b&gt;" in text
    assert "This is not a certificate" in text
    assert "20 November 2026" in text
    assert "We &lt;stop&gt; on Thursday &amp; wait." in text
    assert "&lt;i&gt;Fire&lt;/i&gt;" in text
    assert 'alt="Two bars, b is twice a"' in text
    assert "<script" not in text
    assert not re.search(r"""(?:src|href)=["'](?!data:|#)""", text)
    assert "default-src 'none'" in text
    assert "id: m08-1" not in text
    assert str(project.root) not in text


def test_is_what_is_left_out_gone_and_a_stranger_refused(project, made):
    path, count = make_portfolio(project, leave_out=["m08-6", "alert-note.md"])
    text = path.read_text(encoding="utf-8")
    assert count == 3
    assert "Thursday" not in text
    assert "Three reports" not in text
    with pytest.raises(PracticumError, match="no piece called m08-77") as caught:
        make_portfolio(project, leave_out=["m08-77"])
    assert "risk-register.csv" in caught.value.next_step


def test_does_the_learners_page_name_each_id_and_the_export_say_where_it_lies(project, made, capsys):
    page = portfolio_html(project)
    assert "id: m08-6" in page
    assert html_problems(f"<h1>Portfolio</h1>{page}", whole=False) == []
    assert "By competence" in page
    (project.work / "learner.toml").write_text('name = "Bo Lind"', encoding="utf-8")
    export_portfolio(leave_out=["m08-6"])
    said = capsys.readouterr().out
    assert "portfolio.html holds 4 pieces." in said
    assert "sent to nobody" in said
    assert "Portfolio of Bo Lind" in (project.work / "portfolio.html").read_text(encoding="utf-8")
    export_portfolio(name="")
    assert "<h1>Portfolio</h1>" in (project.work / "portfolio.html").read_text(encoding="utf-8")
