"""The statistics of a sitting as a document that needs no network, and as CSV files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.exam.paper import Paper
from practicum.exam.psychometrics.tables import told
from practicum.i18n import _
from practicum.look.sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from practicum.exam.paper import Told
    from practicum.exam.psychometrics.report import Statistics


def statistics_paper(found: Statistics, title: str) -> Paper:
    """Return the statistics as a document."""
    how = _(
        "Every value stands with its 95 % interval. Where too few candidates came, no judgement is made."
        " Statistics point at questions; people decide."
    )
    return Paper(title, how, told(found))


def write_report(found: Statistics, folder: Path, title: str) -> list[Path]:
    """Write the page and one CSV file for each table, and return their paths."""
    paper = statistics_paper(found, title)
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / "statistics.html"
    page.write_text(paper.html(), encoding="utf-8")
    return [page, *write_tables(paper.parts, folder)]


def write_tables(parts: Iterable[Told], folder: Path) -> list[Path]:
    """Write one CSV file for each part that has a table, and return their paths."""
    written = []
    for part in parts:
        if part.rows:
            path = folder / f"{part.name}.csv"
            path.write_text(sheet(part.heads, part.rows), encoding="utf-8", newline="")
            written.append(path)
    return written
