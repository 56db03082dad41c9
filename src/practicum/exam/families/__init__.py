"""Families of practical tasks: ordinary exercises and drills, of which each candidate gets a draw.

- `family` reads them from a bank.
- `tables` makes the tables of a draw, and says which of them a candidate gets.
- `draws` says which draw a candidate gets, and when one is not fit to be given.
- `compare` says how hard a draw is, by players who always go the same way.
"""

from practicum.exam.families.compare import PLAYERS, Spread, comparability, difficulty
from practicum.exam.families.draws import Draw, draw, unfit
from practicum.exam.families.family import (
    Bound,
    Critical,
    Family,
    Handed,
    families_in,
    family_of,
    read_families,
)
from practicum.exam.families.tables import FamilyTables, family_tables, handed_out

__all__ = [
    "PLAYERS",
    "Bound",
    "Critical",
    "Draw",
    "Family",
    "FamilyTables",
    "Handed",
    "Spread",
    "comparability",
    "difficulty",
    "draw",
    "families_in",
    "family_of",
    "family_tables",
    "handed_out",
    "read_families",
    "unfit",
]
