"""How time passes: messages come in, colleagues answer, waiting costs."""

from __future__ import annotations

from bisect import bisect_right
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from practicum.drill.cast import PlannedMessage, PlannedThread, cast
from practicum.drill.conditions import ANSWERS, PUBLISHED, WORDS, all_hold, does, holds, states_facts, when
from practicum.drill.facts import signature
from practicum.drill.state import Act, Alert, Effect, Message, Phase, Side, State, Thread

if TYPE_CHECKING:
    from practicum.drill import schema
    from practicum.drill.load import Scenario
    from practicum.drill.schema import EffectName

__all__ = [
    "ANSWERS", "PUBLISHED", "WORDS", "advance", "answer_to", "begin", "close", "effect_name", "holds", "move",
    "next_event", "phase_at", "recent", "schedule_inside", "schedule_reactions", "schedule_signature",
    "shared_words", "states_facts", "usual", "when",
]  # fmt: skip

# Order of events that share a minute: people speak before the clock counts them as waiting.
_OPENING, _MESSAGE, _INTERNAL, _SIGNATURE, _LATE = range(5)
_LATE_STEP = 10
_WINDOW = 60
# Effects whose common coefficient has another name.
_COMMON = {"late": "late-answer", "over": "over-answered", "hidden": "hid-criticism"}


def begin(scenario: Scenario, seed: str) -> State:
    """Return the state at minute 0, with what is there when the shift begins."""
    state = State(scenario, seed)
    for plan in cast(scenario, seed).values():
        heappush(state.agenda, (plan.opening.delay, _OPENING, plan.thread.id, "", plan))
    advance(state, 0)
    return state


def advance(state: State, to: int) -> None:
    """Let time pass to a minute, the end of the shift at the latest."""
    to = min(to, state.scenario.structure.length)
    while state.agenda and state.agenda[0][0] <= to:
        minute, kind, thread, _key, what = heappop(state.agenda)
        state.minute = minute
        if kind == _OPENING:
            _open(state, what)
        elif kind == _MESSAGE:
            _say(state, state.threads[thread], what)
        elif kind == _INTERNAL:
            state.threads[thread].messages.append(what)
        elif kind == _SIGNATURE:
            state.channel.append(signature(state, what))
        else:
            _count_waiting(state, *what)
    state.minute = to
    if to >= state.scenario.structure.length:
        state.over = True


def close(state: State) -> None:
    """Let the rest of the shift pass with nobody at the desk."""
    length = state.scenario.structure.length
    advance(state, length)
    state.over = True


def next_event(state: State) -> int | None:
    """Return the minute of the next message that will reach the desk as things stand."""
    for minute, kind, thread, _key, what in sorted(state.agenda, key=lambda event: event[:4]):
        if kind in {_INTERNAL, _SIGNATURE} or (kind == _OPENING and _due(state, what.thread.id, what.thread)):
            return minute
        if kind == _MESSAGE and _due(state, thread, what.source):
            return minute
    return None


def move(state: State, name: str, thread: str, act: int | None = None) -> None:
    """Let a coefficient act on the index."""
    state.effects.append(Effect(state.minute, name, state.scenario.coefficients[name], thread, act))


def effect_name(phase: Phase, name: EffectName) -> str:
    """Return the coefficient that acts for an effect of a phase: its own, or the common one."""
    return phase.handling.effects.get(name, _COMMON.get(name, name))


def answer_to(thread: Thread, phase: Phase) -> Act | None:
    """Return the first answer that the desk began within a phase, or None."""
    later = [other.minute for other in thread.phases if other.minute > phase.minute]
    until = min(later, default=None)
    for act in thread.acts:
        if act.action in ANSWERS and act.start >= phase.minute and (until is None or act.start < until):
            return act
    return None


def phase_at(thread: Thread, minute: int) -> Phase:
    """Return the phase that stood at a minute: an act is judged on what was visible when it began."""
    past = [phase for phase in thread.phases if phase.minute <= minute]
    return past[-1] if past else thread.phases[0]


def schedule_reactions(state: State, thread: Thread, act: Act) -> None:
    """Put on the agenda what people say after the desk's first act of a kind."""
    for planned in thread.plan.more:
        if planned.source is None or planned.source.since == "opened":
            continue
        kind = planned.source.since
        first = not any(does(state, other, kind) for other in thread.acts if other.n != act.n)
        if first and does(state, act, kind):
            _plan(state, thread.id, planned, act.end)


def schedule_inside(state: State, thread: Thread, message: Message) -> None:
    """Put a colleague's message on the agenda."""
    heappush(state.agenda, (message.minute, _INTERNAL, thread.id, message.id, message))


def schedule_signature(state: State, minute: int, act: Act) -> None:
    """Put a colleague's answer to a request for a sign-off on the agenda."""
    heappush(state.agenda, (minute, _SIGNATURE, "", f"{act.n:06d}", act))


def _plan(state: State, thread: str, planned: PlannedMessage, since: int) -> None:
    heappush(state.agenda, (since + planned.delay, _MESSAGE, thread, planned.id, planned))


def _open(state: State, plan: PlannedThread) -> None:
    if not _due(state, plan.thread.id, plan.thread):
        return
    thread = Thread(plan, state.minute)
    state.threads[thread.id] = thread
    _say(state, thread, plan.opening)
    for planned in plan.more:
        if planned.source is not None and planned.source.since == "opened":
            _plan(state, thread.id, planned, state.minute)
    if plan.thread.effect:
        move(state, plan.thread.effect, thread.id)


def _due(state: State, thread: str, row: schema.Thread | schema.FollowUp) -> bool:
    return all_hold(state, row.needs, row.unless, thread)


def _say(state: State, thread: Thread, planned: PlannedMessage) -> None:
    source = planned.source
    if source is not None and not _due(state, thread.id, source):
        return
    side: Side = "internal" if source is not None and source.internal else "public"
    thread.messages.append(
        Message(
            planned.id,
            side,
            planned.author,
            state.minute,
            planned.text,
            planned.image,
            planned.likes,
            planned.shares,
        )
    )
    if source is not None and source.effect:
        move(state, source.effect, thread.id)
    if planned.handling is not None:
        phase = Phase(thread.id, planned.id, state.minute, planned.handling)
        thread.phases.append(phase)
        thread.left = False
        if phase.handling.answer == "expected" and phase.handling.target is not None:
            _plan_waiting(state, phase, 0, state.minute + phase.handling.target + 1)
    if side == "public":
        state.mentions.append(state.minute)
        _watch_volume(state)


def _plan_waiting(state: State, phase: Phase, step: int, minute: int) -> None:
    heappush(state.agenda, (minute, _LATE, phase.thread, f"{phase.message}/{step:03d}", (phase, step)))


def _count_waiting(state: State, phase: Phase, step: int) -> None:
    thread = state.threads[phase.thread]
    if answer_to(thread, phase) is not None or step >= state.scenario.coefficients["late-limit"]:
        return
    move(state, effect_name(phase, "late"), thread.id)
    _plan_waiting(state, phase, step + 1, state.minute + _LATE_STEP)


def recent(state: State) -> int:
    """Return how many mentions came in the last hour."""
    return len(state.mentions) - bisect_right(state.mentions, state.minute - _WINDOW)


def usual(state: State) -> tuple[int, int]:
    """Return the usual low and high of the last hour's mentions, rounded outwards.

    The last hour lies across two hours of the curve; each counts by its share. At the start of a shift less
    than an hour has been seen, and less is usual.
    """
    now, since = max(state.minute, 1), max(0, state.minute - _WINDOW)
    hours = state.scenario.structure.baseline
    ends = [*(hour.minute for hour in hours[1:]), max(now, hours[-1].minute)]
    low = high = 0
    for hour, end in zip(hours, ends, strict=True):
        minutes = max(0, min(end, now) - max(hour.minute, since))
        low, high = low + minutes * hour.low, high + minutes * hour.high
    return low // _WINDOW, -(-high // _WINDOW)


def shared_words(state: State) -> str:
    """Return the scenario's note on a burst that is running now, or nothing."""
    for burst in state.scenario.structure.bursts:
        if burst.window[0] <= state.minute <= burst.window[1]:
            return state.scenario.words.bursts[burst.id]
    return ""


def _watch_volume(state: State) -> None:
    """Raise an alert when the last hour lies above its band, once an hour at most."""
    if state.minute < _WINDOW or (state.alerts and state.minute - state.alerts[-1].minute < _WINDOW):
        return
    count, (_low, high) = recent(state), usual(state)
    if count > high:
        state.alerts.append(Alert(f"a{len(state.alerts) + 1}", state.minute, count, high))
