"""Facts: when one is known, who may state it, and what an act stated.

All of it follows from the acts and messages so far. A fact is judged by what was known when the act began:
stated before, it was a guess, whether or not it proves true.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from practicum.drill.conditions import known_at, talk_of
from practicum.drill.draws import between
from practicum.drill.state import Message
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.drill.schema import Condition
    from practicum.drill.schema_issue import Fact
    from practicum.drill.state import Act, State

DESK_MAY = "desk"
"""Who may say a fact when the desk may say it alone."""


@dataclass(frozen=True)
class Stated:
    """A fact that an act stated.

    Attributes:
        fact: Which fact.
        early: It was not known when the act began.
        unsigned: It is not the desk's to say, and nobody had signed it off when the act began.
    """

    fact: Fact
    early: bool
    unsigned: bool


def listed(state: State, fact: Fact) -> bool:
    """Say whether the desk lists a fact: it needs nothing, it is known, or something about it has come up.

    A list of all that will be known would tell the day ahead. An act may still name what is not listed, and
    is judged as for every fact stated too early.
    """
    if not fact.known or known_at(state, fact) is not None:
        return True
    return any(_has_come_up(state, condition) for condition in fact.known)


def _has_come_up(state: State, condition: Condition) -> bool:
    """Say whether the thread or stream, the issue or the fact that a condition names is on the desk."""
    if condition.done == "known":
        return listed(state, state.scenario.facts[condition.fields["fact"]])
    if condition.fields.get("issue", "") in state.streams:
        return True
    return talk_of(state, condition.thread) is not None


def signed_at(state: State, fact: Fact) -> int | None:
    """Return the minute at which somebody who may signed a fact off, or None while nobody has.

    Whoever is asked answers after a while and signs only what is known by then.
    """
    return state.remembered(("signed", fact.id), lambda: _signed_at(state, fact))


def _signed_at(state: State, fact: Fact) -> int | None:
    known = known_at(state, fact)
    if known is None:
        return None
    answers = (
        answer_minute(state, act)
        for act in state.acts
        if act.action == "signoff" and fact.id in act.fields["facts"] and act.fields["from"] in fact.by
    )
    return min((minute for minute in answers if known <= minute <= state.minute), default=None)


def answer_minute(state: State, act: Act) -> int:
    """Return the minute at which a colleague answers a request for a sign-off."""
    colleague = act.fields["from"]
    same = [
        other
        for other in state.acts
        if other.action == "signoff"
        and other.n < act.n
        and (other.fields["from"], other.fields["facts"]) == (colleague, act.fields["facts"])
    ]
    key = "/".join((colleague, *act.fields["facts"], str(len(same))))
    return act.end + between(state.seed, "signoff", key, state.scenario.structure.colleagues[colleague].after)


def may(state: State, fact: Fact) -> Literal["desk", "needs sign-off", "signed off"]:
    """Return who may state a fact now."""
    if DESK_MAY in fact.by:
        return "desk"
    return "needs sign-off" if signed_at(state, fact) is None else "signed off"


def stated(state: State, act: Act) -> Iterator[Stated]:
    """Yield the facts that an act stated, with what was wrong about each.

    A request for a sign-off names facts and states none.
    """
    named = act.fields.get("facts", ()) if act.action != "signoff" else ()
    for name in named:
        fact = state.scenario.facts[name]
        known, signed = known_at(state, fact), signed_at(state, fact)
        yield Stated(
            fact,
            early=known is None or known > act.start,
            unsigned=DESK_MAY not in fact.by and (signed is None or signed > act.start),
        )


def signature(state: State, act: Act) -> Message:
    """Return what a colleague answers now to a request for a sign-off: a sentence for each kind of fact."""
    colleague = act.fields["from"]
    asked = [state.scenario.facts[name] for name in act.fields["facts"]]
    mine = [fact for fact in asked if colleague in fact.by]
    known = [fact for fact in mine if known_at(state, fact) is not None]
    lists = (
        (_("Signed off: {facts}"), known),
        (_("Not known yet, so I cannot sign it: {facts}"), [fact for fact in mine if fact not in known]),
        (_("The desk may say that without me: {facts}"), _desk(asked, mine)),
        (_("Not mine to sign: {facts}"), [f for f in asked if f not in mine and DESK_MAY not in f.by]),
    )
    words = state.scenario.words.facts
    text = " ".join(
        sentence.format(facts=" ".join(words[fact.id] for fact in some)) for sentence, some in lists if some
    )
    return Message(f"signed-{act.n}", "internal", colleague, state.minute, text)


def _desk(asked: list[Fact], mine: list[Fact]) -> list[Fact]:
    return [fact for fact in asked if fact not in mine and DESK_MAY in fact.by]
