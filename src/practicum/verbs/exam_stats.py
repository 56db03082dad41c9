"""The verbs for the statistics of an exam and its cut. They hold no logic: each calls one function."""

from __future__ import annotations

from datetime import date
from pathlib import Path  # noqa: TC003  Typer reads the annotations at run time
from typing import Annotated

import typer

from practicum.i18n import _, ngettext
from practicum.verbs import verb

# Rooms are imported inside the verbs: no other verb need wait for SciPy, which a learner does not have.
# ruff: noqa: PLC0415

exam_stats_app = typer.Typer(help=_("Statistics of an exam, and its cut."), no_args_is_help=True)


@verb(exam_stats_app, "report")
def report(
    responses: Annotated[Path, typer.Argument(help=_("A CSV file: person, then a column a question."))],
    *,
    cut: Annotated[float | None, typer.Option(help=_("The least points that pass."))] = None,
    to: Annotated[
        Path | None, typer.Option(help=_("The folder to write; beside the file by default."))
    ] = None,
) -> None:
    """Write the statistics of a sitting: a page, and a CSV file for each table."""
    from practicum.exam.psychometrics.page import write_report
    from practicum.exam.psychometrics.report import statistics
    from practicum.exam.psychometrics.responses import read_responses
    from practicum.exam.psychometrics.tables import told

    found = statistics(read_responses(responses), cut)
    for part in told(found):
        typer.echo(part.title)
        typer.echo(f"  {part.lead}")
    folder = to or responses.with_name(f"{responses.stem}-statistics")
    title = _("Statistics of {name}").format(name=responses.stem)
    for path in write_report(found, folder, title):
        typer.echo(str(path))


@verb(exam_stats_app, "sheets")
def sheets(
    items: Annotated[Path, typer.Argument(help=_("A CSV file with the columns item and stem."))],
    folder: Annotated[Path, typer.Argument(help=_("Where the sheets lie."))],
    judges: Annotated[list[str], typer.Argument(help=_("Names of the judges."))],
    *,
    again: Annotated[
        bool, typer.Option("--second", help=_("The second round, after the discussion."))
    ] = False,
) -> None:
    """Make a sheet for each judge, as a CSV file and as a notebook with sliders."""
    from practicum.exam.standards.panel import hand_out

    made = hand_out(items, folder, judges, second=again)
    for path in made:
        typer.echo(str(path))
    typer.echo(ngettext("{n} sheet.", "{n} sheets.", len(judges)).format(n=len(judges)))


@verb(exam_stats_app, "cut")
def cut(
    folder: Annotated[Path, typer.Argument(help=_("The folder of judge sheets."))],
    *,
    responses: Annotated[Path | None, typer.Option(help=_("Responses, for the checks."))] = None,
    form: Annotated[str, typer.Option(help=_("The name of the form."))] = "",
    day: Annotated[str, typer.Option(help=_("The day of the meeting."))] = "",
) -> None:
    """Work out the cut of a panel and write its minutes, made to be printed and signed."""
    from practicum.exam.standards.panel import conclude

    for line in conclude(folder, responses, form or folder.resolve().name, day or date.today().isoformat()):  # noqa: DTZ011  the panel's own day
        typer.echo(line)
