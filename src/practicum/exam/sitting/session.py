"""One candidate at one station. The log is the only memory: a station that dies goes on where it was."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.evidence import strictjson, to_plain
from practicum.evidence.files import cannot_write, locked, sync_folder, write_atomically
from practicum.exam.sitting.clock import Clock, SystemClock
from practicum.exam.sitting.codes import opens
from practicum.exam.sitting.desk import ExamDesk
from practicum.exam.sitting.errors import Refused, SittingError
from practicum.exam.sitting.events import MAX_BYTES, NAME, RESERVE, EventLog
from practicum.exam.sitting.handin import FILES, hand_in
from practicum.exam.sitting.ledger import JUMP, Ledger
from practicum.exam.sitting.package import Package, digest, files_of, open_package
from practicum.exam.sitting.state import State, state_of
from practicum.marking import MISSING, DrillLog, read_value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from practicum.evidence import Json
    from practicum.exam.sitting.seal import Sealed, StationKey
    from practicum.marking import Description, Reading

LONGEST_ANSWER = 20_000
LARGEST_FILE = 5_000_000
_LONGEST_MESSAGE = 500
_MS = 1000
_PASSING = {"cannot-write", "locked", "cannot-read", "too-large"}
"""Troubles of the disk that pass, and leave a log as it was."""
_GROWS = {"answer", "file", "flag", "act", "message"}


@dataclass(frozen=True)
class _Moment:
    at: int
    ran: int


class Session:
    """A session in progress. Everything that is refused is refused in words; threads may share it.

    Attributes:
        package: What the candidate works on.
        folder: Where the log and the files lie.
    """

    def __init__(self, package: Package, folder: Path, log: EventLog, ledger: Ledger, clock: Clock) -> None:
        self.package = package
        self.folder = folder
        self._log = log
        self._ledger = ledger
        self._clock = clock
        self._started = clock.run()
        self._questions = package.questions
        self._desks: dict[str, ExamDesk] = {}
        self._finishing = False
        self._lock = threading.RLock()

    @classmethod
    def open(cls, folder: Path, package: bytes, start_code: str, *, clock: Clock | None = None) -> Session:
        """Begin a session, or go on with it after a crash.

        Args:
            folder: Where this station keeps all sessions; this one lies in `<sitting>/<candidate>/`.
            package: The file.
            start_code: From the invigilator's sheet; going on needs it again.
            clock: Where time comes from.

        Raises:
            PracticumError: The package does not open, another one was used before, or the log is damaged.
        """
        opened = open_package(package, start_code)
        home = folder / opened.sitting / opened.candidate
        try:
            (home / FILES).mkdir(parents=True, exist_ok=True)
            for made in (home, home.parent, folder):
                sync_folder(made)
        except OSError as error:
            raise cannot_write(home, error) from error
        ledger = Ledger(opened.limits)
        try:
            log = EventLog.open(home / NAME)
        except Refused as error:
            raise SittingError("session-damaged", detail=error.problem) from error
        for event in log.events:
            if code := ledger.take(event):
                raise SittingError("session-damaged", detail=SittingError(code).problem)
        session = cls(opened, home, log, ledger, clock or SystemClock())
        session._begin(digest(package))
        return session

    def _begin(self, package: str) -> None:
        named: dict[str, Json] = {"sitting": self.package.sitting, "candidate": self.package.candidate}
        named["package"] = package
        if self._log.events and self._log.events[0].data != named:
            raise SittingError("other-package", candidate=self.package.candidate)
        if not self._ledger.stopped:
            self._write("open", named, _Moment(self._now().at, 0))
            self._reconcile()

    # ---- what it says

    @property
    def state(self) -> State:
        """Where the session stands now."""
        with self._lock:
            self._pass()
            return state_of(self._ledger, self.package, len(self._log.events))

    def question(self, name: str) -> Description:
        """Return a question by its id, one of the tutorial too.

        Raises:
            SittingError: There is none.
        """
        found = self._questions.get(name) or self.package.tutorial.get(name)
        if found is None:
            raise SittingError("unknown-question")
        return found

    def read(self, name: str) -> Reading:
        """Return how the saved answer to a question is read: its form only, never whether it is right."""
        kind = self.question(name).kind
        with self._lock:
            value: Any = self._ledger.answers.get(name, MISSING)
            if files_of(kind):
                value = next(
                    (file for file, (one, _sha) in self._ledger.files.items() if one == name), MISSING
                )
            elif isinstance(kind, DrillLog):
                value = kind.file if kind.drill in self._ledger.used else MISSING
        return read_value(kind, value)

    def missing(self, part: str) -> list[str]:
        """Return the questions of a part without an answer, in order."""
        parts = self._ledger.rules.questions
        return [name for name in self._questions if parts[name] == part and self.read(name).empty]

    # ---- what the candidate does

    def agree(self) -> None:
        """Note that the candidate agrees to the rules."""
        self._do("agree", {})

    def start_part(self, part: str) -> None:
        """Start the clock of a part."""
        self._do("part-start", {"part": part})

    def end_part(self, part: str = "") -> None:
        """End the part that is open, and every drill in it, for good."""
        with self._lock:
            now = self._pass()
            self._may("part-end", {"part": part or self._ledger.part}, now)
            self._may_not_be_paused()
            self._end_part(now, over=False)

    def save(self, name: str, value: object) -> None:
        """Save an answer: it is on the disk when this returns. Nothing (None) takes it back.

        Raises:
            PracticumError: It may not be saved now, is too long, or cannot be kept.
        """
        plain = to_plain(value)
        plain = None if plain == "" else plain
        if len(strictjson.dump(plain)) > LONGEST_ANSWER:
            raise SittingError("answer-large", limit=LONGEST_ANSWER)
        with self._lock:
            same = strictjson.dump(self._ledger.answers.get(name)) == strictjson.dump(plain)
            self._do("answer", {"id": name, "value": plain}, note=not same)

    def save_file(self, question: str, name: str, content: bytes) -> None:
        """Save a file as the answer to a question.

        Raises:
            PracticumError: It may not be saved now, is too large, or has another name than the question asks.
        """
        if len(content) > LARGEST_FILE:
            raise SittingError("file-large", name=name, limit=LARGEST_FILE // 1_000_000)
        data: dict[str, Json] = {"id": question, "name": name, "sha256": digest(content)}
        with self._lock:
            now = self._pass()
            self._may("file", data, now)
            path = self.folder / FILES / name
            with locked(path):
                write_atomically(path, content)
            self._write("file", data, now)

    def flag(self, name: str, *, on: bool) -> None:
        """Mark a question or a block to come back to, or take the mark away."""
        with self._lock:
            self._do("flag", {"id": name, "on": on}, note=(name in self._ledger.flags) != on)

    def call(self, text: str) -> None:
        """Note that the candidate calls the invigilator."""
        self._do("message", {"text": text[:_LONGEST_MESSAGE]})

    def desk(self, slug: str) -> ExamDesk:
        """Return the desk of a drill; asking for it the first time starts its clock.

        It is the same object while the process runs. When the drill is over it can be looked at only.

        Raises:
            PracticumError: There is no such drill, or it cannot be worked on now.
        """
        with self._lock:
            now = self._pass()
            begun = slug in self._ledger.used
            code = self._ledger.objection("drill-start", {"slug": slug})
            self._settle(now)
            if code and not (begun and code == "drill-begun"):
                raise SittingError(code)
            if begun and self._ledger.part != self._ledger.rules.last:
                raise SittingError("part-closed")
            if begun:
                self._may_not_be_paused()
            desk = self._desk(slug)
            if not begun:
                self._write("drill-start", {"slug": slug}, now)
            return desk

    def end_drill(self, slug: str) -> None:
        """Let the rest of a drill pass: it is over then, if it was not over already."""
        with self._lock:
            now = self._pass()
            self._settle(now)
            if slug not in self.package.drills:
                raise SittingError("unknown-drill")
            if slug in self._ledger.over:
                return
            self._may_not_be_paused()
            self._may("drill-end", {"slug": slug, "decisions": 0, "sha256": ""}, now)
            self._finish(slug, now)

    # ---- what the invigilator and the station do

    def pause(self, code: str) -> None:
        """Stop the clock, with the pause code."""
        self._with_code("pause", code)

    def resume(self, code: str) -> None:
        """Start the clock again, with the pause code."""
        self._with_code("resume", code)

    def tick(self) -> None:
        """Note that the station is alive, and end what has no time left; the station calls it every 15 s."""
        with self._lock:
            now = self._pass()
            self._settle(now)
            if not self._ledger.stopped:
                self._write("tick", {}, now)

    def stop(self, code: str, station: StationKey) -> Sealed:
        """End the session with the stop code: what is open is ended, and all of it is sealed.

        After a crash in the middle it can be called again: the same bundle comes out.

        Raises:
            PracticumError: The code does not fit, or the disk refuses.
        """
        if not opens(code, self.package.codes.stop.model_dump()):
            raise SittingError("wrong-code")
        with self._lock:
            if not self._ledger.stopped:
                now = self._pass()
                self._settle(now)
                if self._ledger.part:
                    self._end_part(now, over=False)
                self._write("stop", {}, now)
            return hand_in(self.package, self.folder, self._log.events, self._ledger, station)

    @contextmanager
    def acting(self, slug: str, desk: ExamDesk) -> Iterator[None]:
        """Let one act at a desk happen; see `desk.Timekeeper`."""
        with self._lock:
            if self._finishing:
                yield
                return
            now = self._pass()
            data: dict[str, Json] = {"slug": slug, "n": desk.decided + 1}
            self._may("act", data, now)
            yield
            self._write("act", data, now)

    # ---- inside; the lock is held

    def _now(self) -> _Moment:
        at = self._clock.wall().astimezone(UTC).timestamp()
        return _Moment(round(at * _MS), round((self._clock.run() - self._started) * _MS))

    def _pass(self) -> _Moment:
        now = self._now()
        if not self._ledger.stopped:
            self._ledger.pass_to(now.ran)
        return now

    def _may(self, kind: str, data: dict[str, Json], now: _Moment) -> None:
        """Refuse what cannot happen now; first it is asked, then what has no time left is ended."""
        code = self._ledger.objection(kind, data)
        if kind in _GROWS and self._log.size > MAX_BYTES - RESERVE:
            code = code or "log-full"
        self._settle(now)
        if code:
            raise SittingError(code)

    def _may_not_be_paused(self) -> None:
        if self._ledger.paused:
            raise SittingError("paused")

    def _do(self, kind: str, data: dict[str, Json], *, note: bool = True) -> None:
        with self._lock:
            now = self._pass()
            self._may(kind, data, now)
            if note:
                self._write(kind, data, now)

    def _with_code(self, kind: str, code: str) -> None:
        with self._lock:
            self._may(kind, {}, self._pass())
        if not opens(code, self.package.codes.pause.model_dump()):
            raise SittingError("wrong-code")
        self._do(kind, {})

    def _write(self, kind: str, data: dict[str, Json], now: _Moment) -> None:
        if self._log.events and kind != "open":
            before = self._log.events[-1]
            apart = now.at - before.at - (now.ran - before.ran)
            if abs(apart) > JUMP:
                self._ledger.take(self._log.append(now.at, now.ran, "clock-jump", {"ms": apart}))
            if now.ran < before.ran:
                raise SittingError("clock-back")
        if code := self._ledger.objection(kind, data):
            raise SittingError(code)
        self._ledger.take(self._log.append(now.at, now.ran, kind, data))

    def _settle(self, now: _Moment) -> None:
        """End the drills and the part whose time is over."""
        if self._ledger.stopped or not self._ledger.part:
            return
        for slug in self._ledger.running():
            if self._ledger.left(slug) < 0:
                self._finish(slug, now)
        if self._ledger.left(self._ledger.part) < 0:
            self._end_part(now, over=True)

    def _end_part(self, now: _Moment, *, over: bool) -> None:
        for slug in self._ledger.running():
            self._finish(slug, now)
        if self._ledger.part:
            self._write("part-end", {"part": self._ledger.part, "over": over}, now)

    def _finish(self, slug: str, now: _Moment) -> None:
        self._finishing = True
        try:
            desk = self._desk(slug)
            desk.finish()
            decided = desk.decided
        except PracticumError as error:
            if getattr(error, "code", "") in _PASSING:
                raise
            decided = 0  # a log that the disk has damaged must not keep the rest from being handed in
        finally:
            self._finishing = False
        sealed = digest((self.folder / f"{slug}.jsonl").read_bytes())
        self._write("drill-end", {"slug": slug, "decisions": decided, "sha256": sealed}, now)

    def _desk(self, slug: str) -> ExamDesk:
        if slug not in self._desks:
            self._desks[slug] = ExamDesk(self.package.drills[slug], self.folder / f"{slug}.jsonl", self)
        return self._desks[slug]

    def _reconcile(self) -> None:
        """Note the files that were written just before a crash, whose event was not."""
        for question, names in self._ledger.rules.files.items():
            for name in names:
                path = self.folder / FILES / name
                if path.is_file():
                    data: dict[str, Json] = {
                        "id": question,
                        "name": name,
                        "sha256": digest(path.read_bytes()),
                    }
                    known = self._ledger.files.get(name) == (question, data["sha256"])
                    if not known and not self._ledger.objection("file", data):
                        self._write("file", data, _Moment(self._now().at, 0))
