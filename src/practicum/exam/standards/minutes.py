"""The minutes of a panel: one page with everything that led to the cut, made to be printed and signed."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from practicum.exam.psychometrics.page import report_css
from practicum.exam.psychometrics.tables import said
from practicum.exam.standards.discussion import discussion
from practicum.grading.report.parts import block, table
from practicum.i18n import _
from practicum.look import escape, page

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


def minutes(panel: Panel) -> str:
    """Return the minutes as one HTML document, offline and without scripts."""
    title = _("Minutes on the cut of {form}").format(form=panel.form)
    label = _("Demonstration until a panel signs.")
    body = (
        f'<main class="cohort"><h1>{escape(title)}</h1><p class="lead">{escape(panel.cut.sentence)}</p>'
        f"<p>{escape(_facts(panel))}</p><p><b>{escape(label)}</b></p>"
        f"{block(_('Rounds'), _rounds(panel))}{block(_('Judges'), _judges(panel))}{_checks(panel)}"
        f"{block(_('Decision'), _decision(panel))}{discussion(panel.sheets)}</main>"
    )
    css = files(__package__).joinpath("minutes.css").read_text(encoding="utf-8")
    return page(title, body, css=report_css() + css)


def _facts(panel: Panel) -> str:
    return _(
        "Meeting of {day}. Each judge said, for each of {items} questions, how many of 100 candidates who "
        "are just good enough to pass would solve it. The cut is the mean of the last round: {points} of "
        "{items} points."
    ).format(day=panel.day, items=len(panel.cut.items), points=f"{panel.cut.points:.1f}")


def _rounds(panel: Panel) -> str:
    rows = [
        (str(one.number), str(one.judges), said(one.cut, 1), f"{one.error:.2f}", f"{one.spread:.1f}")
        for one in panel.cut.rounds
    ]
    heads = (_("Round"), _("Judges"), _("Cut, percent"), _("Standard error"), _("Spread of judges"))
    return table(heads, rows, numbers=(1, 2, 3, 4))


def _judges(panel: Panel) -> str:
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
    return table(heads, rows, numbers=(1, 2, 3, 4, 5))


def _checks(panel: Panel) -> str:
    found = ""
    if panel.hofstee is not None:
        found += block(
            _("Check by Hofstee's compromise"),
            f"<p>{escape(panel.hofstee.compare(panel.cut.last.cut.value))}</p>",
        )
    if panel.stations:
        rows = [(one.name, str(one.count), one.sentence) for one in panel.stations]
        heads = (_("Station"), _("Candidates"), _("In words"))
        found += block(_("Practical stations by borderline regression"), table(heads, rows, numbers=(1,)))
    return found


def _decision(panel: Panel) -> str:
    asked = _("We have read the above. The cut shall be ______ percent, from ______________ on.")
    names = sorted(one.name for one in panel.cut.judges)
    signs = "".join(f"<li>{escape(name)}</li>" for name in names)
    return f'<p>{escape(asked)}</p><ul class="sign">{signs}</ul>'
