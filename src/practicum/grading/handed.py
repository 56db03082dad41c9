"""Who handed in, and when: what the folders of hand-ins say by themselves."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from practicum.evidence import EvidenceError
from practicum.evidence.files import read_bounded

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.grading.layout import Layout

MANIFEST = "manifest.json"
_LONGEST = 200
_LARGEST_MANIFEST = 1_000_000


def students_of(layout: Layout, slug: str) -> list[str]:
    """Return the student ids of all who handed in a module, sorted."""
    submitted = layout.folder("submitted", "", "")
    if not submitted.is_dir():
        return []
    return sorted(
        path.name for path in submitted.iterdir() if not path.name.startswith(".") and (path / slug).is_dir()
    )


def timestamp_of(folder: Path) -> datetime | None:
    """Return when a hand-in was made, in UTC without a zone, as nbgrader keeps it.

    `timestamp.txt` holds a time, and perhaps a zone: `UTC`, `+0100` or a name. None when it holds neither.
    """
    try:
        day, hour, *zone = read_bounded(folder / "timestamp.txt", _LONGEST).decode("ascii").split()
        moment = datetime.fromisoformat(f"{day} {hour}")
        if zone and zone[0][0] in "+-":
            moment = datetime.fromisoformat(f"{day} {hour}{zone[0]}")
        elif zone:
            moment = moment.replace(tzinfo=ZoneInfo(zone[0]))
    except (EvidenceError, ValueError, OverflowError, ZoneInfoNotFoundError):
        return None
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def learner_of(handed_in: Path) -> str:
    """Return the name that the learner typed; empty when the folder was not collected by us."""
    try:
        learner = json.loads(read_bounded(handed_in / MANIFEST, _LARGEST_MANIFEST))["learner"]
    except (EvidenceError, ValueError, KeyError, TypeError):
        return ""
    return learner if isinstance(learner, str) else ""
