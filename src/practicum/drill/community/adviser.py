"""An adviser that calls posts acceptable or not, with an error rate that is known and told.

It stands for the classifiers that moderators are given. It does not read: it is told what is so, and
errs at the rates of its class of post, by a keyed draw. Its confidence is higher when it is right,
though not much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from practicum.drill.draws import draw
from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

CLASSES = ("plain", "sarcasm", "reclaimed", "criticism", "hidden")
"""What a post is like: plain, sarcastic, a slur reclaimed, harsh but lawful, or harm in polite words."""

_WHOLE = 100


class Advice(NamedTuple):
    """What the adviser says.

    Attributes:
        breaks: Whether it says that the post breaks the rules.
        confidence: How sure it says it is, in percent.
    """

    breaks: bool
    confidence: int


def advise(seed: str, coefficients: Mapping[str, int], post: str, kind: str, *, breaks: bool) -> Advice:
    """Return what the adviser says of a post.

    Args:
        seed: Seed of the run.
        coefficients: The table.
        post: Id of the post; its draws are keyed by it.
        kind: One of `CLASSES`.
        breaks: Whether the post truly breaks the rules.

    Raises:
        PracticumError: There is no such class.
    """
    if kind not in CLASSES:
        raise PracticumError(
            _("The adviser knows no posts of the class '{kind}'.").format(kind=kind),
            next_step=_("Classes: {list}.").format(list=", ".join(CLASSES)),
        )
    rate = coefficients[f"adviser-{'miss' if breaks else 'alarm'}-{kind}"]
    errs = draw(seed, "adviser", post, 0, _WHOLE) < rate
    centre = coefficients["adviser-sure-wrong" if errs else "adviser-sure-right"]
    confidence = centre - 12 + draw(seed, "adviser-sure", post, 0, 25)
    return Advice(breaks != errs, max(50, min(99, confidence)))


def rates(coefficients: Mapping[str, int], kind: str) -> tuple[int, int]:
    """Return the adviser's known error rates on a class in percent: false alarms, and misses."""
    return coefficients[f"adviser-alarm-{kind}"], coefficients[f"adviser-miss-{kind}"]
