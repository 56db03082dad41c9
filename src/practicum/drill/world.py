"""How time passes: messages come in, colleagues answer, waiting costs."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from practicum.drill import alerts, crowd, house, service
from practicum.drill.alerts import recent, usual
from practicum.drill.cast import PlannedMessage, PlannedThread, cast
from practicum.drill.conditions import ANSWERS, PUBLISHED, WORDS, all_hold, does, holds, states_facts, when
from practicum.drill.draws import between
from practicum.drill.facts import signature
from practicum.drill.state import Act, Effect, Message, Phase, Side, State, Thread, stream_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practicum.drill import schema
    from practicum.drill.load import Scenario
    from practicum.drill.schema import EffectName
    from practicum.drill.schema_issue import Operation, Seed, Turn

__all__ = [
    "ANSWERS", "PUBLISHED", "WORDS", "advance", "answer_to", "begin", "close", "effect_name", "follow",
    "holds", "let_go", "move",
    "next_event", "phase_at", "recent", "schedule_inside", "schedule_reactions", "schedule_signature",
    "shared_words", "states_facts", "usual", "when",
]  # fmt: skip

# Order of events that share a minute: people speak before the clock counts them as waiting.
_TURN, _SEED, _OPENING, _MESSAGE, _INTERNAL, _SIGNATURE, _OPERATION, _LATE = range(8)
_LATE_STEP = 10
_HOUR = 60
# Effects whose common coefficient has another name.
_COMMON = {"late": "late-answer", "over": "over-answered", "hidden": "hid-criticism"}


def begin(scenario: Scenario, seed: str) -> State:
    """Return the state at minute 0, with what is there when the shift begins."""
    scenario = scenario.at(seed)
    structure = scenario.structure
    state = State(scenario, seed, crowd=crowd.begin(scenario, seed), service=service.begin(scenario, seed))
    for plan in cast(scenario, seed).values():
        if plan.thread.follows is None:
            heappush(state.agenda, (plan.opening.delay, _OPENING, plan.thread.id, "", plan))
        else:
            state.pending[plan.thread.id] = plan
    for issue in structure.issues:
        for row in issue.seeds:
            minute = between(seed, "minute", f"{issue.id}/{row.id}", row.when)
            heappush(state.agenda, (minute, _SEED, issue.id, row.id, row))
        for number, turn in enumerate(issue.turns):
            minute = between(seed, "minute", f"{issue.id}/turn-{number}", turn.when)
            heappush(state.agenda, (minute, _TURN, issue.id, f"{number:03d}", turn))
    for operation in structure.operations:
        heappush(state.agenda, (operation.at, _OPERATION, operation.id, "", operation))
    advance(state, 0)
    return state


def advance(state: State, to: int) -> None:
    """Let time pass to a minute, the end of the shift at the latest."""
    to = min(to, state.scenario.structure.length)
    while state.agenda and state.agenda[0][0] <= to:
        _pass_time(state, state.agenda[0][0])
        _happen(state, *heappop(state.agenda))
        follow(state)
    _pass_time(state, to)
    if to >= state.scenario.structure.length:
        state.over = True


def _pass_time(state: State, minute: int) -> None:
    """Let crowd and customer service work until a minute; what is on the agenda then comes after them."""
    service.advance(state, minute)
    crowd.advance(state, minute)
    state.minute = minute


def _happen(state: State, _minute: int, kind: int, name: str, key: str, what: Any) -> None:
    """Let one event of the agenda happen."""
    if kind == _OPENING:
        _open(state, what)
    elif kind == _MESSAGE:
        _say(state, state.threads[name], what)
    elif kind == _INTERNAL:
        state.threads[name].messages.append(what)
    elif kind == _SIGNATURE:
        state.channel.append(signature(state, what))
    elif kind == _SEED:
        _sow(state, name, what)
    elif kind == _TURN:
        _turn(state, name, int(key), what)
    elif kind == _OPERATION:
        _go_out(state, what)
    else:
        _count_waiting(state, *what)


def follow(state: State) -> None:
    """Put threads on the agenda whose moment has come: somebody comes back to what was said or done."""
    for name, plan in [*state.pending.items()]:
        row = plan.thread.follows
        since = None if row is None else when(state, row, name)
        if since is not None:
            del state.pending[name]
            minute = max(state.minute, since + plan.opening.delay)
            heappush(state.agenda, (minute, _OPENING, name, "", plan))


def _sow(state: State, issue: str, seed: Seed) -> None:
    """Let an issue become known from outside; the desk sees it when somebody posts about it."""
    if state.crowd is not None and all_hold(state, seed.needs, seed.unless):
        crowd.seed(state, issue, seed.reach, seed.segment, f"seed/{seed.id}")


def _turn(state: State, issue: str, number: int, turn: Turn) -> None:
    """Let an issue become another kind of matter; the house hears of it in the internal channel."""
    if state.crowd is None or not all_hold(state, turn.needs, turn.unless):
        return
    minute = state.minute
    state.crowd.community.tell(minute, "turn", issue, minute, turn.kind, turn.responsibility)
    text = state.scenario.words.issues[issue].turns[number]
    state.channel.append(Message(f"turn-{issue}-{number}", "internal", "", state.minute, text))


def _go_out(state: State, operation: Operation) -> None:
    """Let an operation meet the public: a scheduled post once, an advertisement or a partner each hour."""
    standing = house.operation_state(state, operation.id)
    out = standing == ("done" if operation.kind == "scheduled" else "running")
    issue = operation.issue
    if out and issue is not None and state.crowd is not None and crowd.is_hot(state, issue):
        state.crowd.community.tell(state.minute, "act", issue, state.minute, "off-key")
        if operation.effect:
            move(state, operation.effect, stream_id(issue))
    # What runs meets the public hour after hour; a post that is held waits to be let go.
    if operation.kind != "scheduled":
        heappush(state.agenda, (state.minute + _HOUR, _OPERATION, operation.id, "", operation))


def let_go(state: State, names: Iterable[str]) -> None:
    """Let scheduled posts that were held beyond their minute go out now."""
    for row in state.scenario.structure.operations:
        if row.id in names and row.kind == "scheduled" and row.at <= state.minute:
            heappush(state.agenda, (state.minute, _OPERATION, row.id, "let go", row))


def close(state: State) -> None:
    """Let the rest of the shift pass with nobody at the desk."""
    length = state.scenario.structure.length
    advance(state, length)
    state.over = state.closed = True


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
    row = plan.thread
    if row.issue is not None and state.crowd is not None:
        crowd.come_up(state, row.issue, state.minute)
        if row.reach:
            crowd.seed(state, row.issue, row.reach, row.segment, f"thread/{row.id}")


def _due(state: State, thread: str, row: schema.Thread | schema.FollowUp) -> bool:
    return all_hold(state, row.needs, row.unless, thread)


def _say(state: State, thread: Thread, planned: PlannedMessage) -> None:
    source = planned.source
    if source is not None and not _due(state, thread.id, source):
        return
    if source is not None and source.patience and any(act.action in ANSWERS for act in thread.acts):
        return
    side: Side = "internal" if source is not None and source.internal else "public"
    private = source is not None and source.private
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
            private=private,
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
    if side == "public" and not private:
        state.mentions.append(state.minute)
        alerts.watch(state, state.minute)


def _plan_waiting(state: State, phase: Phase, step: int, minute: int) -> None:
    heappush(state.agenda, (minute, _LATE, phase.thread, f"{phase.message}/{step:03d}", (phase, step)))


def _count_waiting(state: State, phase: Phase, step: int) -> None:
    thread = state.threads[phase.thread]
    if answer_to(thread, phase) is not None or step >= state.scenario.coefficients["late-limit"]:
        return
    move(state, effect_name(phase, "late"), thread.id)
    _plan_waiting(state, phase, step + 1, state.minute + _LATE_STEP)


def shared_words(state: State) -> str:
    """Return the scenario's note on a burst that is running now, or nothing."""
    for burst in state.scenario.structure.bursts:
        if burst.window[0] <= state.minute <= burst.window[1]:
            return state.scenario.words.bursts[burst.id]
    return ""
