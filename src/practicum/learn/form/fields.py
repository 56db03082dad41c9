"""From an exercise's kind to HTML controls, and from what a browser sends back to a value.

A control's name is the exercise's id, with `.` and a row or a position added where one answer has several
controls. `spread` and `gather` are inverse: what is saved fills the form as it was given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from string import ascii_uppercase
from typing import Any, TypeAlias

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.look import escape
from practicum.marking import (
    MISSING,
    ArtefactKind,
    Choice,
    DrillLog,
    Kind,
    Order,
    Reading,
    Set,
    Table,
    Text,
    expected,
    read_value,
)

Posted: TypeAlias = Mapping[str, list[str]]
NONE_FITS = "none-fits"
_MOST_RADIOS = 8
_WORDS_A_LINE = 10


@dataclass(frozen=True)
class Field:
    """One control or group of controls.

    Attributes:
        name: Its name, see above.
        label: What to call it.
        kind: The form of the answer.
        given: What the form shows as given.
        error: What cannot be read, or nothing.
        letters: Whether options carry the letters A, B and so on.
        hint: What to say about the form of the answer; by default what suits a lesson.
    """

    name: str
    label: str
    kind: Kind
    given: Posted
    error: str = ""
    letters: bool = False
    hint: str | None = None

    @property
    def html_id(self) -> str:
        """The id of the control that a link to this field leads to."""
        return field_id(self.name)

    def first(self, name: str = "") -> str:
        """Return the first value given under a name; by default the field's own."""
        return (self.given.get(name or self.name) or [""])[0]


def field_id(name: str) -> str:
    """Return the HTML id of the control called `name`."""
    return "f-" + name.replace(".", "-")


def controls(field: Field) -> str:
    """Return the HTML of a field: label, hint, error and control."""
    kind = field.kind
    if isinstance(kind, Table):
        return _table(field, kind)
    if isinstance(kind, Choice) and len(kind.options) <= _MOST_RADIOS:
        return _group(field, _options(field, kind.options, "radio"))
    if isinstance(kind, Set):
        options = {**kind.options, NONE_FITS: _("None of these")}
        return _group(field, _options(field, options, "checkbox"))
    if isinstance(kind, Order):
        return _group(field, _positions(field, kind))
    if isinstance(kind, Text):
        rows = min(max(kind.max_words // _WORDS_A_LINE, 3), 14)
        box = f'<textarea {_attributes(field)} rows="{rows}">{escape(field.first())}</textarea>'
    elif isinstance(kind, Choice):
        box = f"<select {_attributes(field)}>{_choices(kind.options, field.first())}</select>"
    elif isinstance(kind, ArtefactKind | DrillLog):
        accept = kind.media if isinstance(kind, ArtefactKind) else ".jsonl"
        box = f'<input type="file" accept="{escape(accept)}" {_attributes(field)}>'
    else:
        box = (
            f'<input type="text" inputmode="decimal" autocomplete="off" spellcheck="false" '
            f'value="{escape(field.first())}" {_attributes(field)}>'
        )
    return f'<label for="{field.html_id}">{escape(field.label)}</label>{_notes(field)}{box}'


def gather(name: str, kind: Kind, posted: Posted) -> Any:
    """Return the value that a browser sent for a field, or `MISSING` when it was left empty."""
    values = [value for value in posted.get(name, []) if value.strip()]
    found: Any = values[0].replace("\r\n", "\n").strip() if values else None
    if isinstance(kind, Set):
        chosen = [value for value in values if value != NONE_FITS]
        found = chosen if values else None
    elif isinstance(kind, Order):
        places = [(posted.get(f"{name}.{place}") or [""])[0] for place in range(1, len(kind.items) + 1)]
        found = [place for place in places if place] or None
    elif isinstance(kind, Table):
        rows = {row: gather(f"{name}.{row}", inner, posted) for row, inner in kind.rows.items()}
        found = {row: value for row, value in rows.items() if value is not MISSING} or None
    elif isinstance(kind, ArtefactKind | DrillLog):
        found = None  # the file itself is the answer
    return MISSING if found is None else found


def spread(name: str, kind: Kind, value: Any) -> dict[str, list[str]]:
    """Return what a browser would send for a value that was read, so that the form can show it."""
    if value is MISSING or isinstance(kind, ArtefactKind | DrillLog):
        return {}  # a browser never lets a page fill in a file
    if isinstance(kind, Table):
        rows = (spread(f"{name}.{row}", kind.rows[row], inner) for row, inner in value.items())
        return {key: texts for row in rows for key, texts in row.items()}
    if isinstance(kind, Order):
        return {f"{name}.{place}": [item] for place, item in enumerate(value, start=1)}
    if isinstance(kind, Set):
        return {name: list(value) or [NONE_FITS]}
    if type(value) is float:  # never as 5e-05, which nobody types
        return {name: [f"{value:.12f}".rstrip("0").rstrip(".")]}
    return {name: [str(value)]}


def check_ending(wanted: str, name: str) -> None:
    """Refuse a chosen file that has another ending than the file that is asked for.

    Raises:
        PracticumError: It has.
    """
    ending = PurePath(wanted).suffix.lower()
    if PurePath(name).suffix.lower() != ending:
        raise PracticumError(
            _("You chose {name}; a file that ends in {ending} is asked for.").format(name=name, ending=ending)
        )


def _attributes(field: Field) -> str:
    described = f"{field.html_id}-hint" + (f" {field.html_id}-error" if field.error else "")
    invalid = ' aria-invalid="true"' if field.error else ""
    return f'id="{field.html_id}" name="{escape(field.name)}" aria-describedby="{described}"{invalid}'


def _notes(field: Field) -> str:
    error = ""
    if field.error:
        start = escape(_("Cannot be read."))
        error = f'<p class="pr-error" id="{field.html_id}-error"><b>{start}</b> {escape(field.error)}</p>'
    hint = _hint(field.kind) if field.hint is None else field.hint
    return f'<p class="small" id="{field.html_id}-hint">{escape(hint)}</p>{error}'


def _hint(kind: Kind) -> str:
    """Say what form the answer has; nothing where the options are in front of the reader."""
    if isinstance(kind, Choice | Set | Table):
        return ""
    if isinstance(kind, Order):
        return _("First to last, each one once.")
    if isinstance(kind, ArtefactKind):
        return _(
            "A file that ends in {ending}, at most 20 MB. Or put it into the folder under the name {file}."
        ).format(ending=PurePath(kind.file).suffix, file=kind.file)
    if isinstance(kind, DrillLog):
        return _(
            "Play the drill with “practicum desk {drill}” in a terminal, or in the notebook: its log is then "
            "kept by itself. Choose a file here only if you played on another machine."
        ).format(drill=kind.drill)
    return _("Expected: {form}.").format(form=expected(kind))


def _group(field: Field, inside: str) -> str:
    described = f"{field.html_id}-hint" + (f" {field.html_id}-error" if field.error else "")
    return (
        f'<fieldset id="{field.html_id}" tabindex="-1" aria-describedby="{described}">'
        f"<legend>{escape(field.label)}</legend>{_notes(field)}{inside}</fieldset>"
    )


def _options(field: Field, options: Mapping[str, str], shape: str) -> str:
    given = field.given.get(field.name, [])
    return "".join(
        f'<label class="pr-option"><input type="{shape}" name="{escape(field.name)}" value="{escape(value)}"'
        f"{' checked' if value in given else ''}> {_letter(field, place)}<span>{escape(text)}</span></label>"
        for place, (value, text) in enumerate(options.items())
    )


def _letter(field: Field, place: int) -> str:
    return f"<b>{ascii_uppercase[place]}</b> " if field.letters else ""


def _positions(field: Field, kind: Order) -> str:
    lines = []
    for place in range(1, len(kind.items) + 1):
        name = f"{field.name}.{place}"
        choices = _choices(kind.items, field.first(name))
        label = escape(_("Place {number}").format(number=place))
        lines.append(
            f'<p class="pr-place"><label for="{field_id(name)}">{label}</label>'
            f'<select id="{field_id(name)}" name="{escape(name)}">{choices}</select></p>'
        )
    return "".join(lines)


def _choices(options: Mapping[str, str], given: str) -> str:
    """Return the entries of a drop-down list, the empty one first."""
    return f'<option value="">{escape(_("Choose"))}</option>' + "".join(
        f'<option value="{escape(name)}"{" selected" if name == given else ""}>{escape(text)}</option>'
        for name, text in options.items()
    )


def _table(field: Field, kind: Table) -> str:
    reading = read_value(kind, gather(field.name, kind, field.given)) if field.error else Reading(MISSING)
    rows = (
        Field(
            f"{field.name}.{row}",
            kind.label(row),
            inner,
            field.given,
            reading.rows[row].problem if row in reading.rows else "",
        )
        for row, inner in kind.rows.items()
    )
    return _group(field, "".join(f'<div class="pr-row">{controls(row)}</div>' for row in rows))
