"""How long people take to react: the published reaction-time kernel, with a human lag in its first minutes.

The kernel is that of SEISMIC (Zhao and others 2015, as used by TiDeH): constant for 300 seconds, then a
power of time, phi(s) ~ s^-(1 + theta). Nobody reads, thinks and reshares within seconds, though: measured
lags have their mode between one and two minutes. The plateau's mass is therefore shared out unevenly over
its five minutes and neither grows nor shrinks, so that every published quantile from five minutes on
stays where it was.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from practicum.drill.community.tables import Quantiles, quantiles

if TYPE_CHECKING:
    from collections.abc import Iterator

PLATEAU = 5
"""Minutes during which the published kernel is constant."""

END = 1 << 37
"""Minutes after which a reaction counts as never: less than half a percent is left."""

_FINE = 120


@lru_cache(maxsize=8)
def kernel(theta: int, lag: tuple[int, ...]) -> Quantiles:
    """Return the delay of a reaction in whole minutes, begun minutes counted: the first minute is 1.

    Args:
        theta: Exponent of the tail, in ten-thousandths (2,315 is .2315).
        lag: Weights of the plateau's five minutes.
    """
    return quantiles(_cells(theta, lag), 1)


def published(theta: int, minutes: int) -> Decimal:
    """Return the share of reactions within some minutes by the published kernel, without a lag."""
    exponent = Decimal(theta) / 10_000
    plateau = exponent / (1 + exponent)
    if minutes <= PLATEAU:
        return plateau * minutes / PLATEAU
    ratio = Decimal(minutes) / PLATEAU
    return 1 - (-exponent * ratio.ln()).exp() / (1 + exponent)


def _cells(theta: int, lag: tuple[int, ...]) -> Iterator[tuple[Decimal, int]]:
    plateau = published(theta, PLATEAU)
    for minute, weight in enumerate(accumulate(lag), start=1):
        yield plateau * weight / sum(lag), minute + 1
    minute = PLATEAU
    while minute < END:
        minute += 1 if minute < _FINE else minute // 24
        yield published(theta, minute), minute + 1
