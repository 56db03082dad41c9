"""Models of right and wrong by marginal maximum likelihood: Rasch's, and the one with two parameters.

The chance of a right answer is `1 / (1 + exp(-a (theta - b)))`, abilities theta are standard normal.
Rasch's model has one slope `a` for all questions; with abilities in its own logits it is the same as a
slope of 1 and abilities whose standard deviation is `a`. The likelihood is integrated over fixed nodes and
climbed with its exact gradient (Bock and Aitkin 1981 for the integral, Fisher's identity for the gradient).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from practicum.errors import PracticumError
from practicum.exam.libraries import optimize, special
from practicum.i18n import _

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

_NODES = np.linspace(-6, 6, 61)
_PRIOR = np.exp(-(_NODES**2) / 2) / np.exp(-(_NODES**2) / 2).sum()
_BOUNDS = ((-15.0, 15.0), (-6.0, 6.0))
_STEPS = 40
_ENOUGH = 1e-8


@dataclass(frozen=True)
class Fitted:
    """A fitted model.

    Attributes:
        slopes: By item, `a`; equal ones in Rasch's model.
        difficulties: By item, `b`, in standard deviations of ability.
        slope_errors: Standard errors of the slopes (from the cross-product of the persons' gradients).
        difficulty_errors: Standard errors of the difficulties.
        likelihood: The logarithm of the marginal likelihood.
        converged: Whether the climb ended at a summit.
    """

    slopes: Matrix
    difficulties: Matrix
    slope_errors: Matrix
    difficulty_errors: Matrix
    likelihood: float
    converged: bool

    def chances(self, abilities: Matrix) -> Matrix:
        """Return the chance of a right answer, persons by items."""
        found: Matrix = special.expit(self.slopes * (abilities[:, None] - self.difficulties))
        return found


def fit(matrix: Matrix, *, one_slope: bool) -> Fitted:
    """Fit a model to right and wrong answers.

    Args:
        matrix: Persons by items: 1, 0, or NaN where not reached. Each item has both right and wrong answers.
        one_slope: Rasch's model.

    Raises:
        PracticumError: An item does not vary, or holds something else than right and wrong.
    """
    seen = ~np.isnan(matrix)
    right = np.where(seen, matrix, 0.0)
    whole = bool(seen.all())
    if not (np.isin(right, (0, 1)).all() and ((right.sum(0) > 0) & (right.sum(0) < seen.sum(0))).all()):
        raise PracticumError(
            _("The model needs questions that are right or wrong, with some of both."),
            next_step=_("Leave out questions with partial scores and those that everyone or nobody solved."),
        )
    patterns, counts = _patterns(matrix, right, seen)
    right, seen = patterns
    items = matrix.shape[1]
    likely = right.T @ counts / (seen.T @ counts)
    start = np.concatenate([np.ones(1 if one_slope else items), special.logit(likely) * 1.2])
    climb = _Climb(right, seen.astype(np.float64), counts, one_slope=one_slope, whole=whole)
    # The tolerance is relative: counting per person keeps it equally strict for any number of candidates.
    found = optimize.minimize(
        climb,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=[_BOUNDS[1]] * (start.size - items) + [_BOUNDS[0]] * items,
        options={"maxiter": 2_000, "maxfun": 4_000, "ftol": 1e-14, "gtol": 1e-7, "maxcor": 30},
    )
    return climb.fitted(found.x, converged=bool(found.success))


def _patterns(
    matrix: Matrix, right: Matrix, seen: NDArray[np.bool_]
) -> tuple[tuple[Matrix, NDArray[np.bool_]], Matrix]:
    """Return each different row once and how often it comes: five questions have only 32."""
    coded = np.where(seen, right, 2).astype(np.int8)
    _rows, first, counts = np.unique(coded, axis=0, return_index=True, return_counts=True)
    if matrix.shape[0] == first.size:
        return (right, seen), np.ones(matrix.shape[0])
    return (right[first], seen[first]), counts.astype(np.float64)


@dataclass
class _Climb:
    """The negative mean log-likelihood and its gradient, in slopes and intercepts `d = -a b`."""

    right: Matrix
    seen: Matrix
    counts: Matrix
    one_slope: bool
    whole: bool

    def __call__(self, point: Matrix) -> tuple[float, Matrix]:
        slopes, intercepts = self._split(point)
        log_marginal, posterior, chance = self._posterior(slopes, intercepts)
        weighted = posterior * self.counts[:, None]
        solved = self.right.T @ weighted
        met = self.seen.T @ weighted if not self.whole else np.broadcast_to(weighted.sum(0), solved.shape)
        gap = solved - met * chance.T
        slope_gradient, gradient = gap @ _NODES, gap.sum(axis=1)
        if self.one_slope:
            slope_gradient = slope_gradient.sum(keepdims=True)
        people = self.counts.sum()
        return (
            -float(self.counts @ log_marginal) / people,
            -np.concatenate([slope_gradient, gradient]) / people,
        )

    def _split(self, point: Matrix) -> tuple[Matrix, Matrix]:
        items = self.right.shape[1]
        return np.broadcast_to(point[:-items], items), point[-items:]

    def _posterior(self, slopes: Matrix, intercepts: Matrix) -> tuple[Matrix, Matrix, Matrix]:
        logits = _NODES[:, None] * slopes + intercepts
        wrong = -np.logaddexp(0, logits)
        joint = self.right @ logits.T + np.log(_PRIOR)
        joint += wrong.sum(axis=1) if self.whole else self.seen @ wrong.T
        top = joint.max(axis=1, keepdims=True)
        np.subtract(joint, top, out=joint)
        np.exp(joint, out=joint)
        scale = joint.sum(axis=1, keepdims=True)
        return (np.log(scale) + top)[:, 0], joint / scale, special.expit(logits)

    def fitted(self, point: Matrix, *, converged: bool) -> Fitted:
        slopes, intercepts = self._split(point)
        log_marginal, posterior, chance = self._posterior(slopes, intercepts)
        own_slopes = self.right * (posterior @ _NODES)[:, None] - self.seen * (
            posterior @ (_NODES[:, None] * chance)
        )
        own = self.right - self.seen * (posterior @ chance)
        if self.one_slope:
            own_slopes = own_slopes.sum(axis=1, keepdims=True)
        gradients = np.concatenate([own_slopes, own], axis=1)
        covariance = np.linalg.pinv(gradients.T @ (gradients * self.counts[:, None]))
        items = slopes.size
        at = np.zeros(items, dtype=int) if self.one_slope else np.arange(items)
        after = np.arange(items) + point.size - items
        slope_variance, variance = np.diag(covariance)[at], np.diag(covariance)[after]
        # b = -d / a, by the delta method.
        by_slope, by_intercept = intercepts / slopes**2, -1 / slopes
        difficulty = by_slope**2 * slope_variance + by_intercept**2 * variance
        difficulty += 2 * by_slope * by_intercept * covariance[at, after]
        return Fitted(
            slopes.copy(),
            -intercepts / slopes,
            np.sqrt(slope_variance),
            np.sqrt(np.maximum(difficulty, 0)),
            float(self.counts @ log_marginal),
            converged,
        )


def abilities(matrix: Matrix, model: Fitted) -> tuple[Matrix, Matrix]:
    """Return weighted-likelihood abilities (Warm 1989) and their standard errors, in standard deviations.

    They exist for those with all or nothing right, too. Persons who reached no item get NaN.
    """
    seen = ~np.isnan(matrix)
    right = np.where(seen, matrix, 0.0)
    points = (right * model.slopes).sum(axis=1)
    low, high = np.full(len(matrix), -12.0), np.full(len(matrix), 12.0)
    # The weighted score function falls with ability, so halving finds its root with no step that runs away.
    for _step in range(_STEPS):
        middle = (low + high) / 2
        rising = _score(points, middle, seen, model) > 0
        low, high = np.where(rising, middle, low), np.where(rising, high, middle)
    found = (low + high) / 2
    information = _information(found, seen, model)[0]
    errors = np.divide(1, np.sqrt(information), out=np.full_like(information, np.inf), where=information > 0)
    found[~seen.any(axis=1)] = np.nan
    return found, errors


def _score(points: Matrix, theta: Matrix, seen: NDArray[np.bool_], model: Fitted) -> Matrix:
    information, skew, expected = _information(theta, seen, model)
    found: Matrix = points - expected + skew / np.maximum(2 * information, _ENOUGH)
    return found


def _information(theta: Matrix, seen: NDArray[np.bool_], model: Fitted) -> tuple[Matrix, Matrix, Matrix]:
    chance = model.chances(theta)
    variance = np.where(seen, chance * (1 - chance), 0.0)
    return (
        variance @ model.slopes**2,
        (variance * (1 - 2 * chance)) @ model.slopes**3,
        np.where(seen, chance, 0.0) @ model.slopes,
    )
