"""Show a dossier in a lesson: headings one below the other, tables with headings of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from practicum.data.dossiers import dossier, sections
from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.learn.show import show

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_BELOW = 2  # a lesson's own headings come first: the dossier's title is its third level
CSS = """
.practicum .pr-dossier{border-inline-start:3px solid var(--pr-line);padding-inline-start:var(--pr-4)}
.practicum .pr-dossier .pr-rows{overflow-x:auto;margin-block:var(--pr-2)}
.practicum .pr-dossier td{white-space:normal}
"""


def dossier_html(text: str) -> str:
    """Return Markdown as HTML that fits below a lesson's headings; each table's first row is its heading."""
    tokens = _MARKDOWN.parse(text)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + _BELOW)}"
        elif token.type == "th_open":
            token.attrSet("scope", "col")
    html: str = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return html.replace("<table>", '<div class="pr-rows"><table>').replace("</table>", "</table></div>")


def show_dossier(account: str, *headings: str) -> None:
    """Display a dossier, or only some of its parts.

    Args:
        account: An organisation's name in the tables, for example `brindille`.
        headings: Parts to show, in this order, for example "People"; none for the whole dossier.

    Raises:
        PracticumError: There is no such dossier, or no such part in it.
    """
    text = _chosen(dossier(account), headings) if headings else dossier(account)
    show(f'<div class="pr-dossier">{dossier_html(text)}</div>', _plain(text), css=CSS)


def _chosen(text: str, headings: Sequence[str]) -> str:
    """Return the title and the parts asked for."""
    parts = sections(text)
    for heading in headings:
        if heading not in parts:
            raise PracticumError(
                _("The dossier has no part called '{heading}'.").format(heading=heading),
                next_step=_("Its parts are: {names}.").format(names=", ".join(parts)),
            )
    title = text.partition("\n")[0]
    return "\n\n".join([title, *(f"## {heading}\n\n{parts[heading]}" for heading in headings)]) + "\n"


def _plain(text: str) -> str:
    """Return the text without the marks that only a browser needs."""
    text = re.sub(r"^\|[-| ]+\|\n", "", text, flags=re.MULTILINE)
    return re.sub(r"\*\*(.+?)\*\*", r"\1", text).strip()
