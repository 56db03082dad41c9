"""Would the same people pass on another form of equal difficulty? (Livingston and Lewis 1995)."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from practicum.errors import PracticumError
from practicum.exam.libraries import special, stats
from practicum.exam.psychometrics.limits import CONSISTENT, FLAGS, too_few
from practicum.grading.report.statistics import Estimate
from practicum.i18n import _

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from practicum.exam.psychometrics.responses import Responses

    Scores = NDArray[np.float64]

_DRAWS = 400
_SEED = 20_261
_NODES = (np.arange(400) + 0.5) / 400  # equal slices of the distribution of true shares
_EDGE = 1e-9


@dataclass(frozen=True)
class Consistency:
    """Of passing and failing at one cut.

    Attributes:
        count: Candidates.
        cut: The points that pass.
        passed: Candidates who passed.
        near: Candidates within one standard error of the cut, whose papers are marked again.
        consistency: Share who would get the same decision on another such form.
        accuracy: Share whose decision is the one that they would get on endlessly many forms.
        kappa: Consistency beyond chance (Cohen 1960).
        length: Effective test length: so many right-or-wrong questions would be as exact.
    """

    count: int
    cut: float
    passed: int
    near: int
    consistency: Estimate
    accuracy: Estimate
    kappa: Estimate
    length: int

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        if self.count < FLAGS:
            return too_few(self.count, FLAGS)
        said = _(
            "About {share} of 100 candidates would get the same decision on another form ({low} to {high})."
        ).format(
            share=round(100 * self.consistency.value),
            low=round(100 * self.consistency.low),
            high=round(100 * self.consistency.high),
        )
        if self.consistency.high < CONSISTENT:
            return _("{said} That is less than wanted: make the form longer, or the cut clearer.").format(
                said=said
            )
        return said


def consistency(responses: Responses, cut: float, sem: float) -> Consistency:
    """Return how consistent and how accurate decisions are, with bootstrap intervals over candidates.

    Args:
        responses: Answers to one form.
        cut: The least number of points that pass, above 0 and at most the number of questions.
        sem: Standard error of a mark at the cut, in points.

    Raises:
        PracticumError: The cut lies outside, or nothing varies.
    """
    items, totals = len(responses.items), responses.totals
    if not 0 < cut <= items:
        raise PracticumError(
            _("The cut is {cut} points on a form of {items}.").format(cut=f"{cut:g}", items=items),
            next_step=_("Give a cut above 0 and at most the number of questions."),
        )
    draws = np.random.default_rng(_SEED)
    weights = draws.multinomial(responses.count, np.full(responses.count, 1 / responses.count), _DRAWS)
    whole = np.ones((1, responses.count))
    mean, variance, alpha = moments(responses.earned, whole)
    if not variance[0] or alpha[0] <= 0:
        raise PracticumError(
            _("The marks are not reliable at all, so decisions on them cannot be judged."),
            next_step=_("Look at the questions first: something is wrong with the key or the table."),
        )
    found = decided(mean[0], variance[0], alpha[0], items, cut)
    drawn = [
        decided(*one, items, cut)[:3]
        for one in zip(*moments(responses.earned, weights.astype(np.float64)), strict=True)
        if one[1] > 0 and one[2] > 0
    ]
    low, high = np.percentile(np.array(drawn), (2.5, 97.5), axis=0)
    estimates = [Estimate(found[n], float(low[n]), float(high[n])) for n in range(3)]
    return Consistency(
        responses.count,
        cut,
        int((totals >= cut - _EDGE).sum()),
        int((np.abs(totals - cut) <= sem).sum()),
        consistency=estimates[0],
        accuracy=estimates[1],
        kappa=estimates[2],
        length=found[3],
    )


def moments(scores: Scores, weights: Scores) -> tuple[Scores, Scores, Scores]:
    """Return mean, variance and alpha of the points for each row of weights over candidates."""
    size = weights.sum(axis=1)
    totals, items = scores.sum(axis=1), scores.shape[1]
    mean = weights @ totals / size
    variance = (weights @ totals**2 / size - mean**2) * size / (size - 1)
    shares = weights @ scores / size[:, None]
    parts = ((weights @ scores**2 / size[:, None] - shares**2) * (size / (size - 1))[:, None]).sum(axis=1)
    alpha = (
        items / (items - 1) * (1 - np.divide(parts, variance, out=np.ones_like(parts), where=variance > 0))
    )
    return mean, variance, alpha


def decided(
    mean: float, variance: float, alpha: float, items: int, cut: float
) -> tuple[float, float, float, int]:
    """Return consistency, accuracy, kappa and effective length from what is known of the points.

    True shares follow a two-parameter beta distribution with the mean of the points and their reliable
    variance; observed points are binomial on the effective length. Livingston and Lewis fit four
    parameters; two are used here, since the bounds of the four are unstable below several thousand
    candidates.
    """
    share, spread = mean / items, variance / items**2
    alpha = min(alpha, 1 - _EDGE)
    length = max(1, round((share * (1 - share) - alpha * spread) / (spread * (1 - alpha))))
    precision = max(_EDGE, share * (1 - share) / (alpha * spread) - 1)
    true = special.betaincinv(share * precision, (1 - share) * precision, _NODES)
    passing = stats.binom.sf(ceil(cut / items * length - _EDGE) - 1, length, true)
    same = float((passing**2 + (1 - passing) ** 2).mean())
    rate = float(passing.mean())
    chance = rate**2 + (1 - rate) ** 2
    right = float(np.where(true >= cut / items, passing, 1 - passing).mean())
    kappa = (same - chance) / (1 - chance) if chance < 1 else 0.0
    return same, right, kappa, length
