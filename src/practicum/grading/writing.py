"""Write one batch of hand-ins into nbgrader's tables, in a transaction that somebody else begins and ends.

What stands there afterwards is what nbgrader's autograde writes, row for row. Points and comments that a
person gave are never touched.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias
from uuid import NAMESPACE_URL, uuid5

import sqlalchemy as sa

from practicum.grading import tables as t
from practicum.grading.standing import read_standings, rows_by_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from practicum.grading.ledger import Entry
    from practicum.grading.standing import Assignment

Penalty: TypeAlias = "Callable[[str, float, float], float | None]"
"""What a late hand-in loses, from student, score and seconds late."""
_NO_RESPONSE = "No response."  # nbgrader's own words, as its pages look for them


@dataclass(frozen=True)
class Handed:
    """What the gradebook is told of one hand-in.

    Attributes:
        student: nbgrader's student id.
        learner: The name as typed; empty when unknown.
        timestamp: When it was handed in, UTC without zone as nbgrader keeps it; None when unknown.
        scores: nbgrader's `auto_score` by grade cell; None asks for a person.
        blanks: Whether an answer cell is as released.
        entry: For the ledger; None leaves the hand-in to be marked again by the next run.
    """

    student: str
    learner: str
    timestamp: datetime | None
    scores: Mapping[str, float | None]
    blanks: Mapping[str, bool]
    entry: Entry | None


class Batch:
    """Some hand-ins on their way into the tables."""

    def __init__(
        self,
        connection: sa.Connection,
        assignment: Assignment,
        batch: Sequence[Handed],
        same: set[str],
        penalty: Penalty | None,
    ) -> None:
        """Prepare.

        Args:
            connection: In a transaction.
            assignment: As registered.
            batch: Each student once.
            same: Students whose evidence is what their grades were made from.
            penalty: nbgrader's rule for late hand-ins; nothing by default.
        """
        self._connection = connection
        self._assignment = assignment
        self._batch = batch
        self._same = same
        self._penalty = penalty

    def write(self) -> None:
        """Write students, submissions, notebooks, grades, comments and penalties."""
        self._write_students()
        submissions = self._write_submissions()
        notebooks = self._write_notebooks(submissions)
        self._write_grades(notebooks)
        self._write_comments(notebooks)
        self._write_penalties(submissions, notebooks)

    def _write_students(self) -> None:
        known = {
            row.id: row
            for row in self._connection.execute(
                sa.select(t.student).where(t.student.c.id.in_([one.student for one in self._batch]))
            )
        }
        fresh, renamed = [], []
        for one in self._batch:
            first, _space, last = one.learner.partition(" ")
            row = known.get(one.student)
            if row is None:
                fresh.append({"id": one.student, "first_name": first or None, "last_name": last or None})
            elif one.learner and (row.first_name, row.last_name) != (first or None, last or None):
                renamed.append({"key": one.student, "first": first or None, "last": last or None})
        _insert(self._connection, t.student, fresh)
        _update(self._connection, t.student, renamed, first_name="first", last_name="last")

    def _write_submissions(self) -> dict[str, Any]:
        query = sa.select(t.submission).where(
            t.submission.c.assignment_id == self._assignment.id,
            t.submission.c.student_id.in_([one.student for one in self._batch]),
        )
        known = {row.student_id: row for row in self._connection.execute(query)}
        fresh = [
            {
                "id": self._id("submission", one.student),
                "assignment_id": self._assignment.id,
                "student_id": one.student,
                "timestamp": one.timestamp,
                "extension": None,
            }
            for one in self._batch
            if one.student not in known
        ]
        moved = [
            {"key": known[one.student].id, "time": one.timestamp}
            for one in self._batch
            if one.student in known and one.timestamp and known[one.student].timestamp != one.timestamp
        ]
        _insert(self._connection, t.submission, fresh)
        _update(self._connection, t.submission, moved, timestamp="time")
        return {row.student_id: row for row in self._connection.execute(query)}

    def _write_notebooks(self, submissions: Mapping[str, Any]) -> dict[str, Any]:
        query = sa.select(t.submitted).where(
            t.submitted.c.notebook_id == self._assignment.notebook,
            t.submitted.c.assignment_id.in_([row.id for row in submissions.values()]),
        )
        known = {row.assignment_id for row in self._connection.execute(query)}
        fresh = [
            {
                "id": self._id("notebook", student),
                "assignment_id": row.id,
                "notebook_id": self._assignment.notebook,
                "flagged": False,
                "late_submission_penalty": None,
            }
            for student, row in submissions.items()
            if row.id not in known
        ]
        _insert(self._connection, t.submitted, fresh)
        by_submission = {row.assignment_id: row for row in self._connection.execute(query)}
        return {student: by_submission[row.id] for student, row in submissions.items()}

    def _write_grades(self, notebooks: Mapping[str, Any]) -> None:
        known = rows_by_cell(self._connection, t.grade, [row.id for row in notebooks.values()])
        fresh, changed = [], []
        for one in self._batch:
            notebook = notebooks[one.student].id
            for cell in self._assignment.cells:
                if not cell.grade:
                    continue
                row = known.get((notebook, cell.id))
                if row is not None and (cell.task or cell.name not in one.scores):
                    continue
                score = one.scores.get(cell.name)
                values = {"auto": score, "needs": _needs(row, score, same=one.student in self._same)}
                if row is None:
                    fresh.append(
                        {
                            "id": self._id("grade", one.student, cell.id),
                            "notebook_id": notebook,
                            "cell_id": cell.id,
                            "auto_score": score,
                            "manual_score": None,
                            "extra_credit": None,
                            "needs_manual_grade": values["needs"],
                        }
                    )
                elif (row.auto_score, row.needs_manual_grade) != (values["auto"], values["needs"]):
                    changed.append({"key": row.id, **values})
        _insert(self._connection, t.grade, fresh)
        _update(self._connection, t.grade, changed, auto_score="auto", needs_manual_grade="needs")

    def _write_comments(self, notebooks: Mapping[str, Any]) -> None:
        known = rows_by_cell(self._connection, t.comment, [row.id for row in notebooks.values()])
        fresh, changed = [], []
        for one in self._batch:
            notebook = notebooks[one.student].id
            for cell in self._assignment.cells:
                if not cell.comment:
                    continue
                words = _NO_RESPONSE if one.blanks.get(cell.name) else None
                row = known.get((notebook, cell.id))
                if row is None:
                    fresh.append(
                        {
                            "id": self._id("comment", one.student, cell.id),
                            "notebook_id": notebook,
                            "cell_id": cell.id,
                            "auto_comment": words,
                            "manual_comment": None,
                        }
                    )
                elif row.auto_comment != words:
                    changed.append({"key": row.id, "words": words})
        _insert(self._connection, t.comment, fresh)
        _update(self._connection, t.comment, changed, auto_comment="words")

    def _write_penalties(
        self,
        submissions: Mapping[str, Any],
        notebooks: Mapping[str, Any],
    ) -> None:
        changed = []
        for one in self._batch:
            late = _seconds_late(submissions[one.student], self._assignment.duedate)
            penalty = None
            if late > 0 and self._penalty:
                score = read_standings(self._connection, self._assignment, [one.student])[one.student].score
                penalty = self._penalty(one.student, score, late)
            if notebooks[one.student].late_submission_penalty != penalty:
                changed.append({"key": notebooks[one.student].id, "penalty": penalty})
        _update(self._connection, t.submitted, changed, late_submission_penalty="penalty")

    def _id(self, *names: str) -> str:
        """Return the same id for the same thing, so that a run repeated gives the same rows."""
        return uuid5(NAMESPACE_URL, "/".join(("practicum", self._assignment.id, *names))).hex


def _needs(row: Any, score: float | None, *, same: bool) -> bool:
    """Return whether a person has to look: as nbgrader says, but once while the evidence stays the same."""
    if row is None or row.manual_score is None:
        return score is None
    return bool(row.needs_manual_grade) if same else True


def _seconds_late(submission: Any, duedate: datetime | None) -> float:
    """Return what nbgrader's `total_seconds_late` says."""
    if submission.timestamp is None or duedate is None:
        return 0.0
    due = duedate + submission.extension if submission.extension else duedate
    return float(max(0.0, (submission.timestamp - due).total_seconds()))


def _insert(connection: sa.Connection, table: sa.TableClause, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(sa.insert(table), rows)


def _update(
    connection: sa.Connection, table: sa.TableClause, rows: list[dict[str, Any]], **columns: str
) -> None:
    """Set columns of rows found by id: each row is a dictionary with `key` and the named values."""
    if rows:
        values: dict[str, Any] = {name: sa.bindparam(value) for name, value in columns.items()}
        connection.execute(sa.update(table).where(table.c.id == sa.bindparam("key")).values(values), rows)
