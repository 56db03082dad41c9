"""What the learner's work shows, competence by competence: pieces of evidence, and nothing guessed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.evidence import AnswerSheet, read_answers
from practicum.i18n import _
from practicum.learn.checks import practice_exercises
from practicum.learn.competences import Area, Competence, read_areas
from practicum.learn.descriptions import find_descriptions, work_folder
from practicum.learn.feedback import WAITING
from practicum.learn.holding import ANSWERS, drill_title, held
from practicum.learn.states import State
from practicum.marking import DrillLog, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from practicum.learn.states import CourseState, ModuleState
    from practicum.marking import Description
    from practicum.project import Project


class Source(StrEnum):
    """Where a piece of evidence comes from."""

    PRACTICE = "practice"
    ANSWER = "answer"
    DRILL = "drill"


class Standing(StrEnum):
    """What is known of one competence, the most telling first."""

    MARKED = "marked"
    PRACTISED = "practised"
    WAITING = "waiting"
    TRIED = "tried"
    NONE = "none"


@dataclass(frozen=True)
class Piece:
    """One situation in which a competence was tried.

    Attributes:
        competence: Its id.
        source: Practice, an answer for the record, or a drill.
        id: The exercise, or the drill.
        title: What people call it.
        shown: Whether it came out right; None as long as nobody marked it.
        at: When it was last tried or given, as far as that is known.
    """

    competence: str
    source: Source
    id: str
    title: str
    shown: bool | None
    at: datetime | None = None


@dataclass(frozen=True)
class Known:
    """A competence and all that is known of it.

    Attributes:
        competence: The competence.
        pieces: In the order of the course.
    """

    competence: Competence
    pieces: tuple[Piece, ...]

    @property
    def standing(self) -> Standing:
        """The most that the pieces show."""
        right = {piece.source for piece in self.pieces if piece.shown}
        if right - {Source.PRACTICE}:
            return Standing.MARKED
        if right:
            return Standing.PRACTISED
        if any(piece.shown is None for piece in self.pieces):
            return Standing.WAITING
        return Standing.TRIED if self.pieces else Standing.NONE


@dataclass(frozen=True)
class Picture:
    """All areas, and what is known of each competence in them.

    Attributes:
        areas: Each area with its competences.
    """

    areas: tuple[tuple[Area, tuple[Known, ...]], ...]

    def count(self, *standings: Standing) -> int:
        """Return how many competences stand like that; all of them when nothing is asked."""
        every = [known for _area, row in self.areas for known in row]
        return sum(known.standing in standings for known in every) if standings else len(every)


def picture(course: CourseState, project: Project) -> Picture:
    """Gather the evidence of a learner: practice, answers with what feedback says of them, drills.

    Without a file of competences, those that exercises name stand alone, by their letters.
    """
    pieces = [
        piece
        for one in course.modules
        if one.state is not State.PLANNED
        for piece in _pieces(course, one, project)
    ]
    try:
        areas = read_areas(project)
    except PracticumError:
        areas = ()  # said where it can be mended: by the build and its laws
    known = {one.id for area in areas for one in area.competences}
    strangers = sorted({piece.competence for piece in pieces} - known)
    if strangers:
        areas = (*areas, *_by_letter(strangers))
    return Picture(
        tuple(
            (
                area,
                tuple(
                    Known(one, tuple(piece for piece in pieces if piece.competence == one.id))
                    for one in area.competences
                ),
            )
            for area in areas
        ),
    )


def _by_letter(ids: list[str]) -> list[Area]:
    letters = dict.fromkeys(name[:1] for name in ids)
    return [
        Area(letter, "", tuple(Competence(name, "") for name in ids if name.startswith(letter)))
        for letter in letters
    ]


def _pieces(course: CourseState, one: ModuleState, project: Project) -> Iterator[Piece]:
    asked = _asked(one, project)
    yield from _practised(course, one, project)
    yield from _answered(one, asked, project)
    yield from _played(course, one, asked, project)


def _asked(one: ModuleState, project: Project) -> list[Description]:
    try:
        return list(
            find_descriptions(one.module.id, work_folder(project, one.module), project=project).values()
        )
    except PracticumError:
        return []


def _practised(course: CourseState, one: ModuleState, project: Project) -> Iterator[Piece]:
    tries = [event for event in course.diary.events if event.kind == "check"]
    if not any(event.id.startswith(f"{one.module.id}-") for event in tries):
        return  # nothing to look up: exercises are code, and loading them takes time
    try:
        exercises = practice_exercises(one.module.slug, project)
    except PracticumError:
        return  # check() says what is wrong with them
    for exercise in exercises.values():
        own = [event for event in tries if event.id == exercise.id]
        if own and exercise.competence:
            right = any(event.fields.get("outcome") == Outcome.RIGHT.value for event in own)
            yield Piece(exercise.competence, Source.PRACTICE, exercise.id, exercise.title, right, own[-1].at)


def _answered(one: ModuleState, asked: list[Description], project: Project) -> Iterator[Piece]:
    """Yield what was given for the record; shown only if feedback on the last hand-in says so."""
    folder = work_folder(project, one.module)
    try:
        sheet = read_answers(folder / ANSWERS)
    except PracticumError:
        sheet = AnswerSheet()
    outcomes = one.feedback.outcomes if one.feedback and not one.feedback_is_old else {}
    for exercise in asked:
        said = outcomes.get(exercise.id, "")
        given = sheet.answers.get(exercise.id)
        if said == Outcome.NOT_ATTEMPTED.value or not (said or _holds(exercise, project, one, sheet)):
            continue
        yield Piece(
            exercise.competence,
            Source.DRILL if isinstance(exercise.kind, DrillLog) else Source.ANSWER,
            exercise.id,
            exercise.title,
            None if said in {"", WAITING} else said == Outcome.RIGHT.value,
            given.at if given else one.handed_in,
        )


def _holds(exercise: Description, project: Project, one: ModuleState, sheet: AnswerSheet) -> bool:
    return held(exercise, work_folder(project, one.module), sheet).present


def _played(
    course: CourseState, one: ModuleState, asked: list[Description], project: Project
) -> Iterator[Piece]:
    """Yield the drills that were played and that no exercise asks for: done, and marked by nobody."""
    by_exercise = {exercise.kind.drill for exercise in asked if isinstance(exercise.kind, DrillLog)}
    for drill in project.drills:
        runs = [event for event in course.diary.events if event.kind == "drill" and event.id == drill.slug]
        if drill.module == one.module.id and runs and drill.slug not in by_exercise:
            title = drill_title(drill.slug)
            for competence in drill.competences:
                yield Piece(competence, Source.DRILL, drill.slug, title, None, runs[-1].at)


def standing_word(standing: Standing) -> str:
    """Return the words that a learner reads for a standing."""
    return {
        Standing.MARKED: _("shown in marked work"),
        Standing.PRACTISED: _("right in practice"),
        Standing.WAITING: _("done, not marked yet"),
        Standing.TRIED: _("tried, not shown yet"),
        Standing.NONE: _("no evidence yet"),
    }[standing]
