"""The command line. It holds no logic: each verb calls one function of a room and says what came of it."""

from __future__ import annotations

import sys
import time
import traceback
from pathlib import Path  # noqa: TC003  Typer reads the annotations at run time
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from practicum import __version__
from practicum.i18n import _, ngettext
from practicum.project import Project
from practicum.verbs import DIFFERS, Browser, Port, say_error, verb
from practicum.verbs.facts import facts
from practicum.verbs.groups import add_groups
from practicum.verbs.pages import add_pages

if TYPE_CHECKING:
    from collections.abc import Callable

# Rooms are imported inside the verbs: `practicum version` need not wait for JupyterLab and pandas.
# ruff: noqa: PLC0415

app = typer.Typer(
    help=_("Practicum: a notebook course and practical exam for social media and community managers."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
data_app = typer.Typer(help=_("The synthetic tables."), no_args_is_help=True)
app.add_typer(data_app, name="data")
reading_app = typer.Typer(help=_("Texts that people mark, by two of them."), no_args_is_help=True)
app.add_typer(reading_app, name="reading")
add_groups(app)
add_pages(app)


def main() -> None:
    """Run the command line; anything that nobody foresaw keeps its traceback and says where to report it."""
    try:
        app()
    except Exception:  # noqa: BLE001  the last place where it can be said in words
        traceback.print_exc()
        say_error(
            _("This is a mistake in Practicum, not yours."),
            _("Please report it with the lines above; CONTRIBUTING.md says where."),
        )
        sys.exit(DIFFERS)


def _verb(group: typer.Typer = app, name: str | None = None) -> Callable[[Callable[..., None]], Any]:
    """Register a verb, of the whole command line unless a group is named."""
    return verb(group, name)


ModuleName = Annotated[str, typer.Argument(metavar="MODULE", help=_("A module, for example m08."))]


@_verb()
def lab(*, port: Port = None, browser: Browser = True, instructor: bool = False) -> None:
    """Open the course in JupyterLab. Ctrl+C ends it."""
    from practicum.lab import open_lab, prepare

    project = Project.find()
    if instructor:
        open_lab(project, project.root, port=port, browser=browser, instructor=True)
        return
    for name in prepare(project).newer:
        typer.echo(
            _(
                "A newer edition of {name} exists; yours is kept. 'practicum restore' brings the new one."
            ).format(name=name)
        )
    open_lab(project, project.work / "home.ipynb", port=port, browser=browser)


@_verb()
def desk(
    drill: Annotated[str, typer.Argument(help=_("A drill, for example d01-first-shift."))],
    *,
    intensity: Annotated[
        str, typer.Option(help=_("easier, usual or harder, where the drill is made for them."))
    ] = "usual",
    port: Port = None,
    browser: Browser = True,
) -> None:
    """Open one drill on the simulated desk."""
    from practicum.lab import desk_notebook, open_lab

    project = Project.find()
    open_lab(project, desk_notebook(project, drill, intensity), port=port, browser=browser)


@_verb()
def debrief(
    logs: Annotated[list[Path], typer.Argument(help=_("Decision logs, or folders that hold some."))],
    *,
    drill: Annotated[str | None, typer.Option(help=_("Which drill, when there are several."))] = None,
    html: Annotated[Path | None, typer.Option(help=_("Write a page to show or to print here."))] = None,
) -> None:
    """Debrief a group: what was chosen at each point of a drill, without names."""
    from practicum.desk.gather import gather
    from practicum.desk.group_page import group_page, group_text
    from practicum.drill import group_debrief
    from practicum.learn.folders import write_text

    scenario, runs, refused = gather(logs, drill)
    tables = group_debrief(scenario, runs)
    typer.echo(group_text(tables))
    if html is not None:
        write_text(html, group_page(tables))
    for path, reason in refused:
        typer.echo(_("Left out: {file}. {reason}").format(file=path, reason=reason), err=True)


@_verb()
def restore(module: ModuleName) -> None:
    """Give fresh copies of a module; yours are set aside, answers and drill logs stay."""
    from practicum.lab import restore as restore_copies

    restored = restore_copies(Project.find(), module)
    typer.echo(_("Fresh copies: {names}.").format(names=", ".join(restored.fresh)))
    if restored.kept:
        typer.echo(_("Your own are in {folder}.").format(folder=restored.kept))


@_verb(name="hand-in")
def hand_in(
    module: ModuleName,
    *,
    name: Annotated[str, typer.Option(help=_("Your name; asked once."))] = "",
    anyway: Annotated[bool, typer.Option("--anyway", help=_("Hand in what is there."))] = False,
) -> None:
    """Make the one file to hand in; what is missing is named first."""
    from practicum.learn import make_hand_in

    result = make_hand_in(Project.find(), module, name=name, anyway=anyway)
    typer.echo(result.text())
    if not result.made:
        raise typer.Exit(DIFFERS)


@_verb()
def form(module: ModuleName, *, port: Port = None, browser: Browser = True) -> None:
    """Answer a module (or "tools", the tools of the trade) in a plain form in the browser. Ctrl+C ends it."""
    from practicum.lab import prepare
    from practicum.learn.form import serve_form

    project = Project.find()
    prepare(project)
    serve_form(module, port=port or 0, open_browser=browser, project=project)


@_verb()
def collect(
    folder: Annotated[Path, typer.Argument(help=_("Where the hand-in files lie."))],
) -> None:
    """Take in a folder of hand-in files."""
    from practicum.grading.collect import collect as collect_folder

    collection = collect_folder(folder, Project.find())
    typer.echo(collection.text())
    if collection.refused:
        raise typer.Exit(DIFFERS)


Jobs = Annotated[int | None, typer.Option(min=1, max=512, help=_("Hand-ins at once; one a core by default."))]
Cluster = Annotated[
    str, typer.Option(metavar="ADDRESS", help=_("A Dask scheduler, for example tcp://10.0.0.5:8786."))
]
Gradebook = Annotated[
    str, typer.Option("--db", metavar="URL", help=_("Another gradebook, for example in PostgreSQL."))
]


@_verb()
def grade(  # noqa: PLR0913  each is an option of the command
    module: ModuleName,
    *,
    jobs: Jobs = None,
    cluster: Cluster = "",
    db: Gradebook = "",
    force: Annotated[bool, typer.Option("--force", help=_("Mark again what is unchanged, too."))] = False,
    view: Annotated[
        bool, typer.Option("--view", help=_("Then run the notebooks in the sandbox, for your eyes."))
    ] = False,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help=_("Run notebooks here even without a sandbox."))
    ] = False,
) -> None:
    """Mark all hand-ins of a module from their evidence and write feedback. Run it again at any time."""
    from practicum.grading.cohort import Options, State, summary
    from practicum.grading.cohort import grade as grade_module

    start = time.monotonic()
    settings = {"CourseDirectory": {"db_url": db}} if db else None
    options = Options(jobs=jobs, cluster=cluster, force=force, view=view, unsafe=unsafe)
    graded = grade_module(module, Project.find(), options, console=Console(stderr=True), settings=settings)
    for one in graded:
        if one.state is State.UNCHANGED:
            continue
        score = _("no score") if one.score is None else f"{one.score:g}/{one.out_of:g}"
        reading = _("a person has to read something") if one.needs_person else ""
        typer.echo("  ".join(filter(None, [one.student, score, reading, str(one.feedback)])))
    typer.echo(summary(graded, time.monotonic() - start))
    if any(one.problems for one in graded):
        raise typer.Exit(DIFFERS)


@_verb()
def report(
    module: ModuleName,
    *,
    to: Annotated[Path | None, typer.Option(help=_("The folder to write to; reports/ by default."))] = None,
) -> None:
    """Write the cohort report of a graded module: a page, a table and a notebook."""
    from practicum.grading.report.make import make_report

    typer.echo(make_report(module, Project.find(), to))


@_verb()
def export(
    module: ModuleName,
    to: Annotated[Path, typer.Argument(help=_("The file to write."))],
    *,
    format_: Annotated[str, typer.Option("--format", help=_("csv, canvas, moodle or json."))] = "csv",
) -> None:
    """Write the marks of a graded module for another system."""
    from practicum.grading.report.make import make_export

    typer.echo(make_export(module, Project.find(), format_, to))


@_verb()
def regrade(
    module: ModuleName,
    *,
    jobs: Jobs = None,
    cluster: Cluster = "",
    db: Gradebook = "",
    apply: Annotated[bool, typer.Option("--apply", help=_("Write the new marks."))] = False,
) -> None:
    """Mark all hand-ins of a module again and explain each difference; nothing is written without --apply."""
    from practicum.grading.cohort import Options
    from practicum.grading.regrade import regrade as regrade_module

    settings = {"CourseDirectory": {"db_url": db}} if db else None
    options = Options(jobs=jobs, cluster=cluster)
    console = Console(stderr=True)
    found = regrade_module(module, Project.find(), options, apply=apply, console=console, settings=settings)
    typer.echo(found.text())
    if found.unmarked or (found.differences and not apply):
        raise typer.Exit(DIFFERS)


@_verb()
def appeal(
    module: ModuleName,
    learner: Annotated[str, typer.Argument(help=_("The learner's folder in 'submitted'."))],
    exercise: Annotated[str, typer.Argument(help=_("An exercise, for example m08-3."))],
    *,
    db: Gradebook = "",
) -> None:
    """Replay one mark and print the whole reasoning, for the instructor."""
    from practicum.grading.appeal import appeal as replay

    settings = {"CourseDirectory": {"db_url": db}} if db else None
    typer.echo(replay(module, learner, exercise, Project.find(), settings=settings))


@_verb()
def personas(module: ModuleName) -> None:
    """Mark all synthetic learners of a module and show expected against given; no notebook runs."""
    from practicum.grading.dry_run import dry_run, table, verdict

    rows = dry_run(module, Project.find())
    Console().print(table(rows))
    typer.echo(verdict(rows))
    if any(row.differences for row in rows):
        raise typer.Exit(DIFFERS)


@_verb(reading_app)
def sheet(
    module: ModuleName,
    marker: Annotated[str, typer.Argument(help=_("Who marks; names the files."))],
    *,
    third: Annotated[bool, typer.Option("--third", help=_("Only where two markers lie apart."))] = False,
) -> None:
    """Give a marker an anonymous sheet: a page to read and a table to fill in."""
    from practicum.grading.reading.round import Round

    typer.echo(Round(module, Project.find()).give_out(marker, only_apart=third))


@_verb(reading_app)
def status(module: ModuleName) -> None:
    """Say how far the markers are, how they agree, and what needs a third."""
    from practicum.grading.reading.round import Round
    from practicum.grading.reading.say import said

    typer.echo(said(Round(module, Project.find()).status()))


@_verb(reading_app)
def apply(module: ModuleName) -> None:
    """Put the points of texts that two or more have read into the gradebook."""
    from practicum.grading.reading.round import Round

    done = Round(module, Project.find()).apply()
    typer.echo(
        ngettext("{n} text has its points now.", "{n} texts have their points now.", done).format(n=done)
    )


@_verb(name="grade-demo")
def grade_demo() -> None:
    """Grade a synthetic cohort and compare with what was expected."""
    from practicum.grading.demo import grade_demo as demonstrate

    if not demonstrate(Project.find(), Console()):
        raise typer.Exit(DIFFERS)


@_verb(data_app, "report")
def data_report() -> None:
    """Compare the tables with what is known of real accounts."""
    from practicum.data import report

    typer.echo(report().round(2).to_string(index=False))


@_verb()
def build(
    *, check: Annotated[bool, typer.Option("--check", help=_("Change nothing; name what differs."))] = False
) -> None:
    """Derive notebooks, assignments and datasets from their sources."""
    from practicum import authoring

    project, console = Project.find(), Console(stderr=True)
    if check:
        found = authoring.check(project, console)
        for sentence in found:
            typer.echo(sentence)
        if found:
            many = ngettext("{count} difference.", "{count} differences.", len(found)).format(
                count=len(found)
            )
            say_error(many, _("Run 'practicum build' and commit what it writes."))
            raise typer.Exit(DIFFERS)
        typer.echo(_("Every derived file agrees with its source."))
        return
    built = authoring.build(project, console)
    for name in built.changed:
        typer.echo(name)
    typer.echo(
        _("Made {made}, already fresh {fresh}; {changed} files changed.").format(
            made=len(built.made), fresh=len(built.fresh), changed=len(built.changed)
        )
    )


_verb(name="facts")(facts)


@_verb()
def pack(*, to: Annotated[Path | None, typer.Option(help=_("The zip file to make."))] = None) -> None:
    """Make the learner's edition: one zip without solutions, marking and tests."""
    from practicum.authoring import pack as pack_edition

    typer.echo(_("The learner's edition is {path}.").format(path=pack_edition(Project.find(), to)))


@_verb()
def doctor() -> None:
    """Look at this machine and say what to do."""
    from practicum.doctor import Health, examine

    findings = examine()
    for finding in findings:
        typer.echo(f"{finding.health.value:<9}  {finding.what}")
        if finding.next_step:
            typer.echo(f"{'':<9}  {_('Next: {step}').format(step=finding.next_step)}")
    if any(finding.health is Health.BAD for finding in findings):
        raise typer.Exit(DIFFERS)


@_verb()
def version() -> None:
    """Say which edition this is."""
    typer.echo(__version__)
