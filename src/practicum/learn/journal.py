"""What the learner did, as `work/progress.jsonl`: one JSON object a line, appended, never rewritten.

It is a diary, not evidence: nothing in it is ever marked. So a line that a power cut tore is left out with a
notice, and the rest counts.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from practicum.i18n import _, ngettext
from practicum.learn.folders import writing
from practicum.project import Project

if TYPE_CHECKING:
    from pathlib import Path

FILE = "progress.jsonl"
COPY = "progress.copy.jsonl"
SET_ASIDE = "progress.unreadable.jsonl"
_HEADER = {"format": "practicum-progress", "version": 1}
_copied: set[Path] = set()


@dataclass(frozen=True)
class Event:
    """One thing that was done.

    Attributes:
        at: When, in UTC.
        kind: `unit`, `check`, `hand-in`, `drill` or `resolution`.
        id: Of what: a unit, an exercise, a module, a drill.
        fields: Whatever else was noted.
    """

    at: datetime
    kind: str
    id: str
    fields: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Journal:
    """The diary as it could be read.

    Attributes:
        path: The file.
        events: Oldest first.
        notice: One or two sentences when something could not be read; else empty.
        readable: Whether the file as a whole could be read.
    """

    path: Path
    events: tuple[Event, ...] = ()
    notice: str = ""
    readable: bool = True


def record(kind: str, name: str, *, project: Project | None = None, **fields: Any) -> None:
    """Append one event, on the disk when this returns.

    Args:
        kind: See `Event`.
        name: Of what.
        project: The course; by default the one around the current folder.
        fields: Plain JSON values to note with it.

    Raises:
        PracticumError: The diary cannot be written.
    """
    path = (project or Project.find()).work / FILE
    line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "kind": kind, "id": name, **fields}
    with writing(path):
        _prepare(path)
        _append(path, json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n")


def _append(path: Path, text: str) -> None:
    with path.open("ab+") as file:
        if file.tell() == 0:
            text = json.dumps(_HEADER) + "\n" + text
        else:
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":  # a torn last line: close it, so that only that line is lost
                text = "\n" + text
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())


def read(project: Project) -> Journal:
    """Read the diary; whatever is wrong with it becomes a notice, never an error."""
    path = project.work / FILE
    try:
        lines = [line for line in path.read_bytes().split(b"\n") if line.strip()]
    except FileNotFoundError:
        return Journal(path)
    except OSError:
        return Journal(path, notice=_unreadable(path), readable=False)
    rows = [_row(line) for line in lines if not _is_header(line)]
    events = tuple(event for event in map(_event, rows) if event is not None)
    lost = len(rows) - len(events)
    if any("format" in row for row in rows) or (lost and not events):  # another format, or nothing of ours
        return Journal(path, notice=_unreadable(path), readable=False)
    return Journal(path, events, _notice(path, lost))


def _notice(path: Path, lost: int) -> str:
    if lost:
        return ngettext(
            "One line of {file} could not be read and was left out.",
            "{count} lines of {file} could not be read and were left out.",
            lost,
        ).format(count=lost, file=path.name)
    if path.with_name(SET_ASIDE).exists():
        return _(
            "{file} could not be read once, and your progress goes on from the copy before it. "
            "The unreadable file is kept as {aside}; this line goes when you delete it."
        ).format(file=path.name, aside=SET_ASIDE)
    return ""


def restore(folder: Path) -> bool:
    """Set an unreadable diary aside, never deleted, and put the copy of the last session in its place.

    Args:
        folder: The learner's folder.

    Returns:
        Whether there was a copy; without one, the diary begins anew.
    """
    (folder / FILE).replace(folder / SET_ASIDE)
    if not (folder / COPY).is_file():
        return False
    shutil.copyfile(folder / COPY, folder / FILE)
    return True


def _prepare(path: Path) -> None:
    """Keep a copy once a session, before the first change; go back to it when the diary became unreadable."""
    if not path.is_file() or path.stat().st_size == 0:
        return
    with path.open("rb") as file:
        readable = _is_header(file.readline())
    if not readable:
        restore(path.parent)
    elif path not in _copied:
        shutil.copyfile(path, path.with_name(COPY))
    _copied.add(path)


def _is_header(line: bytes) -> bool:
    return _row(line) == _HEADER


def _row(line: bytes) -> dict[str, Any]:
    """Return one line as a JSON object; an empty one when it is torn or something else."""
    try:
        row = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return {}
    return row if type(row) is dict else {}


def _event(row: dict[str, Any]) -> Event | None:
    fields = dict(row)
    try:
        at = datetime.fromisoformat(fields.pop("at"))
        kind, name = fields.pop("kind"), fields.pop("id")
    except (ValueError, KeyError, TypeError):
        return None
    if type(kind) is not str or type(name) is not str or at.tzinfo is None:
        return None
    return Event(at=at, kind=kind, id=name, fields=fields)


def _unreadable(path: Path) -> str:
    if path.with_name(COPY).is_file():
        return _(
            "{path} cannot be read, so your states are not shown. A copy from your last session is there: "
            "run progress(restore=True) in a notebook to bring it back. Your answers are safe in any case."
        ).format(path=path)
    return _(
        "{path} cannot be read, so your states are not shown, and there is no copy. "
        "Move the file away to start a new one. Your answers are safe in any case."
    ).format(path=path)
