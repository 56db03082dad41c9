"""The verbs for a station: sit an examination, and test a computer beforehand."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from practicum.i18n import _
from practicum.verbs import DIFFERS, Browser, verb
from practicum.verbs.exam import exam_app

# Rooms are imported inside the verbs: no other verb need wait for them.
# ruff: noqa: PLC0415

Data = Annotated[Path, typer.Option(help=_("The folder in which this station keeps its sessions."))]


@verb(exam_app, "sit")
def sit(  # noqa: PLR0913  each is an option of the command
    package: Annotated[Path, typer.Argument(help=_("The candidate's file, <code>.package."))],
    *,
    data: Data,
    station: Annotated[Path, typer.Option(help=_("The station's own key, <station>.key."))],
    code: Annotated[
        str,
        typer.Option(
            prompt=_("Start code"), help=_("The start code; asked for by default."), hide_input=True
        ),
    ],
    browser: Browser = True,
    notebook: Annotated[bool, typer.Option("--notebook", help=_("Write part 1 as a notebook, too."))] = False,
    seb: Annotated[
        Path | None,
        typer.Option(help=_("Write settings for Safe Exam Browser to this file, and open nothing.")),
    ] = None,
) -> None:
    """Open a candidate's examination on this computer, or go on with it after a crash."""
    from practicum.evidence.files import read_bounded, write_atomically
    from practicum.exam.sitting.package import MAX_BYTES
    from practicum.exam.sitting.seal import read_station_key
    from practicum.exam.sitting.session import Session
    from practicum.exam.station.notebook import write_notebook
    from practicum.exam.station.seb import seb_settings
    from practicum.exam.station.server import closing_words, serve
    from practicum.exam.station.visit import StationVisit

    key = read_station_key(station)
    session = Session.open(data, read_bounded(package, MAX_BYTES), code)
    visit = StationVisit(session, key, quit_link=seb is not None)
    server = serve(visit)
    typer.echo(
        _("The examination of {code} is open at {url}").format(code=session.package.candidate, url=server.url)
    )
    if notebook:
        path = write_notebook(session.folder, server.url, list(session.package.part1))
        typer.echo(_("Part 1 as a notebook: {path}").format(path=path))
    if seb is not None:
        password = typer.prompt(_("Password to leave Safe Exam Browser early"), hide_input=True)
        write_atomically(seb, seb_settings(server.url, password))
        typer.echo(_("Open this file with Safe Exam Browser: {path}").format(path=seb))
    elif browser:
        webbrowser.open(server.url)
    try:
        server.run()
    except KeyboardInterrupt:
        server.stopped = True
    typer.echo(closing_words(visit))


@verb(exam_app, "self-test")
def self_test(
    *,
    data: Data,
    browser: Annotated[bool, typer.Option(help=_("Show a page that somebody confirms to read."))] = True,
    seconds: Annotated[float, typer.Option(min=1, help=_("How long to wait for that."))] = 60,
) -> None:
    """Look whether this computer can be a station; exit code 1 where it cannot."""
    from practicum.exam.station.screen_test import look_at_screen
    from practicum.exam.station.selftest import examine, note

    checks = examine(data)
    if browser:
        checks.append(look_at_screen(seconds))
    for one in checks:
        typer.echo(f"{_('good') if one.ok else _('BAD'):<5} {one.said}")
        if one.next_step:
            typer.echo(_("      Next: {step}").format(step=one.next_step))
    typer.echo(_("Noted in {path}.").format(path=note(data, checks)))
    if not all(one.ok for one in checks):
        raise typer.Exit(DIFFERS)
