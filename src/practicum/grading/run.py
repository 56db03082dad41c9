"""One run over the hand-ins of a module: what there is to do, what is unchanged, and what is written."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.evidence import EvidenceError
from practicum.evidence.files import locked
from practicum.grading.cells import masters, notebook_text, read_released, scores, unmarked
from practicum.grading.clean import TIMEOUT
from practicum.grading.gradebook import Book
from practicum.grading.handed import learner_of, students_of, timestamp_of
from practicum.grading.job import End, Job, Rules
from practicum.grading.layout import read_layout
from practicum.grading.ledger import Entry, short
from practicum.grading.made import Made, environment_hash, evidence_hash, files_of, marking_version
from practicum.grading.outputs import (
    autograded_path,
    feedback_path,
    sweep,
    write_autograded,
    write_feedback,
)
from practicum.grading.registered import ensure_registered, penalty_of
from practicum.grading.writing import Handed
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from practicum.grading.job import Result
    from practicum.grading.layout import Layout, Settings
    from practicum.grading.standing import Standing
    from practicum.project import Module, Project

BATCH = 64  # hand-ins in one transaction
_BATCH_SECONDS = 1.0  # or fewer, so that little has to be done again after a crash
_CHUNK = 200  # hand-ins whose ledger entries are read at once, so that memory does not grow with their number


@dataclass(frozen=True)
class Seen:
    """A hand-in as it lies there, before it is marked.

    Attributes:
        student: nbgrader's student id.
        entry: Its ledger entry, if it was marked before.
        evidence: Hash of its files now; empty when they cannot be read.
        unchanged: Whether marks of exactly this evidence, by these rules, stand in the gradebook.
    """

    student: str
    entry: Entry | None
    evidence: str
    unchanged: bool


@dataclass
class Run:
    """A module whose hand-ins are marked.

    Attributes:
        layout: Where files and gradebook are.
        module: The module.
        rules: What is marked by.
        environment: Hash of the environment.
        book: The gradebook.
    """

    layout: Layout
    module: Module
    rules: Rules
    environment: str
    book: Book
    _released: dict[str, Any] = field(repr=False, default_factory=dict)

    @property
    def slug(self) -> str:
        """The module's slug."""
        return self.module.slug

    def folder(self, student: str) -> Path:
        """Return where a hand-in lies."""
        return self.layout.folder("submitted", student, self.slug)

    def made(self, evidence: str) -> Made:
        """Return what makes marks in this run."""
        seed = "edition" if self.rules.seed is None else str(self.rules.seed)
        return Made(evidence, self.rules.marking, seed, self.environment)

    def students(self) -> list[str]:
        """Return who handed in.

        Raises:
            PracticumError: Nobody did.
        """
        found = students_of(self.layout, self.slug)
        if not found:
            raise PracticumError(
                _("Nothing was handed in for {assignment}.").format(assignment=self.slug),
                next_step=_("Collect the hand-in files first: practicum collect <folder>."),
            )
        return found

    def look(self, students: Sequence[str]) -> Iterator[Seen]:
        """Yield each hand-in as it lies there now."""
        for start in range(0, len(students), _CHUNK):
            chunk = students[start : start + _CHUNK]
            entries = self.book.entries(chunk)
            for student in chunk:
                yield self._look(student, entries.get(student))

    def _look(self, student: str, entry: Entry | None) -> Seen:
        try:
            evidence = evidence_hash(files_of(self.folder(student)))
        except PracticumError:  # the job says what is wrong with it
            return Seen(student, entry, "", unchanged=False)
        written = (autograded_path, feedback_path)
        unchanged = (
            entry is not None
            and entry.made == self.made(evidence)
            and all(path(self.layout, self.slug, student).is_file() for path in written)
        )
        return Seen(student, entry, evidence, unchanged)

    def job(self, student: str) -> Job:
        """Return the job of one hand-in."""
        return Job(student, str(self.folder(student)))

    def write(self, results: Iterable[Result]) -> Iterator[tuple[Result, Standing | None]]:
        """Write results in batches, and yield each with what then stands in the gradebook.

        Refused hand-ins are not written, and come with None: what stood there before stays.

        Raises:
            PracticumError: Gradebook or files cannot be written. Earlier batches stay written.
        """
        batch: list[Result] = []
        since = time.monotonic()
        for result in results:
            if result.end is End.REFUSED:
                yield result, None
            else:
                batch.append(result)
            if len(batch) >= BATCH or (batch and time.monotonic() - since > _BATCH_SECONDS):
                yield from self._write(batch)
                batch, since = [], time.monotonic()
        if batch:
            yield from self._write(batch)

    def _write(self, batch: Sequence[Result]) -> list[tuple[Result, Standing]]:
        whole = [self._whole(result) for result in batch]
        handed = [self._handed(result) for result in whole]
        learners = {one.student: one.learner or one.student for one in handed}

        def write_files(standings: Mapping[str, Standing]) -> None:
            from practicum.grading.pages import Pages  # noqa: PLC0415  loads while the first hand-ins are marked

            pages = Pages(self.layout.root, self.slug)
            for result in whole:
                write_autograded(self.layout, self.slug, result.student, result.notebook)
                standing = standings[result.student]
                text = pages.page(result.student, learners[result.student], result.marks, standing)
                write_feedback(self.layout, self.slug, result.student, text)

        try:
            standings = self.book.write(handed, write_files)
        except OSError as error:
            raise PracticumError(
                _("{file} could not be written: {reason}.").format(
                    file=error.filename or self.layout.root, reason=error.strerror or error
                ),
                next_step=_(
                    "Check that the folder can be written to and that the disk is not full. Then grade "
                    "again: what is already written stays, and the rest is done."
                ),
            ) from error
        return [(result, standings[result.student]) for result in whole]

    def _whole(self, result: Result) -> Result:
        """Return a result with marks; where a hand-in could not be marked, each mark says so."""
        if result.end is End.MARKED:
            return result
        if not self._released:
            self._released = read_released(
                self.layout.root / "assignments" / self.slug / f"{self.slug}.ipynb"
            )
        cells, marks = unmarked(self._released, result.reason)
        known = masters(self._released)
        return replace(
            result,
            marks={name: one.brief() for name, one in marks.items()},
            scores={name: score or 0.0 for name, score in scores(cells, known)},
            notebook=notebook_text({**self._released, "cells": cells}),
        )

    def _handed(self, result: Result) -> Handed:
        folder = self.folder(result.student)
        entry = None
        if result.end is End.MARKED:
            made = replace(self.made(result.evidence), marking=result.marking)
            entry = Entry(made, result.files, short(result.marks))
        return Handed(
            result.student,
            learner_of(folder),
            timestamp_of(folder),
            result.scores,
            result.blanks,
            entry,
        )


@contextmanager
def open_run(
    assignment: str, project: Project, settings: Settings | None = None, *, seconds: float = TIMEOUT
) -> Iterator[Run]:
    """Open a run; the gradebook learns the assignment first, when it does not know it as it is now.

    Args:
        assignment: The module's id or slug.
        project: The instructor's edition.
        settings: nbgrader options that win over `nbgrader_config.py`.
        seconds: How long one hand-in may take.

    Raises:
        PracticumError: The module is unknown, has no marking, cannot be registered, or the gradebook is away.
    """
    module = project.module(assignment)
    layout = read_layout(project.root, settings)
    if not (layout.root / "solutions" / module.slug / "marking.py").is_file():
        raise PracticumError(
            _("{module} has no marking.py, so it cannot be graded.").format(module=module.slug),
            next_step=_("Name a module that has an assignment."),
        )
    with _alone(layout, module.slug):
        ensure_registered(layout, module.slug, settings)
        sweep(layout, module.slug)
        rules = Rules(
            str(layout.root), module.slug, marking_version(layout.root, module.slug), seconds=seconds
        )
        book = Book(layout.db_url, module.slug, penalty_of(layout))
        try:
            yield Run(layout, module, rules, environment_hash(layout.root), book)
        finally:
            book.close()


@contextmanager
def _alone(layout: Layout, slug: str) -> Iterator[None]:
    """Let one run at a time grade a module; the system ends the claim of a run that was ended."""
    claim = layout.root / ".build" / f"grade-{slug}"
    try:
        claim.parent.mkdir(parents=True, exist_ok=True)
        with locked(claim):
            yield
    except EvidenceError as error:
        if error.code != "locked":
            raise
        raise PracticumError(
            _("Another run grades {assignment} just now.").format(assignment=slug),
            next_step=_("Wait for its end, then run this again."),
        ) from None
