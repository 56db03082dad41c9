"""The decision log of a drill: one line a decision, each line sealed to the one before it by a hash.

The log holds no clock time: the same decisions give the same bytes on every machine. The chain shows damage
and careless edits. Whoever rewrites the whole file can rewrite the chain too: an exam needs signed bundles.
"""

from __future__ import annotations

import errno
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from practicum.evidence import strictjson
from practicum.evidence.chain import append_line, sealed_line, set_aside, whole_lines
from practicum.evidence.errors import EvidenceError
from practicum.evidence.files import cannot_write, locked, read_bounded, too_large, write_atomically
from practicum.evidence.plain import MAX_NUMBER, Json, to_plain
from practicum.evidence.versions import Format, bad_shape
from practicum.i18n import _, ngettext

LOG = Format("practicum-log", 1)
MAX_BYTES = 20_000_000
MAX_DECISIONS = 5_000  # a shift takes some hundreds; to replay every act costs time
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_HEADER_FIELDS = {"format", "version", "drill", "scenario_hash", "seed", "mode", "previous", "hash"}
_DECISION_FIELDS = {"n", "minute", "action", "args", "confidence", "previous", "hash"}

Mode = Literal["practice", "assessed"]


@dataclass(frozen=True)
class LogHeader:
    """What a log belongs to.

    Attributes:
        drill: The drill's slug.
        scenario_hash: The hash of the scenario that was played.
        seed: The name of the draw.
        mode: Whether hints were on (practice) or off (assessed).
    """

    drill: str
    scenario_hash: str
    seed: str
    mode: Mode


@dataclass(frozen=True)
class Decision:
    """One act of the learner.

    Attributes:
        n: Its number, from 1.
        minute: The simulated minute.
        action: The id of the action.
        args: Its fields, plain JSON.
        confidence: How sure the learner was, 0 to 100, or None when not asked.
    """

    n: int
    minute: int
    action: str
    args: dict[str, Json]
    confidence: int | None = None


@dataclass
class _Parsed:
    header: LogHeader
    decisions: list[Decision]
    last_hash: str
    size: int  # bytes up to and including the last whole line
    tail: bytes  # what follows it: an unfinished line, or nothing


class DecisionLog:
    """A log that is open for appending.

    Attributes:
        path: The file.
        header: What it belongs to.
        notice: A sentence when opening repaired an unfinished last line; otherwise empty.
    """

    def __init__(self, path: Path, parsed: _Parsed, notice: str = "") -> None:
        self.path = path
        self.header = parsed.header
        self.notice = notice
        self._decisions = parsed.decisions
        self._last_hash = parsed.last_hash
        self._size = parsed.size

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All decisions so far, in order."""
        return tuple(self._decisions)

    @classmethod
    def create(
        cls, path: Path | str, *, drill: str, scenario_hash: str, seed: str, mode: Mode = "practice"
    ) -> DecisionLog:
        """Start a new log.

        Raises:
            EvidenceError: There is a file already, a name is malformed, or the file cannot be written.
        """
        path = Path(path)
        document: dict[str, Json] = {"format": LOG.name, "version": LOG.version, "drill": drill}
        document |= {"scenario_hash": scenario_hash, "seed": seed, "mode": mode}
        header = _header(document, path.name)
        line, line_hash = sealed_line(document, "")
        with locked(path):
            if path.exists() or path.is_symlink():
                raise EvidenceError(
                    _("{name} exists already, and a log is never overwritten.").format(name=path.name),
                    next_step=_("Continue it, or move it away to start anew."),
                    code="exists",
                )
            write_atomically(path, line)
        return cls(path, _Parsed(header, [], line_hash, len(line), b""))

    @classmethod
    def open(cls, path: Path | str) -> DecisionLog:
        """Open a log to continue it; an unfinished last line is moved to a `.torn` file beside it.

        Raises:
            EvidenceError: The file is missing, damaged before its last line, or of another version.
                It is left as it is.
        """
        path = Path(path)
        with locked(path):
            parsed = _parse(read_bounded(path, MAX_BYTES), path.name)
            notice = _repair(path, parsed) if parsed.tail else ""
        return cls(path, parsed, notice)

    def append(
        self, minute: int, action: str, args: dict[str, Any] | None = None, confidence: int | None = None
    ) -> Decision:
        """Write one decision to the disk, then return it.

        Args:
            minute: The simulated minute, never earlier than the last decision's.
            action: The id of the action.
            args: Its fields.
            confidence: How sure the learner was, 0 to 100.

        Raises:
            EvidenceError: A field is malformed, another window has continued the log, or the disk refuses.
                Nothing was added then.
        """
        document: dict[str, Json] = {
            "n": len(self._decisions) + 1,
            "minute": to_plain(minute),
            "action": to_plain(action),
            "args": to_plain({} if args is None else args),
            "confidence": to_plain(confidence),
        }
        decision = _decision(document, self._decisions, self.path.name)
        if len(self._decisions) >= MAX_DECISIONS:
            raise _too_long(self.path.name)
        line, line_hash = sealed_line(document, self._last_hash)
        if self._size + len(line) > MAX_BYTES:
            raise too_large(self.path.name, MAX_BYTES)
        match append_line(self.path, line, self._size):
            case "changed":
                raise self._changed()
            case "full":
                raise cannot_write(self.path, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
        self._decisions.append(decision)
        self._last_hash = line_hash
        self._size += len(line)
        return decision

    def _changed(self) -> EvidenceError:
        return EvidenceError(
            _("{name} was continued or changed in another window.").format(name=self.path.name),
            next_step=_("Close one of the two windows, then open the drill again."),
            code="changed",
        )


def read_log(
    source: Path | str | bytes, *, torn_ok: bool = False, name: str = ""
) -> tuple[LogHeader, tuple[Decision, ...]]:
    """Return the header and the decisions of a log, for marking. The file is never changed.

    Args:
        source: A path, or the bytes of a log.
        torn_ok: Leave an unfinished last line out instead of refusing the log.
        name: What to call the log in messages; the file's name by default.

    Raises:
        EvidenceError: The log is missing, too large, damaged, or of another version.
    """
    if isinstance(source, bytes):
        name = name or _("the log")
        if len(source) > MAX_BYTES:
            raise too_large(name, MAX_BYTES)
        content = source
    else:
        name = name or Path(source).name
        content = read_bounded(Path(source), MAX_BYTES)
    parsed = _parse(content, name)
    if parsed.tail and not torn_ok:
        raise EvidenceError(
            _("The last line of {name} is unfinished.").format(name=name),
            next_step=_("Open the drill once: it sets the unfinished line aside. Then hand in again."),
            code="torn",
        )
    return parsed.header, tuple(parsed.decisions)


def _parse(content: bytes, name: str) -> _Parsed:
    lines, tail = whole_lines(content)
    if not lines:
        raise EvidenceError(
            _("{name} has no complete first line, so it is not a log that can be continued.").format(
                name=name
            ),
            next_step=_("Move it away and start the drill again."),
            code="no-header",
        )
    if len(lines) > MAX_DECISIONS + 1:
        raise _too_long(name)
    documents: list[dict[str, Any]] = []
    last_hash = ""
    for number, line in enumerate(lines, start=1):
        documents.append(_line(line, last_hash, name, number))
        last_hash = documents[-1]["hash"]
    # A migration sees the whole log: the header, with the decisions in it.
    head = LOG.upgrade({**documents[0], "decisions": documents[1:]}, where=name)
    decisions: list[Decision] = []
    for document in head.pop("decisions"):
        decisions.append(_decision(document, decisions, name))
    return _Parsed(_header(head, name), decisions, last_hash, len(content) - len(tail), tail)


def _too_long(name: str) -> EvidenceError:
    return EvidenceError(
        _("{name} holds more than {limit} decisions.").format(name=name, limit=MAX_DECISIONS),
        next_step=_("Move it away and start the drill again."),
        code="too-long",
    )


def _line(line: bytes, previous: str, name: str, number: int) -> dict[str, Any]:
    where = _("Line {number} of {name}").format(number=number, name=name)
    document = strictjson.load(line, name=where)
    if number == 1:
        LOG.check(document, where=name)  # a newer edition may chain its lines in a way that looks broken here
    if type(document) is not dict:
        raise bad_shape(where, _("Each line should be one table of fields."))
    body = {key: value for key, value in document.items() if key not in ("hash", "previous")}
    if sealed_line(body, previous)[0] != line + b"\n":
        raise EvidenceError(
            _("{where} does not fit the line before it: the log was changed after it was written.").format(
                where=where
            ),
            next_step=_("Restore the log from a copy, or play the drill again. Nothing was changed now."),
            code="broken-chain",
        )
    return document


def _header(document: dict[str, Any], name: str) -> LogHeader:
    names = [document.get(key) for key in ("drill", "scenario_hash", "seed")]
    fits = set(document) | {"previous", "hash"} == _HEADER_FIELDS and all(
        type(text) is str and _NAME.fullmatch(text) for text in names
    )
    if not fits or document["mode"] not in ("practice", "assessed"):
        raise bad_shape(
            name, _("It should name a drill, a scenario hash, a seed, and a mode: practice or assessed.")
        )
    return LogHeader(document["drill"], document["scenario_hash"], document["seed"], document["mode"])


def _decision(document: dict[str, Any], before: list[Decision], name: str) -> Decision:
    where = _("Decision {n} of {name}").format(n=len(before) + 1, name=name)
    if set(document) | {"previous", "hash"} != _DECISION_FIELDS or document["n"] != len(before) + 1:
        raise bad_shape(where, _("Decisions are numbered from 1 without gaps and have seven fields."))
    minute, action, args, confidence = (document[key] for key in ("minute", "action", "args", "confidence"))
    earliest = before[-1].minute if before else 0
    if type(minute) is not int or not earliest <= minute <= MAX_NUMBER:
        raise bad_shape(where, _("The minute should be a whole number, not earlier than the last decision."))
    if type(action) is not str or not _NAME.fullmatch(action) or type(args) is not dict:
        raise bad_shape(where, _("It should name an action and a table of fields."))
    if confidence is not None and (type(confidence) is not int or not 0 <= confidence <= 100):  # noqa: PLR2004 - per cent
        raise bad_shape(where, _("Confidence should be a whole number from 0 to 100, or absent."))
    return Decision(document["n"], minute, action, args, confidence)


def _repair(path: Path, parsed: _Parsed) -> str:
    """Set the unfinished tail aside in a `.torn` file, cut it off the log, and say so."""
    torn = set_aside(path, parsed.tail, parsed.size)
    kept = len(parsed.decisions)
    return ngettext(
        "The last action was cut off before it was saved: {count} decision is kept, the rest is in {torn}.",
        "The last action was cut off before it was saved: {count} decisions are kept, the rest is in {torn}.",
        kept,
    ).format(count=kept, torn=torn.name)
