"""The part of the self-test that needs a person: does a browser reach the station, and can it be read?"""

from __future__ import annotations

import threading
import webbrowser
from typing import TYPE_CHECKING, Any

from practicum.exam.station.frame import policy
from practicum.exam.station.selftest import Check
from practicum.i18n import _
from practicum.learn.form.reply import Reply
from practicum.learn.form.server import FormServer
from practicum.look import escape, page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from practicum.learn.form.multipart import Submission

NARROWEST = 320
"""CSS pixels in which every page of the form fits; WCAG 2.2, 1.4.10."""

_ZOOM = 4
_SCRIPT = """
fetch("seen", { method: "POST", headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ width: innerWidth, height: innerHeight, ratio: devicePixelRatio }) });
"""


class ScreenVisit:
    """The page that is shown, and what came back from it.

    Attributes:
        seen: Size of the window in CSS pixels, and pixels of the screen for one of them; empty at first.
        read: Whether a person said that the page can be read.
    """

    closing = ""

    def __init__(self) -> None:
        self.seen: dict[str, float] = {}
        self.read = False
        self.done = threading.Event()

    def get(self, place: str, asked: Mapping[str, str]) -> Reply | None:  # noqa: ARG002  a visitor's way
        """Return the page."""
        if place:
            return None
        press = escape(_("I can read this, enlarged too"))
        look = _(
            "Enlarge the page to 400 % with Ctrl and +. Words must not be cut off. Then make it small again."
        )
        ask = _("A screen reader, where one is needed, should read this sentence to you now.")
        body = (
            "<main style='max-width:46rem;margin:auto;padding:1.5rem'><h1>"
            f"{escape(_('This computer as a station'))}</h1>"
            f'<p class="read">Åse, Émile, Łukasz, Çelik, Straße · 0123456789 · 4,71 % · € · “quoted”</p>'
            f"<p>{escape(look)}</p><p>{escape(ask)}</p>"
            f'<form method="post" action="read" enctype="multipart/form-data">'
            f'<button class="primary">{press}</button></form></main>'
        )
        html = page(_("Self-test"), body, script=_SCRIPT, connects=True)
        return Reply(html, policy=policy(html))

    def post(self, place: str, sent: Submission) -> Reply | None:
        """Note what the page's script or its reader says."""
        if place == "seen" and isinstance(sent.json, dict):
            self.seen = {name: float(sent.json.get(name) or 0) for name in ("width", "height", "ratio")}
            return Reply(body=b"{}", media="application/json")
        if place == "read":
            self.read = True
            self.done.set()
            return Reply(
                page(
                    _("Self-test"), f"<main><p>{escape(_('Thank you. You can close this page.'))}</p></main>"
                )
            )
        return None


def look_at_screen(seconds: float, opened: Callable[[str], Any] = webbrowser.open) -> Check:
    """Show a page, wait for somebody who reads it, and say what came of it.

    Args:
        seconds: How long to wait.
        opened: Opens an address in a browser.
    """
    visit = ScreenVisit()
    server = FormServer(visit)
    with server.behind():
        opened(server.url)
        visit.done.wait(seconds)
    return judged(visit)


def judged(visit: ScreenVisit) -> Check:
    """Say what the page showed."""
    advice = _("Open a browser on this computer by hand, then test again.")
    if not visit.seen and not visit.read:
        return Check(
            "browser", ok=False, said=_("No browser reached the station on 127.0.0.1."), next_step=advice
        )
    width, height = round(visit.seen.get("width", 0)), round(visit.seen.get("height", 0))
    size = _("The browser reaches the station; its window has {width} x {height} pixels.")
    said = (
        size.format(width=width, height=height)
        if width
        else _("The browser reaches the station, without a script.")
    )
    if not visit.read:
        return Check(
            "browser",
            ok=False,
            said=f"{said} {_('Nobody confirmed that the page can be read.')}",
            next_step=advice,
        )
    if width and width < _ZOOM * NARROWEST:
        more = _("At 400 % less than 320 pixels are left: enlarge the window for who needs it.")
        return Check("browser", ok=True, said=f"{said} {more}")
    return Check(
        "browser", ok=True, said=f"{said} {_('Somebody confirmed that it can be read, enlarged too.')}"
    )
