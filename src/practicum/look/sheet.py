"""CSV that every spreadsheet reads as it is meant: accents stay, quotes hold, no cell becomes a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Excel, LibreOffice and Google Sheets run a cell that begins with one of these, their wide forms included,
# even behind spaces.
_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_CONTROLS = ("\t", "\r", "\n", "\x00")


def cell(value: object) -> str:
    """Return a value as the text of one cell; words that would start a formula get a leading apostrophe.

    Numbers stay numbers, so that a spreadsheet can add them up. Several values are separated by ` | `.
    """
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    text = " | ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    text = text.replace("\x00", "")
    if text.startswith(_CONTROLS) or text.lstrip().startswith(_STARTS):
        return f"'{text}"
    return text


def meant(text: str) -> str:
    """Return what a cell of a sheet says: its text without the apostrophe that `cell` put before it."""
    bare = text.removeprefix("'")
    return bare if bare != text and cell(bare) == text else text


def sheet(columns: Sequence[str], rows: Iterable[Sequence[object]], *, mark: bool = True) -> str:
    """Return a CSV document.

    Args:
        columns: Heads of the columns.
        rows: Values, in the order of the columns.
        mark: Begin with the sign that tells Excel that the text is UTF-8. Learning platforms do without it.
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow([cell(column) for column in columns])
    writer.writerows([cell(value) for value in row] for row in rows)
    return ("\ufeff" if mark else "") + lines.getvalue()
