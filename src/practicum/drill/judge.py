"""Judging a run: every rule on every message, by what was visible at that minute and nothing later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill import judge_choice, judge_inside, judge_public
from practicum.drill.cases import cases

if TYPE_CHECKING:
    from practicum.drill.rules import Mark
    from practicum.drill.state import State


def judge(state: State) -> list[Mark]:
    """Return all marks of a finished run, message by message in the order of time."""
    marks: list[Mark] = []
    everything = cases(state)
    for case in everything:
        offers = bool(case.thread.plan.thread.options)
        if offers:
            marks.extend(judge_choice.chosen(case))
        marks.extend(judge_public.needed(case) if case.handling.needed else judge_public.quiet(case))
        if case.handling.answer == "expected" and not offers:
            marks.extend(judge_public.answered(case, everything))
        if case.handling.criticism:
            marks.append(judge_public.kept(case))
        marks.extend(judge_public.over_answered(case))
        marks.extend(judge_public.misjudged(case))
        marks.extend(judge_inside.escalated(case))
    marks.extend(judge_inside.pasted(everything))
    marks.extend(judge_inside.duties(state))
    return marks
