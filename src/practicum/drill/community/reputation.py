"""What the crowd makes of the house: attributed responsibility, and the reputation that it costs.

Reputation falls as people who had not heard of a matter hear of it, by how far they hold the house
responsible, who tells them and how. The loss of one issue is bounded, and fades once people stop talking
of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill.community.plan import SEGMENTS, TONES
from practicum.drill.community.spread import FULL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practicum.drill.community.plan import IssuePlan

_FINE = 1_000_000  # small losses must not be lost in rounding
_SILENT_KINDS = frozenset({"everyday", "raid"})  # nobody waits for a word from the house
_WEIGHT = 60  # percent of the way that one word takes the crowd's picture of the house's posture


class Reputation:
    """Responsibility and loss of one issue.

    Args:
        plan: The issue.
        coefficients: The table.
        public: How many people know the house at all.
    """

    def __init__(self, plan: IssuePlan, coefficients: Mapping[str, int], public: int) -> None:
        self._coefficients = coefficients
        self._start = plan.responsibility * 100
        self._moved = 0
        self._silence = 0
        self._silent = plan.kind not in _SILENT_KINDS
        self._fit = 0
        self._loss = 0
        self._public = public
        weights = [
            coefficients[f"weight-{who}"] * coefficients[f"weight-{tone}"]
            for who in SEGMENTS
            for tone in TONES
        ]
        self._weights = weights
        vivid = coefficients["vivid"] if plan.vivid else 100
        self._gain = coefficients["blame-gain"] * vivid
        self._life = coefficients["recovery-vivid" if plan.vivid else "recovery"]

    @property
    def responsibility(self) -> int:
        """How far the crowd holds the house responsible, out of `FULL`."""
        fitted = self._coefficients["fit-blame"] * self._fit // FULL
        return max(0, min(FULL, self._start + self._moved + self._silence // _FINE - fitted))

    @property
    def loss(self) -> int:
        """What the issue costs now, in hundredths of a point."""
        return self._loss // _FINE

    @property
    def fit(self) -> int:
        """How well what was said fits the matter, from -`FULL` to `FULL`."""
        return self._fit

    def settle(self, heard: Sequence[tuple[int, int]], minutes: int, *, talked: bool) -> None:
        """Count what was heard in some minutes.

        Args:
            heard: Of each post its colour, and how many first heard of the matter by it.
            minutes: How long.
            talked: Whether people still talk of it.
        """
        self._loss -= self._loss * minutes // self._life
        if talked and self._silent:
            most = self._coefficients["silence-blame"] * _FINE
            self._silence += (most - self._silence) * minutes // self._coefficients["silence-life"]
        weights = self._weights
        harm = sum(new * weights[colour] for colour, new in heard)
        if harm > 0:
            most = self._coefficients["most-loss"] * _FINE
            worth = harm * self.responsibility * self._gain
            whole = self._public * 10_000 * FULL * 10_000
            self._loss += (most - self._loss) * min(worth, whole) // whole

    def blame(self, points: int) -> None:
        """Add to what the crowd holds the house responsible for."""
        self._moved = max(-FULL, min(FULL, self._moved + points))

    def speak(self, fit: int, strength: int) -> None:
        """Let the house say something in public: the silence ends, and a picture of its posture forms.

        Args:
            fit: How well the posture fits, in percent.
            strength: What is left of a word's worth, out of `FULL`.
        """
        self._silent = False
        self._fit += (fit * 100 - self._fit) * _WEIGHT * strength // (100 * FULL)

    def turn(self, responsibility: int) -> None:
        """Let the matter be another one, with a responsibility from 0 to 100."""
        self._start = responsibility * 100
