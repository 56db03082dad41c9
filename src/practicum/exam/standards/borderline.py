"""The cut of a practical station by borderline regression (Kramer and others 2003; Wood and others 2006).

Examiners give each candidate points and, apart from them, one global rating. Points are regressed on
ratings; the cut is where the line meets the rating that means borderline.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from practicum.exam.psychometrics.limits import BORDERLINE, too_few
from practicum.exam.standards.sheets import number, rows_of
from practicum.grading.report.statistics import Estimate, estimated
from practicum.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Rows = NDArray[np.float64]

RATINGS = 4
"""Global ratings: 0 fail, 1 borderline, 2 pass, 3 good."""

MEANS_BORDERLINE = 1


@dataclass(frozen=True)
class Station:
    """One station.

    Attributes:
        name: Its id.
        count: Candidates.
        cut: Share of the points from 0 to 1, with its bootstrap interval; None when it is withheld.
        explained: Share of the variance of points that ratings explain (R squared).
        slope: Share of the points that one step of the rating is worth.
    """

    name: str
    count: int
    cut: Estimate | None
    explained: float
    slope: float

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        if self.count < BORDERLINE:
            return too_few(self.count, BORDERLINE)
        if self.cut is None or self.slope <= 0:
            return _("Points do not rise with the rating, so no cut follows: look at the checklist.")
        return _(
            "The cut is {cut} % of the points ({low} to {high}); ratings explain {share} % of them."
        ).format(
            cut=f"{100 * self.cut.value:.1f}",
            low=f"{100 * self.cut.low:.1f}",
            high=f"{100 * self.cut.high:.1f}",
            share=f"{100 * self.explained:.0f}",
        )


def station(name: str, shares: Rows, ratings: Rows) -> Station:
    """Return the cut of one station.

    Args:
        name: Its id.
        shares: By candidate, the share of the points, from 0 to 1.
        ratings: By candidate, the global rating.
    """
    rows = np.stack([ratings, shares], axis=1)
    slope, explained = 0.0, 0.0
    if ratings.std():
        slope = float(np.cov(ratings, shares, bias=True)[0, 1] / ratings.var())
        explained = float(np.corrcoef(ratings, shares)[0, 1] ** 2) if shares.std() else 0.0
    cut = estimated(rows, line, BORDERLINE) if slope > 0 else None
    return Station(name, len(shares), cut, explained, slope)


def line(drawn: Rows) -> Rows:
    """Return where the line of points on ratings meets the borderline, for each draw of both."""
    centre = drawn.mean(axis=1, keepdims=True)
    gaps = drawn - centre
    up, wide = (gaps[:, :, 0] * gaps[:, :, 1]).sum(axis=1), (gaps[:, :, 0] ** 2).sum(axis=1)
    slope = np.divide(up, wide, out=np.zeros_like(up), where=wide > 0)
    found: Rows = centre[:, 0, 1] + slope * (MEANS_BORDERLINE - centre[:, 0, 0])
    return found


def read_stations(path: Path) -> list[Station]:
    """Return the cut of each station from a CSV file: person, station, share and rating.

    Raises:
        PracticumError: A share is not from 0 to 1, or a rating not from 0 to 3.
    """
    found: dict[str, list[tuple[float, float]]] = {}
    for row in rows_of(path, ("person", "station", "share", "rating")):
        pair = number(path, row, "share", 0, 1), number(path, row, "rating", 0, RATINGS - 1)
        found.setdefault(row["station"], []).append(pair)
    return [station(name, *np.array(pairs).T) for name, pairs in sorted(found.items())]
