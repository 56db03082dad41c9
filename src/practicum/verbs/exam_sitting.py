"""The verbs for a sitting: open it, make keys for stations, take hand-ins back, find a receipt again."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from practicum.i18n import _, ngettext
from practicum.project import Project
from practicum.verbs import DIFFERS, verb
from practicum.verbs.exam import Key, exam_app

# Rooms are imported inside the verbs: no other verb need wait for pandas and SciPy.
# ruff: noqa: PLC0415

Folder = Annotated[Path, typer.Argument(help=_("The folder of the sitting."))]


@verb(exam_app, "open")
def open_(  # noqa: PLR0913  each is an option of the command
    folder: Annotated[Path, typer.Argument(help=_("The folder to make; its name is the sitting's id."))],
    people: Annotated[
        Path,
        typer.Argument(
            help=_(
                "CSV of the candidates: registration, name, email, certificate, accommodations (ids, with "
                "spaces between), trainers (names, with semicolons between)."
            )
        ),
    ],
    *,
    day: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help=_("The day of the sitting."))],
    forms: Annotated[list[Path], typer.Option(help=_("A form, or a folder of forms; as often as needed."))],
    bank: Annotated[Path | None, typer.Option(help=_("The bank; the demonstration bank by default."))] = None,
    key: Key = None,
    station: Annotated[
        list[Path] | None,
        typer.Option(help=_("Public key of a station, <station>.json; as often as needed.")),
    ] = None,
) -> None:
    """Open a sitting: deal the forms, draw each candidate's data, and close a package for each."""
    from practicum.exam.bank.read import read_bank
    from practicum.exam.families import read_families
    from practicum.exam.scheme import read_examination
    from practicum.exam.sitting.open import open_sitting
    from practicum.exam.sitting.record import read_form
    from practicum.exam.sitting.seal import add_station

    project = Project.find()
    source = bank or project.root / "exam" / "demo-bank"
    paths = [
        path for given in forms for path in (sorted(given.glob("*.json")) if given.is_dir() else [given])
    ]
    sitting = open_sitting(
        folder,
        id=folder.resolve().name,
        day=day.date(),
        examination=read_examination(project.root / "exam"),
        bank=read_bank(source, key),
        families=read_families(source, key),
        people=people,
        forms=[read_form(path) for path in paths],
        at=datetime.now(UTC),
    )
    for path in station or ():
        add_station(folder, path)
    count = len(sitting.candidates)
    typer.echo(
        ngettext("{id}: {n} candidate.", "{id}: {n} candidates.", count).format(id=sitting.id, n=count)
    )
    for form, n in sorted(Counter(one.form for one in sitting.candidates.values()).items()):
        families = ", ".join(sitting.families[form].values())
        typer.echo(_("  {form}: {n}, with {families}").format(form=form, n=n, families=families))
    if sitting.rehearsal:
        typer.echo(_("A rehearsal: it decides nothing."))
    typer.echo(_("Packages for the stations: {path}").format(path=folder / "packages"))
    typer.echo(
        _("Codes for the invigilator, to be printed: {path}").format(path=folder / "private" / "codes.csv")
    )
    typer.echo(_("Never copy the folder “private” to a station."))


@verb(exam_app, "station-key")
def station_key(
    station: Annotated[str, typer.Argument(help=_("Id of the station, such as S-01."))],
    folder: Annotated[Path, typer.Argument(help=_("Where to keep its key; the secret half stays there."))],
    *,
    register: Annotated[
        Path | None, typer.Option(help=_("The folder of a sitting: register the public half there."))
    ] = None,
) -> None:
    """Make the key pair with which a station seals; with --register, make it known to a sitting."""
    from practicum.exam.sitting.seal import add_station, make_station_key

    public = folder / f"{station}.json"
    if register is None or not public.is_file():
        make_station_key(station, folder)
        typer.echo(_("Stays on the station: {path}").format(path=folder / f"{station}.key"))
        typer.echo(_("Goes to the body, which registers it: {path}").format(path=public))
    if register is not None:
        add_station(register, public)
        typer.echo(
            _("{station} may seal at {sitting}.").format(station=station, sitting=register.resolve().name)
        )


@verb(exam_app, "receive")
def receive_(
    folder: Folder,
    bundles: Annotated[
        list[Path], typer.Argument(help=_("Bundles, <code>.zip, each with its seal beside it."))
    ],
) -> None:
    """Check hand-ins and keep them; exit code 1 where one is refused, each refusal with its reason."""
    from practicum.exam.sitting.errors import Refused
    from practicum.exam.sitting.receive import open_received, receive
    from practicum.exam.sitting.record import read_sitting

    sitting = read_sitting(folder)
    refused = 0
    for path in bundles:
        try:
            received = receive(sitting, path)
        except Refused as error:
            refused += 1
            typer.echo(
                _("refused   {name}  {code}: {reason}").format(name=path.name, code=error.code, reason=error)
            )
            continue
        typer.echo(_("received  {code}  {receipt}").format(code=received.code, receipt=received.receipt))
        for incident in open_received(sitting, received.code).incidents:
            typer.echo(
                _("          {when:%H:%M} {kind} {what}")
                .format(
                    when=incident.at,
                    kind=incident.kind,
                    what=incident.what if incident.what != incident.kind else "",
                )
                .rstrip()
            )
    if refused:
        raise typer.Exit(DIFFERS)


@verb(exam_app, "receipt")
def receipt(
    folder: Folder, receipt: Annotated[str, typer.Argument(help=_("The code that the candidate got."))]
) -> None:
    """Find the hand-in to which a receipt was given; exit code 1 when there is none."""
    from practicum.exam.sitting.receive import find_receipt, open_received
    from practicum.exam.sitting.record import read_sitting

    sitting = read_sitting(folder)
    code = find_receipt(sitting, receipt)
    if not code:
        typer.echo(_("No hand-in that was received here has this receipt."))
        raise typer.Exit(DIFFERS)
    handed = open_received(sitting, code)
    typer.echo(
        _(
            "{code}, ended on {when:%Y-%m-%d at %H:%M} UTC, unchanged since. SHA-256 of the bundle: {digest}"
        ).format(code=code, when=handed.stopped, digest=handed.bundle)
    )
