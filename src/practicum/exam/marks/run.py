"""Mark all bundles of a sitting, side by side, each in a clean process; what is marked already stays.

Workers share nothing but files that they read. One program writes, and a file stands there whole or not at
all: a run that was cut off at any point is simply run again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practicum.evidence.bundle import MAX_BYTES
from practicum.evidence.errors import EvidenceError
from practicum.evidence.files import locked, read_bounded
from practicum.exam.bank.read import read_bank
from practicum.exam.bank.seal import plain_families
from practicum.exam.marks.record import Waiting, read_marks, texts_path, write_marks
from practicum.exam.marks.version import rules_version
from practicum.grading.clean import TIMEOUT
from practicum.grading.job import End, asked
from practicum.grading.pools import side_by_side
from practicum.i18n import _
from practicum.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicum.exam.sitting.record import Sitting

UNCHANGED = "unchanged"
"""Stands as end where marks of exactly this bundle by these rules were there."""


@dataclass(frozen=True)
class Rules:
    """What a run marks by; paths are as every worker sees them.

    Attributes:
        sitting: The folder of the sitting.
        bank: The folder of the bank.
        examination: The folder with scheme and blueprint.
        marking: The version of the rules, as this run found it.
        root: The project, for the tables' plans.
        key: File with the key of a sealed bank; empty when it is open.
        seconds: How long one bundle may take.
    """

    sitting: str
    bank: str
    examination: str
    marking: str
    root: str
    key: str = ""
    seconds: float = TIMEOUT

    def document(self) -> dict[str, Any]:
        """Return what the clean process is given first."""
        return {**vars(self), "worker": "practicum.exam.marks.worker"}


@dataclass(frozen=True)
class Done:
    """What became of one bundle.

    Attributes:
        code: The candidate.
        end: How it ended: a value of `End`, or `UNCHANGED`.
        reason: Why there are no marks, a sentence; empty when there are.
        faults: What of the definitions failed, sentences; they may name keys.
    """

    code: str
    end: str
    reason: str = ""
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Result:
    code: str
    end: End
    reason: str = ""
    answer: dict[str, Any] | None = None


def rules_of(
    sitting: Sitting, bank: Path, examination: Path, key: Path | None = None, seconds: float = TIMEOUT
) -> Rules:
    """Return what a sitting is marked by.

    Raises:
        PracticumError: The bank cannot be read.
    """
    return Rules(
        sitting=str(sitting.folder.resolve()),
        bank=str(bank.resolve()),
        examination=str(examination.resolve()),
        marking=rules_version(plain_families(bank, key), read_bank(bank, key).digest, examination),
        root=str(Project.find().root),
        key=str(key.resolve()) if key else "",
        seconds=seconds,
    )


def mark_sitting(sitting: Sitting, rules: Rules, *, workers: int = 0, cluster: str = "") -> Iterator[Done]:
    """Mark what was received, and yield what became of each bundle as it is written.

    Args:
        sitting: The sitting.
        rules: From `rules_of`.
        workers: How many at once here; one for each core by default.
        cluster: The address of a Dask scheduler, for instance `tcp://10.0.0.5:8786`; here when empty.

    Raises:
        PracticumError: The rules cannot be loaded, another program marks this sitting, or the disk refuses.
    """
    place = sitting.folder / "marks"
    place.mkdir(exist_ok=True)
    with locked(place / "run"):
        unchanged: list[str] = []
        waiting = _to_mark(sitting, rules, unchanged)
        yield from mark_all(sitting, rules, waiting, workers=workers, cluster=cluster)
        yield from (Done(code, UNCHANGED) for code in unchanged)


def mark_all(
    sitting: Sitting, rules: Rules, codes: Iterable[str], *, workers: int = 0, cluster: str = ""
) -> Iterator[Done]:
    """Mark the bundles of these candidates, whatever was marked before; see `mark_sitting`."""
    results = side_by_side(partial(_mark_one, rules), codes, _lost, workers=workers, cluster=cluster)
    for one in results:
        yield _written(sitting.folder, one)


def received(sitting: Sitting) -> list[str]:
    """Return the candidates whose bundle was received, in order."""
    found = {path.stem for path in (sitting.folder / "received").glob("*.zip")}
    return sorted(found & sitting.candidates.keys())


def bundle_hash(folder: Path, code: str) -> str:
    """Return the SHA-256 of the bundle of a candidate as it lies in the folder of a sitting.

    Raises:
        EvidenceError: It is gone, or no ordinary file.
    """
    return sha256(read_bounded(folder / "received" / f"{code}.zip", MAX_BYTES)).hexdigest()


def _to_mark(sitting: Sitting, rules: Rules, unchanged: list[str]) -> Iterator[str]:
    """Yield the candidates to mark; those whose marks stand are put into `unchanged` instead."""
    for code in received(sitting):
        if _stands(sitting.folder, code, rules.marking):
            unchanged.append(code)
        else:
            yield code


def _stands(folder: Path, code: str, version: str) -> bool:
    try:
        marks = read_marks(folder, code)
        return (
            marks is not None
            and marks["rules"] == version
            and marks["bundle"] == bundle_hash(folder, code)
            and texts_path(folder, code).is_file()
        )
    except (EvidenceError, KeyError):  # damaged: it is made anew, or the worker says what is wrong
        return False


def _mark_one(rules: Rules, code: str) -> _Result:
    given = asked(rules.document(), Path(rules.sitting) / "received" / f"{code}.zip", rules.seconds)
    return _Result(code, given.end, given.reason, given.answer or None)


def _lost(code: str, reason: str) -> _Result:
    return _Result(code, End.CRASHED, reason)


def _written(folder: Path, one: _Result) -> Done:
    if one.answer is None:
        return Done(one.code, one.end.value, one.reason or _("Marking gave nothing."))
    write_marks(folder, one.answer["marks"], [Waiting(**row) for row in one.answer["waiting"]])
    faults = tuple(f"{row['where']}: {row['sentence']}" for row in one.answer["faults"])
    return Done(one.code, one.end.value, faults=faults)
