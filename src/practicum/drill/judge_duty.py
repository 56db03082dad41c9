"""Judging what the shift expects whatever thread it hangs on: a statement, a note to the staff, a rhythm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill.cases import FULL, fading
from practicum.drill.conditions import carries
from practicum.drill.judge_then import held, since_when, unknown
from practicum.drill.rules import Mark, Verdict
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.drill.rules_override import Yardstick
    from practicum.drill.state import Act, State
    from practicum.drill.structure import Duty

_HALF = 50
_ANEW = {"post": frozenset({"post", "update"})}  # an update keeps a statement fresh


def duties(state: State, yardstick: Yardstick) -> Iterator[Mark]:
    """Judge every duty that arose."""
    for row in state.scenario.structure.duties:
        duty = yardstick.duty(row)
        since = arises(state, duty)
        if since is None:
            continue
        done = [act for act in state.acts if fulfils(duty, act) and act.start >= since + duty.window[0]]
        yield _once(state, yardstick, duty, since, done)
        if duty.every is not None:
            yield _rhythm(state, yardstick, duty, since, duty.every)


def arises(state: State, duty: Duty) -> int | None:
    """Return the minute at which a duty arises, 0 for one that is always there, None when it never does."""
    since = since_when(state, duty.since)
    if since is None or any(held(state, condition, since) for condition in duty.unless):
        return None
    return since


def fulfils(duty: Duty, act: Act) -> bool:
    """Say whether an act is the one that a duty asks for, whenever it came."""
    return act.action == duty.action and carries(act, duty.fields.items())


def _once(state: State, yardstick: Yardstick, duty: Duty, since: int, done: list[Act]) -> Mark:
    """The best of the acts that came in time; the first of equals."""
    last = min(since + duty.window[1], state.scenario.structure.length)
    label = state.scenario.words.duties[duty.id].label
    best, share, sentence = None, 0, _("{duty}: not done.").format(duty=label)
    for act in done:
        this, said = _worth(state, duty, since, act)
        if this > share:
            best, share = act, this
            sentence = said.format(duty=label, time=state.scenario.time(act.start))
    minute = last if best is None else best.end
    return _mark(yardstick, "duty", duty, Verdict(share, minute, sentence, best))


def _mark(yardstick: Yardstick, rule: str, duty: Duty, verdict: Verdict) -> Mark:
    worth = yardstick.rules[rule].worth * duty.weight
    return Mark(
        dimension=duty.dimension,
        rule=rule,
        thread="",
        message=duty.id,
        minute=verdict.minute,
        earned=worth * verdict.share,
        possible=worth * FULL,
        sentence=verdict.sentence,
        act=None if verdict.act is None else verdict.act.n,
    )


def _worth(state: State, duty: Duty, since: int, act: Act) -> tuple[int, str]:
    """Return what an act is worth for a duty, in percent, and the sentence that says why."""
    waited = act.start - since
    in_time = fading(waited, duty.window[1]) if duty.since else FULL * (waited <= duty.window[1])
    share, sentence = in_time, _("{duty}: done at {time}.")
    if in_time < FULL:
        sentence = _("{duty}: done late, at {time}.")
    said, wanted = _said(state, duty, act)
    if wanted and said < wanted:
        share = share * (_HALF + _HALF * said // wanted) // FULL
        sentence = _("{duty}: done at {time}, and not everything was in it.")
    if duty.postures and act.fields.get("posture") not in duty.postures:
        share, sentence = share // 2, _("{duty}: done at {time}, in a posture that does not fit.")
    if duty.before is not None and held(state, duty.before, act.start):
        share, sentence = share // 2, _("{duty}: done at {time}, and that was too late for those concerned.")
    return share, sentence


def _said(state: State, duty: Duty, act: Act) -> tuple[int, int]:
    """Return how much of what a duty wants is in an act, and how much it wants: parts, facts, threads."""
    parts = [part for part in duty.parts if part in act.fields.get("parts", ())]
    early = unknown(state, act)
    facts = [fact for fact in duty.facts if fact in act.fields.get("facts", ()) and fact not in early]
    there = [
        thread for name in duty.watching if (thread := state.threads.get(name)) and thread.minute <= act.start
    ]
    watched = [
        thread
        for thread in there
        if sum(1 for other in thread.acts if other.action == "watch" and other.end <= act.start) % 2
    ]
    return len(parts) + len(facts) + len(watched), len(duty.parts) + len(duty.facts) + len(there)


def _rhythm(state: State, yardstick: Yardstick, duty: Duty, since: int, every: int) -> Mark:
    """The share of the time in which the last act was no older than the rhythm."""
    again = _ANEW.get(duty.action, frozenset({duty.action}))
    length = state.scenario.structure.length
    times = [
        act.start
        for act in state.acts
        if act.start >= since and (fulfils(duty, act) or (act.action in again and act.action != duty.action))
    ]
    begin = min([since + duty.window[1], *times])
    ended = None if duty.until is None else since_when(state, [duty.until])
    end = length if ended is None else min(length, max(ended, begin))
    label = state.scenario.words.duties[duty.id].label
    if end <= begin:
        share = FULL
    else:
        inside = [time for time in times if time < end]
        fresh = sum(min(every, after - time) for time, after in zip(inside, [*inside[1:], end], strict=False))
        share = FULL * fresh // (end - begin)
    sentence = _("{duty}: fresh for {share} % of the time; the rhythm is {every} min.").format(
        duty=label, share=share, every=every
    )
    return _mark(yardstick, "rhythm", duty, Verdict(share, end, sentence))
