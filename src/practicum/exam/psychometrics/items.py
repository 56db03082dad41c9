"""How hard each question is and whether it separates who knows from who does not."""

from __future__ import annotations

from dataclasses import dataclass
from math import atanh, sqrt, tanh
from typing import TYPE_CHECKING

import numpy as np

from practicum.exam.libraries import stats
from practicum.exam.psychometrics.limits import EASY, FLAGS, HARD, SEPARATES, WEAK, removal, too_few
from practicum.grading.report.statistics import Estimate
from practicum.i18n import _

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from practicum.exam.psychometrics.responses import Responses

Z = float(stats.norm.ppf(0.975))
"""Half the width of a 95 % interval, in standard errors."""

_LEAST = 4  # Fisher's interval needs n - 3 above 0


@dataclass(frozen=True)
class Item:
    """One question.

    Attributes:
        item: Its id.
        count: Candidates who reached it.
        facility: Mean score, with Wilson's interval.
        discrimination: Correlation with the rest of the points, with Fisher's interval; None when nothing
            varies.
    """

    item: str
    count: int
    facility: Estimate
    discrimination: Estimate | None

    @property
    def flags(self) -> tuple[str, ...]:
        """Why a person should read it again; empty below the limit, too."""
        if self.count < FLAGS:
            return ()
        found = []
        if self.facility.value < HARD:
            found.append(_("very hard, so check the key"))
        if self.facility.value > EASY:
            found.append(_("nearly everyone solves it"))
        if self.discrimination is None:
            found.append(_("does not vary"))
        elif self.discrimination.value < 0:
            found.append(_("the weak solve it more often than the strong, so check the key"))
        elif self.discrimination.value < WEAK:
            found.append(_("hardly separates"))
        elif self.discrimination.value < SEPARATES:
            found.append(_("separates less than wanted"))
        return tuple(found)

    @property
    def serious(self) -> bool:
        """Whether it may be a reason to take the question out: too hard, or it does not separate."""
        weak = self.discrimination is None or self.discrimination.value < WEAK
        return self.count >= FLAGS and (weak or self.facility.value < HARD)

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        if self.count < FLAGS:
            return too_few(self.count, FLAGS)
        if not self.flags:
            return _("Nothing stands out.")
        said = _("Read it again: {flags}.").format(flags="; ".join(self.flags))
        return f"{said} {removal(self.count)}" if self.serious else said


def items(responses: Responses) -> list[Item]:
    """Return the statistics of each question, in the order of the form."""
    found = []
    for column, item in enumerate(responses.items):
        scores = responses.matrix[:, column]
        reached = ~np.isnan(scores)
        count = int(reached.sum())
        share = float(scores[reached].mean()) if count else 0.0
        found.append(
            Item(
                item,
                count,
                wilson(share, count),
                correlated(scores[reached], responses.rest(column)[reached]),
            )
        )
    return found


def wilson(share: float, count: int) -> Estimate:
    """Return a share with Wilson's interval (Wilson 1927).

    Of partial scores it is too wide rather than too narrow: no score from 0 to 1 varies more than right and
    wrong.
    """
    if not count:
        return Estimate(share, 0.0, 1.0)
    extra = Z**2 / count
    middle = (share + extra / 2) / (1 + extra)
    half = Z / (1 + extra) * sqrt(share * (1 - share) / count + extra / (4 * count))
    return Estimate(share, max(0.0, middle - half), min(1.0, middle + half))


def correlated(one: NDArray[np.float64], other: NDArray[np.float64]) -> Estimate | None:
    """Return a correlation with Fisher's interval (Fisher 1921); None below four, or when nothing varies."""
    if len(one) < _LEAST or not one.std() or not other.std():
        return None
    value = min(1.0, max(-1.0, float(np.corrcoef(one, other)[0, 1])))
    if abs(value) == 1:
        return Estimate(value, value, value)
    half = Z / sqrt(len(one) - 3)
    return Estimate(value, tanh(atanh(value) - half), tanh(atanh(value) + half))
