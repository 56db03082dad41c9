"""The fields of an action's form: what each is called, which kind it is and what it offers in a scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from practicum.drill.cast import LETTERS
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from practicum.drill.structure import Structure
    from practicum.drill.words import Words

LONGEST_TEXT = 600
"""Characters that a text may have."""

TOPICS = ("question", "complaint", "praise", "noise", "weak-signal")
PARTS = ("acknowledge", "known", "unknown", "action", "next-update", "where")
EVIDENCE = ("post", "author", "image", "colleague", "baseline")
ALERT_POSTS = ("10", "30", "60", "120")
LEVELS = ("0", "1", "2", "3")
OPEN = "open"
"""The way to restrict comments that lifts every restriction."""


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

    def says(self, value: str | tuple[str, ...]) -> str:
        """Return a value as people read it: the labels of what was chosen, or the text."""
        options = self.options or {}
        if isinstance(value, tuple):
            return ", ".join(options.get(item, item) for item in value)
        return options.get(value, value)


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


def level_labels() -> dict[str, str]:
    """Return the escalation levels with their labels."""
    labels = (_("0: noise"), _("1: watch"), _("2: issue"), _("3: crisis"))
    return dict(zip(LEVELS, labels, strict=True))


def options(structure: Structure, words: Words, source: str) -> dict[str, str]:
    """Return what a field offers in a scenario: value and label.

    Args:
        structure: The scenario's structure.
        words: Its words.
        source: Name of the list: `colleagues`, `postures`, `facts` and so on.
    """
    return _LISTS[source](structure, words)


def _letters(structure: Structure, _words: Words) -> dict[str, str]:
    most = max((len(thread.options) for thread in structure.threads), default=0)
    return {letter: letter.upper() for letter in LETTERS[:most]}


def _operations(*kinds: str) -> Callable[[Structure, Words], dict[str, str]]:
    def listed(structure: Structure, words: Words) -> dict[str, str]:
        return {row.id: words.operations[row.id].label for row in structure.operations if row.kind in kinds}

    return listed


def _restrictions(structure: Structure, words: Words) -> dict[str, str]:
    if not structure.restrictions:
        return {}
    labels = {name: words.restrictions[name] for name in structure.restrictions}
    return {OPEN: _("Open to everyone"), **labels}


_LISTS: dict[str, Callable[[Structure, Words], dict[str, str]]] = {
    "topics": lambda _structure, _words: topic_labels(),
    "severities": lambda _structure, _words: severity_labels(),
    "parts": lambda _structure, _words: part_labels(),
    "evidence": lambda _structure, _words: evidence_labels(),
    "levels": lambda structure, _words: level_labels() if structure.levels else {},
    "postures": lambda structure, words: {name: words.postures[name] for name in structure.postures},
    "reasons": lambda structure, words: {name: words.reasons[name] for name in structure.reasons},
    "hide_reasons": lambda structure, words: {n: words.hide_reasons[n] for n in structure.hide_reasons},
    "formats": lambda structure, words: {name: words.formats[name] for name in structure.formats},
    "restrictions": _restrictions,
    "audiences": lambda structure, words: {name: words.audiences[name] for name in structure.audiences},
    "colleagues": lambda structure, words: {n: words.colleagues[n].name for n in structure.colleagues},
    "issues": lambda structure, words: {row.id: words.issues[row.id].name for row in structure.issues},
    "facts": lambda structure, words: {row.id: words.facts[row.id] for row in structure.facts},
    "canned": lambda _structure, words: dict(words.canned),
    "pages": lambda _structure, words: {page.id: page.title for page in words.dossier if page.id},
    "operations": _operations("scheduled", "ad", "partner"),
    "spending": _operations("ad", "partner"),
    "partners": _operations("partner"),
    "letters": _letters,
    "channels": lambda _structure, _words: {"private": _("Private messages")},
    "alert_posts": lambda _structure, _words: {
        n: _("From {n} posts an hour").format(n=n) for n in ALERT_POSTS
    },
    "notices": lambda _structure, _words: {"yes": _("Yes, with the reason"), "no": _("No")},
    "decisions": lambda _structure, _words: {
        "uphold": _("The decision stands"),
        "overturn": _("The decision was wrong, and is taken back"),
    },
    "budgets": lambda _structure, _words: {"lower": _("Less"), "raise": _("More")},
    "staffing": lambda _structure, _words: {"more": _("More people"), "fewer": _("Fewer people")},
}


@dataclass(frozen=True)
class FieldKind:
    """What a field is unless an action says otherwise: its kind, its options, whether it must be filled."""

    kind: Literal["text", "choice", "several"]
    source: str = ""
    required: bool = True


FIELDS: dict[str, FieldKind] = {
    "text": FieldKind("text"),
    "language": FieldKind("text"),
    "topic": FieldKind("choice", "topics"),
    "severity": FieldKind("choice", "severities"),
    "posture": FieldKind("choice", "postures"),
    "parts": FieldKind("several", "parts", required=False),
    "facts": FieldKind("several", "facts", required=False),
    "canned": FieldKind("choice", "canned", required=False),
    "evidence": FieldKind("several", "evidence"),
    "option": FieldKind("choice", "letters"),
    "issue": FieldKind("choice", "issues"),
    "posts": FieldKind("choice", "alert_posts"),
    "page": FieldKind("choice", "pages"),
    "format": FieldKind("choice", "formats"),
    "rule": FieldKind("choice", "hide_reasons"),
    "notice": FieldKind("choice", "notices"),
    "decision": FieldKind("choice", "decisions"),
    "what": FieldKind("several", "operations"),
    "level": FieldKind("choice", "levels"),
    "who": FieldKind("several", "colleagues"),
    "to": FieldKind("choice"),
    "from": FieldKind("choice"),
    "how": FieldKind("choice"),
    "reason": FieldKind("choice"),
}
"""Every field that an action may have, by name."""


def field_labels() -> dict[str, tuple[str, str]]:
    """Return label and help of each field, for actions that do not name it themselves."""
    return {
        "text": (_("Your text"), ""),
        "language": (_("Language"), ""),
        "topic": (_("What it is"), ""),
        "severity": (_("How much it matters"), ""),
        "posture": (_("Posture"), ""),
        "parts": (_("What the text says"), _("Tick only what stands in the text and is true.")),
        "facts": (_("Facts"), _("Tick each fact that the text states.")),
        "canned": (_("Ready-made text"), _("Edit it for this person before you send it.")),
        "evidence": (_("What you attach"), _("You can only attach what you have looked up.")),
        "option": (_("Answer"), ""),
        "issue": (_("About"), ""),
        "posts": (_("From how many posts"), ""),
        "page": (_("Page"), ""),
        "format": (_("Form"), ""),
        "rule": (_("Rule of the house"), ""),
        "notice": (_("Tell the author"), _("With the rule, and how to object.")),
        "decision": (_("Your decision"), ""),
        "what": (_("What"), ""),
        "level": (_("Level"), ""),
        "who": (_("Who"), ""),
        "to": (_("Whom"), ""),
        "from": (_("Whom"), ""),
        "how": (_("How"), ""),
        "reason": (_("Reason"), ""),
    }
