"""Read a learner's value as the kind that the exercise asks for: what it means, never whether it is right."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from practicum.evidence import EvidenceError, to_plain
from practicum.evidence.strictjson import dump
from practicum.i18n import _
from practicum.marking.exercise import MISSING, Missing
from practicum.marking.forms import expected
from practicum.marking.kinds import Artefact, Choice, DrillLog, Number, Order, Set, Table
from practicum.marking.parse import parse_number, show_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.evidence import Json
    from practicum.marking.kinds import Kind, Text

_SET_MARKS = (";", "\n", "|", ",")
_ORDER_MARKS = (">", "→", ";", "\n", "|", ",")
_SHOWN_STRANGERS = 3
_SHOWN_TEXT = 60
_NUMBERING = re.compile(r"\s*(?:[0-9]{1,2}[.)]|[-*•])\s+")


@dataclass(frozen=True)
class Reading:
    """What a value was read as.

    Attributes:
        value: The meaning: a number, an option's id, a list of ids, a table of these, a text, a file's name.
            `MISSING` when there is nothing or nothing that can be read.
        shown: The meaning, or else what was received, for people.
        problem: Why it, or a part of it, cannot be read and what to write instead.
        note: How an ambiguous form was understood.
        rows: For a table, the reading of each row that was received.
        strangers: For a table, a sentence for each received row that it does not have; also in `problem`.
    """

    value: Json | Missing
    shown: str = ""
    problem: str = ""
    note: str = ""
    rows: Mapping[str, Reading] = field(default_factory=dict)
    strangers: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing was received."""
        return self.value is MISSING and not self.problem

    @property
    def sentence(self) -> str:
        """Say what was read, or what cannot be."""
        if self.empty:
            return _("Nothing was received yet.")
        read = "" if self.value is MISSING else _("Read as {value}.").format(value=self.shown)
        return " ".join(part for part in (read, self.note, self.problem) if part)


def read_value(kind: Kind, raw: object) -> Reading:
    """Read any object as `kind`. Never raises for what a learner may hand over, and runs none of its code."""
    if raw is MISSING or raw is None or raw is ...:
        return Reading(MISSING)
    try:
        plain = to_plain(raw)
    except EvidenceError as error:
        return Reading(MISSING, _("a value that cannot be kept"), str(error))
    return _read(kind, plain)


def show_plain(value: Json) -> str:
    """Show what was received as it came, without reading it."""
    return value if isinstance(value, str) else dump(value)


def fold(text: str) -> str:
    """Return the form in which labels are compared: width, letter case and spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _read(kind: Kind, plain: Json) -> Reading:
    if plain is None or (type(plain) is str and not plain.strip()):
        return Reading(MISSING)
    if plain in ([], {}) and not isinstance(kind, Set):  # an empty set is an answer: none of the options
        return Reading(MISSING)
    match kind:
        case Number():
            reading = _read_number(kind, plain)
        case Choice():
            reading = _read_choice(kind, plain)
        case Set():
            reading = _read_set(kind, plain)
        case Order():
            reading = _read_order(kind, plain)
        case Table():
            reading = _read_table(kind, plain)
        case Artefact() | DrillLog():
            reading = _read_file(kind, plain)
        case _:
            reading = _read_text(kind, plain)
    return reading


def _read_number(kind: Number, plain: Json) -> Reading:
    parsed = parse_number(plain, kind)
    if parsed.value is None:
        return Reading(MISSING, show_plain(plain), parsed.problem)
    return Reading(parsed.value, show_number(parsed.value, kind), note=parsed.note)


def _read_text(kind: Text, plain: Json) -> Reading:
    if type(plain) is not str:
        return _unread(kind, plain)
    return Reading(plain.strip(), plain.strip())


def _read_file(kind: Artefact | DrillLog, plain: Json) -> Reading:
    if type(plain) is not str or fold(plain) != fold(kind.file):
        return _unread(kind, plain)
    return Reading(kind.file, kind.file)


def _unread(kind: Kind, plain: Json, *problems: str) -> Reading:
    """Return a reading without a value: the problems, then the expected form."""
    sentences = [*problems, _("Expected is {form}.").format(form=expected(kind))]
    return Reading(MISSING, show_plain(plain), " ".join(sentences))


def _ids(labels: Mapping[str, str]) -> dict[str, str]:
    return {fold(text): name for name, label in labels.items() for text in (label, name)}


def _read_choice(kind: Choice, plain: Json) -> Reading:
    name = _one_of(plain, _ids(kind.options))
    if name is None:
        return _unread(kind, plain, _stranger(plain, kind.options))
    return Reading(name, kind.options[name])


def _one_of(plain: Json, known: Mapping[str, str]) -> str | None:
    """Return the id that a text or a whole number names, with or without a list number before it."""
    text = str(plain) if type(plain) is int else plain
    if type(text) is not str:
        return None
    return known.get(fold(text)) or known.get(fold(_NUMBERING.sub("", text, count=1)))


def _stranger(plain: Json, options: Mapping[str, str]) -> str:
    """Say that a value is none of the options, and warn when its letters only look like theirs."""
    text = show_plain(plain).strip()[:_SHOWN_TEXT]
    known = {character for label in options.values() for character in label}
    for character in text:
        name = unicodedata.name(character, "")
        if character.isalpha() and not name.startswith("LATIN") and character not in known:
            return _(
                "The letter “{letter}” ({name}) only looks like a Latin one. Type the answer again."
            ).format(letter=character, name=name.title())
    return _("“{text}” is none of the options.").format(text=text)


def _names(plain: Json, options: Mapping[str, str], marks: tuple[str, ...]) -> tuple[list[str], str]:
    """Return the ids in a list or a separated text; or no ids and a sentence about the first stranger."""
    known = _ids(options)
    ways: list[list[Json]] = [plain if type(plain) is list else [plain]]
    if type(plain) is str:
        text = plain.replace("->", ">") if ">" in marks else plain
        ways += [[part for part in text.split(mark) if part.strip()] for mark in marks if mark in text]
    stranger: Json = None
    for parts in ways:
        names = []
        for part in parts:
            name = _one_of(part, known)
            if name is None:
                stranger = part
                break
            names.append(name)
        else:
            return names, ""
    spaced = [known.get(fold(part)) for part in plain.split()] if type(plain) is str else []
    if len(spaced) > 1 and None not in spaced:  # “a c e”: nothing but names of options, with spaces between
        return [name for name in spaced if name], ""
    return [], _stranger(stranger, options)


def _read_set(kind: Set, plain: Json) -> Reading:
    names, problem = _names(plain, kind.options, _SET_MARKS)
    if problem:
        return _unread(kind, plain, problem)
    chosen: list[Json] = [name for name in kind.options if name in names]
    shown = "; ".join(label for name, label in kind.options.items() if name in names)
    return Reading(chosen, shown or _("none of the options"))


def _read_order(kind: Order, plain: Json) -> Reading:
    names, problem = _names(plain, kind.items, _ORDER_MARKS)
    if problem:
        return _unread(kind, plain, problem)
    for name, label in kind.items.items():
        if name not in names:
            return _unread(kind, plain, _("“{item}” is missing from the order.").format(item=label))
        if names.count(name) > 1:
            return _unread(kind, plain, _("“{item}” stands twice in the order.").format(item=label))
    return Reading(list(names), " > ".join(kind.items[name] for name in names))


def _read_table(kind: Table, plain: Json) -> Reading:
    pairs = _pairs(plain)
    if pairs is None:
        return _unread(kind, plain)
    known = _ids({row: kind.label(row) for row in kind.rows})
    rows: dict[str, Reading] = {}
    strangers = []
    for key, item in pairs:
        row = known.get(fold(key))
        if row is None:
            strangers.append(_("“{row}” is none of the rows.").format(row=key[:_SHOWN_TEXT]))
        elif row in rows:
            rows[row] = Reading(MISSING, show_plain(item), _("This row was received twice."))
        else:
            rows[row] = _read(kind.rows[row], item)
    ordered = {row: rows[row] for row in kind.rows if row in rows}
    strangers = strangers[:_SHOWN_STRANGERS]
    problems = strangers + [
        _("{row}: {problem}").format(row=kind.label(row), problem=one.problem)
        for row, one in ordered.items()
        if one.problem
    ]
    value: dict[str, Json] = {row: one.value for row, one in ordered.items() if one.value is not MISSING}
    if not value:
        return replace(_unread(kind, plain, *problems), rows=ordered) if problems else Reading(MISSING)
    shown = "; ".join(
        _("{row}: {value}").format(row=kind.label(row), value=ordered[row].shown) for row in value
    )
    notes = dict.fromkeys(ordered[row].note for row in value if ordered[row].note)
    return Reading(value, shown, " ".join(problems), " ".join(notes), ordered, tuple(strangers))


def _pairs(plain: Json) -> list[tuple[str, Json]] | None:
    """Return the rows of a table given as a table or as a list of pairs; None when it is neither."""
    if type(plain) is dict:
        return list(plain.items())
    if type(plain) is not list:
        return None
    pairs: list[tuple[str, Json]] = []
    for item in plain:
        if type(item) is not list or len(item) != 2 or type(item[0]) is not str:  # noqa: PLR2004 - a pair
            return None
        pairs.append((item[0], item[1]))
    return pairs
