"""The reference, from the steps that an author wrote; the same expert in a hurry; an apprentice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from practicum.drill import world
from practicum.drill.actions import action_table
from practicum.drill.check_act import ActError
from practicum.drill.conditions import worth
from practicum.drill.draws import between, draw
from practicum.drill.judge_duty import arises
from practicum.drill.schema import BEST
from practicum.drill.variants import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.drill.policies_player import Player
    from practicum.drill.schema import Step
    from practicum.drill.state import State, Thread
    from practicum.drill.structure import Duty

_CHECKS = frozenset(
    {"open", "author", "image", "context", "coordination", "ask", "lookup", "search", "baseline", "signoff"}
)
_HESITATES = (10, 60)  # minutes
_ONE_IN = 10  # steps that are forgotten
_SPEECH = frozenset({"speak", "close"})


class Due(NamedTuple):
    """A step that may be taken: from which minute, whose it is, and its place among the owner's steps."""

    minute: int
    owner: str
    nth: int
    step: Step
    thread: Thread | None


def reference(player: Player) -> None:
    """Follow the author's steps, each as soon as it is due and the desk is free."""
    state = player.state
    done: set[tuple[str, int]] = set()
    while not state.over:
        due = sorted(_due(state, done), key=lambda item: item[:3])
        ready = [item for item in due if item.minute <= state.minute]
        if ready:
            done.add((ready[0].owner, ready[0].nth))
            _take(player, ready[0])
            continue
        event = world.next_event(state)
        length = state.scenario.structure.length
        later = [item.minute for item in due] + ([length] if event is None else [event])
        player.wait_until(min(later))


def _due(state: State, done: set[tuple[str, int]]) -> list[Due]:
    return [*steps_due(state, done), *duties_due(state, done)]


def hasty(player: Player) -> None:
    """Speak first: the author's steps without the checks and the waits, words before anything else.

    What becomes impossible without the checks is left out; an escalation goes with the post alone.
    """
    state = player.state
    done: set[tuple[str, int]] = set()
    while not state.over:
        due = [item for item in _everything(state, done) if item.step.do not in _CHECKS]
        if due:
            item = min(due, key=lambda item: (not _speaks(item.step), item.minute, item.owner, item.nth))
            done.add((item.owner, item.nth))
            try:
                _take(player, item, hurry=True)
            except ActError:
                continue
        else:
            event = world.next_event(state)
            player.wait_until(state.scenario.structure.length if event is None else event)


def apprentice(player: Player) -> None:
    """Know what to do, and be slow and forgetful: each step comes late, and one in ten never.

    How late is drawn for each step, from 10 to 60 minutes after an expert would have been free for it.
    """
    state = player.state
    done: set[tuple[str, int]] = set()
    while not state.over:
        due = [(item.minute + _hesitation(state, item), item) for item in _due(state, done)]
        ready = sorted((pair for pair in due if pair[0] <= state.minute), key=lambda pair: pair[1][:3])
        if not ready:
            event = world.next_event(state)
            length = state.scenario.structure.length
            player.wait_until(min([minute for minute, _item in due] + [length if event is None else event]))
            continue
        item = ready[0][1]
        done.add((item.owner, item.nth))
        if draw(_same_person(state), "policy:apprentice:forgets", item.owner, abs(item.nth), _ONE_IN):
            try:
                _take(player, item)
            except ActError:  # it rested on a step that was forgotten
                continue


def _hesitation(state: State, item: Due) -> int:
    return between(_same_person(state), "policy:apprentice:waits", f"{item.owner}/{item.nth}", _HESITATES)


def _same_person(state: State) -> str:
    """Return what an apprentice's own draws hang on: the same one plays a seed at every intensity."""
    return bare(state.scenario, state.seed)


def _speaks(step: Step) -> bool:
    row = action_table().get(step.do)
    return row is not None and row.group in _SPEECH and step.do != "leave"


def _everything(state: State, done: set[tuple[str, int]]) -> Iterator[Due]:
    """Every step whose message stands on the desk, whatever it should wait for."""
    for thread in state.threads.values():
        there = {message.id: message.minute for message in thread.messages}
        for index, step in enumerate(thread.plan.thread.reference):
            if (thread.id, index) not in done and step.at in there:
                yield Due(there[step.at], thread.id, index, step, thread)
    for duty in state.scenario.structure.duties:
        since = arises(state, duty) if duty.reference is not None else None
        # What is said at the end of a shift cannot be said at its start: nobody takes over yet.
        if duty.reference is not None and since is not None and (duty.id, -1) not in done:
            early = max(since, duty.window[0] if not duty.since else since)
            if early <= state.minute:
                yield Due(early, duty.id, -1, duty.reference, None)


def steps_due(state: State, done: set[tuple[str, int]]) -> Iterator[Due]:
    """The next step of each thread with the minute at which it is due; its steps keep their order."""
    for thread in state.threads.values():
        for index, step in enumerate(thread.plan.thread.reference):
            if (thread.id, index) in done:
                continue
            since = next((m.minute for m in thread.messages if m.id == step.at), None)
            if since is not None and (step.once is None or world.holds(state, step.once, thread.id)):
                yield Due(since + step.after, thread.id, index, step, thread)
            break


def duties_due(state: State, done: set[tuple[str, int]]) -> Iterator[Due]:
    """The expert's act for each duty that has arisen; one with a rhythm is done again and again."""
    for duty in state.scenario.structure.duties:
        step = duty.reference
        since = arises(state, duty) if step is not None else None
        if step is None or since is None:
            continue
        times = sum(1 for owner, _index in done if owner == duty.id)
        if times and not _again(state, duty):
            continue
        if step.once is None or world.holds(state, step.once):
            # A rhythm is kept with a little to spare: the desk may be busy when it is due.
            after = since + step.after + times * max(1, (duty.every or 0) * 9 // 10)
            yield Due(after, duty.id, -1 - times, step, None)


def _again(state: State, duty: Duty) -> bool:
    return duty.every is not None and not (duty.until is not None and world.holds(state, duty.until))


def decided(state: State, item: Due) -> tuple[str, dict[str, Any], int | None]:
    """Return the decision of a step: texts from its owner's words, options by the letters of the seed."""
    words, step, thread = state.scenario.words, item.step, item.thread
    scripts = words.duties[item.owner].scripts if thread is None else words.threads[item.owner].scripts
    row = action_table().get(step.do)
    args: dict[str, Any] = {}
    if thread is not None and row is not None and row.target == "thread":
        args["thread"] = thread.id
    for name, value in step.fields.items():
        if name == "text" and isinstance(value, str):
            nth = f"{value}-{-item.nth}"  # a second, third text of a rhythm, where the author wrote one
            args[name] = scripts.get(nth, scripts[value])
        elif name == "option" and thread is not None:
            letters = {option.id: letter for letter, option in thread.plan.options.items()}
            args[name] = best(state, thread) if value == BEST else letters[str(value)]
        else:
            args[name] = list(value) if isinstance(value, tuple) else value
    return step.do, args, step.confidence


def best(state: State, thread: Thread) -> str:
    """Return the letter of the answer that is worth most now; of equals, the first that the author wrote."""
    letters = {option.id: letter for letter, option in thread.plan.options.items()}
    options = thread.plan.thread.options
    most = max(worth(state, thread, option, state.minute).credit for option in options)
    found = next(o for o in options if worth(state, thread, o, state.minute).credit == most)
    return letters[found.id]


def _take(player: Player, item: Due, *, hurry: bool = False) -> None:
    action, args, confidence = decided(player.state, item)
    if hurry and "evidence" in args:
        args["evidence"] = ["post"]
    player.do(action, args, confidence, _why(player.state, item) if item.nth >= -1 else "")


def _why(state: State, item: Due) -> str:
    words, key = state.scenario.words, item.step.why
    if key is None:
        return ""
    return words.duties[item.owner].why if item.thread is None else words.threads[item.owner].why[key]
