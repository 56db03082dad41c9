"""Judging a choice among offered answers: right, honest about what data can tell, as sure as right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill.cases import FULL, fading
from practicum.drill.conditions import worth
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.drill.cases import Case
    from practicum.drill.conditions import Given
    from practicum.drill.rules import Mark
    from practicum.drill.schema import Option
    from practicum.drill.state import Act

_STEEPNESS = 4  # someone who is half sure of everything earns nothing: 1 - 4 x 0.5 squared = 0


def chosen(case: Case) -> Iterator[Mark]:
    """Judge a thread that offers answers."""
    options = case.thread.plan.options
    beyond = any(option.limit and option.credit == FULL for option in options.values())
    # Where no answer says that data cannot tell, nothing is asked about their limits.
    limits = any(option.limit for option in options.values())
    limit_rule = ("limit-said" if beyond else "data-used") if limits else ""
    label = case.state.scenario.words_of(case.thread.id).label
    act = next((act for act in case.acts if act.action == "choose"), None)
    if act is None:
        end = case.state.scenario.structure.length
        for rule in filter(None, ("in-time", "chosen", limit_rule, "sure")):
            yield case.mark(rule, 0, end, _("{label}: no answer given.").format(label=label))
        return
    option = options[act.fields["option"]]
    given = worth(case.state, case.thread, option, act.start)
    yield _in_time(case, act, label)
    yield case.mark("chosen", given.credit, act.end, _earned(case, act, given), act)
    if limit_rule:
        yield _limit(case, act, option, beyond=beyond)
    if act.confidence is not None:
        miss = given.credit - act.confidence
        yield case.mark(
            "sure",
            max(0, FULL - _STEEPNESS * miss * miss // FULL),
            act.end,
            _("{label}: {sure} % sure, and the answer was worth {credit} %.").format(
                label=label, sure=act.confidence, credit=given.credit
            ),
            act,
        )


def _earned(case: Case, act: Act, given: Given) -> str:
    """Say what an answer was worth, and why where that hung on something."""
    words = case.state.scenario.words_of(case.thread.id)
    sentence = _("{label}: answer {letter}, worth {credit} %.").format(
        label=words.label, letter=act.fields["option"].upper(), credit=given.credit
    )
    return " ".join(filter(None, (sentence, words.worth.get(given.why, ""))))


def _limit(case: Case, act: Act, option: Option, *, beyond: bool) -> Mark:
    """Judge whether an answer was honest about what data can tell."""
    label = case.state.scenario.words_of(case.thread.id).label
    sentence = {
        (True, True): _("{label}: the data cannot tell, and you said so."),
        (True, False): _("{label}: the data could tell, and you said that they cannot."),
        (False, True): _("{label}: the data cannot tell, and you answered all the same."),
        (False, False): _("{label}: the data can tell, and you let them."),
    }[option.limit, beyond]
    rule = "limit-said" if beyond else "data-used"
    return case.mark(rule, FULL if option.limit == beyond else 0, act.end, sentence.format(label=label), act)


def _in_time(case: Case, act: Act, label: str) -> Mark:
    target = case.handling.target or case.state.scenario.structure.length
    sentence = _("{label}: answered after {waited} min; the target is {target} min.")
    return case.mark(
        "in-time",
        fading(case.after(act), target),
        act.end,
        sentence.format(label=label, waited=case.after(act), target=target),
        act,
    )
