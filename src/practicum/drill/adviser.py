"""The AI adviser of the moderation queue: it errs at rates that are printed, and is as sure when it errs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from practicum.drill.draws import between, draw

if TYPE_CHECKING:
    from practicum.drill.load import Scenario
    from practicum.drill.schema import Thread

_SURE = (62, 97)
_ALL = 100


@dataclass(frozen=True)
class Advice:
    """What the adviser says of a reported post.

    Attributes:
        says: Whether it should stay or go.
        sure: How sure it claims to be, in percent; that tells nothing about whether it is right.
        errs: Whether it is wrong, by the scenario; never shown to a learner before the debrief.
    """

    says: Literal["keep", "remove"]
    sure: int
    errs: bool


def advice(scenario: Scenario, seed: str, thread: Thread) -> Advice | None:
    """Return what the adviser says of a thread, or None when it is not asked about it.

    It misses what should go (`adviser-misses`) and raises false alarms (`adviser-alarms`), each at the rate
    of the coefficient table.
    """
    if thread.report is None or thread.report.adviser is None:
        return None
    right = thread.report.adviser
    rate = scenario.coefficients["adviser-misses" if right == "remove" else "adviser-alarms"]
    errs = draw(seed, "adviser", thread.id, 0, _ALL) < rate
    other: Literal["keep", "remove"] = "keep" if right == "remove" else "remove"
    return Advice(other if errs else right, between(seed, "adviser:sure", thread.id, _SURE), errs)
