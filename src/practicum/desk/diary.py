"""What the desk notes in the learner's progress: never evidence, so it may fail without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from datetime import date


def note_debrief(drill: dict[str, Any], total: float, predicted: int | None) -> None:
    """Note that a drill was played to its end, with what the learner expected."""
    from practicum.learn import journal  # noqa: PLC0415 - brings pandas along: only when something is noted

    try:
        journal.record(
            "drill",
            drill["slug"],
            seed=drill["seed"],
            mode=drill["mode"],
            total=total,
            predicted=predicted,
        )
    except (PracticumError, OSError):
        return  # outside a course, or in a read-only folder, the debrief is shown all the same


def last_resolution() -> str:
    """Return what the learner meant to do differently after the last drill; empty when nothing is noted."""
    from practicum.learn import journal  # noqa: PLC0415 - as above
    from practicum.project import Project  # noqa: PLC0415 - as above

    try:
        events = journal.read(Project.find()).events
    except (PracticumError, OSError):
        return ""
    kept = [event.fields.get("sentence") for event in events if event.kind == "resolution"]
    return kept[-1] if kept and isinstance(kept[-1], str) else ""


def keep_resolution(drill: str, sentence: str, due: date, *, total: int) -> str:
    """Keep a resolution in the learner's progress, and say where it will be seen again."""
    from practicum.learn import resolve  # noqa: PLC0415 - as above

    dated = _("{sentence} To try by {date}.").format(sentence=sentence, date=due.isoformat())
    try:
        resolve(drill, dated, total=total)
    except (PracticumError, OSError):
        return _("Your resolution could not be kept: no course folder is here that may be written to.")
    return _("Your resolution is kept: your home page shows it until the next drill.")
