"""What the AI adviser says of a reported post: the community's adviser, told which class of post it is.

The class follows from how the post must be handled: lawful criticism is `criticism`; a post that has to be
looked at closer is `hidden` when it breaks a rule and `sarcasm` when it does not; all others are `plain`. The
error rates of each class are printed in the model card.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from practicum.drill.community.adviser import advise

if TYPE_CHECKING:
    from practicum.drill.load import Scenario
    from practicum.drill.schema import Thread


@dataclass(frozen=True)
class Advice:
    """What the adviser says of a reported post.

    Attributes:
        says: Whether it should stay or go.
        sure: How sure it claims to be, in percent.
        errs: Whether it is wrong; never shown to a learner before the debrief.
    """

    says: Literal["keep", "remove"]
    sure: int
    errs: bool


def advice(scenario: Scenario, seed: str, thread: Thread) -> Advice | None:
    """Return what the adviser says of a thread, or None when it is not asked about it."""
    if thread.report is None or thread.report.adviser is None:
        return None
    breaks = thread.report.adviser == "remove"
    said = advise(seed, scenario.coefficients, thread.id, _class(scenario, thread, breaks), breaks=breaks)
    return Advice("remove" if said.breaks else "keep", said.confidence, said.breaks != breaks)


def _class(scenario: Scenario, thread: Thread, breaks: bool) -> str:  # noqa: FBT001
    handling = scenario.handling(thread.handling)
    if handling.criticism:
        return "criticism"
    if handling.moderation is None or "context" not in handling.moderation.look:
        return "plain"
    return "hidden" if breaks else "sarcasm"
