"""The statistics of a sitting as tables of words: what the page and the CSV files show alike."""

from __future__ import annotations

from math import isnan
from typing import TYPE_CHECKING

from practicum.exam.paper import Told
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practicum.exam.psychometrics.report import Statistics
    from practicum.grading.report.statistics import Estimate

_SHOWN = 8


def told(found: Statistics) -> list[Told]:
    """Return all parts, in the order in which they are read."""
    return [
        _marks(found),
        _items(found),
        *_options(found),
        _rasch(found),
        _two(found),
        _dif(found),
        _persons(found),
        _pairs(found),
    ]


def said(one: Estimate | None, digits: int = 2) -> str:
    """Return a value with its interval in words."""
    if one is None:
        return _("does not vary")
    return _("{value} ({low} to {high})").format(
        value=f"{one.value:.{digits}f}", low=f"{one.low:.{digits}f}", high=f"{one.high:.{digits}f}"
    )


def _marks(found: Statistics) -> Told:
    marks, decisions = found.reliability, found.consistency
    rows = [
        (_("Candidates, questions"), f"{marks.count}, {marks.items}", ""),
        (_("Mean and standard deviation of points"), f"{marks.mean:.1f}, {marks.sd:.1f}", ""),
        (_("Reliability (alpha; KR-20 of right and wrong)"), said(marks.alpha), marks.sentence),
        (_("Standard error of a mark, in points"), said(marks.sem), ""),
    ]
    if decisions is None:
        said_why = _("Nothing is said: no cut was given, or the marks are not reliable at all.")
        rows.append((_("Decisions"), "", said_why))
    else:
        rows += [
            (_("Standard error of a mark at the cut"), f"{marks.at(decisions.cut):.2f}", ""),
            (
                _("Passed, at {cut} points").format(cut=f"{decisions.cut:g}"),
                f"{decisions.passed}",
                _("{n} lie within one standard error of the cut: mark these again.").format(n=decisions.near),
            ),
            (_("Decision consistency"), said(decisions.consistency), decisions.sentence),
            (_("Decision accuracy"), said(decisions.accuracy), ""),
            (_("Consistency beyond chance (kappa)"), said(decisions.kappa), ""),
        ]
    heads = (_("What"), _("Value"), _("In words"))
    return Told("marks", _("Marks and decisions"), marks.sentence, heads, rows, numbers=(1,))


def _items(found: Statistics) -> Told:
    rows = [
        (one.item, str(one.count), said(one.facility), said(one.discrimination), one.sentence)
        for one in found.items
    ]
    flagged = frozenset(n for n, one in enumerate(found.items) if one.flags)
    lead = _("{n} of {all} questions should be read again.").format(n=len(flagged), all=len(rows))
    heads = (_("Question"), _("Candidates"), _("Facility"), _("Discrimination"), _("In words"))
    return Told(
        "items", _("Questions: how hard, and do they separate?"), lead, heads, rows, flagged, (1, 2, 3)
    )


def _options(found: Statistics) -> list[Told]:
    if not found.options:
        return []
    rows = [
        (f"{one.item} {one.option}", said(one.share), said(one.strength), one.sentence)
        for one in found.options
    ]
    flagged = frozenset(n for n, one in enumerate(found.options) if one.flagged)
    lead = _("{n} wrong options should be read again.").format(n=len(flagged))
    heads = (_("Option"), _("Share"), _("Correlation with other points"), _("In words"))
    return [Told("options", _("Options: what do the wrong ones do?"), lead, heads, rows, flagged, (1, 2))]


def _rasch(found: Statistics) -> Told:
    model = found.rasch
    rows = [
        (one.item, said(one.difficulty), _fit(one.infit), _fit(one.outfit), one.sentence)
        for one in model.items
    ]
    heads = (_("Question"), _("Difficulty, logits"), _("Infit"), _("Outfit"), _("In words"))
    off = frozenset(n for n, one in enumerate(model.items) if one.infit.off or one.outfit.off)
    lead = _with_left_out(model.sentence, model.left_out)
    return Told("rasch", _("Rasch's model"), lead, heads if rows else (), rows, off, (1, 2, 3))


def _two(found: Statistics) -> Told:
    model = found.two_parameter
    rows = [
        (one.item, said(one.difficulty), said(one.slope), _fit(one.infit), _fit(one.outfit), one.sentence)
        for one in model.items
    ]
    heads = (_("Question"), _("Difficulty"), _("Slope"), _("Infit"), _("Outfit"), _("In words"))
    off = frozenset(n for n, one in enumerate(model.items) if one.infit.off or one.outfit.off)
    lead = _with_left_out(model.sentence, model.left_out)
    title = _("The two-parameter model")
    return Told("two-parameter", title, lead, heads if rows else (), rows, off, (1, 2, 3, 4))


def _with_left_out(sentence: str, left: Sequence[str]) -> str:
    if not left:
        return sentence
    return _("{sentence} Left out, as not simply right or wrong or without variation: {items}.").format(
        sentence=sentence, items=", ".join(left)
    )


def _fit(one: object) -> str:
    return _("{value} (by chance {low} to {high})").format(
        **{name: f"{value:.2f}" for name, value in vars(one).items()}
    )


def _dif(found: Statistics) -> Told:
    heads = (_("Question"), _("Groups"), _("Candidates"), _("Delta"), _("Class"), _("In words"))
    rows = [
        (
            one.item,
            _("{focal} against {reference}").format(focal=one.focal, reference=one.reference),
            f"{one.counts[1]}, {one.counts[0]}",
            said(one.delta),
            one.letter or "-",
            one.sentence,
        )
        for one in found.dif
    ]
    marked = frozenset(n for n, one in enumerate(found.dif) if one.letter in ("B", "C"))
    if not rows:
        lead = _("No groups were named, so nothing was compared.")
    elif not any(one.letter for one in found.dif):
        lead = _("The groups are too small for a judgement: have people read the questions for bias.")
    else:
        lead = _("{n} comparisons are in class B or C: read these questions for bias.").format(n=len(marked))
    return Told("dif", _("Groups of equal strength"), lead, heads if rows else (), rows, marked, (2, 3))


def _persons(found: Statistics) -> Told:
    heads = (
        _("Candidate"),
        _("Points"),
        _("lz*"),
        _("Hard ones solved"),
        _("Easy ones missed"),
        _("Minutes"),
    )
    rows = [
        (
            one.person,
            f"{one.points:g}",
            f"{one.surprise:.2f}",
            ", ".join(one.hard_right[:_SHOWN]),
            ", ".join(one.easy_wrong[:_SHOWN]),
            "-" if isnan(one.minutes) else f"{one.minutes:g}",
        )
        for one in found.misfits.listed
    ]
    title = _("Candidates whose answers surprise: for a person to look at")
    return Told("persons", title, found.misfits.sentence, heads if rows else (), rows)


def _pairs(found: Statistics) -> Told:
    heads = (_("Pair"), _("Equal wrong answers"), _("Expected"), _("Chance, this pair alone"), _("Questions"))
    rows = [
        (
            _("{one} and {other}").format(one=one.persons[0], other=one.persons[1]),
            str(one.equal),
            f"{one.expected:.1f}",
            f"{one.chance:.1e}",
            ", ".join(one.items),
        )
        for one in found.alike.listed
    ]
    return Told(
        "pairs",
        _("Answers alike: for two people to look at"),
        found.alike.sentence,
        heads if rows else (),
        rows,
    )
