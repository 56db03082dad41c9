"""How one issue spreads: a branching process in which every possible post has its own draws.

People who see a post may pass it on: at minute t a post seen by d people draws reshares at the rate p(t)
* d * kernel(delay). Each *possible* reshare carries a level, drawn once: it happens if p at its minute
lies above that level. Levels of one post form a Poisson process, so the count is right for any p that
changes over time. An act changes p, never a draw: a post that happens with the act and without it is the
same post.

    p(t) = infectiousness * hour(t) * ageing(t) * acts(t) * (1 - reached / audience)
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from hashlib import blake2b
from heapq import heappop, heappush
from itertools import accumulate
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

from practicum.drill.community.tables import ONE, UNIT, Quantiles, fading

if TYPE_CHECKING:
    from collections.abc import Sequence

P = 10**12
"""Infectiousness of one: a reshare for each person who sees a post."""

FULL = 10_000
"""A multiplier of one."""

_STEP = 10  # minutes in which ageing is constant
_HOUR = 60
_PERSON, _TONE = 25, 18  # of 32 bits: the highest seven, the next seven
_WEIGHT = FULL * P * 1_000
_LONGEST = 6 * 24 * 60  # steps: sixty days
_DRAWS = Struct("<16s5I").unpack
Row = tuple[int, int, int, int, int, int, bytes]
"""A post: minute, colour, reach, how many of these had not yet heard, parent, depth, key."""

CELLS = 128
"""Places among which people and tones are drawn."""

_Possible = tuple[
    int, bytes, int, int, int, int, int, int
]  # level, key, first, mark, colour, pull, parent, depth


@dataclass(frozen=True, slots=True)
class Laws:
    """What is the same for every issue of a run.

    Attributes:
        delay: Minutes until a reaction.
        reach: How many people see a reshare.
        pull: How much more or less than others a root draws, in thousandths.
        gap: Exponential draws, mean `UNIT`.
        hours: Activity of each hour of the day, in thousandths of the mean.
        start: Minute of the day at minute 0.
        most: Highest product of what acts do to p, out of `FULL`.
        least: Lowest product.
        horizon: Minute after which nothing is looked at.
    """

    delay: Quantiles
    reach: Quantiles
    pull: Quantiles
    gap: Quantiles
    hours: tuple[int, ...]
    start: int
    most: int
    least: int
    horizon: int


class Matter(NamedTuple):
    """What spreads.

    Attributes:
        id: Its name; with the seed of the run it keys every draw.
        p: Infectiousness at its birth, out of `P`, with heat and falsity.
        audience: How many people it can reach.
        ageing: Minutes after which interest has fallen to 37 %; 0 for never.
    """

    id: str
    p: int
    audience: int
    ageing: int


class Spread:
    """One issue's branching process.

    Args:
        seed: Seed of the run.
        matter: What spreads.
        laws: What all issues share.

    Attributes:
        minutes: Minute of each post so far; they rise.
        posts: The posts.
        minute: Minute until which time has passed.
        born: Minute at which something of it was first seen, or None.
        reached: How many people have heard of it.
        rooted: Of each thing on the desk, its colour and how many people first heard of the matter by it.
        brake: What doubt leaves of the spread, out of `FULL`.
        colours: Who posts and how it sounds, as a number: by place of the person, by place of the tone.
    """

    def __init__(self, seed: str, matter: Matter, laws: Laws) -> None:
        self.minutes: list[int] = []
        self.posts: list[Row] = []
        self.minute = -1
        self.born: int | None = None
        self.reached = 0
        self.rooted: list[tuple[int, int]] = []
        self.colours: Sequence[Sequence[int]] = ((0,) * CELLS,) * CELLS
        self._factor = FULL
        self.brake = FULL
        self._matter = matter
        self._audience = matter.audience
        self._laws = laws
        self._draws = blake2b(
            key=blake2b(f"{seed}\x1f{matter.id}".encode(), digest_size=32).digest(), digest_size=36
        )
        self._interest = [0]
        self._highest = [0]
        self._waiting: dict[int, list[_Possible]] = {}
        self._sown: dict[int, list[tuple[str, int, int]]] = {}
        self._when: list[int] = []  # minutes at which something waits; one may be named twice

    def interest(self, minute: int) -> int:
        """Return p at a minute but for acts and audience, out of `P`: birth, hour of the day, ageing."""
        step = minute // _STEP
        return self._interest[step] if step < len(self._interest) else self._interest[-1]

    def rate(self, minute: int) -> int:
        """Return p at a minute as things stand, out of `P`."""
        left = self._audience - self.reached
        return self.interest(minute) * self._factor * self.brake * left // (FULL * FULL * self._audience)

    def press(self, factor: int) -> None:
        """Multiply p by a factor out of `FULL`, within the bounds for all acts together."""
        laws = self._laws
        self._factor = max(laws.least, min(laws.most, self._factor * factor // FULL))

    def root(self, name: str, minute: int, reach: int, colour: int = 0) -> None:
        """Let people see something on the desk at a minute, now or later; none reacts before the next one.

        Draws are keyed by its name, so that it may come or not come without moving those of others.
        """
        if minute <= self.minute:
            minute = self.minute  # what is seen too late is seen now
            self._plant(name, minute, reach, colour)
            return
        if minute not in self._sown:
            self._sown[minute] = []
            heappush(self._when, minute)
        self._sown[minute].append((name, reach, colour))

    def advance(self, to: int) -> None:
        """Let time pass to a minute, which is included."""
        when, waiting, sown = self._when, self._waiting, self._sown
        while when and when[0] <= to:
            self.minute = minute = heappop(when)
            if minute in waiting:
                self._pass(minute, waiting.pop(minute))
            for name, reach, colour in sown.pop(minute, ()):
                self._plant(name, minute, reach, colour)
        self.minute = max(self.minute, to)

    def _plant(self, name: str, minute: int, reach: int, colour: int) -> None:
        if self.born is None:
            self.born = minute
            self._interest = self._course(minute // _STEP)
            self._highest = list(accumulate(reversed(self._interest), max))[::-1]
        base = self._draws.copy()
        base.update(f"root/{name}".encode())
        key, first, _gap, _delay, pull, _ = _DRAWS(base.digest())
        reach = min(reach, self._audience)
        fresh = reach * (self._audience - self.reached) // self._audience
        self.reached += fresh
        ceiling, bound = self._bounds(minute)
        self.rooted.append((colour, fresh))
        thousandths = self._laws.pull.at(pull)
        weight = reach * thousandths * UNIT
        line = (-len(self.rooted), 1, thousandths)
        self._offspring(
            minute, key, line, weight, self._laws.gap.at(first), bound * weight // _WEIGHT + 1, ceiling
        )

    def _course(self, first: int) -> list[int]:
        """Return the interest of each ten minutes from minute 0 on; the last holds for ever after."""
        laws = self._laws
        length = min(laws.horizon // _STEP, _LONGEST) + 1
        faded = fading(self._matter.ageing, _STEP, _LONGEST)
        hours = [self._matter.p * hour // 1_000 for hour in laws.hours]
        return [
            hours[(laws.start + step * _STEP) // _HOUR % 24] * faded[max(0, step - first)] // ONE
            for step in range(length)
        ]

    def _pass(self, minute: int, possible: list[_Possible]) -> None:
        """Decide who posts in a minute."""
        rate, audience = self.rate(minute), self._audience
        ceiling, bound = self._bounds(minute)
        minutes, posts, colours, reached = self.minutes, self.posts, self.colours, self.reached
        upto, cells = self._laws.reach.upto, self._laws.reach.cells
        gap_upto, gap_cells = self._laws.gap.upto, self._laws.gap.cells
        for level, key, first, mark, colour, pull, parent, depth in possible:
            if level >= rate:
                continue
            begin, low, width, mass = cells[bisect_right(upto, mark)]
            reach = begin + (mark - low) * width // mass
            reach = min(reach, audience)
            fresh = reach * (audience - reached) // audience
            reached += fresh
            minutes.append(minute)
            painted = colours[colour >> _PERSON][colour >> _TONE & (CELLS - 1)]
            posts.append((minute, painted, reach, fresh, parent, depth, key))
            weight = reach * pull * UNIT
            top = bound * weight // _WEIGHT + 1
            begin, low, width, mass = gap_cells[bisect_right(gap_upto, first)]
            total = begin + (first - low) * width // mass
            if total < top:
                self._offspring(minute, key, (len(posts) - 1, depth + 1, pull), weight, total, top, ceiling)
        self.reached = reached

    def _bounds(self, minute: int) -> tuple[int, int]:
        """Return what acts and audience can raise p to from a minute on, out of `FULL`, and p times that."""
        ceiling = self._laws.most * (self._audience - self.reached) // self._audience + 1
        step = minute // _STEP
        highest = self._highest[step] if step < len(self._highest) else self._interest[-1]
        return ceiling, highest * ceiling

    def _offspring(  # noqa: PLR0913, PLR0917  the hottest loop: no object is built for its state
        self,
        minute: int,
        key: bytes,
        line: tuple[int, int, int],
        weight: int,
        total: int,
        top: int,
        ceiling: int,
    ) -> None:
        """Draw who may react to a post: in rising order of their levels, until none can be low enough.

        The bound only ends the walk. It moves no draw, so it may depend on what has happened so far.

        Args:
            minute: Minute of the post.
            key: Its key.
            line: Place of the post, depth of those who react, pull of their root.
            weight: Reach times pull, with the units of gaps and pull: a level is a sum of gaps over it.
            total: Sum of gaps of the first who may react.
            top: Sum of gaps from which none can be low enough.
            ceiling: What acts and audience can raise p to.
        """
        laws, base, waiting = self._laws, self._draws, self._waiting
        upto, cells, horizon = laws.delay.upto, laws.delay.cells, laws.horizon
        gap_upto, gap_cells = laws.gap.upto, laws.gap.cells
        interest, last = self._interest, len(self._interest) - 1
        place, depth, pull = line
        key += b"/"  # a younger sibling and a child are not the same draw
        while total < top:
            draw = base.copy()
            draw.update(key)
            key, first, gap, delay, mark, colour = _DRAWS(draw.digest())
            begin, low, width, mass = cells[bisect_right(upto, delay)]
            then = minute + begin + (delay - low) * width // mass
            if then <= horizon:
                level = total * (P * 1_000) // weight
                step = then // _STEP
                if level * FULL < interest[step if step < last else last] * ceiling:  # noqa: FURB136  hot
                    one = (level, key, first, mark, colour, pull, place, depth)
                    if then in waiting:
                        waiting[then].append(one)
                    else:
                        waiting[then] = [one]
                        heappush(self._when, then)
            begin, low, width, mass = gap_cells[bisect_right(gap_upto, gap)]
            total += begin + (gap - low) * width // mass
