"""The actions a desk can offer: group, cost, fields and one sentence of help each.

A scenario chooses among them and sets their cost. The desk draws its forms from this, and acts are checked
against it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from practicum.drill.cast import LETTERS
from practicum.i18n import _, language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.drill.load import Scenario


LONGEST_TEXT = 600

TOPICS = ("question", "complaint", "praise", "noise", "weak-signal")
PARTS = ("acknowledge", "known", "unknown", "action", "next-update", "where")
ACTIONS = (
    "open", "tag", "watch", "baseline", "author", "image", "ask",
    "reply", "private", "leave", "choose", "hide", "escalate", "handover",
)  # fmt: skip
EVIDENCE = ("post", "author", "image", "colleague", "baseline")


@dataclass(frozen=True)
class FieldSpec:
    """One field of an action's form."""

    name: str
    kind: Literal["text", "choice", "several", "minutes"]
    label: str
    help: str = ""
    required: bool = True
    longest: int | None = None
    options: Mapping[str, str] | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the field as the desk reads it."""
        return {
            "name": self.name,
            "kind": self.kind,
            "label": self.label,
            "help": self.help,
            "required": self.required,
            "max": self.longest,
            "options": [{"value": value, "label": label} for value, label in (self.options or {}).items()],
        }


@dataclass(frozen=True)
class ActionSpec:
    """One action of a desk."""

    id: str
    group: str
    label: str
    help: str
    cost: int
    target: Literal["thread", "none"] = "thread"
    irreversible: bool = False
    confidence: bool = False
    fields: tuple[FieldSpec, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the action as the desk reads it."""
        return {
            "id": self.id,
            "group": self.group,
            "label": self.label,
            "help": self.help,
            "cost": self.cost,
            "target": self.target,
            "irreversible": self.irreversible,
            "confidence": self.confidence,
            "fields": [field.to_json() for field in self.fields],
        }


def topic_labels() -> dict[str, str]:
    """Return the topics of a tag with their labels."""
    labels = (_("Question"), _("Complaint"), _("Praise"), _("Noise"), _("Weak signal"))
    return dict(zip(TOPICS, labels, strict=True))


def severity_labels() -> dict[str, str]:
    """Return the severities of a tag with their labels."""
    return {
        "0": _("0: nothing to do"),
        "1": _("1: ordinary"),
        "2": _("2: important"),
        "3": _("3: safety or law"),
    }


def part_labels() -> dict[str, str]:
    """Return the parts of an answer with their labels."""
    labels = (
        _("I show that I read it"),
        _("What we know"),
        _("What we do not know yet"),
        _("What we do, or what you can do"),
        _("When you hear from us next"),
        _("Where to go or whom to ask"),
    )
    return dict(zip(PARTS, labels, strict=True))


def evidence_labels() -> dict[str, str]:
    """Return what can be attached to an escalation, with labels."""
    labels = (
        _("The post itself"),
        _("Who the author is, checked"),
        _("What the image search says"),
        _("What a colleague answered"),
        _("The volume against the baseline"),
    )
    return dict(zip(EVIDENCE, labels, strict=True))


def catalogue(scenario: Scenario) -> Mapping[str, ActionSpec]:
    """Return the actions of a scenario by id, in the order in which it lists them."""
    return _catalogue(scenario, language())


@lru_cache(maxsize=32)
def _catalogue(scenario: Scenario, _language: str) -> dict[str, ActionSpec]:
    words, structure = scenario.words, scenario.structure
    colleagues = {key: words.colleagues[key].name for key in structure.colleagues}
    letters = LETTERS[: max(len(thread.options) for thread in structure.threads)]

    def text(label: str, hint: str = "", *, required: bool = True) -> FieldSpec:
        return FieldSpec("text", "text", label, hint, required, LONGEST_TEXT)

    def choice(name: str, label: str, options: Mapping[str, str], hint: str = "") -> FieldSpec:
        return FieldSpec(name, "choice", label, hint, options=options)

    made: dict[str, tuple[str, str, str, tuple[FieldSpec, ...]]] = {
        "open": (
            "watch",
            _("Read"),
            _("Read the whole thread, with what its pictures show."),
            (),
        ),
        "tag": (
            "watch",
            _("Tag"),
            _("Say what the thread is and how much it matters. Only what needs you has to be tagged."),
            (
                choice("topic", _("What it is"), topic_labels()),
                choice("severity", _("How much it matters"), severity_labels()),
            ),
        ),
        "watch": (
            "watch",
            _("Put on the watch list"),
            _("Keep an eye on the thread. Doing it again takes it off the list."),
            (),
        ),
        "baseline": (
            "watch",
            _("Compare with the usual hour"),
            _("See how many mentions came in, how many are usual now, and which words they share."),
            (),
        ),
        "author": (
            "verify",
            _("Check the author"),
            _("See how old the account is, what else it posts, and what our own records say."),
            (),
        ),
        "image": (
            "verify",
            _("Search the picture"),
            _("Find out whether the picture has appeared elsewhere, and when."),
            (),
        ),
        "ask": (
            "verify",
            _("Ask a colleague"),
            _("The answer comes into the thread after a while, and may be only a part of what you need."),
            (choice("to", _("Whom"), colleagues), text(_("Your question"))),
        ),
        "reply": (
            "speak",
            _("Answer in the thread"),
            _("Everyone can read it, except in the inbox. Marks rest on posture and parts, not on style."),
            (
                choice("posture", _("Posture"), words.postures),
                FieldSpec(
                    "parts",
                    "several",
                    _("What the text says"),
                    _("Tick only what stands in the text and is true."),
                    required=False,
                    options=part_labels(),
                ),
                text(_("Your answer")),
            ),
        ),
        "private": (
            "speak",
            _("Write privately"),
            _("Only the author reads it. Use it for personal data and for questions that help you verify."),
            (
                choice("posture", _("Posture"), words.postures),
                FieldSpec(
                    "parts",
                    "several",
                    _("What the text says"),
                    _("Tick only what stands in the text and is true."),
                    required=False,
                    options=part_labels(),
                ),
                text(_("Your message")),
            ),
        ),
        "leave": (
            "speak",
            _("Leave unanswered, on purpose"),
            _("Log that silence is your decision, and why. Threads that tempt nobody need no such note."),
            (choice("reason", _("Reason"), words.reasons),),
        ),
        "choose": (
            "speak",
            _("Give this answer"),
            _("Choose one of the answers that the thread offers, and say how sure you are."),
            (choice("option", _("Answer"), {letter: letter.upper() for letter in letters}),),
        ),
        "hide": (
            "moderate",
            _("Hide the post"),
            _("The public no longer sees it; its author finds out sooner or later."),
            (choice("reason", _("Reason"), words.hide_reasons),),
        ),
        "escalate": (
            "escalate",
            _("Tell a colleague who decides"),
            _("Hand the matter to the person who owns it, with what you have in hand."),
            (
                choice("to", _("Whom"), colleagues),
                FieldSpec(
                    "evidence",
                    "several",
                    _("What you attach"),
                    _("You can only attach what you have looked up."),
                    options=evidence_labels(),
                ),
                text(_("Your note")),
            ),
        ),
        "handover": (
            "close",
            _("Hand over and end the shift"),
            _("Write what the next person must know. The watch list goes with it."),
            (text(_("Hand-over note")),),
        ),
    }
    return {
        action: ActionSpec(
            id=action,
            group=made[action][0],
            label=made[action][1],
            help=made[action][2],
            cost=cost,
            target="none" if action in {"baseline", "handover"} else "thread",
            irreversible=action in {"reply", "private", "hide", "handover", "choose"},
            confidence=action in structure.confidence,
            fields=made[action][3],
        )
        for action, cost in structure.actions.items()
    }
