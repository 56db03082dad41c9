"""The verbs for a sitting's technical report and for the demonstration. They hold no logic."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path  # noqa: TC003  Typer reads the annotations at run time
from typing import Annotated

import typer

from practicum.i18n import _
from practicum.project import Project
from practicum.verbs import verb
from practicum.verbs.exam import Key, exam_app

# Rooms are imported inside the verbs: no other verb need wait for pandas and SciPy.
# ruff: noqa: PLC0415


@verb(exam_app, "report")
def report(  # noqa: PLR0913  each is an option of the command
    folder: Annotated[Path, typer.Argument(help=_("The folder of the sitting, marked and read."))],
    *,
    bank: Annotated[Path | None, typer.Option(help=_("The bank; the demonstration bank by default."))] = None,
    key: Key = None,
    body: Annotated[Path | None, typer.Option(help=_("The folder of the body, with its register."))] = None,
    cut: Annotated[
        list[Path] | None, typer.Option(help=_("Judge sheets of a form, a folder named as it; one each."))
    ] = None,
    register: Annotated[str, typer.Option(help=_("URL of the register, where it is a server's."))] = "",
) -> None:
    """Write the technical report of a sitting: a page, a PDF, and a CSV file for each table."""
    from practicum.exam.marks.reading import ExamReading
    from practicum.exam.report.cut import cut_part
    from practicum.exam.report.decisions import decisions_part
    from practicum.exam.report.facts import read_facts
    from practicum.exam.report.readers import reading_part, study_part
    from practicum.exam.report.write import write_technical_report
    from practicum.exam.results.register import Register

    project = Project.find()
    facts = read_facts(folder, bank or project.root / "exam" / "demo-bank", key, project.root / "exam")
    kept = Register.of(body, register) if body else None
    more = [cut_part(cut, facts.examination.scheme)] if cut else []
    reading = ExamReading(facts.sitting, facts.families)
    more += [reading_part(reading), study_part(reading)]
    more += [decisions_part(kept, facts.sitting.id)] if kept else []
    for path in write_technical_report(facts, datetime.now(UTC), more):
        typer.echo(str(path))


@verb(exam_app, "demo")
def demo(
    *,
    to: Annotated[
        Path | None, typer.Option(help=_("The folder to write; work/exam-demo by default."))
    ] = None,
    candidates: Annotated[int, typer.Option(min=40, max=500, help=_("How many invented candidates."))] = 60,
    seed: Annotated[int, typer.Option(help=_("The same seed gives the same people and answers."))] = 2026,
) -> None:
    """Run a whole examination of invented candidates, from the bank to certificates and the report."""
    from practicum.exam.demo.run import Demonstration

    project = Project.find()
    bank = project.root / "exam" / "demo-bank"
    Demonstration(project, bank, to or project.work / "exam-demo", typer.echo, seed, candidates).run()
