"""Make parallel forms: solve the constraints, then order the items."""

from __future__ import annotations

from collections import Counter
from statistics import fmean
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.exam.forms.explain import explain
from practicum.exam.forms.form import Form, FormItem
from practicum.exam.forms.model import Model, draw, information
from practicum.exam.forms.solve import solve
from practicum.i18n import _

if TYPE_CHECKING:
    import numpy as np

    from practicum.exam.bank.read import Bank
    from practicum.exam.forms.model import Order
    from practicum.exam.scheme import Blueprint


def assemble(bank: Bank, blueprint: Blueprint, order: Order) -> tuple[Form, ...]:
    """Make parallel forms.

    The same bank, blueprint, order and edition of SciPy give the same forms.

    Args:
        bank: Where the items come from.
        blueprint: What a form is made of.
        order: Which certificate, how many forms, with which seed.

    Raises:
        PracticumError: There is no such certificate, the numbers make no sense, or the bank cannot give such
            forms; then the error says which wishes stand in the way.
    """
    if order.certificate not in blueprint.areas:
        raise PracticumError(
            _("The blueprint has no certificate '{name}'.").format(name=order.certificate),
            next_step=_("It has: {names}.").format(names=", ".join(blueprint.areas)),
        )
    if order.forms < 1 or order.common < 0:
        raise PracticumError(
            _("At least one form must be asked for, and no fewer than 0 common items."),
            next_step=_("Give other numbers."),
        )
    model = Model(bank, blueprint, order)
    found = solve(model)
    if found is None:
        raise explain(model)
    return tuple(_form(model, found, number) for number in range(order.forms))


def _form(model: Model, found: np.ndarray, number: int) -> Form:
    order, pool = model.order, model.pool

    def chosen(*, scored: bool) -> list[int]:
        return [at for at in range(len(pool)) if found[model.variable(number, at, scored=scored)] > 0.5]  # noqa: PLR2004  yes is 1

    scored, pilot = chosen(scored=True), chosen(scored=False)
    name = f"{order.certificate}-{number + 1}"
    counting = [pool[at] for at in scored]
    items = [FormItem(pool[at].id, at in set(scored)) for at in scored + pilot]
    items.sort(key=lambda item: draw(order.seed, name, "place", item.id))
    known = sum(information(item, order.cut) for item in counting) if model.calibrated else None
    return Form(
        name=name,
        certificate=order.certificate,
        rehearsal=order.rehearsal,
        seed=order.seed,
        blueprint=model.blueprint.version,
        bank=model.bank.digest,
        items=tuple(items),
        areas=dict(sorted(Counter(item.area for item in counting).items())),
        levels=dict(sorted(Counter(item.level.value for item in counting).items())),
        facility=round(fmean(item.difficulty for item in counting), 4),
        information=None if known is None else round(known, 4),
        minutes=round(sum(pool[at].minutes for at in scored + pilot), 2),
    )
