"""The verbs for marking a sitting: by rules, by readers, and critical errors. They hold no logic."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from practicum.errors import PracticumError
from practicum.i18n import _, ngettext
from practicum.project import Project
from practicum.verbs import DIFFERS, verb
from practicum.verbs.exam import Key, exam_app

if TYPE_CHECKING:
    from practicum.exam.marks.reading import ExamReading

# Rooms are imported inside the verbs: no other verb need wait for SciPy, which a learner does not have.
# ruff: noqa: PLC0415

read_app = typer.Typer(help=_("Texts of a sitting that two people read."), no_args_is_help=True)
exam_app.add_typer(read_app, name="read")

Folder = Annotated[Path, typer.Argument(metavar="SITTING", help=_("The folder of the sitting."))]
Marker = Annotated[str, typer.Argument(help=_("Who reads; names the files."))]
BankFolder = Annotated[Path | None, typer.Option(help=_("The bank; the demonstration bank by default."))]
PeopleFolder = Annotated[
    Path | None, typer.Option(help=_("Folder with people.json: whom the person has taught counts, too."))
]


@verb(exam_app, "mark")
def mark(  # noqa: PLR0913  each is an option of the command
    sitting: Folder,
    *,
    bank: BankFolder = None,
    key: Key = None,
    examination: Annotated[
        Path | None, typer.Option(help=_("Folder with scheme.toml and blueprint.toml; exam/ by default."))
    ] = None,
    workers: Annotated[int, typer.Option(min=0, help=_("How many at once; one a core by default."))] = 0,
    cluster: Annotated[str, typer.Option(help=_("Address of a Dask scheduler; here by default."))] = "",
) -> None:
    """Mark all bundles by rules; exit code 1 where one could not be marked."""
    from practicum.exam.bank.read import read_bank
    from practicum.exam.marks.run import UNCHANGED, mark_sitting, rules_of
    from practicum.exam.marks.table import write_responses
    from practicum.exam.sitting.record import read_sitting

    here = read_sitting(sitting)
    plan = examination or Project.find().root / "exam"
    rules = rules_of(here, _bank(bank), plan, key)
    ends: Counter[str] = Counter()
    bad = False
    for one in mark_sitting(here, rules, workers=workers, cluster=cluster):
        ends[one.end] += 1
        for sentence in (*((one.reason,) if one.reason else ()), *one.faults):
            bad = True
            typer.echo(f"{one.code}: {sentence}", err=True)
    typer.echo(
        _("Marked: {marked}. Marked before: {unchanged}. Not marked: {rest}.").format(
            marked=ends["marked"],
            unchanged=ends[UNCHANGED],
            rest=ends.total() - ends["marked"] - ends[UNCHANGED],
        )
    )
    report = sitting / "report"
    report.mkdir(exist_ok=True)
    for path in write_responses(here, read_bank(_bank(bank), key), report):
        typer.echo(str(path))
    if bad:
        raise typer.Exit(DIFFERS)


@verb(read_app, "calibrate")
def calibrate(
    sitting: Folder,
    marker: Marker,
    *,
    texts: Annotated[
        Path | None, typer.Option("--set", help=_("File with agreed texts; calibration.toml by default."))
    ] = None,
    bank: BankFolder = None,
    key: Key = None,
) -> None:
    """Give a marker the calibration set; once it is filled in, say whether they may read. Exit code 1: no."""
    from practicum.exam.bank.seal import plain_agreed
    from practicum.exam.families import read_families
    from practicum.exam.marks.calibration import Calibration
    from practicum.exam.marks.reading import rubrics_of
    from practicum.exam.marks.say import calibrated
    from practicum.exam.sitting.record import read_sitting

    folder = _bank(bank)
    found = rubrics_of(read_sitting(sitting), read_families(folder, key))
    here = Calibration(sitting / "reading", texts or plain_agreed(folder, key), *found)
    if not here.has_sheet(marker):
        _show_sheet(here.give_out(marker))
        return
    outcome = here.judge(marker)
    typer.echo(calibrated(outcome))
    if not outcome.passed:
        raise typer.Exit(DIFFERS)


@verb(read_app, "sheets")
def sheets(  # noqa: PLR0913  each is an option of the command
    sitting: Folder,
    marker: Marker,
    *,
    third: Annotated[bool, typer.Option("--third", help=_("Only where two markers lie apart."))] = False,
    most: Annotated[int, typer.Option(min=0, help=_("At most so many texts; all by default."))] = 0,
    bank: BankFolder = None,
    key: Key = None,
    people: PeopleFolder = None,
) -> None:
    """Give a marker who has passed the calibration a sheet: page, table and notebook, without names."""
    here = _reading(sitting, bank, key)
    _show_sheet(here.hand_out(marker, third=third, most=most, also=_names(people, marker)))


@verb(read_app, "status")
def status(sitting: Folder, *, bank: BankFolder = None, key: Key = None) -> None:
    """Say how far the markers are, how they agree, and what needs a third."""
    from practicum.exam.marks.say import reading_said

    typer.echo(reading_said(_reading(sitting, bank, key)))


@verb(read_app, "apply")
def apply(sitting: Folder, *, bank: BankFolder = None, key: Key = None) -> None:
    """Let the points of all settled texts count."""
    here = _reading(sitting, bank, key)
    done = here.apply()
    typer.echo(
        ngettext("{n} text of {all} counts now.", "{n} texts of {all} count now.", done).format(
            n=done, all=len(here.texts)
        )
    )


@verb(read_app, "formgrader")
def formgrader(
    table: Annotated[Path, typer.Argument(help=_("The table of a sheet, with its JSON file beside it."))],
    *,
    back: Annotated[
        bool, typer.Option("--back", help=_("Write formgrader's scores into the table as levels."))
    ] = False,
) -> None:
    """Make a small nbgrader course of a sheet, to read in formgrader; --back brings the levels home."""
    from practicum.exam.marks.formgrader import read_course, write_course

    if back:
        count = read_course(table)
        typer.echo(
            ngettext("{n} level stands in {table}.", "{n} levels stand in {table}.", count).format(
                n=count, table=table
            )
        )
        return
    folder = write_course(table)
    typer.echo(_("Start JupyterLab in {folder}, then Nbgrader, Formgrader.").format(folder=folder))


@verb(exam_app, "withdraw")
def withdraw(
    sitting: Folder,
    item: Annotated[str, typer.Argument(help=_("The question's id, such as A1-001."))],
    *,
    by: Annotated[str, typer.Option(help=_("Who decides it."))],
    because: Annotated[str, typer.Option(help=_("What is wrong with it."))],
) -> None:
    """Take a question that proved wrong out for everybody: results, statistics and report follow."""
    from practicum.exam.marks.withdrawn import withdraw as take_out
    from practicum.exam.sitting.record import read_sitting

    one = take_out(read_sitting(sitting), item, by=by, why=because, at=datetime.now(UTC))
    typer.echo(_("{item} counts for nobody now. Propose the results again.").format(item=one.item))


@verb(exam_app, "confirm")
def confirm(  # noqa: PLR0913  each is an option of the command
    sitting: Folder,
    examiner: Annotated[str, typer.Argument(help=_("Who judges; without it, all matters are listed."))] = "",
    code: Annotated[str, typer.Argument(help=_("The candidate."))] = "",
    error: Annotated[str, typer.Argument(help=_("The critical error."))] = "",
    verdict: Annotated[str, typer.Argument(help=_("confirmed or rejected."))] = "",
    *,
    reason: Annotated[str, typer.Option(help=_("Why, in a sentence."))] = "",
    people: PeopleFolder = None,
) -> None:
    """List proposed critical errors, those that wait for an examiner, or keep an examiner's verdict."""
    from practicum.exam.marks.critical import confirm as keep
    from practicum.exam.marks.critical import matters, waiting_for
    from practicum.exam.marks.say import matter_said
    from practicum.exam.sitting.record import read_sitting

    here = read_sitting(sitting)
    also = _names(people, examiner) if examiner else ()
    if code:
        _known_error(error)
        found = [keep(here, code, error, examiner=examiner, verdict=verdict, reason=reason, also=also)]
    else:
        found = waiting_for(here, examiner, also) if examiner else matters(here)
    for one in found:
        typer.echo(matter_said(one))
    if not found:
        typer.echo(_("Nothing waits.") if examiner else _("No critical error is proposed."))


def _bank(given: Path | None) -> Path:
    return given or Project.find().root / "exam" / "demo-bank"


def _reading(sitting: Path, bank: Path | None, key: Path | None) -> ExamReading:
    from practicum.exam.families import read_families
    from practicum.exam.marks.reading import ExamReading
    from practicum.exam.sitting.record import read_sitting

    return ExamReading(read_sitting(sitting), read_families(_bank(bank), key))


def _show_sheet(page: Path) -> None:
    typer.echo(_("To read: {page}").format(page=page))
    typer.echo(_("To fill in: {table}").format(table=page.with_suffix(".csv")))
    typer.echo(_("Or both in one notebook: {notebook}").format(notebook=page.with_suffix(".ipynb")))


def _names(people: Path | None, person: str) -> tuple[str, ...]:
    """Return by what else a person may stand in a candidate's list of trainers, and whom they have taught."""
    if people is None:
        return ()
    from practicum.exam.results.people import People

    officer = People(people)[person]
    return (officer.name, *officer.trains_for, *officer.trained)


def _known_error(error: str) -> None:
    from practicum.exam.scheme import read_examination

    known = [one.id for one in read_examination(Project.find().root / "exam").scheme.critical]
    if error not in known:
        raise PracticumError(
            _("The scheme has no critical error '{error}'.").format(error=error),
            next_step=_("It has: {names}.").format(names=", ".join(known)),
        )
