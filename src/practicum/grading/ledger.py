"""The ledger: what made each mark in the gradebook, kept in the gradebook itself.

A mark and its entry are written in one transaction. So an entry says for certain that its marks stand there,
whenever a run was ended, and a run after it goes on where the other stopped.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from practicum.grading.made import Made
from practicum.grading.tables import ledger

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Entry:
    """One hand-in's marks and what made them.

    Attributes:
        made: What made them.
        files: The hash of each file of the hand-in.
        marks: By exercise: `points`, `out_of`, `outcome`, `mistake`, as `Mark.to_json()` has them.
    """

    made: Made
    files: dict[str, str]
    marks: dict[str, dict[str, Any]]


def short(marks: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return what the ledger keeps of `SealedMark.brief()` documents."""
    return {
        name: {
            "points": one["points"],
            "out_of": one["out_of"],
            "outcome": one["facts"].get("outcome", "failed"),
            "mistake": one["facts"].get("mistake", ""),
        }
        for name, one in marks.items()
    }


def read(connection: sa.Connection, slug: str, students: Sequence[str]) -> dict[str, Entry]:
    """Return the entries of these students in a module."""
    rows = connection.execute(
        sa.select(ledger).where(ledger.c.assignment == slug, ledger.c.student.in_(students))
    )
    return {
        row.student: Entry(
            Made(row.evidence, row.marking, row.seed, row.environment),
            json.loads(row.files),
            json.loads(row.marks),
        )
        for row in rows
    }


def write(connection: sa.Connection, slug: str, entries: Mapping[str, Entry | None]) -> None:
    """Put entries in the place of earlier ones of the same students; None only removes the earlier one."""
    connection.execute(
        sa.delete(ledger).where(ledger.c.assignment == slug, ledger.c.student.in_(list(entries)))
    )
    rows = [
        {
            "assignment": slug,
            "student": student,
            "evidence": entry.made.evidence,
            "marking": entry.made.marking,
            "seed": entry.made.seed,
            "environment": entry.made.environment,
            "files": json.dumps(entry.files, sort_keys=True),
            "marks": json.dumps(entry.marks, sort_keys=True),
        }
        for student, entry in entries.items()
        if entry
    ]
    if rows:
        connection.execute(sa.insert(ledger), rows)
