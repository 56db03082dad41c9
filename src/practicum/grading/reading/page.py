"""The page that a marker reads beside the table: codes instead of names, each text with its rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.grading.reading.comments import catalogue
from practicum.grading.report.parts import table
from practicum.i18n import _
from practicum.look import escape, page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practicum.grading.reading.sheets import Text

_CSS = """
.practicum .sheet { max-inline-size: 900px; margin-inline: auto; padding: var(--pr-5); }
.practicum .sheet section { margin-block-start: var(--pr-6); }
.practicum .sheet section { border-block-start: 1px solid var(--pr-line-strong); }
"""


def sheet_page(
    name: str, marker: str, texts: Sequence[Text], titles: Mapping[str, str], css: str = ""
) -> str:
    """Return a marker's page: how to mark, the comments at hand, then every text.

    Args:
        name: What is read: a module, a sitting.
        marker: Whose sheet it is.
        texts: In the order in which they are read.
        titles: Title of each exercise.
        css: Styles of the texts, where these bring none.
    """
    title = _("{module}: texts for {marker}").format(module=name, marker=marker)
    how = (
        _("Read all answers to one exercise before you begin, then give each criterion a level from 0 to 3."),
        _("Write the levels into {file}; a comment may stand beside each.").format(file=f"{marker}.csv"),
        _("You see codes, no names. Do not speak about single texts before all sheets are in."),
    )
    comments = table(
        (_("Write"), _("The learner reads")), [(f"#{name}", said) for name, said in catalogue().items()]
    )
    body = "".join(
        f'<section id="{escape(one.code)}-{escape(one.exercise)}">'
        f"<h2>{escape(one.code)}, {escape(one.exercise)} {escape(titles[one.exercise])}</h2>"
        f"{one.html}</section>"
        for one in texts
    )
    steps = "".join(f"<li>{escape(one)}</li>" for one in how)
    return page(
        title,
        f'<main class="sheet"><h1>{escape(title)}</h1><ol>{steps}</ol>'
        f"<details><summary>{escape(_('Comments at hand'))}</summary>{comments}</details>{body}</main>",
        css=_CSS + css,
    )
