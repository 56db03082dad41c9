"""A candidate's tables: a CSV to take into a spreadsheet, and the same rows as a page that can be read."""

from __future__ import annotations

import csv
import io

from practicum.exam.station.frame import moment
from practicum.i18n import _, ngettext
from practicum.look import escape

_PREVIEW = 5
_SMALL = 15
_LONG = 40


def rows_of(text: str) -> list[list[str]]:
    """Return the rows of a CSV text, the line of heads first."""
    return [row for row in csv.reader(io.StringIO(text)) if row]


def table_html(name: str, text: str, *, rows: int = 0) -> str:
    """Return a table as HTML.

    Args:
        name: What it is called.
        text: It, as CSV.
        rows: How many rows to show; 0 for all.
    """
    heads, *body = rows_of(text)
    shown = body[:rows] if rows else body
    looks = [_look([row[place] for row in body if place < len(row)]) for place in range(len(heads))]
    caption = _("{name}: {rows}, {columns}").format(
        name=name,
        rows=ngettext("one row", "{count} rows", len(body)).format(count=f"{len(body):,}"),
        columns=ngettext("one column", "{count} columns", len(heads)).format(count=len(heads)),
    )
    if len(shown) < len(body):
        caption = _("{caption}. Here are the first {count}.").format(caption=caption, count=len(shown))
    top = "".join(
        f'<th scope="col"{look}>{escape(head)}</th>' for head, look in zip(heads, looks, strict=True)
    )
    lines = "".join(f"<tr>{_cells(row, looks)}</tr>" for row in shown)
    label = escape(_("Table {name}, can be scrolled").format(name=name))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}"><table class="data">'
        f"<caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def preview(name: str, text: str) -> str:
    """Return the first rows of a table, all of a small one."""
    small = len(rows_of(text)) - 1 <= _SMALL
    return table_html(name, text, rows=0 if small else _PREVIEW)


def table_page(name: str, text: str, root: str, block: str) -> str:
    """Return a page with all rows of a table."""
    back = f'<p class="tools"><a class="btn" href="{root}block/{block}">{escape(_("Back to the task"))}</a> '
    save = (
        f'<a class="btn" href="{root}block/{block}/{escape(name)}.csv" download>'
        f"{escape(_('Download {name}.csv').format(name=name))}</a></p>"
    )
    return moment(_("Table {name}").format(name=name), f"{back}{save}{table_html(name, text)}{back}</p>")


def _cells(row: list[str], looks: list[str]) -> str:
    first = f'<th scope="row">{escape(row[0])}</th>'
    rest = "".join(
        f"<td{look}>{escape(cell) or _empty()}</td>" for cell, look in zip(row[1:], looks[1:], strict=False)
    )
    return first + rest


def _empty() -> str:
    return f'<span class="small">{escape(_("empty"))}</span>'


def _look(cells: list[str]) -> str:
    """Return how a column is set: numbers to the right, long words on several lines."""
    filled = [cell for cell in cells if cell]
    if filled and all(cell.replace(".", "", 1).lstrip("-").isdecimal() for cell in filled):
        return ' class="num"'
    return ' class="text"' if any(len(cell) > _LONG for cell in filled) else ""
