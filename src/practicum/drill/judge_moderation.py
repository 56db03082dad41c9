"""Judging what the desk did with a post that was reported, or that breaks a rule of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill.cases import DECISIONS, FULL, Case, fading
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.drill.rules import Mark
    from practicum.drill.schema import Moderation
    from practicum.drill.state import Act

_SECOND_BEST, _MENDED = 75, 60
_RULE, _NOTICE = 60, 40
_WITH_REASON = frozenset({"label", "hide", "remove", "warn", "mute-user", "ban"})
_WITH_NOTICE = frozenset({"label", "remove"})
_BESIDE = frozenset({"report"})  # goes with a decision, and settles nothing by itself unless it may


def moderated(case: Case, wanted: Moderation) -> Iterator[Mark]:
    """Judge one post: the decision, its time and reasons, the looks before it, the evidence, the person."""
    decided = [act for act in case.acts if _settles(act, wanted)]
    good = [act for act in decided if _as(act) in wanted.decisions]
    yield _decided(case, wanted, decided, good)
    yield _in_time(case, wanted, good)
    first = decided[0] if decided else None
    if wanted.rules:
        yield _reasoned(case, wanted, [act for act in good if act.action in _WITH_REASON])
    if wanted.look:
        yield _looked(case, wanted, first)
    if wanted.archive:
        yield _archived(case)
    if wanted.care:
        yield _care(case, first)
    for act in case.acts:
        if act.action in wanted.too_hard:
            yield case.penalty(
                "too-hard", act.end, _("{who}: a measure that goes too far here.").format(who=case.who), act
            )


def _settles(act: Act, wanted: Moderation) -> bool:
    return act.action in DECISIONS - _BESIDE or act.action in wanted.decisions


def _as(act: Act) -> str:
    """Return what an act comes down to: putting back what was removed is keeping it."""
    if act.action == "restore" or (act.action == "appeal" and act.fields["decision"] == "overturn"):
        return "keep"
    return act.action


def _decided(case: Case, wanted: Moderation, decided: list[Act], good: list[Act]) -> Mark:
    if not decided:
        return case.mark("decided", 0, case.end, _("{who}: nothing was decided.").format(who=case.who))
    last = decided[-1]
    if last not in good:
        sentence = _("{who}: the decision does not fit the rules of the house.")
        return case.mark("decided", 0, last.end, sentence.format(who=case.who), last)
    if len(good) < len(decided):
        sentence = _("{who}: an own wrong decision was mended.")
        return case.mark("decided", _MENDED, last.end, sentence.format(who=case.who), last)
    if any(_as(act) == wanted.decisions[0] for act in good):
        return case.mark("decided", FULL, last.end, _("{who}: decided well.").format(who=case.who), last)
    sentence = _("{who}: decided acceptably; there was a better way.")
    return case.mark("decided", _SECOND_BEST, last.end, sentence.format(who=case.who), last)


def _in_time(case: Case, wanted: Moderation, good: list[Act]) -> Mark:
    if not good:
        none = _("{who}: no acceptable decision came.").format(who=case.who)
        return case.mark("decided-in-time", 0, case.end, none)
    waited = case.after(good[0])
    sentence = _("{who}: decided after {waited} min; the target is {target} min.")
    return case.mark(
        "decided-in-time",
        fading(waited, wanted.target),
        good[0].end,
        sentence.format(who=case.who, waited=waited, target=wanted.target),
        good[0],
    )


def _reasoned(case: Case, wanted: Moderation, acts: list[Act]) -> Mark:
    if not acts:
        none = _("{who}: no reason was given.").format(who=case.who)
        return case.mark("reasoned", 0, case.end, none)
    act = acts[-1]
    named = act.fields.get("rule") or act.fields.get("reason")
    told = act.action not in _WITH_NOTICE or act.fields.get("notice") == "yes"
    told = told and act.action != "hide"  # a hidden post is hidden without a word to its author
    sentence = {
        (True, True): _("{who}: told which rule, and that it fits."),
        (True, False): _("{who}: the rule fits, and its author was not told."),
        (False, True): _("{who}: its author was told a rule that does not fit."),
        (False, False): _("{who}: the rule does not fit, and its author was not told."),
    }[named in wanted.rules, told]
    share = _RULE * (named in wanted.rules) + _NOTICE * told
    return case.mark("reasoned", share, act.end, sentence.format(who=case.who), act)


def _looked(case: Case, wanted: Moderation, first: Act | None) -> Mark:
    latest = case.end if first is None else first.start
    done = {act.action for act in case.thread.acts if act.end <= latest}
    looked = sum(1 for look in wanted.look if look in done)
    share = FULL * looked // len(wanted.look) if first is not None else 0
    sentence = _("{who}: {n} of {m} looks before the decision.")
    return case.mark(
        "looked", share, latest, sentence.format(who=case.who, n=looked, m=len(wanted.look)), first
    )


def _archived(case: Case) -> Mark:
    kept = next((act for act in case.acts if act.action == "archive"), None)
    gone = next((act for act in case.acts if act.action in {"remove", "hide"}), None)
    if kept is not None and (gone is None or kept.end <= gone.start):
        sentence = _("{who}: the evidence was kept first.")
        return case.mark("archived", FULL, kept.end, sentence.format(who=case.who), kept)
    sentence = _("{who}: no evidence was kept before it was gone.")
    return case.mark(
        "archived", 0, case.end if gone is None else gone.end, sentence.format(who=case.who), gone
    )


def _care(case: Case, first: Act | None) -> Mark:
    right = case.handling.escalation.to if case.handling.escalation is not None else None
    told = [
        act for act in case.acts if act.action == "escalate" and (right is None or act.fields["to"] in right)
    ]
    if told and (first is None or told[0].end <= first.start):
        sentence = _("{who}: someone who can help was told first.")
        return case.mark("care", FULL, told[0].end, sentence.format(who=case.who), told[0])
    sentence = _("{who}: the post was handled before anyone cared for the person.")
    if first is None:
        sentence = _("{who}: nobody cared for the person.")
    return case.mark(
        "care", 0, case.end if first is None else first.end, sentence.format(who=case.who), first
    )
