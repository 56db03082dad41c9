"""How hard are the families of practical tasks, and how far does that move between candidates?

For each family: the share of draws that are fit to be given, and what each standard player earns by rules on
the hardest, the middle and the easiest draw. Persons who make one of the named mistakes are shown together,
and beside them people with a habit: who go the same wrong way in every answer that has it.

    python bench/exam_families.py [draws to check for fitness] [draws to measure difficulty on]
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from practicum.exam.families import (
    Draw,
    comparability,
    difficulty,
    family_tables,
    read_families,
    unfit,
)

if TYPE_CHECKING:
    from practicum.exam.families import Family

BANK = Path(__file__).parents[1] / "exam" / "demo-bank"
FIRST = 5_000


def habits(family: Family, earned: dict[str, float]) -> dict[str, float]:
    """Return what people earn by rules who go the same named wrong way in two answers or more."""
    lost: dict[str, list[float]] = defaultdict(list)
    for one in family.exercises.values():
        for name in one.mistakes:
            lost[name].append(1 - earned[f"{one.id} {name}"])
    return {name: 1 - sum(parts) for name, parts in lost.items() if len(parts) > 1}


def show(family: Family, fitness: int, measured: int) -> None:
    """Print the figures of one family."""
    start = time.perf_counter()
    seeds = [seed for seed in range(FIRST, FIRST + fitness) if not unfit(family, seed)]
    share = len(seeds) / fitness
    print(f"\n{family.id} ({family.about.block}, {family.points:g} points, {family.about.minutes} minutes)")  # noqa: T201
    each = 1000 * (time.perf_counter() - start) / fitness
    print(f"  fit: {share:.1%} of {fitness} draws, {each:.0f} ms each")  # noqa: T201
    fit = [Draw(family.id, seed) for seed in seeds[:measured]]
    rows = comparability(family, fit)
    plain = [row for row in rows if family.scenario or row.player in {"perfect", "blank"}]
    for row in plain:
        print(f"  {row.player:32} {row.least:.3f}  {row.middle:.3f}  {row.most:.3f}")  # noqa: T201
    if family.scenario:
        return
    faulty = [row for row in rows if row not in plain]
    widest = max(faulty, key=lambda row: row.most - row.least)
    middles = [row.middle for row in faulty]
    print(f"  {len(faulty)} people, one mistake each: from {min(middles):.3f} to {max(middles):.3f}")  # noqa: T201
    print(f"  widest spread between draws: {widest.most - widest.least:.3f} ({widest.player})")  # noqa: T201
    for name, earned in sorted(habits(family, difficulty(family, fit[0])).items()):
        print(f"  habit: {name:26} {earned:.3f}")  # noqa: T201
    tables = [family_tables(family, draw.seed) for draw in fit]
    for name, bound in family.bounds.items():
        values = [bound.figure(one) for one in tables]
        print(  # noqa: T201
            f"  bound: {name}: {min(values):.3g} / {median(values):.3g} / {max(values):.3g}"
            f" within {bound.least:g} to {bound.most:g}"
        )


def main(fitness: int = 500, measured: int = 25) -> None:
    """Print the figures of every family of the demonstration bank."""
    for family in read_families(BANK).values():
        show(family, fitness, measured)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
