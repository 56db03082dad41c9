"""How long people wait before they write again or leave: rarely within an hour, more often after it."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from practicum.drill.draws import draw

if TYPE_CHECKING:
    from practicum.drill.load import Scenario

STEP = 10
"""Minutes that one draw of patience covers."""

_EARLY = 6  # steps of the first hour
_MOST = 144  # steps: after a day nobody is still waiting
_ALL = 100
_ONE = 1 << 32


def patience(scenario: Scenario, seed: str, person: str) -> int:
    """Return the minutes that a person waits, at least 1.

    In each ten minutes some of those who still wait stop waiting: the table says how many in the first hour
    (`patience-early`) and after it (`patience-late`). The minute within the ten is drawn evenly.

    Args:
        scenario: The drill, for its coefficients.
        seed: Seed of the run.
        person: Whose patience it is; draws are keyed by it.
    """
    values = scenario.coefficients
    when, minute = divmod(draw(seed, "patience", person, 0, _ONE * STEP), STEP)
    return bisect_right(_gone(values["patience-early"], values["patience-late"]), when) * STEP + 1 + minute


@lru_cache(maxsize=8)
def _gone(early: int, late: int) -> tuple[int, ...]:
    """Return who has stopped waiting by the end of each ten minutes, out of `_ONE`; all have after a day."""
    left, gone = _ONE, []
    for step in range(_MOST - 1):
        left -= left * (early if step < _EARLY else late) // _ALL
        gone.append(_ONE - left)
    return tuple(gone)
