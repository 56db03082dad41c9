"""A table that everybody can read: no index column, a caption, headings with a scope, never too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.i18n import _, ngettext
from practicum.learn.show import show
from practicum.look import escape

if TYPE_CHECKING:
    import pandas as pd

ROWS = 60
CSS = (
    ".practicum .pr-rows{overflow-x:auto;margin-block:var(--pr-2)} .practicum .pr-rows td{white-space:normal}"
)


def table_html(rows: pd.DataFrame, caption: str, *, most: int = ROWS) -> str:
    """Return a table as HTML, its first `most` rows, every cell escaped.

    Args:
        rows: The table; its index is not shown.
        caption: What the table shows, one phrase.
        most: How many rows are shown at most; the caption says when some are left out.
    """
    if len(rows) > most:
        caption += ". " + ngettext(
            "The first {shown} of {count} row.", "The first {shown} of {count} rows.", len(rows)
        ).format(shown=most, count=len(rows))
    html: str = rows.head(most).to_html(index=False, border=0, na_rep=_("no value"))
    html = html.replace("<thead>", f"<caption>{escape(caption)}</caption><thead>", 1)
    html = html.replace("<th>", '<th scope="col">')
    return f'<div class="pr-rows">{html}</div>'


def show_table(rows: pd.DataFrame, *, caption: str, most: int = ROWS) -> None:
    """Display a table with a caption, as HTML and as plain text.

    Args:
        rows: The table; its index is not shown: use `reset_index()` when it says something.
        caption: What the table shows, one phrase.
        most: How many rows are shown at most.
    """
    text = f"{caption}\n{rows.head(most).to_string(index=False, na_rep=_('no value'))}"
    show(table_html(rows, caption, most=most), text, css=CSS)
