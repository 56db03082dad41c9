"""What a reader sees of a text: its words beside the rubric, and folded below what they were written from."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from practicum.grading.report.parts import table
from practicum.grading.rubric import READ_CSS
from practicum.i18n import _
from practicum.look import escape, fragment

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from practicum.exam.families import Family
    from practicum.marking import Exercise

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_MOST_ROWS = 60  # of a table: a text is written from a few rows, and a page of them must open


def to_read(html: str, exercise: Exercise, family: Family, tables: Mapping[str, pd.DataFrame]) -> str:
    """Return a text for its readers.

    Args:
        html: The text beside its rubric.
        exercise: What was asked.
        family: Whose letter the candidate had.
        tables: The candidate's own tables: whether a statement is true depends on them.
    """
    folded = [
        (_("The letter"), str(_MARKDOWN.render(family.about.brief))),
        (_("The question"), str(_MARKDOWN.render(exercise.question))),
        *((_("The table {name}").format(name=name), _rows(tables[name])) for name in exercise.tables),
    ]
    parts = "".join(
        f"<details><summary>{escape(title)}</summary>{content}</details>" for title, content in folded
    )
    return bare(html + fragment(parts))


def bare(html: str) -> str:
    """Return HTML without its styles, which are longer than most texts; `styles` has them once for all."""
    return _STYLE.sub("", html)


def styles() -> str:
    """Return the styles of texts and rubrics, for a page or a notebook that shows them."""
    return (files("practicum.marking") / "mark.css").read_text(encoding="utf-8") + READ_CSS


def _rows(frame: pd.DataFrame) -> str:
    shown = frame.head(_MOST_ROWS)
    left = len(frame) - len(shown)
    more = f"<p>{escape(_('And {n} more rows.').format(n=left))}</p>" if left else ""
    heads = [str(name) for name in shown.columns]
    return table(heads, [[str(cell) for cell in row] for row in shown.itertuples(index=False)]) + more
