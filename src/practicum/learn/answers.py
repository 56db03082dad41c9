"""Answers that count: `answer` records one, `received` says for nbgrader that it lies there.

Neither ever says right or wrong: that is told after hand-in.
"""

from __future__ import annotations

import sys
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.evidence import read_answers, record_answer, to_plain
from practicum.i18n import _
from practicum.learn.descriptions import description, find_descriptions
from practicum.learn.holding import ANSWERS, held, shown, unanswered
from practicum.learn.plain import plain
from practicum.learn.show import say
from practicum.marking import MISSING, Reading, read_value

if TYPE_CHECKING:
    from practicum.evidence.answers import Via
    from practicum.marking import Description


def answer(exercise_id: str, value: Any = ...) -> None:
    """Record an answer beside the notebook and show how it was read.

    Args:
        exercise_id: For example `m08-3`.
        value: A number, a text, a list or a dict; numpy and pandas values are converted by `plain`.
            `...`, `None` and an empty text mean "not attempted": nothing is recorded.

    Raises:
        PracticumError: The exercise does not exist, or the value does not have the form that it asks for.
            Nothing is recorded then; an earlier answer stands.
    """
    asked = description(exercise_id, find_descriptions(exercise_id))
    if not_attempted(value):
        say(
            _("{id} is not attempted here yet, and nothing was recorded.").format(id=exercise_id),
            _earlier(asked, Path())
            or _("Put your answer in place of the three dots when you have one; this is not an error."),
        )
        return
    try:
        reading = keep(asked, value, Path(), via="notebook")
    except PracticumError as error:
        problem = _("{id}: {problem}").format(id=exercise_id, problem=error.problem)
        raise PracticumError(problem, next_step=error.next_step) from None
    say(
        _("{id}: read as {shown}.").format(id=exercise_id, shown=shown(asked.kind, reading)),
        reading.note,
        reading.problem,
        unanswered(asked.kind, reading),
    )


def not_attempted(value: Any) -> bool:
    """Say whether a value means "no answer yet"; asks for types only, calls nothing on the value."""
    return value is ... or value is None or (type(value) is str and not value.strip())


def keep(asked: Description, value: Any, folder: Path, *, via: Via) -> Reading:
    """Read a value as its exercise asks and write it to the answer sheet.

    A table of which only some rows can be read is kept; its reading names the others.

    Args:
        asked: The exercise.
        value: What the learner gave.
        folder: Where the answer sheet stands.
        via: `notebook` or `form`.

    Raises:
        PracticumError: Nothing in the value has the form that the exercise asks for.
    """
    given = plain(value)
    reading = read_value(asked.kind, given)
    if reading.value is MISSING:
        raise PracticumError(
            reading.problem or reading.sentence,
            next_step=_earlier(asked, folder) or _("Nothing was recorded: change the answer and try again."),
        )
    before = read_answers(folder / ANSWERS).answers.get(asked.id)
    # The same answer given again keeps its time, or "Run All" would make every saved notebook look stale.
    if before is None or before.via != via or dumps(before.value) != dumps(to_plain(given)):
        record_answer(folder / ANSWERS, asked.id, given, via=via)
    return reading


def _earlier(asked: Description, folder: Path) -> str:
    """Say that an earlier answer stands, or nothing when there is none."""
    before = held(asked, folder)
    if not before.shown:
        return ""
    return _("What you gave before stands: {shown}.").format(shown=before.shown)


def received(exercise_id: str) -> None:
    """State what lies beside the notebook for an exercise and that it can be read.

    This is the whole content of a sealed cell. A missing or unreadable answer goes to the error stream as
    one sentence: nbgrader's Validate reports such a cell, and JupyterLab still runs the cells after it.
    """
    try:
        asked = description(exercise_id, find_descriptions(exercise_id))
        found = held(asked, Path())
    except PracticumError as error:
        sys.stderr.write(f"{error}\n")
        return
    if not found.present:
        sentence = _("{id} has no answer yet. You may hand in without it.").format(id=exercise_id)
    elif found.problem:
        sentence = _("{id} is not complete, or cannot be read. {problem}").format(
            id=exercise_id, problem=found.problem
        )
    else:
        say(_("{id} is received: {shown}.").format(id=exercise_id, shown=found.shown))
        return
    sys.stderr.write(f"{sentence}\n")
