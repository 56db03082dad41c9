"""The claims of the founding documents, `course/seeds.csv`, and where the course takes them up."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from practicum.i18n import _
from practicum.learn.course_data import broken

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from practicum.project import Project

Status = Literal["covered", "planned"]

DOCUMENTS = ("A", "B", "C", "D", "E")
"""The founding documents, in the order in which the course cites them."""

TYPES = ("role", "task", "skill", "tool", "institution", "risk", "concept", "claim", "case")
"""What a claim names."""


@dataclass(frozen=True)
class Seed:
    """One claim of a founding document.

    Attributes:
        id: Document and number: `B44`.
        document: The document's letter.
        type: What it names: one of `TYPES`.
        claim: The claim in our own words.
        modules: Ids of the modules that take it up, the main one first.
        activities: Ids of units, exercises and drills: those that do it when it is covered, those that shall
            when it is planned.
        items: Where an examination asks for it, as `block/competence`, or `scheme` when it is a property of
            the certification itself.
        status: `covered` when it can be worked through today.
    """

    id: str
    document: str
    type: str
    claim: str
    modules: tuple[str, ...]
    activities: tuple[str, ...]
    items: tuple[str, ...]
    status: Status


_COLUMNS = ("seed_id", "document", "type", "claim", "module", "activity", "item", "status")


def read_seeds(project: Project) -> tuple[Seed, ...]:
    """Return all claims, in the order of the file.

    Raises:
        PracticumError: `course/seeds.csv` is missing, has other columns, or a row cannot be read.
    """
    path = project.course / "seeds.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            table = csv.DictReader(file, strict=True)
            rows = list(table)
            columns = tuple(table.fieldnames or ())
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise broken(path, str(error)) from error
    if columns != _COLUMNS:
        raise broken(path, _("its columns are not {columns}").format(columns=", ".join(_COLUMNS)))
    return tuple(_seed(row, path, line) for line, row in enumerate(rows, start=2))


def _seed(row: Mapping[str, str | None], path: Path, line: int) -> Seed:
    cells = {column: row.get(column) or "" for column in _COLUMNS}
    fits = (
        None not in row  # a cell too many stands under no name
        and cells["claim"].strip()
        and cells["type"] in TYPES
        and cells["document"] in DOCUMENTS
        and cells["seed_id"].startswith(cells["document"])
        and cells["module"].split()
    )
    for status in get_args(Status):
        if fits and cells["status"] == status:
            return Seed(
                id=cells["seed_id"],
                document=cells["document"],
                type=cells["type"],
                claim=cells["claim"],
                modules=tuple(cells["module"].split()),
                activities=tuple(cells["activity"].split()),
                items=tuple(cells["item"].split()),
                status=status,
            )
    raise broken(path, _("line {line} is not a claim with all its cells").format(line=line))
