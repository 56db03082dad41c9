"""Judging what happens inside the house: passing on, checking, asking, the watch list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill.cases import FULL, fading
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.drill.cases import Case
    from practicum.drill.rules import Mark
    from practicum.drill.schema import Escalation
    from practicum.drill.state import Act


def escalated(case: Case) -> Iterator[Mark]:
    """Judge what was passed on, checked, asked and kept in sight."""
    told = [act for act in case.acts if act.action == "escalate"]
    if case.handling.escalation is not None:
        yield _told(case, case.handling.escalation, told)
    else:
        for act in told:
            if not case.handling.needed:
                yield case.penalty(
                    "needless-escalation",
                    act.end,
                    _("{who}: a colleague was called for nothing.").format(who=case.who),
                    act,
                )
    if case.handling.verify:
        yield _verified(case, told)
    if case.handling.facts_from is not None:
        yield _asked(case, case.handling.facts_from)
    if case.handling.watch:
        yield _watch_listed(case)


def _told(case: Case, escalation: Escalation, told: list[Act]) -> Mark:
    best, used, sentence = 0, None, _("{who}: nobody inside was told.").format(who=case.who)
    minute = case.state.scenario.structure.length
    for act in told:
        if act.fields["to"] not in escalation.to:
            sentence = _("{who}: passed on, but not to the person who decides.").format(who=case.who)
            continue
        attached = sum(1 for item in escalation.evidence if item in act.fields["evidence"])
        share = fading(case.after(act), escalation.within) * attached // len(escalation.evidence)
        if share > best or not best:
            best, used, minute = share, act, act.end
            sentence = _(
                "{who}: passed on after {waited} min (window {within}), with {n} of {m} pieces of evidence."
            ).format(
                who=case.who,
                waited=case.after(act),
                within=escalation.within,
                n=attached,
                m=len(escalation.evidence),
            )
    return case.mark("told", best, minute, sentence, used)


def _verified(case: Case, told: list[Act]) -> Mark:
    latest = told[0].start if told else case.state.scenario.structure.length
    done = {act.action for act in case.acts if act.end <= latest}
    checked = sum(1 for check in case.handling.verify if check in done)
    return case.mark(
        "verified",
        FULL * checked // len(case.handling.verify),
        latest,
        _("{who}: {n} of {m} checks made first.").format(
            who=case.who, n=checked, m=len(case.handling.verify)
        ),
    )


def _asked(case: Case, colleague: str) -> Mark:
    name = case.state.scenario.words.colleagues[colleague].name
    # Where answers are offered, one is given once: a question after it could change nothing any more.
    given = min((act.start for act in case.acts if act.action == "choose"), default=case.until)
    asked = [
        act
        for act in case.acts
        if act.action == "ask" and act.fields["to"] == colleague and act.start < given
    ]
    if asked:
        sentence = _("{who}: {colleague} was asked.")
        return case.mark("asked", FULL, asked[0].end, sentence.format(who=case.who, colleague=name), asked[0])
    sentence = _("{who}: {colleague} knew the answer and was not asked.")
    end = case.state.scenario.structure.length
    return case.mark("asked", 0, end, sentence.format(who=case.who, colleague=name))


def _watch_listed(case: Case) -> Mark:
    end = case.state.scenario.structure.length
    if case.thread.watched:
        return case.mark("watch-listed", FULL, end, _("{who}: on the watch list.").format(who=case.who))
    return case.mark("watch-listed", 0, end, _("{who}: not on the watch list.").format(who=case.who))
