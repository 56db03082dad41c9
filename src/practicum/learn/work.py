"""What a learner made: texts, tables, pictures, answers and drills, gathered from the learner's folder.

Nothing is judged here, and nothing leaves the folder.
"""

from __future__ import annotations

import csv
import io
import re
import struct
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from practicum.drill import load_scenario, replay
from practicum.drill.score import score_state
from practicum.errors import PracticumError
from practicum.evidence import AnswerSheet, read_answers, read_log
from practicum.evidence.files import read_bounded
from practicum.i18n import _
from practicum.learn.descriptions import find_descriptions, work_folder
from practicum.learn.holding import ANSWERS, drill_title
from practicum.marking import ArtefactKind, DrillLog, Table, Text, read_value
from practicum.marking.png import inspect_png

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from practicum.evidence import Decision, LogHeader
    from practicum.learn.journal import Event
    from practicum.marking import Description, Reading
    from practicum.project import Module, Project

ROWS, COLUMNS = 40, 12
"""How much of a table is shown; the sentence under it says what is left out."""

_MOST_BYTES = 5_000_000
_ENDINGS = (".csv", ".md", ".txt", ".png")
_NOT_WORK = {"feedback", "figures", "hand-in"}
_NUMBER = re.compile(r"-[0-9]+$")
_HEADING = re.compile(r"#{1,6} +(.+?)\s*$")
_ALT_ROW = "alt"


@dataclass(frozen=True)
class Said:
    """Words: a text that the learner wrote, or how an answer reads."""

    label: str
    text: str


@dataclass(frozen=True)
class Picture:
    """A picture with the words that stand in for it; `alt` is empty when nobody wrote any."""

    label: str
    png: bytes
    alt: str


@dataclass(frozen=True)
class Sheet:
    """The first rows of a table, and how many rows it has in all, its head not counted."""

    label: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    count: int


Part = Said | Picture | Sheet


@dataclass(frozen=True)
class Work:
    """One thing that a learner made.

    Attributes:
        id: What to call it when leaving it out: an exercise, or a file as it lies in the module's folder.
        module: The module in which it was made; None for what lies beside the modules.
        title: What people call it.
        competences: Ids of what it belongs to; none for a file that no exercise asked for.
        at: When it was given or last changed.
        parts: What it consists of.
        short: Whether it is an answer of one line, which belongs into a table with others.
    """

    id: str
    module: Module | None
    title: str
    competences: tuple[str, ...]
    at: datetime | None
    parts: tuple[Part, ...]
    short: bool = False


def works(project: Project, events: Sequence[Event] = (), *, scored: bool = True) -> list[Work]:
    """Return everything that the learner made, module by module: answers, drills, then other files.

    Tools of the trade may also save beside the modules' folders; such files come last.

    What cannot be read is left out: handing in names it.

    Args:
        project: The course.
        events: The learner's diary, for the dates of drills.
        scored: Whether drills are played again to say how they ended, which takes a moment each.
    """
    found: list[Work] = []
    for module in project.modules:
        if module.status != "open":
            continue
        folder = work_folder(project, module)
        try:
            asked = list(find_descriptions(module.id, folder, project=project).values())
        except PracticumError:
            asked = []
        found += _answers(module, folder, asked)
        found += _drills(project, module, events, scored=scored)
        found += _files(project, module, folder, asked)
    beside = [path for path in sorted(project.work.glob("*")) if not (project.course / path.name).exists()]
    found += _made(None, {path.name: path for path in [*beside, *sorted(project.work.glob("tools/*"))]})
    return found


def _answers(module: Module, folder: Path, asked: Sequence[Description]) -> Iterator[Work]:
    try:
        sheet = read_answers(folder / ANSWERS)
    except PracticumError:
        sheet = AnswerSheet()
    for one in asked:
        given = sheet.answers.get(one.id)
        reading = read_value(one.kind, None if given is None else given.value)
        parts = tuple(_parts(one, reading, folder))
        if parts:
            at = given.at if given else _changed(folder, one)
            short = len(parts) == 1 and isinstance(parts[0], Said) and not isinstance(one.kind, Text)
            yield Work(one.id, module, one.title, (one.competence,), at, parts, short)


def _parts(one: Description, reading: Reading, folder: Path) -> Iterator[Part]:
    kind = one.kind
    if isinstance(kind, DrillLog):
        return  # the log is shown as a drill
    if isinstance(kind, ArtefactKind):
        part = _file_part(folder / kind.file, "")
        if part:
            yield part
    elif isinstance(kind, Table):
        pictured = any(isinstance(inner, ArtefactKind) for inner in kind.rows.values())
        alt = reading.rows[_ALT_ROW].shown if pictured and _ALT_ROW in reading.rows else ""
        for row, inner in kind.rows.items():
            if isinstance(inner, ArtefactKind):
                part = _file_part(folder / inner.file, kind.label(row), alt)
                if part:
                    yield part
            elif row in reading.rows and reading.rows[row].shown and not (alt and row == _ALT_ROW):
                yield Said(kind.label(row), reading.rows[row].shown)
    elif reading.shown:
        yield Said("", reading.shown)


def _changed(folder: Path, one: Description) -> datetime | None:
    kinds = one.kind.rows.values() if isinstance(one.kind, Table) else [one.kind]
    for kind in kinds:
        if isinstance(kind, ArtefactKind) and (folder / kind.file).is_file():
            return _time(folder / kind.file)
    return None


def _drills(project: Project, module: Module, events: Sequence[Event], *, scored: bool) -> Iterator[Work]:
    belongs = {drill.slug: drill.competences for drill in project.drills}
    for path in sorted(work_folder(project, module).glob("*.jsonl")):
        try:
            header, decisions = read_log(path)
            said = _ended(header, decisions) if scored else ""
        except PracticumError:
            continue
        runs = [
            event
            for event in events
            if event.kind == "drill" and event.id == header.drill and event.fields.get("seed") == header.seed
        ]
        title = _("Drill: {title}").format(title=drill_title(header.drill))
        at = runs[-1].at if runs else _time(path)
        yield Work(path.name, module, title, belongs.get(header.drill, ()), at, (Said("", said),))


def _ended(header: LogHeader, decisions: Sequence[Decision]) -> str:
    """Play a log again and say in a sentence how it ended; only a practice run has a score here."""
    state = replay(load_scenario(header.drill), header.seed, decisions)
    facts = {"seed": header.seed, "count": len(decisions)}
    if not state.over:
        return _("Seed {seed}, not finished: {count} decisions so far.").format(**facts)
    if header.mode == "practice":
        total = f"{score_state(state).total:g}"
        return _("A practice run, seed {seed}: {total} of 100 after {count} decisions.").format(
            total=total, **facts
        )
    return _("An assessed run, seed {seed}, {count} decisions. Its score comes with the mark.").format(
        **facts
    )


def _files(project: Project, module: Module, folder: Path, asked: Sequence[Description]) -> Iterator[Work]:
    """Yield files that the learner made without an exercise: not those that the edition gave."""
    rows = [one.kind.rows.values() if isinstance(one.kind, Table) else [one.kind] for one in asked]
    shown = {kind.file for kinds in rows for kind in kinds if isinstance(kind, ArtefactKind)}
    mine = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        aside = any(part in _NOT_WORK or part.startswith((".", "kept-")) for part in name.parts)
        given = any((place / module.slug / name).exists() for place in (project.course, project.assignments))
        if not aside and not given and name.as_posix() not in shown:
            mine[name.as_posix()] = path
    yield from _made(module, mine)


def _made(module: Module | None, files: Mapping[str, Path]) -> Iterator[Work]:
    for name, path in files.items():
        if path.suffix.lower() not in _ENDINGS or _is_former(path):
            continue
        part = _file_part(path, "")
        if part:
            words = path.stem.replace("-", " ").replace("_", " ")
            parts = tuple(_sections(part.text)) if isinstance(part, Said) else (part,)
            yield Work(name, module, words[:1].upper() + words[1:], (), _time(path), parts)


def _is_former(path: Path) -> bool:
    """Whether a tool of the trade keeps it as an earlier version: `note-1.md` beside `note.md`."""
    stem = _NUMBER.sub("", path.stem)
    return stem != path.stem and path.with_name(stem + path.suffix).exists()


def _sections(text: str) -> list[Said]:
    """Return a text part by part where it has headings, as the tools of the trade write it."""
    found = [Said("", "")]
    for line in text.splitlines():
        heading = _HEADING.match(line)
        if heading:
            found.append(Said(heading[1], ""))
        else:
            found[-1] = Said(found[-1].label, f"{found[-1].text}\n{line}".strip("\n"))
    return [part for part in found if part.text.strip()] or [Said("", text)]


def _file_part(path: Path, label: str, alt: str = "") -> Part | None:
    """Return what a file shows; None when it is not there, too large, or not what its name says."""
    try:
        content = read_bounded(path, _MOST_BYTES)
        if path.suffix.lower() == ".png":
            if inspect_png(content).problem:
                return None
            return Picture(label, content, alt or png_description(content))
        text = content.decode("utf-8-sig")
        return _sheet(label, text) if path.suffix.lower() == ".csv" else Said(label, text.strip())
    except (PracticumError, UnicodeDecodeError, csv.Error):
        return None


def _sheet(label: str, text: str) -> Sheet | None:
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    lines = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark) if any(row)]
    if not lines:
        return None
    head, *rows = [tuple(row[:COLUMNS]) for row in lines]
    width = len(head)
    filled = [(*row, *[""] * width)[:width] for row in rows[:ROWS]]
    return Sheet(label, head, tuple(filled), len(rows))


def png_description(content: bytes) -> str:
    """Return the text alternative that `figure(..., save=...)` writes into a picture; empty without one.

    Source of the layout: PNG specification, third edition (W3C, 2025), 11.3.3 tEXt and iTXt.
    """
    position = 8
    while position + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, position)
        if position + 12 + length > len(content):
            return ""
        name, body = content[position + 4 : position + 8], content[position + 8 : position + 8 + length]
        key, _nul, rest = body.partition(b"\0")
        if key == b"Description" and name == b"tEXt":
            return rest.decode("latin-1").strip()
        if key == b"Description" and name == b"iTXt" and len(rest) > 2:  # noqa: PLR2004  two flags come first
            text = rest[2:].split(b"\0", 2)[-1]
            try:
                plain = zlib.decompressobj().decompress(text, _MOST_BYTES) if rest[0] else text
            except zlib.error:
                return ""
            return plain.decode("utf-8", "replace").strip()
        position += 12 + length
    return ""


def _time(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
