"""The statistics of a sitting as a page that needs no network, and as CSV files."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from practicum.exam.psychometrics.tables import Told, told
from practicum.grading.report.parts import block, table
from practicum.i18n import _
from practicum.look import escape, page
from practicum.look.sheet import sheet

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.exam.psychometrics.report import Statistics

_LONG = 200


def statistics_page(found: Statistics, title: str) -> str:
    """Return the page as one HTML document, made for a screen and for print."""
    parts = told(found)
    how = _(
        "Every value stands with its 95 % interval. Where too few candidates came, no judgement is made."
        " Statistics point at questions; people decide."
    )
    summary = "".join(f"<li><b>{escape(part.title)}</b><br>{escape(part.lead)}</li>" for part in parts)
    body = (
        f'<main class="cohort"><h1>{escape(title)}</h1><p class="lead">{escape(how)}</p>'
        f"<ul>{summary}</ul>{''.join(_part(part) for part in parts)}</main>"
    )
    return page(title, body, css=report_css())


def report_css() -> str:
    """Return the styles of a report: the cohort report's own."""
    return files("practicum.grading.report").joinpath("report.css").read_text(encoding="utf-8")


def _part(part: Told) -> str:
    """Return one section; of a long table the rows that need a person, the rest stands in its CSV file."""
    rows = list(part.rows)
    said = ""
    if len(rows) > _LONG:
        rows = [rows[n] for n in sorted(part.marked)][:_LONG]
        said = _("The table has {n} rows; those that need a person are shown, all stand in {file}.").format(
            n=len(part.rows), file=f"{part.name}.csv"
        )
    shown = table(part.heads, rows, part.numbers) if rows else ""
    return block(part.title, f"<p>{escape(part.lead)}</p><p class='small'>{escape(said)}</p>{shown}")


def write_report(found: Statistics, folder: Path, title: str) -> list[Path]:
    """Write the page and one CSV file for each table, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [folder / "statistics.html"]
    written[0].write_text(statistics_page(found, title), encoding="utf-8")
    for part in told(found):
        if part.rows:
            path = folder / f"{part.name}.csv"
            path.write_text(sheet(part.heads, part.rows), encoding="utf-8", newline="")
            written.append(path)
    return written
