"""Check what the rows of a table say together: what is covered, what differs, what stands twice."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from practicum.i18n import _
from practicum.marking.kinds import Number
from practicum.marking.parse import parse_number
from practicum.marking.reading import fold
from practicum.marking.rules import Compared, Covers, Varied, columns_of
from practicum.marking.textcheck import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practicum.marking.rules import Distinct, RowRule

_SHOWN = 3


def check_rows(rule: RowRule, place: Mapping[str, int], body: Sequence[Sequence[str]]) -> Finding:
    """Return what a rule about rows found.

    Args:
        rule: The rule.
        place: Where each folded heading stands.
        body: The rows below the headings.
    """
    name = f"{rule.rule}-{'-'.join(columns_of(rule))}-{fold(rule.label)}"
    missing = [column for column in columns_of(rule) if fold(column) not in place]
    if missing:
        detail = _("No column has the heading “{name}”.").format(name=missing[0])
        return Finding(name, rule.label, passed=False, detail=detail)
    columns = [place[fold(column)] for column in columns_of(rule)]
    rows = [tuple(row[at].strip() if at < len(row) else "" for at in columns) for row in body]
    detail = _found(rule, rows)
    return Finding(name, rule.label, not detail, detail)


def _found(rule: RowRule, rows: list[tuple[str, ...]]) -> str:
    """Return what is wrong, empty for nothing."""
    if isinstance(rule, Covers):
        held = {fold(cell) for (cell,) in rows}
        return "" if held & {fold(value) for value in rule.any_of} else _("No row says so.")
    if isinstance(rule, Compared):
        bad = [
            number for number, (left, right) in enumerate(rows, 1) if not _holds(left, rule.relation, right)
        ]
        return rows_named(bad)
    if isinstance(rule, Varied):
        same = rows and all(fold(left) == fold(right) for left, right in rows)
        return _("The two columns hold the same value in every row.") if same else ""
    return _twice(rule, rows)


def _twice(_rule: Distinct, rows: list[tuple[str, ...]]) -> str:
    counts = Counter(tuple(map(fold, row)) for row in rows)
    bad = [number for number, row in enumerate(rows, 1) if counts[tuple(map(fold, row))] > 1]
    return rows_named(bad)


def rows_named(bad: list[int]) -> str:
    """Say which rows do not fit; nothing when all do."""
    shown = ", ".join(map(str, bad[:_SHOWN]))
    if not bad:
        return ""
    if len(bad) == 1:
        return _("Row {rows} does not fit.").format(rows=shown)
    return _("{count} rows do not fit; the first are {rows}.").format(count=len(bad), rows=shown)


def _holds(left: str, relation: str, right: str) -> bool:
    if not left or not right:
        return True  # an empty cell is the column's matter
    one, other = _comparable(left, right)
    if relation == "!=":
        return bool(one != other)
    return bool(one < other if relation == "<" else one <= other)


def _comparable(left: str, right: str) -> tuple[Any, Any]:
    """Return both as dates, both as numbers, or both as folded words."""
    try:
        return date.fromisoformat(left[:10]), date.fromisoformat(right[:10])
    except ValueError:
        numbers = [parse_number(cell, Number()).value for cell in (left, right)]
    if all(isinstance(number, int | float) for number in numbers):
        return numbers[0], numbers[1]
    return fold(left), fold(right)
