"""What was so at a minute: marks are given for what the desk could know when it acted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill import world
from practicum.drill.acts import is_public
from practicum.drill.schema import Condition

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from practicum.drill.schema_issue import Fact
    from practicum.drill.state import Act, State

_ALWAYS_PUBLIC = frozenset({"post", "update", "correct", "press", "move", "end"})
STATEMENTS = frozenset({"reply", "private", "press", "post", "update", "correct"})
"""Acts that state facts to somebody outside the house."""


def since_when(state: State, conditions: Iterable[Condition], own: str = "") -> int | None:
    """Return the minute from which all of some conditions hold, or None while one does not."""
    moments = [world.when(state, condition, own) for condition in conditions]
    held = [moment for moment in moments if moment is not None]
    return max(held, default=0) if len(held) == len(moments) else None


def held(state: State, condition: Condition, minute: int, own: str = "") -> bool:
    """Say whether a condition had come true by a minute."""
    first = world.when(state, condition, own)
    return first is not None and first <= minute


def in_public(state: State, act: Act) -> bool:
    """Say whether everyone could read what an act said."""
    return act.action in _ALWAYS_PUBLIC or (
        act.action == "reply" and (act.thread not in state.scenario.threads or is_public(state, act))
    )


def facts_of(state: State) -> dict[str, Fact]:
    """Return the scenario's facts by id."""
    return {fact.id: fact for fact in state.scenario.structure.facts}


def known_since(state: State, fact: Fact) -> int | None:
    """Return the minute from which a fact was known, or None; what is false never is."""
    return since_when(state, fact.known) if fact.true else None


def unknown(state: State, act: Act, facts: Sequence[str] | None = None) -> list[str]:
    """Return which facts an act states before they are known, in the order of the act.

    Args:
        state: The run.
        act: The act.
        facts: Only these; by default all.
    """
    table = facts_of(state)
    found = []
    for name in act.fields.get("facts", ()):
        if (facts is None or name in facts) and name in table:
            since = known_since(state, table[name])
            if since is None or since > act.start:
                found.append(name)
    return found


def unsigned(state: State, act: Act) -> list[str]:
    """Return which facts of an act needed a signature that had not come when it began."""
    table = facts_of(state)
    return [
        name
        for name in act.fields.get("facts", ())
        if name in table and "desk" not in table[name].by and not _signed(state, table[name], act.start)
    ]


def _signed(state: State, fact: Fact, minute: int) -> bool:
    return any(
        other.action == "signoff"
        and other.fields.get("from") in fact.by
        and fact.id in other.fields.get("facts", ())
        and other.end <= minute
        for other in state.acts
    )


def hot_at(state: State, issue: str, minute: int) -> bool:
    """Say whether an issue was hot by a minute."""
    return held(state, Condition(done="hot", fields={"issue": issue}), minute)


def issue_of(state: State, act: Act) -> str:
    """Return the issue that an act speaks to: the one it names, or that of its thread; empty for none."""
    named = act.fields.get("issue", "")
    if named:
        return str(named)
    if act.thread in state.scenario.threads:
        return state.scenario.threads[act.thread].issue or ""
    return act.thread.removeprefix("issue-") if act.thread.startswith("issue-") else ""
