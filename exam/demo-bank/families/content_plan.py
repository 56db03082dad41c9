"""The plan of a content task: twelve entries, five with a fault each, three that look faulty and are not."""

# ruff: noqa: INP001 - run by path from content.py, not a package
from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pandas as pd

from practicum.data.draws import Draws
from practicum.marking import Exercise, Mistake, Set

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

ENTRIES = tuple(f"e{number:02d}" for number in range(1, 13))
FAULTS = ("pause", "notice", "owner", "approved", "consent")
PEOPLE = ("people, all have agreed", "people, nobody asked yet")
QUESTION = """Open the table `plan`: the twelve entries that {maker} left for the fortnight. Look at them
with the house rules of the letter. **Which entries may not go out as they stand?** Choose
all of them. Each entry that you name wrongly takes away one that you found."""


def plan(house: Any) -> Callable[[Any], pd.DataFrame]:
    """Return what makes the plan of a draw: entries in order of their days, each fault on one of them."""

    def made(room: Any) -> pd.DataFrame:
        draws = Draws(room.seed, f"{house.id}/plan")
        slots = [(day, network) for day in house.days for network in house.networks]
        dealt = [slots[place] for place in draws.order(len(slots))[: len(ENTRIES)].tolist()]
        rows = [_clean(house, draws, title, *slot) for title, slot in zip(house.titles, dealt, strict=True)]
        order = draws.order(len(rows) - 3).tolist()  # the last three only look faulty
        for fault, place in zip(FAULTS, order, strict=False):
            rows[place].update(_fault(house, fault, draws, rows[place]))
        rows[-2].update(paid_by=house.payers[1], notice="yes")
        rows[-1].update(picture=PEOPLE[0])
        frame = pd.DataFrame(rows).sort_values(["date", "time", "title"], ignore_index=True)
        frame.insert(0, "entry", ENTRIES)
        return frame

    return made


def _clean(house: Any, draws: Draws, title: str, day: date, network: str) -> dict[str, str]:
    def one(items: Sequence[Any]) -> Any:
        return items[int(draws.uniform(1)[0] * len(items))]

    return {
        "date": day.isoformat(),
        "time": one(house.hours),
        "network": network,
        "title": title,
        "paid_by": "",
        "notice": "",
        "owner": one(house.owners),
        "approved": (day - timedelta(days=one((1, 2, 3)))).isoformat(),
        "picture": one(("no people", "no people", PEOPLE[0])),
    }


def _fault(house: Any, fault: str, draws: Draws, row: Mapping[str, str]) -> dict[str, str]:
    if fault == "pause":
        day = house.pause[int(draws.uniform(1)[0] * len(house.pause))]
        return {"date": day.isoformat(), "approved": (house.pause[0] - timedelta(days=3)).isoformat()}
    if fault == "notice":
        return {"paid_by": house.payers[0]}
    if fault == "owner":
        return {"owner": ""}
    if fault == "approved":
        return {"approved": row["date"]}
    return {"picture": PEOPLE[1]}


def faulty(house: Any, table: pd.DataFrame, fault: str) -> list[str]:
    """Return the entries of a plan that have a fault."""
    found = {
        "pause": table["date"].isin([day.isoformat() for day in house.pause]),
        "notice": (table["paid_by"] != "") & (table["notice"] == ""),
        "owner": table["owner"] == "",
        "approved": table["approved"] >= table["date"],
        "consent": table["picture"] == PEOPLE[1],
    }[fault]
    return [str(entry) for entry in table.loc[found, "entry"]]


def check(house: Any) -> Exercise:
    """Return the exercise on the plan: which entries have a fault."""

    def held(tables: Any, *, without: str = "", paid: bool = False) -> list[str]:
        table = tables["plan"]
        entries = {entry for fault in FAULTS if fault != without for entry in faulty(house, table, fault)}
        return sorted(entries | (set(table.loc[table["paid_by"] != "", "entry"]) if paid else set()))

    def overlooked(fault: str, hint: str) -> Mistake:
        return Mistake(lambda tables: held(tables, without=fault), hint=hint)

    return Exercise(
        id=f"{house.id}-check",
        title="What may not go out as it stands",
        competence="B3",
        points=2,
        kind=Set(options={entry: entry for entry in ENTRIES}),
        question=QUESTION.format(maker=house.owners[0]),
        reference=held,
        mistakes={
            "the pause overlooked": overlooked(
                "pause", "An entry stands on a day on which nothing goes out."
            ),
            "paid and not said": overlooked(
                "notice", "Somebody pays for an entry, and nothing in it says so."
            ),
            "nobody asked": overlooked("consent", "A picture shows people whom nobody has asked."),
            "approved on the day": overlooked(
                "approved",
                "An entry was approved on its own day; the rule says the day before at the latest.",
            ),
            "nobody's entry": overlooked(
                "owner", "An entry has no owner: nobody is there when people answer."
            ),
            "whatever is paid is wrong": Mistake(
                lambda tables: held(tables, paid=True),
                hint="Being paid is allowed, as long as it is said. One of the paid entries says it.",
            ),
        },
        tables=("plan",),
    )
