"""Remarks as words: what must change, then advice, each with its row and its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.i18n import _, ngettext
from practicum.learn.tools.remarks import untouched
from practicum.look import escape
from practicum.marking.textcheck import word_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practicum.learn.tools.store import Kept
    from practicum.learn.tools.tool import Record, Remark, Tool

_SHOWN, _MOST = 40, 5


def amount(tool: Tool, records: Sequence[Record]) -> str:
    """Say how much a tool's file holds."""
    if tool.many:
        return ngettext("{file}: {count} row.", "{file}: {count} rows.", len(records)).format(
            file=tool.file, count=len(records)
        )
    count = sum(word_count(tool.prose(record)) for record in records)
    return ngettext("{file}: {count} word.", "{file}: {count} words.", count).format(
        file=tool.file, count=count
    )


def kept_as(name: str, *, foreign: bool) -> str:
    """Say where the version before a save was kept."""
    text = (
        _("What stood in the file was not what this form had read; it is kept as {file}.")
        if foreign
        else _("The version before it is kept as {file}.")
    )
    return text.format(file=name)


def left_out(kept: Kept) -> str:
    """Say which columns of a file the tool does not know; empty for none."""
    if not kept.strangers:
        return ""
    text = ngettext(
        "It has a column that this tool does not know: {names}. If you save here, the file is first kept"
        " under another name.",
        "It has columns that this tool does not know: {names}. If you save here, the file is first kept"
        " under another name.",
        len(kept.strangers),
    )
    return text.format(names=", ".join(name[:_SHOWN] for name in kept.strangers[:_MOST]))


def summary(tool: Tool, records: Sequence[Record], remarks: Sequence[Remark]) -> str:
    """Say how many remarks of each kind there are."""
    if untouched(tool, records):
        return _("Nothing is entered yet.")
    must = sum(remark.must for remark in remarks)
    first = (
        ngettext("{count} thing must change.", "{count} things must change.", must).format(count=must)
        if must
        else _("No rule is broken.")
    )
    more = len(remarks) - must
    if not more:
        return first
    second = ngettext("{count} remark is advice.", "{count} remarks are advice.", more).format(count=more)
    return f"{first} {second}"


def line(tool: Tool, remark: Remark) -> str:
    """Return a remark with its place in front."""
    if remark.row and remark.field:
        shape = _("Row {row}, {field}: {text}")
    elif remark.row:
        shape = _("Row {row}: {text}")
    elif remark.field:
        shape = _("{field}: {text}")
    else:
        shape = "{text}"
    return shape.format(row=remark.row, field=tool.label(remark.field), text=remark.text)


def lists(tool: Tool, remarks: Sequence[Remark]) -> list[tuple[str, list[str]]]:
    """Return what must change and what is advice, each under its words; an empty list is left out."""
    both = (
        (_("Must change"), [line(tool, remark) for remark in remarks if remark.must]),
        (_("Advice"), [line(tool, remark) for remark in remarks if not remark.must]),
    )
    return [(words, lines) for words, lines in both if lines]


def as_text(tool: Tool, remarks: Sequence[Remark]) -> str:
    """Return the lists as plain text."""
    return "\n".join(
        "\n".join([f"{words}:", *(f"  - {one}" for one in lines)]) for words, lines in lists(tool, remarks)
    )


def as_html(tool: Tool, remarks: Sequence[Remark]) -> str:
    """Return the lists as HTML."""
    return "".join(
        f'<p class="{"bad" if remarks[0].must and number == 0 else "note"}"><b>{escape(words)}</b></p>'
        f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in lines)}</ul>"
        for number, (words, lines) in enumerate(lists(tool, remarks))
    )
