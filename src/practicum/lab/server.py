"""Start JupyterLab on the course, say where it is, and end it with the command that started it."""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import webbrowser
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.lab.notebooks import state_folder
from practicum.lab.settings import environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from practicum.project import Project

HOST = "127.0.0.1"
FIRST_PORT = 8888
_PORTS_TRIED = 20
_START_SECONDS = 120
_STOP_SECONDS = 15


def open_lab(
    project: Project,
    page: Path,
    *,
    port: int | None = None,
    browser: bool = True,
    instructor: bool = False,
) -> None:
    """Run JupyterLab until the learner ends it.

    Args:
        project: The project.
        page: What to open: a notebook, or a folder.
        port: The port to use; by default the first free one from `FIRST_PORT`.
        browser: Whether to open a browser window.
        instructor: Whether to show nbgrader's tools for instructors.

    Raises:
        PracticumError: The port is busy, the folder cannot be written to, or JupyterLab did not start.
    """
    port = free_port(port)
    token = secrets.token_hex(24)
    # A learner's folder that was moved elsewhere is all there is to show; JupyterLab shows one root.
    inside = page.resolve().is_relative_to(project.root)
    root = project.root if inside else project.work.resolve()
    place = quote(page.resolve().relative_to(root).as_posix())
    url = f"http://{HOST}:{port}/lab{'' if place == '.' else f'/tree/{place}'}?token={token}"
    log = state_folder(project) / "lab.log"
    try:
        settings = environment(project, instructor=instructor)
        with log.open("wb") as output:
            server = subprocess.Popen(  # noqa: S603  our own interpreter and arguments
                _command(root, port), cwd=project.root, env={**settings, "JUPYTER_TOKEN": token},
                stdout=output, stderr=subprocess.STDOUT,
            )  # fmt: skip
    except OSError as error:
        raise PracticumError(
            _("JupyterLab could not be started: {reason}.").format(reason=error),
            next_step=_("Run 'practicum doctor'."),
        ) from error
    with _ending(server):
        _wait_until_open(server, f"http://{HOST}:{port}/api/status?token={token}", log)
        print(_("Practicum is open at {url}").format(url=url))  # noqa: T201  the command's own words
        print(_("Leave this window open while you work. Ctrl+C ends it."), flush=True)  # noqa: T201
        if browser:
            webbrowser.open(url)
        if server.wait():
            raise _failed(_("JupyterLab ended by itself."), log)


def free_port(wanted: int | None) -> int:
    """Return the wanted port, or the first free one from `FIRST_PORT`.

    Raises:
        PracticumError: The wanted port is in use, or none of those tried is free.
    """
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED):
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if os.name != "nt":  # so that a port just left counts as free, as it does for the server
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind((HOST, port))
                return port
    if wanted:
        raise PracticumError(
            _("Port {port} cannot be used: another program has it, or it is reserved.").format(port=wanted),
            next_step=_("Leave --port out, and a free one is chosen."),
        )
    raise PracticumError(
        _("No port from {first} to {last} is free.").format(
            first=FIRST_PORT, last=FIRST_PORT + _PORTS_TRIED - 1
        ),
        next_step=_("Close other JupyterLab windows, or choose one with --port."),
    )


def _command(root: Path, port: int) -> list[str]:
    options = [
        "--no-browser",
        f"--ServerApp.ip={HOST}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        "--ServerApp.answer_yes=True",
        f"--ServerApp.root_dir={root}",
        "--LabApp.extension_manager=readonly",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")  # in a container there is often nobody else
    return [sys.executable, "-m", "jupyterlab", *options]


@contextlib.contextmanager
def _ending(server: subprocess.Popen[bytes]) -> Iterator[None]:
    """End the server when the block ends, however it ends: Ctrl+C is the ordinary way."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        print(_("Practicum is closed. Your work is in your folder."))  # noqa: T201  the command's own words
    finally:
        if server.poll() is None:
            server.terminate()
            try:
                server.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()


def _wait_until_open(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # no proxy knows this machine
    deadline = time.monotonic() + _START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), direct.open(url, timeout=5) as answer:
            if answer.status == HTTPStatus.OK:
                return
        time.sleep(0.1)
    raise _failed(_("JupyterLab did not start."), log)


def _failed(what: str, log: Path) -> PracticumError:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return PracticumError(
        _("{what} Its last words: {words}").format(what=what, words=lines[-1] if lines else "-"),
        next_step=_("Run 'practicum doctor'; all it said is in {log}.").format(log=log),
    )
