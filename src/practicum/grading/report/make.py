"""Make the cohort report: the page, the marks as a table, and the notebook that repeats its numbers."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from practicum.drill import group_debrief, load_scenario
from practicum.grading.report.alike import alike
from practicum.grading.report.exports import exported, spreadsheet
from practicum.grading.report.notebook import report_notebook
from practicum.grading.report.page import Report, report_page
from practicum.grading.report.read import read_cohort, read_evidence, read_runs, with_gates
from practicum.learn.folders import write_text

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.grading.layout import Settings
    from practicum.grading.report.read import DrillRun
    from practicum.project import Project

RUNS = 200
"""At most so many runs of a drill enter its map: more change no tint, and each is replayed act by act."""


def make_report(
    assignment: str, project: Project, folder: Path | None = None, settings: Settings | None = None
) -> Path:
    """Write `<module>-report.html`, `<module>-marks.csv` and `<module>-report.ipynb`, and return the page.

    Args:
        assignment: The module's id or slug.
        project: The instructor's edition.
        folder: Where they go; `reports/` in the project by default.
        settings: nbgrader options that win over `nbgrader_config.py`.

    Raises:
        PracticumError: Nothing was graded yet, or the folder cannot be written to.
    """
    cohort = read_cohort(assignment, project, settings)
    runs = read_runs(cohort, project, settings)
    cohort = with_gates(cohort, runs)
    handed = read_evidence(cohort, project, settings)
    drills = [
        group_debrief(load_scenario(slug), [one.played for one in _some(group)])
        for slug, group in runs.items()
        if group
    ]
    report = Report(cohort, alike(handed), drills)
    target = folder or project.root / "reports"
    marks = f"{cohort.module}-marks.csv"
    written = {
        f"{cohort.module}-report.html": report_page(report),
        marks: spreadsheet(cohort),
        f"{cohort.module}-report.ipynb": report_notebook(cohort, marks),
    }
    for name, text in written.items():
        write_text(target / name, text)
    return target / f"{cohort.module}-report.html"


def make_export(
    assignment: str, project: Project, name: str, target: Path, settings: Settings | None = None
) -> Path:
    """Write one of the exports.

    Raises:
        PracticumError: There is no such export, nothing was graded yet, or the file cannot be written.
    """
    return write_text(target, exported(read_cohort(assignment, project, settings), name))


def _some(runs: list[DrillRun]) -> list[DrillRun]:
    """Return at most `RUNS` runs, picked by a hash of the learner: always the same ones."""
    return sorted(runs, key=lambda one: sha256(one.learner.encode()).digest())[:RUNS]
