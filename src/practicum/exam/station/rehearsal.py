"""A trial session, from package to seal, to see that a station works here and asks no other machine."""

from __future__ import annotations

import http.client
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from practicum.errors import PracticumError
from practicum.exam.sitting.codes import locked_by
from practicum.exam.sitting.contents import tutorial
from practicum.exam.sitting.package import PACKAGE, PART1, PART2, seal_package
from practicum.exam.sitting.seal import StationKey
from practicum.exam.sitting.session import Session
from practicum.exam.station.server import StationServer
from practicum.exam.station.visit import StationVisit
from practicum.i18n import _
from practicum.marking import describe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEST_CODE = "TEST-TEST-TEST"
_HERE = {"127.0.0.1", "::1", "localhost"}
_BOUNDARY = "practicum-self-test"


def rehearse(folder: Path) -> list[str]:
    """Go through a session once, over HTTP as a browser does.

    Args:
        folder: Empty; the session is written there.

    Returns:
        Addresses of other machines that were asked on the way: none, if all is well.

    Raises:
        PracticumError: A step does not do what it should.
    """
    content, _key = seal_package(_document(), TEST_CODE)
    key = StationKey("self-test", os.urandom(32))
    with watched() as outside:
        session = Session.open(folder, content, TEST_CODE)
        name = next(iter(session.package.part1))
        session.agree()
        session.start_part(PART1)
        value = next(iter(getattr(session.question(name).kind, "options", {"1": ""})))
        _save_as_a_browser_does(session, key, name, value)
        again = Session.open(folder, content, TEST_CODE)
        if again.state.answers.get(name) != value:
            raise PracticumError(_("The answer of the trial session was not there after a restart."))
        if not again.stop(TEST_CODE, key).receipt:
            raise PracticumError(_("The trial session could not be sealed."))
    return outside


@contextmanager
def watched() -> Iterator[list[str]]:
    """Watch which other machines this process connects to, or whose names it looks up."""
    outside: list[str] = []
    watching = [True]

    def listen(event: str, arguments: tuple[Any, ...]) -> None:
        if not watching:
            return
        if event == "socket.connect" and isinstance(arguments[1], tuple):
            host = str(arguments[1][0])
        elif event == "socket.getaddrinfo":
            host = str(arguments[0])
        else:
            return
        if host not in _HERE:
            outside.append(host)

    sys.addaudithook(listen)  # there is no way to take one away; it sleeps afterwards
    try:
        yield outside
    finally:
        watching.clear()


def _save_as_a_browser_does(session: Session, key: StationKey, name: str, value: str) -> None:
    server = StationServer(StationVisit(session, key))
    with server.behind():
        base = urlsplit(server.url)
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        connection.request("GET", f"{base.path}q/{name}")
        page = connection.getresponse()
        shown = page.read().decode()
        head = f'Content-Disposition: form-data; name="{name}"'
        part = f"--{_BOUNDARY}\r\n{head}\r\n\r\n{value}\r\n--{_BOUNDARY}--\r\n"
        connection.close()
        connection.request(
            "POST",
            f"{base.path}q/{name}",
            part.encode(),
            {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"},
        )
        saved = connection.getresponse()
        saved.read()
        connection.close()
    if name not in shown or (page.status, saved.status) != (200, 303):
        raise PracticumError(_("The form of the trial session did not answer on 127.0.0.1."))


def _document() -> dict[str, Any]:
    lock = locked_by(TEST_CODE)
    questions = describe(tutorial())
    parts = [{"id": part, "title": part, "minutes": 5, "own": 5} for part in (PART1, PART2)]
    return {
        "format": PACKAGE.name,
        "version": PACKAGE.version,
        "sitting": "self-test",
        "candidate": "C-0000",
        "certificate": _("Self-test"),
        "label": "",
        "day": "2026-01-01",
        "parts": parts,
        "clock": True,
        "accommodations": [],
        "codes": {"pause": lock, "stop": lock},
        "rules": "",
        "tutorial": questions,
        "part1": questions,
        "part2": [],
    }
