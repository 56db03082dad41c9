"""What is right in module m03, and what each named mistake gives: plain Python over the rows of the tables.

None of the lesson's helpers, so that an error in those cannot hide here. Each mistake walks the reference's
way and takes one wrong turn.
"""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Tables = Mapping[str, Any]

ACCOUNT = "brindille"
ADULTS = 72_000
ASKED = ("fotofeed", "kurz", "linkwerk", "plaza", "quartino", "zettel")


# The survey


@dataclass(frozen=True)
class Person:
    """One answer of the survey."""

    age: str
    knows: bool
    customer: bool
    uses: frozenset[str]
    weight: float


_READ: list[tuple[Any, list[Person]]] = []  # the table read last, and its people: it is asked many questions


def people(tables: Tables) -> list[Person]:
    """Return those who answered the survey of Brindille."""
    table = tables["audience_survey"]
    if not (_READ and _READ[0][0] is table):
        own = table[table["account"] == ACCOUNT]
        names = ("age_band", "knows_us", "customer", "weight", *(f"uses_{name}" for name in ASKED))
        rows = zip(*(own[name].tolist() for name in names), strict=True)
        _READ[:] = [(table, [_person(*row) for row in rows])]
    return _READ[0][1]


def _person(age: str, knows: str, customer: str, weight: float, *uses: str) -> Person:
    used = frozenset(name for name, word in zip(ASKED, uses, strict=True) if word == "yes")
    return Person(age, knows == "yes", customer == "yes", used, weight)


def share(
    group: Iterable[Person], test: Callable[[Person], bool], *, weigh: Callable[[Person], float]
) -> float:
    """Return the share of a group that passes a test, in percent."""
    rows = [(weigh(one), test(one)) for one in group]
    return 100 * math.fsum(weight for weight, yes in rows if yes) / math.fsum(weight for weight, _ in rows)


def by_weight(one: Person) -> float:
    """Let an answer count for as many people as it stands for."""
    return one.weight


def by_head(_one: Person) -> float:
    """Let each answer count once, the mistake."""
    return 1.0


_FOUND: list[tuple[Any, dict[str, float]]] = []


def reached(tables: Tables, platform: str) -> float:
    """Return the share of the target that uses a platform, in percent; asked often, computed once."""
    table = tables["audience_survey"]
    if not (_FOUND and _FOUND[0][0] is table):
        target = [one for one in people(tables) if is_target(one)]
        shares = {name: share(target, lambda p, name=name: name in p.uses, weigh=by_weight) for name in ASKED}
        _FOUND[:] = [(table, shares)]
    return _FOUND[0][1][platform]


# m03-1: objectives and their baselines


def baselines(
    tables: Tables, *, weigh: Callable[[Person], float] = by_weight, last: str = "2026-03-24"
) -> dict[str, float]:
    """Return the three baselines: known, kept and buyers."""
    young = [one for one in people(tables) if one.age == "25-39"]
    return {
        "known": share(young, lambda one: one.knows, weigh=weigh),
        "kept": kept(tables, last=last),
        "buyers": share(met(tables), lambda one: one.customer, weigh=weigh),
    }


def met(tables: Tables) -> list[Person]:
    """Return people who use Fotofeed and know the house."""
    return [one for one in people(tables) if "fotofeed" in one.uses and one.knows]


def buyers_of_all(tables: Tables) -> float:
    """Divide by all who use Fotofeed, the mistake."""
    users = [one for one in people(tables) if "fotofeed" in one.uses]
    return share(users, lambda one: one.customer, weigh=by_weight)


@dataclass(frozen=True)
class Day:
    """Followers of one day on one platform."""

    date: str
    platform: str
    followers: int
    won: int
    left: int


_DAYS: list[tuple[Any, list[Day]]] = []


def days(tables: Tables) -> list[Day]:
    """Return the house's followers from 31 December 2025."""
    table = tables["followers_daily"]
    if not (_DAYS and _DAYS[0][0] is table):
        rows = table[(table["account"] == ACCOUNT) & (table["date"] >= "2025-12-31")]
        names = ("date", "platform", "followers", "gained", "lost")
        _DAYS[:] = [
            (table, [Day(*row) for row in zip(*(rows[name].tolist() for name in names), strict=True)])
        ]
    return _DAYS[0][1]


def kept(tables: Tables, *, last: str = "2026-03-24", platforms: tuple[str, ...] = ("Fotofeed",)) -> float:
    """Return followers kept for every 100 won, from 31 December 2025 to `last`."""
    rows = [day for day in days(tables) if day.date <= last and day.platform in platforms]
    won, left = sum(day.won for day in rows), sum(day.left for day in rows)
    return 100 * (won - left) / won


def level(tables: Tables) -> int:
    """Return the followers on Fotofeed on 24 March 2026: the vanity figure."""
    (found,) = (day for day in days(tables) if (day.date, day.platform) == ("2026-03-24", "Fotofeed"))
    return found.followers


def objectives(tables: Tables, **changed: object) -> bytes:
    """Return a file of three objectives; `changed` replaces a column's cell in its second row."""
    found = baselines(tables)
    rows = [
        {
            "metric": name,
            "baseline": f"{found[name]:.1f}",
            "baseline_source": table,
            "target": f"{found[name] + step:.1f}",
            "date": day,
            "owner": owner,
        }
        for name, table, step, day, owner in (
            ("known", "audience_survey", 6, "2027-02-26", "Maëlle"),
            ("kept", "followers_daily", 6, "2026-10-08", "Marta"),
            ("buyers", "audience_survey", 5, "2027-02-26", "Tommaso"),
        )
    ]
    rows[1] |= {name: str(value) for name, value in changed.items()}
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    return ("\n".join(lines) + "\n").encode()


# m03-2: overlap and cost

EUROS = {"fotofeed": 420, "plaza": 240}
TARGET_AGES = ("25-39", "40-54")


def is_target(one: Person) -> bool:
    """Say whether a person belongs to the target: 25 to 54 and not a customer yet."""
    return one.age in TARGET_AGES and not one.customer


def reach(
    tables: Tables,
    *,
    weigh: Callable[[Person], float] = by_weight,
    target: Callable[[Person], bool] = is_target,
    added_up: bool = False,
) -> dict[str, float]:
    """Return the size of the target, the overlap of two platforms, and what a hundred people cost."""
    everyone = people(tables)
    group = [one for one in everyone if target(one)]
    size = share(everyone, target, weigh=weigh)
    one, other = (share(group, lambda person, name=name: name in person.uses, weigh=weigh) for name in EUROS)
    both = share(group, lambda person: person.uses >= EUROS.keys(), weigh=weigh)
    either = one + other if added_up else one + other - both
    hundreds = ADULTS * size / 100 / 100  # of people in the target
    return {
        "target": size,
        "both": both,
        "either": either,
        "cost": sum(EUROS.values()) / (hundreds * either / 100),
        "added": EUROS["fotofeed"] / (hundreds * (either - other) / 100),
    }


# m03-3: the matrix


@dataclass(frozen=True)
class Effort:
    """One option: what it takes, and how well it fits."""

    hours: float
    euros: float
    fit: float


EFFORTS = {
    "fotofeed": Effort(3, 420, 5),
    "kurz": Effort(6, 100, 5),
    "linkwerk": Effort(2, 40, 2),
    "plaza": Effort(5, 240, 3),
    "quartino": Effort(4.5, 90, 5),
    "zettel": Effort(2.5, 30, 2),
}
HOURS, MONEY = 5, 300
POINTS = {"reach": 6, "growth": 4, "fit": 6, "hours": 3}


def broken(name: str) -> bool:
    """Say whether an option breaks a hard constraint."""
    return EFFORTS[name].hours > HOURS or EFFORTS[name].euros > MONEY


def _on_one_scale(values: dict[str, float]) -> dict[str, float]:
    low, high = min(values.values()), max(values.values())
    return {name: 100 * (value - low) / (high - low) for name, value in values.items()}


ALLOWED = tuple(name for name in EFFORTS if not broken(name))


def matrix(  # noqa: PLR0913 - each is one wrong turn
    tables: Tables,
    *,
    out: tuple[str, ...] = tuple(name for name in EFFORTS if broken(name)),
    points: Mapping[str, float] = POINTS,
    scaled: bool = True,
    scaled_over: tuple[str, ...] = tuple(EFFORTS),
    fewer_hours: bool = True,
    shared_out: bool = True,
    last: str = "2026-02",
) -> dict[str, object]:
    """Return the winner, its score and its lead over the second."""
    table = {
        "reach": {name: reached(tables, name) for name in scaled_over},
        "growth": {name: yearly(tables, name.capitalize(), last) for name in scaled_over},
        "fit": {name: EFFORTS[name].fit for name in scaled_over},
        "hours": {name: (-1 if fewer_hours else 1) * EFFORTS[name].hours for name in scaled_over},
    }
    if scaled:
        table = {criterion: _on_one_scale(values) for criterion, values in table.items()}
    whole = sum(points.values()) if shared_out else 100
    scores = {name: sum(points[one] * table[one][name] for one in points) / whole for name in scaled_over}
    ranked = sorted((name for name in scores if name not in out), key=lambda name: -scores[name])
    return {
        "winner": ranked[0],
        "score": scores[ranked[0]],
        "lead": scores[ranked[0]] - scores[ranked[1]],
    }


# m03-4: life cycles

CURVES = (
    *("Farandole", "Glimmo", "Kurz", "Linkwerk", "Parloir"),
    *("Pentola", "Quartino", "Scaparo", "Stammtisch", "Zettel"),
)
NUMBERED = ("Farandole", "Pentola", "Stammtisch")
YOUNG, STEADY = 24, 5.0
_LIVES: list[tuple[Any, dict[str, dict[str, tuple[float, bool]]]]] = []


def lives(tables: Tables) -> dict[str, dict[str, tuple[float, bool]]]:
    """Return users and completeness by platform and month."""
    table = tables["platforms_monthly"]
    if not (_LIVES and _LIVES[0][0] is table):
        found: dict[str, dict[str, tuple[float, bool]]] = {}
        names = ("platform", "month", "active_users", "complete")
        for platform, month, users, complete in zip(*(table[name].tolist() for name in names), strict=True):
            found.setdefault(platform, {})[month] = (users, complete == "yes")
        _LIVES[:] = [(table, found)]
    return _LIVES[0][1]


def earlier(month: str, back: int) -> str:
    """Return the month so many months before."""
    count = int(month[:4]) * 12 + int(month[5:]) - 1 - back
    return f"{count // 12}-{count % 12 + 1:02d}"


def yearly(tables: Tables, platform: str, last: str = "2026-02", back: int = 12) -> float:
    """Return the change of a month against the same month a year before, in percent."""
    life = lives(tables)[platform]
    return 100 * (life[last][0] / life[earlier(last, back)][0] - 1)


def stages(tables: Tables, *, last: str = "2026-02", back: int = 12, young: int = YOUNG) -> dict[str, object]:
    """Return the stage of each of the ten, and three yearly changes."""
    found: dict[str, object] = {}
    for platform in CURVES:
        complete = sum(whole for _users, whole in lives(tables)[platform].values())
        change = yearly(tables, platform, last, back)
        if complete < young:
            stage = "emergence"
        else:
            stage = "growth" if change > STEADY else "decline" if change < -STEADY else "plateau"
        found[platform.lower()] = stage
    return found | {f"{name.lower()}-change": yearly(tables, name, last, back) for name in NUMBERED}
