"""What was so at a minute: marks are given for what the desk could know when it acted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill import conditions
from practicum.drill.facts import stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from practicum.drill.schema import Condition
    from practicum.drill.state import Act, State

_STREAM = "issue-"
STATEMENTS = frozenset({"reply", "private", "press", "post", "update", "correct"})
"""Acts that state facts to somebody outside the house."""


def since_when(state: State, wanted: Iterable[Condition], own: str = "") -> int | None:
    """Return the minute from which all of some conditions hold, or None while one does not."""
    moments = [conditions.when(state, condition, own) for condition in wanted]
    held_since = [moment for moment in moments if moment is not None]
    return max(held_since, default=0) if len(held_since) == len(moments) else None


def held(state: State, condition: Condition, minute: int, own: str = "") -> bool:
    """Say whether a condition had come true by a minute."""
    first = conditions.when(state, condition, own)
    return first is not None and first <= minute


def unknown(state: State, act: Act, facts: Sequence[str] | None = None) -> list[str]:
    """Return which facts an act states before they are known, in the order of the act.

    Args:
        state: The run.
        act: The act.
        facts: Only these; by default all.
    """
    return [
        row.fact.id for row in stated(state, act) if row.early and (facts is None or row.fact.id in facts)
    ]


def unsigned(state: State, act: Act) -> list[str]:
    """Return which facts of an act needed a signature that had not come when it began."""
    return [row.fact.id for row in stated(state, act) if row.unsigned]


def hot_at(state: State, issue: str, minute: int) -> bool:
    """Say whether an issue had become hot by a minute."""
    return issue in state.hot and state.hot[issue] <= minute


def issue_of(state: State, act: Act) -> str:
    """Return the issue that an act speaks to: the one it names, or that of its thread; empty for none."""
    named = act.fields.get("issue", "")
    if named:
        return str(named)
    if act.thread in state.scenario.threads:
        return state.scenario.threads[act.thread].issue or ""
    return act.thread.removeprefix(_STREAM) if act.thread.startswith(_STREAM) else ""
