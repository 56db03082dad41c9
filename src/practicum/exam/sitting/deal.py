"""Who gets which form, and which family of each block goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.exam.bank.status import COUNTING, REHEARSED
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practicum.exam.families import Family
    from practicum.exam.forms.form import Form
    from practicum.exam.scheme import Blueprint
    from practicum.exam.sitting.people import Applicant


def deal_forms(order: Sequence[Applicant], forms: Sequence[Form]) -> list[Form]:
    """Return the form of each candidate: those of a certificate get its forms in turn.

    Raises:
        PracticumError: A certificate has no form, or two forms have one name.
    """
    if len({form.name for form in forms}) < len(forms):
        raise PracticumError(
            _("Two of the forms have the same name."), next_step=_("Give each form once, under its own name.")
        )
    counts: dict[str, int] = {}
    dealt = []
    for one in order:
        own = [form for form in forms if form.certificate == one.certificate]
        if not own:
            raise PracticumError(
                _("There is no form for the certificate {certificate}.").format(certificate=one.certificate),
                next_step=_("Make one with 'practicum exam forms assemble {certificate}'.").format(
                    certificate=one.certificate
                ),
            )
        count = counts.get(one.certificate, 0)
        dealt.append(own[count % len(own)])
        counts[one.certificate] = count + 1
    return dealt


def deal_families(
    forms: Sequence[Form], families: Mapping[str, Family], blueprint: Blueprint
) -> dict[str, dict[str, str]]:
    """Return the family of each block, by form: the k-th form gets the k-th family, never two enemies.

    Raises:
        PracticumError: A block has no family that may be used, or only enemies of those chosen already. Under
            a rehearsal a block without a family is left out.
    """
    counts: dict[str, int] = {}
    found = {}
    for form in forms:
        k = counts.get(form.certificate, 0)
        counts[form.certificate] = k + 1
        chosen: dict[str, str] = {}
        for block in blueprint.block:
            usable = _usable(families, block.id, form)
            if not usable and form.rehearsal:
                continue
            turned = usable[k % len(usable) :] + usable[: k % len(usable)] if usable else []
            fit = [one for one in turned if not _at_odds(one, [families[name] for name in chosen.values()])]
            if not fit:
                raise PracticumError(
                    _("No family of the bank can be used for the block {block} of {form}.").format(
                        block=block.id, form=form.name
                    ),
                    next_step=_(
                        "Make one active for {certificate}, or open the sitting as a rehearsal."
                    ).format(certificate=form.certificate),
                )
            chosen[block.id] = fit[0].id
        if not chosen:
            raise PracticumError(
                _("The bank holds no family of practical tasks for {form}.").format(form=form.name),
                next_step=_("Name the bank that holds the folder 'families'."),
            )
        found[form.name] = chosen
    return found


def _usable(families: Mapping[str, Family], block: str, form: Form) -> list[Family]:
    allowed = REHEARSED if form.rehearsal else COUNTING
    return [
        one
        for one in families.values()
        if one.about.block == block
        and form.certificate in one.about.certificates
        and one.about.status in allowed
    ]


def _at_odds(one: Family, others: Sequence[Family]) -> bool:
    return any(one.id in other.about.enemies or other.id in one.about.enemies for other in others)
