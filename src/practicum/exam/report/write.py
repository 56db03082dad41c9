"""Put the technical report together and write it: one page, one PDF, and a CSV file for each table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.exam.paper import Paper, Told
from practicum.exam.paper_pdf import paper_pdf
from practicum.exam.psychometrics.page import write_tables
from practicum.exam.psychometrics.report import statistics
from practicum.exam.psychometrics.tables import told
from practicum.exam.report.fair import draws_part, families_part
from practicum.exam.report.form import exposure_part, forms_part
from practicum.exam.report.marks import composite_part, critical_part, distribution_part
from practicum.exam.report.people import incidents_part, sitting_part
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from practicum.exam.report.facts import Facts

HUNDRED = 100
_LONG = ("options",)
"""Parts of which the document shows only what a person should look at."""
_OF_PERSONS = ("persons", "pairs")
"""Parts about single candidates: they stand in their files only, since a report may be published."""


def technical_report(facts: Facts, more: Sequence[Told] = ()) -> Paper:
    """Return the technical report of a sitting.

    Args:
        facts: What happened.
        more: What other rooms tell: how readers agreed, what was decided, which appeals there were.
    """
    parts = [
        sitting_part(facts),
        incidents_part(facts),
        forms_part(facts),
        distribution_part(facts),
        composite_part(facts),
        critical_part(facts),
        *more,
        families_part(facts),
        draws_part(facts),
        *(part for name in facts.forms for part in _statistics(facts, name)),
        exposure_part(facts),
        _limits(facts),
    ]
    lead = _(
        "What was asked, how it went, how exact the marks are, and what they do not show. Every "
        "interval is a 95 % one; where too few candidates sat, nothing is judged."
    )
    title = _("Technical report of the sitting {id}").format(id=facts.sitting.id)
    return Paper(title, lead, parts, label=facts.examination.scheme.label.capitalize())


def write_technical_report(facts: Facts, at: datetime, more: Sequence[Told] = ()) -> list[Path]:
    """Write the report into the sitting's folder `report/`, and return the files.

    Args:
        facts: What happened.
        at: When it is written.
        more: See `technical_report`.
    """
    paper = technical_report(facts, more)
    folder = facts.sitting.folder / "report"
    folder.mkdir(exist_ok=True)
    page, pdf = folder / "report.html", folder / "report.pdf"
    page.write_text(paper.html(), encoding="utf-8")
    pdf.write_bytes(paper_pdf(paper, at))
    return [page, pdf, *write_tables(paper.parts, folder)]


def _statistics(facts: Facts, form: str) -> list[Told]:
    """Return the statistics of a form, each part named by the form."""
    responses = facts.responses(form)
    part = facts.examination.scheme.part[0]
    if responses is None:
        return [Told(form, form, _("Fewer than two people sat this form: nothing can be said of it."))]
    try:
        found = statistics(responses, part.cut / HUNDRED * len(responses.items))
    except PracticumError as error:
        return [Told(form, form, error.problem)]
    return [
        replace(
            one,
            name=f"{form}-{one.name}",
            title=_("{form}: {title}").format(form=form, title=one.title),
            most=0 if one.name in (*_LONG, *_OF_PERSONS) else one.most,
            marked=frozenset() if one.name in _OF_PERSONS else one.marked,
        )
        for one in told(found)
    ]


def _limits(facts: Facts) -> Told:
    scheme = facts.examination.scheme
    sentences = [
        _("Weights, keys, cuts and standard errors of the scheme are a {label}.").format(label=scheme.label),
        _("Nobody asked candidates for age, language or gender, so fairness between groups is not studied."),
        _("Facilities of items are expected values until they were tried on real candidates."),
        _("An offline examination shows what a station recorded, not who sat at it."),
    ]
    if facts.sitting.rehearsal:
        sentences.insert(0, _("This sitting was a rehearsal: it decides nothing."))
    return Told("limits", _("What this report does not show"), " ".join(sentences))
