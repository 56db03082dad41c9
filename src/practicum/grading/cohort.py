"""Grade every hand-in of an assignment with nbgrader, side by side, and read its gradebook."""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import warnings
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.api import MissingEntry
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy.exc import SAWarning

from practicum.errors import PracticumError
from practicum.grading.collect import learner_of
from practicum.grading.course import open_course, register, run
from practicum.grading.sealed import ALARM
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from multiprocessing.context import BaseContext

    from rich.console import Console

    from practicum.grading.course import Settings
    from practicum.project import Project


@dataclass(frozen=True)
class Graded:
    """What became of one hand-in.

    Attributes:
        student: nbgrader's student id.
        score: Points in the gradebook; None when nbgrader could not grade it.
        out_of: What the assignment is worth.
        needs_person: Whether a person has still to read something.
        feedback: The learner's page; it exists unless `problems` says why not.
        problems: What went wrong, in sentences for the instructor. They may name sealed values.
    """

    student: str
    score: float | None
    out_of: float
    needs_person: bool
    feedback: Path
    problems: tuple[str, ...]


def grade(
    assignment: str,
    project: Project,
    *,
    console: Console | None = None,
    jobs: int | None = None,
    settings: Settings | None = None,
) -> tuple[Graded, ...]:
    """Mark and give feedback on all hand-ins of an assignment; grading again gives the same marks.

    Args:
        assignment: The module's id or slug.
        project: The instructor's edition, with hand-ins collected.
        console: Where the progress bar is drawn; nowhere by default.
        jobs: How many hand-ins at once; one for each core by default.
        settings: nbgrader options that win over `nbgrader_config.py`.

    Returns:
        One entry a hand-in, by student id.

    Raises:
        PracticumError: The module is unknown, nothing was handed in for it, or it cannot be registered.
    """
    slug = project.module(assignment).slug
    students = sorted(
        path.parent.name for path in project.root.glob(f"submitted/[!.]*/{slug}") if path.is_dir()
    )
    if not students:
        raise PracticumError(
            _("Nothing was handed in for {assignment}.").format(assignment=slug),
            next_step=_("Collect the hand-in files first: practicum collect <folder>."),
        )
    api = open_course(project.root, settings)
    register(api, slug)
    with api.gradebook as gradebook:
        for student in students:
            first, _space, last = learner_of(project.root / "submitted" / student / slug).partition(" ")
            gradebook.update_or_create_student(student, first_name=first or None, last_name=last or None)
    start = (project.root, json.dumps(settings or {}))
    workers = min(jobs or os.cpu_count() or 1, len(students))
    problems = dict(_in_pool(slug, students, start, workers, console))
    return tuple(_result(api, slug, student, problems[student]) for student in students)


def _in_pool(
    slug: str, students: Sequence[str], start: tuple[Path, str], workers: int, console: Console | None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each student with the problems of the grading, as they end."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with ProcessPoolExecutor(workers, _context(), _open_in_worker, start) as pool:
        # All are handed over before the bar starts its thread, so that a fork copies none.
        futures = {pool.submit(_grade_one, slug, student): student for student in students}
        with Progress(*columns, console=console, disable=console is None, transient=True) as bar:
            task = bar.add_task(_("Grading {assignment}").format(assignment=slug), total=len(students))
            for future in as_completed(futures):
                bar.update(task, advance=1)
                yield futures[future], future.result()


def _context() -> BaseContext:
    """Return how workers start: forked on Linux, so that nbgrader's slow imports are paid once."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


_worker: dict[str, Any] = {}


def _open_in_worker(root: Path, settings: str) -> None:
    warnings.simplefilter("ignore", SAWarning)  # nbgrader's own queries cause them; nobody here can mend them
    _worker["api"] = open_course(root, json.loads(settings))


def _grade_one(slug: str, student: str) -> tuple[str, ...]:
    api = _worker["api"]
    try:
        log = run(api.autograde, slug, student, force=True, create=False)
        run(api.generate_feedback, slug, student, force=True)
    except PracticumError as error:
        return (str(error),)
    return tuple(line for line in log.splitlines() if ALARM in line)


def _result(api: Any, slug: str, student: str, problems: tuple[str, ...]) -> Graded:
    folder = api.coursedir.format_path(api.coursedir.feedback_directory, student, slug)
    feedback = Path(folder, f"{slug}.html")
    with api.gradebook as gradebook:
        out_of = gradebook.find_assignment(slug).max_score
        try:
            submission = gradebook.find_submission(slug, student)
        except MissingEntry:
            return Graded(student, None, out_of, needs_person=True, feedback=feedback, problems=problems)
        score = submission.score if feedback.is_file() else None
        return Graded(student, score, out_of, submission.needs_manual_grade, feedback, problems)
