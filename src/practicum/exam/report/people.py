"""Who sat, under which conditions, and what went wrong on the day."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from practicum.exam.paper import Told
from practicum.exam.results.entering import read_incidents
from practicum.exam.sitting.receive import REFUSED
from practicum.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.exam.report.facts import Facts


def sitting_part(facts: Facts) -> Told:
    """Return how many sat each form, with which accommodations, and how long they took."""
    sitting = facts.sitting
    rows = []
    for name in facts.forms:
        seats = [one for one in sitting.candidates.values() if one.form == name]
        marked = [facts.marks[code] for code in facts.codes(name)]
        rows.append(
            (
                name,
                str(len(seats)),
                str(sum(bool(one.accommodations) for one in seats)),
                str(len(marked)),
                _mean([one["minutes"]["part1"] for one in marked]),
                _mean([one["minutes"]["part2"] for one in marked]),
                str(sum(one["crashes"] for one in marked)),
            )
        )
    heads = (
        _("Form"),
        _("Candidates"),
        _("With accommodations"),
        _("Marked"),
        _("Mean minutes, part 1"),
        _("Mean minutes, part 2"),
        _("Restarts after a breakdown"),
    )
    lead = _(
        "{n} candidates were admitted on {day}; {marked} bundles were marked. Who has extra time is counted, "
        "never named."
    ).format(n=len(sitting.candidates), day=sitting.day, marked=len(facts.marks))
    return Told("sitting", _("Who sat"), lead, heads, rows, numbers=tuple(range(1, len(heads))))


def incidents_part(facts: Facts) -> Told:
    """Return what the invigilators wrote down, and which hand-ins were refused for which reason."""
    noted = read_incidents(facts.sitting.folder / "incidents.csv")
    refused = _refused(facts.sitting.folder / "received" / REFUSED)
    rows = [(one.when, _("incident"), one.words) for one in noted]
    rows += [("", _("refused hand-in"), f"{reason}: {n}") for reason, n in sorted(refused.items())]
    missing = len(facts.sitting.candidates) - len(facts.marks)
    lead = _(
        "Incidents written down: {incidents}. Hand-ins refused: {refused}. "
        "Candidates without marks: {missing}."
    ).format(incidents=len(noted), refused=sum(refused.values()), missing=missing)
    heads = (_("When"), _("What kind"), _("What"))
    return Told("incidents", _("Incidents"), lead, heads, rows)


def _mean(values: list[float]) -> str:
    return f"{sum(values) / len(values):.0f}" if values else "-"


def _refused(path: Path) -> Counter[str]:
    if not path.is_file():
        return Counter()
    lines = path.read_text(encoding="utf-8").splitlines()
    return Counter(str(json.loads(line)["code"]) for line in lines)
