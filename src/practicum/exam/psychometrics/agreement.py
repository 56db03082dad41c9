"""How far markers agree: intraclass correlation on marks, weighted kappa on levels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from practicum.errors import PracticumError
from practicum.exam.libraries import stats
from practicum.exam.psychometrics.limits import ICC, KAPPA, too_few
from practicum.grading.reading.agreement import FEW, kappa
from practicum.grading.report.statistics import Estimate, estimated
from practicum.i18n import _

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Marks = NDArray[np.float64]

_TWO = 2


@dataclass(frozen=True)
class Intraclass:
    """Agreement of markers on the same scripts, markers drawn from many (Shrout and Fleiss 1979, case 2).

    Attributes:
        scripts: How many.
        raters: How many.
        single: ICC(2,1): one marker's marks, with the interval of McGraw and Wong (1996).
        mean: ICC(2,k): the mean of all of them, likewise.
    """

    scripts: int
    raters: int
    single: Estimate
    mean: Estimate

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        if self.scripts < FEW:
            return too_few(self.scripts, FEW)
        if self.mean.low >= ICC:
            return _("The markers' mean marks agree well.")
        if self.mean.high < ICC:
            return _("The markers do not agree enough: calibrate them again before marks count.")
        return _("The markers may or may not agree enough: let them mark more scripts in common.")


def intraclass(marks: Marks) -> Intraclass:
    """Return the intraclass correlations of marks, absolute agreement.

    Args:
        marks: Scripts by raters, none missing; at least two of each.

    Raises:
        PracticumError: Marks are missing or do not vary.
    """
    if marks.ndim != _TWO or min(marks.shape) < _TWO or np.isnan(marks).any() or not marks.std():
        raise PracticumError(
            _("Agreement needs marks that vary, of two scripts and two markers at least, with none missing."),
            next_step=_("Take the scripts that all these markers have marked."),
        )
    scripts, raters = marks.shape
    grand = marks.mean()
    by_script, by_rater = marks.mean(axis=1), marks.mean(axis=0)
    between = raters * float(((by_script - grand) ** 2).sum()) / (scripts - 1)
    judges = scripts * float(((by_rater - grand) ** 2).sum()) / (raters - 1)
    left = marks - by_script[:, None] - by_rater + grand
    error = float((left**2).sum()) / ((scripts - 1) * (raters - 1))
    single = (between - error) / (between + (raters - 1) * error + raters * (judges - error) / scripts)
    low, high = _interval(single, (between, judges, error), scripts, raters)
    one = Estimate(single, low, high)
    return Intraclass(
        scripts, raters, one, Estimate(*(_stepped(value, raters) for value in vars(one).values()))
    )


def _stepped(value: float, raters: int) -> float:
    """Return the agreement of the mean of several raters (Spearman 1910, Brown 1910)."""
    return raters * value / (1 + (raters - 1) * value)


def _interval(
    value: float, squares: tuple[float, float, float], scripts: int, raters: int
) -> tuple[float, float]:
    between, judges, error = squares
    if not error:
        return value, value
    ratio = judges / error
    share = raters * value * ratio
    rest = scripts * (1 + (raters - 1) * value) - raters * value
    degrees = (raters - 1) * (scripts - 1) * (share + rest) ** 2 / ((scripts - 1) * share**2 + rest**2)
    upper = float(stats.f.ppf(0.975, scripts - 1, degrees))
    lower = float(stats.f.ppf(0.975, degrees, scripts - 1))
    spread = raters * judges + (raters * scripts - raters - scripts) * error
    low = scripts * (between - upper * error) / (upper * spread + scripts * between)
    high = scripts * (lower * between - error) / (spread + scripts * lower * between)
    return low, high


@dataclass(frozen=True)
class Weighted:
    """Two markers' levels.

    Attributes:
        scripts: How many both have marked.
        kappa: With quadratic weights and a bootstrap interval; None when there are too few scripts.
    """

    scripts: int
    kappa: Estimate | None

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        if self.kappa is None:
            return too_few(self.scripts, FEW)
        if self.kappa.value >= KAPPA:
            return _("The two markers agree well enough on levels.")
        return _("The two markers do not agree well enough on levels: a third reads where they differ.")


def weighted(levels: Marks) -> Weighted:
    """Return quadratically weighted kappa of two markers, as in the reading of texts.

    Args:
        levels: Scripts by two markers, levels from 0.
    """
    return Weighted(len(levels), estimated(levels.astype(np.float64), kappa, FEW))
