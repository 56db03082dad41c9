"""The debrief of a drill that was handed in, for the learner's page: replayed from the log, like its mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill import debrief
from practicum.evidence import read_log
from practicum.i18n import _
from practicum.look import escape
from practicum.marking import DrillLog, Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.marking import Exercise, Mark

LEVEL = 4
"""Level of the debrief's first heading: it stands below the title of its exercise."""

MOST = 200
"""Acts in a log up to which it is debriefed: each costs time, and a hand-in must not run out of it."""


def debrief_html(exercise: Exercise, mark: Mark, folder: Path) -> str:
    """Return the debrief of the log that was marked, as HTML without styles.

    Empty for what is no drill, and for a log that was refused or missing: only a run that counts is told.

    Args:
        exercise: The exercise.
        mark: What the rules gave.
        folder: Where the log lies.
    """
    kind = exercise.kind
    refused = mark.outcome in (Outcome.NOT_ATTEMPTED, Outcome.UNREADABLE)
    if not isinstance(kind, DrillLog) or refused:
        return ""
    try:
        header, decisions = read_log(folder / kind.file, torn_ok=True)
        if len(decisions) > MOST:
            return _sentence(
                _(
                    "This run has {n} acts, too many to debrief here. Open the drill to see its debrief."
                ).format(n=len(decisions))
            )
        from practicum.desk.debrief import DebriefView  # noqa: PLC0415  only drills need the desk
        from practicum.desk.logs import load_drill  # noqa: PLC0415

        scenario = load_drill(kind.drill)
        facts = {
            "title": scenario.words.title,
            "brand": scenario.structure.brand,
            "mode": header.mode,
            "seed": header.seed,
        }
        tables = debrief(scenario, header.seed, decisions).to_json()
        return DebriefView(tables, facts).body(level=LEVEL)
    except Exception:  # noqa: BLE001  the mark stands without it, and must not be lost with it
        return _sentence(_("The debrief could not be made here. Open the drill to see it."))


def _sentence(text: str) -> str:
    return f"<p>{escape(text)}</p>"
