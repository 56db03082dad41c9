"""The minutes of a panel: everything that led to the cut, made to be printed and signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicum.exam.paper import Paper, Told
from practicum.exam.psychometrics.tables import said
from practicum.exam.standards.discussion import discussion
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practicum.exam.standards.angoff import Angoff
    from practicum.exam.standards.borderline import Station
    from practicum.exam.standards.hofstee import Hofstee
    from practicum.exam.standards.sheets import JudgeSheet


@dataclass(frozen=True)
class Panel:
    """What a panel worked out.

    Attributes:
        form: The name of the form.
        day: The day of the meeting, as it shall stand in the minutes.
        sheets: All judge sheets.
        cut: The cut by Angoff's method.
        hofstee: The check on it, where there is one.
        stations: Cuts of practical stations, where there are some.
    """

    form: str
    day: str
    sheets: Sequence[JudgeSheet]
    cut: Angoff
    hofstee: Hofstee | None = None
    stations: Sequence[Station] = ()


def minutes(panel: Panel) -> Paper:
    """Return the minutes as a document to be printed and signed."""
    parts = [_rounds(panel), _judges(panel), *_checks(panel), discussion(panel.sheets), _decision()]
    return Paper(
        _("Minutes on the cut of {form}").format(form=panel.form),
        f"{panel.cut.sentence} {_facts(panel)}",
        parts,
        label=_("Demonstration until a panel signs."),
        signs=sorted(one.name for one in panel.cut.judges),
        contents=False,
    )


def _facts(panel: Panel) -> str:
    return _(
        "Meeting of {day}. Each judge said, for each of {items} questions, how many of 100 candidates who "
        "are just good enough to pass would solve it. The cut is the mean of the last round: {points} of "
        "{items} points."
    ).format(day=panel.day, items=len(panel.cut.items), points=f"{panel.cut.points:.1f}")


def _rounds(panel: Panel) -> Told:
    rows = [
        (str(one.number), str(one.judges), said(one.cut, 1), f"{one.error:.2f}", f"{one.spread:.1f}")
        for one in panel.cut.rounds
    ]
    heads = (_("Round"), _("Judges"), _("Cut, percent"), _("Standard error"), _("Spread of judges"))
    lead = _("The judges spoke between the rounds about the questions on which they differed most.")
    return Told("rounds", _("Rounds"), lead, heads, rows, numbers=(1, 2, 3, 4))


def _judges(panel: Panel) -> Told:
    rows = [
        (
            one.name,
            f"{one.cut:.1f}",
            said(one.severity, 1),
            f"{one.without:.1f}",
            "-" if one.moved is None else f"{one.moved:.1f}",
            "-" if one.sees is None else said(one.sees),
        )
        for one in panel.cut.judges
    ]
    heads = (
        _("Judge"),
        _("Own cut"),
        _("Severity: points above the panel"),
        _("Cut without this judge"),
        _("Moved between rounds"),
        _("Correlation with how many solved each"),
    )
    lead = _(
        "Nobody is left out for being strict or mild; the table shows what each of them does to the cut."
    )
    return Told("judges", _("Judges"), lead, heads, rows, numbers=(1, 2, 3, 4, 5))


def _checks(panel: Panel) -> list[Told]:
    found = []
    if panel.hofstee is not None:
        title = _("Check by Hofstee's compromise")
        found.append(Told("hofstee", title, panel.hofstee.compare(panel.cut.last.cut.value)))
    if panel.stations:
        rows = [(one.name, str(one.count), one.sentence) for one in panel.stations]
        heads = (_("Station"), _("Candidates"), _("In words"))
        title = _("Practical stations by borderline regression")
        lead = _("The cut of a station is what its borderline candidates earn by regression.")
        found.append(Told("stations", title, lead, heads, rows, numbers=(1,)))
    return found


def _decision() -> Told:
    asked = _("We have read the above. The cut shall be ______ percent, from ______________ on.")
    return Told("decision", _("Decision"), asked)
