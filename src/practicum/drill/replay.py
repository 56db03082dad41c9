"""From decisions to a state: the only way in which a run ever comes about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill import world
from practicum.drill.acts import perform
from practicum.drill.check_act import ActError
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practicum.drill.load import Scenario
    from practicum.drill.state import State
    from practicum.evidence import Decision


def replay(
    scenario: Scenario, seed: str, decisions: Iterable[Decision], *, skip_impossible: bool = False
) -> State:
    """Return the state to which decisions lead.

    Args:
        scenario: The drill.
        seed: The seed of the run.
        decisions: In the order of the log.
        skip_impossible: Leave out what is not possible any more instead of refusing, for "what if".

    Raises:
        ActError: A decision is impossible; the sentence names its number.
    """
    state = world.begin(scenario, seed)
    for decision in decisions:
        try:
            perform(state, decision, lenient=skip_impossible)
        except ActError as error:
            if skip_impossible:
                continue
            raise ActError(
                _("Decision {n} of the log is not possible: {problem}").format(
                    n=decision.n, problem=error.problem
                ),
                next_step=error.next_step,
            ) from error
    return state
