"""What follows from the events of a session. The station asks before it writes, the body when it reads.

There is one set of rules for both: an event that the station would not have written makes a bundle refused.
Times are whole milliseconds. Time counts only between two events of one process: a crash costs nobody time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.evidence import Json
    from practicum.exam.sitting.events import Event

RESTARTS = 20
"""How many crashes cost no time. After that the time in between counts: no accident comes so often."""

JUMP = 5_000
"""How far wall clock and running clock may part between two events before it is noted."""

_SLACK = 1_000
_ALWAYS = {"open", "tick", "clock-jump", "message"}


@dataclass(frozen=True)
class Rules:
    """What a package allows.

    Attributes:
        parts: Milliseconds of each part, extra time included, in order.
        questions: Part of each question, by id.
        files: Names of the files that a question takes, by id of the question.
        drills: Milliseconds of each drill, extra time included, by slug.
        blocks: Ids of the blocks of tasks, which can be flagged as a whole.
        last: Id of the part in which the blocks and the drills stand.
    """

    parts: Mapping[str, int]
    questions: Mapping[str, str]
    files: Mapping[str, frozenset[str]]
    drills: Mapping[str, int]
    blocks: frozenset[str]
    last: str


@dataclass
class Ledger:
    """Where a session stands after some events.

    Attributes:
        rules: What the package allows.
        part: The part that is open; empty when none is.
        ended: Parts that were ended.
        used: Milliseconds used of each part, and of each drill that was begun.
        over: Drills that were ended.
        acts: Number of the last act of each drill.
        answers: Last value by question.
        files: Last file by name: question and SHA-256.
        crashes: How often the session was opened again.
        credited: Milliseconds between a crash and the opening after it, which do not count.
    """

    rules: Rules
    agreed: bool = False
    part: str = ""
    paused: bool = False
    stopped: bool = False
    ended: list[str] = field(default_factory=list)
    used: dict[str, int] = field(default_factory=dict)
    over: dict[str, dict[str, Json]] = field(default_factory=dict)
    acts: dict[str, int] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
    answers: dict[str, Json] = field(default_factory=dict)
    files: dict[str, tuple[str, str]] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)
    crashes: int = 0
    credited: int = 0
    last: tuple[int, int] | None = None

    def running(self) -> list[str]:
        """Return the drills whose clock runs."""
        return [slug for slug in self.rules.drills if slug in self.used and slug not in self.over]

    def left(self, name: str) -> int:
        """Return the milliseconds that are left of a part or a drill; below 0 when its time is over."""
        due = self.rules.parts.get(name, self.rules.drills.get(name, 0))
        return due - self.used.get(name, 0)

    def pass_to(self, ran: int) -> None:
        """Let time pass in this process, up to a moment of its running clock."""
        if self.last is not None:
            self._pass(ran - self.last[1])
            self.last = (self.last[0] + ran - self.last[1], ran)

    def _pass(self, spent: int) -> None:
        if self.part and not self.paused:
            for name in (self.part, *self.running()):
                self.used[name] = self.used.get(name, 0) + spent

    def take(self, event: Event) -> str:
        """Let an event happen; return the code of what speaks against it, or nothing."""
        code = self._clock(event) or self.objection(event.kind, event.data)
        if not code:
            self.apply(event.kind, event.data)
        return code

    def _clock(self, event: Event) -> str:
        before, self.last = self.last, (event.at, event.ran)
        if before is None:
            return "" if event.kind == "open" else "no-start"
        if event.kind == "open":
            self._reopened(event.at - before[0])
            return ""
        spent = event.ran - before[1]
        if spent < 0:
            return "clock-back"
        if abs(event.at - before[0] - spent) > JUMP + _SLACK and event.kind != "clock-jump":
            return "clock-apart"
        self._pass(spent)
        return ""

    def _reopened(self, gap: int) -> None:
        self.crashes += 1
        if self.crashes > RESTARTS:
            self._pass(max(gap, 0))
        else:
            self.credited += max(gap, 0)

    def objection(self, kind: str, data: Mapping[str, Any]) -> str:
        """Return the code of what speaks against an event now, or nothing."""
        if self.stopped:
            return "handed-in"
        if kind in _ALWAYS:
            return ""
        asked = getattr(self, f"_may_{kind.replace('-', '_')}", None)
        if asked is None:
            return "unknown-event"
        try:
            return str(asked(data))
        except (KeyError, TypeError):
            return "unknown-event"

    def _may_agree(self, _data: Mapping[str, Any]) -> str:
        return "agreed-already" if self.agreed else ""

    def _may_part_start(self, data: Mapping[str, Any]) -> str:
        if not self.agreed:
            return "not-agreed"
        due = next((part for part in self.rules.parts if part not in self.ended), "")
        return "part-order" if self.part or data["part"] != due else ""

    def _may_part_end(self, data: Mapping[str, Any]) -> str:
        return "part-closed" if not self.part or data["part"] != self.part else ""

    def _may_answer(self, data: Mapping[str, Any]) -> str:
        if data["id"] in self.rules.files or "value" not in data:
            return "unknown-question"
        return self._may_work(data)

    def _may_file(self, data: Mapping[str, Any]) -> str:
        if data["name"] not in self.rules.files.get(data["id"], ()) or type(data["sha256"]) is not str:
            return "unknown-question"
        return self._may_work(data)

    def _may_flag(self, data: Mapping[str, Any]) -> str:
        return self._may_work(data) if type(data["on"]) is bool else "unknown-event"

    def _may_work(self, data: Mapping[str, Any]) -> str:
        part = self.rules.questions.get(data["id"])
        if data["id"] in self.rules.blocks and "on" in data:
            part = self.rules.last
        if part is None:
            return "unknown-question"
        if part != self.part:
            return "time-over" if self.left(part) < 0 else "part-closed"
        if self.paused:
            return "paused"
        return "time-over" if self.left(part) < 0 else ""

    def _may_drill(self, slug: str) -> str:
        if slug not in self.rules.drills:
            return "unknown-drill"
        if self.part != self.rules.last:
            return "part-closed"
        if self.paused:
            return "paused"
        if slug in self.over or self.left(slug) < 0:
            return "drill-over"
        return "time-over" if self.left(self.part) < 0 else ""

    def _may_drill_start(self, data: Mapping[str, Any]) -> str:
        return "drill-begun" if data["slug"] in self.used else self._may_drill(data["slug"])

    def _may_act(self, data: Mapping[str, Any]) -> str:
        slug, n = data["slug"], data["n"]
        if slug not in self.used or type(n) is not int or n <= self.acts.get(slug, 0):
            return "drill-acts"
        return self._may_drill(slug)

    def _may_drill_end(self, data: Mapping[str, Any]) -> str:
        fits = type(data["decisions"]) is int and type(data["sha256"]) is str
        return "" if fits and data["slug"] in self.running() else "drill-over"

    def _may_pause(self, _data: Mapping[str, Any]) -> str:
        return "paused" if self.paused else "" if self.part else "part-closed"

    def _may_resume(self, _data: Mapping[str, Any]) -> str:
        return "" if self.paused else "not-paused"

    def _may_stop(self, _data: Mapping[str, Any]) -> str:
        return "part-open" if self.part or self.running() else ""

    def apply(self, kind: str, data: Mapping[str, Any]) -> None:
        """Note what an event changes; `objection` had nothing against it."""
        self._apply_to_session(kind, data)
        self._apply_to_work(kind, data)

    def _apply_to_session(self, kind: str, data: Mapping[str, Any]) -> None:
        match kind:
            case "agree":
                self.agreed = True
            case "part-start":
                self.part = data["part"]
                self.used.setdefault(self.part, 0)
            case "part-end":
                self.ended.append(self.part)
                self.part, self.paused = "", False
            case "pause" | "resume":
                self.paused = kind == "pause"
            case "stop":
                self.stopped = True

    def _apply_to_work(self, kind: str, data: Mapping[str, Any]) -> None:
        match kind:
            case "answer":
                self._answer(data["id"], data["value"])
            case "file":
                self.files[data["name"]] = (data["id"], data["sha256"])
            case "flag":
                (self.flags.add if data["on"] else self.flags.discard)(data["id"])
            case "drill-start":
                self.used[data["slug"]] = 0
            case "act":
                self.acts[data["slug"]] = data["n"]
                self.counted[data["slug"]] = self.counted.get(data["slug"], 0) + 1
            case "drill-end":
                self.over[data["slug"]] = dict(data)

    def _answer(self, name: str, value: Json) -> None:
        if value is None:
            self.answers.pop(name, None)
        else:
            self.answers[name] = value
