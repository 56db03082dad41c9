"""A candidate's tables: a CSV to take into a spreadsheet, and the same rows as a page that can be read."""

from __future__ import annotations

import csv
import io

from practicum.exam.station.frame import moment
from practicum.i18n import _, ngettext
from practicum.look import escape

_PREVIEW = 5


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
    numeric = [_is_numeric([row[place] for row in body if place < len(row)]) for place in range(len(heads))]
    caption = _("{name}: {rows}, {columns}").format(
        name=name,
        rows=ngettext("one row", "{count} rows", len(body)).format(count=f"{len(body):,}"),
        columns=ngettext("one column", "{count} columns", len(heads)).format(count=len(heads)),
    )
    if len(shown) < len(body):
        caption = _("{caption}. Here are the first {count}.").format(caption=caption, count=len(shown))
    top = "".join(
        f'<th scope="col"{_right(one)}>{escape(head)}</th>' for head, one in zip(heads, numeric, strict=True)
    )
    lines = "".join(f"<tr>{_cells(row, numeric)}</tr>" for row in shown)
    label = escape(_("Table {name}, can be scrolled").format(name=name))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{label}"><table class="data">'
        f"<caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def preview(name: str, text: str) -> str:
    """Return the first rows of a table."""
    return table_html(name, text, rows=_PREVIEW)


def table_page(name: str, text: str, root: str, block: str) -> str:
    """Return a page with all rows of a table."""
    back = f'<p class="tools"><a class="btn" href="{root}block/{block}">{escape(_("Back to the task"))}</a> '
    save = (
        f'<a class="btn" href="{root}block/{block}/{escape(name)}.csv" download>'
        f"{escape(_('Download {name}.csv').format(name=name))}</a></p>"
    )
    return moment(_("Table {name}").format(name=name), f"{back}{save}{table_html(name, text)}{back}</p>")


def _cells(row: list[str], numeric: list[bool]) -> str:
    first = f'<th scope="row">{escape(row[0])}</th>'
    rest = "".join(
        f"<td{_right(one)}>{escape(cell) or _empty()}</td>"
        for cell, one in zip(row[1:], numeric[1:], strict=False)
    )
    return first + rest


def _empty() -> str:
    return f'<span class="small">{escape(_("empty"))}</span>'


def _right(numeric: bool) -> str:  # noqa: FBT001  a column's nature, given by place
    return ' class="num"' if numeric else ""


def _is_numeric(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(cell.replace(".", "", 1).lstrip("-").isdecimal() for cell in filled)
