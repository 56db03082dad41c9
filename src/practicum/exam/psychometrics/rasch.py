"""Rasch's model and the two-parameter model told to an exam officer, with fit (Wright and Masters 1982)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from practicum.exam.psychometrics.irt import Fitted, abilities, fit
from practicum.exam.psychometrics.items import Z
from practicum.exam.psychometrics.limits import FIT, RASCH, TWO_PARAMETERS, too_few
from practicum.grading.report.statistics import Estimate
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from practicum.exam.psychometrics.responses import Responses

    Scores = NDArray[np.float64]

_LEAST = 3  # items that a model of one ability needs to say anything


@dataclass(frozen=True)
class Fit:
    """How far the answers to an item are as noisy as the model expects: a mean square, 1 when exactly so.

    Attributes:
        value: The mean square.
        low: Where it would lie in 95 of 100 samples if the model held.
        high: As above.
    """

    value: float
    low: float
    high: float

    @property
    def off(self) -> bool:
        """Outside both what is fit for measuring and what chance does."""
        return not FIT[0] <= self.value <= FIT[1] and not self.low <= self.value <= self.high


@dataclass(frozen=True)
class ModelItem:
    """One question in a model.

    Attributes:
        item: Its id.
        difficulty: In logits (Rasch) or standard deviations of ability (two parameters).
        slope: Discrimination `a`; 1 in Rasch's logits.
        infit: Weighted by information: surprises near the question's own difficulty.
        outfit: Unweighted: surprises far from it, such as a lucky guess.
    """

    item: str
    difficulty: Estimate
    slope: Estimate
    infit: Fit
    outfit: Fit

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        if not (self.infit.off or self.outfit.off):
            return _("Fits.")
        if max(self.infit.value, self.outfit.value) > FIT[1]:
            return _("More surprises than the model expects: ambiguous, guessed, or about something else.")
        return _("Fewer surprises than the model expects: it may repeat another question.")


@dataclass(frozen=True)
class Model:
    """A fitted model.

    Attributes:
        name: "rasch" or "two-parameter".
        count: Candidates.
        items: The questions that it holds.
        left_out: Questions with partial scores, or that everyone or nobody solved.
        spread: Standard deviation of ability, in logits (Rasch); 1 with two parameters.
        likelihood: The logarithm of the marginal likelihood.
        withheld: Why there is no model, or empty.
    """

    name: str
    count: int
    items: tuple[ModelItem, ...]
    left_out: tuple[str, ...]
    spread: float
    likelihood: float
    withheld: str = ""

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        if self.withheld:
            return self.withheld
        off = sum(item.infit.off or item.outfit.off for item in self.items)
        if not off:
            return _("All {items} questions fit the model.").format(items=len(self.items))
        return ngettext(
            "{n} of {items} questions does not fit the model; read it again.",
            "{n} of {items} questions do not fit the model; read them again.",
            off,
        ).format(n=off, items=len(self.items))


def rasch(responses: Responses) -> Model:
    """Return Rasch's model, in logits with the mean ability at 0; withheld below its limit."""
    return _model("rasch", responses, RASCH)


def two_parameter(responses: Responses) -> Model:
    """Return the two-parameter model; withheld below its limit."""
    return _model("two-parameter", responses, TWO_PARAMETERS)


def _model(name: str, responses: Responses, needed: int) -> Model:
    taken = responses.binary
    left = tuple(item for item, one in zip(responses.items, taken, strict=True) if not one)
    names = [item for item, one in zip(responses.items, taken, strict=True) if one]
    withheld = ""
    if responses.count < needed:
        withheld = too_few(responses.count, needed)
    elif len(names) < _LEAST:
        withheld = _("Too few: a model needs {needed} questions that are right or wrong.").format(
            needed=_LEAST
        )
    if withheld:
        return Model(name, responses.count, (), left, float("nan"), float("nan"), withheld)
    matrix = responses.matrix[:, taken]
    found = fit(matrix, one_slope=name == "rasch")
    scale = float(found.slopes[0]) if name == "rasch" else 1.0
    if not found.converged:
        withheld = _("The model did not settle on one solution, so nothing of it is shown.")
        return Model(name, responses.count, (), left, float("nan"), float("nan"), withheld)
    infit, outfit = mean_squares(matrix, found)
    rows = tuple(
        ModelItem(
            item,
            _around(found.difficulties[n] * scale, found.difficulty_errors[n] * scale),
            Estimate(1.0, 1.0, 1.0) if name == "rasch" else _around(found.slopes[n], found.slope_errors[n]),
            infit[n],
            outfit[n],
        )
        for n, item in enumerate(names)
    )
    return Model(name, responses.count, rows, left, scale, found.likelihood)


def _around(value: float, error: float) -> Estimate:
    return Estimate(float(value), float(value - Z * error), float(value + Z * error))


def mean_squares(matrix: Scores, model: Fitted) -> tuple[list[Fit], list[Fit]]:
    """Return infit and outfit of each item, at weighted-likelihood abilities (Wright and Masters 1982, 5.3).

    Candidates with all or nothing right say nothing about fit and are left out.
    """
    seen = ~np.isnan(matrix)
    share = np.where(seen, matrix, 0).sum(axis=1) / np.maximum(seen.sum(axis=1), 1)
    inner = (share > 0) & (share < 1)
    matrix, seen = matrix[inner], seen[inner]
    theta, _errors = abilities(matrix, model)
    chance = model.chances(theta)
    variance = np.where(seen, chance * (1 - chance), 0)
    squares = np.where(seen, (np.nan_to_num(matrix) - chance) ** 2, 0)
    fourth = variance * (1 - 3 * chance * (1 - chance))
    counts = seen.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        outfit = np.where(seen, squares / variance, 0).sum(axis=0) / counts
        outfit_sd = np.sqrt(np.where(seen, fourth / variance**2 - 1, 0).sum(axis=0)) / counts
    infit = squares.sum(axis=0) / variance.sum(axis=0)
    infit_sd = np.sqrt((fourth - variance**2).sum(axis=0)) / variance.sum(axis=0)
    return _fits(infit, infit_sd), _fits(outfit, outfit_sd)


def _fits(values: Scores, errors: Scores) -> list[Fit]:
    return [
        Fit(float(value), max(0.0, 1 - Z * float(error)), 1 + Z * float(error))
        for value, error in zip(values, errors, strict=True)
    ]
