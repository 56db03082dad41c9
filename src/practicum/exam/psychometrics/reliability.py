"""How far the marks would come out the same again, and how exact one candidate's mark is."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from practicum.errors import PracticumError
from practicum.exam.libraries import stats
from practicum.exam.psychometrics.limits import ALPHA, ALPHA_WANTED, FLAGS, too_few
from practicum.grading.report.statistics import Estimate, alphas
from practicum.i18n import _

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from practicum.exam.psychometrics.responses import Responses

    Scores = NDArray[np.float64]

_TAILS = (0.975, 0.025)


@dataclass(frozen=True)
class Reliability:
    """Of the sum of points on a form.

    Attributes:
        count: Candidates.
        items: Questions.
        mean: Mean of the points.
        sd: Standard deviation of the points (n - 1).
        alpha: Cronbach's alpha, which is KR-20 where every question is right or wrong, with Feldt's interval.
        sem: Standard error of measurement in points, with the interval that follows from alpha's.
        conditional: By whole number of points from 0 to `items`, the standard error of such a mark, in
            points.
    """

    count: int
    items: int
    mean: float
    sd: float
    alpha: Estimate
    sem: Estimate
    conditional: Scores

    def at(self, points: float) -> float:
        """Return the standard error of a mark of so many points."""
        return float(np.interp(points, np.arange(self.items + 1), self.conditional))

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        if self.count < FLAGS:
            return too_few(self.count, FLAGS)
        band = _("One candidate's mark is exact to about {sem} points either way.").format(
            sem=f"{self.sem.value:.1f}"
        )
        if self.alpha.high < ALPHA:
            verdict = _(
                "The marks are not reliable enough for a certificate: alpha is below {least}."
            ).format(least=f"{ALPHA:.2f}")
        elif self.alpha.low < ALPHA:
            verdict = _(
                "The marks may or may not be reliable enough: the interval of alpha holds {least}."
            ).format(least=f"{ALPHA:.2f}")
        elif self.alpha.low < ALPHA_WANTED:
            verdict = _("The marks are reliable enough for a certificate.")
        else:
            verdict = _("The marks are as reliable as is wanted where much hangs on them.")
        return f"{verdict} {band}"


def reliability(responses: Responses) -> Reliability:
    """Return alpha (Cronbach 1951) with its interval (Feldt 1965) and standard errors of measurement.

    The standard error of a mark x of k points is Lord's (1955), `sqrt(x (k - x) / (k - 1))`, times Keats's
    (1957) factor `sqrt((1 - alpha) / (1 - KR21))`, so that it agrees with the overall one. For partial
    scores it is an
    approximation: they vary less than right and wrong, and the factor makes up for it on the average only.

    Raises:
        PracticumError: All candidates have equally many points.
    """
    scores, totals = responses.earned, responses.totals
    count, items = scores.shape
    variance = float(totals.var(ddof=1))
    if not variance:
        raise PracticumError(
            _("All candidates have equally many points, so nothing can be said about reliability."),
            next_step=_("Check that the table holds scores of different candidates."),
        )
    value = float(alphas(scores[None])[0])
    low, high = feldt(value, count, items)
    sd = sqrt(variance)
    errors = [sd * sqrt(1 - min(1.0, one)) for one in (value, high, low)]
    return Reliability(
        count,
        items,
        float(totals.mean()),
        sd,
        Estimate(value, low, high),
        Estimate(*errors),
        conditional(items, float(totals.mean()), variance, value),
    )


def feldt(alpha: float, count: int, items: int) -> tuple[float, float]:
    """Return the 95 % interval of alpha: `(1 - alpha) / (1 - a)` is F on n - 1, (n - 1)(k - 1)."""
    degrees = (count - 1, (count - 1) * (items - 1))
    low, high = (1 - (1 - alpha) * float(stats.f.ppf(tail, *degrees)) for tail in _TAILS)
    return low, high


def conditional(items: int, mean: float, variance: float, alpha: float) -> Scores:
    """Return the standard error of each mark from 0 to `items` points; see `reliability`."""
    points = np.arange(items + 1, dtype=np.float64)
    lord = np.sqrt(points * (items - points) / (items - 1))
    kr21 = items / (items - 1) * (1 - mean * (items - mean) / (items * variance))
    found: Scores = lord * sqrt(max(0.0, 1 - alpha) / (1 - kr21)) if kr21 < 1 else lord
    return found
