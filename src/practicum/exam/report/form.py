"""What stood in the forms, beside what the blueprint asked for, and who has seen it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from practicum.exam.marks.withdrawn import read_withdrawn
from practicum.exam.paper import Told
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.exam.report.facts import Facts
    from practicum.exam.scheme import Band

HUNDRED = 100


def forms_part(facts: Facts) -> Told:
    """Return the areas, levels and expected facility of each form beside those of the blueprint."""
    blueprint, forms = facts.examination.blueprint, list(facts.forms.values())
    wanted = blueprint.items_by_area(forms[0].certificate)
    scored = blueprint.form.scored
    rows = [
        (_("Area {area}").format(area=area), str(count), *(str(form.areas.get(area, 0)) for form in forms))
        for area, count in wanted.items()
    ]
    rows += [
        (
            _("Level: {level}").format(level=level),
            _from_to(band, scored, 0),
            *(str(form.levels.get(level, 0)) for form in forms),
        )
        for level, band in blueprint.levels.items()
    ]
    facility = [f"{form.facility:.3f}" for form in forms]
    rows.append((_("Mean expected facility"), _from_to(blueprint.facility.mean, 1, 2), *facility))
    minutes = [f"{form.minutes:g}" for form in forms]
    rows.append((_("Expected minutes, at most"), f"{blueprint.form.minutes:g}", *minutes))
    off = [form.name for form in forms if any(form.areas.get(area, 0) != n for area, n in wanted.items())]
    lead = _("Every form has the areas of the blueprint.")
    if off:
        lead = _("These forms do not follow the blueprint: {names}.").format(names=", ".join(off))
    out = read_withdrawn(facts.sitting.folder)
    if out:
        said = "; ".join(_("{item}: {why}").format(item=one.item, why=one.why) for one in out)
        lead = _("{lead} Taken out after the sitting: {out}.").format(lead=lead, out=said)
    heads = (_("What"), _("Blueprint"), *(form.name for form in forms))
    numbers = tuple(range(1, len(heads)))
    return Told("forms", _("Forms beside the blueprint"), lead, heads, rows, numbers=numbers)


def exposure_part(facts: Facts) -> Told:
    """Return how many of the candidates have seen each question and family that was used."""
    sat = facts.sitting.candidates.values()
    seen = Counter(item.id for one in sat for item in facts.forms[one.form].items)
    given = Counter(name for one in sat for name in one.families.values())
    before = {name: facts.bank.item(name).exposure for name in seen}
    before |= {name: facts.families[name].about.exposure for name in given}
    counts = {**dict(sorted(seen.items())), **dict(sorted(given.items()))}
    rows = [
        (name, f"{before[name]:.2f}", str(count), f"{count / len(sat):.2f}") for name, count in counts.items()
    ]
    most = facts.examination.blueprint.form.exposure
    over = sum(count / len(sat) > most for count in counts.values())
    lead = _(
        "{n} of {all} questions and families were seen by more than {most} % of the candidates of this "
        "sitting. With few forms it cannot be otherwise: exposure is held over many sittings, so put these "
        "shares into the bank before the next forms are made."
    ).format(n=over, all=len(rows), most=round(HUNDRED * most))
    heads = (_("Question or family"), _("Exposure before"), _("Seen by"), _("Share of this sitting"))
    of_families = frozenset(range(len(seen), len(rows)))
    return Told("exposure", _("Exposure"), lead, heads, rows, of_families, (1, 2, 3), most=0)


def _from_to(band: Band, of: float, digits: int) -> str:
    return _("{least} to {most}").format(
        least=f"{band.least * of:.{digits}f}", most=f"{band.most * of:.{digits}f}"
    )
