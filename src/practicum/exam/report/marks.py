"""How the marks lie, how exact they are, and what was decided on them."""

from __future__ import annotations

from collections import Counter
from statistics import fmean, stdev
from typing import TYPE_CHECKING

import numpy as np

from practicum.errors import PracticumError
from practicum.exam.paper import Told
from practicum.exam.psychometrics.composite import Composite, Part, composite
from practicum.exam.psychometrics.tables import said
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.exam.report.facts import Facts

HUNDRED = 100
_STEP = 10


def distribution_part(facts: Facts) -> Told:
    """Return how the composites lie, and the mean of each part."""
    finals = list(facts.finals.values())
    totals = [one.composite for one in finals]
    cut = facts.examination.scheme.decision.composite
    counts = Counter(min(int(total // _STEP), HUNDRED // _STEP - 1) for total in totals)
    bars = tuple(
        (_("{low} to {high} %").format(low=_STEP * n, high=_STEP * n + _STEP), float(counts[n]))
        for n in range(HUNDRED // _STEP)
    )
    columns = (
        (_("Composite"), totals),
        (_("Part 1"), [one.part1 for one in finals]),
        (_("Part 2"), [one.part2 for one in finals]),
    )
    rows = [
        (
            name,
            f"{fmean(values):.1f}",
            f"{stdev(values):.1f}" if len(values) > 1 else "-",
            f"{min(values):.1f}",
            f"{max(values):.1f}",
        )
        for name, values in columns
        if values
    ]
    heads = (_("Percent of"), _("Mean"), _("Standard deviation"), _("Lowest"), _("Highest"))
    above = sum(total >= cut for total in totals)
    lead = _("{above} of {all} composites reach the cut of {cut} %.").format(
        above=above, all=len(totals), cut=f"{cut:g}"
    )
    return Told("distribution", _("How the marks lie"), lead, heads, rows, numbers=(1, 2, 3, 4), bars=bars)


def composite_part(facts: Facts) -> Told:
    """Return reliability, standard error and consistency of the composite, form by form and over all."""
    rows: list[tuple[str, ...]] = []
    for name in (*facts.forms, ""):
        codes = facts.codes(name) if name else sorted(facts.marks)
        label = name or _("all forms")
        try:
            found = composite(_parts(facts, codes), facts.examination.scheme.decision.composite)
        except PracticumError as error:
            rows.append((label, str(len(codes)), "-", "-", "-", "-", error.problem))
        else:
            rows.append(_row(label, found))
    heads = (
        _("Form"),
        _("Candidates"),
        _("Alpha of the parts"),
        _("Stratified alpha"),
        _("Standard error, percent"),
        _("Decision consistency"),
        _("In words"),
    )
    lead = _(
        "The composite is {first} % part 1 and {second} % part 2, whose tasks are its five blocks. Five "
        "blocks are few: read the intervals."
    ).format(first=facts.examination.scheme.part[0].share, second=facts.examination.scheme.part[1].share)
    return Told("composite", _("How exact is a composite?"), lead, heads, rows, numbers=(1, 2, 3, 4, 5))


def critical_part(facts: Facts) -> Told:
    """Return how many critical errors were proposed, confirmed and rejected, by error."""
    states = Counter((error, state) for one in facts.finals.values() for error, state, _why in one.critical)
    rows = [
        (error.what, *(str(states[error.id, state]) for state in ("proposed", "confirmed", "rejected")))
        for error in facts.examination.scheme.critical
    ]
    confirmed = sum(count for (_error, state), count in states.items() if state == "confirmed")
    open_ = sum(count for (_error, state), count in states.items() if state == "proposed")
    lead = _(
        "Rules propose; two examiners confirm, each alone. {confirmed} were confirmed, {open} are still open."
    ).format(confirmed=confirmed, open=open_)
    heads = (_("Critical error"), _("Open"), _("Confirmed"), _("Rejected"))
    return Told("critical", _("Critical errors"), lead, heads, rows, numbers=(1, 2, 3))


def _parts(facts: Facts, codes: list[str]) -> list[Part]:
    """Return both parts; tasks of part 1 are its questions by place, those of part 2 the blocks."""
    scheme, blueprint = facts.examination.scheme, facts.examination.blueprint
    written = [
        [one["points"] or 0.0 for one in facts.marks[code]["items"] if one["scored"]] for code in codes
    ]
    done = [
        [HUNDRED * points / out_of for points, out_of in facts.finals[code].blocks.values()] for code in codes
    ]
    worth = np.array([block.points for block in blueprint.block], dtype=np.float64)
    weighted = np.array(done, dtype=np.float64) * worth / worth.sum()
    return [
        Part(np.array(written, dtype=np.float64), len(written[0]), scheme.part[0].share),
        Part(weighted, HUNDRED, scheme.part[1].share),
    ]


def _row(label: str, found: Composite) -> tuple[str, ...]:
    return (
        label,
        str(found.count),
        ", ".join(f"{alpha:.2f}" for alpha in found.alphas),
        said(found.alpha),
        f"{found.sem:.1f}",
        said(found.consistency),
        found.sentence,
    )
