"""The table of responses that statistics are made from: `practicum.exam.psychometrics.responses` reads it.

Each form has a table of its own: its candidates met the same questions. Totals must not count pilot
questions, so these stand only in the second table of a form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.evidence.files import write_atomically
from practicum.exam.bank.item import Kind
from practicum.exam.marks.record import read_marks
from practicum.exam.marks.run import received
from practicum.exam.psychometrics.responses import KEY
from practicum.look.sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from practicum.exam.bank.read import Bank
    from practicum.exam.marks.record import Marks
    from practicum.exam.sitting.record import Sitting

LEFT_OUT = "none"
"""Stands as option where a candidate went on without an answer."""


def responses(marks: Sequence[Marks], bank: Bank, *, pilot: bool = False) -> str:
    """Return the table of a form as CSV: a row for each candidate, a column for each question.

    A question with one right option shows the option that was chosen, and the row `KEY` its key; every other
    one shows its score, 0 to 1. A question that was not reached is empty.

    Args:
        marks: Marks of candidates who had the same form.
        bank: The bank, for the keys.
        pilot: Whether pilot questions stand there, too.
    """
    names = [row["item"] for row in marks[0]["items"] if pilot or row["scored"]] if marks else []
    keys = {name: bank.item(name).key for name in names if bank.item(name).kind is Kind.BEST}
    rows: list[list[object]] = [[KEY, "", *(keys.get(name, "") for name in names)]]
    for one in marks:
        cells = {row["item"]: _cell(row, keyed=row["item"] in keys) for row in one["items"]}
        rows.append([one["candidate"], one["minutes"].get("part1", ""), *(cells[name] for name in names)])
    return sheet(("person", "minutes", *names), rows, mark=False)


def write_responses(sitting: Sitting, bank: Bank, folder: Path) -> tuple[Path, ...]:
    """Write `responses-<form>.csv` and, with pilot questions, `pilot-<form>.csv` for each form; return them.

    Args:
        sitting: The sitting, marked.
        bank: Its bank.
        folder: Where to; it is there.

    Raises:
        EvidenceError: Marks cannot be read, or the folder cannot be written to.
    """
    forms: dict[str, list[Marks]] = {}
    for code in received(sitting):
        marks = read_marks(sitting.folder, code)
        if marks is not None:
            forms.setdefault(marks["form"], []).append(marks)
    written = []
    for form, found in sorted(forms.items()):
        for name, pilot in ((f"responses-{form}.csv", False), (f"pilot-{form}.csv", True)):
            write_atomically(folder / name, responses(found, bank, pilot=pilot).encode("utf-8"))
            written.append(folder / name)
    return tuple(written)


def _cell(row: dict[str, Any], *, keyed: bool) -> object:
    if row["points"] is None:
        return ""
    if keyed:
        return row["chosen"] or LEFT_OUT
    return float(row["points"])
