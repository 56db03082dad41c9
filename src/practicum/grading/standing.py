"""What the gradebook holds of a hand-in, read with few queries for many hand-ins at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from practicum.grading import tables as t

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime


@dataclass(frozen=True)
class Grade:
    """One grade as the gradebook holds it.

    Attributes:
        score: Points that count.
        max_score: Points that could be had.
        manual: Whether a person gave them.
        waiting: Whether a person has still to look.
    """

    score: float
    max_score: float
    manual: bool
    waiting: bool


@dataclass(frozen=True)
class Standing:
    """All that the gradebook holds of one hand-in.

    Attributes:
        grades: By cell.
        comments: What a person wrote, by cell; cells without a comment are left out.
        penalty: Points taken off for handing in late.
    """

    grades: Mapping[str, Grade]
    comments: Mapping[str, str]
    penalty: float

    @property
    def score(self) -> float:
        """The sum of all points, late penalty not taken off, as nbgrader's `score`."""
        return sum(one.score for one in self.grades.values())

    @property
    def out_of(self) -> float:
        """What the assignment is worth."""
        return sum(one.max_score for one in self.grades.values())

    @property
    def waiting(self) -> bool:
        """Whether a person has still to look at something."""
        return any(one.waiting for one in self.grades.values())


@dataclass(frozen=True)
class Cell:
    """One released cell as the gradebook knows it.

    Attributes:
        id: The gradebook's id.
        name: nbgrader's `grade_id`.
        max_score: Points that can be had.
        grade: Whether it has a grade.
        comment: Whether it has a comment.
        task: Whether only a person grades it.
    """

    id: str
    name: str
    max_score: float
    grade: bool
    comment: bool
    task: bool


@dataclass(frozen=True)
class Assignment:
    """One registered assignment and its one notebook.

    Attributes:
        id: The gradebook's id of the assignment.
        notebook: The gradebook's id of its notebook.
        duedate: Until when hand-ins are in time, UTC without zone; None for ever.
        cells: Its cells.
    """

    id: str
    notebook: str
    duedate: datetime | None
    cells: tuple[Cell, ...]


def read_assignment(connection: sa.Connection, slug: str) -> Assignment | None:
    """Return a registered assignment; None when the gradebook does not know it."""
    row = connection.execute(
        sa.select(t.assignment.c.id, t.assignment.c.duedate, t.notebook.c.id.label("notebook"))
        .join_from(t.assignment, t.notebook, t.notebook.c.assignment_id == t.assignment.c.id)
        .where(t.assignment.c.name == slug, t.notebook.c.name == slug)
    ).first()
    if row is None:
        return None
    cells = connection.execute(
        sa.select(t.base_cell, t.grade_cells.c.max_score)
        .join(t.grade_cells, t.grade_cells.c.id == t.base_cell.c.id, isouter=True)
        .where(t.base_cell.c.notebook_id == row.notebook)
        .order_by(t.base_cell.c.name, t.base_cell.c.type)
    )
    return Assignment(row.id, row.notebook, row.duedate, tuple(map(_cell, cells)))


def _cell(row: Any) -> Cell:
    return Cell(
        row.id,
        row.name,
        row.max_score or 0.0,
        grade=row.type in ("GradeCell", "TaskCell"),
        comment=row.type in ("SolutionCell", "TaskCell"),
        task=row.type == "TaskCell",
    )


def rows_by_cell(
    connection: sa.Connection, table: sa.TableClause, notebooks: Sequence[str]
) -> dict[tuple[str, str], Any]:
    """Return the grades or comments of submitted notebooks, by notebook and cell."""
    rows = connection.execute(sa.select(table).where(table.c.notebook_id.in_(notebooks)))
    return {(row.notebook_id, row.cell_id): row for row in rows}


def read_standings(
    connection: sa.Connection, assignment: Assignment, students: Sequence[str]
) -> dict[str, Standing]:
    """Return what stands in the gradebook for these students; those without a hand-in are left out."""
    rows = connection.execute(
        sa.select(
            t.submission.c.student_id.label("student"),
            t.submitted.c.id,
            t.submitted.c.late_submission_penalty,
        )
        .join_from(t.submission, t.submitted, t.submitted.c.assignment_id == t.submission.c.id)
        .where(
            t.submission.c.assignment_id == assignment.id,
            t.submitted.c.notebook_id == assignment.notebook,
            t.submission.c.student_id.in_(students),
        )
    )
    notebooks = {row.student: row for row in rows}
    ids = [row.id for row in notebooks.values()]
    grades = rows_by_cell(connection, t.grade, ids)
    comments = rows_by_cell(connection, t.comment, ids)
    return {
        student: Standing(
            {
                cell.name: _grade(grades[row.id, cell.id], cell.max_score)
                for cell in assignment.cells
                if cell.grade and (row.id, cell.id) in grades
            },
            {
                cell.name: comments[row.id, cell.id].manual_comment
                for cell in assignment.cells
                if (row.id, cell.id) in comments and comments[row.id, cell.id].manual_comment
            },
            row.late_submission_penalty or 0.0,
        )
        for student, row in notebooks.items()
    }


def _grade(row: Any, max_score: float) -> Grade:
    points = row.auto_score if row.manual_score is None else row.manual_score
    score = 0.0 if points is None else points + (row.extra_credit or 0.0)
    return Grade(score, max_score, manual=row.manual_score is not None, waiting=bool(row.needs_manual_grade))
