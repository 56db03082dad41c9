"""Who believes a rumour: people exposed, sharers, sceptics (after the SEIZ model of Jin and others 2013).

The branching process says who hears it and who passes it on; this layer says how many of those who heard
it doubt it. Doubters do not pass a rumour on, so their share brakes the spread. A correction makes more
doubters, now and later; it never turns back what was shared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill.community.spread import FULL

if TYPE_CHECKING:
    from collections.abc import Mapping

_HOUR = 60
_LEAST = 500  # of FULL: somebody always believes


class Rumour:
    """The public of one rumour.

    Attributes:
        exposed: People who heard it and may still believe it.
        sharers: People who passed it on.
        sceptics: People who doubt it.
    """

    def __init__(self, coefficients: Mapping[str, int]) -> None:
        self.exposed = self.sharers = self.sceptics = 0
        self._coefficients = coefficients
        self._doubting = coefficients["sceptics"]
        self._usual = coefficients["sceptics"]

    def hear(self, fresh: int, posts: int, minutes: int) -> None:
        """Let people hear it and some pass it on, within some minutes."""
        doubting = fresh * self._doubting // 100
        self.sceptics += doubting
        self.exposed += fresh - doubting
        self.sharers += posts
        self.exposed = max(0, self.exposed - posts)
        if heard := self.exposed + self.sceptics:
            hourly = self.exposed * self._coefficients["doubt"] * self.sceptics // (100 * heard)
            self._turn(hourly * minutes // _HOUR)

    def correct(self, strength: int) -> None:
        """Let a correction of some strength, out of `FULL`, stand."""
        worth = self._coefficients["sceptics-corrected"] - self._usual
        self._doubting = max(self._doubting, self._usual + worth * strength // FULL)
        self._turn(self.exposed * self._coefficients["convinced-by-correction"] * strength // (100 * FULL))

    @property
    def brake(self) -> int:
        """What doubt leaves of the spread, out of `FULL`: all of it while doubters are as many as usual."""
        heard = self.exposed + self.sceptics
        if not heard:
            return FULL
        believing = FULL * 100 * self.exposed // (heard * (100 - self._usual))
        return max(_LEAST, min(FULL, believing))

    def _turn(self, people: int) -> None:
        self.exposed -= people
        self.sceptics += people
