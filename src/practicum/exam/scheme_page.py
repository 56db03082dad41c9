"""The page on the scheme for the public, `docs/scheme.md`, made from the scheme and the blueprint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from practicum.exam.scheme import Blueprint, Examination, Scheme
    from practicum.learn.competences import Area


def scheme_page(examination: Examination, areas: Sequence[Area]) -> str:
    """Return the page as Markdown.

    Args:
        examination: The scheme with its blueprint.
        areas: The areas of the framework, for their titles.
    """
    scheme, blueprint = examination.scheme, examination.blueprint
    parts = [
        _("# {name}").format(name=scheme.name),
        _(
            "Version {version}: **{label}**. This holds for every figure here: weights, cuts and times."
        ).format(version=scheme.version, label=scheme.label),
        _(
            "This page is made by `practicum build` from `exam/scheme.toml` and `exam/blueprint.toml`: "
            "change it there. Nobody has checked the scheme against a standard, and it claims to meet none; "
            "[the map of clauses](iso-17024.md) says what the software does towards one."
        ),
        *_who(scheme),
        *_examined(scheme, blueprint, areas),
        *_decided(scheme),
        *_after(scheme),
    ]
    return "\n\n".join(parts) + "\n"


def _who(scheme: Scheme) -> Iterator[str]:
    yield _("## The certificates")
    for one in scheme.certificate:
        yield _("### {title}").format(title=one.title)
        yield one.scope
        yield _("Whoever holds it:")
        yield _listed(one.tasks)
    yield _("A certificate is valid for {n} months.").format(n=scheme.validity_months)
    yield _("## Who may apply")
    yield _table(
        (_("What you need"), _("How you show it")), ((row.what, row.proof) for row in scheme.prerequisite)
    )
    yield scheme.training
    yield _("Languages of the examination: {languages}.").format(languages=", ".join(scheme.languages))
    yield _("Fees: {fees}").format(fees=scheme.fees)
    yield _("## Accommodations")
    yield _("Ask for them when you apply. They change how you are examined, never what is asked.")
    rows = ((row.what, _percent(row.extra_time), row.how) for row in scheme.accommodation)
    yield _table((_("What"), _("Extra time"), _("How")), rows)


def _examined(scheme: Scheme, blueprint: Blueprint, areas: Sequence[Area]) -> Iterator[str]:
    yield _("## What is examined")
    rows = ((part.title, _percent(part.share), str(part.minutes)) for part in scheme.part)
    yield _table((_("Part"), _("Share of the composite"), _("Minutes")), rows)
    form = blueprint.form
    yield _(
        "Part 1 has {scored} questions that count and {pilot} that are tried out and do not. Nobody can tell "
        "which. Questions of each area:"
    ).format(scored=form.scored, pilot=form.pilot)
    shares = {one.id: blueprint.items_by_area(one.id) for one in scheme.certificate}
    weights = blueprint.areas
    yield _table(
        (_("Area"), *(one.title for one in scheme.certificate)),
        (
            (
                _("{id} {title}").format(id=area.id, title=area.title),
                *(
                    _("{n} ({weight} %)").format(
                        n=shares[one.id].get(area.id, 0), weight=weights[one.id].get(area.id, 0)
                    )
                    for one in scheme.certificate
                ),
            )
            for area in areas
        ),
    )
    levels = blueprint.levels
    yield _(
        "Of these, {recall} ask you to recall, {apply} to apply what you know to a case, and {judge} to "
        "judge between acts."
    ).format(**{name: _band(band.least, band.most) for name, band in levels.items()})
    yield _("Part 2 has these blocks. Everybody works on data of their own, made equally hard.")
    blocks = (
        (_("{id} {title}").format(id=one.id, title=one.title), str(one.points), one.evidence, one.marking)
        for one in blueprint.block
    )
    yield _table((_("Block"), _("Points"), _("What you hand in"), _("How it is marked")), blocks)
    yield scheme.machines


def _decided(scheme: Scheme) -> Iterator[str]:
    yield _("## How it is decided")
    yield scheme.decision.rule
    rows = [(_("Composite"), _percent(scheme.decision.composite), "")]
    rows += [(part.title, _percent(part.cut), _percent(part.floor)) for part in scheme.part]
    yield _table(("", _("Cut"), _("Floor")), rows)
    yield scheme.decision.band
    yield scheme.decision.people
    yield _("### Critical errors")
    yield ngettext(
        "There is {n}, and it is public. Whoever is confirmed to have made it does not pass, with any marks.",
        "There are {n}, and they are public. Whoever is confirmed to have made one does not pass, with any "
        "marks.",
        len(scheme.critical),
    ).format(n=len(scheme.critical))
    errors = ((one.what, ", ".join(one.seen_in), str(one.article)) for one in scheme.critical)
    yield _table((_("What"), _("Where it can be seen"), _("Article of the code")), errors)
    yield _("The articles stand in [the code of conduct](../exam/code-of-conduct.md).")
    yield _("### Who does what")
    yield _table((_("Role"), _("What")), ((one.id.replace("-", " "), one.what) for one in scheme.role))


def _after(scheme: Scheme) -> Iterator[str]:
    after = scheme.after
    yield _("## Afterwards")
    yield _("You may appeal for {n} days after you have your result.").format(n=scheme.decision.review_days)
    for title, text in (
        (_("### Results"), after.results),
        (_("### Appeals"), after.appeals),
        (_("### Complaints"), after.complaints),
        (_("### Suspension and withdrawal"), after.suspension),
        (_("### Renewal"), after.renewal),
        (_("### Use of the certificate"), after.use),
        (_("### Confidentiality"), after.confidentiality),
    ):
        yield title
        yield text


def _percent(number: float) -> str:
    return _("{n:g} %").format(n=number)


def _band(least: float, most: float) -> str:
    return _("{least:.0f} to {most:.0f} %").format(least=100 * least, most=100 * most)


def _listed(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)
