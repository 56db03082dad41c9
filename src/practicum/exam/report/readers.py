"""How far the people agreed who read the texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.exam.paper import Told
from practicum.exam.psychometrics.tables import said
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.exam.marks.reading import ExamReading


def reading_part(reading: ExamReading) -> Told:
    """Return the agreement of readers on points, and criterion by criterion on levels; readers are numbered.

    Args:
        reading: The reading of the sitting.
    """
    status, pairs = reading.status(), reading.pairs()
    numbers = {name: str(n) for n, name in enumerate(sorted(status.markers), start=1)}
    rows = [
        (
            _("Points of a text, readers {pair}").format(
                pair=", ".join(numbers[one] for one in pair.markers)
            ),
            str(pair.texts),
            "-" if pair.found is None else said(pair.found.single),
            "-" if pair.found is None else said(pair.found.mean),
        )
        for pair in pairs
    ]
    labels = {one.id: one.label for rubric in reading.rubrics.values() for one in rubric.criteria}
    rows += [
        (
            _("Levels: {criterion}").format(criterion=labels.get(one.criterion, one.criterion)),
            str(one.texts),
            "-" if one.kappa is None else said(one.kappa),
            _("{share} % equal").format(share=round(100 * one.equal)),
        )
        for one in status.agreement
    ]
    lead = _(
        "{texts} texts were read by two people each, without names and in an order of their own; {settled} "
        "are settled, {queue} still wait for a third."
    ).format(texts=status.texts, settled=len(status.settled), queue=len(status.queue))
    heads = (
        _("What"),
        _("Texts"),
        _("One reader: ICC, or kappa of levels"),
        _("Mean of two: ICC, or equal levels"),
    )
    return Told("readers", _("Did the readers agree?"), lead, heads, rows, numbers=(1, 2, 3))
