"""What an act does to a shift.

`perform` checks a decision, lets its minutes pass, then applies it. An impossible decision raises before the
act has any trace in the state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.drill import world
from practicum.drill.catalogue import catalogue
from practicum.drill.check_act import checked
from practicum.drill.draws import between
from practicum.drill.reports import report
from practicum.drill.state import DESK, Act, Message
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.drill.schema import EffectName
    from practicum.drill.state import Side, State, Thread
    from practicum.evidence import Decision

_FEW_THANKS = 5
_SEARCHES = frozenset({"author", "image"})


def perform(state: State, decision: Decision, *, lenient: bool = False) -> None:
    """Check a decision, let its time pass and apply it.

    Args:
        state: The state to change.
        decision: What was decided.
        lenient: Leave away evidence that is not at hand instead of refusing, for "what if" questions.

    Raises:
        ActError: The act is impossible or incomplete at its minute.
    """
    fields, thread = checked(state, decision, lenient=lenient)
    cost = _cost(state, decision.action, fields)
    before = len(state.mentions)
    start = state.minute
    # An act that runs past the end of the shift still takes effect, at its last minute.
    world.advance(state, start + cost)
    sentence = report(state, decision.action, thread, fields)
    act = Act(
        n=decision.n,
        start=start,
        end=state.minute,
        action=decision.action,
        thread="" if thread is None else thread.id,
        fields=fields,
        confidence=decision.confidence,
        sentence=sentence,
    )
    if thread is not None:
        _apply(state, thread, act)
        world.schedule_reactions(state, thread, act)
        thread.acts.append(act)
        # Whoever acts on a thread has read what stood there when it began; a search is read when it ends.
        thread.read = max(thread.read, act.end if act.action in _SEARCHES else start)
    state.acts.append(act)
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


def _apply(state: State, thread: Thread, act: Act) -> None:
    match act.action:
        case "tag":
            thread.topic, thread.severity = act.fields["topic"], int(act.fields["severity"])
        case "watch":
            thread.watched = not thread.watched
        case "leave":
            thread.left = True
        case "author" | "image":
            _look_up(state, thread, act)
        case "ask":
            _ask(state, thread, act)
        case "escalate":
            _escalate(state, thread, act)
        case "reply" | "private":
            _answer(state, thread, act)
        case "hide":
            _hide(state, thread, act)
        case "choose":
            _choose(state, thread, act)


def _write(thread: Thread, act: Act, text: str, *, inside: bool = False) -> None:
    """Put the learner's own words into the thread: said to the public, or kept inside the house."""
    side: Side = "internal" if inside else "desk"
    thread.messages.append(Message(f"desk-{len(thread.acts)}", side, DESK, act.end, text))


def _look_up(state: State, thread: Thread, act: Act) -> None:
    words = state.scenario.words
    if act.action == "author":
        author = words.authors[thread.plan.thread.author]
        found = author.record or _("An ordinary account. Nothing about it stands out.")
    else:
        found = words.threads[thread.id].search or _("No earlier copy of this picture was found.")
    thread.messages.append(Message(f"{act.action}-{len(thread.acts)}", "internal", "", act.end, found))


def _ask(state: State, thread: Thread, act: Act) -> None:
    colleague = act.fields["to"]
    _write(thread, act, act.fields["text"], inside=True)
    words = state.scenario.words
    rows = [row for row in thread.plan.thread.colleagues if row.colleague == colleague]
    asked = any(other.action == "ask" and other.fields["to"] == colleague for other in thread.acts)
    if not rows or asked:
        _expect(state, thread, act, words.colleagues[colleague].default)
        return
    for index, (row, text) in enumerate(
        zip(rows, words.threads[thread.id].colleagues[colleague], strict=True)
    ):
        minute = act.end + between(state.seed, "colleague", f"{thread.id}/{colleague}/{index}", row.after)
        message = Message(
            f"inside-{len(thread.acts)}-{index}", "internal", colleague, minute, text, facts=not row.partial
        )
        world.schedule_inside(state, thread, message)


def _escalate(state: State, thread: Thread, act: Act) -> None:
    _write(thread, act, act.fields["text"])
    colleague = act.fields["to"]
    words = state.scenario.words
    own = words.threads[thread.id].told.get(colleague)
    told = any(other.action == "escalate" and other.fields["to"] == colleague for other in thread.acts)
    _expect(state, thread, act, words.colleagues[colleague].told if own is None or told else own)


def _expect(state: State, thread: Thread, act: Act, text: str) -> None:
    """Let a colleague answer after their usual time."""
    colleague = act.fields["to"]
    window = state.scenario.structure.colleagues[colleague].after
    minute = act.end + between(state.seed, f"colleague:{act.action}", f"{thread.id}/{colleague}", window)
    world.schedule_inside(
        state, thread, Message(f"inside-{len(thread.acts)}", "internal", colleague, minute, text)
    )


def _answer(state: State, thread: Thread, act: Act) -> None:
    _write(thread, act, act.fields["text"])
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
    elif handling.answer == "optional" and first and state.thanks < _FEW_THANKS:
        state.thanks += 1
        world.move(state, world.effect_name(phase, "thanked"), thread.id, act.n)
    elif handling.answer == "never" and not (handling.private and not is_public(state, act)):
        world.move(state, world.effect_name(phase, "over"), thread.id, act.n)


def is_public(state: State, act: Act) -> bool:
    """Say whether everyone could read an answer."""
    platform = state.scenario.threads[act.thread].platform
    return act.action == "reply" and platform not in state.scenario.structure.closed_platforms


def fits(state: State, thread: Thread, act: Act) -> bool:
    """Say whether an answer's posture fits and its facts were in when it was begun."""
    handling = world.phase_at(thread, act.start).handling
    if handling.postures and act.fields["posture"] not in handling.postures:
        return False
    return not world.states_facts(state, act) or facts_in(thread, act.start, handling.facts_from)


def facts_in(thread: Thread, minute: int, colleague: str | None) -> bool:
    """Say whether a colleague's answer stood in the thread at a minute; facts of no colleague are at hand."""
    return colleague is None or any(
        message.facts and message.author == colleague and message.minute <= minute
        for message in thread.messages
    )


def _hide(state: State, thread: Thread, act: Act) -> None:
    phase = world.phase_at(thread, act.start)
    if phase.handling.criticism and not thread.hidden:
        world.move(state, world.effect_name(phase, "hidden"), thread.id, act.n)
    thread.hidden = True


def _choose(state: State, thread: Thread, act: Act) -> None:
    letter = act.fields["option"]
    words = state.scenario.words_of(thread.id)
    thread.chosen = letter
    option = thread.plan.options[letter]
    _write(thread, act, words.options[option.id])
    consequence = words.consequences.get(option.id, "")
    if consequence:
        thread.messages.append(
            Message(f"after-{len(thread.acts)}", "public", thread.plan.thread.author, act.end, consequence)
        )
    if option.effect:
        world.move(state, option.effect, thread.id, act.n)
