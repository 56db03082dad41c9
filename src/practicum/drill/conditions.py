"""Conditions: what must have happened before a row comes, a fact is known, a duty arises, a gate fires."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from practicum.drill.actions import action_table
from practicum.drill.schema import DONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicum.drill.schema import Condition, Option
    from practicum.drill.schema_issue import Fact
    from practicum.drill.state import Act, State, Stream, Thread

WORDS = frozenset({"reply", "private", "press"})
"""Acts that say something to the author of a thread, in a posture and with parts."""

ANSWERS = WORDS | {"choose"}
"""Acts that answer a thread."""

PUBLISHED = frozenset({"post", "update", "correct", "translate", "describe", "rules", "end"})
"""Acts by which the house speaks to everyone, outside any thread."""

ACTS_THAT_DO: dict[str, frozenset[str]] = {
    "answered": ANSWERS,
    "informed": WORDS,
    "replied": frozenset({"reply"}),
    "messaged": frozenset({"private"}),
    "left": frozenset({"leave"}),
    "tagged": frozenset({"tag"}),
    "watched": frozenset({"watch"}),
    "checked": frozenset({"author"}),
    "searched": frozenset({"image"}),
    "asked": frozenset({"ask"}),
    "escalated": frozenset({"escalate"}),
    "hidden": frozenset({"hide", "remove"}),
    "chosen": frozenset({"choose"}),
}
"""Which acts count as what was done, where the name of what was done is no action's own."""

_OF_THREADS = frozenset({"appeared", "told"})
_OF_THE_RUN = frozenset({"known", "hot", "drawn"})


def holds(state: State, condition: Condition, own: str = "") -> bool:
    """Say whether a condition holds now. A thread that never appeared satisfies none."""
    return when(state, condition, own) is not None


def when(state: State, condition: Condition, own: str = "") -> int | None:
    """Return the minute at which a condition first held, or None while it does not.

    Args:
        state: The state; nothing after its minute counts.
        condition: What is asked.
        own: The thread in which the condition stands. Without one, and without a thread of its own, a
            condition is about the whole shift.
    """
    name = condition.thread or own
    since = 0
    if name and condition.done not in _OF_THE_RUN:
        talk = talk_of(state, name)
        if talk is None and not _without_thread(condition.done):
            return None
        since = 0 if talk is None else talk.minute
    latest = state.minute if condition.within is None else min(state.minute, since + condition.within)
    return min((minute for minute in _moments(state, condition, name) if minute <= latest), default=None)


def all_hold(state: State, needs: Iterable[Condition], unless: Iterable[Condition], own: str = "") -> bool:
    """Say whether all of some conditions hold now and none of others."""
    return all(holds(state, need, own) for need in needs) and not any(
        holds(state, condition, own) for condition in unless
    )


def known_at(state: State, fact: Fact) -> int | None:
    """Return the minute from which a fact is known, or None while it is not. A false fact never is."""
    return state.remembered(("known", fact.id), lambda: _known_at(state, fact))


def _known_at(state: State, fact: Fact) -> int | None:
    if not fact.true:
        return None
    latest = 0
    for condition in fact.known:
        minute = when(state, condition)
        if minute is None:
            return None
        latest = max(latest, minute)
    return latest


def states_facts(state: State, act: Act) -> bool:
    """Say whether an answer states facts, by its posture or by the part that it claims to hold."""
    return act.fields["posture"] in state.scenario.structure.fact_postures or "known" in act.fields["parts"]


def does(state: State, act: Act, done: str) -> bool:
    """Say whether an act counts as something that was done."""
    if act.action not in ACTS_THAT_DO.get(done, {done}):
        return False
    return done != "informed" or states_facts(state, act)


def carries(act: Act, fields: Iterable[tuple[str, str]]) -> bool:
    """Say whether an act carries these fields; a field of several values must hold the value."""
    for name, wanted in fields:
        value = act.fields.get(name, "")
        if wanted not in (value if isinstance(value, tuple) else (value,)):
            return False
    return True


def _without_thread(done: str) -> bool:
    """Say whether an act of this name hangs on no thread, so that it is looked for in the whole shift."""
    row = action_table().get(done)
    return done not in DONE and row is not None and row.target == "none"


def _moments(state: State, condition: Condition, name: str) -> Iterator[int]:
    if condition.done == "known":
        known = known_at(state, state.scenario.facts[condition.fields["fact"]])
        if known is not None:
            yield known
    elif condition.done == "hot":
        if condition.fields["issue"] in state.hot:
            yield state.hot[condition.fields["issue"]]
    elif condition.done == "drawn":
        if condition.fields.items() <= state.scenario.drawn.items():
            yield 0
    elif condition.done in _OF_THREADS:
        for talk in state.threads.values() if not name else [talk_of(state, name)]:
            yield from _said(talk, condition)
    else:
        talk = None if _without_thread(condition.done) else talk_of(state, name)
        acts = state.acts if talk is None else talk.acts
        yield from (act.end for act in acts if _fulfils(state, act, condition))


def talk_of(state: State, name: str) -> Thread | Stream | None:
    """Return the thread or stream of this id, or None while it is not on the desk."""
    thread = state.threads.get(name)
    if thread is not None:
        return thread
    return next((stream for stream in state.streams.values() if stream.id == name), None)


def _said(talk: Thread | Stream | None, condition: Condition) -> Iterator[int]:
    if talk is None:
        return
    if condition.done == "appeared":
        yield talk.minute
        return
    for message in talk.messages:
        if message.facts and (not condition.to or message.author in condition.to):
            yield message.minute


def _fulfils(state: State, act: Act, condition: Condition) -> bool:
    if not does(state, act, condition.done) or not carries(act, condition.fields.items()):
        return False
    if condition.to and not {*condition.to} & _addressed(act):
        return False
    if condition.option is None and condition.least is None:
        return True
    thread = state.threads[act.thread]
    given = thread.plan.options[act.fields["option"]]
    if condition.option is not None and given.id != condition.option:
        return False
    return condition.least is None or worth(state, thread, given, act.start).credit >= condition.least


class Given(NamedTuple):
    """What an answer earns: share of the mark in percent, coefficient, the row that says why."""

    credit: int
    effect: str | None
    why: str


def worth(state: State, thread: Thread, option: Option, minute: int) -> Given:
    """Return what an answer is worth that was begun at a minute; what came later changes nothing.

    Args:
        state: The run, then or later.
        thread: The thread that offers the answer.
        option: The answer.
        minute: When it was begun.
    """

    def held(condition: Condition) -> bool:
        first = when(state, condition, thread.id)
        return first is not None and first <= minute

    for row in option.worth:
        if all(map(held, row.needs)) and not any(map(held, row.unless)):
            return Given(row.credit, row.effect, row.id)
    return Given(option.credit, option.effect, "")


def _addressed(act: Act) -> set[str]:
    """Return whom an act was for: one colleague, several audiences, the crisis cell, who should sign."""
    found: set[str] = set()
    for name in ("to", "from", "who"):
        value = act.fields.get(name, ())
        found.update(value if isinstance(value, tuple) else (value,))
    return found
