"""Facts 1 to 12: how things spread.

Where two figures contradict, `docs/model-card.md` says which is held, and why.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

from practicum.drill.community.facts import (
    ORDINARY,
    TOPIC,
    VIRAL,
    WEEK,
    Cascade,
    Fact,
    Population,
    cascades,
    median,
    quantile,
    slope,
    within,
)
from practicum.drill.community.issue import birth_rate
from practicum.drill.community.kernel import kernel
from practicum.drill.community.marks import lognormal
from practicum.drill.community.model import laws_of
from practicum.drill.community.plan import IssuePlan
from practicum.drill.community.spread import Matter, P, Spread
from practicum.drill.community.tables import ONE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_HOUR, _DAY = 60, 24 * 60
_FEW = 10
_MANY = 1_500


def spread_facts(coefficients: Mapping[str, int], seeds: int = 2_000) -> Iterator[Fact]:
    """Yield facts 1 to 12.

    Args:
        coefficients: The table.
        seeds: How many keyed seeds a population has.
    """
    yield kernel_fact(coefficients)
    viral = list(cascades(VIRAL, seeds, coefficients))
    ordinary = list(cascades(ORDINARY, seeds, coefficients))
    yield burst_fact(viral)
    yield shares_fact(viral)
    yield ordinary_fact(ordinary)
    yield sizes_fact(list(cascades(TOPIC, seeds, coefficients)))
    yield crisis_fact("sudden", (0.5, 0.7), (-1.2, -0.7), coefficients, seeds // 40)
    yield crisis_fact("creeping", (0.2, 0.5), (-0.7, -0.3), coefficients, seeds // 40)
    yield from decay_facts(viral)
    yield branching_fact(coefficients, seeds)
    yield implied_fact(viral)
    yield depth_fact(ordinary)
    yield marks_fact(coefficients)
    yield night_fact(viral)
    yield words_fact(coefficients, seeds)
    yield from falsity_facts(coefficients, seeds)


def kernel_fact(coefficients: Mapping[str, int]) -> Fact:
    """Return what the delay table holds."""
    delays = kernel(coefficients["kernel-theta"], tuple(coefficients[f"lag-{n}"] for n in range(1, 6)))
    early = delays.share(6) / ONE
    late = 1 - delays.share(_HOUR + 1) / ONE
    mode = max(range(1, 60), key=lambda minute: delays.share(minute + 1) - delays.share(minute))
    return within(
        "1 kernel: share within 5 min, median, share beyond 1 h, mode",
        {
            "share": (early, 0.178, 0.198),
            "median": (delays.at(ONE // 2), 40, 42),
            "beyond": (late, 0.45, 0.47),
            "mode": (mode, 1, 2),
        },
    )


def burst_fact(viral: Sequence[Cascade]) -> Fact:
    """Return how often the first ten minutes are the busiest."""
    first = 0
    for cascade in viral:
        bins = [0] * (WEEK // 10 + 1)
        for minute in cascade.minutes:
            bins[(minute - 1) // 10] += 1
        first += bins[0] == max(bins)
    return within(
        "2 burst: first ten minutes are the busiest", {"share of runs": (first / len(viral), 0.7, 1)}
    )


def shares_fact(viral: Sequence[Cascade]) -> Fact:
    """Return how much of a large cascade has come by when."""
    return within(
        f"3 large cascades ({len(viral)}): median share in 1, 6, 24 h; half-life in min",
        {
            "1 h": (median([one.share(_HOUR) for one in viral]), 0.30, 0.45),
            "6 h": (median([one.share(6 * _HOUR) for one in viral]), 0.58, 0.78),
            "24 h": (median([one.share(_DAY) for one in viral]), 0.83, 0.94),
            "half": (median([one.minutes[len(one.minutes) // 2] for one in viral]), 80, 240),
        },
    )


def ordinary_fact(ordinary: Sequence[Cascade]) -> Fact:
    """Return what becomes of ordinary posts."""
    sizes = sorted(one.size - 1 for one in ordinary)
    number = len(sizes)
    return within(
        "4 ordinary posts: never reshared, at most 10, top 1 % of reshares, largest",
        {
            "none": (sum(size == 0 for size in sizes) / number, 0.6, 1),
            "few": (sum(size <= _FEW for size in sizes) / number, 0.9, 1),
            "top": (sum(sizes[-(number // 100) :]) / sum(sizes), 0.3, 1),
            "largest": (sizes[-1], 0, ORDINARY.audience),
        },
    )


def sizes_fact(topic: Sequence[Cascade]) -> Fact:
    """Return sizes of cascades under a hashtag, against 3,333 real ones."""
    sizes = [one.size for one in topic]
    tail = [size for size in sizes if size > 1]
    return within(
        "4b topic talk, first post counted: P(1), P(2), P95 / median, tail exponent",
        {
            "P(1)": (sizes.count(1) / len(sizes), 0.45, 0.55),
            "P(2)": (sizes.count(2) / len(sizes), 0.18, 0.30),
            "ratio": (quantile(sizes, 0.95) / median(sizes), 4, 5),
            "exponent": (1 + len(tail) / sum(math.log(size / 1.5) for size in tail), 2.2, 2.8),
        },
    )


_NEWS = {"sudden": (150_000, 2, -0.9), "creeping": (30_000, 12, -0.6)}
"""What news from outside reaches in the first hour, hours until it slackens, power by which it does."""


def crisis_fact(
    name: str,
    share: tuple[float, float],
    decay: tuple[float, float],
    coefficients: Mapping[str, int],
    seeds: int,
) -> Fact:
    """Return how fast the posts of a crisis fade that news from outside feeds every hour of a week.

    Args:
        name: A row of `_NEWS`.
        share: Band of the share of posts, from the busiest hour on, that comes within a day.
        decay: Band of the exponent of the hourly rate, one hour to four days after it.
        coefficients: The table.
        seeds: How many runs.
    """
    first, slack, power = _NEWS[name]
    shares, fading = [], [0.0] * (2 * WEEK)
    for n in range(seeds):
        laws = laws_of(coefficients, n % 24 * _HOUR, WEEK)
        spread = Spread(f"{name}-{n}", Matter("crisis", 70 * P // 100_000, 3_000_000, 2 * 5_760), laws)
        for hour in range(WEEK // _HOUR):
            spread.root(f"news-{hour}", hour * _HOUR, max(1, round(first * (1 + hour / slack) ** power)))
        spread.advance(WEEK)
        hours = Counter(minute // _HOUR for minute in spread.minutes)
        peak = max(hours, key=lambda hour: (hours[hour], -hour)) * _HOUR
        after = [minute - peak for minute in spread.minutes if minute >= peak]
        shares.append(sum(minute < _DAY for minute in after) / len(after))
        for minute in after:
            fading[minute] += 1 / len(after)
    return within(
        f"4c {name} crisis fed by news: share of its posts within a day of the peak, decay",
        {"day": (median(shares), *share), "decay": (slope(fading, _HOUR, 4 * _DAY), *decay)},
    )


def decay_facts(viral: Sequence[Cascade]) -> Iterator[Fact]:
    """Yield exponents of the rate in time: each cascade counted once, and all reshares together."""
    once, together = [0.0] * (WEEK + 1), [0.0] * (WEEK + 1)
    for cascade in viral:
        for minute in cascade.minutes:
            once[minute] += 1 / len(cascade.minutes)
            together[minute] += 1
    yield within(
        "5 decay of a cascade: 12 min to 3 h, 6 to 72 h",
        {
            "early": (slope(once, 12, 3 * _HOUR), -1.0, -0.6),
            "late": (slope(once, 6 * _HOUR, 3 * _DAY), -1.7, -1.1),
        },
    )
    yield within(
        "5b decay of all reshares together: 5 min to 48 h; busiest minute",
        {
            "slope": (slope(together, 5, 2 * _DAY), -1.0, -0.8),
            "mode": (together.index(max(together)), 1, 2),
        },
    )


def branching_fact(coefficients: Mapping[str, int], seeds: int) -> Fact:
    """Return mean sizes of subcritical cascades, against (reshares of the first post) / (1 - n)."""
    flat = {f"hour-{hour:02d}": 400 for hour in range(24)}
    laws = laws_of({**coefficients, **flat, "pull-sd": 0}, 0, 1 << 38)
    values = {}
    for ratio in (3, 6, 8):
        p = ratio * P * 100 // laws.reach.mean  # reshares per exposure times mean reach is ratio / 10
        expected, total = 0.0, 0
        for n in range(seeds // 2):
            spread = Spread(f"branching-{n}", Matter(f"n{ratio}", p, 10**12, 0), laws)
            spread.root("first", 0, 20_000)
            spread.advance(1 << 38)
            total += len(spread.posts)
            expected += p * 20_000 / P / (1 - ratio / 10)
        values[f"n .{ratio}"] = (total / expected, 0.9, 1.1)
    return within("6 subcritical mean size over its theory", values)


def implied_fact(viral: Sequence[Cascade]) -> Fact:
    """Return the branching ratio that large cascades seem to have."""
    implied = [one.exposures / (one.exposures + one.root) for one in viral]
    return within("7 implied branching ratio of large cascades, median", {"n": (median(implied), 0.45, 0.75)})


def depth_fact(ordinary: Sequence[Cascade]) -> Fact:
    """Return how shallow ordinary cascades are."""
    shallow = sum(one.depth <= 1 for one in ordinary) / len(ordinary)
    return within("8 ordinary cascades that end within one hop", {"share": (shallow, 0.8, 1)})


def marks_fact(coefficients: Mapping[str, int]) -> Fact:
    """Return what the table of reach holds."""
    reach = lognormal(coefficients["reach-mean"], coefficients["reach-sd"])
    middle = reach.at(ONE // 2)
    return within(
        "9 reach of a resharer: median, mean over median",
        {"median": (middle, 173, 191), "ratio": (reach.mean / 1_000 / middle, 3, 5)},
    )


def night_fact(viral: Sequence[Cascade]) -> Fact:
    """Return the day's rhythm of reshares, 24 to 72 hours after the first post, local time."""
    hours = [0] * 24
    for cascade in viral:
        for minute in cascade.minutes:
            if _DAY < minute <= 3 * _DAY:
                hours[(cascade.hour + minute // _HOUR) % 24] += 1
    night, day = sum(hours[:7]) / 7, sum(hours[9:23]) / 14
    return within(
        "10 hours of late reshares: night (0 to 6) over day (9 to 22); peak over trough",
        {"night": (night / day, 0.4, 0.6), "peak": (max(hours) / min(hours), 2.5, 9)},
    )


def words_fact(coefficients: Mapping[str, int], seeds: int) -> Fact:
    """Return what moral-emotional words do to direct reshares, on the same draws."""
    direct = [_direct(IssuePlan("words", heat=heat), coefficients, seeds) for heat in range(5)]
    return within(
        "11 direct reshares per moral-emotional word: first, second, third, fourth",
        {
            "1": (direct[1] / direct[0], 1.16, 1.24),
            "2": (direct[2] / direct[1], 1.16, 1.24),
            "3": (direct[3] / direct[2], 1.16, 1.24),
            "4": (direct[4] / direct[3], 1, 1),
        },
    )


def falsity_facts(coefficients: Mapping[str, int], seeds: int) -> Iterator[Fact]:
    """Yield what falsity does: nothing to the shape at equal size, speed through infectiousness."""
    origin = Population("false", 900, 100, audience=1_000_000, least=100)
    plain = birth_rate(IssuePlan("true"), coefficients)
    raised = birth_rate(IssuePlan("false", false=True), coefficients)
    true = list(cascades(origin, seeds, coefficients, p=plain))
    false = list(cascades(origin, seeds, coefficients, p=raised))
    matched = _matched(true, false)
    distance = _distance([one.depth for one, _ in matched], [one.depth for _, one in matched])
    critical = 1.63 * (2 / len(matched)) ** 0.5  # Kolmogorov and Smirnov, one percent
    yield within(
        f"12 false and true of equal size ({len(matched)} pairs): distance of depths over its critical value",
        {"ratio": (distance / critical, 0, 1)},
    )
    slow, fast = (_times(p, coefficients, seeds) for p in (plain, raised))
    both = [(slow[n], fast[n]) for n in slow.keys() & fast.keys()]
    yield within(
        f"12b minutes until 1,500 people are reached, false over true ({len(both)} pairs); never slower",
        {
            "ratio of medians": (median([f for _, f in both]) / median([t for t, _ in both]), 0, 0.95),
            "slower": (sum(f > t for t, f in both) / len(both), 0, 0),
        },
    )


def _direct(plan: IssuePlan, coefficients: Mapping[str, int], seeds: int) -> int:
    laws = laws_of({**coefficients, "reach-mean": 0, "reach-sd": 0}, 0, WEEK)  # reshares that nobody sees
    count = 0
    for n in range(seeds):
        matter = Matter(plan.id, birth_rate(plan, coefficients), 10**9, plan.ageing)
        spread = Spread(f"direct-{n}", matter, laws)
        spread.root("first", 0, 2_000)
        spread.advance(WEEK)
        count += len(spread.posts)
    return count


def _times(p: int, coefficients: Mapping[str, int], seeds: int) -> dict[int, int]:
    """Return the minute at which each cascade passes 1,500 people, by seed; the first post reaches 300."""
    laws = laws_of({**coefficients, "pull-sd": 0}, 0, WEEK)
    times = {}
    for n in range(seeds):
        spread = Spread(f"times-{n}", Matter("times", p, 1_000_000, 5_760), laws)
        spread.root("first", 0, 300)
        spread.advance(WEEK)
        seen = 300
        for minute, _colour, reach, *_ in spread.posts:
            seen += reach
            if seen >= _MANY:
                times[n] = minute
                break
    return times


def _matched(true: Sequence[Cascade], false: Sequence[Cascade]) -> list[tuple[Cascade, Cascade]]:
    """Pair cascades of nearly equal size, each used once."""
    left = sorted(false, key=lambda one: one.size)
    pairs = []
    for one in sorted(true, key=lambda cascade: cascade.size):
        while left and left[0].size < one.size * 0.95:
            left.pop(0)
        if left and left[0].size <= one.size * 1.05:
            pairs.append((one, left.pop(0)))
    return pairs


def _distance(xs: Sequence[int], ys: Sequence[int]) -> float:
    """Return the largest distance of two empirical distributions."""
    return max(
        abs(sum(x <= value for x in xs) / len(xs) - sum(y <= value for y in ys) / len(ys))
        for value in {*xs, *ys}
    )
