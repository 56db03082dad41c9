"""How far a weighted sum of parts would come out the same again, and the decisions on it."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from practicum.errors import PracticumError
from practicum.exam.psychometrics.consistency import decided, moments
from practicum.exam.psychometrics.limits import FLAGS, too_few
from practicum.grading.report.statistics import Estimate
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Scores = NDArray[np.float64]

HUNDRED = 100
_DRAWS = 400
_LEAST = 1e-6  # share of the variance; a draw with less has one candidate over and over, and rounding
_SEED = 20_263


@dataclass(frozen=True)
class Part:
    """A part of the composite.

    Attributes:
        scores: Persons by tasks, in points.
        out_of: Points of the whole part.
        weight: Percent of the composite.
    """

    scores: Scores
    out_of: float
    weight: float


@dataclass(frozen=True)
class Composite:
    """Of the weighted percents.

    Attributes:
        count: Candidates.
        mean: Mean composite in percent.
        sd: Standard deviation in percent.
        alphas: Alpha of each part, in order.
        alpha: Stratified alpha of the composite.
        sem: Standard error of a composite, in percent.
        consistency: Share with the same decision at the cut on another such examination.
        accuracy: Share with the decision that endlessly many would give.
    """

    count: int
    mean: float
    sd: float
    alphas: tuple[float, ...]
    alpha: Estimate
    sem: float
    consistency: Estimate
    accuracy: Estimate

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        if self.count < FLAGS:
            return too_few(self.count, FLAGS)
        return _(
            "A composite is exact to about {sem} percent either way; about {share} of 100 candidates would "
            "get the same decision on another such examination."
        ).format(sem=f"{self.sem:.1f}", share=round(HUNDRED * self.consistency.value))


def composite(parts: Sequence[Part], cut: float) -> Composite:
    """Return reliability and consistency of a composite, with bootstrap intervals over candidates.

    Stratified alpha is `1 - sum(v_i (1 - a_i)) / v`, with the variance v_i and alpha a_i of each part in
    units of the composite (Cronbach, Schönemann and McKie 1965). Floors and gates of a scheme are not in it:
    they can only make fewer people pass.

    Args:
        parts: The parts; the same persons in the same order.
        cut: The least composite that passes, in percent.

    Raises:
        PracticumError: There is one candidate, or nothing varies.
    """
    count = len(parts[0].scores)
    if count < 2:  # noqa: PLR2004  a spread takes two
        raise PracticumError(
            _("There must be at least two candidates."), next_step=_("Look at all forms together.")
        )
    draws = np.random.default_rng(_SEED)
    weights = draws.multinomial(count, np.full(count, 1 / count), _DRAWS).astype(np.float64)
    found = _summed(parts, np.ones((1, count)))
    mean, variance, alpha = (float(column[0]) for column in found[:3])
    drawn = [
        (one[2], *decided(one[0], one[1], one[2], HUNDRED, cut)[:2])
        for one in zip(*_summed(parts, weights)[:3], strict=True)
        if one[1] > _LEAST * variance and one[2] > 0
    ]
    if not variance > 0 or alpha <= 0 or not drawn:
        raise PracticumError(
            _("The composites do not vary reliably, so decisions on them cannot be judged."),
            next_step=_("Look at each part first."),
        )
    low, high = np.percentile(np.array(drawn), (2.5, 97.5), axis=0)
    same, right = decided(mean, variance, alpha, HUNDRED, cut)[:2]
    alphas, consistent, accurate = (
        Estimate(value, float(low[n]), float(high[n])) for n, value in enumerate((alpha, same, right))
    )
    sd = sqrt(variance)
    by_part = tuple(float(one[0]) for one in found[3])
    return Composite(count, mean, sd, by_part, alphas, sd * sqrt(1 - min(1.0, alpha)), consistent, accurate)


def _summed(parts: Sequence[Part], weights: Scores) -> tuple[Scores, Scores, Scores, list[Scores]]:
    """Return mean, variance and stratified alpha for each row of weights, and each part's alpha."""
    size = weights.sum(axis=1)
    scaled = [one.scores * one.weight / one.out_of for one in parts]
    totals = sum(one.sum(axis=1) for one in scaled)
    mean = weights @ totals / size
    variance = (weights @ totals**2 / size - mean**2) * size / (size - 1)
    error, alphas = np.zeros(len(weights)), []
    for one in scaled:
        _mean, spread, alpha = moments(one, weights)
        alphas.append(alpha)
        error += spread * (1 - np.maximum(alpha, 0))
    stratified = 1 - np.divide(error, variance, out=np.ones_like(error), where=variance > 0)
    return mean, variance, stratified, alphas
