"""Quantile tables in whole numbers: the inverse of a distribution, the same on every machine.

A table is made with `decimal`, whose logarithm and exponential are exactly rounded whole-number
arithmetic, and never with the machine's own floating-point library: a last digit that differs would
move a branch.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ONE = 1 << 32
"""A probability of one: uniform draws are whole numbers below it."""

UNIT = 1 << 16
"""One, for exponential draws."""

CONTEXT = Context(prec=28, rounding=ROUND_HALF_EVEN)
"""How tables are computed; set while one is, whatever a notebook around us has set."""


@dataclass(frozen=True, slots=True)
class Quantiles:
    """The inverse of a distribution: straight lines between thresholds.

    Attributes:
        upto: Probability, out of `ONE`, below which a value lies in the cell or an earlier one; rises.
        start: Value at which each cell begins; one more than `upto`, the last one ends the last cell.
        cells: Of each cell its first value, its first probability, its width and its probability; a last one
            for draws that no cell holds.
    """

    upto: tuple[int, ...]
    start: tuple[int, ...]
    cells: tuple[tuple[int, int, int, int], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lows = (0, *self.upto)
        cells = [
            (begin, low, end - begin, high - low)
            for begin, end, low, high in zip(self.start, self.start[1:], lows, self.upto, strict=False)
        ]
        object.__setattr__(self, "cells", (*cells, (self.start[-1], 0, 0, 1)))

    def at(self, uniform: int) -> int:
        """Return the value for a uniform draw below `ONE`; the end of the last cell if none holds it."""
        begin, low, width, mass = self.cells[bisect_right(self.upto, uniform)]
        return begin + (uniform - low) * width // mass

    def share(self, value: int) -> int:
        """Return the probability, out of `ONE`, of a draw below `value`."""
        cell = bisect_right(self.start, value) - 1
        if cell < 0:
            return 0
        if cell >= len(self.upto):
            return self.upto[-1]
        below = self.upto[cell - 1] if cell else 0
        low, high = self.start[cell], self.start[cell + 1]
        return below + (value - low) * (self.upto[cell] - below) // (high - low)

    @property
    def mean(self) -> int:
        """Mean of a draw, times 1,000."""
        lows = (0, *self.upto[:-1])
        ends = zip(lows, self.upto, self.start, self.start[1:], strict=False)
        return sum((high - low) * (start + end) for low, high, start, end in ends) * 500 // self.upto[-1]


def quantiles(cells: Iterable[tuple[Decimal, int]], first: int) -> Quantiles:
    """Return a table from cells of (cumulative probability, value at which the cell ends).

    Cells without any mass at this resolution are joined to the next one.
    """
    upto: list[int] = []
    start = [first]
    with localcontext(CONTEXT):  # cells may be computed as they are read
        for probability, end in cells:
            threshold = int((probability * ONE).to_integral_value())
            if threshold > (upto[-1] if upto else 0) and end > start[-1]:
                upto.append(threshold)
                start.append(end)
    return Quantiles(tuple(upto), tuple(start))


@lru_cache(maxsize=1)
def exponential() -> Quantiles:
    """Return the exponential distribution with mean `UNIT`."""
    per = 64
    cells = ((1 - (Decimal(-n) / per).exp(), n * UNIT // per) for n in range(1, 22 * per))
    return quantiles(cells, 0)


@lru_cache(maxsize=64)
def fading(life: int, step: int, length: int) -> tuple[int, ...]:
    """Return exp(-k * step / life) for k = 0 .. length, out of `ONE`; `life` 0 means that nothing fades."""
    if life <= 0:
        return (ONE,) * (length + 1)
    with localcontext(CONTEXT):
        factor = int((Decimal(-step) / life).exp() * (1 << 64))
    values, now = [], 1 << 64
    for _ in range(length + 1):
        values.append(now >> 32)
        now = now * factor >> 64
    return tuple(values)


def shares(parts: Sequence[int], cells: int) -> tuple[int, ...]:
    """Return a list of `cells` places in which each index of `parts` fills its share, in order."""
    total = sum(parts)
    filled: list[int] = []
    so_far = 0
    for index, part in enumerate(parts):
        so_far += part
        filled += [index] * (cells * so_far // total - len(filled))
    return tuple(filled)
