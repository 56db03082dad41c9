"""Does the marker's notebook save every choice into the table, and only there?"""

import json

import nbformat
import pytest

from practicum.errors import PracticumError
from practicum.exam.marks.notebook import LevelDesk
from practicum.exam.marks.sheets import fill
from practicum.grading.reading.files import rows_of


@pytest.fixture
def table(reading):
    return reading.give_out("bob").with_suffix(".csv")


def rows(desk):
    """Return the level and comment widgets of each criterion of the text that is shown."""
    return [box.children for box in desk._body.children[1:]]


def test_a_choice_is_saved_at_once_and_other_rows_stay(table):
    desk = LevelDesk(table)
    before = rows_of(table)
    level, comment = rows(desk)[0]
    level.value = 2
    comment.value = "=Good, clear"
    after = rows_of(table)
    assert (after[0]["level"], after[0]["comment"]) == ("2", "'=Good, clear")
    assert after[1:] == before[1:]
    assert [row["code"] for row in after] == [row["code"] for row in before]


def test_the_desk_opens_at_the_first_text_that_is_not_read(table):
    desk = LevelDesk(table)
    for level, _comment in rows(desk):
        level.value = 1
    desk.next.click()
    assert desk.at == 1
    assert LevelDesk(table).at == 1
    desk.back.click()
    assert (desk.at, rows(desk)[0][0].value) == (0, 1)
    assert desk.back.disabled


def test_all_texts_read_is_said(table, reading):
    for row in rows_of(table):
        fill(table, (row["code"], row["exercise"], row["criterion"]), level=3, comment="")
    desk = LevelDesk(table)
    assert "All texts are read" in desk._said.value
    assert desk.unread.disabled
    assert reading.status().markers == {"bob": len(reading.texts)}


def test_nothing_is_chosen_before_the_marker_chooses(table):
    desk = LevelDesk(table)
    assert [level.value for level, _comment in rows(desk)] == [None, None]
    assert all(level.options[0][0].startswith("0: ") for level, _comment in rows(desk))


def test_a_row_that_is_not_on_the_sheet_is_refused(table):
    with pytest.raises(PracticumError, match="has no row for"):
        fill(table, ("000000000000", "pa-small-note", "clear"), level=1, comment="")


def test_the_notebook_opens_the_table_beside_it(table):
    book = nbformat.read(table.with_suffix(".ipynb"), 4)
    nbformat.validate(book)
    assert "LevelDesk(Path('bob.csv'))" in book.cells[1].source
    shown = json.loads(table.with_suffix(".json").read_text(encoding="utf-8"))
    assert {one["code"] for one in shown["texts"]} == {row["code"] for row in rows_of(table)}
