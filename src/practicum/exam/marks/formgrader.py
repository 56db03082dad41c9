"""A sheet as a small nbgrader course, for markers who prefer formgrader, and the way back into its table.

The table stays the truth: formgrader's scores are read back into it as levels, and count only then. Codes
stand where formgrader has learners; there is nothing else of a candidate in the course.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

import nbformat
from nbgrader.api import Gradebook
from sqlalchemy.exc import SAWarning

from practicum.errors import PracticumError
from practicum.exam.marks.sheets import fill, read_shown
from practicum.exam.marks.shown import styles
from practicum.grading.course import put_own_tools_on_path
from practicum.grading.reading.agreement import LEVELS
from practicum.grading.reading.files import rows_of
from practicum.i18n import _
from practicum.learn.folders import write_text
from practicum.look import fragment

if TYPE_CHECKING:
    from pathlib import Path

_BOOK = "text"
_CONFIG = '''"""Texts of an examination under codes, for formgrader."""

c = get_config()  # noqa: F821  nbgrader puts it into the namespace of this file
c.CourseDirectory.course_id = "texts"
'''


def write_course(table: Path) -> Path:
    """Write a sheet as an nbgrader course `<marker>-formgrader/` beside it, and return its folder.

    Each exercise is an assignment, each text a submission, each criterion a cell that a person grades with a
    level from 0 to 3. Levels that stand in the table already stand there, too.

    Args:
        table: The marker's CSV file, with its JSON file beside it.

    Raises:
        PracticumError: The sheet cannot be read, or there is such a course already.
    """
    folder = table.with_name(f"{table.stem}-formgrader")
    if folder.exists():
        raise PracticumError(
            _("There is a course already: {folder}.").format(folder=folder),
            next_step=_("Go on with it, or move it away to begin again."),
        )
    shown = read_shown(table)["texts"]
    given = {(row["code"], row["exercise"], row["criterion"]): row for row in rows_of(table)}
    folder.mkdir(parents=True)
    write_text(folder / "nbgrader_config.py", _CONFIG)
    put_own_tools_on_path()
    with warnings.catch_warnings(), Gradebook(_url(folder)) as book:
        warnings.simplefilter(
            "ignore", SAWarning
        )  # nbgrader adds submissions in an order that SQLAlchemy notes
        for one in {text["exercise"]: text for text in shown}.values():
            (folder / "source" / one["exercise"]).mkdir(parents=True)
            nbformat.write(_notebook(one), folder / "source" / one["exercise"] / f"{_BOOK}.ipynb")
            _add_assignment(book, one)
        for one in shown:
            place = folder / "autograded" / one["code"] / one["exercise"]
            place.mkdir(parents=True)
            nbformat.write(_notebook(one), place / f"{_BOOK}.ipynb")
            _add_submission(book, one, given)
        book.db.commit()
    return folder


def read_course(table: Path) -> int:
    """Write the scores of a formgrader course into the sheet's table as levels, and return how many.

    Args:
        table: The marker's CSV file.

    Raises:
        PracticumError: There is no such course, or a score is no level; then nothing is written.
    """
    folder = table.with_name(f"{table.stem}-formgrader")
    if not (folder / "gradebook.db").is_file():
        raise PracticumError(
            _("There is no formgrader course beside {file}.").format(file=table.name),
            next_step=_("Make one first: practicum exam read formgrader."),
        )
    found = []
    with Gradebook(_url(folder)) as book:
        for row in rows_of(table):
            key = (row["code"], row["exercise"], row["criterion"])
            cell = (row["criterion"], _BOOK, row["exercise"], row["code"])
            grade = book.find_grade(*cell)
            if grade.manual_score is not None:
                score = grade.manual_score + (grade.extra_credit or 0)
                found.append((key, _level(key, score), book.find_comment(*cell).manual_comment or ""))
    for key, level, comment in found:
        fill(table, key, level=level, comment=" ".join(comment.split()))
    return len(found)


def _url(folder: Path) -> str:
    return f"sqlite:///{(folder / 'gradebook.db').resolve()}"


def _level(key: tuple[str, str, str], score: float) -> int:
    if score not in range(LEVELS):
        raise PracticumError(
            _("The score {score} of {row} is no level.").format(score=f"{score:g}", row=", ".join(key)),
            next_step=_("Give 0, 1, 2 or 3 in formgrader, with no extra credit; then read it back again."),
        )
    return int(score)


def _add_assignment(book: Gradebook, one: dict[str, Any]) -> None:
    name = one["exercise"]
    book.add_assignment(name)
    book.add_notebook(_BOOK, name)
    for row in one["criteria"]:
        book.add_grade_cell(row["id"], _BOOK, name, max_score=LEVELS - 1, cell_type="markdown")
        book.add_solution_cell(row["id"], _BOOK, name)


def _add_submission(book: Gradebook, one: dict[str, Any], given: dict[Any, dict[str, str]]) -> None:
    name, code = one["exercise"], one["code"]
    book.update_or_create_student(code)
    book.add_submission(name, code)
    for row in one["criteria"]:
        before = given[code, name, row["id"]]
        grade = book.find_grade(row["id"], _BOOK, name, code)
        grade.needs_manual_grade = not before["level"].strip()
        if before["level"].strip():
            grade.manual_score = float(before["level"])
        if before["comment"]:
            book.find_comment(row["id"], _BOOK, name, code).manual_comment = before["comment"]


def _notebook(one: dict[str, Any]) -> Any:
    html = fragment("", css=styles()) + one["html"]
    text = nbformat.v4.new_code_cell(
        "", id="text", outputs=[nbformat.v4.new_output("display_data", data={"text/html": html})]
    )
    cells = [text]
    for row in one["criteria"]:
        anchors = "\n".join(f"- {n}: {anchor}" for n, anchor in enumerate(row["anchors"]))
        cell = nbformat.v4.new_markdown_cell(
            f"**{row['label']}**: level 0 to 3\n\n{anchors}", id=f"level-{row['id']}"
        )
        cell.metadata["nbgrader"] = {
            "grade": True,
            "solution": True,
            "locked": False,
            "task": False,
            "grade_id": row["id"],
            "points": LEVELS - 1,
            "schema_version": 3,
            "cell_type": "markdown",
        }
        cells.append(cell)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
