"""Builders, headless: does every button do what it says, and does the file hold what the fields held?"""

from __future__ import annotations

import csv
import io
import re

import ipywidgets as widgets
import pytest

from practicum.errors import PracticumError
from practicum.learn.tools import TOOLS, Builder, build, check_tool, find_tool
from practicum.learn.tools.store import kept, versions

OBJECTIVE = {
    "aim": "People come back",
    "metric": "Second orders, per 100 first orders",
    "baseline": "12",
    "baseline_source": "Till, January to March 2026",
    "target": "15",
    "date": "2026-09-15",
    "owner": "Inès Korvald",
}


@pytest.fixture
def objectives(folder):
    return Builder(find_tool("objectives"))


@pytest.fixture
def statement(folder):
    return Builder(find_tool("statement"))


def fill(row, **values):
    for name, value in values.items():
        row.fields[name].value = value


def fields_of(ui):
    """Yield every widget below `ui` in the order of the keyboard."""
    for child in getattr(ui, "children", ()):
        yield child
        yield from fields_of(child)


def written(folder, file="objectives.csv"):
    return list(csv.DictReader(io.StringIO((folder / file).read_text(encoding="utf-8"))))


def test_does_showing_a_tool_write_nothing_and_say_the_same_with_and_without_a_file(folder, capsys):
    said = []
    for _run in range(2):
        for slug in TOOLS:
            build(slug)
            said.append(capsys.readouterr().out.split("\nThe same without this form")[-1])
        assert list(folder.iterdir()) == ([] if _run == 0 else [folder / "objectives.csv"])
        (folder / "objectives.csv").write_text("aim\nSomething else\n", encoding="utf-8")
    assert said[: len(TOOLS)] == said[len(TOOLS) :]
    assert all("practicum form tools" in one for one in said)
    assert str(folder) not in "".join(said)


def test_is_what_the_fields_hold_saved_and_read_back(objectives, folder):
    fill(objectives.rows[0], **OBJECTIVE)
    objectives.save.click()
    assert written(folder) == [OBJECTIVE]
    assert "Saved. objectives.csv: 1 row. No rule is broken." in objectives.status.value
    again = Builder(find_tool("objectives"))
    assert again.records == [OBJECTIVE]
    assert "Read from objectives.csv: 1 row." in again.status.value


def test_are_rows_added_and_removed_by_buttons_and_kept_in_order(objectives, folder):
    for aim in ("first", "second", "third"):
        if aim != "first":
            objectives.add.click()
        fill(objectives.rows[-1], aim=aim)
    assert objectives.rows[1].remove.description == "Remove row 2"
    objectives.rows[1].remove.click()
    assert "Row 2 was removed" in objectives.status.value
    assert objectives.rows[1].remove.description == "Remove row 2"
    objectives.save.click()
    assert [row["aim"] for row in written(folder)] == ["first", "third"]


def test_does_removing_the_last_row_leave_an_empty_one(objectives):
    fill(objectives.rows[0], aim="only")
    objectives.rows[0].remove.click()
    assert len(objectives.rows) == 1
    assert objectives.records == []


def test_does_check_say_what_save_would_say_and_write_nothing(objectives, folder):
    fill(objectives.rows[0], **OBJECTIVE | {"target": "lots", "metric": "Followers"})
    objectives.check.click()
    assert not (folder / "objectives.csv").exists()
    checked = objectives.status.value
    assert "1 thing must change. 1 remark is advice." in checked
    assert "Row 1, Target: “lots” does not fit: write a number such as 12.5." in checked
    must, advice = checked.index("<b>Must change</b>"), checked.index("<b>Advice</b>")
    assert must < checked.index("“lots”") < advice < checked.index("“Followers”")
    objectives.save.click()
    assert objectives.status.value == checked.replace("<p>objectives.csv", "<p>Saved. objectives.csv")


def test_is_every_remark_a_status_message_in_words(objectives):
    fill(objectives.rows[0], aim="x")
    objectives.check.click()
    assert objectives.status.value.count('role="status"') == 1


def test_are_the_checks_of_the_checklist_text_and_not_to_be_removed(folder):
    checklist = Builder(find_tool("launch-checklist"))
    assert len(checklist.rows) == 18
    assert all("item" not in row.fields and row.remove is None for row in checklist.rows)
    shared = next(at for at, row in enumerate(checklist.tool.start) if "password is shared" in row["item"])
    fill(checklist.rows[shared], state="yes", evidence="We all use one password", owner="Ines")
    checklist.add.click()
    fill(checklist.rows[18], item="The window is dressed", state="no", owner="Ines")
    checklist.save.click()
    rows = written(folder, "launch-checklist.csv")
    assert [row["item"] for row in rows] == [
        *(row["item"] for row in checklist.tool.start),
        "The window is dressed",
    ]
    assert "“one password” sounds like the opposite" in checklist.status.value
    assert "This row and 16 others are still empty." in checklist.status.value


def test_does_reading_again_bring_what_another_program_wrote(objectives, folder):
    (folder / "objectives.csv").write_bytes("\ufeffAim;Target;extra\r\nAus Excel;3;x\r\n".encode())
    objectives.again.click()
    assert objectives.records[0]["aim"] == "Aus Excel"
    assert objectives.records[0]["target"] == "3"


def test_is_a_file_that_somebody_changed_kept_before_it_is_replaced(objectives, folder):
    fill(objectives.rows[0], aim="mine")
    objectives.save.click()
    (folder / "objectives.csv").write_text("aim\ntheirs\n", encoding="utf-8")
    objectives.save.click()
    assert [row["aim"] for row in written(folder)] == ["mine"]
    assert [row["aim"] for row in written(folder, "objectives-1.csv")] == ["theirs"]
    assert "objectives-1.csv" in objectives.status.value
    fill(objectives.rows[0], aim="mine, better")
    objectives.save.click()
    assert not (folder / "objectives-2.csv").exists()


def test_does_a_fresh_form_leave_the_file_until_it_is_saved_and_then_keep_it(folder):
    (folder / "objectives.csv").write_text("aim\nold\n", encoding="utf-8")
    fresh = Builder(find_tool("objectives"), fresh=True)
    assert fresh.records == []
    assert [row["aim"] for row in written(folder)] == ["old"]
    fill(fresh.rows[0], aim="new")
    fresh.save.click()
    assert [row["aim"] for row in written(folder, "objectives-1.csv")] == ["old"]


def test_is_every_version_of_a_text_kept_and_compared_in_words(statement, folder):
    fill(statement.rows[0], fact="At 14:00 the shop closed. Nobody was hurt.")
    statement.save.click()
    assert versions(statement.tool) == []
    fill(statement.rows[0], fact="At 14:10 the shop closed. Nobody was hurt.", next="We come back at 18:00.")
    statement.save.click()
    statement.save.click()  # nothing changed: no version
    fill(statement.rows[0], fact="")
    statement.save.click()
    first, second = versions(statement.tool)
    assert (first.name, second.name) == ("statement-1.md", "statement-2.md")
    assert "At 14:00" in first.read_text(encoding="utf-8")
    statement.compare.value = first
    shown = statement.ui.children[-1].value
    assert "Taken out:</b>" not in shown
    assert "<del>At 14:00 the shop closed. Nobody was hurt.</del>" in shown
    assert "<ins>We come back at 18:00.</ins>" in shown


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"aim\n" + b"x\n" * 600_000, "larger than 1 MB"),
        ("aim,metric\nété,1\n".encode("cp1252"), "CSV UTF-8"),
        ("aim,metric\nx,1\n".encode("utf-16"), "CSV UTF-8"),
        (b"aim," * 240_000 + b"\nx\n", "stands twice"),
        (b"".join(b"c%d," % n for n in range(120_000)) + b"\nx\n", "none of the headings"),
        (b'aim,metric\n"open,1\n', "quotation marks"),
        (b"aim\n" + b"x\n" * 41, "more than 40 rows"),
        (b"\n\n\n", "no headings"),
        (b"a\x00im\nx\n", "CSV UTF-8"),
    ],
    ids=["huge", "latin", "utf-16", "one heading often", "many headings", "quotes", "rows", "empty", "nul"],
)
def test_is_a_hostile_file_a_sentence_and_never_lost(folder, content, sentence):
    path = folder / "objectives.csv"
    path.write_bytes(content)
    with pytest.raises(PracticumError, match=sentence):
        check_tool("objectives")
    builder = Builder(find_tool("objectives"))
    assert sentence in builder.status.value
    fill(builder.rows[0], **OBJECTIVE)
    builder.save.click()
    assert written(folder) == [OBJECTIVE]
    assert (folder / "objectives-1.csv").read_bytes() == content


def test_is_a_column_of_the_learners_own_kept_with_the_file_before_it_is_replaced(folder, capsys):
    (folder / "objectives.csv").write_text("aim,colour\nmine,blue\n", encoding="utf-8")
    check_tool("objectives")
    assert "The file has no column “metric”" in capsys.readouterr().out
    builder = Builder(find_tool("objectives"))
    assert "does not know: colour." in builder.status.value
    builder.save.click()
    assert written(folder, "objectives-1.csv") == [{"aim": "mine", "colour": "blue"}]
    assert [row["aim"] for row in written(folder)] == ["mine"]


def test_is_a_folder_in_the_files_place_a_sentence(folder):
    (folder / "objectives.csv").mkdir()
    builder = Builder(find_tool("objectives"))
    assert "not an ordinary file" in builder.status.value
    builder.save.click()
    assert "could not be" in builder.status.value


def test_does_checking_a_file_that_is_not_there_say_how_to_make_it(folder, capsys):
    check_tool("objectives")
    said = capsys.readouterr().out
    assert "no objectives.csv" in said
    assert "practicum form tools" in said


def test_does_checking_say_the_same_as_the_builder(objectives, capsys):
    fill(objectives.rows[0], **OBJECTIVE | {"date": "31/12/2026", "owner": "the team"})
    objectives.save.click()
    capsys.readouterr()
    check_tool("objectives")
    said = capsys.readouterr().out.splitlines()
    for line in said[1:]:
        assert line.removeprefix("  - ").rstrip(":") in objectives.status.value
    assert said[0] == "objectives.csv: 1 row. 1 thing must change. 1 remark is advice."


def test_is_an_unknown_tool_a_sentence(folder):
    with pytest.raises(PracticumError, match="no tool called “hammer”"):
        build("hammer")


@pytest.mark.parametrize("slug", TOOLS)
def test_can_every_field_be_named_by_a_screen_reader_and_reached_in_order(folder, slug):
    builder = Builder(find_tool(slug))
    shown = list(fields_of(builder.ui))
    asked = [field for row in builder.rows for field in row.fields.values()]
    assert [one for one in shown if one in asked] == asked
    for number, row in enumerate(builder.rows, 1):
        for name, field in row.fields.items():
            assert isinstance(field, widgets.Text | widgets.Textarea | widgets.Dropdown)
            assert builder.tool.label(name) in field.description
            assert bool(re.search(rf"Row {number}[.:] ", field.description)) is builder.tool.many
    buttons = [one for one in shown if isinstance(one, widgets.Button)]
    assert all(button.description and not button.icon for button in buttons)
    assert shown.index(builder.save) > shown.index(asked[-1])
    assert not any(isinstance(one, widgets.IntSlider | widgets.FloatSlider) for one in shown)


@pytest.mark.parametrize("slug", TOOLS)
def test_does_the_example_of_every_tool_survive_saving_and_break_no_rule_of_a_field(folder, slug):
    builder = Builder(find_tool(slug))
    row = builder.rows[0]
    if builder.tool.start:
        builder.add.click()
        row = builder.rows[-1]
    fill(row, **builder.tool.example)
    builder.save.click()
    assert kept(builder.tool).records[-1] == {**builder.tool.blank, **builder.tool.example}
    number = len(builder.rows) if builder.tool.many else 1
    assert f"<li>Row {number}, " not in builder.status.value.partition("<b>Advice</b>")[0]


def test_does_a_value_that_is_no_option_stay_until_it_is_changed(folder):
    (folder / "launch-checklist.csv").write_text("item,state\nThe window,maybe\n", encoding="utf-8")
    builder = Builder(find_tool("launch-checklist"))
    assert builder.records[0]["state"] == "maybe"
    builder.check.click()
    assert "“maybe” does not fit: write one of these: yes, no, not yet." in builder.status.value
