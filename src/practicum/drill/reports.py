"""The sentence that reports an act, in the log and in the status line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.drill import world
from practicum.drill.catalogue import severity_labels, topic_labels
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.drill.state import State, Thread


def report(state: State, action: str, thread: Thread | None, fields: Mapping[str, Any]) -> str:
    """Return what an act was, one sentence or two, as it stands before the act is applied."""
    scenario, words = state.scenario, state.scenario.words
    low, high = world.usual(state)
    said = _sentences(off=thread is not None and thread.watched)[action].format(
        name="" if thread is None else words.authors[thread.plan.thread.author].name,
        to=words.colleagues[fields["to"]].name if "to" in fields else "",
        posture=words.postures.get(fields.get("posture", ""), ""),
        reason=(words.hide_reasons if action == "hide" else words.reasons).get(fields.get("reason", ""), ""),
        option=str(fields.get("option", "")).upper(),
        topic=topic_labels().get(fields.get("topic", ""), ""),
        severity=severity_labels().get(fields.get("severity", ""), ""),
        time=scenario.time(state.minute),
        n=world.recent(state),
        low=low,
        high=high,
    )
    shared = world.shared_words(state) if action == "baseline" else ""
    return f"{said} {shared}".strip()


def _sentences(*, off: bool) -> dict[str, str]:
    """Return the sentence of each action; `off` when the thread is on the watch list already."""
    watched = _("You took {name} off the watch list.") if off else _("You put {name} on the watch list.")
    return {
        "wait": _("You watched the desk until {time}."),
        "next": _("You watched the desk until {time}."),
        "open": _("You read {name}."),
        "tag": _("You tagged {name}. {topic}, {severity}."),
        "watch": watched,
        "baseline": _("{n} mentions in the last hour; usual at this time: {low} to {high}."),
        "author": _("You checked who {name} is."),
        "image": _("You searched for the picture of {name}."),
        "ask": _("You asked {to} about {name}."),
        "reply": _("You answered {name} in the thread. Posture: {posture}."),
        "private": _("You wrote to {name} privately. Posture: {posture}."),
        "leave": _("You left {name} unanswered on purpose. Reason: {reason}."),
        "choose": _("You gave {name} answer {option}."),
        "hide": _("You hid the post of {name}. Reason: {reason}."),
        "escalate": _("You told {to} about {name}."),
        "handover": _("You handed over and ended the shift."),
    }
