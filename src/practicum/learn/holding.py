"""What lies in a folder for one exercise, whatever its kind: an answer, a file, or the log of a drill."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from practicum.drill import load_scenario, replay
from practicum.errors import PracticumError
from practicum.evidence import AnswerSheet, list_artefacts, read_answers, read_log
from practicum.i18n import _, language, ngettext
from practicum.marking import MISSING, ArtefactKind, DrillLog, Reading, Table, Text, read_value
from practicum.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.marking import Description, Kind

ANSWERS = "answers.json"


@dataclass(frozen=True)
class Holding:
    """What was found for one exercise.

    Attributes:
        present: Whether there is anything.
        shown: How it reads, as a noun phrase: "4.88 %", "a text of 143 words".
        problem: What is missing from it or keeps a part of it from being read; else empty.
        name: For a file, its name.
    """

    present: bool
    shown: str = ""
    problem: str = ""
    name: str = ""


def files_of(name: str, kind: Kind) -> dict[str, ArtefactKind | DrillLog]:
    """Return the files that an answer consists of, by the name of answer or row: `m08-7.picture`."""
    if isinstance(kind, ArtefactKind | DrillLog):
        return {name: kind}
    rows = kind.rows if isinstance(kind, Table) else {}
    return {f"{name}.{row}": one for row, one in rows.items() if isinstance(one, ArtefactKind | DrillLog)}


def held(asked: Description, folder: Path, sheet: AnswerSheet | None = None) -> Holding:
    """Find what a folder holds for an exercise.

    Args:
        asked: The exercise.
        folder: Where the notebook stands.
        sheet: The answers, when they were read already.

    Raises:
        PracticumError: The answer sheet cannot be read as a whole.
    """
    files = [_held_file(kind, folder) for kind in files_of(asked.id, asked.kind).values()]
    if isinstance(asked.kind, ArtefactKind | DrillLog):
        return files[0]
    found = (sheet if sheet is not None else read_answers(folder / ANSWERS)).answers.get(asked.id)
    reading = read_value(asked.kind, None if found is None else found.value)
    if reading.empty and not any(one.present for one in files):
        return Holding(present=False)
    gaps = [_("The file {name} is not there.").format(name=one.name) for one in files if not one.present]
    said = [shown(asked.kind, reading), *(one.shown for one in files)]
    problems = [reading.problem, unanswered(asked.kind, reading), *gaps, *(one.problem for one in files)]
    return Holding(
        present=True, shown="; ".join(filter(None, said)), problem=" ".join(filter(None, problems))
    )


def shown(kind: Kind, reading: Reading) -> str:
    """Say in a few words how an answer reads; a text is said by its length."""
    if reading.value is MISSING:
        return ""
    if isinstance(kind, Text):
        words = len(reading.shown.split())
        return ngettext("a text of one word", "a text of {count} words", words).format(count=words)
    if isinstance(kind, Table):
        rows = {row: shown(kind.rows[row], reading.rows[row]) for row in kind.rows if row in reading.rows}
        return "; ".join(
            _("{row}: {value}").format(row=kind.label(row), value=value)
            for row, value in rows.items()
            if value
        )
    return reading.shown


def unanswered(kind: Kind, reading: Reading) -> str:
    """Name the rows of a table without an answer, in a sentence or nothing; files are not counted."""
    if not isinstance(kind, Table):
        return ""
    rows = [
        kind.label(row)
        for row, inner in kind.rows.items()
        if row not in reading.rows and not isinstance(inner, ArtefactKind | DrillLog)
    ]
    return _("No answer yet for: {rows}.").format(rows=", ".join(rows)) if rows else ""


def _held_file(kind: ArtefactKind | DrillLog, folder: Path) -> Holding:
    if isinstance(kind, DrillLog):
        return held_log(folder / kind.file)
    try:
        found = list_artefacts(folder, [kind.file])
    except PracticumError as error:
        return Holding(present=True, problem=str(error), name=kind.file)
    if not found:
        return Holding(present=False, name=kind.file)
    size = -(-found[0].bytes // 1000)
    words = _("the file {name}, {size} kB").format(name=kind.file, size=size)
    return Holding(present=True, shown=words, name=kind.file)


def held_log(path: Path) -> Holding:
    """Find the log of a drill; an unfinished run is a problem, for only a whole one can be marked."""
    try:
        facts = path.stat()
    except OSError:
        return Holding(present=False, name=path.name)
    if not path.is_file():
        return Holding(present=False, name=path.name)
    return _played(path, facts.st_mtime_ns, facts.st_size, language())


@lru_cache(maxsize=64)
def _played(path: Path, _changed: int, _size: int, _language: str) -> Holding:
    """Play a log again, once for each state of its file: a page asks for it several times."""
    try:
        header, decisions = read_log(path)
        over = replay(load_scenario(header.drill), header.seed, decisions).over
    except PracticumError as error:
        return Holding(present=True, problem=str(error), name=path.name)
    count = ngettext("a run with one decision", "a run with {count} decisions", len(decisions))
    return Holding(
        present=True,
        shown=count.format(count=len(decisions)),
        problem="" if over else _("The drill is not finished: open it again and play it to the end."),
        name=path.name,
    )


def drill_title(slug: str) -> str:
    """Return what people call a drill; its slug when this edition does not have it."""
    try:
        folder = Project.find().scenarios / slug
        changed = max(path.stat().st_mtime_ns for path in folder.iterdir())
    except (PracticumError, OSError, ValueError):
        return slug
    return _title(folder, changed)


@lru_cache(maxsize=64)
def _title(folder: Path, _changed: int) -> str:
    """Read a drill for its title, once for each state of its folder: a scenario takes a moment to read."""
    try:
        return load_scenario(folder).words.title
    except PracticumError:
        return folder.name
