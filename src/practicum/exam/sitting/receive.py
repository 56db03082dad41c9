"""Take a hand-in back: all of it is checked before any of it is believed, and a refusal says why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from practicum.evidence import EvidenceError, read_log, strictjson
from practicum.evidence.answers import format_time
from practicum.evidence.bundle import MAX_BYTES as MAX_BUNDLE
from practicum.evidence.bundle import parse_bundle
from practicum.evidence.files import cannot_write, locked, read_bounded, write_atomically
from practicum.exam.sitting.codes import typed
from practicum.exam.sitting.errors import Refused
from practicum.exam.sitting.events import NAME, read_events
from practicum.exam.sitting.handin import FILES
from practicum.exam.sitting.ledger import Ledger
from practicum.exam.sitting.package import digest
from practicum.exam.sitting.seal import ENDING, read_seal, read_stations, receipt_of, signed_by

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.evidence import Bundle, Json
    from practicum.exam.sitting.events import Event
    from practicum.exam.sitting.package import DrillTask
    from practicum.exam.sitting.record import Sitting

REFUSED = "refused.jsonl"
_MAX_SEAL = 10_000
_MINUTE = 60_000
_LONGEST_MESSAGE = 500
_AS_WORK = {
    "handed-in": "after-stop",
    "time-over": "overtime",
    "drill-over": "overtime",
    "paused": "while-paused",
    "clock-back": "clock-back",
    "clock-apart": "clock-apart",
    "no-start": "no-start",
}
_OF_BUNDLE = {
    "too-large": "too-large",
    "not-a-zip": "not-a-zip",
    "bomb": "bomb",
    "unlisted": "unlisted",
    "absent": "absent",
    "altered": "member",
    "no-manifest": "malformed",
    "schema": "malformed",
    "foreign-format": "malformed",
    "foreign-version": "malformed",
    "newer-version": "malformed",
    "not-json": "malformed",
    "encoding": "malformed",
    "nul": "malformed",
    "duplicate-key": "malformed",
    "too-deep": "malformed",
    "nan": "malformed",
    "surrogate": "malformed",
    "missing": "missing",
    "link": "unsafe",
}


@dataclass(frozen=True)
class Received:
    """A hand-in that was taken: whose it is, and the receipt that the candidate has."""

    code: str
    receipt: str


@dataclass(frozen=True)
class Incident:
    """Something at a session that people should look at.

    Attributes:
        at: When, in UTC.
        kind: `crash`, `pause`, `resume`, `clock-jump`, `message`, `time-over`, or `other-day` where the
            package was opened on another day than that of the sitting.
        what: The details, in words or numbers of the log.
    """

    at: datetime
    kind: str
    what: str


@dataclass(frozen=True)
class HandedIn:
    """What a candidate handed in, checked.

    Attributes:
        candidate: The code.
        bundle: SHA-256 of the zip.
        answers: Value by question, as it came.
        files: Content by name.
        logs: Decision log by drill.
        events: All events of the session.
        minutes: Minutes used of each part.
        crashes: How often the session was opened again.
        credited: Minutes between crash and opening, which did not count.
        incidents: What people should look at.
        stopped: When the session ended, in UTC.
    """

    candidate: str
    bundle: str
    answers: dict[str, Json]
    files: dict[str, bytes]
    logs: dict[str, bytes]
    events: tuple[Event, ...]
    minutes: dict[str, float]
    crashes: int
    credited: float
    incidents: tuple[Incident, ...]
    stopped: datetime


def receive(sitting: Sitting, zip_path: Path, *, at: datetime | None = None) -> Received:
    """Check a hand-in and the seal beside it, and keep both; nothing is kept of one that is refused.

    Args:
        sitting: Where it should come from.
        zip_path: The bundle, `<code>.zip`; the seal is `<code>.seal.json`.
        at: Now, for the record of what was refused.

    Raises:
        Refused: With the reason; it stands in `received/refused.jsonl`, too.
    """
    try:
        return _received(sitting, zip_path)
    except Refused as error:
        _note(sitting, zip_path, error, at or datetime.now(UTC))
        raise


def open_received(sitting: Sitting, code: str) -> HandedIn:
    """Return what a candidate handed in; all is checked again, since disks and people change files.

    Raises:
        Refused: Nothing of this candidate was received, or it is no longer what was received.
    """
    path = sitting.folder / "received" / f"{code}.zip"
    content, seal = _both(path)
    return _checked(sitting, path, content, seal)


def find_receipt(sitting: Sitting, receipt: str) -> str:
    """Return the candidate to whom a receipt was given; empty when it is of no hand-in that lies here."""
    for path in sorted((sitting.folder / "received").glob(f"*{ENDING}")):
        if typed(receipt_of(path.read_bytes())) == typed(receipt):
            return path.name.removesuffix(ENDING)
    return ""


def _received(sitting: Sitting, zip_path: Path) -> Received:
    content, seal = _both(zip_path)
    handed = _checked(sitting, zip_path, content, seal)
    receipt = receipt_of(seal)
    target = sitting.folder / "received" / f"{handed.candidate}.zip"
    sealed = target.with_name(f"{handed.candidate}{ENDING}")
    with locked(target):
        if sealed.is_file():
            first = sealed.read_bytes()
            same = first == seal and target.is_file() and target.read_bytes() == content
            code = "received-already" if same else "replayed"
            if target.is_file():
                raise Refused(code, candidate=handed.candidate, receipt=receipt_of(first))
        write_atomically(target, content)
    with locked(sealed):
        write_atomically(sealed, seal)
    return Received(handed.candidate, receipt)


def _both(path: Path) -> tuple[bytes, bytes]:
    seal = path.with_name(f"{path.stem}{ENDING}")
    content = _read(path, MAX_BUNDLE, "missing")
    return content, _read(seal, _MAX_SEAL, "seal-missing")


def _read(path: Path, limit: int, absent: str) -> bytes:
    try:
        return read_bounded(path, limit)
    except EvidenceError as error:
        raise Refused("too-large" if error.code == "too-large" else absent, name=path.name) from error


def _checked(sitting: Sitting, path: Path, content: bytes, seal: bytes) -> HandedIn:
    facts = _sealed(sitting, path, seal)
    if digest(content) != facts["bundle"]:
        raise Refused("altered", name=path.name)
    bundle = _opened(content, path)
    code = facts["candidate"]
    found = (bundle.manifest.module, bundle.manifest.learner)
    if found != (f"exam-{sitting.id}", code):
        raise Refused("other-candidate", found=_shown(found[1]), due=code)
    events = _log(bundle, facts, path)
    package = sitting.package(code)
    named = {"sitting": sitting.id, "candidate": code, "package": facts["package"]}
    if any(event.data != named for event in events if event.kind == "open"):
        raise Refused("other-session")
    ledger = Ledger(package.limits)
    for event in events:
        if wrong := ledger.take(event):
            raise Refused(_AS_WORK.get(wrong, "out-of-turn"), n=event.n, kind=_shown(event.kind))
    if not ledger.stopped:
        raise Refused("unfinished")
    members = dict(bundle.members)
    del members[NAME]
    logs = {
        slug: _drill_log(members, ledger, task)
        for slug, task in package.drills.items()
        if slug in ledger.used
    }
    files = {name: _file(members, name, sha) for name, (_question, sha) in ledger.files.items()}
    _refuse_strays(members)
    return HandedIn(
        candidate=code,
        bundle=facts["bundle"],
        answers=dict(ledger.answers),
        files=files,
        logs=logs,
        events=tuple(events),
        minutes={part: ledger.used.get(part, 0) / _MINUTE for part in ledger.rules.parts},
        crashes=ledger.crashes,
        credited=ledger.credited / _MINUTE,
        incidents=tuple(_incidents(events, sitting.day)),
        stopped=_moment(events[-1]),
    )


def _sealed(sitting: Sitting, path: Path, seal: bytes) -> dict[str, Any]:
    name = f"{path.stem}{ENDING}"
    try:
        facts = read_seal(seal, name)
    except EvidenceError as error:
        raise Refused("seal-unreadable", name=name) from error
    stations = read_stations(sitting.folder)
    if facts["station"] not in stations:
        raise Refused("unknown-station", station=_shown(facts["station"]))
    if not signed_by(facts, stations[facts["station"]]):
        raise Refused("bad-signature", station=facts["station"])
    if facts["sitting"] != sitting.id:
        raise Refused("other-sitting", found=_shown(facts["sitting"]), due=sitting.id)
    candidate = sitting.candidates.get(facts["candidate"])
    if candidate is None:
        raise Refused("unknown-candidate", candidate=_shown(facts["candidate"]))
    if facts["package"] != candidate.package:
        raise Refused("other-package", candidate=candidate.code)
    return facts


def _opened(content: bytes, path: Path) -> Bundle:
    try:
        return parse_bundle(content, path.name)
    except EvidenceError as error:
        code = _OF_BUNDLE.get(error.code, "unsafe")
        raise Refused(code, name=path.name, detail=error.problem) from error


def _log(bundle: Bundle, facts: dict[str, Any], path: Path) -> list[Event]:
    if NAME not in bundle.members:
        raise Refused("no-log", name=path.name)
    events, tail = read_events(bundle.members[NAME])
    counts = {"due": facts["events"], "found": len(events)}
    if tail or not events or len(events) < facts["events"]:
        raise Refused("truncated", **counts)
    if len(events) > facts["events"]:
        raise Refused("extended", **counts)
    if events[-1].hash != facts["last"]:
        raise Refused("edited", n=events[-1].n)
    return events


def _drill_log(members: dict[str, bytes], ledger: Ledger, task: DrillTask) -> bytes:
    slug = task.slug
    content = members.pop(f"{slug}.jsonl", None)
    if content is None:
        raise Refused("drill-missing", slug=slug)
    try:
        header, decisions = read_log(content, name=f"{slug}.jsonl")
    except EvidenceError as error:
        raise Refused("drill-broken", slug=slug, detail=error.problem) from error
    if (header.drill, header.scenario_hash, header.seed, header.mode) != (
        slug,
        task.hash,
        task.seed,
        "assessed",
    ):
        raise Refused("drill-other", slug=slug)
    end = ledger.over[slug]
    if (end["decisions"], end["sha256"]) != (len(decisions), digest(content)):
        raise Refused("drill-extended", slug=slug)
    # One more may have no time: the wait that ended the drill. A crash can cost one each.
    untimed = len(decisions) - ledger.counted.get(slug, 0)
    if untimed > 1 + ledger.crashes:
        raise Refused("drill-untimed", slug=slug, count=untimed)
    return content


def _file(members: dict[str, bytes], name: str, sha: str) -> bytes:
    content = members.pop(f"{FILES}/{name}", None)
    if content is None:
        raise Refused("file-missing", name=name)
    if digest(content) != sha:
        raise Refused("file-other", name=name)
    return content


def _refuse_strays(members: dict[str, bytes]) -> None:
    for name in sorted(members):
        if name.endswith(".jsonl"):
            raise Refused("drill-stray", slug=_shown(name.removesuffix(".jsonl")))
        raise Refused("file-stray", name=_shown(name))


def _incidents(events: list[Event], day: str) -> list[Incident]:
    before = events[0]
    began = _moment(before)
    # A day more or less: clocks and time zones differ. A package opened long before is another thing.
    away = abs((began.date() - date.fromisoformat(day)).days)
    found = [Incident(began, "other-day", began.date().isoformat())] if away > 1 else []
    for event in events[1:]:
        what = ""
        kind = event.kind
        if kind == "open":
            kind, what = "crash", f"{(event.at - before.at) / _MINUTE:.1f} min"
        elif kind in ("pause", "resume"):
            what = kind
        elif kind == "clock-jump":
            what = f"{event.data.get('ms')} ms"
        elif kind == "message":
            what = _shown(str(event.data.get("text", "")), _LONGEST_MESSAGE)
        elif kind == "part-end" and event.data.get("over"):
            kind, what = "time-over", str(event.data["part"])
        if what:
            found.append(Incident(_moment(event), kind, what))
        before = event
    return found


def _shown(text: str, most: int = 60) -> str:
    """Return a text that a stranger wrote so that a terminal or a page can show it: no control characters."""
    return "".join(letter if letter.isprintable() else " " for letter in text[:most])


def _moment(event: Event) -> datetime:
    return datetime.fromtimestamp(event.at / 1000, UTC)


def _note(sitting: Sitting, path: Path, error: Refused, at: datetime) -> None:
    line: dict[str, Json] = {
        "when": format_time(at),
        "file": path.name[:120],
        "code": error.code,
        "why": error.problem,
    }
    target = sitting.folder / "received" / REFUSED
    try:
        with locked(target), target.open("a", encoding="utf-8") as file:
            file.write(strictjson.dump(line) + "\n")
    except OSError as failed:
        raise cannot_write(target, failed) from failed
