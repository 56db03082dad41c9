"""Judging a run: every rule on every message, by what was visible at that minute and nothing later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill import (
    judge_choice,
    judge_duty,
    judge_inside,
    judge_issue,
    judge_moderation,
    judge_public,
    judge_sure,
    judge_words,
)
from practicum.drill.cases import Case, cases
from practicum.drill.rules_override import Yardstick

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.drill.rules import Mark
    from practicum.drill.state import State


def judge(state: State, yardstick: Yardstick | None = None) -> list[Mark]:
    """Return all marks of a finished run, message by message in the order of time, then those of the shift.

    Args:
        state: The run.
        yardstick: Rules and windows that count; by default those of the scenario's authors.
    """
    stick = yardstick or Yardstick(state.scenario)
    everything = cases(state, stick)
    marks = [mark for case in everything for mark in _message(case, everything)]
    marks.extend(judge_public.worst_served(everything, marks))
    marks.extend(judge_words.said(state, stick))
    marks.extend(judge_duty.duties(state, stick))
    marks.extend(judge_issue.issues(state, stick))
    marks.extend(judge_sure.sure(state, stick, marks))
    return marks


def _message(case: Case, everything: list[Case]) -> Iterator[Mark]:
    handling = case.handling
    offers = bool(case.thread.plan.thread.options)
    if offers and handling.answer != "never":
        yield from judge_choice.chosen(case)
    yield from judge_public.needed(case) if handling.needed else judge_public.quiet(case)
    if handling.moderation is not None:
        yield from judge_moderation.moderated(case, handling.moderation)
    if handling.answer == "expected" and not offers:
        yield from judge_public.answered(case, everything)
    if handling.criticism:
        yield judge_public.kept(case)
    yield from judge_public.over_answered(case)
    yield from judge_public.misjudged(case)
    yield from judge_inside.escalated(case)
