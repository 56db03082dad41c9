"""The files of a reading: a secret that makes codes, and one table of levels for each marker.

They lie in `readings/<module>/` of the instructor's edition. Tables are plain CSV: a marker fills in a number
from 0 to 3 and a comment, in whatever program they like.
"""

from __future__ import annotations

import csv
import hmac
import io
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.evidence.files import read_bounded
from practicum.grading.reading.agreement import LEVELS
from practicum.i18n import _
from practicum.look.sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from practicum.marking.exercise import Rubric

COLUMNS = ("code", "exercise", "criterion", "level", "comment")
_MARKER = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_SECRET = "secret"  # noqa: S105  the name of the file, not what is in it
_LARGEST = 5_000_000


@dataclass(frozen=True)
class Reading:
    """One marker's word on one criterion of one text."""

    code: str
    exercise: str
    criterion: str
    level: int
    comment: str = ""


def secret_of(folder: Path) -> bytes:
    """Return the secret of a reading, made when it is first asked for: codes tell nothing without it."""
    file = folder / _SECRET
    if not file.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(secrets.token_bytes(32))
        file.chmod(0o600)
    return file.read_bytes()


def code_of(secret: bytes, student: str, digits: int = 8) -> str:
    """Return the code under which markers see a learner's text; more digits where there are many texts."""
    return hmac.digest(secret, student.encode("utf-8"), "sha256").hex()[:digits]


def marker_file(folder: Path, marker: str) -> Path:
    """Return the table of a marker.

    Raises:
        PracticumError: The name cannot be a file name everywhere.
    """
    if not _MARKER.fullmatch(marker):
        raise PracticumError(
            _("'{marker}' cannot name a marker.").format(marker=marker),
            next_step=_("Use lower-case letters, digits and hyphens, for instance 'ana' or 'marker-2'."),
        )
    return folder / f"{marker}.csv"


def empty_table(rows: Iterable[tuple[str, str, str]]) -> str:
    """Return a marker's table before anything is filled in: code, exercise and criterion of each row."""
    return sheet(COLUMNS, [(*row, "", "") for row in rows])


def read_tables(folder: Path, rubrics: dict[str, Rubric]) -> dict[str, list[Reading]]:
    """Return what each marker has filled in; rows without a level are left out.

    Args:
        folder: `readings/<module>`.
        rubrics: By exercise.

    Raises:
        PracticumError: A table cannot be read, or a row of it names what does not exist; the sentence says
            which row of which file.
    """
    return {path.stem: _read(path, rubrics) for path in sorted(folder.glob("*.csv"))}


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a marker's table as they stand, filled in or not.

    Raises:
        PracticumError: The file cannot be read, or lacks a column.
    """
    text = read_bounded(path, _LARGEST).decode("utf-8-sig", errors="replace")
    # A spreadsheet in French or German writes semicolons.
    head = text.split("\n", 1)[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in head else ",")
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise PracticumError(
            _("{file} does not have the columns {columns}.").format(
                file=path.name, columns=", ".join(COLUMNS)
            ),
            next_step=_("Keep the first row of the sheet as it was given."),
        )
    return [{name: row[name] or "" for name in COLUMNS} for row in rows]


def _read(path: Path, rubrics: dict[str, Rubric]) -> list[Reading]:
    found = []
    for number, row in enumerate(rows_of(path), start=2):
        level = row["level"].strip()
        if level:
            found.append(_reading(path.name, number, row, level, rubrics))
    return found


def _reading(name: str, number: int, row: dict[str, str], level: str, rubrics: dict[str, Rubric]) -> Reading:
    exercise, criterion = row["exercise"].strip(), row["criterion"].strip()
    known = {one.id for one in rubrics[exercise].criteria} if exercise in rubrics else set()
    if criterion not in known:
        raise PracticumError(
            _("{file}, row {row}: there is no criterion '{criterion}' in {exercise}.").format(
                file=name, row=number, criterion=criterion, exercise=exercise
            ),
            next_step=_("Leave the first three columns as they were given."),
        )
    if level not in {str(one) for one in range(LEVELS)}:
        raise PracticumError(
            _("{file}, row {row}: '{level}' is not a level.").format(file=name, row=number, level=level),
            next_step=_("Write 0, 1, 2 or 3, or leave the cell empty."),
        )
    return Reading(row["code"].strip(), exercise, criterion, int(level), row["comment"].strip())
