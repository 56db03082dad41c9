"""Where a session stands, for those who show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Literal

    from practicum.evidence import Json
    from practicum.exam.sitting.ledger import Ledger
    from practicum.exam.sitting.package import Package

_MS = 1000


@dataclass(frozen=True)
class DrillState:
    """A drill: `waiting`, `running` or `over`, and the seconds that are left of its clock."""

    state: Literal["waiting", "running", "over"]
    left: float


@dataclass(frozen=True)
class State:
    """Where a session stands.

    Attributes:
        part: `part1`, `part2`, `done`, or empty before, between and after them.
        ended: Parts that were ended.
        agreed: Whether the candidate has agreed to the rules.
        answers: Last value by question.
        flags: Questions to come back to.
        files: Name of the file that was saved, by question.
        paused: Whether the clock is stopped.
        left: Seconds left of each part.
        used: Seconds used of each part.
        drills: Each drill.
        crashes: How often the session was opened again.
        credited: Seconds between crash and opening, which did not count.
        events: How many events the log holds.
        handed_in: Whether the session was ended with the stop code.
    """

    part: str
    ended: tuple[str, ...]
    agreed: bool
    answers: dict[str, Json]
    flags: frozenset[str]
    files: dict[str, str]
    paused: bool
    left: dict[str, float]
    used: dict[str, float]
    drills: dict[str, DrillState]
    crashes: int
    credited: float
    events: int
    handed_in: bool


def state_of(ledger: Ledger, package: Package, events: int) -> State:
    """Return where a session stands.

    Args:
        ledger: What follows from its events, up to now.
        package: What is worked on.
        events: How many events there are.
    """
    done = ledger.stopped or len(ledger.ended) == len(package.parts)
    return State(
        part=ledger.part or ("done" if done else ""),
        ended=tuple(ledger.ended),
        agreed=ledger.agreed,
        answers=dict(ledger.answers),
        flags=frozenset(ledger.flags),
        files={question: name for name, (question, _sha) in ledger.files.items()},
        paused=ledger.paused,
        left={part.id: _seconds_left(ledger, part.id) for part in package.parts},
        used={part.id: ledger.used.get(part.id, 0) / _MS for part in package.parts},
        drills={slug: _drill_state(ledger, slug) for slug in package.drills},
        crashes=ledger.crashes,
        credited=ledger.credited / _MS,
        events=events,
        handed_in=ledger.stopped,
    )


def _drill_state(ledger: Ledger, slug: str) -> DrillState:
    state: Literal["waiting", "running", "over"] = "running" if slug in ledger.used else "waiting"
    if slug in ledger.over:
        state = "over"
    return DrillState(state, _seconds_left(ledger, slug))


def _seconds_left(ledger: Ledger, name: str) -> float:
    return max(ledger.left(name), 0) / _MS
