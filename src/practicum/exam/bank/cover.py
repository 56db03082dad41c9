"""Can the forms of the blueprint be made from this bank: enough items of each area, level and competence?"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from practicum.exam.bank.findings import Finding, Rule
from practicum.exam.bank.item import Kind
from practicum.exam.bank.status import REHEARSED
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from practicum.exam.bank.item import Item
    from practicum.exam.scheme import Blueprint


def coverage(items: Sequence[Item], blueprint: Blueprint, competences: frozenset[str]) -> Iterator[Finding]:
    """Yield what the bank lacks for the forms that it must carry.

    Args:
        items: All items; drafts and retired ones are left out.
        blueprint: What forms need.
        competences: The ids of the framework.
    """
    usable = [item for item in items if item.status in REHEARSED]
    yield from _unknown(items, competences)
    yield from _areas(usable, blueprint)
    yield from _levels(usable, blueprint)
    counts = Counter(item.competence for item in usable)
    for competence in sorted(competences):
        if counts[competence] < blueprint.bank.items_a_competence:
            yield _lacks(
                _("{competence} has {found} items; the bank must have {wanted}.").format(
                    competence=competence, found=counts[competence], wanted=blueprint.bank.items_a_competence
                )
            )
    for kind in Kind:
        if not any(item.kind is kind for item in usable):
            yield _lacks(_("No item is of the kind '{kind}'.").format(kind=kind), fault=False)


def _unknown(items: Sequence[Item], competences: frozenset[str]) -> Iterator[Finding]:
    known = {item.id for item in items}
    for item in items:
        if item.competence not in competences:
            yield Finding(
                Rule.COVERAGE,
                (item.id,),
                _("{id} asks for {competence}, which is not in the framework.").format(
                    id=item.id, competence=item.competence
                ),
            )
        for other in item.enemies:
            if other not in known:
                sentence = _("{id} names the enemy {other}, which is not in the bank.")
                yield Finding(Rule.ENEMIES, (item.id,), sentence.format(id=item.id, other=other))


def _areas(usable: Sequence[Item], blueprint: Blueprint) -> Iterator[Finding]:
    counts = Counter(item.area for item in usable)
    for certificate in blueprint.areas:
        for area, wanted in blueprint.items_by_area(certificate).items():
            forms = blueprint.bank.forms
            if counts[area] < wanted * forms:
                yield _lacks(
                    _(
                        "Area {area} has {found} items; {forms} forms of '{certificate}' without a common "
                        "item need {wanted}."
                    ).format(
                        area=area,
                        found=counts[area],
                        forms=forms,
                        certificate=certificate,
                        wanted=wanted * forms,
                    ),
                    fault=counts[area] < wanted,
                )


def _levels(usable: Sequence[Item], blueprint: Blueprint) -> Iterator[Finding]:
    counts = Counter(item.level.value for item in usable)
    for level, band in blueprint.levels.items():
        wanted = band.least * blueprint.form.scored * blueprint.bank.forms
        if counts[level] < wanted:
            yield _lacks(
                _("The level '{level}' has {found} items; the forms need at least {wanted:.0f}.").format(
                    level=level, found=counts[level], wanted=wanted
                )
            )


def _lacks(sentence: str, *, fault: bool = True) -> Finding:
    return Finding(Rule.COVERAGE, (), sentence, fault)
