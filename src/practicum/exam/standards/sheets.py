"""Judge sheets as CSV, out and in: one file for each judge and round, for any spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.look.sheet import meant, sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

HEADS = (
    "judge",
    "round",
    "item",
    "stem",
    "estimate",
    "comment",
    "before",
    "panel_mean",
    "panel_low",
    "panel_high",
)
"""Columns of a judge sheet; the judge fills in `estimate` and, if wanted, `comment`."""

WHOLE = 100
_ROUNDS = ("1", "2")
_UNSAFE = re.compile(r"[^\w-]+")


@dataclass(frozen=True)
class Estimate:
    """What a judge says of one question.

    Attributes:
        percent: Of 100 borderline candidates, how many would solve it; None while it is not said.
        comment: The judge's reason.
    """

    percent: float | None
    comment: str = ""


@dataclass(frozen=True)
class JudgeSheet:
    """One judge in one round.

    Attributes:
        judge: The name.
        round: 1 or 2.
        estimates: By question, in the order of the form.
        stems: By question, its text.
    """

    judge: str
    round: int
    estimates: Mapping[str, Estimate]
    stems: Mapping[str, str]


def read_items(path: Path) -> dict[str, str]:
    """Return the stem of each question from a CSV file with the columns `item` and `stem`.

    Raises:
        PracticumError: The file cannot be used.
    """
    rows = rows_of(path, ("item", "stem"))
    found = {row["item"]: row["stem"] for row in rows}
    if not found or len(found) < len(rows) or not all(found):
        raise _bad(path, _("Each line must name a question of its own in the column item."))
    return found


def write_sheet(
    path: Path, judge: str, number: int, stems: Mapping[str, str], before: Sequence[JudgeSheet] = ()
) -> None:
    """Write a sheet for a judge to fill in.

    Args:
        path: The file to make.
        judge: The judge's name.
        number: The round.
        stems: By question, its text.
        before: All sheets of the round before: the judge's own estimates and the panel's are shown beside.
    """
    rows = []
    for item, stem in stems.items():
        said = [one.estimates[item].percent for one in before if item in one.estimates]
        panel = [one for one in said if one is not None]
        own = next((one.estimates[item].percent for one in before if one.judge == judge), None)
        shown = (round(sum(panel) / len(panel), 1), min(panel), max(panel)) if panel else (None, None, None)
        rows.append((judge, number, item, stem, None, None, own, *shown))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(sheet(HEADS, rows), encoding="utf-8", newline="")


def sheet_name(judge: str, number: int) -> str:
    """Return the name of a judge's file."""
    return f"{_UNSAFE.sub('-', judge).strip('-').lower() or 'judge'}-round-{number}.csv"


def read_sheet(path: Path) -> JudgeSheet:
    """Read one sheet; estimates may still be missing.

    Raises:
        PracticumError: The file is no judge sheet, or an estimate is not a number from 0 to 100.
    """
    rows = rows_of(path, HEADS[:6])
    names, rounds = {row["judge"] for row in rows}, {row["round"] for row in rows}
    if len(names) != 1 or "" in names or len(rounds) != 1 or not rounds <= {*_ROUNDS}:
        raise _bad(path, _("A sheet is of one judge and one round, 1 or 2."))
    found = {row["item"]: Estimate(_percent(path, row), row["comment"]) for row in rows}
    if len(found) < len(rows):
        raise _bad(path, _("A question stands in it twice."))
    stems = {row["item"]: row["stem"] for row in rows}
    return JudgeSheet(names.pop(), int(rounds.pop()), found, stems)


def fill(path: Path, item: str, percent: float, comment: str | None = None) -> None:
    """Put one estimate into a sheet, all else as it was."""
    lines = rows_of(path, HEADS[:6])
    for row in lines:
        if row["item"] == item:
            row["estimate"] = f"{percent:g}"
            row["comment"] = row["comment"] if comment is None else comment
    fresh = path.with_suffix(".part")
    fresh.write_text(
        sheet(HEADS, [[row.get(head, "") for head in HEADS] for row in lines]),
        encoding="utf-8",
        newline="",
    )
    fresh.replace(path)  # a power cut leaves the old sheet or the new one, never half a sheet


def read_folder(folder: Path) -> list[JudgeSheet]:
    """Return all judge sheets of a folder, `*-round-1.csv` and `*-round-2.csv`, by round and judge.

    Raises:
        PracticumError: There is none, one is unfinished, or they are not of the same questions.
    """
    found = [read_sheet(path) for path in sorted(folder.glob("*-round-[12].csv"))]
    if not found:
        raise PracticumError(
            _("No judge sheets were found in {folder}.").format(folder=folder.name or str(folder)),
            next_step=_(
                "Make some with 'practicum exam-stats sheets', have them filled in, and put them there."
            ),
        )
    for one in found:
        open_ = [item for item, estimate in one.estimates.items() if estimate.percent is None]
        if open_:
            raise PracticumError(
                _("The sheet of {judge}, round {round}, has no estimate for {items}.").format(
                    judge=one.judge, round=one.round, items=", ".join(open_[:5])
                ),
                next_step=_("Ask {judge} to finish it: a number from 0 to 100 for each question.").format(
                    judge=one.judge
                ),
            )
        if {*one.estimates} != {*found[0].estimates}:
            differ = sorted({*one.estimates} ^ {*found[0].estimates})
            raise PracticumError(
                _("The sheets of {one} and {other} differ in their questions: {items}.").format(
                    one=found[0].judge, other=one.judge, items=", ".join(differ[:5])
                ),
                next_step=_("Give all judges sheets of one form."),
            )
    if len({(one.judge, one.round) for one in found}) < len(found):
        raise PracticumError(
            _("A judge has two sheets of one round."), next_step=_("Keep the later one and run this again.")
        )
    return sorted(found, key=lambda one: (one.round, one.judge))


def rows_of(path: Path, needed: Iterable[str]) -> list[dict[str, str]]:
    """Return the rows of a CSV file by the heads of its columns.

    Raises:
        PracticumError: It cannot be read, or a column is missing.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise _bad(path, _("It cannot be read as text in UTF-8.")) from error
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    missing = [head for head in needed if head not in (reader.fieldnames or ())]
    if missing:
        raise _bad(path, _("These columns are missing: {heads}.").format(heads=", ".join(missing)))
    return [
        {head: meant((value or "").strip()) for head, value in row.items() if isinstance(head, str)}
        for row in reader
        if any(row.values())
    ]


def number(path: Path, row: Mapping[str, str], column: str, low: float, high: float) -> float:
    """Return a number from one cell, or say which cell has none in these bounds."""
    try:
        found = float(row[column].replace(",", "."))
    except ValueError:
        found = float("nan")
    if not low <= found <= high:
        raise _bad(
            path,
            _("“{value}” in column {column} is not a number from {low} to {high}.").format(
                value=row[column][:40], column=column, low=f"{low:g}", high=f"{high:g}"
            ),
        )
    return found


def _percent(path: Path, row: Mapping[str, str]) -> float | None:
    return number(path, row, "estimate", 0, WHOLE) if row["estimate"] else None


def _bad(path: Path, problem: str) -> PracticumError:
    return PracticumError(
        _("{file} cannot be used. {problem}").format(file=path.name, problem=problem),
        next_step=_("docs/psychometrics.md shows such a table."),
    )
