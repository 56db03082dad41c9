"""When things come by themselves: whole-number arrivals that follow the hours of the day."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from practicum.drill.community.tables import UNIT, exponential
from practicum.drill.draws import draw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_HOUR = 60
_U32 = 1 << 32


def arrivals(seed: str, stream: str, rate: Callable[[int], int], until: int) -> Iterator[int]:
    """Yield the minutes at which something comes, in order: a Poisson process in whole numbers.

    Every minute has its own draws, so that a rate changed by an act from some minute on moves nothing before
    it, and adds or removes, but never moves, what comes later.

    Args:
        seed: Seed of the run.
        stream: What comes.
        rate: Thousandths of an arrival in a minute.
        until: First minute that is not looked at.
    """
    for minute in range(until):
        expected = rate(minute) * UNIT // 1_000
        total, n = 0, 0
        while True:
            total += exponential().at(draw(seed, stream, str(minute), n, _U32))
            if total >= expected:
                break
            yield minute
            n += 1


@lru_cache(maxsize=16)
def profile(hours: Sequence[int]) -> tuple[int, ...]:
    """Return hours of the day in thousandths of their mean."""
    return tuple(24_000 * hour // sum(hours) for hour in hours)


def at_hour(hours: Sequence[int], start: int, minute: int) -> int:
    """Return the value of the hour in which a minute of a run lies; `start` is its minute 0 of the day."""
    return hours[(start + minute) // _HOUR % 24]
