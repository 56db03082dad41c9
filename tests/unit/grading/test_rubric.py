"""Does a person see exactly what was handed in, beside the anchors?"""

import pytest

from practicum.grading.rubric import reading
from practicum.marking import (
    MISSING,
    Artefact,
    Choice,
    Criterion,
    CsvFile,
    Exercise,
    Rubric,
    Table,
    Text,
    mark,
)

PNG = bytes.fromhex("89504e470d0a1a0a")
RUBRIC = Rubric(
    points=3, criteria=(Criterion(id="tone", label="Tone", points=3, anchors=("a", "b", "c", "d")),)
)
CHART = Artefact(file="m90-3.png", media="image/png", validator="png")
COUNTS = Artefact(file="m90-3.csv", media="text/csv", validator=CsvFile(columns=()))


def _reading(kind, value, folder, rubric=RUBRIC):
    exercise = Exercise(
        id="m90-3",
        title="A chart",
        competence="H5",
        points=2,
        kind=kind,
        question="Draw.",
        reference=lambda _tables: {"how": "bars", "file": None} if isinstance(kind, Table) else None,
        rubric=rubric,
    )
    return reading(exercise, mark(exercise, value, {}, folder=folder), value, folder)


def test_a_text_stands_whole_and_harmless(tmp_path):
    words = "We look into it. " * 60 + "<img src=x onerror=alert(1)>\u202e"
    html, text = _reading(Text(min_words=1, max_words=9), words, tmp_path)
    assert html.count("We look into it.") == 60
    assert "<img" not in html
    assert "\u202e" not in html
    assert "up to 3 points from a person" in text


def test_a_picture_is_shown_and_a_file_of_text_is_written_out(tmp_path):
    (tmp_path / "m90-3.png").write_bytes(PNG)
    (tmp_path / "m90-3.csv").write_bytes(b"platform,posts\n<b>,1\n")
    assert 'src="data:image/png;base64,iVBORw0KGgo="' in _reading(CHART, MISSING, tmp_path)[0]
    assert "&lt;b&gt;,1" in _reading(COUNTS, MISSING, tmp_path)[0]


def test_a_picture_in_a_row_of_a_table_is_shown_too(tmp_path):
    (tmp_path / "m90-3.png").write_bytes(PNG)
    kind = Table(
        rows={"how": Choice(options={"bars": "Bars", "pie": "A pie"}), "file": CHART},
        labels={"how": "How", "file": "The picture"},
    )
    html, text = _reading(kind, {"how": "pie"}, tmp_path)
    assert "<b>How</b><br>A pie" in html
    assert "<b>The picture</b><br><img alt=" in html
    assert "How: A pie" in text


@pytest.mark.parametrize("value", [MISSING, "", "   "])
def test_nothing_handed_in_is_nothing_to_read(tmp_path, value):
    assert _reading(Text(min_words=1, max_words=9), value, tmp_path) == ("", "")


def test_a_link_instead_of_a_file_is_named_and_not_followed(tmp_path):
    (tmp_path / "secret.txt").write_text("the key")
    (tmp_path / "m90-3.csv").symlink_to(tmp_path / "secret.txt")
    html, _text = _reading(COUNTS, MISSING, tmp_path)
    assert "the key" not in html


def test_an_exercise_without_a_rubric_is_read_by_nobody(tmp_path):
    assert _reading(Text(min_words=1, max_words=9), "Some words.", tmp_path, rubric=None) == ("", "")
