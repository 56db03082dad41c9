"""What an issue is before anything happens, and what a post of the crowd is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

SEGMENTS = ("customers", "fans", "activists", "staff", "press", "trolls")
"""Who the crowd is made of."""

TONES = ("support", "question", "criticism", "joke", "alarm")
"""What a post sounds like."""

KINDS = ("everyday", "service", "challenge", "rumour", "accident", "preventable", "raid")
"""What an issue may be."""

_CLUSTERS = {
    "service": "accidental",
    "challenge": "challenge",
    "accident": "accidental",
    "preventable": "preventable",
}


def cluster(kind: str, *, false: bool) -> str:
    """Return the cluster of situational crisis communication theory: what the house is held responsible for.

    A false claim is a cluster of its own here, since it is the one that a denial fits. A rumour that is true
    is judged as an accident.
    """
    if false:
        return "rumour"
    return _CLUSTERS.get(kind, "accidental" if kind == "rumour" else "victim")


@dataclass(frozen=True)
class IssuePlan:
    """A matter that the crowd talks about.

    Attributes:
        id: Its name; draws are keyed by it.
        kind: One of `KINDS`.
        responsibility: How far the crowd holds the house responsible at the start, 0 to 100.
        audience: How many people it can reach at all.
        infectiousness: Reshares per 100,000 exposures (120 is 1.2e-3).
        ageing: Minutes after which interest has fallen to 37 %; 0 means that it does not age.
        heat: Moral-emotional words in it, 0 to 3.
        vivid: A picture or video carries it.
        false: It is not true.
        segments: Share of each segment; any whole numbers.
        hot: Posts in an hour from which it counts as hot.
    """

    id: str
    kind: str = "everyday"
    responsibility: int = 0
    audience: int = 100_000
    infectiousness: int = 120
    ageing: int = 5_760
    heat: int = 0
    vivid: bool = False
    false: bool = False
    segments: Mapping[str, int] = field(default_factory=lambda: {"customers": 1})
    hot: int = 30


class Post(NamedTuple):
    """A post of the crowd.

    Attributes:
        minute: When.
        segment: Who.
        tone: What it sounds like.
        reach: How many people see it.
        parent: Place among its issue's posts of the one that it answers; negative for what stood on the desk.
        depth: Steps from what stood on the desk, from 1.
        key: Its name for draws: the same post has the same key in every run of a seed.
    """

    minute: int
    segment: str
    tone: str
    reach: int
    parent: int
    depth: int
    key: str
