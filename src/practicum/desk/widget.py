"""The desk for clicking: an anywidget that shows frames and passes on what the learner does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import anywidget
import traitlets
from markdown_it import MarkdownIt

from practicum.desk.assets import desk_styles, script
from practicum.desk.diary import last_resolution
from practicum.desk.messages import Served, read_request
from practicum.desk.news import News, news
from practicum.desk.wire import difference
from practicum.desk.words import interface_words
from practicum.errors import PracticumError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practicum.desk.messages import Request

_FIXED = "drill"


class Shown(Served, Protocol):
    """What a widget needs of the desk that it shows.

    Attributes:
        notice: What opening found, or empty.
        runs: How many runs this desk has begun.
    """

    notice: str
    runs: int


class DeskWidget(anywidget.AnyWidget):
    """One desk in the browser. It holds what the browser needs to draw, and decides nothing.

    A page that is loaded anew asks for the whole frame; one that has it gets the difference, as a message.

    Attributes:
        words: Interface strings by name.
        fixed: What never changes in a drill: its description, its pages as HTML.
        frame: Everything else.
    """

    _esm = script()
    _css = desk_styles()
    words = traitlets.Dict().tag(sync=True)
    fixed = traitlets.Dict().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)

    def __init__(self, desk: Shown) -> None:
        self._desk = desk
        self._debrief: str | None = None
        self._resolved = ""
        self._run = desk.runs
        self._answering = False
        self._held: dict[str, Any] = {}
        view = desk.view
        super().__init__(words=interface_words(), fixed=_fixed(view), frame=self._frame(view, None, News()))
        self._held = self.frame
        self.on_msg(self._receive)

    def show(self, answer: dict[str, Any] | None = None) -> None:
        """Draw the desk as it is now.

        Args:
            answer: Which request this answers, and with which sentence; None when a script acted. Acts that
                carry out a request are drawn once, with the answer.
        """
        if self._answering and answer is None:
            return
        before = self.frame["view"] if self._run == self._desk.runs else None
        if before is None:
            self._run, self._debrief, self._resolved = self._desk.runs, None, ""
        view = self._desk.view
        self.frame = self._frame(view, answer, News() if before is None else news(before, view))

    def send_state(self, key: str | Iterable[str] | None = None) -> None:
        """Send the widget's state to the browser; of a frame that it knows, only what changed."""
        if key == "frame" and self._held:
            self.send({"type": "change", "change": difference(self._held, self.frame)})
        else:
            super().send_state(key)
        self._held = self.frame

    def _frame(self, view: dict[str, Any], answer: dict[str, Any] | None, told: News) -> dict[str, Any]:
        return {
            "run": self._run,
            "view": {name: part for name, part in _steady(view).items() if name != _FIXED},
            "notice": self._desk.notice,
            "news": told.urgent,
            "unanswered": told.unanswered,
            "debrief": self._debrief,
            "resolved": self._resolved,
            "answer": answer,
        }

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        request = read_request(content)
        if request.is_aside:
            self.send(request.answer_aside(self._desk))
            return
        self._answering = True
        try:
            sentence, refused = self._carry_out(request), False
        except PracticumError as error:
            sentence, refused = str(error), True
        finally:
            self._answering = False
        self.show({"id": request.id, "sentence": sentence, "refused": refused})

    def _carry_out(self, request: Request) -> str:
        done = request.carry_out(self._desk)
        if done.debrief is not None:
            self._debrief = done.debrief
        if done.resolved:
            self._resolved = done.resolved
        return done.sentence


def _steady(view: dict[str, Any]) -> dict[str, Any]:
    """Return a view in which a passing minute changes no thread: since when someone waits, not how long."""
    now = view["clock"]["minute"]
    threads = [
        {
            **{name: part for name, part in thread.items() if name != "waiting"},
            "since": None if thread["waiting"] is None else now - thread["waiting"],
        }
        for thread in view["threads"]
    ]
    return {**view, "threads": threads}


def _fixed(view: dict[str, Any]) -> dict[str, Any]:
    """Return what never changes. Markdown becomes HTML here, with every tag in it escaped."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    drill = view["drill"]
    pages = [
        {"id": page.get("id"), "title": page["title"], "html": markdown.render(page["text"])}
        for page in drill.get("dossier", ())
    ]
    return {
        "drill": {name: part for name, part in drill.items() if name not in ("brief", "dossier")},
        "brief": markdown.render("\n\n".join(drill["brief"])),
        "pages": pages,
        "resolution": last_resolution(),
    }
