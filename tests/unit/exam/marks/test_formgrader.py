"""Do levels that are given in formgrader come back into the table, and nothing else?"""

import json
import shutil

import pytest
from nbgrader.api import Gradebook

from practicum.errors import PracticumError
from practicum.exam.marks.formgrader import read_course, write_course
from practicum.exam.marks.reading import ExamReading
from practicum.exam.sitting import read_sitting
from practicum.grading.reading.files import rows_of


@pytest.fixture(scope="module")
def made_once(made, marked, tmp_path_factory):
    """A sheet of four texts with its course: to make a gradebook takes seconds."""
    place = tmp_path_factory.mktemp("formgrader")
    shutil.copytree(marked.place / marked.id, place / marked.id)
    reading = ExamReading(read_sitting(place / marked.id), made.families)
    table = reading.write_sheet("bob", reading.texts[:4]).with_suffix(".csv")
    with pytest.raises(PracticumError, match="no formgrader course"):
        read_course(table)
    return table, table.read_bytes(), write_course(table)


@pytest.fixture
def table(made_once):
    made_once[0].write_bytes(made_once[1])
    return made_once[0]


@pytest.fixture
def folder(made_once, table):
    """The course, with no score given."""
    with Gradebook(f"sqlite:///{made_once[2] / 'gradebook.db'}") as book:
        for row in rows_of(table):
            cell = (row["criterion"], "text", row["exercise"], row["code"])
            book.find_grade(*cell).manual_score = None
            book.find_grade(*cell).extra_credit = None
            book.find_comment(*cell).manual_comment = None
        book.db.commit()
    return made_once[2]


@pytest.fixture
def grade():
    """Give a score as formgrader does."""

    def giving(folder, row, score, comment="", extra=None):
        with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
            cell = (row["criterion"], "text", row["exercise"], row["code"])
            book.find_grade(*cell).manual_score = score
            book.find_grade(*cell).extra_credit = extra
            book.find_comment(*cell).manual_comment = comment
            book.db.commit()

    return giving


def test_levels_come_back_with_their_comments(table, folder, grade):
    rows = rows_of(table)
    for number, row in enumerate(rows[:-1]):
        grade(folder, row, number % 4, "Two\nlines" if number == 0 else "")
    assert read_course(table) == len(rows) - 1
    after = rows_of(table)
    assert [row["level"] for row in after] == [str(number % 4) for number in range(len(rows) - 1)] + [""]
    assert after[0]["comment"] == "Two lines"


@pytest.mark.parametrize(("score", "extra"), [(1.5, None), (4, None), (-1, None), (3, 1)])
def test_a_score_that_is_no_level_is_refused_and_nothing_is_written(table, folder, grade, score, extra):
    rows = rows_of(table)
    grade(folder, rows[0], 2)
    grade(folder, rows[1], score, extra=extra)
    with pytest.raises(PracticumError, match="is no level"):
        read_course(table)
    assert rows_of(table) == rows


def test_what_formgrader_opens_has_text_rubric_and_a_cell_for_each_criterion(table, folder):
    (first, *_rest) = rows_of(table)
    path = folder / "autograded" / first["code"] / first["exercise"] / "text.ipynb"
    book = json.loads(path.read_text(encoding="utf-8"))
    assert "handed-in" in "".join(book["cells"][0]["outputs"][0]["data"]["text/html"])
    assert [cell["metadata"]["nbgrader"]["grade_id"] for cell in book["cells"][1:]] == ["clear", "true"]
    codes = read_sitting(table.parents[1]).candidates
    everything = "".join(
        one.read_text(encoding="utf-8", errors="replace") for one in folder.rglob("*") if one.is_file()
    )
    assert not [code for code in codes if code in everything]


def test_a_course_is_not_written_over(table, folder):
    with pytest.raises(PracticumError, match="a course already"):
        write_course(table)
    assert folder.is_dir()
