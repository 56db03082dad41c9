"""What lies in a folder for one exercise, whatever its kind: an answer, a file, or the log of a drill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicum.drill import load_scenario, replay
from practicum.errors import PracticumError
from practicum.evidence import AnswerSheet, list_artefacts, read_answers, read_log
from practicum.i18n import _, ngettext
from practicum.marking import MISSING, ArtefactKind, DrillLog, Reading, Text, read_value

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.marking import Description

ANSWERS = "answers.json"


@dataclass(frozen=True)
class Holding:
    """What was found for one exercise.

    Attributes:
        present: Whether there is anything.
        shown: How it reads, as a noun phrase: "4.88 %", "a text of 143 words".
        problem: What keeps it, or a part of it, from being read; else empty.
    """

    present: bool
    shown: str = ""
    problem: str = ""


def held(asked: Description, folder: Path, sheet: AnswerSheet | None = None) -> Holding:
    """Find what a folder holds for an exercise.

    Args:
        asked: The exercise.
        folder: Where the notebook stands.
        sheet: The answers, when they were read already.

    Raises:
        PracticumError: The answer sheet cannot be read as a whole.
    """
    if isinstance(asked.kind, DrillLog):
        return held_log(folder / asked.kind.file)
    if isinstance(asked.kind, ArtefactKind):
        return _held_file(asked.kind.file, folder)
    found = (sheet if sheet is not None else read_answers(folder / ANSWERS)).answers.get(asked.id)
    if found is None:
        return Holding(present=False)
    reading = read_value(asked.kind, found.value)
    return Holding(present=not reading.empty, shown=shown(asked, reading), problem=reading.problem)


def shown(asked: Description, reading: Reading) -> str:
    """Say in a few words how an answer reads; a text is said by its length."""
    if reading.value is MISSING:
        return ""
    if isinstance(asked.kind, Text):
        words = len(reading.shown.split())
        return ngettext("a text of one word", "a text of {count} words", words).format(count=words)
    return reading.shown


def _held_file(name: str, folder: Path) -> Holding:
    try:
        found = list_artefacts(folder, [name])
    except PracticumError as error:
        return Holding(present=True, problem=str(error))
    if not found:
        return Holding(present=False)
    size = -(-found[0].bytes // 1000)
    return Holding(present=True, shown=_("the file {name}, {size} kB").format(name=name, size=size))


def held_log(path: Path) -> Holding:
    """Find the log of a drill; an unfinished run is a problem, for only a whole one can be marked."""
    if not path.is_file():
        return Holding(present=False)
    try:
        header, decisions = read_log(path)
        over = replay(load_scenario(header.drill), header.seed, decisions).over
    except PracticumError as error:
        return Holding(present=True, problem=str(error))
    count = ngettext("a run with one decision", "a run with {count} decisions", len(decisions))
    return Holding(
        present=True,
        shown=count.format(count=len(decisions)),
        problem="" if over else _("The drill is not finished: open it again and play it to the end."),
    )
