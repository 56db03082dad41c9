"""What a browser needs to draw a desk, and what it asks for: the same behind a notebook and a plain page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from markdown_it import MarkdownIt

from practicum.desk.diary import last_resolution
from practicum.desk.messages import Served, read_request
from practicum.desk.news import News, news
from practicum.desk.words import interface_words
from practicum.errors import PracticumError

if TYPE_CHECKING:
    from practicum.desk.messages import Request

_FIXED = "drill"


class Shown(Served, Protocol):
    """What a host needs of the desk that it shows.

    Attributes:
        notice: What opening found, or empty.
        runs: How many runs this desk has begun.
    """

    notice: str
    runs: int


class Host:
    """The far end of a desk in a browser. It holds what the browser draws, and decides nothing.

    Attributes:
        words: Interface strings by name.
        fixed: What never changes in a drill: its description, its pages as HTML.
        frame: Everything else.
        answering: Whether a request is being carried out: what its acts change is drawn with the answer.
    """

    def __init__(self, desk: Shown) -> None:
        self._desk = desk
        self._debrief: str | None = None
        self._resolved = ""
        self._run = desk.runs
        self.answering = False
        view = desk.view
        self.words = interface_words()
        self.fixed = _fixed(view)
        self.frame = self._frame(view, None, News())

    def draw(self, answer: dict[str, Any] | None = None) -> dict[str, Any]:
        """Make the frame of the desk as it is now, and return it.

        Args:
            answer: Which request this answers, and with which sentence; None when a script acted.
        """
        before = self.frame["view"] if self._run == self._desk.runs else None
        if before is None:
            self._run, self._debrief, self._resolved = self._desk.runs, None, ""
        view = self._desk.view
        self.frame = self._frame(view, answer, News() if before is None else news(before, view))
        return self.frame

    def receive(self, content: object) -> dict[str, Any] | None:
        """Carry out a message of the browser.

        Args:
            content: The message, whatever it is.

        Returns:
            The answer to a message that changes nothing; None after any other, which `frame` then answers.
        """
        request = read_request(content)
        if request.is_aside:
            return request.answer_aside(self._desk)
        self.answering = True
        try:
            sentence, refused = self._carry_out(request), False
        except PracticumError as error:
            sentence, refused = str(error), True
        finally:
            self.answering = False
        self.draw({"id": request.id, "sentence": sentence, "refused": refused})
        return None

    def _carry_out(self, request: Request) -> str:
        done = request.carry_out(self._desk)
        if done.debrief is not None:
            self._debrief = done.debrief
        if done.resolved:
            self._resolved = done.resolved
        return done.sentence

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
