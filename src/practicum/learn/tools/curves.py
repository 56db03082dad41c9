"""The life of a platform, read from its active users: how fast, in which stage, and how high it may still go.

Three rules, each stated where it is used. Growth is measured against the same month a year before, so that a
season is no trend. The stage follows from that growth and from age (`platforms_monthly` states the bounds).
A ceiling is possible when a logistic curve that ends there misses the months by no more than five percent:
before the curve has bent, almost any ceiling is possible, and that is the finding.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from practicum.data.platforms_monthly import STEADY, YOUNG
from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from numpy.typing import NDArray

YEAR = 12
MISS = 0.05
"""By how much a curve may miss a typical month, as a share of it, and still count as possible."""
FAR = 20.0
"""Ceilings beyond so many times the largest month seen are not told apart."""
FEWEST = 12
_POINTS = 30
_RATES = np.geomspace(0.3, 9, 60)
"""Per year; fits on public series of large platforms gave 0.37 to 0.71, and small ones rise faster."""
_AHEAD, _STEP = 10.0, 0.1


class Ceilings(NamedTuple):
    """The ceilings that the months seen allow, in millions.

    Attributes:
        low: The lowest.
        best: That of the curve that misses least.
        high: The highest; infinite when the months do not limit it.
        middle: Where the best curve bends, in years after the last month; negative when that is past.
    """

    low: float
    best: float
    high: float
    middle: float


def users_by_month(table: pd.DataFrame, platform: str, *, complete_only: bool = True) -> pd.Series[float]:
    """Return the active users of one platform, in millions, by month.

    Args:
        table: The table `platforms_monthly`.
        platform: Its name.
        complete_only: Leave out months that are not over.

    Raises:
        PracticumError: The table has no such platform.
    """
    own = table[table["platform"] == platform]
    if own.empty:
        raise PracticumError(
            _("There is no platform called “{platform}” in the table.").format(platform=platform),
            next_step=_("The platforms are: {names}.").format(
                names=", ".join(sorted(set(table["platform"])))
            ),
        )
    if complete_only:
        own = own[own["complete"] == "yes"]
    months = pd.PeriodIndex(own["month"].astype(str).str[:7], freq="M")
    users = pd.Series(own["active_users"].to_numpy(dtype=float), index=months, name="active_users")
    return users.sort_index()


def yearly_growth(users: pd.Series[float], *, against: str = "year") -> float:
    """Return the growth of the last month, in percent a year.

    Args:
        users: Active users by month, as `users_by_month` gives them.
        against: `year` compares with the same month a year before. `month` compares with the month before
            and says what twelve such months would make: the season stays in it.

    Returns:
        Percent; not a number when there is no month to compare with.
    """
    steps = YEAR if against == "year" else 1
    before = users.get(users.index[-1] - steps)
    if before is None or not before > 0:
        return float("nan")
    return float(100 * ((users.iloc[-1] / before) ** (YEAR / steps) - 1))


def stage(users: pd.Series[float], *, against: str = "year") -> str:
    """Return the stage of a platform's life: emergence, growth, plateau or decline.

    The rule: it declines when a year took more than 5 percent of its users. Otherwise it emerges while fewer
    than 24 months are seen; grows when a year brought more than 5 percent; and has levelled off in between.

    Args:
        users: Active users by month; leave out the month that is not over.
        against: See `yearly_growth`.
    """
    growth = yearly_growth(users, against=against)
    if growth < -STEADY:
        return "decline"
    if len(users) < YOUNG:
        return "emergence"
    return "growth" if growth > STEADY else "plateau"


def ceiling_range(users: pd.Series[float]) -> Ceilings:
    """Return which ceilings a logistic curve through the months may have.

    Every rate and every middle on a fine grid is tried; for each, the ceiling that fits best in logarithms
    has a closed form. Those curves count that miss the months by at most 5 percent (root mean square) on top
    of what even the best one misses; squares of misses add up.

    Args:
        users: Active users by month, at least six months, all above 0.

    Raises:
        PracticumError: There are fewer months, or months without users.
    """
    if len(users) < FEWEST or not (users > 0).all():
        raise PracticumError(
            _("{count} months with users are too few for a curve.").format(count=int((users > 0).sum())),
            next_step=_("Show at least {count} months.").format(count=FEWEST),
        )
    _rates, middles, logs, misses = _curves(users)
    possible = misses**2 <= misses.min() ** 2 + MISS**2
    best = np.unravel_index(int(misses.argmin()), misses.shape)
    low, high = np.exp(logs[possible].min()), np.exp(logs[possible].max())
    return Ceilings(
        float(low),
        float(np.exp(logs[best])),
        float(high) if high <= FAR * users.max() else inf,
        float(middles[best[1]]),
    )


def possible_curve(users: pd.Series[float], ceiling: float, months: pd.PeriodIndex) -> pd.Series[float]:
    """Return the curve towards about this ceiling that misses the months seen least, over other months.

    Args:
        users: Active users by month.
        ceiling: In millions.
        months: For which months.
    """
    rates, middles, logs, misses = _curves(users)
    off = np.abs(logs - np.log(ceiling))
    near = np.where(off <= max(0.03, off.min()), misses, inf)
    rate, middle = np.unravel_index(int(near.argmin()), near.shape)
    years = np.array([(month - users.index[-1]).n for month in months]) / YEAR
    curve = np.exp(logs[rate, middle]) / (1 + np.exp(-rates[rate] * (years - middles[middle])))
    return pd.Series(curve, index=months)


def _curves(users: pd.Series[float]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return rates per year, middles in years after the last month, and for each pair its ceiling and miss.

    The ceiling is given as a logarithm, the miss as the root mean square of the logarithms' distances.
    """
    places = np.unique(np.linspace(0, len(users) - 1, min(_POINTS, len(users))).round().astype(int))
    years = (places - len(users) + 1) / YEAR
    middles = np.arange(years[0] - _AHEAD, _AHEAD + _STEP, _STEP)
    seen = np.log(users.to_numpy()[places])
    rises = np.logaddexp(0, -_RATES[:, None, None] * (years - middles[None, :, None]))
    left = seen + rises
    return _RATES, middles, left.mean(axis=2), left.std(axis=2)
