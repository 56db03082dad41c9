"""Ten invented judges who set the cut of a form in two rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.exam.standards.panel import hand_out
from practicum.exam.standards.sheets import fill, read_folder, sheet_name
from practicum.look.sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from random import Random

    from practicum.marking import Exercise

JUDGES = (
    "Ada Brunet", "Bilal Sarr", "Clara Monti", "Denis Okoro", "Elsa Lindqvist",
    "Farid Benali", "Gaia Russo", "Hugo Tessier", "Irene Costa", "Jonas Weber",
)  # fmt: skip
_SEVERITY, _NOISE = 5.0, 9.0  # standard deviations, in points of a hundred
_HEARD = 0.6  # how far a judge moves towards the panel after the discussion


def set_cut(
    folder: Path, asked: Mapping[str, Exercise], facilities: Mapping[str, float], chance: Random
) -> None:
    """Hand sheets out, have them filled in, talk, and fill in the second ones.

    Args:
        folder: Where the sheets shall lie.
        asked: The questions that count, by place.
        facilities: By place, the share of borderline candidates who truly solve it, 0 to 1.
        chance: Draws how strict each judge is, and how far each errs.
    """
    folder.mkdir(parents=True)
    items = folder / "items.csv"
    items.write_text(
        sheet(("item", "stem"), [(name, one.question) for name, one in asked.items()]), encoding="utf-8"
    )
    severity = {judge: chance.gauss(0, _SEVERITY) for judge in JUDGES}
    hand_out(items, folder, JUDGES)
    for judge in JUDGES:
        for name, facility in facilities.items():
            guess = 100 * facility - severity[judge] + chance.gauss(0, _NOISE)
            fill(folder / sheet_name(judge, 1), name, _held(guess))
    first = {one.judge: one for one in read_folder(folder)}
    hand_out(items, folder, JUDGES, second=True)
    for name in facilities:
        said = {judge: first[judge].estimates[name].percent or 0.0 for judge in JUDGES}
        panel = sum(said.values()) / len(said)
        for judge, own in said.items():
            fill(folder / sheet_name(judge, 2), name, _held(own + _HEARD * (panel - own)))


def _held(percent: float) -> float:
    return float(round(min(98.0, max(5.0, percent))))
