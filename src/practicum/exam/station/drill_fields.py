"""The acts of a desk as plain forms: each field as a control that every browser and screen reader knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practicum.exam.station.drill_sent import PREFIX
from practicum.i18n import _
from practicum.look import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practicum.exam.station.drill_sent import Sent

    Thread = Mapping[str, Any]

_MANY = 8
_SURE = (50, 60, 70, 80, 90, 100)


@dataclass(frozen=True)
class Showing:
    """What a plain page shows.

    Attributes:
        view: The desk.
        words: The desk's words, by name.
        at: The name of the frame that the page shows.
        sent: The form that led here; a refused one keeps its values.
    """

    view: Mapping[str, Any]
    words: Mapping[str, str]
    at: str
    sent: Sent | None = None

    def say(self, name: str, /, **gaps: object) -> str:
        """Return one of the desk's sentences with its gaps filled."""
        return self.words[name].format(**gaps)

    def name_of(self, thread: Thread) -> str:
        """Return what a thread is called: an issue by its name, anything else by who wrote first."""
        named = {issue["stream"]: issue["name"] for issue in self.view.get("issues") or ()}
        return str(named.get(thread["id"], thread["author"]["name"]))

    def standing(self, fact: Mapping[str, Any]) -> str:
        """Say of a fact whether it is known, and who may say it."""
        if not fact["known"]:
            return self.words["fact_unknown"]
        said = {"desk": "fact_known", "signed off": "fact_signed", "needs sign-off": "fact_needs"}
        return self.words.get(said.get(fact["may"], ""), fact["may"])


def offered(showing: Showing, thread: Thread | None) -> list[dict[str, Any]]:
    """Return the acts that are possible on a thread, or on none, as the desk with a script offers them.

    Args:
        showing: The page.
        thread: The open thread; None for acts that are about no thread.
    """
    actions = (action for action in showing.view["actions"] if action["id"] != "open")
    return [action for action in actions if _takes(action, thread)]


def _takes(action: Mapping[str, Any], thread: Thread | None) -> bool:
    if thread is None:
        return bool(action["target"] != "thread")
    answers = any(spec["name"] == "option" for spec in action["fields"])
    return (
        action["target"] == "thread"
        and (thread["kind"] != "stream" or bool(action["stream"]))
        and (not answers or bool(thread["options"]))
    )


def act_form(showing: Showing, action: Mapping[str, Any], thread: Thread | None) -> str:
    """Return the form of an act, folded away unless it was just refused.

    Args:
        showing: The page.
        action: The act.
        thread: The thread that it is about, or None.
    """
    sent = showing.sent
    kept = sent if sent is not None and sent.refused and sent.act == action["id"] else None
    values: Mapping[str, Sequence[str]] = kept.values if kept else {}
    label = showing.say("act_cost", act=action["label"], minutes=action["cost"])
    controls = "".join(
        _control(showing, spec, thread, f"{action['id']}-{spec['name']}", values) for spec in action["fields"]
    )
    if action["confidence"]:
        picks = [(str(sure), f"{sure} %") for sure in _SURE]
        controls += _picks("radio", "confidence", showing.words["how_sure"], picks, values)
    final = f"<p>{escape(showing.words['cannot_undo'])}</p>" if action["irreversible"] else ""
    hidden = {"do": "act", "act": action["id"], "at": showing.at}
    return (
        f"<details{' open' if kept else ''}><summary>{escape(label)}</summary>"
        + form(
            f'<p class="small">{escape(action["help"])}</p>{controls}{final}',
            label,
            hidden | ({"thread": thread["id"]} if thread else {}),
        )
        + "</details>"
    )


def form(inside: str, label: str, hidden: Mapping[str, str]) -> str:
    """Return a form that posts to the page's own address.

    Args:
        inside: Its controls, trusted HTML.
        label: What its button says, plain text.
        hidden: What it sends besides.
    """
    values = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in hidden.items()
    )
    return (
        f'<form method="post" enctype="multipart/form-data">{values}{inside}'
        f"<button>{escape(label)}</button></form>"
    )


def _control(
    showing: Showing,
    spec: Mapping[str, Any],
    thread: Thread | None,
    name: str,
    values: Mapping[str, Sequence[str]],
) -> str:
    key = escape(PREFIX + spec["name"])
    label = spec["label"] if spec["required"] else showing.say("optional", field=spec["label"])
    helped = f'<p class="small" id="{name}-help">{escape(spec["help"])}</p>' if spec["help"] else ""
    described = f' aria-describedby="{name}-help"' if helped else ""
    common = f'id="{name}" name="{key}"{described}'
    given = values.get(PREFIX + spec["name"], ())
    if spec["kind"] == "text":
        control = f'<textarea {common} rows="3">{escape("".join(given))}</textarea>'
    elif spec["kind"] == "minutes":
        control = f'<input type="text" inputmode="numeric" {common} value="{escape("".join(given))}">'
    else:
        options = _options(showing, spec, thread)
        if not options:
            return ""
        if spec["kind"] == "several" or (spec["required"] and len(options) <= _MANY):
            kind = "checkbox" if spec["kind"] == "several" else "radio"
            return _picks(kind, key, label, options, values) + helped
        nothing = ("", showing.words["choose" if spec["required"] else "none_of"])
        rows = "".join(
            f'<option value="{escape(value)}"{" selected" if value in given else ""}>{escape(says)}</option>'
            for value, says in [nothing, *options]
        )
        control = f"<select {common}>{rows}</select>"
    return f'<label for="{name}">{escape(label)}</label>{control}{helped}'


def _options(showing: Showing, spec: Mapping[str, Any], thread: Thread | None) -> list[tuple[str, str]]:
    """Return value and label of what can be chosen: a thread's own answers, facts with how they stand."""
    if spec["name"] == "option" and thread and thread["options"]:
        return [(one["value"], f"{one['value'].upper()}. {one['label']}") for one in thread["options"]]
    facts = {fact["id"]: fact for fact in showing.view.get("facts") or ()}
    both = _("{fact} ({standing})")
    return [
        (
            one["value"],
            both.format(fact=one["label"], standing=showing.standing(facts[one["value"]]))
            if spec["name"] == "facts" and one["value"] in facts
            else one["label"],
        )
        for one in spec["options"]
    ]


def _picks(
    kind: str,
    key: str,
    legend: str,
    options: Sequence[tuple[str, str]],
    values: Mapping[str, Sequence[str]],
) -> str:
    rows = "".join(
        f'<label class="pr-option"><input type="{kind}" name="{key}" value="{escape(value)}"'
        f"{' checked' if value in values.get(key, ()) else ''}><span>{escape(says)}</span></label>"
        for value, says in options
    )
    return f"<fieldset><legend>{escape(legend)}</legend>{rows}</fieldset>"
