"""The desk for clicking: an anywidget that shows frames and passes on what the learner does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anywidget
import traitlets
from markdown_it import MarkdownIt

from practicum.desk.assets import desk_styles, script
from practicum.desk.messages import Request, read_request
from practicum.desk.words import interface_words
from practicum.errors import PracticumError

if TYPE_CHECKING:
    from practicum.desk.session import Desk

_FIXED = ("drill", "actions")


class DeskWidget(anywidget.AnyWidget):
    """One desk in the browser. It holds what the browser needs to draw, and decides nothing.

    Attributes:
        words: Interface strings by name.
        fixed: What never changes in a drill: its description, its actions, its pages as HTML.
        frame: Everything else. Replaced as a whole, so that a page that is loaded anew shows the present.
    """

    _esm = script()
    _css = desk_styles()
    words = traitlets.Dict().tag(sync=True)
    fixed = traitlets.Dict().tag(sync=True)
    frame = traitlets.Dict().tag(sync=True)

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._debrief: str | None = None
        self._resolved = ""
        self._run = desk.runs
        self._answering = False
        view = desk.view
        super().__init__(words=interface_words(), fixed=_fixed(view), frame=self._frame(view, None))
        self.on_msg(self._receive)

    def show(self, answer: dict[str, Any] | None = None) -> None:
        """Draw the desk as it is now.

        Args:
            answer: Which request this answers, and with which sentence; None when a script acted. Acts that
                carry out a request are drawn once, with the answer.
        """
        if self._answering and answer is None:
            return
        if self._run != self._desk.runs:
            self._run, self._debrief, self._resolved = self._desk.runs, None, ""
        self.frame = self._frame(self._desk.view, answer)

    def _frame(self, view: dict[str, Any], answer: dict[str, Any] | None) -> dict[str, Any]:
        return {
            "run": self._run,
            "view": {name: part for name, part in view.items() if name not in _FIXED},
            "notice": self._desk.notice,
            "debrief": self._debrief,
            "resolved": self._resolved,
            "answer": answer,
        }

    def _receive(self, _widget: object, content: object, _buffers: object) -> None:
        request = read_request(content)
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


def _fixed(view: dict[str, Any]) -> dict[str, Any]:
    """Return what never changes. Markdown becomes HTML here, with every tag in it escaped."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    drill = view["drill"]
    pages = [
        {"title": page["title"], "html": markdown.render(page["text"])} for page in drill.get("dossier", ())
    ]
    return {
        "drill": {name: part for name, part in drill.items() if name not in ("brief", "dossier")},
        "actions": view["actions"],
        "brief": markdown.render("\n\n".join(drill["brief"])),
        "pages": pages,
    }
