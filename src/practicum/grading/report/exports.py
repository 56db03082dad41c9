"""Marks for other systems: a table for a spreadsheet, Canvas, Moodle, and scores as LTI platforms take them.

The same four are export plug-ins of nbgrader: see `practicum.grading.report.plugins`.
"""

from __future__ import annotations

import json
from datetime import UTC
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.look.sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from practicum.grading.report.cohort import Cohort, Learner


def spreadsheet(cohort: Cohort) -> str:
    """Return one row a learner and exercise: points, outcome, named mistake."""
    columns = (
        "module", "learner_id", "learner", "handed_in", "exercise", "title", "points", "out_of", "outcome",
        "mistake", "waiting",
    )  # fmt: skip
    rows = []
    for one in cohort.learners:
        for exercise in cohort.exercises:
            part = one.parts.get(exercise.id)
            mark = (
                (0.0, exercise.out_of, "not-handed-in", "", "no")
                if part is None
                else (part.points, part.out_of, part.outcome, part.mistake, "yes" if part.waiting else "no")
            )
            rows.append((cohort.module, one.id, one.name, _when(one), exercise.id, exercise.title, *mark))
    return sheet(columns, rows)


def canvas(cohort: Cohort) -> str:
    """Return what Canvas imports into its gradebook; who handed in nothing keeps an empty cell there.

    Canvas matches rows by `SIS Login ID`; the student ids of the gradebook should be those logins.
    """
    assignment = f"{cohort.module} {cohort.title}"
    columns = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section", assignment)
    rows: list[tuple[object, ...]] = [("    Points Possible", "", "", "", "", cohort.out_of)]
    rows += [(one.name, "", "", one.id, "", one.score if one.parts else "") for one in cohort.learners]
    return sheet(columns, rows, mark=False)


def moodle(cohort: Cohort) -> str:
    """Return what Moodle imports under Grades, Import, CSV file: map `ID number` to the user."""
    assignment = f"{cohort.module} {cohort.title}"
    columns = ("ID number", "Full name", assignment, f"{assignment} (feedback)")
    rows = [(one.id, one.name, one.score, _comment(one)) for one in cohort.present]
    return sheet(columns, rows, mark=False)


def scores(cohort: Cohort) -> str:
    """Return scores as JSON, in the form of LTI Assignment and Grade Services (1EdTech, AGS 2.0)."""
    found: list[dict[str, Any]] = [
        {
            "userId": one.id,
            "scoreGiven": round(one.score, 4),
            "scoreMaximum": round(cohort.out_of, 4),
            "activityProgress": "Completed",
            "gradingProgress": "PendingManual" if one.waiting else "FullyGraded",
            "comment": _comment(one),
            "timestamp": _when(one),
        }
        for one in cohort.present
    ]
    document = {
        "lineItem": {"label": f"{cohort.module} {cohort.title}", "resourceId": cohort.slug},
        "scores": found,
    }
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


FORMATS: dict[str, tuple[Callable[[Cohort], str], str]] = {
    "csv": (spreadsheet, "csv"),
    "canvas": (canvas, "csv"),
    "moodle": (moodle, "csv"),
    "json": (scores, "json"),
}
"""By name: the function that writes it, and the ending of its file."""


def exported(cohort: Cohort, name: str) -> str:
    """Return a cohort in one of `FORMATS`.

    Raises:
        PracticumError: There is no such format.
    """
    if name not in FORMATS:
        raise PracticumError(
            _("There is no export called '{name}'.").format(name=name),
            next_step=_("The exports are: {names}.").format(names=", ".join(FORMATS)),
        )
    return FORMATS[name][0](cohort)


def _when(one: Learner) -> str:
    return "" if one.handed_in is None else one.handed_in.replace(tzinfo=UTC).isoformat()


def _comment(one: Learner) -> str:
    return _("A person still reads a part of it.") if one.waiting else ""
