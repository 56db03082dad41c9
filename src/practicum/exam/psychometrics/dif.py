"""Is a question harder for one group than for another of equal strength? Mantel-Haenszel, in ETS classes.

Mantel and Haenszel 1959, Holland and Thayer 1988 for the use; the variance is Robins's, Breslow's and
Greenland's (1986); classes as in Zieky 1993. Candidates are matched on all points, the question's own
included.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log, sqrt
from typing import TYPE_CHECKING

import numpy as np

from practicum.exam.libraries import stats
from practicum.exam.psychometrics.items import Z
from practicum.exam.psychometrics.limits import DIF_GROUP, too_few
from practicum.grading.report.statistics import Estimate
from practicum.i18n import _

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from practicum.exam.psychometrics.responses import Responses

    Scores = NDArray[np.float64]

SCALE = -2.35
"""From a log odds ratio to ETS's delta, on which 1 is a small and 1.5 a large difference."""

_SMALL, _LARGE = 1.0, 1.5
_ONE_SIDED = float(stats.norm.ppf(0.95))


@dataclass(frozen=True)
class Dif:
    """One question and two groups.

    Attributes:
        item: Its id.
        reference: The group compared with: the largest.
        focal: The group looked at.
        counts: Candidates of the two groups.
        delta: Below 0 the question is harder for the focal group than for equally strong others; None when
            the data say nothing.
        letter: ETS class A, B or C; empty below the limit.
    """

    item: str
    reference: str
    focal: str
    counts: tuple[int, int]
    delta: Estimate | None
    letter: str

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        if min(self.counts) < DIF_GROUP:
            return too_few(min(self.counts), DIF_GROUP)
        if self.delta is None:
            return _("The groups never meet at equal strength, so nothing can be compared.")
        if self.letter == "A":
            return _("No difference that matters.")
        harder = self.focal if self.delta.value < 0 else self.reference
        if self.letter == "B":
            return _("Somewhat harder for {group} than for equally strong others: read it for bias.").format(
                group=harder
            )
        return _(
            "Much harder for {group} than for equally strong others: hold it back until two have read it."
        ).format(group=harder)


def dif(responses: Responses) -> list[Dif]:
    """Return every question for every group but the largest; empty without at least two groups.

    Questions with partial scores are left out, as the method needs right and wrong.
    """
    groups = np.array(responses.groups)
    sizes = sorted((-responses.groups.count(one), one) for one in {*responses.groups} - {""})
    if not sizes:
        return []
    strata = np.floor(responses.totals).astype(int)
    (_most, reference), *others = sizes
    found = []
    for _size, focal in others:
        kept = (groups == reference) | (groups == focal)
        for column in np.flatnonzero(responses.binary):
            scores = responses.matrix[kept, column]
            reached = ~np.isnan(scores)
            inside = groups[kept][reached] == focal
            delta = mantel_haenszel(scores[reached], inside, strata[kept][reached])
            counts = (int((~inside).sum()), int(inside.sum()))
            letter = "" if delta is None or min(counts) < DIF_GROUP else _letter(delta)
            found.append(Dif(responses.items[column], reference, focal, counts, delta, letter))
    return found


def mantel_haenszel(right: Scores, focal: NDArray[np.bool_], strata: NDArray[np.int_]) -> Estimate | None:
    """Return ETS's delta with its 95 % interval, or None when a sum of the odds is 0.

    Args:
        right: 1 or 0 for each candidate.
        focal: Whether they belong to the focal group.
        strata: What they are matched on, whole numbers from 0.
    """
    cells = np.bincount(strata * 4 + (~focal) * 2 + (right > 0), minlength=4 * (int(strata.max()) + 1))
    focal_wrong, focal_right, wrong, solved = cells.reshape(-1, 4).T.astype(np.float64)
    size = cells.reshape(-1, 4).sum(axis=1)
    size = np.where(size > 0, size, 1)
    one, other = solved * focal_wrong / size, wrong * focal_right / size
    above, below = one.sum(), other.sum()
    if not above or not below:
        return None
    agree, differ = (solved + focal_wrong) / size, (wrong + focal_right) / size
    variance = (
        (agree * one).sum() / (2 * above**2)
        + (agree * other + differ * one).sum() / (2 * above * below)
        + (differ * other).sum() / (2 * below**2)
    )
    value, error = SCALE * log(above / below), abs(SCALE) * sqrt(variance)
    return Estimate(value, value - Z * error, value + Z * error)


def odds(delta: float) -> float:
    """Return the common odds ratio, reference to focal, that a delta stands for."""
    return exp(delta / SCALE)


def _letter(delta: Estimate) -> str:
    """Return C from 1.5 on and beyond 1 by more than chance, A below 1 or not beyond chance, else B."""
    size, error = abs(delta.value), (delta.high - delta.low) / (2 * Z)
    if size >= _LARGE and (size - _SMALL) / error > _ONE_SIDED:
        return "C"
    if size < _SMALL or size / error < Z:
        return "A"
    return "B"
