"""The one hint that practice shows: what presses most. Assessment shows none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.drill import house, world
from practicum.drill.conditions import carries, when
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.drill.state import State
    from practicum.drill.structure import Duty

_SOON = 25


def coaching(state: State) -> dict[str, Any]:
    """What practice shows and assessment keeps back: the index, and at most one hint."""
    return {"goodwill": state.index // 100, "hint": "" if state.over else _hint(state)}


def _hint(state: State) -> str:
    """What presses most, the most pressing first; an empty sentence asks for nothing."""
    return next((hint for hint in _hints(state) if hint), "")


def _hints(state: State) -> Iterator[str]:
    waiting = _waiting(state)
    yield from (_near(state, minutes, thread) for minutes, thread in waiting if 0 <= minutes <= _SOON)
    yield _unopened(state)
    yield _clash(state)
    yield _no_level(state)
    yield from (_duty(state, duty) for duty in state.scenario.structure.duties)
    yield _unread_volume(state)
    yield _queue(state)
    late = [(minutes, thread) for minutes, thread in waiting if minutes < 0]
    if late:
        yield _("{name} has waited {n} minutes longer than the target.").format(
            name=_author(state, late[-1][1]), n=-late[-1][0]
        )
    if house.tired(state):
        yield _("You have worked for {n} minutes without a break.").format(n=house.since_break(state))


def _waiting(state: State) -> list[tuple[int, str]]:
    """Return who expects an answer: minutes left to the target, and the thread, the nearest first."""
    return sorted(
        (phase.minute + phase.handling.target - state.minute, thread.id)
        for thread in state.threads.values()
        for phase in thread.phases[-1:]
        if phase.handling.answer == "expected"
        and phase.handling.target is not None
        and world.answer_to(thread, phase) is None
    )


def _near(state: State, minutes: int, thread: str) -> str:
    return _("{name} asked something; {n} minutes are left to the target.").format(
        name=_author(state, thread), n=minutes
    )


def _unopened(state: State) -> str:
    if any(
        thread.read < 0 and not thread.messages[0].text and state.minute - thread.minute >= _SOON
        for thread in state.threads.values()
    ):
        return _("A picture without words has not been opened yet.")
    return ""


def _clash(state: State) -> str:
    """Say that something goes out which does not fit a hot issue, without naming it."""
    for row in state.scenario.structure.operations:
        going = house.operation_state(state, row.id) in {"planned", "running"}
        if row.pause and going and row.issue is not None and row.issue in state.hot:
            return _("An issue is hot. Look at what is scheduled and what runs.")
    return ""


def _no_level(state: State) -> str:
    if "level" in state.scenario.structure.actions and state.hot and house.level_act(state) is None:
        return _("An issue is hot, and nobody has set a level.")
    return ""


def _duty(state: State, duty: Duty) -> str:
    """Remind of a duty when half of its window has passed and nothing was done for it."""
    moments = [when(state, condition) for condition in duty.since]
    if None in moments or any(when(state, condition) is not None for condition in duty.unless):
        return ""
    arisen = max((moment for moment in moments if moment is not None), default=0)
    first, last = (minute + arisen for minute in duty.window)
    if not (first + last) // 2 <= state.minute <= last:
        return ""
    for act in state.acts:
        if act.action == duty.action and act.start >= first and carries(act, duty.fields.items()):
            return ""
    label = state.scenario.words.duties[duty.id].label
    return _("Not done yet: {duty}. It is expected by {time}.").format(
        duty=label, time=state.scenario.time(last)
    )


def _unread_volume(state: State) -> str:
    whole = [alert for alert in state.alerts if not alert.issue]
    if not whole or "baseline" not in state.scenario.structure.actions:
        return ""
    if any(act.action == "baseline" and act.start >= whole[-1].minute for act in state.acts):
        return ""
    return _("The volume is above its band. Find out what the messages share before you call anyone.")


def _queue(state: State) -> str:
    """Say how many reports wait that should be decided soon."""
    soon = 0
    for thread in state.threads.values():
        moderation = thread.phase.handling.moderation
        if thread.plan.thread.report is None or moderation is None or thread.settled:
            continue
        soon += thread.minute + moderation.target - state.minute <= _SOON
    if not soon:
        return ""
    return ngettext("{n} report should be decided soon.", "{n} reports should be decided soon.", soon).format(
        n=soon
    )


def _author(state: State, thread: str) -> str:
    return state.scenario.words.authors[state.scenario.threads[thread].author].name
