"""One module of the demo: its people hand in, their hand-ins are graded, and each mark is compared."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import nbformat

from practicum.errors import PracticumError
from practicum.evidence import EvidenceError, record_answer
from practicum.grading.collect import student_id
from practicum.grading.marks import sealed_facts
from practicum.grading.paths import environment
from practicum.i18n import _
from practicum.learn.handin import make_hand_in
from practicum.look import escape
from practicum.marking import MISSING, Artefact, DrillLog, Outcome, mark
from practicum.marking.present import outcome_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from practicum.grading.cohort import Graded
    from practicum.grading.demo_people import Person
    from practicum.marking import Exercise, Tables
    from practicum.project import Module, Project


@dataclass(frozen=True)
class Expected:
    """What the mark of one exercise must be."""

    points: float
    outcome: Outcome
    mistake: str = ""

    def __str__(self) -> str:
        word = outcome_word(self.outcome)
        return f"{word}: {self.mistake}" if self.mistake else word


@dataclass(frozen=True)
class Comparison:
    """One person: what had to come out, and what came out.

    Attributes:
        learner: The invented name.
        person: The hand-in.
        module: The module's id.
        expected: By exercise.
        given: By exercise; without the exercises for which no mark was found.
        graded: What the gradebook holds.
        differences: A sentence for each difference; empty when all agrees.
    """

    learner: str
    person: Person
    module: str
    expected: Mapping[str, Expected]
    given: Mapping[str, Expected]
    graded: Graded
    differences: tuple[str, ...]


@dataclass(frozen=True)
class Round:
    """What handing in and comparing need to know of one module."""

    course: Project
    module: Module
    exercises: Mapping[str, Exercise]
    tables: Tables

    def hand_in(self, learner: str, person: Person, inbox: Path) -> dict[str, Expected]:
        """Do what the person does, put the hand-in file into `inbox`, and return what it must be worth."""
        home = self.course.root / "work" / student_id(learner)
        folder = home / self.module.slug
        folder.mkdir(parents=True)
        self._write_notebook(folder, person)
        for exercise, value in person.answers.items():
            record_answer(folder / "answers.json", exercise, value)
        for name, content in person.files.items():
            (folder / name).write_bytes(content)
        for exercise in person.objects:
            _refused(folder, exercise)
        expected = self._expected(person, folder)
        if person.spoil:
            person.spoil(folder)
        with environment(PRACTICUM_WORK=str(home)):
            made = make_hand_in(self.course, self.module.id, name=learner, anyway=True)
        shutil.move(str(made.path), inbox / f"{student_id(learner)}.zip")
        return expected

    def compare(
        self, learner: str, person: Person, expected: Mapping[str, Expected], graded: Graded
    ) -> Comparison:
        """Return what differs between what must be and what nbgrader's gradebook and feedback hold."""
        given = self._given(graded.student) if graded.score is not None else {}
        differences = [*graded.problems]
        differences += [
            _("{id}: expected {expected}, {points} points; given {given}.").format(
                id=name, expected=one, points=one.points, given=given.get(name)
            )
            for name, one in expected.items()
            if given.get(name) != one
        ]
        total = round(sum(one.points for one in expected.values()), 2)
        if graded.score is None or round(graded.score, 2) != total:
            differences.append(
                _("The gradebook holds {given} points; expected are {expected}.").format(
                    given=graded.score, expected=total
                )
            )
        differences += self._feedback_differences(person, expected, graded)
        return Comparison(learner, person, self.module.id, expected, given, graded, tuple(differences))

    def _write_notebook(self, folder: Path, person: Person) -> None:
        name = f"{self.module.slug}.ipynb"
        notebook = nbformat.read(self.course.assignments / self.module.slug / name, as_version=4)
        if person.tamper:
            person.tamper(notebook)
        nbformat.write(notebook, folder / name)

    def _expected(self, person: Person, folder: Path) -> dict[str, Expected]:
        """Return each mark as the definitions want it: the catalogue names the outcome, `mark` the share."""
        expected = {}
        for name, exercise in self.exercises.items():
            given = mark(exercise, person.answers.get(name, MISSING), self.tables, folder=folder)
            one = Expected(given.points, given.outcome, given.mistake)
            if name == person.exercise:
                one = Expected(given.points, Outcome.WRONG_NAMED, person.mistake)
            elif person.unread and not isinstance(exercise.kind, Artefact | DrillLog):
                one = Expected(0.0, Outcome.UNREADABLE)
            elif name not in person.answers and not isinstance(exercise.kind, Artefact | DrillLog):
                one = Expected(0.0, Outcome.NOT_ATTEMPTED)
            elif person.answers and not isinstance(exercise.kind, DrillLog):
                one = Expected(exercise.points, Outcome.RIGHT)
            expected[name] = one
        return expected

    def _given(self, student: str) -> dict[str, Expected]:
        """Return the marks that stand in the autograded notebook."""
        slug = self.module.slug
        path = self.course.root / "autograded" / student / slug / f"{slug}.ipynb"
        return {
            name: Expected(facts["points"], Outcome(facts["outcome"]), facts["mistake"])
            for name, _cell, facts in sealed_facts(nbformat.read(path, as_version=4))
            if not facts["failed"]
        }

    def _feedback_differences(
        self, person: Person, expected: Mapping[str, Expected], graded: Graded
    ) -> Iterator[str]:
        """Say when a person is asked for without need, or not asked; when a hint is missing or code shown."""
        to_read = any(
            self.exercises[name].rubric and one.outcome not in (Outcome.NOT_ATTEMPTED, Outcome.UNREADABLE)
            for name, one in expected.items()
        )
        if graded.needs_person != to_read:
            yield _("A person is asked for: {given}; expected: {expected}.").format(
                given=graded.needs_person, expected=to_read
            )
        page = graded.feedback.read_text(encoding="utf-8") if graded.feedback.is_file() else ""
        if (
            person.mistake
            and escape(self.exercises[person.exercise].mistakes[person.mistake].hint) not in page
        ):
            yield _("The hint on “{mistake}” is not in the feedback.").format(mistake=person.mistake)
        beside = [path.name for path in graded.feedback.parent.glob("*") if path != graded.feedback]
        if beside or "EXERCISES = [" in page or "<script" in page:
            yield _("The feedback hands out what a notebook printed or wrote: {files}.").format(files=beside)


class _Agrees(float):
    """An answer whose operators say that it is right; whoever marks must call none of them."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = None  # type: ignore[assignment]  # equal to everything, so it has no hash

    def __sub__(self, other: object) -> float:
        return 0.0

    __rsub__ = __sub__


def _refused(folder: Path, exercise: str) -> None:
    try:
        record_answer(folder / "answers.json", exercise, _Agrees())
    except EvidenceError:
        return
    raise PracticumError(_("An object with operators of its own was recorded as an answer."))
