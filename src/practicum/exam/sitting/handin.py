"""Write what a session hands in: bundle, seal and receipt. The same session gives the same files."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from practicum.evidence import write_bundle
from practicum.evidence.files import locked, write_atomically
from practicum.exam.sitting.events import NAME
from practicum.exam.sitting.package import digest
from practicum.exam.sitting.seal import ENDING, Sealed, StationKey, make_seal, receipt_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from practicum.exam.sitting.events import Event
    from practicum.exam.sitting.ledger import Ledger
    from practicum.exam.sitting.package import Package

FILES = "files"
"""Folder of the files that a candidate saved, in the session's folder and in the bundle."""

_MS = 1000


def hand_in(
    package: Package, folder: Path, events: Sequence[Event], ledger: Ledger, station: StationKey
) -> Sealed:
    """Write `<candidate>.zip` and its seal beside the folder of a session that was stopped.

    Args:
        package: What was worked on.
        folder: The session's folder.
        events: All its events.
        ledger: What follows from them.
        station: Who signs.

    Raises:
        PracticumError: A file is missing, or the disk refuses.
    """
    at = datetime.fromtimestamp(events[-1].at // _MS, UTC)
    names = [NAME, *(f"{slug}.jsonl" for slug in ledger.over), *(f"{FILES}/{name}" for name in ledger.files)]
    bundle = folder.with_name(f"{package.candidate}.zip")
    module = f"exam-{package.sitting}"
    write_bundle(bundle, folder, names, module=module, learner=package.candidate, created=at)
    seal = make_seal(
        station,
        sitting=package.sitting,
        candidate=package.candidate,
        package=str(events[0].data["package"]),
        bundle=digest(bundle.read_bytes()),
        events=len(events),
        last=events[-1].hash,
        at=at,
    )
    path = bundle.with_name(f"{package.candidate}{ENDING}")
    with locked(path):
        write_atomically(path, seal)
    return Sealed(bundle, path, receipt_of(seal))
