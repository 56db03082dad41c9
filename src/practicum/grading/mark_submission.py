"""The clean process: `python -I -m practicum.grading.mark_submission FOLDER MARKING` prints marks as JSON.

Reads evidence as data and the instructor's definitions as code; knows no notebook, kernel or gradebook. Equal
input gives equal bytes.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practicum.data import Tables
from practicum.errors import PracticumError
from practicum.evidence import Answer, EvidenceError, read_answers
from practicum.grading.marks import SealedMark, failed_mark
from practicum.grading.rubric import reading
from practicum.i18n import _
from practicum.look import escape, fragment
from practicum.marking import MISSING, Artefact, DrillLog, Mark, Outcome, load_exercises, mark

if TYPE_CHECKING:
    from practicum.marking import Exercise

ANSWERS = "answers.json"


def mark_submission(folder: Path, marking: Path) -> dict[str, SealedMark]:
    """Mark every exercise of a module from the evidence in `folder`.

    Args:
        folder: `answers.json`, artefacts and logs as they were handed in.
        marking: The module's `marking.py`.

    Returns:
        A mark for each exercise id. A fault in one definition spoils only its own exercise.

    Raises:
        PracticumError: `marking.py` cannot be loaded.
    """
    exercises = load_exercises(marking)
    answers: dict[str, Answer] = {}
    unreadable = ""
    try:
        answers = read_answers(folder / ANSWERS).answers
    except EvidenceError as error:
        unreadable = str(error)
    tables = Tables()
    marks = {}
    for name, exercise in exercises.items():
        value = answers[name].value if name in answers else MISSING
        try:
            if unreadable and not isinstance(exercise.kind, Artefact | DrillLog):
                given = _unreadable(exercise, unreadable)
            else:
                given = mark(exercise, value, tables, folder=folder)
            marks[name] = _sealed(exercise, given, value, folder)
        except Exception as error:  # noqa: BLE001  one faulty definition must not cost the learner the other marks
            marks[name] = failed_mark(name, exercise.points, f"{type(error).__name__}: {error}")
    return marks


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


def main(arguments: list[str]) -> int:
    """Print the marks as one line of JSON on stdout, or the reason for none on stderr."""
    folder, marking = (Path(argument) for argument in arguments)
    try:
        marks = mark_submission(folder, marking)
    except PracticumError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    document: dict[str, Any] = {name: sealed.to_json() for name, sealed in marks.items()}
    sys.stdout.write(json.dumps(document, allow_nan=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
