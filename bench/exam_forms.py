"""How long does it take to assemble parallel forms from the demonstration bank, and from one of 600 items?"""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from practicum.errors import PracticumError
from practicum.exam.bank.item import Item, Status
from practicum.exam.bank.read import Bank, read_bank
from practicum.exam.forms.assemble import assemble
from practicum.exam.forms.model import Order, draw
from practicum.exam.scheme import read_examination

EXAM = Path(__file__).parents[1] / "exam"
LIVE = 600


def grown(bank: Bank) -> Bank:
    """Return a bank of 600 calibrated items made of those of a smaller one, with parameters drawn anew."""
    items: list[Item] = []
    for at in range(LIVE):
        origin = bank.items[at % len(bank.items)]
        name = f"{origin.competence}-{500 + at // len(bank.items) * 100 + int(origin.id[-2:])}"
        slope, location = 0.6 + draw("a", str(at)), 4 * draw("b", str(at)) - 2.5
        status = Status.PILOT if at % 6 == 0 else Status.ACTIVE
        items.append(replace(origin, id=name, enemies=(), slope=slope, location=location, status=status))
    return Bank(bank.folder, tuple(items))


def main() -> None:
    """Time every order, solver and explanation included."""
    blueprint = read_examination(EXAM).blueprint
    start = time.perf_counter()
    demonstration = read_bank(EXAM / "demo-bank")
    print(f"read {len(demonstration.items)} items: {time.perf_counter() - start:.2f} s")  # noqa: T201
    live = grown(demonstration)
    for bank, rehearsal, counts in ((demonstration, True, (1, 2, 4)), (live, False, (1, 2, 4))):
        for certificate in ("cm", "smm"):
            for forms in counts:
                order = Order(certificate, forms=forms, rehearsal=rehearsal)
                start = time.perf_counter()
                try:
                    said = ", ".join(f"{form.facility:.4f}" for form in assemble(bank, blueprint, order))
                except PracticumError as error:
                    said = error.problem[:60]
                seconds = time.perf_counter() - start
                print(f"{len(bank.items)} items, {forms} of {certificate}: {seconds:6.2f} s  {said}")  # noqa: T201


if __name__ == "__main__":
    main()
