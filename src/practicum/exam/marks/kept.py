"""Tables that only this program writes: read with exactly their columns, or refused."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.evidence.files import read_bounded
from practicum.i18n import _
from practicum.look.sheet import meant

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LARGEST = 20_000_000


def kept_rows(path: Path, columns: Sequence[str], next_step: str) -> list[dict[str, str]]:
    """Return the rows of a table; none before there is one.

    Args:
        path: The table.
        columns: What its first row says, and nothing else.
        next_step: What to do where it says something else.

    Raises:
        PracticumError: The file cannot be read, or has other columns.
    """
    if not path.is_file():
        return []
    text = read_bounded(path, _LARGEST).decode("utf-8-sig", errors="replace")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if tuple(rows.fieldnames or ()) != tuple(columns):
        raise PracticumError(
            _("{file} does not have the columns {columns}.").format(
                file=path.name, columns=", ".join(columns)
            ),
            next_step=next_step,
        )
    return [{name: meant(row[name] or "") for name in columns} for row in rows]
