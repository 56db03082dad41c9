"""Grade every hand-in of an assignment from its evidence; what is graded and unchanged is passed over."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from practicum.grading.job import End
from practicum.grading.ledger import short
from practicum.grading.marks import ALARM
from practicum.grading.outputs import feedback_path
from practicum.grading.pools import results
from practicum.grading.run import open_run
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from rich.console import Console

    from practicum.grading.job import Job, Result
    from practicum.grading.layout import Settings
    from practicum.grading.ledger import Entry
    from practicum.grading.run import Run
    from practicum.project import Project


class State(Enum):
    """What a run did with a hand-in."""

    GRADED = "graded"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    TIMED_OUT = "timed out"
    CRASHED = "crashed"


_STATES = {End.REFUSED: State.REFUSED, End.TIMED_OUT: State.TIMED_OUT, End.CRASHED: State.CRASHED}
_CHUNK = 200


@dataclass(frozen=True)
class Options:
    """How a run is done.

    Attributes:
        jobs: How many hand-ins at once on this machine; one for each core when None.
        cluster: The address of a Dask scheduler, for instance `tcp://10.0.0.5:8786`; this machine when empty.
        force: Mark again what is unchanged, too.
        view: Run the notebooks afterwards, in the sandbox, so that an instructor sees what learners saw.
        unsafe: Run them without a sandbox where there is none.
    """

    jobs: int | None = None
    cluster: str = ""
    force: bool = False
    view: bool = False
    unsafe: bool = False


@dataclass(frozen=True)
class Graded:
    """What became of one hand-in.

    Attributes:
        student: nbgrader's student id.
        state: What this run did with it.
        feedback: The learner's page; it exists unless `problems` says why not.
        problems: What went wrong, in sentences for the instructor. They may name sealed values.
        score: Points in the gradebook, without late penalty; None when nothing stands there.
        out_of: What the assignment is worth.
        needs_person: Whether a person has still to read something.
        notes: What the instructor may want to know and no mark depends on, sentences.
    """

    student: str
    state: State
    feedback: Path
    problems: tuple[str, ...] = ()
    score: float | None = None
    out_of: float = 0.0
    needs_person: bool = False
    notes: tuple[str, ...] = ()


def grade(
    assignment: str,
    project: Project,
    options: Options | None = None,
    *,
    console: Console | None = None,
    settings: Settings | None = None,
) -> tuple[Graded, ...]:
    """Mark and give feedback on all hand-ins of an assignment; grading again gives the same marks.

    Args:
        assignment: The module's id or slug.
        project: The instructor's edition, with hand-ins collected.
        options: How to run.
        console: Where the progress bar is drawn; nowhere by default.
        settings: nbgrader options that win over `nbgrader_config.py`.

    Returns:
        One entry a hand-in, by student id.

    Raises:
        PracticumError: The module is unknown, nothing was handed in for it, it cannot be registered, or
            gradebook or files cannot be written. What was written before stays; grading again does the rest.
    """
    options = options or Options()
    if options.view:
        from practicum.grading.sandbox import require  # noqa: PLC0415  marks need none

        require(unsafe=options.unsafe)
    with open_run(assignment, project, settings) as run:
        students = run.students()
        workers = min(options.jobs or os.cpu_count() or 1, len(students))
        done: dict[str, Graded] = {}
        title = _("Grading {assignment}").format(assignment=run.slug)
        with progress(console, title, len(students)) as advance:

            def to_do() -> Iterator[Job]:
                for seen in run.look(students):
                    if seen.unchanged and not options.force:
                        done[seen.student] = Graded(seen.student, State.UNCHANGED, _page(run, seen.student))
                        advance()
                    else:
                        earlier[seen.student] = seen.entry
                        yield run.job(seen.student)

            earlier: dict[str, Entry | None] = {}
            marked = results(run.rules, to_do(), workers=workers, cluster=options.cluster)
            for result, _standing in run.write(marked):
                done[result.student] = _graded(run, result, earlier.pop(result.student))
                advance()
        if options.view:
            done = _viewed(run, done, workers, console)
        return tuple(_with_score(run, [done[student] for student in students]))


def _viewed(run: Run, done: dict[str, Graded], workers: int, console: Console | None) -> dict[str, Graded]:
    """Run the notebooks of all that are graded; note those whose run ended early."""
    from practicum.grading.viewing import view  # noqa: PLC0415  marks need none

    seen = dict(done)
    students = [one.student for one in done.values() if one.state is not State.REFUSED]
    title = _("Running notebooks of {assignment}").format(assignment=run.slug)
    with progress(console, title, len(students)) as advance:
        for one in view(run, students, workers=workers):
            advance()
            if one.note:
                seen[one.student] = replace(seen[one.student], notes=(one.note,))
    return seen


def _graded(run: Run, result: Result, earlier: Entry | None) -> Graded:
    state = _STATES.get(result.end, State.GRADED)
    problems = [result.reason] if result.reason else []
    if result.end is End.MARKED:
        problems = [
            f"{ALARM} for {result.student}, {name}: {reason}" for name, reason in result.failed.items()
        ]
        if earlier and earlier.marks != short(result.marks):
            state = State.CHANGED
    return Graded(result.student, state, _page(run, result.student), tuple(problems))


def _page(run: Run, student: str) -> Path:
    return feedback_path(run.layout, run.slug, student)


def _with_score(run: Run, graded: Sequence[Graded]) -> Iterator[Graded]:
    """Yield each with what the gradebook holds at the end."""
    for start in range(0, len(graded), _CHUNK):
        chunk = graded[start : start + _CHUNK]
        standings = run.book.standings([one.student for one in chunk])
        for one in chunk:
            standing = standings.get(one.student)
            if standing is None:
                yield one
            else:
                yield replace(
                    one, score=standing.score, out_of=standing.out_of, needs_person=standing.waiting
                )


@contextmanager
def progress(console: Console | None, title: str, total: int) -> Iterator[Callable[[], None]]:
    """Show a bar with rate and remaining time; the yielded function moves it on by one hand-in."""
    if console is None:
        yield lambda: None
        return
    from rich.progress import (  # noqa: PLC0415  only a person waits for it
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TaskProgressColumn(show_speed=True),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda: bar.update(task, advance=1)


def summary(graded: Sequence[Graded], seconds: float) -> str:
    """Return what a run did, for the end: counts, who waits for a person, and everything that went wrong."""
    counts = {state: sum(one.state is state for one in graded) for state in State}
    waiting = sum(one.needs_person for one in graded)
    rate = len(graded) / seconds if seconds else 0.0
    lines = [f"{one.student}: {words}" for one in graded for words in (*one.problems, *one.notes)]
    lines.append(
        _(
            "{graded} graded, {changed} of them changed, {unchanged} unchanged, {refused} refused, "
            "{slow} timed out, {crashed} crashed; {seconds} seconds, {rate} hand-ins a second."
        ).format(
            graded=counts[State.GRADED] + counts[State.CHANGED],
            changed=counts[State.CHANGED],
            unchanged=counts[State.UNCHANGED],
            refused=counts[State.REFUSED],
            slow=counts[State.TIMED_OUT],
            crashed=counts[State.CRASHED],
            seconds=f"{seconds:.1f}",
            rate=f"{rate:.1f}",
        )
    )
    if waiting:
        lines.append(
            ngettext(
                "{count} hand-in waits for a person: practicum lab --instructor, then Formgrader.",
                "{count} hand-ins wait for a person: practicum lab --instructor, then Formgrader.",
                waiting,
            ).format(count=waiting)
        )
    if counts[State.TIMED_OUT] or counts[State.CRASHED]:
        lines.append(
            _("Hand-ins that timed out or crashed have 0 points for now; the next run marks them again.")
        )
    return "\n".join(lines)
