"""Carry a candidate's examination to a browser on the same computer, and tick while it runs."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.evidence.files import locked, write_atomically
from practicum.i18n import _
from practicum.learn.form.server import FormServer

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.exam.station.visit import StationVisit

TICK = 15.0
"""Seconds between two signs of life in the session's log."""

_FOREVER = float("inf")


class StationServer(FormServer):
    """The server of one station. It ends only when the work is handed in, or the process is.

    Attributes:
        visit: What it shows and saves.
    """

    visit: StationVisit

    def __init__(self, of: StationVisit, *, port: int = 0, token: str = "") -> None:
        super().__init__(of, port=port, idle_seconds=_FOREVER, token=token)

    def run(self) -> None:
        """Answer requests until the station may close; close the port afterwards."""
        ticked = time.monotonic()
        closing = _FOREVER
        try:
            while not self.stopped and time.monotonic() < closing:
                self.handle_request()
                if time.monotonic() - ticked >= TICK:
                    ticked = time.monotonic()
                    # A disk that takes no sign of life takes no answer either: the page then says so.
                    with suppress(PracticumError, OSError):
                        self.visit.tick()
                if self.visit.closed:
                    closing = min(closing, time.monotonic() + 1)  # the last page is still on its way
        finally:
            self.server_close()


def serve(visit: StationVisit) -> StationServer:
    """Return the server of a session, at the address that it had before where that is free.

    A browser that stayed open through a crash then finds the station again, and what could not be saved in
    the meantime is saved after all.
    """
    path = _address(visit.session.folder)
    port, token = _before(path)
    try:
        server = StationServer(visit, port=port, token=token)
    except PracticumError:
        server = StationServer(visit, token=token)
    with locked(path):
        write_atomically(path, json.dumps({"port": server.server_port, "token": server.token}).encode())
    return server


def closing_words(visit: StationVisit) -> str:
    """Say how the station ended."""
    if visit.closed:
        return _("Handed in. {where}").format(where=visit.closing)
    return _(
        "Stopped before the hand-in. Open it again with the same command and the start code. {where}"
    ).format(where=visit.closing)


def _address(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.address.json")


def _before(path: Path) -> tuple[int, str]:
    try:
        known = json.loads(path.read_bytes())
        return int(known["port"]), str(known["token"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0, ""  # any port, a new token
