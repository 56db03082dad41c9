"""How hard a draw is: what players earn on it who always go the same way.

The same player earns the same on draws that are equally hard. For tasks on data the players are the personas:
one makes no mistake, each other makes one of the named ones. For drills they are the policies.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from practicum.drill import play, score
from practicum.exam.families.tables import family_tables
from practicum.marking import MISSING, mark, personas

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from practicum.drill import Scenario
    from practicum.exam.families.draws import Draw
    from practicum.exam.families.family import Family
    from practicum.exam.families.tables import FamilyTables
    from practicum.marking import Exercise, Persona

PLAYERS = ("reference", "apprentice", "hasty", "silent")
"""Policies that play a drill to say how hard it is."""


@dataclass(frozen=True)
class Spread:
    """What one standard player earned on several draws, each as a share of the points, 0 to 1.

    Attributes:
        player: Name of the persona or policy.
        least: On the hardest draw.
        middle: The median.
        most: On the easiest draw.
    """

    player: str
    least: float
    middle: float
    most: float


def difficulty(family: Family, draw: Draw) -> dict[str, float]:
    """Return what each standard player earns on a draw by rules, as a share of the points, 0 to 1."""
    if family.scenario is not None:
        return {player: _played(family.scenario, draw, player) for player in PLAYERS}
    tables = family_tables(family, draw.seed)
    asked = list(family.exercises.values())
    return {one.name: _answered(asked, one, tables) for one in personas(asked, tables)}


def comparability(family: Family, draws: Iterable[Draw]) -> list[Spread]:
    """Return how far each standard player's marks lie apart between draws: shown, not equated."""
    rows = [difficulty(family, draw) for draw in draws]
    return [_spread(player, [row[player] for row in rows]) for player in (rows[0] if rows else ())]


def _spread(player: str, earned: Sequence[float]) -> Spread:
    return Spread(player, min(earned), median(earned), max(earned))


def _played(scenario: Scenario, draw: Draw, player: str) -> float:
    decisions = play(scenario, draw.drill_seed, player)
    return float(score(scenario, draw.drill_seed, decisions).total) / 100


def _answered(asked: Sequence[Exercise], person: Persona, tables: FamilyTables) -> float:
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file, content in person.files.items():
            (folder / file).write_bytes(content)
        earned = sum(
            mark(one, person.answers.get(one.id, MISSING), tables, folder=folder).points for one in asked
        )
    return earned / sum(one.points for one in asked)
