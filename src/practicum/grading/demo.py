"""`make grade-demo`: a synthetic cohort goes the whole way, and each mark is compared with its due."""

from __future__ import annotations

import json
import shutil
import time
from typing import TYPE_CHECKING

from rich.markup import escape as plain
from rich.table import Table

from practicum.data import Tables
from practicum.errors import PracticumError
from practicum.grading.cohort import Options, grade
from practicum.grading.collect import collect, student_id
from practicum.grading.course import open_course, run
from practicum.grading.demo_people import catalogued, hostile, name_of
from practicum.grading.demo_round import Comparison, Round
from practicum.grading.demo_stock import stock_differences
from practicum.grading.layout import CONFIG
from practicum.grading.paths import environment
from practicum.i18n import _
from practicum.marking import describe, load_exercises
from practicum.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from practicum.grading.layout import Settings
    from practicum.project import Module

# Loops end soon here: the demo's notebooks are short.
_SETTINGS: Settings = {"Execute": {"timeout": 10}, "RunForView": {"budget": 60.0}}
# Whom nbgrader's own autograde grades again, notebooks run and all: it must come to the same marks.
_STOCK = ("tampered test cells", "forges marks")
_PAGES = 3


def grade_demo(project: Project, console: Console, *, jobs: int | None = None) -> bool:
    """Grade the synthetic cohort in a course of its own and print the comparison.

    Args:
        project: The instructor's edition, built. Nothing of it is changed: the course is made in `.build/`.
        console: Where the progress and the table go.
        jobs: How many hand-ins at once; one for each core by default.

    Returns:
        Whether every mark is what it must be.

    Raises:
        PracticumError: The edition holds no solutions, or a step failed as a whole.
    """
    start = time.monotonic()
    course = make_course(project, project.root / ".build" / "grade-demo")
    comparisons = grade_cohort(course, console, jobs=jobs)
    console.print(_table(comparisons))
    _say_what_next(comparisons, course, console, time.monotonic() - start)
    same = _compare_with_stock(comparisons, course, console)
    return same and not any(one.differences for one in comparisons)


def _compare_with_stock(comparisons: list[Comparison], course: Project, console: Console) -> bool:
    chosen = [one for one in comparisons if one.person.persona in _STOCK]
    with environment(PRACTICUM_ROOT=str(course.root)):
        differences = stock_differences(course, chosen, _SETTINGS)
    for learner, sentence in differences.items():
        console.print(plain(f"{learner}: {sentence}"), style="red")
    console.print(
        _(
            "nbgrader autograde graded {count} of them again, as their notebooks ran; {differing} differ."
        ).format(count=len(chosen), differing=len(differences))
    )
    return not differences


def make_course(project: Project, root: Path) -> Project:
    """Copy what grading needs into `root`, emptied first, and release the assignments with nbgrader."""
    course = Project(root)
    shutil.rmtree(root, ignore_errors=True)
    course.course.mkdir(parents=True)
    shutil.copy(project.course / "syllabus.toml", course.course)
    shutil.copy(project.root / CONFIG, root)
    for folder in (project.solutions, project.datasets, project.scenarios):
        if folder.is_dir():
            shutil.copytree(folder, root / folder.name)
    api = open_course(root)
    for module in _graded_modules(course):
        run(api.generate_assignment, module.slug)
        described = describe(load_exercises(course.solutions / module.slug / "marking.py"))
        path = course.assignments / module.slug / "exercises.json"
        path.write_text(json.dumps(described), encoding="utf-8")
    return course


def grade_cohort(course: Project, console: Console, *, jobs: int | None = None) -> list[Comparison]:
    """Let the cohort of every module hand in, grade it, and return one comparison a person."""
    comparisons: list[Comparison] = []
    with environment(PRACTICUM_ROOT=str(course.root)):
        for module in _graded_modules(course):
            comparisons += _grade_module(course, module, len(comparisons), console, jobs)
    return comparisons


def _graded_modules(project: Project) -> list[Module]:
    modules = [one for one in project.modules if (project.solutions / one.slug / "marking.py").is_file()]
    if not modules:
        raise PracticumError(
            _("{folder} holds no module with a marking.py.").format(folder=project.solutions),
            next_step=_("Use the instructor's edition."),
        )
    return modules


def _grade_module(
    course: Project, module: Module, first: int, console: Console, jobs: int | None
) -> list[Comparison]:
    exercises = load_exercises(course.solutions / module.slug / "marking.py")
    here = Round(course, module, exercises, Tables())
    known = catalogued(exercises, here.tables)
    people = {name_of(first + number): one for number, one in enumerate([*known, *hostile(exercises, known)])}
    inbox = course.root / "inbox" / module.slug
    inbox.mkdir(parents=True)
    expected = {learner: here.hand_in(learner, person, inbox) for learner, person in people.items()}
    refused = collect(inbox, course).refused
    if refused:
        raise PracticumError(f"{refused[0].file.name}: {refused[0].reason}")
    graded = grade(module.slug, course, Options(jobs=jobs), console=console)
    by_student = {one.student: one for one in graded}
    return [
        here.compare(learner, person, expected[learner], by_student[student_id(learner)])
        for learner, person in people.items()
    ]


def _table(comparisons: list[Comparison]) -> Table:
    table = Table(title=_("Expected against given"), title_justify="left", header_style="bold")
    for name in (_("Module"), _("Learner"), _("Persona")):
        table.add_column(name)
    table.add_column(_("Expected"), justify="right")
    table.add_column(_("Given"), justify="right")
    table.add_column(_("Outcome in its own exercise"))
    table.add_column("")
    for one in comparisons:
        total = sum(exercise.points for exercise in one.expected.values())
        score = "-" if one.graded.score is None else f"{one.graded.score:g}"
        own = plain(str(one.given.get(one.person.exercise, ""))) if one.person.exercise else ""
        verdict = _("differs") if one.differences else _("agrees")
        style = "bold red" if one.differences else ""
        table.add_row(
            one.module, one.learner, plain(one.person.persona), f"{total:g}", score, own, verdict, style=style
        )
    return table


def _say_what_next(comparisons: list[Comparison], course: Project, console: Console, seconds: float) -> None:
    for one in comparisons:
        for sentence in one.differences:
            console.print(
                plain(f"{one.module}, {one.learner}, {one.person.persona}: {sentence}"), style="red"
            )
    differing = sum(bool(one.differences) for one in comparisons)
    console.print(
        _("{count} hand-ins in {seconds} seconds; {differing} differ.").format(
            count=len(comparisons), seconds=round(seconds), differing=differing
        )
    )
    console.print(_("Feedback, for instance:"))
    for one in comparisons[:_PAGES]:
        console.print(plain(str(one.graded.feedback)), soft_wrap=True)
    console.print(
        _(
            "Formgrader: go to {folder}, run 'practicum lab --instructor', and choose Nbgrader, Formgrader."
        ).format(folder=course.root),
        soft_wrap=True,
        markup=False,
    )
