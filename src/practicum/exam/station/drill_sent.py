"""What a form of the plain page asks for, as the message that the desk's own script would send."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practicum.exam.station.seat import Seat

PREFIX = "f-"


@dataclass(frozen=True)
class Sent:
    """A form that was sent, and what came of it.

    Attributes:
        thread: The thread that is open now; empty when none is.
        act: The act whose form it was; empty for the small forms.
        values: What was filled in, by the name of the control.
        message: The message to the desk; None when there is nothing to ask it.
        sentence: What happened.
        refused: Whether nothing was logged; the form then keeps its values.
    """

    thread: str = ""
    act: str = ""
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    message: dict[str, Any] | None = None
    sentence: str = ""
    refused: bool = False

    def answered(self, answer: Mapping[str, Any] | None) -> Sent:
        """Return the same with the desk's answer."""
        if answer is None:
            return self
        return replace(self, sentence=answer["sentence"], refused=answer["refused"])


def read_sent(seat: Seat, fields: Mapping[str, Sequence[str]]) -> Sent:
    """Read a form of the plain page.

    A form of a page that does not show the desk as it is now is refused: sent twice, or out of an old window.

    Args:
        seat: Where the candidate sits.
        fields: What the form sent, values by name.
    """
    sent = Sent(thread=_first(fields, "thread"), act=_first(fields, "act"), values=fields)
    view = seat.host.frame["view"]
    thread = next((one for one in view["threads"] if one["id"] == sent.thread), None)
    do = _first(fields, "do")
    if do == "read" and (thread is None or not thread["unread"] or view["clock"]["over"]):
        return sent
    if _first(fields, "at") != seat.at:
        return replace(sent, sentence=_moved_on(), refused=True)
    name = f"plain-{seat.at}"
    act: dict[str, Any] = {"type": "act", "id": name, "thread": None, "fields": {}}
    if do == "step":
        return replace(sent, act="", message={**act, "action": "next"})
    if do == "wait":
        minutes = _number(_first(fields, "minutes"))
        return replace(sent, act="", message={**act, "action": "wait", "fields": {"minutes": minutes}})
    if do == "read":
        return replace(sent, act="", message={**act, "action": "open", "thread": sent.thread})
    return replace(sent, message={**act, **_act(view, sent, fields)})


def _act(view: Mapping[str, Any], sent: Sent, fields: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    action = next((one for one in view["actions"] if one["id"] == sent.act), None)
    if action is None:  # the desk says what it does not know
        return {"action": sent.act}
    given: dict[str, Any] = {}
    for spec in action["fields"]:
        values = [
            value.replace("\r\n", "\n") for value in fields.get(PREFIX + spec["name"], ()) if value.strip()
        ]
        if not values:
            continue
        if spec["kind"] == "several":
            given[spec["name"]] = values
        else:
            given[spec["name"]] = _number(values[0]) if spec["kind"] == "minutes" else values[0]
    sure = _first(fields, "confidence")
    return {
        "action": sent.act,
        "thread": (sent.thread or None) if action["target"] == "thread" else None,
        "fields": given,
        "confidence": _number(sure) if sure else None,
    }


def _first(fields: Mapping[str, Sequence[str]], name: str) -> str:
    values = fields.get(name) or ("",)
    return values[0]


def _number(text: str) -> int | str:
    """Return a whole number; whatever else was written stays text, for the desk to refuse in its words."""
    return int(text) if text.strip().isascii() and text.strip().isdigit() else text


def _moved_on() -> str:
    return _(
        "Nothing was sent: the desk has moved on since this page was made. It is shown here as it is now; "
        "what you filled in is kept. Send it again if it is still right."
    )
