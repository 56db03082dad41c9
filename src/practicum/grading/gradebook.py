"""The gradebook of one assignment: read in few queries, written by one writer, batch by batch."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from practicum.errors import PracticumError
from practicum.grading import ledger
from practicum.grading.standing import read_assignment, read_standings
from practicum.grading.tables import own
from practicum.grading.writing import Batch
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from practicum.grading.ledger import Entry
    from practicum.grading.standing import Assignment, Standing
    from practicum.grading.writing import Handed, Penalty

PATIENCE = 60.0  # seconds that a gradebook may be away before a run stops
_FIRST_PAUSE = 0.1
_LONGEST_PAUSE = 5.0
_FINAL = ("readonly", "read-only", "full", "permission", "password", "no such table", "does not exist")
_T = TypeVar("_T")


class Book:
    """The gradebook of one assignment that nbgrader has registered."""

    def __init__(self, db_url: str, slug: str, penalty: Penalty | None = None) -> None:
        """Open it.

        Args:
            db_url: A URL as SQLAlchemy has them.
            slug: The assignment, with one notebook of the same name.
            penalty: nbgrader's rule for late hand-ins; nothing by default.

        Raises:
            PracticumError: It stays away, or the assignment is not in it.
        """
        self.slug = slug
        self._penalty = penalty
        self._engine = sa.create_engine(db_url)
        self._assignment = self._do(self._open)

    def _open(self, connection: sa.Connection) -> Assignment:
        own.create_all(connection)
        assignment = read_assignment(connection, self.slug)
        if assignment is None:
            raise PracticumError(
                _("The gradebook does not know {assignment}.").format(assignment=self.slug),
                next_step=_("Build the assignment, then grade again."),
            )
        return assignment

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def entries(self, students: Sequence[str]) -> dict[str, Entry]:
        """Return the ledger's entries of these students."""
        return self._do(lambda connection: ledger.read(connection, self.slug, students))

    def standings(self, students: Sequence[str]) -> dict[str, Standing]:
        """Return what stands there for these students; those without a hand-in are left out."""
        return self._do(lambda connection: read_standings(connection, self._assignment, students))

    def write(
        self, batch: Sequence[Handed], before_commit: Callable[[Mapping[str, Standing]], None]
    ) -> dict[str, Standing]:
        """Write a batch whole or not at all, and return what then stands there.

        Args:
            batch: Hand-ins, each student once.
            before_commit: Called with what will stand there, to write files: if it fails, nothing is written.

        Raises:
            PracticumError: The gradebook cannot be written, or stays away.
        """
        students = [one.student for one in batch]

        def work(connection: sa.Connection) -> dict[str, Standing]:
            earlier = ledger.read(connection, self.slug, students)
            same = {
                one.student
                for one in batch
                if one.entry
                and one.student in earlier
                and earlier[one.student].made.evidence == one.entry.made.evidence
            }
            Batch(connection, self._assignment, batch, same, self._penalty).write()
            ledger.write(connection, self.slug, {one.student: one.entry for one in batch})
            standings = read_standings(connection, self._assignment, students)
            before_commit(standings)
            return standings

        return self._do(work)

    def _do(self, work: Callable[[sa.Connection], _T]) -> _T:
        def transaction() -> _T:
            with self._engine.begin() as connection:
                return work(connection)

        return patiently(transaction)


def patiently(work: Callable[[], _T]) -> _T:
    """Do something with the database; while it is away, try again, later and later.

    Raises:
        PracticumError: It refuses for good, or stayed away for `PATIENCE` seconds; the sentence says why.
    """
    deadline = time.monotonic() + PATIENCE
    pause = _FIRST_PAUSE
    while True:
        try:
            return work()
        except DBAPIError as error:
            reason = str(error.orig).strip().splitlines()[0]
            if any(word in reason.casefold() for word in _FINAL) or time.monotonic() + pause > deadline:
                raise PracticumError(
                    _("The gradebook cannot be used: {reason}.").format(reason=reason.rstrip(".")),
                    next_step=_(
                        "Check that it can be written to and that the disk is not full. Then grade again: "
                        "what is already written stays, and the rest is done."
                    ),
                ) from error
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)
