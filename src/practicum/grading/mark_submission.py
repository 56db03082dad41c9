"""Mark a hand-in from its evidence: data in, marks out. No notebook runs, and nothing of the learner's does.

Evidence is read as data; only the instructor's definitions are code. Equal input gives equal marks, in
whatever order and however many hand-ins one `Marker` marks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from practicum.data import Tables
from practicum.evidence import Answer, EvidenceError, read_answers
from practicum.grading.drill_debrief import debrief_html
from practicum.grading.marks import SealedMark, failed_mark
from practicum.grading.rubric import anchors, reading
from practicum.i18n import _
from practicum.look import escape, fragment
from practicum.marking import MISSING, Artefact, DrillLog, Mark, Outcome, load_exercises, mark

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.marking import Exercise

ANSWERS = "answers.json"


@dataclass(frozen=True)
class Explained:
    """One mark and all that it was made of.

    Attributes:
        exercise: Its definition.
        answer: What `answers.json` holds for it, if anything.
        mark: What the rules gave; None when they failed.
        sealed: The mark as it goes into notebook, gradebook and feedback.
    """

    exercise: Exercise
    answer: Answer | None
    mark: Mark | None
    sealed: SealedMark


class Marker:
    """A module's definitions, loaded once, for any number of hand-ins.

    References and mistakes are computed once each, on tables that nothing else has touched, so that no
    hand-in can change what the next one is compared with.

    Attributes:
        exercises: The definitions by id.
        tables: What references are computed from.
    """

    def __init__(self, marking: Path, seed: int | None = None) -> None:
        """Load a module's `marking.py`.

        Args:
            marking: The instructor's own file, trusted.
            seed: None for this edition's tables, a number for another draw, as in an exam.

        Raises:
            PracticumError: The file cannot be loaded.
        """
        self.exercises = {name: _computed_once(one) for name, one in load_exercises(marking).items()}
        self.tables = _Untouched(Tables(seed))

    def mark(self, folder: Path) -> dict[str, SealedMark]:
        """Return the mark of each exercise from the evidence in `folder`."""
        return {name: one.sealed for name, one in self.explain(folder).items()}

    def explain(self, folder: Path) -> dict[str, Explained]:
        """Mark every exercise and keep what each mark was made of.

        Args:
            folder: `answers.json`, artefacts and logs as they were handed in.

        Returns:
            One entry an exercise, by id. A fault in one definition spoils only its own exercise.
        """
        answers: dict[str, Answer] = {}
        unreadable = ""
        try:
            answers = read_answers(folder / ANSWERS).answers
        except EvidenceError as error:
            unreadable = str(error)
        explained = {}
        for name, exercise in self.exercises.items():
            answer = answers.get(name)
            value = answer.value if answer else MISSING
            given: Mark | None = None
            try:
                if unreadable and not isinstance(exercise.kind, Artefact | DrillLog):
                    given = _unreadable(exercise, unreadable)
                else:
                    given = mark(exercise, value, self.tables, folder=folder)
                sealed = _sealed(exercise, given, value, folder)
            except Exception as error:  # noqa: BLE001  one faulty definition must not cost the learner the other marks
                sealed = failed_mark(name, exercise.points, f"{type(error).__name__}: {error}")
            explained[name] = Explained(exercise, answer, given, sealed)
        return explained


class _Untouched(Mapping[str, Any]):
    """Tables of which each reader gets a copy of its own; with pandas' copy-on-write that costs nothing."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def __getitem__(self, name: str) -> Any:
        return self._tables[name].copy(deep=False)

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


def _computed_once(exercise: Exercise) -> Exercise:
    mistakes = {name: replace(one, wrong=_once(one.wrong)) for name, one in exercise.mistakes.items()}
    return replace(exercise, reference=_once(exercise.reference), mistakes=mistakes)


def _once(function: Callable[[Any], object]) -> Callable[[Any], object]:
    known: list[object] = []

    def remembered(tables: Any) -> object:
        if not known:
            known.append(function(tables))
        return known[0]

    return remembered


def mark_submission(folder: Path, marking: Path) -> dict[str, SealedMark]:
    """Mark every exercise of a module from the evidence in one folder; see `Marker`.

    Args:
        folder: `answers.json`, artefacts and logs as they were handed in.
        marking: The module's `marking.py`.

    Raises:
        PracticumError: `marking.py` cannot be loaded.
    """
    return Marker(marking).mark(folder)


def _unreadable(exercise: Exercise, problem: str) -> Mark:
    return Mark(
        exercise=exercise.id,
        title=exercise.title,
        competence=exercise.competence,
        outcome=Outcome.UNREADABLE,
        points=0.0,
        out_of=exercise.points,
        said=_("The file with your answers cannot be read, so none of them could be marked."),
        notes=(problem,),
    )


def _sealed(exercise: Exercise, given: Mark, value: object, folder: Path) -> SealedMark:
    html, text = reading(exercise, given, value, folder)
    return SealedMark(
        points=given.points,
        out_of=given.out_of,
        html=replace(given, see="").html() + _where(given.see),
        markdown=given.markdown(),
        text=given.text(),
        facts=given.to_json(),
        reading_html=html,
        reading_text=text,
        rubric=anchors(exercise) if html else [],
        debrief_html=debrief_html(exercise, given, folder),
    )


def _where(see: str) -> str:
    """Say where to read again, as a place: feedback lies anywhere, so a link would lead nowhere."""
    lesson, _hash, heading = see.partition("#")
    if not lesson:
        return ""
    section = heading.replace("-", " ")
    sentence = (
        _("Read it again in {lesson}, section “{section}”.").format(lesson=lesson, section=section)
        if section
        else _("Read it again in {lesson}.").format(lesson=lesson)
    )
    return fragment(f'<p class="small">{escape(sentence)}</p>')
