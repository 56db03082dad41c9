"""How long somebody in a thread waits before writing again: by the hazard of the service's queue."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from practicum.drill.draws import draw

if TYPE_CHECKING:
    from practicum.drill.load import Scenario

STEP = 10
"""Minutes after which somebody who waits has had enough, or not."""

_HOUR = 60
_MOST = 144  # steps: after a day nobody is still waiting
_WHOLE = 10_000
_ONE = 1 << 32


def patience(scenario: Scenario, seed: str, person: str) -> int:
    """Return the minutes that a person waits, at least 1.

    In each ten minutes some of those who still wait have had enough: `patience-base` of them, and by
    `patience-rise` more for each ten minutes after the first hour. The minute within the ten is drawn evenly.

    Args:
        scenario: The drill, for its coefficients.
        seed: Seed of the run.
        person: Whose patience it is; draws are keyed by it.
    """
    values = scenario.coefficients
    when, minute = divmod(draw(seed, "patience", person, 0, _ONE * STEP), STEP)
    return bisect_right(_gone(values["patience-base"], values["patience-rise"]), when) * STEP + 1 + minute


@lru_cache(maxsize=8)
def _gone(base: int, rise: int) -> tuple[int, ...]:
    """Return who has stopped waiting by the end of each ten minutes, out of `_ONE`; all have after a day."""
    left, gone = _ONE, []
    for step in range(1, _MOST):
        late = max(0, step * STEP - _HOUR) // STEP
        left -= left * min(_WHOLE, base + rise * late) // _WHOLE
        gone.append(_ONE - left)
    return tuple(gone)
