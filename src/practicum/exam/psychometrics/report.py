"""Everything that can be said of a sitting's questions and marks, worked out once and told on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicum.exam.psychometrics.consistency import Consistency, consistency
from practicum.exam.psychometrics.dif import Dif, dif
from practicum.exam.psychometrics.items import Item, items
from practicum.exam.psychometrics.options import Option, options
from practicum.exam.psychometrics.persons import Misfits, misfits
from practicum.exam.psychometrics.rasch import Model, rasch, two_parameter
from practicum.exam.psychometrics.reliability import Reliability, reliability
from practicum.exam.psychometrics.similarity import Alike, similar

if TYPE_CHECKING:
    from practicum.exam.psychometrics.responses import Responses


@dataclass(frozen=True)
class Statistics:
    """The statistics of one form at one sitting.

    Attributes:
        responses: What they were worked out from.
        items: Each question.
        options: Each option of each question that has some.
        reliability: Of the points.
        consistency: Of decisions; None without a cut, or with marks that are not reliable at all.
        rasch: Rasch's model.
        two_parameter: The two-parameter model.
        dif: Each question for each group that is compared.
        misfits: Candidates whose answers surprise.
        alike: Pairs with equal wrong answers.
    """

    responses: Responses
    items: list[Item]
    options: list[Option]
    reliability: Reliability
    consistency: Consistency | None
    rasch: Model
    two_parameter: Model
    dif: list[Dif]
    misfits: Misfits
    alike: Alike


def statistics(responses: Responses, cut: float | None = None) -> Statistics:
    """Return all statistics of a sitting.

    Args:
        responses: Answers to one form.
        cut: The least points that pass; without one nothing is said of decisions.

    Raises:
        PracticumError: Nothing varies, or the cut lies outside the form.
    """
    found = reliability(responses)
    decisions = None
    if cut is not None and found.alpha.value > 0:
        decisions = consistency(responses, cut, found.at(cut))
    return Statistics(
        responses,
        items(responses),
        options(responses),
        found,
        decisions,
        rasch(responses),
        two_parameter(responses),
        dif(responses),
        misfits(responses),
        similar(responses),
    )
