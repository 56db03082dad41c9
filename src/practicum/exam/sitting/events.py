"""The log of a session: one event a line, on the disk before it is acknowledged, chained by hashes.

The chain shows damage and careless edits. Who rewrites the whole file can rewrite the chain: therefore the
station signs the bundle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practicum.evidence import EvidenceError, strictjson
from practicum.evidence.chain import append_line, sealed_line, set_aside, whole_lines
from practicum.evidence.files import locked, read_bounded
from practicum.exam.sitting.errors import Refused, SittingError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from practicum.evidence import Json

NAME = "session.jsonl"
MAX_BYTES = 20_000_000
RESERVE = 1_000_000
"""What answers may not fill: the end of a session must always fit."""

_END = 4_102_444_800_000  # the year 2100, in milliseconds
_NOT_ADDED = {"changed": "two-windows", "full": "disk-full"}
_FIELDS = {"n", "at", "ran", "kind", "data", "previous", "hash"}


@dataclass(frozen=True)
class Event:
    """Something that happened at a station.

    Attributes:
        n: Its number, from 1.
        at: When, by the wall clock: milliseconds since 1970 in UTC.
        ran: Milliseconds since this process opened the session, by the running clock.
        kind: What happened.
        data: The details.
        hash: SHA-256 of all of it and of the hash before.
    """

    n: int
    at: int
    ran: int
    kind: str
    data: dict[str, Json]
    hash: str


def read_events(content: bytes) -> tuple[list[Event], bytes]:
    """Return the events of a log, and what follows the last whole line: nothing, unless a write was cut off.

    Raises:
        Refused: A line is malformed (`broken-log`), the lines are not in their order (`reordered`), some are
            missing (`gap`), or one was changed (`edited`).
    """
    lines, tail = whole_lines(content)
    documents = [_document(line, number) for number, line in enumerate(lines, start=1)]
    numbers = [document["n"] for document in documents]
    due = list(range(1, len(numbers) + 1))
    if numbers != due:
        raise Refused("reordered" if len(set(numbers)) < len(due) or sorted(numbers) == due else "gap")
    events: list[Event] = []
    previous = ""
    for document in documents:
        fields = {name: document[name] for name in ("n", "at", "ran", "kind", "data")}
        _line, sealed = sealed_line(fields, previous)
        if (document["previous"], document["hash"]) != (previous, sealed):
            raise Refused("edited", n=document["n"])
        events.append(Event(**fields, hash=sealed))
        previous = sealed
    return events, tail


def _document(line: bytes, number: int) -> dict[str, Any]:
    try:
        document = strictjson.load(line, name=NAME)
    except EvidenceError as error:
        raise Refused("broken-log", n=number) from error
    if (
        type(document) is not dict
        or set(document) != _FIELDS
        or not all(type(document[name]) is int and 0 <= document[name] < _END for name in ("n", "at", "ran"))
        or not all(type(document[name]) is str for name in ("kind", "previous", "hash"))
        or type(document["data"]) is not dict
    ):
        raise Refused("broken-log", n=number)
    return document


class EventLog:
    """A log that is open for appending.

    Attributes:
        path: The file.
        events: All events so far.
    """

    def __init__(self, path: Path, events: Sequence[Event], size: int) -> None:
        self.path = path
        self.events = list(events)
        self.size = size

    @classmethod
    def open(cls, path: Path) -> EventLog:
        """Open a log, or prepare a new one; an unfinished last line was never acknowledged and is set aside.

        Raises:
            PracticumError: The log is damaged before its last line, or cannot be read or written.
        """
        with locked(path):
            if not path.exists():
                return cls(path, (), 0)
            content = read_bounded(path, MAX_BYTES)
            events, tail = read_events(content)
            if tail:
                set_aside(path, tail, len(content) - len(tail))
        return cls(path, events, len(content) - len(tail))

    def append(self, at: int, ran: int, kind: str, data: dict[str, Json]) -> Event:
        """Write one event to the disk, then return it.

        Raises:
            PracticumError: Another process has continued the log, it is full, or the disk refuses. Nothing
                was added then.
        """
        previous = self.events[-1].hash if self.events else ""
        n = len(self.events) + 1
        line, sealed = sealed_line({"n": n, "at": at, "ran": ran, "kind": kind, "data": data}, previous)
        if self.size + len(line) > MAX_BYTES:
            raise SittingError("log-full")
        if wrong := append_line(self.path, line, self.size):
            raise SittingError(_NOT_ADDED[wrong])
        self.size += len(line)
        event = Event(n, at, ran, kind, data, sealed)
        self.events.append(event)
        return event
