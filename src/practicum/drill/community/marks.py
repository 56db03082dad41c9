"""How many people see a reshare: the reach of those who pass things on is roughly lognormal."""

from __future__ import annotations

from decimal import Decimal, localcontext
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from practicum.drill.community.tables import CONTEXT, ONE, Quantiles, quantiles

if TYPE_CHECKING:
    from collections.abc import Iterator

_STEPS = 50  # of one standard deviation
_WIDEST = 6  # standard deviations


@lru_cache(maxsize=32)
def lognormal(mean: int, sd: int, scale: int = 1) -> Quantiles:
    """Return a lognormal distribution in whole numbers.

    Args:
        mean: Mean of the logarithm, in hundredths.
        sd: Standard deviation of the logarithm, in hundredths.
        scale: What one is counted as: 1,000 gives thousandths.
    """
    with localcontext(CONTEXT):
        centre = Decimal(mean) / 100
        if sd == 0:
            value = int(scale * centre.exp())
            return Quantiles((ONE,), (value, value + 1))
        grid = [Decimal(n) / _STEPS for n in range(-_WIDEST * _STEPS, _WIDEST * _STEPS + 1)]
        ends = [int(scale * (centre + z * sd / 100).exp()) for z in grid]
        return quantiles(zip(_cumulative(grid), ends[1:], strict=True), max(1, ends[0]))


def _cumulative(grid: list[Decimal]) -> Iterator[Decimal]:
    """Yield the normal probability up to each grid point but the first, by Simpson's rule, scaled to one."""
    masses = [_density(low) + 4 * _density((low + high) / 2) + _density(high) for low, high in pairwise(grid)]
    total, so_far = sum(masses), Decimal(0)
    for mass in masses:
        so_far += mass
        yield so_far / total


def _density(z: Decimal) -> Decimal:
    return (-z * z / 2).exp()
