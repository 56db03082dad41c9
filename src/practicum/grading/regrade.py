"""Mark everything again, explain each difference to what is stored, and write only when told to."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicum.grading.cohort import Options, progress
from practicum.grading.differences import causes, told
from practicum.grading.job import End
from practicum.grading.ledger import short
from practicum.grading.pools import results
from practicum.grading.run import open_run
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from practicum.grading.job import Job, Result
    from practicum.grading.layout import Settings
    from practicum.grading.ledger import Entry
    from practicum.grading.run import Run
    from practicum.project import Project


@dataclass(frozen=True)
class Difference:
    """One exercise of one learner whose mark is another one now.

    Attributes:
        student: nbgrader's student id.
        exercise: The exercise's id.
        before: The stored mark, in words.
        now: The mark now, in words.
        why: What changed since, in words.
    """

    student: str
    exercise: str
    before: str
    now: str
    why: tuple[str, ...]

    def __str__(self) -> str:
        why = "; ".join(self.why) or _("nothing that we know of: please report this")
        return _("{student}, {exercise}: {before}; now {now}. Changed since: {why}.").format(
            student=self.student, exercise=self.exercise, before=self.before, now=self.now, why=why
        )


@dataclass(frozen=True)
class Regraded:
    """What marking again found.

    Attributes:
        count: How many hand-ins were marked.
        differences: Marks that are others now.
        made_otherwise: Hand-ins whose marks are the same, made of something that changed.
        unmarked: Why a hand-in could not be marked now, sentences.
        applied: Whether the marks were written.
    """

    count: int
    differences: tuple[Difference, ...]
    made_otherwise: int
    unmarked: tuple[str, ...]
    applied: bool

    def text(self) -> str:
        """Return everything as text, a difference a line."""
        lines = [*map(str, self.differences), *self.unmarked]
        lines.append(
            _("{count} hand-ins marked again: {changed} marks differ in {people} of them.").format(
                count=self.count,
                changed=len(self.differences),
                people=len({one.student for one in self.differences}),
            )
        )
        if self.made_otherwise:
            lines.append(
                ngettext(
                    "{count} hand-in gives the same marks although something that makes them changed.",
                    "{count} hand-ins give the same marks although something that makes them changed.",
                    self.made_otherwise,
                ).format(count=self.made_otherwise)
            )
        if self.applied:
            lines.append(_("The marks are written. Points and comments that a person gave stay."))
        elif self.differences or self.made_otherwise:
            lines.append(_("Nothing is written. Add --apply to write these marks."))
        return "\n".join(lines)


def regrade(  # noqa: PLR0913  named options, as for cohort.grade
    assignment: str,
    project: Project,
    options: Options | None = None,
    *,
    apply: bool = False,
    console: Console | None = None,
    settings: Settings | None = None,
) -> Regraded:
    """Mark all hand-ins of an assignment again and explain each difference to the stored marks.

    Args:
        assignment: The module's id or slug.
        project: The instructor's edition.
        options: How to run.
        apply: Write the new marks; otherwise nothing is changed.
        console: Where the progress bar is drawn; nowhere by default.
        settings: nbgrader options that win over `nbgrader_config.py`.

    Raises:
        PracticumError: As for `cohort.grade`.
    """
    options = options or Options()
    differences: list[Difference] = []
    unmarked: list[str] = []
    otherwise = 0
    with open_run(assignment, project, settings) as run:
        students = run.students()
        entries: dict[str, Entry | None] = {}

        def to_do() -> Iterator[Job]:
            for seen in run.look(students):
                entries[seen.student] = seen.entry
                yield run.job(seen.student)

        workers = min(options.jobs or os.cpu_count() or 1, len(students))
        marked = results(run.rules, to_do(), workers=workers, cluster=options.cluster)
        title = _("Marking {assignment} again").format(assignment=run.slug)
        with progress(console, title, len(students)) as advance:
            for result in _written(run, marked, apply=apply):
                advance()
                if result.end is not End.MARKED:
                    unmarked.append(f"{result.student}: {result.reason}")
                    continue
                entry = entries.pop(result.student)
                found = list(_differences(run, result, entry))
                differences += found
                otherwise += not found and (entry is None or entry.made != run.made(result.evidence))
    differences.sort(key=lambda one: (one.student, one.exercise))
    return Regraded(len(students), tuple(differences), otherwise, tuple(sorted(unmarked)), apply)


def _written(run: Run, marked: Iterable[Result], *, apply: bool) -> Iterator[Result]:
    """Yield results, written before when they are to be applied."""
    if not apply:
        yield from marked
        return
    for result, _standing in run.write(marked):
        yield result


def _differences(run: Run, result: Result, entry: Entry | None) -> Iterator[Difference]:
    now = short(result.marks)
    before = entry.marks if entry else {}
    if entry:
        why = tuple(map(str, causes(entry, run.made(result.evidence), result.files)))
    else:
        why = (_("it was not graded in this way before"),)
    for name in sorted({*before, *now}):
        if before.get(name) != now.get(name):
            yield Difference(result.student, name, told(before.get(name)), told(now.get(name)), why)
