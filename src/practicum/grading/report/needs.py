"""Who needs a person first, by published rules: no hidden score, and every reason is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.grading.report.cohort import Cohort, Learner

LOW = 40
"""Below so many percent of the points somebody asks for help, aloud or not."""

UNTRIED = 3
UNREADABLE = 2


@dataclass(frozen=True)
class Need:
    """A learner who needs a person, why, what the evidence says, and a first step."""

    learner: str
    why: str
    evidence: str
    step: str


def needs(cohort: Cohort) -> list[Need]:
    """Return who needs a person, the most urgent first: one row a learner, its first reason that holds."""
    rows = [need for learner in cohort.learners for need in [next(_reasons(cohort, learner), None)] if need]
    return [need for _order, need in sorted(rows, key=lambda row: (row[0], row[1].learner))]


def rules() -> tuple[str, ...]:
    """Return the rules in words, in the order in which they are asked."""
    return (
        _("a critical error in a drill"),
        _("below {percent} % of the points").format(percent=LOW),
        _("{n} or more exercises not attempted").format(n=UNTRIED),
        _("{n} or more answers that cannot be read").format(n=UNREADABLE),
        _("nothing handed in while others have"),
    )


def _reasons(cohort: Cohort, learner: Learner) -> Iterator[tuple[int, Need]]:
    if not learner.parts:
        if cohort.present:
            yield (
                4,
                Need(
                    learner.name,
                    _("Nothing handed in"),
                    _("{n} others have handed in.").format(n=len(cohort.present)),
                    _("Ask one question: what stands in the way?"),
                ),
            )
        return
    points = _("{score} of {out_of} points.").format(score=f"{learner.score:g}", out_of=f"{cohort.out_of:g}")
    if learner.gates:
        yield (
            0,
            Need(
                learner.name,
                _("Critical error in a drill"),
                f"{points} {' '.join(learner.gates)}",
                _("Look at that minute of the debrief together."),
            ),
        )
    count = {
        outcome: sum(part.outcome == outcome for part in learner.parts.values())
        for outcome in ("not-attempted", "unreadable")
    }
    if not learner.waiting and learner.score * 100 < LOW * cohort.out_of:
        yield 1, Need(learner.name, _("Few points"), points, _("Agree on two exercises, not on all."))
    if count["not-attempted"] >= UNTRIED:
        untried = ngettext(
            "{n} exercise was not attempted.", "{n} exercises were not attempted.", count["not-attempted"]
        ).format(n=count["not-attempted"])
        yield (
            2,
            Need(
                learner.name, _("Not attempted"), f"{points} {untried}", _("Ask about time before content.")
            ),
        )
    if count["unreadable"] >= UNREADABLE:
        unread = ngettext(
            "{n} answer cannot be read.", "{n} answers cannot be read.", count["unreadable"]
        ).format(n=count["unreadable"])
        yield (
            3,
            Need(
                learner.name,
                _("Answers cannot be read"),
                f"{points} {unread}",
                _("Spend five minutes on the form together: the format fails, not the knowledge."),
            ),
        )
