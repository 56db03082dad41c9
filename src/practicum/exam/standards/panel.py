"""A panel from its folder: sheets handed out, collected, and concluded."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from practicum.errors import PracticumError
from practicum.exam.paper_pdf import paper_pdf
from practicum.exam.psychometrics.items import items as item_statistics
from practicum.exam.psychometrics.responses import Responses, read_responses
from practicum.exam.standards.angoff import angoff
from practicum.exam.standards.borderline import read_stations
from practicum.exam.standards.hofstee import hofstee, read_bounds
from practicum.exam.standards.minutes import Panel, minutes
from practicum.exam.standards.sheets import read_folder, read_items, sheet_name, write_sheet
from practicum.exam.standards.sliders import write_notebook
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BOUNDS, STATIONS, MINUTES = "hofstee.csv", "stations.csv", "minutes"
"""Files beside the sheets: what judges can accept, what stations gave, the minutes (page and PDF)."""


def hand_out(items: Path, folder: Path, judges: Sequence[str], *, second: bool = False) -> list[Path]:
    """Write a CSV sheet and a notebook for each judge; no sheet is ever written over.

    Args:
        items: A CSV file with the columns item and stem.
        folder: Where to write, and where the sheets of the first round lie.
        judges: Their names.
        second: The second round, which shows the estimates of the first.

    Raises:
        PracticumError: A sheet is there already, two judges would share one, or the first round is
            unfinished.
    """
    stems = read_items(items)
    number = 2 if second else 1
    paths = [folder / sheet_name(judge, number) for judge in judges]
    there = [path.name for path in paths if path.exists()]
    if there or len({*paths}) < len(paths):
        raise PracticumError(
            _("These sheets would be written over: {names}.").format(
                names=", ".join(there or sorted({path.name for path in paths}))
            ),
            next_step=_("Choose another folder, or name each judge differently."),
        )
    before = [one for one in read_folder(folder) if one.round < number] if second else []
    made = []
    for judge, path in zip(judges, paths, strict=True):
        write_sheet(path, judge, number, stems, before)
        write_notebook(path.with_suffix(".ipynb"), path.name)
        made += [path, path.with_suffix(".ipynb")]
    return made


def conclude(folder: Path, responses: Path | None, form: str, day: str) -> list[str]:
    """Write the minutes of a panel and return what it concluded, line by line.

    Args:
        folder: Judge sheets; `hofstee.csv` and `stations.csv` where there are some.
        responses: Responses of candidates to the form, for the checks.
        form: Its name.
        day: The day of the meeting.

    Raises:
        PracticumError: A file cannot be used, or Hofstee's check has bounds and no responses.
    """
    sheets = read_folder(folder)
    answered = None if responses is None else read_responses(responses)
    bounds = folder / BOUNDS
    check = None
    if bounds.exists():
        if answered is None:
            raise PracticumError(
                _("{file} is there, but no responses were named to compare with.").format(file=BOUNDS),
                next_step=_("Name them with --responses, or take the file out."),
            )
        check = hofstee(read_bounds(bounds), (100 * answered.totals / len(answered.items)).tolist())
    stations = read_stations(folder / STATIONS) if (folder / STATIONS).exists() else []
    found = angoff(sheets, _facility(answered))
    panel = Panel(form, day, sheets, found, check, stations)
    paper = minutes(panel)
    path = folder / f"{MINUTES}.html"
    path.write_text(paper.html(), encoding="utf-8")
    path.with_suffix(".pdf").write_bytes(paper_pdf(paper, datetime.now(UTC)))
    lines = [
        found.sentence,
        _("That is {points} of {items} points.").format(points=f"{found.points:.1f}", items=len(found.items)),
    ]
    if check is not None:
        lines.append(check.compare(found.last.cut.value))
    lines += [_("{station}: {sentence}").format(station=one.name, sentence=one.sentence) for one in stations]
    lines += [_("Demonstration until a panel signs."), str(path), str(path.with_suffix(".pdf"))]
    return lines


def _facility(answered: Responses | None) -> dict[str, float] | None:
    if answered is None:
        return None
    return {
        one.item: one.facility.value for one in item_statistics(answered) if np.isfinite(one.facility.value)
    }
