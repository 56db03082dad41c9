"""How to do without the builder: the plain page, a spreadsheet, an editor; the same on every machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.i18n import _
from practicum.learn.tools.content import written
from practicum.look import escape

if TYPE_CHECKING:
    from practicum.learn.tools.tool import Field, Tool


def ways(tool: Tool) -> list[str]:
    """Return the other ways to fill a tool's file, one sentence each."""
    check = _('Then run check_tool("{slug}"): it makes the same remarks.').format(slug=tool.slug)
    if tool.many:
        own = _(
            "In a spreadsheet: write the headings below into the first line, one row beneath for each entry,"
            " and save it in this folder as {file}, in the format “CSV UTF-8”."
        )
    else:
        own = _("In an editor: write the headings below, the text beneath each, and save it here as {file}.")
    return [
        _("In a browser, without notebook: “practicum form tools” in a terminal opens the same form."),
        own.format(file=tool.file),
        check,
    ]


def form_of(one: Field) -> str:
    """Say what form an entry has."""
    forms = {
        "line": _("one line"),
        "text": _("a paragraph"),
        "choice": _("one of: {options}").format(options=", ".join(one.options)),
        "number": _("a number such as 12.5"),
        "whole": _("a whole number"),
        "date": _("a day such as 2026-11-03"),
        "time": _("a time such as 09:30"),
    }
    return forms[one.kind]


def plain_html(tool: Tool) -> str:
    """Return the other ways, the fields and a template, folded away under one line."""
    summary = escape(_("The same without this form: {title}").format(title=tool.title))
    steps = "".join(f"<li>{escape(way)}</li>" for way in ways(tool))
    heads = "".join(
        f'<th scope="col">{escape(head)}</th>'
        for head in (_("Name"), _("What belongs there"), _("Form"), _("Example"))
    )
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>" for cells in _cells(tool)
    )
    caption = escape(_("What {file} holds").format(file=tool.file))
    return (
        f"<details><summary>{summary}</summary><ul>{steps}</ul>"
        f'<div class="pr-rows"><table><caption>{caption}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
        f"<p>{escape(_('A template to copy:'))}</p>"
        f'<pre tabindex="0" style="white-space:pre-wrap">{escape(template(tool))}</pre></details>'
    )


def plain_text(tool: Tool) -> str:
    """Return the same as plain text."""
    fields = [f"  - {' | '.join(filter(None, cells))}" for cells in _cells(tool)]
    title = _("The same without this form: {title}").format(title=tool.title)
    return "\n".join([title, *ways(tool), *fields, _("A template to copy:"), template(tool).rstrip()])


def template(tool: Tool) -> str:
    """Return the file as it stands before anything is entered."""
    return written(tool, tool.start)


def _meaning(one: Field) -> str:
    return _("{label}: {help}").format(label=one.label, help=one.help) if one.help else one.label


def _cells(tool: Tool) -> list[tuple[str, str, str, str]]:
    return [
        (
            one.name if tool.many else f"## {one.label}",
            _meaning(one) if tool.many else one.help,
            form_of(one),
            tool.example.get(one.name, ""),
        )
        for one in tool.fields
    ]
