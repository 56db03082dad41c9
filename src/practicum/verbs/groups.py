"""The groups of verbs on the command line, by the word that calls each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.verbs import (  # noqa: F401  they put their verbs on exam_app
    exam_marks,
    exam_report,
    exam_results,
    exam_sitting,
    exam_station,
)
from practicum.verbs.credential import credential_app
from practicum.verbs.exam import exam_app
from practicum.verbs.exam_stats import exam_stats_app
from practicum.verbs.scenario import scenario_app

if TYPE_CHECKING:
    import typer


def add_groups(app: typer.Typer) -> None:
    """Put every group on the command line."""
    app.add_typer(scenario_app, name="scenario")
    app.add_typer(exam_app, name="exam")
    app.add_typer(exam_stats_app, name="exam-stats")
    app.add_typer(credential_app, name="credential")
