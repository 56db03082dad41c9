"""Judging what the public sees: noticing, answering in time and well, leaving alone what needs nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill import world
from practicum.drill.acts import blind, fits, is_public
from practicum.drill.cases import (
    FULL,
    QUIET_TOPICS,
    SUPPRESSING,
    Case,
    fading,
    flag,
    free_mark,
    silence_right,
)
from practicum.drill.conditions import known_at
from practicum.drill.judge_then import unknown
from practicum.drill.rules import Verdict
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.drill.rules import Mark
    from practicum.drill.state import Act

_DEFAULT_WINDOW = 120


def needed(case: Case) -> Iterator[Mark]:
    """Judge how a message that needs the desk was noticed and named."""
    handling, end = case.handling, case.state.scenario.structure.length
    window = handling.flag_within or handling.target or _DEFAULT_WINDOW
    first = flag(case)
    if first is None:
        yield case.mark("flagged", 0, end, _("{who}: never noticed.").format(who=case.who))
    else:
        waited = first.end - case.phase.minute
        share = FULL if waited <= window else FULL // 2 if waited <= 2 * window else 0
        yield case.mark(
            "flagged",
            share,
            first.end,
            _("{who}: noticed after {waited} min; the window is {window} min.").format(
                who=case.who, waited=waited, window=window
            ),
            first,
        )
    if "tag" in case.state.scenario.structure.actions:
        yield _tagged(case, end)


def _tagged(case: Case, end: int) -> Mark:
    tags = [act for act in case.acts if act.action == "tag"]
    if not tags:
        return case.mark("tagged", 0, end, _("{who}: not tagged.").format(who=case.who))
    last = tags[-1]
    topic = not case.handling.topics or last.fields["topic"] in case.handling.topics
    severity = not case.handling.severity or int(last.fields["severity"]) in case.handling.severity
    sentence = {
        (True, True): _("{who}: tagged well."),
        (True, False): _("{who}: the topic of the tag fits, its severity does not."),
        (False, True): _("{who}: the severity of the tag fits, its topic does not."),
        (False, False): _("{who}: neither topic nor severity of the tag fits."),
    }[topic, severity]
    return case.mark("tagged", 60 * topic + 40 * severity, end, sentence.format(who=case.who), last)


def quiet(case: Case) -> Iterator[Mark]:
    """Judge a message that needs nothing: one false alarm at most, and the temptation withstood or not."""
    for act in case.acts:
        raised = act.action == "tag" and (
            act.fields["topic"] not in {*QUIET_TOPICS, *case.handling.topics}
            and act.fields["severity"] != "0"
        )
        spoke = act.action in world.WORDS and silence_right(case, act)
        if raised or spoke or act.action in {"watch", "escalate"}:
            yield case.penalty(
                "false-alarm",
                act.end,
                _("{who}: treated as if it needed the desk.").format(who=case.who),
                act,
            )
            break
    if case.handling.tempting:
        yield _silence(case)


def _silence(case: Case) -> Mark:
    end = min(case.until, case.state.scenario.structure.length)
    if case.words:
        first = case.words[0]
        return case.mark("silence", 0, first.end, _("{who}: answered.").format(who=case.who), first)
    notes = [act for act in case.acts if act.action == "leave"]
    if "leave" not in case.state.scenario.structure.actions:
        return case.mark("silence", FULL, end, _("{who}: left alone.").format(who=case.who))
    if not notes:
        return case.mark(
            "silence", 25, end, _("{who}: not answered, and no reason logged.").format(who=case.who)
        )
    if not case.handling.reasons or notes[-1].fields["reason"] in case.handling.reasons:
        sentence = _("{who}: left alone, with a reason.")
        return case.mark("silence", FULL, end, sentence.format(who=case.who), notes[-1])
    sentence = _("{who}: left alone, with a reason that does not fit.")
    return case.mark("silence", 75, end, sentence.format(who=case.who), notes[-1])


def over_answered(case: Case) -> Iterator[Mark]:
    """Judge words where silence was right."""
    for act in case.words:
        if silence_right(case, act):
            yield case.penalty(
                "over-answered",
                act.end,
                _("{time} {who}: a word where silence was right.").format(
                    time=case.state.scenario.time(act.end), who=case.who
                ),
                act,
            )


def misjudged(case: Case) -> Iterator[Mark]:
    """Judge the tone of answers that nobody had to give."""
    for act in case.words:
        if case.handling.answer == "optional" and not fits(case.state, case.thread, act):
            yield case.penalty(
                "wrong-posture",
                act.end,
                _("{time} {who}: nobody had to answer, and the posture does not fit.").format(
                    time=case.state.scenario.time(act.end), who=case.who
                ),
                act,
            )


def answered(case: Case, everything: list[Case]) -> Iterator[Mark]:
    """Judge the answers to a message that expects one."""
    end = case.state.scenario.structure.length
    target = case.handling.target or _DEFAULT_WINDOW
    if not case.words:
        never = _("{who}: never answered.").format(who=case.who)
        for rule in ("in-time", "fits", "parts", "queue-order"):
            yield case.mark(rule, 0, end, never)
        return
    yield _fits(case, case.words[0])
    yield _parts(case)
    # Only an acceptable answer stops the clock: a quick wrong one is no service.
    good = next((act for act in case.words if fits(case.state, case.thread, act)), None)
    if good is None:
        none = _("{who}: no acceptable answer came.").format(who=case.who)
        for rule in ("in-time", "queue-order"):
            yield case.mark(rule, 0, min(case.until, end), none)
        return
    waited = case.after(good)
    sentence = _("{who}: answered after {waited} min; the target is {target} min.")
    yield case.mark(
        "in-time",
        fading(waited, target),
        good.end,
        sentence.format(who=case.who, waited=waited, target=target),
        good,
    )
    yield _queue_order(case, good, target, everything)


def _too_soon(case: Case, act: Act) -> bool:
    """Say whether an answer states what nobody had confirmed, by posture and parts or by a named fact."""
    return blind(case.state, case.thread, act) or bool(unknown(case.state, act))


def _fits(case: Case, first: Act) -> Mark:
    if _too_soon(case, first):
        sentence = _("{who}: facts were stated before anyone had confirmed them.")
        return case.mark("fits", 0, first.end, sentence.format(who=case.who), first)
    if not fits(case.state, case.thread, first):
        sentence = _("{who}: the posture of the answer does not fit.")
        return case.mark("fits", 0, first.end, sentence.format(who=case.who), first)
    public = is_public(case.state, first)
    wrong_place = {"public": not public, "private": public, "either": False}[case.handling.channel]
    closed = case.thread.plan.thread.platform in case.state.scenario.structure.closed_platforms
    if wrong_place and not closed:
        sentence = _("{who}: the answer fits, but not where it was given.")
        return case.mark("fits", 50, first.end, sentence.format(who=case.who), first)
    return case.mark("fits", FULL, first.end, _("{who}: the answer fits.").format(who=case.who), first)


def _parts(case: Case) -> Mark:
    said: set[str] = set()
    for act in case.words:
        if _too_soon(case, act):
            sentence = _("{who}: “what we know” was said before it was known.")
            return case.mark("parts", 0, act.end, sentence.format(who=case.who), act)
        said.update(act.fields.get("parts", ()), act.fields.get("facts", ()))
    wanted = (*case.handling.parts, *_known_in_time(case))
    there = [part for part in wanted if part in said]
    wrong = [part for part in case.handling.wrong_parts if part in case.words[0].fields.get("parts", ())]
    share = FULL * len(there) // len(wanted) if wanted else FULL
    return case.mark(
        "parts",
        max(0, share - 25 * len(wrong)),
        case.end,
        _("{who}: {n} of {m} parts said, {wrong} that cannot be true.").format(
            who=case.who, n=len(there), m=len(wanted), wrong=len(wrong)
        ),
        case.words[-1],
    )


def _known_in_time(case: Case) -> list[str]:
    """The facts that an answer should state: known at least a target's length before the phase ended."""
    latest = case.end - (case.handling.target or _DEFAULT_WINDOW)
    table = case.state.scenario.facts
    moments = {name: known_at(case.state, table[name]) for name in case.handling.facts}
    return [name for name, since in moments.items() if since is not None and since <= latest]


def _queue_order(case: Case, first: Act, target: int, everything: list[Case]) -> Mark:
    """A question may be late because the desk was busy, but not because it chatted."""
    due = case.phase.minute + target
    passed = [
        act
        for other in everything
        if other.handling.answer != "expected"
        for act in other.words
        if due < act.start < first.start
    ]
    if passed:
        return case.mark(
            "queue-order",
            0,
            first.end,
            _("{who}: waited past the target while {n} people who asked nothing got an answer.").format(
                who=case.who, n=len(passed)
            ),
            first,
        )
    return case.mark("queue-order", FULL, first.end, _("{who}: served in turn.").format(who=case.who), first)


def worst_served(everything: list[Case], marks: list[Mark]) -> Iterator[Mark]:
    """Judge the one who waited longest against the target; only where more than one person asked."""
    waits = [mark for mark in marks if mark.rule == "in-time"]
    asked = {case.thread.id: case for case in everything if not case.thread.plan.thread.options}
    waits = [mark for mark in waits if mark.thread in asked]
    if len(waits) <= 1:
        return
    worst = min(waits, key=lambda mark: (FULL * mark.earned // mark.possible, mark.minute, mark.thread))
    share = FULL * worst.earned // worst.possible
    case = asked[worst.thread]
    sentence = _("{who} was served worst of {n}: {share} % of the mark for time.")
    said = sentence.format(who=case.who, n=len(waits), share=share)
    yield free_mark(case.yardstick, "worst-served", worst.thread, Verdict(share, worst.minute, said))


def kept(case: Case) -> Mark:
    """Judge whether lawful criticism stayed visible, or was at least put back."""
    hidden = next((act for act in case.acts if act.action in SUPPRESSING), None)
    if hidden is None:
        return case.mark(
            "kept", FULL, case.end, _("{who}: the criticism stayed visible.").format(who=case.who)
        )
    back = next(
        (act for act in case.acts if act.n > hidden.n and act.action in {"restore", "appeal"}), None
    )  # an appeal that is upheld puts nothing back
    if back is not None and back.fields.get("decision", "overturn") == "overturn":
        sentence = _("{who}: lawful criticism was hidden, and put back.")
        return case.mark("kept", 50, back.end, sentence.format(who=case.who), back)
    sentence = _("{who}: lawful criticism was hidden.")
    return case.mark("kept", 0, hidden.end, sentence.format(who=case.who), hidden)
