"""Stylised facts: what published and measured crowds do, asked of this one by Monte Carlo.

Here floating point is welcome: nothing measured feeds back into a run.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicum.drill.community.marks import lognormal
from practicum.drill.community.model import laws_of
from practicum.drill.community.spread import Matter, P, Spread
from practicum.drill.community.tables import ONE
from practicum.drill.draws import draw

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WEEK = 7 * 24 * 60


@dataclass(frozen=True)
class Fact:
    """A stylised fact and what came out.

    Attributes:
        name: Its number and what it is about.
        asked: The band or the value.
        measured: What came out, in the order of what is asked.
        holds: Whether it holds.
    """

    name: str
    asked: str
    measured: str
    holds: bool


@dataclass(frozen=True)
class Population:
    """Where cascades come from. None of these numbers decides anything in a drill.

    Attributes:
        name: Keys the draws.
        reach_mean: Mean of the logarithm of the first post's reach, in hundredths.
        reach_sd: Its standard deviation, in hundredths.
        infectiousness: Reshares per 100,000 exposures.
        ageing: Minutes.
        audience: People.
        least: Cascades with fewer reshares are not kept.
    """

    name: str
    reach_mean: int
    reach_sd: int
    infectiousness: int = 120
    ageing: int = 5_760
    audience: int = 100_000
    least: int = 0


ORDINARY = Population("ordinary", 521, 160)
"""Posts of ordinary accounts: their reach is that of resharers."""

TOPIC = Population("topic", 720, 70, infectiousness=70)
"""Talk under a political hashtag: better connected accounts, less infectious, set to 3,333 real cascades."""

VIRAL = Population("viral", 1150, 120, ageing=10_080, audience=3_000_000, least=300)
"""Large cascades, brand-scaled: at least 300 reshares instead of 2,000."""


@dataclass(frozen=True)
class Cascade:
    """One cascade.

    Attributes:
        minutes: When each reshare came, counted from the first post.
        root: How many people saw the first post.
        exposures: How often a reshare was seen.
        depth: Longest chain.
        hour: Hour of the day at which it began.
    """

    minutes: Sequence[int]
    root: int
    exposures: int
    depth: int
    hour: int

    @property
    def size(self) -> int:
        """Posts, the first one included."""
        return len(self.minutes) + 1

    def share(self, minutes: int) -> float:
        """Share of reshares that came within some minutes."""
        return sum(minute <= minutes for minute in self.minutes) / len(self.minutes)


def cascades(of: Population, number: int, coefficients: Mapping[str, int], **more: int) -> Iterator[Cascade]:
    """Yield cascades, one per keyed seed, each begun at a drawn hour and followed for a week.

    Args:
        of: Where they come from.
        number: How many seeds; those that stay too small are left out.
        coefficients: The table.
        more: `p`: infectiousness instead of the population's, out of `P`.
    """
    laws = [laws_of(coefficients, hour * 60, WEEK) for hour in range(24)]
    reach = lognormal(of.reach_mean, of.reach_sd)
    p = more.get("p", of.infectiousness * P // 100_000)
    for n in range(number):
        hour = draw(of.name, "hour", str(n), 0, 24)
        root = min(reach.at(draw(of.name, "reach", str(n), 0, ONE)), of.audience)
        spread = Spread(f"{of.name}-{n}", Matter("fact", p, of.audience, of.ageing), laws[hour])
        spread.root("first", 0, root)
        spread.advance(WEEK)
        posts = spread.posts
        if len(posts) >= of.least:
            depth = max((row[5] for row in posts), default=0)
            yield Cascade(spread.minutes, root, sum(row[2] for row in posts), depth, hour)


def median(values: Sequence[float]) -> float:
    """Return the median."""
    return quantile(values, 0.5)


def quantile(values: Sequence[float], share: float) -> float:
    """Return a quantile of a sample."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Return Pearson's correlation."""
    mean_x, mean_y = math.fsum(xs) / len(xs), math.fsum(ys) / len(ys)
    both = math.fsum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    of_x = math.fsum((x - mean_x) ** 2 for x in xs)
    of_y = math.fsum((y - mean_y) ** 2 for y in ys)
    return both / math.sqrt(of_x * of_y)


def slope(weights: Sequence[float], since: int, until: int) -> float:
    """Return the exponent of a rate in time, fitted to bins that grow by half.

    Args:
        weights: How much came in each minute.
        since: First minute, not included.
        until: Last minute.
    """
    points = []
    begin: float = since
    while begin < until:
        end = min(until, begin * 1.5)
        low, high = int(begin), int(end)
        if total := sum(weights[low + 1 : high + 1]):
            points.append((math.log(begin * end) / 2, math.log(total / (high - low))))
        begin = end
    mean_x = sum(x for x, _ in points) / len(points)
    mean_y = sum(y for _, y in points) / len(points)
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)


def within(name: str, values: Mapping[str, tuple[float, float, float]]) -> Fact:
    """Return a fact about figures that each have a band.

    Args:
        name: What it is about.
        values: By name of a figure: the figure, and the lowest and highest that will do.
    """
    return Fact(
        name,
        "; ".join(f"{key} {_said(low)} to {_said(high)}" for key, (_value, low, high) in values.items()),
        "; ".join(_said(value) for value, _low, _high in values.values()),
        all(low <= value <= high for value, low, high in values.values()),
    )


def _said(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.2f}"  # noqa: PLR2004  two digits are enough
