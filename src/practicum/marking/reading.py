"""Read a learner's value as the kind that the exercise asks for: what it means, never whether it is right."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from practicum.evidence import EvidenceError, to_plain
from practicum.evidence.strictjson import dump
from practicum.i18n import _
from practicum.marking.exercise import MISSING, Missing
from practicum.marking.kinds import Artefact, Choice, DrillLog, Number, Order, Set, Table
from practicum.marking.parse import form, parse_number, show_number

if TYPE_CHECKING:
    from practicum.evidence import Json
    from practicum.marking.kinds import Kind

_SET_MARKS = (";", "\n", "|", ",")
_ORDER_MARKS = (">", "→", ";", "\n", "|", ",")
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
    """

    value: Json | Missing
    shown: str = ""
    problem: str = ""
    note: str = ""
    rows: Mapping[str, Reading] = field(default_factory=dict)

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


def expected(kind: Kind) -> str:
    """Say which form of answer is expected, as a noun phrase."""
    if isinstance(kind, Number):
        return form(kind)
    if isinstance(kind, Choice):
        return _("one of these: {options}").format(options="; ".join(kind.options.values()))
    if isinstance(kind, Set):
        return _("any of these, as a list or separated by commas: {options}").format(
            options="; ".join(kind.options.values())
        )
    if isinstance(kind, Order):
        return _("all of these, first to last, as a list or separated by “>”: {options}").format(
            options="; ".join(kind.items.values())
        )
    if isinstance(kind, Table):
        return _("a table with these rows: {rows}").format(rows="; ".join(map(kind.label, kind.rows)))
    if isinstance(kind, Artefact):
        return _("a file named {file} beside the notebook").format(file=kind.file)
    if isinstance(kind, DrillLog):
        return _("a run of the drill {drill}, kept in {file} beside the notebook").format(
            drill=kind.drill, file=kind.file
        )
    return _("a text of {low} to {high} words").format(low=kind.min_words, high=kind.max_words)


def show_plain(value: Json) -> str:
    """Show what was received as it came, without reading it."""
    return value if isinstance(value, str) else dump(value)


def fold(text: str) -> str:
    """Return the form in which labels are compared: compatible characters, letter case and spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _read(kind: Kind, plain: Json) -> Reading:
    if plain is None or (type(plain) is str and not plain.strip()):
        return Reading(MISSING)
    if isinstance(kind, Number):
        parsed = parse_number(plain, kind)
        if parsed.value is None:
            return _unread(plain, parsed.problem)
        return Reading(parsed.value, show_number(parsed.value, kind), note=parsed.note)
    if isinstance(kind, Choice):
        return _read_choice(kind, plain)
    if isinstance(kind, Set):
        return _read_set(kind, plain)
    if plain in ([], {}):
        return Reading(MISSING)
    if isinstance(kind, Order):
        return _read_order(kind, plain)
    if isinstance(kind, Table):
        return _read_table(kind, plain)
    if type(plain) is not str:
        return _unread(plain, _("A text is expected: {form}.").format(form=expected(kind)))
    if isinstance(kind, Artefact | DrillLog):
        if fold(plain) != fold(kind.file):
            return _unread(plain, _("Expected is {form}.").format(form=expected(kind)))
        return Reading(kind.file, kind.file)
    return Reading(plain.strip(), plain.strip())


def _unread(plain: Json, problem: str) -> Reading:
    return Reading(MISSING, show_plain(plain), problem)


def _ids(options: Mapping[str, str]) -> dict[str, str]:
    return {fold(text): name for name, label in options.items() for text in (label, name)}


def _read_choice(kind: Choice, plain: Json) -> Reading:
    text = str(plain) if type(plain) is int else plain
    if type(text) is not str:
        return _unread(plain, _("Expected is {form}.").format(form=expected(kind)))
    name = _ids(kind.options).get(fold(text))
    if name is None:
        return _unread(plain, _stranger(text, kind.options, expected(kind)))
    return Reading(name, kind.options[name])


def _stranger(text: str, options: Mapping[str, str], form: str) -> str:
    """Say that a text is none of the options, and warn when its letters only look like theirs."""
    known = {character for label in options.values() for character in label}
    for character in text:
        name = unicodedata.name(character, "")
        if character.isalpha() and not name.startswith("LATIN") and character not in known:
            return _(
                "The letter “{letter}” ({name}) only looks like a Latin one. Type the answer again: {form}."
            ).format(letter=character, name=name.title(), form=form)
    return _("“{text}” is none of the options. Expected is {form}.").format(text=text[:60], form=form)


def _names(plain: Json, options: Mapping[str, str], marks: tuple[str, ...]) -> tuple[list[str], str]:
    """Return the ids in a list or a separated text, and the first text that is no option."""
    known = _ids(options)
    if type(plain) is list:
        texts = [str(item) if type(item) is int else item for item in plain]
        splits = [texts]
    elif type(plain) is str:
        text = plain.replace("->", ">") if ">" in marks else plain
        splits = [
            [text],
            *([part for part in text.split(mark) if part.strip()] for mark in marks if mark in text),
        ]
    else:
        splits = [[plain]]
    stranger = ""
    for parts in splits:
        names = [
            known.get(fold(part)) or known.get(fold(_NUMBERING.sub("", part, count=1)))
            if type(part) is str
            else None
            for part in parts
        ]
        found = [name for name in names if name is not None]
        if len(found) == len(names):
            return found, ""
        stranger = show_plain(parts[names.index(None)])
    return [], stranger or show_plain(plain)


def _read_set(kind: Set, plain: Json) -> Reading:
    if type(plain) is dict:
        return _unread(plain, _("Expected is {form}.").format(form=expected(kind)))
    names, stranger = _names(plain, kind.options, _SET_MARKS)
    if stranger:
        return _unread(plain, _stranger(stranger, kind.options, expected(kind)))
    chosen: list[Json] = [name for name in kind.options if name in names]
    shown = "; ".join(kind.options[name] for name in kind.options if name in names)
    return Reading(chosen, shown or _("none of the options"))


def _read_order(kind: Order, plain: Json) -> Reading:
    names, stranger = _names(plain, kind.items, _ORDER_MARKS)
    if stranger:
        return _unread(plain, _stranger(stranger, kind.items, expected(kind)))
    for name, label in kind.items.items():
        if names.count(name) != 1:
            problem = (
                _("“{item}” is missing from the order.")
                if name not in names
                else _("“{item}” stands twice in the order.")
            )
            return _unread(
                plain, problem.format(item=label) + " " + _("Expected is {form}.").format(form=expected(kind))
            )
    return Reading(list(names), " > ".join(kind.items[name] for name in names))


def _read_table(kind: Table, plain: Json) -> Reading:
    pairs = _pairs(plain)
    if pairs is None:
        return _unread(plain, _("Expected is {form}.").format(form=expected(kind)))
    known = _ids({row: kind.label(row) for row in kind.rows})
    rows: dict[str, Reading] = {}
    problems = []
    for key, value in pairs:
        row = known.get(fold(key))
        if row is None:
            problems.append(_("“{row}” is none of the rows.").format(row=key[:60]))
        elif row in rows:
            rows[row] = Reading(MISSING, show_plain(value), _("This row was received twice."))
        else:
            rows[row] = _read(kind.rows[row], value)
    problems += [
        _("{row}: {problem}").format(row=kind.label(row), problem=rows[row].problem)
        for row in kind.rows
        if row in rows and rows[row].problem
    ]
    value: dict[str, Json] = {
        row: rows[row].value for row in kind.rows if row in rows and rows[row].value is not MISSING
    }  # type: ignore[misc]  # MISSING is left out
    if not value:
        if not problems:
            return Reading(MISSING)
        problems.append(_("Expected is {form}.").format(form=expected(kind)))
        return Reading(MISSING, show_plain(plain), " ".join(problems), rows=rows)
    shown = "; ".join(_("{row}: {value}").format(row=kind.label(row), value=rows[row].shown) for row in value)
    note = " ".join(dict.fromkeys(rows[row].note for row in value if rows[row].note))
    return Reading(value, shown, " ".join(problems), note, rows)


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
