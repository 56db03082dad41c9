"""Carry the plain form to a browser on the same machine, and stop when nobody uses it any more.

The address holds a random token; requests that name another host or come from another page are refused; no
script runs in the page, unless the reply names its own by digest. So another page in the same browser can
neither read nor send anything.
"""

from __future__ import annotations

import secrets
import time
import webbrowser
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote, urlsplit

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.learn.form.multipart import Submission, parse
from practicum.learn.form.pages import message_page
from practicum.learn.form.reply import Reply
from practicum.learn.form.tools_visit import ToolsVisit
from practicum.learn.form.visit import MAX_FILE, visit
from practicum.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import ClassVar

    from practicum.learn.form.reply import Visitor

TOOLS = "tools"
_LOCAL = "127.0.0.1"
_MAX_BODY = MAX_FILE + 5_000_000
_DISCARD = 1 << 20
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)


def serve_form(
    module: str,
    *,
    port: int = 0,
    open_browser: bool = True,
    idle_minutes: float = 60,
    project: Project | None = None,
) -> None:
    """Serve the plain form of a module, or of the tools, until it is stopped or was idle for a while.

    Args:
        module: The module's id, for example `m08`; or `tools`.
        port: The port on this machine; 0 takes a free one.
        open_browser: Whether to open the form in the default browser.
        idle_minutes: After how many minutes without a request the form stops by itself.
        project: The course; by default the one around the current folder.

    Raises:
        PracticumError: The module is unknown or planned, or the port is taken.
    """
    project = project or Project.find()
    visitor = ToolsVisit(project) if module == TOOLS else visit(project, module)
    server = FormServer(visitor, port=port, idle_seconds=60 * idle_minutes)
    _tell(_("The form is open at {url}").format(url=server.url))
    _tell(_("Stop it with its button, or press Ctrl C here."))
    if open_browser:
        webbrowser.open(server.url)
    try:
        server.run()
    except KeyboardInterrupt:
        server.stopped = True
    _tell(_("The form is closed. {where}").format(where=visitor.closing))


def _tell(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201  # a terminal is where this function is called from


class FormServer(ThreadingHTTPServer):
    """The server of one form.

    Attributes:
        visit: What it shows and saves.
        token: The secret part of its address.
        url: Its address.
        lock: Held while something is saved.
        stopped: Whether it was asked to stop.
    """

    daemon_threads = (
        True  # a browser may hold a connection open without using it; that must not keep us alive
    )

    def __init__(self, of: Visitor, *, port: int = 0, idle_seconds: float = 3600, token: str = "") -> None:
        try:
            super().__init__((_LOCAL, port), _Handler)
        except (OSError, OverflowError) as error:
            raise PracticumError(
                _("Port {port} on this machine cannot be used: {error}.").format(port=port, error=error),
                next_step=_("Leave the port out to get a free one."),
            ) from error
        self.visit = of
        self.token = token or secrets.token_urlsafe(16)
        self.url = f"http://{_LOCAL}:{self.server_port}/{self.token}/"
        self.stopped = False
        self.lock = Lock()
        self.timeout = 0.2
        self._idle_seconds = idle_seconds
        self._last = time.monotonic()

    def touch(self) -> None:
        """Note that somebody is there."""
        self._last = time.monotonic()

    def run(self) -> None:
        """Answer requests until stopped or idle; close the port afterwards."""
        try:
            while not self.stopped and time.monotonic() - self._last < self._idle_seconds:
                self.handle_request()
        finally:
            self.server_close()

    @contextmanager
    def behind(self) -> Iterator[None]:
        """Run in a thread of its own while something else is done."""
        thread = Thread(target=self.run, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self.stopped = True
            thread.join(5)


class _Handler(BaseHTTPRequestHandler):
    server: FormServer
    timeout: ClassVar[float] = 20
    server_version = "Practicum"
    sys_version = ""

    def do_GET(self) -> None:
        """Show the form."""
        self._guard(self._show)

    def do_POST(self) -> None:
        """Save, hand in or stop."""
        self._guard(self._act)

    def _guard(self, act: Callable[[str], None]) -> None:
        """Act for whoever knows the address; an error meant for people becomes a page."""
        place = self._place()
        if place is None:
            return
        try:
            act(place)
        except PracticumError as error:
            page = message_page(_("That did not work"), str(error))
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, page)

    def _show(self, place: str) -> None:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        self._reply(self.server.visit.get(place, asked))

    def _act(self, place: str) -> None:
        sent = self._submission()
        if sent is None:
            return
        with self.server.lock:
            reply = self.server.visit.post(place, sent)
            if reply is None and place == "stop":
                self._stop()
            else:
                self._reply(reply)

    def _reply(self, reply: Reply | None) -> None:
        if reply is None:
            self._send(HTTPStatus.NOT_FOUND, message_page(_("Not here"), _("The form has no such page.")))
        elif reply.location:
            self.send_response(HTTPStatus.SEE_OTHER)
            self.send_header("Location", reply.location)
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._answer(reply)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class names it so
        """Say nothing: a learner's terminal is no server log."""

    def _stop(self) -> None:
        words = _("{where} You can close this page.").format(where=self.server.visit.closing)
        self._send(HTTPStatus.OK, message_page(_("The form is closed"), words, back=False))
        self.wfile.flush()
        self.server.stopped = True

    def _place(self) -> str | None:
        """Return the part of the path after the token; nothing, and an answer sent, for a stranger."""
        hosts = {f"{name}:{self.server.server_port}" for name in (_LOCAL, "localhost")}
        origin = self.headers.get("Origin")
        first, _slash, rest = urlsplit(self.path).path.lstrip("/").partition("/")
        known = (
            self.headers.get("Host") in hosts
            and (origin is None or origin in {f"http://{host}" for host in hosts})
            and secrets.compare_digest(first.encode(), self.server.token.encode())
        )
        if not known:
            self._send(HTTPStatus.FORBIDDEN, message_page(_("Not here"), _closed_door(), back=False))
            return None
        self.server.touch()
        return rest

    def _submission(self) -> Submission | None:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _MAX_BODY:
            self._discard(int(length) if length.isdecimal() else 0)
            words = _("What you sent is larger than 20 MB. Nothing was saved: choose a smaller file.")
            self._send(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message_page(_("Too large"), words))
            return None
        return parse(self.headers.get("Content-Type", ""), self.rfile.read(int(length)))

    def _discard(self, length: int) -> None:
        """Read what will not be used, within reason: a browser shows our answer once it has sent all."""
        left = min(length, 10 * _MAX_BODY)
        while left > 0 and (piece := self.rfile.read(min(left, _DISCARD))):
            left -= len(piece)

    def _send(self, status: HTTPStatus, html: str) -> None:
        self._answer(Reply(html, status))

    def _answer(self, reply: Reply) -> None:
        body = reply.content
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.media)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", reply.policy or _POLICY)
        if reply.name:
            self.send_header("Content-Disposition", f"attachment; filename*=UTF-8''{quote(reply.name)}")
        self.send_header("Referrer-Policy", "same-origin")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)


def _closed_door() -> str:
    return _("This address is not the one that the form printed when it started. Copy it whole.")
