"""A check on the cut by Hofstee's compromise (1983): what judges can accept, against what candidates did."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from practicum.errors import PracticumError
from practicum.exam.psychometrics.items import Z
from practicum.exam.standards.sheets import WHOLE, number, rows_of
from practicum.grading.report.statistics import Estimate
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Percents = NDArray[np.float64]

COLUMNS = ("lowest_cut", "highest_cut", "lowest_fail", "highest_fail")
_STEP = 0.1
_LEAST = 2


@dataclass(frozen=True)
class Hofstee:
    """The compromise.

    Attributes:
        judges: How many.
        bounds: The panel's mean of lowest and highest cut, lowest and highest failure rate, in percent.
        cut: Where the line between the bounds meets the observed failure rates, in percent, with a jackknife
            interval over judges; None when they do not meet.
        fails: Percent of the candidates who fail there; NaN when they do not meet.
    """

    judges: int
    bounds: tuple[float, float, float, float]
    cut: Estimate | None
    fails: float

    def compare(self, cut: float) -> str:
        """Return what the check says of a cut in percent."""
        low, high = self.bounds[:2]
        if self.cut is None:
            return _(
                "No cut from {low} to {high} % fails a share that the judges accept: discuss both."
            ).format(low=f"{low:.0f}", high=f"{high:.0f}")
        said = _("The compromise lies at {cut} % and fails {fails} %.").format(
            cut=f"{self.cut.value:.1f}", fails=f"{self.fails:.0f}"
        )
        if low <= cut <= high:
            return _("{said} The panel's cut lies within what its judges can accept.").format(said=said)
        return _("{said} The panel's cut lies outside what its judges can accept: discuss it again.").format(
            said=said
        )


def hofstee(bounds: Percents, marks: Sequence[float]) -> Hofstee:
    """Return the compromise.

    Args:
        bounds: Judges by `COLUMNS`, in percent.
        marks: Of each candidate, in percent.

    Raises:
        PracticumError: Fewer than two judges, no candidates, or a lowest value above its highest.
    """
    if (
        len(bounds) < _LEAST
        or not len(marks)
        or (bounds[:, 0] > bounds[:, 1]).any()
        or (bounds[:, 2] > bounds[:, 3]).any()
    ):
        raise PracticumError(
            _("Hofstee's check needs two judges at least, marks, and each lowest value below its highest."),
            next_step=_("Look through the bounds that the judges gave."),
        )
    observed = np.asarray(marks, dtype=np.float64)
    means = bounds.mean(axis=0)
    value, fails = _meeting(means, observed)
    drawn = [_meeting(np.delete(bounds, n, axis=0).mean(axis=0), observed)[0] for n in range(len(bounds))]
    cut = None
    if value is not None and all(one is not None for one in drawn):
        parts = np.array(drawn, dtype=np.float64)
        half = Z * sqrt((len(parts) - 1) / len(parts) * float(((parts - parts.mean()) ** 2).sum()))
        cut = Estimate(value, value - half, value + half)
    low, high, least, most = means.tolist()
    return Hofstee(len(bounds), (low, high, least, most), cut, fails if cut else float("nan"))


def _meeting(bounds: Percents, marks: Percents) -> tuple[float | None, float]:
    """Return the cut at which observed failure rates cross the line of what is accepted."""
    low, high, least, most = bounds
    cuts = np.arange(low, high + _STEP / 2, _STEP)
    failing = 100 * (marks[:, None] < cuts - _STEP / 1_000).mean(axis=0)
    accepted = most + (least - most) * (cuts - low) / max(high - low, _STEP)
    above = np.flatnonzero(failing >= accepted)
    if not above.size or failing[0] > most:
        return None, float("nan")
    return float(cuts[above[0]]), float(failing[above[0]])


def read_bounds(path: Path) -> Percents:
    """Return what judges can accept, from a CSV file with the columns judge and `COLUMNS`.

    Raises:
        PracticumError: A value is not a number from 0 to 100.
    """
    rows = rows_of(path, ("judge", *COLUMNS))
    return np.array([[number(path, row, column, 0, WHOLE) for column in COLUMNS] for row in rows]).reshape(
        -1, len(COLUMNS)
    )
