"""What the families of the block P-A share: reading tables, eight places, two groups compared.

Each family has its own tables and its own questions about them. Places 1, 2 and 4 ask about a table that has
to be cleaned first, the others about one that is clean: who cleans badly can still show the rest.
"""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import pandas as pd

from practicum.marking import Choice, Exercise, Mistake, Number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SHOP = "brindille"  # the house whose table is clean
PARIS = ZoneInfo("Europe/Paris")

UTC_KEPT = "Your hours are in UTC. Paris is one hour ahead in winter and two in summer."
"""Why the hours of place 4 are wrong when nobody turned the clock."""


# Tables


def stamp(column: pd.Series) -> pd.Series:
    """Return times in the form that a spreadsheet reads; empty where there is none."""
    return column.fillna("").str.replace("T", " ").str.slice(0, 16)


def in_paris(column: pd.Series) -> pd.Series:
    """Return written times as times in Paris."""
    return pd.to_datetime(column, utc=True).dt.tz_convert(str(PARIS))


def as_card(rows: Mapping[str, str]) -> pd.DataFrame:
    """Return the card: what differs in the questions from candidate to candidate."""
    return pd.DataFrame({"what": rows.keys(), "yours": rows.values()})


def yours(tables: Any) -> dict[str, str]:
    """Return the card by what each row says."""
    table = tables["card"]
    return dict(zip(table["what"], table["yours"], strict=True))


def hours(tables: Any) -> tuple[int, int]:
    """Return the first and the last hour of the card."""
    said = yours(tables)
    return int(said["from"].partition(":")[0]), int(said["to"].partition(":")[0])


_READ: dict[str, tuple[Any, list[Any]]] = {}  # of each name the table read last: it is asked much


def rows_of(tables: Any, name: str, one: Callable[[Any], Any]) -> list[Any]:
    """Return the rows of a table, each as `one` reads it."""
    table = tables[name]
    if name not in _READ or _READ[name][0] is not table:
        _READ[name] = (table, [one(row) for row in table.itertuples()])
    return _READ[name][1]


# Two groups


class Group(NamedTuple):
    """What a group is compared by: the mean of its members, their variance, and how many they are."""

    mean: float
    variance: float
    size: int


@dataclass(frozen=True)
class Compared:
    """The groups A and B of the card, and what each named mistake makes of them."""

    a: Group
    b: Group

    @property
    def difference(self) -> float:
        """The mean of A minus that of B."""
        return self.a.mean - self.b.mean

    @property
    def doubt(self) -> float:
        """Twice the standard error of the difference."""
        return 2 * math.sqrt(self.a.variance / self.a.size + self.b.variance / self.b.size)

    @property
    def verdict(self) -> str:
        """What the range allows to say."""
        return "open" if abs(self.difference) <= self.doubt else self._sign

    @property
    def misread(self) -> str:
        """What somebody says who takes a range that holds zero for one that does not, and the reverse."""
        return "open" if self.verdict != "open" else self._sign

    @property
    def _sign(self) -> str:
        return "better" if self.difference > 0 else "worse"

    @property
    def smaller(self) -> int:
        """How many members the smaller group has."""
        return min(self.a.size, self.b.size)

    @property
    def in_percent(self) -> float:
        """By how many percent A lies above B."""
        return 100 * (self.a.mean / self.b.mean - 1)

    @property
    def deviations(self) -> float:
        """Twice the deviation of the members: how far they lie apart, not how sure a mean is."""
        return 2 * math.sqrt(self.a.variance + self.b.variance)

    @property
    def added(self) -> float:
        """The two standard errors added up instead of their squares."""
        return 2 * sum(math.sqrt(group.variance / group.size) for group in (self.a, self.b))


# Questions


class Place(NamedTuple):
    """One of the eight places of the block."""

    competence: str
    points: float
    raw: bool = False


PLACES = {
    1: Place("H2", 1.5, raw=True),
    2: Place("H2", 1.5, raw=True),
    3: Place("H3", 2),
    4: Place("H2", 2, raw=True),
    5: Place("H4", 2),
    6: Place("H4", 2),
    7: Place("H4", 1),
}


@dataclass(frozen=True)
class Tasks:
    """The questions of a family.

    Attributes:
        id: Its id.
        raw: Name of its table that has to be cleaned; the clean one is called `shop`.
        money: Competence of its last question, which asks for a price.
        compared: Compares the groups of the card.
    """

    id: str
    raw: str
    money: str
    compared: Callable[[Any], Compared]

    def ask(self, number: int, **own: Any) -> Exercise:
        """Return the question of a place; what is the family's own is given by name, as for an exercise."""
        place = PLACES.get(number, Place(self.money, 2))
        return Exercise(
            id=f"{self.id}-{number}",
            competence=place.competence,
            points=place.points,
            tables=(self.raw if place.raw else "shop", "card"),
            **own,
        )

    def difference(self, title: str, question: str, tolerance: float) -> Exercise:
        """Return place 5: the mean of A minus that of B."""
        return self.ask(
            5,
            title=title,
            kind=Number(unit="percentage points", tolerance=tolerance),
            question=question,
            reference=lambda tables: self.compared(tables).difference,
            mistakes={
                "sign turned": Mistake(
                    lambda tables: -self.compared(tables).difference,
                    hint="You took A away from B.",
                    credit=0.5,
                ),
                "percent instead of points": Mistake(
                    lambda tables: self.compared(tables).in_percent,
                    hint="You said by how many percent A is higher than B. The question asks for A minus B.",
                ),
                "parts of one": Mistake(
                    lambda tables: self.compared(tables).difference / 100,
                    hint="These are parts of one. Percentage points are a hundred times that.",
                    credit=0.5,
                ),
            },
        )

    def doubt(self, question: str, tolerance: float, undivided: str) -> Exercise:
        """Return place 6: twice the standard error; `undivided` says what who never divides has missed."""
        return self.ask(
            6,
            title="How far this could move",
            kind=Number(unit="percentage points", tolerance=tolerance),
            question=question,
            reference=lambda tables: self.compared(tables).doubt,
            mistakes={
                "one standard error": Mistake(
                    lambda tables: self.compared(tables).doubt / 2,
                    hint="This is one standard error: take it twice.",
                ),
                "deviation instead of error": Mistake(
                    lambda tables: self.compared(tables).deviations, hint=undivided
                ),
                "errors added up": Mistake(
                    lambda tables: self.compared(tables).added,
                    hint="Add the two squared errors, then take the root: the errors themselves do not add"
                    " up.",
                ),
                "whole range": Mistake(
                    lambda tables: 2 * self.compared(tables).doubt,
                    hint="This is the width of the whole range. One side of it was asked for.",
                    credit=0.5,
                ),
            },
        )

    def verdict(self, title: str, question: str, options: Mapping[str, str]) -> Exercise:
        """Return place 7: whether A is better, worse, the same, or the data leave it open."""
        return self.ask(
            7,
            title=title,
            kind=Choice(options=options),
            question=question,
            reference=lambda tables: self.compared(tables).verdict,
            mistakes={
                "range misread": Mistake(
                    lambda tables: self.compared(tables).misread,
                    hint="A range that holds zero leaves the sign open. One that does not hold it settles the"
                    " sign.",
                ),
                "open means equal": Mistake(
                    lambda _tables: "same",
                    hint="Not to know is not the same as to know that there is no difference.",
                ),
                "sign turned": Mistake(
                    lambda tables: "better" if self.compared(tables).difference < 0 else "worse",
                    hint="You have A and B the other way round.",
                ),
            },
        )
