"""Where marking stands, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.exam.psychometrics.limits import ICC, KAPPA, too_few
from practicum.grading.reading.agreement import FEW
from practicum.grading.reading.say import said
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.exam.marks.calibration import Outcome
    from practicum.exam.marks.critical import Matter
    from practicum.exam.marks.reading import ExamReading, Pair


def reading_said(reading: ExamReading) -> str:
    """Return where a reading stands: markers, kappa by criterion, ICC by pair of markers, the queue."""
    return "\n".join([said(reading.status()), *(_pair(one) for one in reading.pairs())])


def _pair(one: Pair) -> str:
    names = " - ".join(one.markers)
    if one.found is None:
        return _("{markers}, points: {why}").format(
            markers=names,
            why=too_few(one.texts, FEW) if one.texts < FEW else _("They do not vary."),
        )
    single, mean = one.found.single, one.found.mean
    return _(
        "{markers}, points of {n} texts: ICC {single} for one marker, {mean} for their mean (from {low} to "
        "{high}). {sentence}"
    ).format(
        markers=names,
        n=one.texts,
        single=f"{single.value:.2f}",
        mean=f"{mean.value:.2f}",
        low=f"{mean.low:.2f}",
        high=f"{mean.high:.2f}",
        sentence=one.found.sentence,
    )


def calibrated(one: Outcome) -> str:
    """Return how a marker did on the calibration set, and what follows."""
    figures = _(
        "{marker}, {n} texts: weighted kappa {kappa} (wanted {least_kappa}), ICC {icc} (wanted {least_icc})."
    ).format(
        marker=one.marker,
        n=one.texts,
        kappa=f"{one.kappa:.2f}",
        least_kappa=f"{KAPPA:.2f}",
        icc=f"{one.icc:.2f}",
        least_icc=f"{ICC:.2f}",
    )
    end = (
        _("Passed: the next step is a sheet of candidates' texts.")
        if one.passed
        else _("Not passed. Talk the anchors through, then calibrate on another set: --set FILE.")
    )
    return "\n".join([figures, *one.lines, end])


def matter_said(one: Matter) -> str:
    """Return a proposed critical error in words: what was found, and what it needs."""
    state = {"confirmed": _("confirmed"), "rejected": _("rejected"), "proposed": _("proposed")}[one.state]
    need = ""
    if one.split:
        need = _("Two examiners disagree: a third decides.")
    elif one.needed:
        need = _("Verdicts missing: {n}.").format(n=one.needed)
    head = _("{code}, {error}: {state}. {need}").format(
        code=one.code, error=one.error, state=state, need=need
    )
    return "\n".join([head.rstrip(), *(f"  {why}" for why in one.why)])
