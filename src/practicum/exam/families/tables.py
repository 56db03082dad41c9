"""The tables of a draw: those of the data room and, before them, those that a family makes from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from practicum.data import Tables
from practicum.data.package import csv_bytes

if TYPE_CHECKING:
    import pandas as pd

    from practicum.exam.families.family import Family


class FamilyTables(Mapping[str, "pd.DataFrame"]):
    """All tables of one draw of a family, each made when it is first asked for.

    A table that the family makes hides one of the same name in the data room.

    Attributes:
        seed: What they are made with.
    """

    def __init__(self, family: Family, seed: int) -> None:
        self.seed = seed
        self._room = Tables(seed)
        self._makers = family.makers
        self._made: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._makers:
            return self._room[name]
        if name not in self._made:
            self._made[name] = self._makers[name](self._room)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._makers, *self._room)))

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __repr__(self) -> str:
        return f"FamilyTables(seed={self.seed!r})"


def family_tables(family: Family, seed: int) -> FamilyTables:
    """Return the tables of a draw, by name: what its exercises are marked with.

    Args:
        family: What is drawn from.
        seed: The seed of the draw.
    """
    return FamilyTables(family, seed)


def handed_out(family: Family, seed: int) -> dict[str, str]:
    """Return what a candidate gets of a draw: the tables that its exercises name, as CSV by name.

    Args:
        family: What is drawn from.
        seed: The seed of the draw.
    """
    tables = family_tables(family, seed)
    return {name: csv_bytes(tables[name]).decode("utf-8") for name in family.tables}
