"""How hard exercises are, whether they separate, and how reliable the marks are: always with an interval.

Intervals are percentile bootstraps over learners: the cohort is drawn again with replacement, and the middle
95 % of the results are shown. One method for all three, with no assumption about the shape of the marks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Scores = NDArray[np.float64]

FEW = 30
"""Below so many learners an exercise is not judged: its interval would say everything and nothing."""

LOW = 0.2
"""A discrimination below this is read by two people (a common rule of thumb for classroom tests)."""

_DRAWS = 2_000
_AT_ONCE = 200_000  # learners drawn at once: a large cohort must not fill the memory
_SEED = 20_260  # the same marks give the same intervals
_MIDDLE = (2.5, 97.5)
_TWO = 2


@dataclass(frozen=True)
class Estimate:
    """A value with the interval in which the middle 95 % of bootstrap draws lie."""

    value: float
    low: float
    high: float


def facility(shares: Scores) -> Estimate | None:
    """Return the mean share of the points that an exercise earned.

    Args:
        shares: One number from 0 to 1 for each learner.

    Returns:
        None below `FEW` learners.
    """
    return estimated(shares[:, None], lambda drawn: drawn[:, :, 0].mean(axis=1))


def discrimination(shares: Scores, column: int) -> Estimate | None:
    """Return the correlation of an exercise with the rest of the marks (corrected item-total correlation).

    Args:
        shares: Learners by exercises, each share weighted by its points.
        column: Which exercise.

    Returns:
        None below `FEW` learners, or when nothing varies.
    """
    item = shares[:, column]
    rest = shares.sum(axis=1) - item
    if not item.std() or not rest.std():
        return None
    return estimated(np.stack([item, rest], axis=1), _correlations)


def reliability(points: Scores) -> Estimate | None:
    """Return Cronbach's alpha of the marks (Cronbach 1951).

    Args:
        points: Learners by exercises, in points.

    Returns:
        None below `FEW` learners, with fewer than two exercises, or when nothing varies.
    """
    if points.shape[1] < _TWO or not points.sum(axis=1).std():
        return None
    return estimated(points, alphas)


def _correlations(drawn: Scores) -> Scores:
    """Return the correlation of the two columns in each draw; draws in which one does not vary count as 0."""
    centred = drawn - drawn.mean(axis=1, keepdims=True)
    shared = (centred[:, :, 0] * centred[:, :, 1]).sum(axis=1)
    scale = np.sqrt((centred**2).sum(axis=1).prod(axis=1))
    found: Scores = np.divide(shared, scale, out=np.zeros_like(shared), where=scale > 0)
    return found


def alphas(drawn: Scores) -> Scores:
    """Return Cronbach's alpha of each draw, from draws by learners by exercises; 0 where nothing varies."""
    items = drawn.shape[2]
    parts = drawn.var(axis=1, ddof=1).sum(axis=1)
    whole = drawn.sum(axis=2).var(axis=1, ddof=1)
    share: Scores = np.divide(parts, whole, out=np.ones_like(parts), where=whole > 0)
    found: Scores = items / (items - 1) * (1 - share)
    return found


def estimated(values: Scores, statistic: Callable[[Scores], Scores], few: int = FEW) -> Estimate | None:
    """Return a statistic of rows with its bootstrap interval.

    Args:
        values: Rows by columns.
        statistic: From draws by rows by columns to one number a draw.
        few: Below so many rows nothing is said.

    Returns:
        None below `few` rows.
    """
    count = len(values)
    if count < few:
        return None
    draws = np.random.default_rng(_SEED)
    at_once = max(1, _AT_ONCE // count)
    sizes = [at_once] * (_DRAWS // at_once) + [_DRAWS % at_once] * (_DRAWS % at_once > 0)
    drawn = [statistic(values[draws.integers(0, count, size=(size, count))]) for size in sizes]
    low, high = np.percentile(np.concatenate(drawn), _MIDDLE)
    return Estimate(float(statistic(values[None])[0]), float(low), float(high))


def matrix(shares: list[list[float]]) -> Scores:
    """Return rows of numbers as an array, also when there are none."""
    return np.array(shares, dtype=np.float64).reshape(len(shares), len(shares[0]) if shares else 0)
