"""Check a file beside the notebook against its rules, with bounded work and without trusting its content."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from practicum.evidence.files import read_bounded
from practicum.i18n import _
from practicum.marking.kinds import Number
from practicum.marking.parse import parse_number
from practicum.marking.png import inspect_png
from practicum.marking.reading import fold
from practicum.marking.rowcheck import check_rows, rows_named
from practicum.marking.rules import CsvFile, PngImage
from practicum.marking.textcheck import Finding, check_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from practicum.marking.kinds import Artefact
    from practicum.marking.rules import Column

LONGEST = 20_000_000
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[ T][0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?", re.ASCII)


def read_artefact(folder: Path, file: str) -> bytes:
    """Return the content of an artefact.

    Raises:
        EvidenceError: It is missing, a link, not ordinary, or too large.
    """
    return read_bounded(folder / file, LONGEST)


def check_file(kind: Artefact, content: bytes) -> tuple[Finding, ...]:
    """Return what each rule found in the content of a file."""
    rules = kind.validator
    if isinstance(rules, PngImage):
        return _check_png(rules, content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = None
    if text is None or "\x00" in text:
        detail = _(
            "The file is not UTF-8 text. In a spreadsheet, save it as “CSV UTF-8”; in an editor, as UTF-8."
        )
        return (Finding("encoding", _("A text file in UTF-8"), passed=False, detail=detail),)
    if isinstance(rules, CsvFile):
        return _check_csv(rules, text)
    return check_text(rules, text)


def _check_png(rules: PngImage, content: bytes) -> tuple[Finding, ...]:
    image = inspect_png(content)
    real = Finding("image", _("A whole PNG image"), not image.problem, image.problem)
    if image.problem:
        return (real,)
    fits = (
        rules.min_width <= image.width <= rules.max_width
        and rules.min_height <= image.height <= rules.max_height
    )
    label = _("From {min_width} by {min_height} to {max_width} by {max_height} pixels").format(
        min_width=rules.min_width,
        min_height=rules.min_height,
        max_width=rules.max_width,
        max_height=rules.max_height,
    )
    size = _("This image has {width} by {height} pixels.").format(width=image.width, height=image.height)
    blank = _("The image shows one plain area. Save the chart after it is drawn, not before.")
    return (
        real,
        Finding("size", label, fits, "" if fits else size),
        Finding("blank", _("An image that shows something"), not image.blank, blank if image.blank else ""),
    )


def _check_csv(rules: CsvFile, text: str) -> tuple[Finding, ...]:
    rows, problem = _rows(rules, text)
    if problem:
        return (Finding("table", _("A CSV table with one line of headings"), passed=False, detail=problem),)
    headings = [fold(heading) for heading in rows[0]]
    body = [row for row in rows[1:] if any(cell.strip() for cell in row)]
    enough = rules.min_rows <= len(body) <= rules.max_rows
    findings = [
        Finding("table", _("A CSV table with one line of headings"), passed=True),
        Finding(
            "rows",
            _("{low} to {high} rows").format(low=rules.min_rows, high=rules.max_rows),
            enough,
            "" if enough else _("This file has {count} rows below its headings.").format(count=len(body)),
        ),
    ]
    place = {heading: at for at, heading in reversed(list(enumerate(headings)))}
    return (
        *findings,
        *(_check_column(column, headings, body) for column in rules.columns),
        *(check_rows(rule, place, body) for rule in rules.rows),
    )


def _rows(rules: CsvFile, text: str) -> tuple[list[list[str]], str]:
    first = text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > rules.max_rows + 1:
                return [], _("The file has more than {limit} rows.").format(limit=rules.max_rows)
    except csv.Error:
        return [], _("Line {line} cannot be read: check its quotation marks.").format(line=reader.line_num)
    if not rows or not any(cell.strip() for cell in rows[0]):
        return [], _("The first line holds no headings.")
    # Counted in one pass: a hostile file has a million columns.
    doubled = [heading for heading, count in Counter(rows[0]).items() if heading.strip() and count > 1]
    if doubled:
        return [], _("The heading “{heading}” stands twice.").format(heading=doubled[0][:60])
    return rows, ""


def _check_column(column: Column, headings: list[str], body: list[list[str]]) -> Finding:
    rule = f"column-{column.name}"
    label = _label(column)
    if fold(column.name) not in headings:
        return Finding(rule, label, passed=False, detail=_("No column has this heading."))
    place = headings.index(fold(column.name))
    bad = [
        number
        for number, row in enumerate(body, start=1)
        if not _fits(column, row[place].strip() if place < len(row) else "")
    ]
    if not bad:
        return Finding(rule, label, passed=True)
    return Finding(rule, label, passed=False, detail=rows_named(bad))


def _label(column: Column) -> str:
    label = _COLUMN_LABELS[column.type]().format(name=column.name, options=", ".join(column.options))
    if column.low is not None and column.high is not None:
        return _("{label}, from {low:g} to {high:g}").format(label=label, low=column.low, high=column.high)
    if column.low is not None:
        return _("{label}, {low:g} or more").format(label=label, low=column.low)
    if column.high is not None:
        return _("{label}, {high:g} or less").format(label=label, high=column.high)
    return label


_COLUMN_LABELS: dict[str, Callable[[], str]] = {
    "text": lambda: _("A column “{name}” with a text in each row"),
    "number": lambda: _("A column “{name}” with a number in each row"),
    "whole": lambda: _("A column “{name}” with a whole number in each row"),
    "date": lambda: _("A column “{name}” with a date such as 2026-11-03 in each row"),
    "choice": lambda: _("A column “{name}” with one of these in each row: {options}"),
}


def _fits(column: Column, cell: str) -> bool:
    if not cell:
        return column.optional
    if column.type in ("number", "whole"):
        value = parse_number(cell, Number(whole=column.type == "whole")).value
        return isinstance(value, int | float) and _within(column, value)
    if column.type == "choice":
        return fold(cell) in {fold(option) for option in column.options}
    return column.type == "text" or _is_date(cell)


def _within(column: Column, value: float) -> bool:
    return (column.low is None or column.low <= value) and (column.high is None or value <= column.high)


def _is_date(cell: str) -> bool:
    if not _DATE.fullmatch(cell):
        return False
    try:
        date.fromisoformat(cell[:10])
    except ValueError:
        return False
    return True
