"""A raid: bots and people who come together to hurt someone, minute by minute.

Bots come in waves that end by themselves; people come with them and stay longer. Every limit on who may
write keeps out raiders, and some of those who meant well: both shares stand in the coefficient table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from practicum.drill.community.tables import UNIT, exponential, fading
from practicum.drill.draws import draw

if TYPE_CHECKING:
    from collections.abc import Mapping

_U32 = 1 << 32
_WHOLE = 100
_ONE = 1 << 32
LIMITS = ("followers-only", "slow", "filter", "closed")
"""What may be set: only followers write; everyone waits between posts; words are filtered; nobody writes."""


class Line(NamedTuple):
    """A line in the chat.

    Attributes:
        minute: When.
        who: `bot`, `raider` or `regular`.
        key: Its name for draws.
        passed: Whether the limits let it through.
    """

    minute: int
    who: str
    key: str
    passed: bool


class Raid:
    """One raid.

    Args:
        seed: Seed of the run.
        coefficients: The table.
        begins: Minute at which it begins.
        bots: Lines of bots in its first minute.
        raiders: Lines of people in its first minute.
        regulars: Lines a minute of those who mean well.
    """

    def __init__(  # noqa: PLR0913  each is a fact of the raid
        self,
        seed: str,
        coefficients: Mapping[str, int],
        *,
        begins: int,
        bots: int,
        raiders: int,
        regulars: int,
    ) -> None:
        self._seed = seed
        self._coefficients = coefficients
        self._begins = begins
        self._sources = {"bot": bots, "raider": raiders, "regular": regulars}
        self._lives = {
            "bot": fading(coefficients["raid-bots-life"], 1, 1_440),
            "raider": fading(coefficients["raid-people-life"], 1, 1_440),
        }
        self.limits: frozenset[str] = frozenset()
        self.minute = -1
        self.lines: list[Line] = []

    def limit(self, *limits: str) -> None:
        """Set the limits that hold from the next minute on, in place of those that held."""
        self.limits = frozenset(limits)

    def advance(self, to: int) -> None:
        """Let time pass to a minute, that one included."""
        while self.minute < to:
            self.minute += 1
            for who, first in self._sources.items():
                self._come(who, first)

    def count(self, who: str, since: int, until: int) -> int:
        """Return how many lines of someone were seen after a minute and until another."""
        return sum(line.passed and line.who == who and since < line.minute <= until for line in self.lines)

    def _come(self, who: str, first: int) -> None:
        if who != "regular":
            age = self.minute - self._begins
            life = self._lives[who]
            if not 0 <= age < len(life):
                return
            expected = first * UNIT * life[age] // _ONE
        else:
            expected = first * UNIT
        total, n = 0, 0
        while True:
            total += exponential().at(draw(self._seed, f"raid-{who}", str(self.minute), n, _U32))
            if total >= expected:
                return
            key = f"{who}-{self.minute}-{n}"
            self.lines.append(Line(self.minute, who, key, self._passes(who, key)))
            n += 1

    def _passes(self, who: str, key: str) -> bool:
        """Say whether a line gets through: each limit has its own draw for each line."""
        return all(
            draw(self._seed, f"limit-{name}", key, 0, _WHOLE) >= self._coefficients[f"{name}-{who}"]
            for name in LIMITS
            if name in self.limits
        )


def complies(seed: str, coefficients: Mapping[str, int], newcomer: str, *, rules: bool) -> bool:
    """Say whether a newcomer's first post keeps to the rules: more do where the rules stand on top."""
    share = coefficients["comply-rules" if rules else "comply"]
    return draw(seed, "comply", newcomer, 0, _WHOLE) < share


def newcomers(coefficients: Mapping[str, int], usual: int, *, rules: bool) -> int:
    """Return how many newcomers write where so many usually do."""
    return usual * coefficients["newcomers-rules"] // _WHOLE if rules else usual
