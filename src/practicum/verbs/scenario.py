"""The verbs for those who write drills. They hold no logic: each calls one function of a room."""

from __future__ import annotations

import json
from pathlib import Path  # noqa: TC003  Typer reads the annotations at run time
from typing import Annotated

import typer
from rich.console import Console

from practicum.i18n import _
from practicum.project import Project
from practicum.verbs import DIFFERS, Browser, Port, verb

# Rooms are imported inside the verbs: no other verb need wait for them.
# ruff: noqa: PLC0415

scenario_app = typer.Typer(help=_("Drills, for those who write them."), no_args_is_help=True)

DrillFolder = Annotated[str, typer.Argument(metavar="DRILL", help=_("The drill's folder, or its name."))]


@verb(scenario_app, "new")
def new(
    folder: Annotated[Path, typer.Argument(help=_("The folder to make, for example scenarios/lost-dog."))],
) -> None:
    """Make a small drill that works, to be changed into yours."""
    from practicum.drill.author import new_drill

    for path in new_drill(folder):
        typer.echo(str(path))


@verb(scenario_app, "check")
def check(
    drill: DrillFolder,
    *,
    language: Annotated[str, typer.Option(help=_("Language of the words."))] = "en",
    messages: Annotated[int, typer.Option(min=1, help=_("Different written messages it should have."))] = 20,
) -> None:
    """Say everything that is wrong or thin in a drill. '!' marks what must be mended."""
    from practicum.drill.author import check as check_drill
    from practicum.drill.author import scenario_folder

    found = check_drill(scenario_folder(drill), language=language, messages=messages)
    for remark in found:
        typer.echo(f"{'!' if remark.serious else ' '} {remark}")
    if any(remark.serious for remark in found):
        raise typer.Exit(DIFFERS)
    typer.echo(_("Nothing has to be mended.") if found else _("All is well."))


@verb(scenario_app, "play")
def play(drill: DrillFolder, *, port: Port = None, browser: Browser = True) -> None:
    """Open a drill on the simulated desk while it is being written. Ctrl+C ends it."""
    from practicum.drill.author import scenario_folder
    from practicum.lab import open_lab, trial_notebook

    project = Project.find()
    open_lab(project, trial_notebook(project, scenario_folder(drill)), port=port, browser=browser)


@verb(scenario_app, "report")
def report(
    drill: DrillFolder,
    *,
    seeds: Annotated[int, typer.Option(min=1, max=10_000, help=_("How many seeds."))] = 200,
    intensity: Annotated[
        str, typer.Option(help=_("easier, usual or harder, where the drill has them."))
    ] = "usual",
    html: Annotated[Path | None, typer.Option(help=_("Write the report as a page, too."))] = None,
) -> None:
    """Let eight policies play a drill on many seeds: scores, curves, and what each known error costs."""
    from practicum.drill import load_scenario
    from practicum.drill.author import report as report_on
    from practicum.drill.author import report_page
    from practicum.learn.folders import write_text

    with Console(stderr=True).status("") as status:

        def tell(done: int, every: int) -> None:
            status.update(_("Seed {done} of {every}").format(done=done, every=every))

        made = report_on(load_scenario(drill), seeds=seeds, intensity=intensity, progress=tell)
    typer.echo(made.text())
    if html is not None:
        typer.echo(_("The page is {path}.").format(path=write_text(html, report_page(made))))


@verb(scenario_app, "reference")
def reference(drill: DrillFolder) -> None:
    """Write the expert's run of a drill again, after a change."""
    from practicum.drill import load_scenario, write_reference

    scenario = load_scenario(drill)
    path = scenario.folder / "reference.jsonl"
    write_reference(scenario, path)
    typer.echo(str(path))


@verb(scenario_app, "schema")
def schema() -> None:
    """Print the JSON Schema of scenario.yaml, for an editor that completes and checks."""
    from practicum.drill import scenario_schema

    typer.echo(json.dumps(scenario_schema(), indent=2, ensure_ascii=False))
