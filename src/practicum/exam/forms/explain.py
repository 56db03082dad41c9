"""Why no form can be made, in words: what is short, and which single wish stands in the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.exam.forms.model import Family
from practicum.exam.forms.solve import solve
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.exam.forms.model import Model

_SECONDS = 10.0


def _names() -> dict[Family, str]:
    """Return what a family asks for, to finish "It works without one of these: ..."."""
    return {
        Family.AREAS: _("the items of each area"),
        Family.LEVELS: _("the shares of the levels"),
        Family.FACILITY: _("the band of facility and forms of equal facility"),
        Family.INFORMATION: _("forms of equal information"),
        Family.ENEMIES: _("enemies kept apart"),
        Family.EXPOSURE: _("no item that too many have seen"),
        Family.OVERLAP: _("no item in two forms"),
        Family.MINUTES: _("the time that a form may take"),
        Family.PILOT: _("the pilot items"),
    }


def explain(model: Model) -> PracticumError:
    """Return the error that says why a model has no solution: each family is left out once."""
    helps = [family for family in Family if _works_without(model, family)]
    names = _names()
    said = [
        _("No {n} forms of '{certificate}' can be made from this bank.").format(
            n=model.order.forms, certificate=model.order.certificate
        )
        if model.order.forms > 1
        else _("No form of '{certificate}' can be made from this bank.").format(
            certificate=model.order.certificate
        ),
        *_short(model),
    ]
    if helps:
        said.append(
            _("It would work without one of these wishes: {wishes}.").format(
                wishes="; ".join(names[family] for family in helps)
            )
        )
        step = _("Write items where they are short, or have the panel change one of these wishes.")
    else:
        said.append(_("Leaving out a single wish does not help: several stand in the way."))
        step = _("Ask for fewer forms, or run 'practicum exam bank check' to see what the bank lacks.")
    if not model.order.rehearsal and not model.usable(scored=True):
        step = _("Only active items count in a form. To try out a bank of reviewed ones, add --rehearsal.")
    return PracticumError(" ".join(said), next_step=step)


def _works_without(model: Model, family: Family) -> bool:
    try:
        return solve(replace(model, without=frozenset({family})), seconds=_SECONDS) is not None
    except PracticumError:  # neither found nor refuted in time: no advice to give
        return False


def _short(model: Model) -> Iterator[str]:
    """Yield what can be seen by counting alone."""
    order, plan = model.order, model.blueprint.form
    spared = order.common * (order.forms - 1)
    may = Counter(item.area for item in model.usable(scored=True))
    for area, count in model.blueprint.items_by_area(order.certificate).items():
        if may[area] < count * order.forms - spared:
            yield _("Area {area}: items needed {wanted}, may be used {found}.").format(
                area=area, wanted=count * order.forms, found=may[area]
            )
    every = {item.id for scored in (True, False) for item in model.usable(scored=scored)}
    wanted = (plan.scored + plan.pilot) * order.forms
    if len(every) < wanted - spared:
        yield _("All areas: items needed {wanted}, may be used {found}.").format(
            wanted=wanted, found=len(every)
        )
    pilots = len(model.usable(scored=False))
    if pilots < plan.pilot * order.forms - spared:
        yield _("Pilot items: needed {wanted}, may be used {found}.").format(
            wanted=plan.pilot * order.forms, found=pilots
        )
