"""The bands in which each policy's score should lie: whether a score tells silence from skill."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SILENT = 25
SPAM = 40
DELETIONS = 40
EXPERT = 90
CHANCE = (15, 45)
COPIES = 15
"""Points by which one text for all should stay behind the expert."""

SERIOUS = frozenset({"silent", "delete-all", "copy-paste", "reference"})
"""Policies whose band every drill should keep; the others depend on what kind of drill it is."""


def band(policy: str, totals: Mapping[str, Sequence[float]]) -> tuple[bool, str] | None:
    """Say whether a policy's band holds, and what it is; None for a policy without one.

    Args:
        policy: Which policy.
        totals: Scores by policy, seed by seed in one order.
    """
    mine, expert = totals[policy], totals["reference"]
    behind = [other - one for one, other in zip(mine, expert, strict=True)]
    bands = {
        "silent": (max(mine) < SILENT, _("below {points}").format(points=SILENT)),
        "reply-to-everything": (max(mine) < SPAM, _("below {points}").format(points=SPAM)),
        "random": (
            CHANCE[0] <= median(mine) <= CHANCE[1],
            _("median {low} to {high}").format(low=CHANCE[0], high=CHANCE[1]),
        ),
        "hasty": (min(behind) > 0, _("below the reference")),
        "apprentice": (min(behind) > 0, _("below the reference")),
        "delete-all": (max(mine) < DELETIONS, _("below {points}").format(points=DELETIONS)),
        "copy-paste": (min(behind) >= COPIES, _("{points} below the reference").format(points=COPIES)),
        "reference": (min(mine) >= EXPERT, _("at least {points}").format(points=EXPERT)),
    }
    return bands.get(policy)
