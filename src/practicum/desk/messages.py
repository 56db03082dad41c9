"""What the browser may ask for. Anything else is answered with a sentence, whoever sent it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from practicum.desk import diary
from practicum.desk.lint import remarks
from practicum.desk.logs import DeskError
from practicum.i18n import _

if TYPE_CHECKING:
    from datetime import date

    from practicum.desk.debrief import DebriefView

_RESERVED = frozenset({"action", "thread", "confidence", "self"})
_LONGEST_ID = 80
_LONGEST_RESOLUTION = 500
_DAYS = (7, 21)


class Served(Protocol):
    """What the browser's messages can ask of a desk."""

    @property
    def mode(self) -> str:
        """Return `practice` or `assessed`."""

    @property
    def view(self) -> dict[str, Any]:
        """Return what the desk shows now."""

    def do(self, action: str, thread: str | None = None, confidence: int | None = None, **fields: Any) -> str:
        """Decide something, and say what happened."""

    def debrief(self, predicted: int | None = None) -> DebriefView:
        """Return the debrief of a finished shift."""

    def start_over(self) -> str:
        """Begin the drill anew."""

    def resolve(self, sentence: str, due: date) -> str:
        """Keep what the learner will do differently."""


@dataclass(frozen=True)
class Done:
    """What carrying out a request led to.

    Attributes:
        sentence: What happened.
        debrief: HTML of the debrief, when it was asked for.
        resolved: The sentence that confirms a resolution.
    """

    sentence: str
    debrief: str | None = None
    resolved: str = ""


@dataclass(frozen=True)
class Request:
    """A message of the browser.

    Attributes:
        id: What the browser will recognise the answer by; empty when it gave none.
        type: `act`, `debrief`, `resolve`, `restart` or `lint`; anything else is refused.
        content: The message as it came.
    """

    id: str
    type: str
    content: dict[str, Any] = field(default_factory=dict)

    @property
    def is_aside(self) -> bool:
        """Whether it changes nothing and is answered aside, without a new frame."""
        return self.type == "lint"

    def answer_aside(self, desk: Served) -> dict[str, Any]:
        """Return the answer to a message that changes nothing: remarks on a text in writing."""
        text, message = (self.content.get(name) for name in ("text", "message"))
        readable = desk.mode == "practice" and isinstance(text, str) and isinstance(message, str)
        public = self.content.get("public") is not False
        found = remarks(str(text), str(message), public=public) if readable else []
        return {"type": "lint", "id": self.id, "remarks": found}

    def carry_out(self, desk: Served) -> Done:
        """Do what the message asks for.

        Raises:
            PracticumError: It asks for nothing that the desk can do now; nothing has changed.
        """
        match self.type:
            case "act":
                return Done(_act(desk, self.content))
            case "debrief":
                return _debrief(desk, self.content)
            case "resolve":
                return _resolve(desk, self.content)
            case "restart":
                return Done(desk.start_over())
        raise _not_understood()


def read_request(content: object) -> Request:
    """Read a message, whatever it is: what cannot be read becomes a request that will be refused."""
    if not isinstance(content, dict):
        return Request("", "")
    name, kind = content.get("id"), content.get("type")
    return Request(
        id=name if isinstance(name, str) and len(name) <= _LONGEST_ID else "",
        type=kind if isinstance(kind, str) else "",
        content=content,
    )


def _not_understood() -> DeskError:
    return DeskError(
        _("The desk received a message that it cannot read; nothing has been logged."),
        next_step=_("Run the cell again. If it happens twice, tell whoever gave you the course."),
    )


def _act(desk: Served, content: dict[str, Any]) -> str:
    action, thread, fields = content.get("action"), content.get("thread"), content.get("fields", {})
    readable = (
        isinstance(action, str)
        and (thread is None or isinstance(thread, str))
        and isinstance(fields, dict)
        and not _RESERVED & fields.keys()
    )
    if not readable:
        raise _not_understood()
    return desk.do(str(action), thread=thread, confidence=content.get("confidence"), **fields)


def _debrief(desk: Served, content: dict[str, Any]) -> Done:
    written = content.get("predicted")
    try:
        predicted = int(str(written).strip())
    except ValueError:
        predicted = -1
    if not 0 <= predicted <= 100:  # noqa: PLR2004 - a score
        raise DeskError(
            _("Your guess could not be read as a score."),
            next_step=_("Write a whole number from 0 to 100; there is no wrong guess."),
        )
    view = desk.debrief(predicted)
    diary.note_debrief(desk.view["drill"], view.total, predicted)
    return Done(view.headline, debrief=view.body(choose=True))


def _resolve(desk: Served, content: dict[str, Any]) -> Done:
    choice, own, days = content.get("choice"), content.get("own"), content.get("days")
    choices = desk.debrief().resolutions
    if choice == "own":
        sentence = own.strip() if isinstance(own, str) else ""
    elif isinstance(choice, str) and choice.isascii() and choice.isdigit() and int(choice) < len(choices):
        sentence = choices[int(choice)]
    else:
        sentence = ""
    if not sentence or len(sentence) > _LONGEST_RESOLUTION:
        raise DeskError(
            _("No resolution was chosen."),
            next_step=_("Choose one of the sentences, or write your own in at most 500 characters."),
        )
    if days not in _DAYS:
        raise _not_understood()
    due = datetime.now(UTC).date() + timedelta(days=days)
    kept = desk.resolve(sentence, due)
    return Done(kept, resolved=kept)
