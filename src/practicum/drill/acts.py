"""What an act does to a shift.

`perform` checks a decision, lets its minutes pass, then applies it. An impossible decision raises before the
act has any trace in the state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.drill import acts_inside, crowd_acts, facts, house, service, world
from practicum.drill.actions import action_table
from practicum.drill.acts_moderate import MEASURES, SETTLING, moderate, restrict
from practicum.drill.catalogue import catalogue
from practicum.drill.check_act import checked
from practicum.drill.conditions import known_at, worth
from practicum.drill.reports import report
from practicum.drill.state import Act, Message, Thread
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from practicum.drill.schema import EffectName
    from practicum.drill.state import State, Talk
    from practicum.evidence import Decision

MODERATING = frozenset(row.id for row in action_table().values() if row.group == "moderate")
"""Acts of moderation: a tired desk needs a minute more for each."""

_FEW_THANKS = 5
_TIRED_COST = 1  # a minute more for each act of moderation


def perform(state: State, decision: Decision, *, lenient: bool = False) -> None:
    """Check a decision, let its time pass and apply it.

    Args:
        state: The state to change.
        decision: What was decided.
        lenient: Leave away evidence that is not at hand instead of refusing, for "what if" questions.

    Raises:
        ActError: The act is impossible or incomplete at its minute.
    """
    fields, talk = checked(state, decision, lenient=lenient)
    slow = decision.action in MODERATING and house.tired(state)
    cost = _cost(state, decision.action, fields) + (_TIRED_COST if slow else 0)
    before = len(state.mentions)
    start = state.minute
    # An act that runs past the end of the shift still takes effect, at its last minute.
    world.advance(state, start + cost)
    sentence = report(state, decision.action, talk, fields, slow=slow)
    act = Act(
        n=decision.n,
        start=start,
        end=state.minute,
        action=decision.action,
        thread="" if talk is None else talk.id,
        fields=fields,
        confidence=decision.confidence,
        sentence=sentence,
    )
    if talk is not None:
        _apply(state, talk, act)
    elif act.action in _OF_SHIFT:
        _OF_SHIFT[act.action](state, act)
    state.acts.append(act)
    crowd_acts.hear(state, talk, act)
    world.follow(state)
    if act.action == "handover":
        state.over = True
    state.status = _status(state, sentence, len(state.mentions) - before)


def _cost(state: State, action: str, fields: Mapping[str, Any]) -> int:
    if action == "wait":
        return int(fields["minutes"])
    if action == "next":
        event = world.next_event(state)
        end = state.scenario.structure.length
        return (end if event is None else event) - state.minute
    return catalogue(state.scenario)[action].cost


def _status(state: State, sentence: str, came: int) -> str:
    parts = [sentence]
    if came:
        parts.append(ngettext("{n} new message came in.", "{n} new messages came in.", came).format(n=came))
    if state.over:
        parts.append(_("The shift is over."))
    return " ".join(parts)


def _apply(state: State, talk: Talk, act: Act) -> None:
    """Apply an act to its thread or stream; acts that are in neither table only leave their trace."""
    if act.action in _OF_TALKS:
        _OF_TALKS[act.action](state, talk, act)
    if isinstance(talk, Thread):
        if act.action in _OF_THREADS:
            _OF_THREADS[act.action](state, talk, act)
        world.schedule_reactions(state, talk, act)
    talk.acts.append(act)
    # Whoever acts on a thread has read what stood there when it began; a search is read when it ends.
    talk.read = max(talk.read, act.end if act.action in _SEARCHES else act.start)


def _tag(_state: State, thread: Thread, act: Act) -> None:
    thread.topic, thread.severity = act.fields["topic"], int(act.fields["severity"])


def _watch(_state: State, talk: Talk, _act: Act) -> None:
    talk.watched = not talk.watched


def _mute(_state: State, talk: Talk, _act: Act) -> None:
    talk.muted = not talk.muted


def _archive(_state: State, talk: Talk, _act: Act) -> None:
    talk.archived = True


def _restrict(_state: State, talk: Talk, act: Act) -> None:
    restrict(talk, act)


def _staff(state: State, act: Act) -> None:
    service.move_people(state, act.fields["how"])


def _alert_rule(state: State, act: Act) -> None:
    state.alert_rules[act.fields["issue"]] = int(act.fields["posts"])


def _resume(state: State, act: Act) -> None:
    world.let_go(state, act.fields["what"])


def _leave(_state: State, thread: Thread, _act: Act) -> None:
    thread.left = True


def _answer(state: State, thread: Thread, act: Act) -> None:
    acts_inside.write(thread, act, act.fields["text"])
    phase = world.phase_at(thread, act.start)
    handling = phase.handling
    first = not any(
        other.action in world.WORDS and other.start >= phase.minute and fits(state, thread, other)
        for other in thread.acts
    )
    if handling.answer != "never" and not fits(state, thread, act):
        world.move(state, world.effect_name(phase, "misjudged"), thread.id, act.n)
    elif handling.answer == "expected" and first:
        in_time = handling.target is None or act.end - phase.minute <= handling.target
        name: EffectName = "answered" if in_time else "answered-late"
        world.move(state, world.effect_name(phase, name), thread.id, act.n)
    elif handling.answer == "optional" and first:
        _thank(state, thread, act)
    elif handling.answer == "never" and not (handling.private and not is_public(state, act)):
        world.move(state, world.effect_name(phase, "over"), thread.id, act.n)


def _thank(state: State, thread: Thread, act: Act) -> None:
    """Count a kind word where one is welcome: the first few of a shift are noticed."""
    if state.thanks < _FEW_THANKS:
        state.thanks += 1
        world.move(state, world.effect_name(world.phase_at(thread, act.start), "thanked"), thread.id, act.n)


def _like(state: State, thread: Thread, act: Act) -> None:
    liked = any(other.action == "like" or other.action in world.WORDS for other in thread.acts)
    if world.phase_at(thread, act.start).handling.answer == "optional" and not liked:
        _thank(state, thread, act)


def _move(_state: State, thread: Thread, act: Act) -> None:
    acts_inside.write(thread, act, act.fields["text"])


def is_public(state: State, act: Act) -> bool:
    """Say whether everyone could read what an act said."""
    if act.action in world.PUBLISHED or act.action == "press":
        return True  # whatever a journalist is told may be printed
    if act.thread not in state.scenario.threads:
        return False
    platform = state.scenario.threads[act.thread].platform
    return act.action in {"reply", "move"} and platform not in state.scenario.structure.closed_platforms


def fits(state: State, thread: Thread, act: Act) -> bool:
    """Say whether an answer's posture fits and its facts were in when it was begun."""
    handling = world.phase_at(thread, act.start).handling
    if handling.postures and act.fields["posture"] not in handling.postures:
        return False
    if any(stated.early for stated in facts.stated(state, act)):
        return False
    return not blind(state, thread, act)


def blind(state: State, thread: Thread, act: Act) -> bool:
    """Say whether an answer claims to state facts while none of those that it should state is known."""
    if not world.states_facts(state, act):
        return False
    handling = world.phase_at(thread, act.start).handling
    if not facts_in(thread, act.start, handling.facts_from):
        return True
    known = [known_at(state, state.scenario.facts[name]) for name in handling.facts]
    return bool(known) and all(minute is None or minute > act.start for minute in known)


def facts_in(thread: Thread, minute: int, colleague: str | None) -> bool:
    """Say whether a colleague's answer stood in the thread at a minute; facts of no colleague are at hand."""
    return colleague is None or any(
        message.facts and message.author == colleague and message.minute <= minute
        for message in thread.messages
    )


def _choose(state: State, thread: Thread, act: Act) -> None:
    letter = act.fields["option"]
    words = state.scenario.words_of(thread.id)
    thread.chosen = letter
    option = thread.plan.options[letter]
    given = worth(state, thread, option, act.start)
    acts_inside.write(thread, act, words.options[option.id])
    consequence = words.consequences.get(f"{option.id}-{given.why}", words.consequences.get(option.id, ""))
    if consequence:
        thread.messages.append(
            Message(f"after-{len(thread.acts)}", "public", thread.plan.thread.author, act.end, consequence)
        )
    if given.effect:
        world.move(state, given.effect, thread.id, act.n)


_OF_TALKS: dict[str, Callable[[State, Talk, Act], None]] = {
    "watch": _watch,
    "mute": _mute,
    "archive": _archive,
    "restrict": _restrict,
    "coordination": acts_inside.coordination,
}
_OF_THREADS: dict[str, Callable[[State, Thread, Act], None]] = {
    "tag": _tag,
    "leave": _leave,
    "author": acts_inside.author,
    "image": acts_inside.image,
    "context": acts_inside.context,
    "ask": acts_inside.ask,
    "escalate": acts_inside.escalate,
    "move": _move,
    "like": _like,
    "choose": _choose,
    **dict.fromkeys(world.WORDS, _answer),
    **dict.fromkeys(SETTLING | MEASURES, moderate),
}
_OF_SHIFT: dict[str, Callable[[State, Act], None]] = {
    "signoff": acts_inside.signoff,
    "convene": acts_inside.convene,
    "tell": acts_inside.say_inside,
    "decide": acts_inside.say_inside,
    "staff": _staff,
    "resume": _resume,
    "alert-rule": _alert_rule,
}
_SEARCHES = frozenset({"author", "image", "context", "coordination"})
