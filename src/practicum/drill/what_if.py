"""What if one act had not been? Every act of a log taken out alone, on the same draws."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, TypeVar

from practicum.drill import world
from practicum.drill.acts import perform
from practicum.drill.check_act import ActError
from practicum.drill.fork import fork
from practicum.drill.state import Stream, Thread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from practicum.drill.state import State
    from practicum.evidence import Decision

_Talk = TypeVar("_Talk", Thread, Stream)


def each_left_out(
    finished: State, decisions: Sequence[Decision], wanted: Callable[[Decision], bool]
) -> Iterator[tuple[Decision, State]]:
    """Yield the finished run without each wanted decision, in the order of the log.

    It is the run that `replay` gives for the log without that decision when what has become impossible is
    left out. What the crowd and customer service made of the day is read from the finished run for as long
    as the two tell them the same. Use each state before the next is asked for.

    Args:
        finished: The finished run of the whole log.
        decisions: The log.
        wanted: Which decisions to take out.

    Raises:
        ActError: The log itself holds an impossible decision.
    """
    state = world.begin(finished.scenario, finished.seed)
    for place, decision in enumerate(decisions):
        if wanted(decision):
            other = _branch(state, finished)
            for later in decisions[place + 1 :]:
                try:
                    perform(other, later, lenient=True)
                except ActError:
                    continue
            world.close(other)
            yield decision, other
        perform(state, decision)


def _branch(state: State, finished: State) -> State:
    """Return a run that goes its own way from here, and follows the finished one while it can."""
    other = copy.copy(state)
    other.memo = {}
    for name in (
        "acts",
        "effects",
        "alerts",
        "mentions",
        "agenda",
        "channel",
        "hot",
        "risen",
        "alert_rules",
        "pending",
    ):
        setattr(other, name, copy.copy(getattr(state, name)))
    other.threads = {key: _talk(thread) for key, thread in state.threads.items()}
    other.streams = {key: _talk(stream) for key, stream in state.streams.items()}
    if state.crowd is not None and finished.crowd is not None:
        other.crowd = copy.copy(state.crowd)
        for name in ("counted", "words", "due", "cost"):
            setattr(other.crowd, name, fork(getattr(state.crowd, name)))
        other.crowd.community = state.crowd.community.follow(finished.crowd.community)
    if state.service is not None and finished.service is not None:
        other.service = copy.copy(state.service)
        other.service.service = state.service.service.follow(finished.service.service)
    return other


def _talk(talk: _Talk) -> _Talk:
    twin: _Talk = copy.copy(talk)
    twin.messages, twin.acts = [*talk.messages], [*talk.acts]
    if isinstance(twin, Thread):
        twin.phases, twin.measures = [*twin.phases], [*twin.measures]
    return twin
