"""How far the people agreed who read the texts."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from practicum.exam.marks.reading import READERS
from practicum.exam.paper import Told
from practicum.exam.psychometrics.generalisability import generalisability
from practicum.exam.psychometrics.limits import too_few
from practicum.exam.psychometrics.tables import said
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.exam.marks.reading import ExamReading

FEWEST = 10
"""Candidates below whom variance components say nothing."""


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


def study_part(reading: ExamReading) -> Told:
    """Return how much of the marks of texts is the candidate, the task and the reader.

    The study takes the two readers who have read most, and the candidates of whom both have read the same
    number of texts, one a block. Texts of two families of a block count as one task.

    Args:
        reading: The reading of the sitting.
    """
    given = reading.shares()
    two = sorted(given, key=lambda name: (-len(given[name]), name))[:READERS]
    both = set.intersection(*(set(given[name]) for name in two)) if len(two) == READERS else set()
    texts: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for one in reading.texts:
        if (one.code, one.exercise) in both:
            texts[one.student][one.exercise.partition("-")[0]] = (one.code, one.exercise)
    tasks = sorted({task for own in texts.values() for task in own})
    whole = [own for own in texts.values() if len(own) == len(tasks)]
    title = _("How much of the marks of texts is the candidate?")
    heads = (_("Source of variance"), _("Component"), _("Share of all variance"))
    if len(whole) < FEWEST or not tasks:
        return Told("study", title, too_few(len(whole), FEWEST), heads)
    cube = np.array([[[given[name][own[task]] for name in two] for task in tasks] for own in whole])
    found = generalisability(cube)
    total = sum(found.variances.values()) or 1.0
    rows = [
        (source, f"{value:.4f}", f"{100 * value / total:.0f} %") for source, value in found.variances.items()
    ]
    rows.append((_("Generalisability of the mean"), said(found.general), ""))
    rows.append((_("Dependability of the mean"), said(found.dependable), ""))
    lead = _("{n} candidates, {tasks} texts each, two readers. {sentence}").format(
        n=len(whole), tasks=len(tasks), sentence=found.sentence
    )
    return Told("study", title, lead, heads, rows, numbers=(1, 2))
