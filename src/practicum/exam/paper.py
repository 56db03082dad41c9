"""A document of an examination: parts with sentences, tables and bars; the same words as page and PDF."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from practicum.grading.report.parts import block, safe, table
from practicum.i18n import _
from practicum.look import escape, page

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONG = 200


@dataclass(frozen=True)
class Told:
    """One part of a document.

    Attributes:
        name: How its file is called.
        title: Its heading.
        lead: The sentence for an exam officer.
        heads: Heads of the columns, the first of which names the rows.
        rows: Cells as words.
        marked: Rows that a person should look at, by their number from 0.
        numbers: Columns of numbers, from 0.
        bars: What to draw before the table: a label and a value from 0 on each bar; the table or the lead
            says the same in words.
        most: Rows that a document shows; of a longer table it shows only those that a person should look at.
    """

    name: str
    title: str
    lead: str
    heads: tuple[str, ...] = ()
    rows: Sequence[tuple[str, ...]] = ()
    marked: frozenset[int] = frozenset()
    numbers: tuple[int, ...] = ()
    bars: tuple[tuple[str, float], ...] = ()
    most: int = _LONG

    @property
    def shown(self) -> Sequence[tuple[str, ...]]:
        """The rows that a document shows: of a long table only those that need a person."""
        if len(self.rows) <= self.most:
            return self.rows
        return [self.rows[number] for number in sorted(self.marked)][:_LONG]

    @property
    def note(self) -> str:
        """What was left out, a sentence; empty where nothing was."""
        if len(self.rows) <= self.most:
            return ""
        return _("The table has {n} rows; those that need a person are shown, all stand in {file}.").format(
            n=len(self.rows), file=f"{self.name}.csv"
        )


@dataclass(frozen=True)
class Paper:
    """A document.

    Attributes:
        title: Its heading.
        lead: What it says in short, and how to read it.
        parts: In the order in which they are read.
        label: What limits it, such as “demonstration until a panel signs”.
        signs: Names of those who sign it, each with a line.
        contents: Whether to begin with the leads of all parts.
    """

    title: str
    lead: str
    parts: Sequence[Told]
    label: str = ""
    signs: Sequence[str] = ()
    contents: bool = True

    def html(self) -> str:
        """Return the document as one HTML page, made for a screen and for print; it needs no network."""
        label = f"<p><b>{escape(self.label)}</b></p>" if self.label else ""
        short = "".join(
            f'<li><a href="#{escape(part.name)}"><b>{escape(part.title)}</b></a><br>{safe(part.lead)}</li>'
            for part in self.parts
        )
        sections = "".join(
            f'<div id="{escape(part.name)}">{block(part.title, _inside(part))}</div>' for part in self.parts
        )
        contents = f"<ul>{short}</ul>" if self.contents else ""
        names = "".join(f"<li>{safe(name)}</li>" for name in self.signs)
        signs = f'<ul class="sign">{names}</ul>' if names else ""
        body = (
            f'<main class="cohort"><h1>{escape(self.title)}</h1><p class="lead">{escape(self.lead)}</p>'
            f"{label}{contents}{sections}{signs}</main>"
        )
        return page(self.title, body, css=paper_css())


def paper_css() -> str:
    """Return the styles of a document: the cohort report's own, with bars and lines to sign on."""
    report = files("practicum.grading.report").joinpath("report.css").read_text(encoding="utf-8")
    return report + files(__package__).joinpath("paper.css").read_text(encoding="utf-8")


def _inside(part: Told) -> str:
    note = f'<p class="small">{escape(part.note)}</p>' if part.note else ""
    shown = table(part.heads, part.shown, part.numbers) if part.shown else ""
    return f"<p>{safe(part.lead)}</p>{note}{_bars(part)}{shown}"


def _bars(part: Told) -> str:
    """Return the bars; hidden from screen readers, who have the same figures in words."""
    if not part.bars:
        return ""
    longest = max(value for _label, value in part.bars) or 1
    rows = "".join(
        f'<li><span>{safe(label)}</span><i style="--v:{100 * value / longest:.1f}"></i>'
        f'<b class="num">{value:g}</b></li>'
        for label, value in part.bars
    )
    return f'<ol class="bars" aria-hidden="true">{rows}</ol>'
