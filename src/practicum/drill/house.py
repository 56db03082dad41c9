"""The house at a minute of a shift: its level, its operations, what it has published, who is tired.

Nothing here is stored. All of it follows from the acts so far, so that a replay cannot disagree with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.drill.state import Act, State

OperationState = Literal["planned", "running", "paused", "done"]

_STOPS = frozenset({"pause", "end-partnership"})


@dataclass(frozen=True)
class OwnPost:
    """A post of the house with what was done to it since.

    Attributes:
        act: The act that published it.
        corrected: Minute of its last correction, or None.
        updates: Later acts on it, in order.
    """

    act: Act
    corrected: int | None
    updates: tuple[Act, ...]


def level(state: State) -> int:
    """Return the escalation level now."""
    change = level_act(state)
    return 0 if change is None else int(change.fields["level"])


def level_act(state: State) -> Act | None:
    """Return the act that set the present level, or None while nobody has."""
    return next((act for act in reversed(state.acts) if act.action == "level"), None)


def operation_state(state: State, operation: str, minute: int | None = None) -> OperationState:
    """Return what has become of an operation at a minute, by default now.

    A scheduled post that was stopped stays stopped after its minute and goes out when it is started again.
    """
    now = state.minute if minute is None else minute
    row = next(row for row in state.scenario.structure.operations if row.id == operation)
    stopped = False
    out: int | None = None  # when a scheduled post went out, an advertisement or a partner began
    for act in operation_acts(state, operation):
        if act.end > now:
            break
        if out is None and not stopped and row.at <= act.end:
            out = row.at
        if act.action == "end-partnership":
            return "done"
        stopped = act.action in _STOPS
        if not stopped and out is None and row.at <= act.end:
            out = act.end
    if out is None and not stopped and row.at <= now:
        out = row.at
    if row.kind == "scheduled" and out is not None:
        return "done"
    if stopped:
        return "paused"
    return "planned" if out is None else "running"


def operation_acts(state: State, operation: str) -> Iterator[Act]:
    """Yield the acts that stopped or started an operation, in order."""
    for act in state.acts:
        if act.action in {"pause", "resume", "end-partnership"} and operation in act.fields["what"]:
            yield act


def own_posts(state: State) -> list[OwnPost]:
    """Return what the house has published, oldest first; updates belong to the last post before them."""
    found: list[OwnPost] = []
    for act in state.acts:
        if act.action == "post":
            found.append(OwnPost(act, None, ()))
        elif act.action in {"update", "correct", "translate", "describe"} and found:
            last = found[-1]
            corrected = act.end if act.action == "correct" else last.corrected
            found[-1] = OwnPost(last.act, corrected, (*last.updates, act))
    return found


def since_break(state: State, minute: int | None = None) -> int:
    """Return the minutes of work since the shift began or the last break ended; by default now."""
    now = state.minute if minute is None else minute
    breaks = (act.end for act in reversed(state.acts) if act.action == "break" and act.end <= now)
    return now - next(breaks, 0)


def tired(state: State, minute: int | None = None) -> bool:
    """Say whether judgement has tired: too long without a break, where the scenario has that rule."""
    most = state.scenario.structure.shift_break
    return most is not None and since_break(state, minute) > most


def rules_pinned(state: State) -> bool:
    """Say whether the rules stand above the list."""
    return any(act.action == "rules" for act in state.acts)
