"""Judging what an issue calls for inside the house: its level, and what clashes with it while it is hot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill.cases import FULL, fading, free_mark
from practicum.drill.house import operation_acts
from practicum.drill.judge_duty import arises
from practicum.drill.judge_then import hot_at, issue_of
from practicum.drill.rules import Verdict
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.drill.rules import Mark
    from practicum.drill.rules_override import Yardstick
    from practicum.drill.schema_issue import Issue, Operation
    from practicum.drill.state import Act, State

_WORDS_TO_ALL = frozenset({"post", "update"})


def issues(state: State, yardstick: Yardstick) -> Iterator[Mark]:
    """Judge levels, stops, and posts about matters that call for none."""
    structure = state.scenario.structure
    begun = {issue.id: began(state, issue) for issue in structure.issues}
    if structure.levels and "level" in structure.actions:
        for issue in structure.issues:
            since = begun[issue.id]
            if issue.level and since is not None:
                yield _level(state, yardstick, issue, since)
        yield from _needless_levels(state, yardstick, begun)
    if "pause" in structure.actions:
        for operation in structure.operations:
            yield from _operation(state, yardstick, operation)
    for act in state.acts:
        yield from _amplified(state, yardstick, act)


def began(state: State, issue: Issue) -> int | None:
    """Return the minute at which an issue first showed itself on the desk or outside, or None."""
    threads = [thread.minute for thread in state.threads.values() if thread.plan.thread.issue == issue.id]
    if issue.id in state.streams:
        threads.append(state.streams[issue.id].minute)
    return min(threads, default=None)


def _level(state: State, yardstick: Yardstick, issue: Issue, since: int) -> Mark:
    within = yardstick.within(issue)
    name = state.scenario.words.issues[issue.id].name
    raised = [
        act
        for act in state.acts
        if act.action == "level" and int(act.fields["level"]) >= issue.level and _concerns(act, issue)
    ]
    if not raised:
        sentence = _("{issue}: the level {level} that it calls for was never reached.")
        end = state.scenario.structure.length
        never = Verdict(0, end, sentence.format(issue=name, level=issue.level))
        return free_mark(yardstick, "level", issue.id, never)
    # A level that was raised before, for something else, holds for this issue from its first minute.
    act = raised[0]
    waited = max(0, act.end - since)
    sentence = _("{issue}: level {level} after {waited} min; the clock says {within} min.")
    said = sentence.format(issue=name, level=act.fields["level"], waited=waited, within=within)
    verdict = Verdict(fading(waited, within), max(act.end, since), said, act)
    return free_mark(yardstick, "level", issue.id, verdict)


def _concerns(act: Act, issue: Issue) -> bool:
    return act.fields.get("issue", "") in {"", issue.id}


def _needless_levels(state: State, yardstick: Yardstick, begun: dict[str, int | None]) -> Iterator[Mark]:
    for act in state.acts:
        if act.action != "level":
            continue
        calls = [
            issue.level
            for issue in state.scenario.structure.issues
            if (since := begun[issue.id]) is not None and since <= act.start and _concerns(act, issue)
        ]
        wanted = [
            int(duty.fields["level"])
            for duty in state.scenario.structure.duties
            if duty.action == "level" and "level" in duty.fields and arises(state, duty) is not None
        ]
        if int(act.fields["level"]) > max([1, *calls, *wanted]):  # level 1 is a watchful eye, and free
            sentence = _("{time} Level {level}, and nothing on the desk calls for it.").format(
                time=state.scenario.time(act.end), level=act.fields["level"]
            )
            yield free_mark(yardstick, "needless-level", "level", Verdict(FULL, act.end, sentence, act))


def _operation(state: State, yardstick: Yardstick, operation: Operation) -> Iterator[Mark]:
    label = state.scenario.words.operations[operation.id].label
    stops = [act for act in operation_acts(state, operation.id) if act.action != "resume"]
    hot = None if operation.issue is None else state.hot.get(operation.issue)
    if not operation.pause:
        for stop in stops[:1]:
            sentence = _("{operation}: stopped, and it clashed with nothing.").format(operation=label)
            verdict = Verdict(FULL, stop.end, sentence, stop)
            yield free_mark(yardstick, "needless-stop", operation.id, verdict)
        return
    if hot is None or (operation.kind == "scheduled" and operation.at < hot):
        return
    act = _standing_stop(state, operation, hot, stops)
    verdict = _paused(state, operation, yardstick.within(operation), hot, act)
    yield free_mark(yardstick, "paused", operation.id, verdict)


def _paused(state: State, operation: Operation, within: int, hot: int, act: Act | None) -> Verdict:
    """A stop counts from the issue's heat; before that it was foresight, and counts in full."""
    label = state.scenario.words.operations[operation.id].label
    # What starts later than the clock runs out need not be stopped before it starts.
    window = max(within, operation.at - hot)
    missed = operation.kind == "scheduled" and act is not None and act.end > operation.at
    if act is None or missed:
        sentence = _("{operation}: not paused while it clashed.").format(operation=label)
        minute = min(max(operation.at, hot + window), state.scenario.structure.length)
        return Verdict(0, minute, sentence, act)
    waited = max(0, act.end - hot)
    sentence = _("{operation}: paused after {waited} min; the clock says {within} min.")
    said = sentence.format(operation=label, waited=waited, within=window)
    return Verdict(fading(waited, window), max(act.end, hot), said, act)


def _standing_stop(state: State, operation: Operation, hot: int, stops: list[Act]) -> Act | None:
    """Return the first stop that held when the issue was hot, or came later."""
    for act in stops:
        resumed = any(
            other.action == "resume" and act.end <= other.end <= hot
            for other in operation_acts(state, operation.id)
        )
        if not resumed:
            return act
    return None


def _amplified(state: State, yardstick: Yardstick, act: Act) -> Iterator[Mark]:
    """A post about a matter that is small, not hot, and that no duty wants a post about."""
    if act.action not in _WORDS_TO_ALL:
        return
    named = issue_of(state, act)
    issue = next((row for row in state.scenario.structure.issues if row.id == named), None)
    if issue is None or issue.level > 1 or hot_at(state, issue.id, act.start):
        return
    duties = state.scenario.structure.duties
    wanted = any(
        duty.action in _WORDS_TO_ALL
        and duty.fields.get("issue", named) == named
        and arises(state, duty) is not None
        for duty in duties
    )
    if not wanted:
        sentence = _("{time} A post about {issue}: more people know of it now.").format(
            time=state.scenario.time(act.end), issue=state.scenario.words.issues[named].name
        )
        yield free_mark(yardstick, "amplified", named, Verdict(FULL, act.end, sentence, act))
