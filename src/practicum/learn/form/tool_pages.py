"""The plain pages of the tools, as HTML: a list, and for each tool one form with a group for each row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from practicum.i18n import _
from practicum.learn.form.pages import form_page, stop_section
from practicum.learn.tools.equivalent import form_of
from practicum.learn.tools.said import line, summary
from practicum.learn.tools.versions import changes_html
from practicum.look import escape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from practicum.learn.tools.tool import Field, Record, Remark, Tool

_LINES = 4
_VERSIONS = 10


@dataclass(frozen=True)
class Sheet:
    """What a tool's page shows.

    Attributes:
        tool: The tool.
        folder: Where its file is.
        records: The rows, at least one.
        seen: The mark of the file's content that the learner saw last.
        remarks: What is said about the rows.
        versions: Earlier versions that were kept.
        problem: Why the file cannot be read or was not written; empty when all is well.
        done: What the last visit did, a sentence.
        focus: The row whose first field gets the keyboard; 0 for none.
    """

    tool: Tool
    folder: Path
    records: Sequence[Record]
    seen: str
    remarks: Sequence[Remark] = ()
    versions: Sequence[Path] = field(default=())
    problem: str = ""
    done: str = ""
    focus: int = 0


def tools_page(states: Sequence[tuple[Tool, str]]) -> str:
    """Return the list of tools, each with what is there of it."""
    items = "".join(
        f'<section aria-labelledby="t-{tool.slug}"><h2 id="t-{tool.slug}">'
        f'<a href="./{tool.slug}">{escape(tool.title)}</a></h2><p>{escape(tool.purpose)}</p>'
        f'<p class="small">{escape(state)}</p></section>'
        for tool, state in states
    )
    head = _("Each fills one file in your work folder, the same as in a notebook or a spreadsheet.")
    return form_page(_("Tools of the trade"), f"<p>{escape(head)}</p>", items + stop_section())


def tool_page(sheet: Sheet, *, fresh: bool = False) -> str:
    """Return the page of one tool.

    Args:
        sheet: What it shows.
        fresh: Whether the learner just pressed something, so that what came of it gets the keyboard.
    """
    tool = sheet.tool
    path = sheet.folder / tool.file
    where = (
        _("This page fills {path}. A spreadsheet or an editor may open it too.")
        if tool.many
        else _("This page fills {path}. An editor may open it too.")
    ).format(path=path)
    head = f'<p>{escape(tool.purpose)}</p><p class="small">{escape(where)}</p>'
    rows = "".join(_row(sheet, number, record) for number, record in enumerate(sheet.records, 1))
    add = f'<button name="do" value="add">{escape(_("Add a row"))}</button> ' if tool.many else ""
    hidden = (
        f'<input type="hidden" name="rows" value="{len(sheet.records)}">'
        f'<input type="hidden" name="seen" value="{escape(sheet.seen)}">'
    )
    # Enter in a field presses the first button of a form: it must be the one that saves.
    first = '<button name="do" value="save" class="hidden" tabindex="-1" aria-hidden="true">-</button>'
    body = (
        f"{_outcome(sheet, fresh=fresh)}"
        f'<form method="post" action="./{tool.slug}" enctype="multipart/form-data">'
        f'{first}{hidden}{rows}<section aria-labelledby="end"><h2 id="end">{escape(_("Save"))}</h2>'
        f'{add}<button name="do" value="save" class="primary">{escape(_("Save"))}</button> '
        f'<button name="do" value="check">{escape(_("Check without saving"))}</button></section></form>'
        f'{_versions(sheet)}<p><a href="./">{escape(_("Back to the tools"))}</a></p>{stop_section()}'
    )
    wrong = bool(sheet.problem) or any(remark.must for remark in sheet.remarks)
    return form_page(tool.title, head, body, error=fresh and wrong)


def _outcome(sheet: Sheet, *, fresh: bool) -> str:
    """Return what was done and what was found: a box whose links lead to the fields."""
    focus = " autofocus" if fresh and not sheet.focus else ""
    parts = []
    if sheet.problem:
        parts.append(f'<p class="bad">{escape(sheet.problem)}</p>')
    said = " ".join(
        filter(None, [sheet.done, summary(sheet.tool, sheet.records, sheet.remarks) if sheet.remarks else ""])
    )
    if said:
        parts.append(f'<p role="status">{escape(said)}</p>')
    for words, must in ((_("Must change"), True), (_("Advice"), False)):
        found = [remark for remark in sheet.remarks if remark.must is must]
        if found:
            items = "".join(f"<li>{_linked(sheet, remark)}</li>" for remark in found)
            parts.append(f"<h3>{escape(words)}</h3><ul>{items}</ul>")
    if not parts:
        return ""
    wrong = sheet.problem or any(remark.must for remark in sheet.remarks)
    heading = escape(_("What was found") if sheet.remarks else _("What happened"))
    return (
        f'<div class="pr-box{"" if wrong else " pr-good"}" tabindex="-1"{focus} role="group" '
        f'aria-labelledby="found"><h2 id="found">{heading}</h2>{"".join(parts)}</div>'
    )


def _linked(sheet: Sheet, remark: Remark) -> str:
    words = escape(line(sheet.tool, remark))
    row = remark.row or 1
    shown = remark.field and row <= len(sheet.records)
    if not shown or (sheet.tool.given(sheet.records[row - 1]) and remark.field == sheet.tool.fields[0].name):
        return words
    return f'<a href="#{_id(row, remark.field)}">{words}</a>'


def _row(sheet: Sheet, number: int, record: Record) -> str:
    tool = sheet.tool
    given = tool.given(record)
    first = tool.fields[0]
    asked = tool.fields[1:] if given else tool.fields
    fields = "".join(_field(sheet, number, one, record) for one in asked)
    if not tool.many:
        return f"<section>{fields}</section>"
    title = _("Row {row}").format(row=number)
    hidden = remove = ""
    if given:
        title = _("{row}. {title}").format(row=number, title=record[first.name])
        hidden = f'<input type="hidden" name="{number}.{first.name}" value="{escape(record[first.name])}">'
    else:
        words = escape(_("Remove row {row}").format(row=number))
        remove = f'<div><button name="do" value="remove-{number}">{words}</button></div>'
    return (
        f'<section><fieldset class="pr-tool"><legend>{escape(title)}</legend>{hidden}{fields}{remove}'
        "</fieldset></section>"
    )


def _field(sheet: Sheet, number: int, one: Field, record: Record) -> str:
    found = [
        remark for remark in sheet.remarks if (remark.row or 1) == number and remark.field == one.name
    ]  # a text is its own first row
    name, value = f"{number}.{one.name}", record.get(one.name, "")
    place = _id(number, one.name)
    hint = one.help or ("" if one.kind == "choice" else _sentence(form_of(one)))
    described = [f"{place}-hint"] if hint else []
    described += [f"{place}-{order}" for order, _remark in enumerate(found)]
    marks = f'id="{place}" name="{escape(name)}"'
    if described:
        marks += f' aria-describedby="{" ".join(described)}"'
    if any(remark.must for remark in found):
        marks += ' aria-invalid="true"'
    if sheet.focus == number and one == _first_asked(sheet.tool, record):
        marks += " autofocus"
    notes = f'<p class="small" id="{place}-hint">{escape(hint)}</p>' if hint else ""
    notes += "".join(_note(f"{place}-{order}", remark) for order, remark in enumerate(found))
    return (
        f'<p class="pr-ask"><label for="{place}">{escape(one.label)}</label></p>'
        f"{notes}{_control(one, value, marks)}"
    )


def _first_asked(tool: Tool, record: Record) -> Field:
    return tool.fields[1 if tool.given(record) else 0]


def _sentence(form: str) -> str:
    return _("Form: {form}.").format(form=form)


def _note(place: str, remark: Remark) -> str:
    words, tone = (_("Must change:"), "pr-error") if remark.must else (_("Advice:"), "note")
    return f'<p class="{tone}" id="{place}"><b>{escape(words)}</b> {escape(remark.text)}</p>'


def _control(one: Field, value: str, marks: str) -> str:
    if one.kind == "text":
        return f'<textarea {marks} rows="{_LINES}">{escape(value)}</textarea>'
    if one.kind == "choice":
        options = list(one.options)
        if value and value not in options:
            options.append(value)  # what a spreadsheet left there is shown, not dropped
        return f"<select {marks}>{_choices(options, value)}</select>"
    numeric = ' inputmode="decimal"' if one.kind in ("number", "whole") else ""
    return f'<input type="text" class="pr-wide"{numeric} autocomplete="off" value="{escape(value)}" {marks}>'


def _choices(options: Sequence[str], given: str) -> str:
    return f'<option value="">{escape(_("Choose"))}</option>' + "".join(
        f'<option value="{escape(option)}"{" selected" if option == given else ""}>{escape(option)}</option>'
        for option in options
    )


def _versions(sheet: Sheet) -> str:
    """Return what changed since each earlier version of a text, the newest first."""
    if sheet.tool.many or not sheet.versions:
        return ""
    items = "".join(
        f"<details><summary>{escape(path.name)}</summary>"
        f"{changes_html(sheet.tool, path, sheet.records[0])}</details>"
        for path in list(reversed(sheet.versions))[:_VERSIONS]
    )
    words = _("Each save keeps the version before it in {folder}.").format(folder=sheet.folder)
    return (
        f'<section aria-labelledby="versions"><h2 id="versions">{escape(_("Earlier versions"))}</h2>'
        f"<p>{escape(words)}</p>{items}</section>"
    )


def _id(row: int, name: str) -> str:
    return f"f-{row}-{name}"
