"""How long people wait before they write again or leave: rarely within an hour, more often after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill.draws import draw

if TYPE_CHECKING:
    from practicum.drill.load import Scenario

STEP = 10
"""Minutes that one draw of patience covers."""

_EARLY = 6  # steps of the first hour
_MOST = 144  # steps: after a day nobody is still waiting
_ALL = 100


def patience(scenario: Scenario, seed: str, person: str) -> int:
    """Return the minutes that a person waits.

    In each ten minutes some of those who still wait stop waiting: the table says how many in the first hour
    (`patience-early`) and after it (`patience-late`). The minute within the ten is drawn evenly.

    Args:
        scenario: The drill, for its coefficients.
        seed: Seed of the run.
        person: Whose patience it is; draws are keyed by it.
    """
    early, late = scenario.coefficients["patience-early"], scenario.coefficients["patience-late"]
    for step in range(_MOST):
        if draw(seed, "patience", person, step, _ALL) < (early if step < _EARLY else late):
            return step * STEP + 1 + draw(seed, "patience:minute", person, 0, STEP)
    return _MOST * STEP
