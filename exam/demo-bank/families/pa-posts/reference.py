"""What is right in pa-posts, and what each named mistake gives: plain Python over the rows of the table."""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

import math
import statistics
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practicum.data.draws import Draws
from practicum.marking.definitions import import_definitions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

tasks = import_definitions(Path(__file__).resolve().parent.with_name("data_tasks.py"))

HOUSE, SETTLED = "rivage", "2026-03-24"
COLUMNS = (
    *("post_id", "platform", "published_at", "format", "status", "reach", "impressions", "reactions"),
    *("comments", "shares", "sponsored", "cost", "exported_on"),
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Weekday, first hour and last hour: three habits of this house that stand late enough for the clock to
# matter.
SLOTS = (("Wednesday", 18, 20), ("Thursday", 21, 23), ("Sunday", 11, 13))
# Platform and two formats: some pairs differ clearly, some do not, and the order decides the sign.
PAIRS = (
    *(("Fotofeed", "carousel", "photo"), ("Fotofeed", "photo", "carousel")),
    *(("Fotofeed", "photo", "clip"), ("Fotofeed", "clip", "photo")),
    *(("Plaza", "photo", "link"), ("Plaza", "link", "photo")),
)


# What the family makes of the tables of the data room


def posts(tables: Any) -> pd.DataFrame:
    """Return the export of one house, times in the form that a spreadsheet reads."""
    table = tables["posts"]
    own = table.loc[table["account"] == HOUSE, list(COLUMNS)].reset_index(drop=True)
    return own.assign(published_at=tasks.stamp(own["published_at"])).rename(
        columns={"published_at": "published_utc"}
    )


def shop(tables: Any) -> pd.DataFrame:
    """Return the posts of another house, already clean and in Paris time."""
    table = tables["posts"]
    own = table.loc[table["account"] == tasks.SHOP, list(COLUMNS)].sort_values("exported_on", kind="stable")
    own = own.drop_duplicates("post_id", keep="last").sort_values("post_id")
    own = own[own["status"] == "published"].drop(columns=["status", "exported_on"])
    for name in ("reach", "impressions", "reactions", "comments", "shares"):
        own[name] = own[name].map(lambda cell: round(count(cell)))
    own["published_at"] = tasks.in_paris(own["published_at"]).dt.strftime("%Y-%m-%d %H:%M")
    return own.rename(columns={"published_at": "published_paris"}).reset_index(drop=True)


def card(tables: Any) -> pd.DataFrame:
    """Return what differs in the questions from candidate to candidate."""
    chance = Draws(tables.seed, "pa-posts/card").uniform(4)
    weekday, first, last = SLOTS[int(chance[0] * len(SLOTS))]
    platform, a, b = PAIRS[int(chance[1] * len(PAIRS))]
    month = date(2025, 1 + int(3 * chance[2]), 1)
    rows = {
        "first day": month.isoformat(),
        "last day": (month.replace(year=2026) - timedelta(1)).isoformat(),
        "weekday": weekday,
        "from": f"{first}:00",
        "to": f"{last}:59",
        "platform": platform,
        "format A": a,
        "format B": b,
        "people": str(40_000 + 5_000 * int(9 * chance[3])),
    }
    return tasks.as_card(rows)


# Reading


@dataclass(frozen=True)
class Post:
    """One row, read. A count that is empty is NaN."""

    id: str
    exported: str
    utc: datetime
    platform: str
    form: str
    published: bool
    organic: bool
    reach: float
    impressions: float
    interactions: float
    cost: float

    @cached_property
    def local(self) -> datetime:
        """When it was published, in Paris."""
        return self.utc.astimezone(tasks.PARIS)

    @property
    def rate(self) -> float:
        """Its interactions for 100 people reached."""
        return 100 * self.interactions / self.reach


def count(cell: object, *, k: float = 1000, texts: bool = True) -> float:
    """Read a count: 1250, 1.2k or 3 400."""
    if not isinstance(cell, str) or not (texts or cell.isdigit()):
        return math.nan
    digits = cell.replace(" ", "")
    return float(digits[:-1]) * k if digits.endswith("k") else float(digits)


def raw(tables: Any, read: Callable[[object], float] = count) -> list[Post]:
    """Return every row."""
    if read is not count:
        return [_raw(row, read) for row in tables["posts"].itertuples()]
    return tasks.rows_of(tables, "posts", _raw)


def _raw(row: Any, read: Callable[[object], float] = count) -> Post:
    return Post(
        id=row.post_id,
        exported=row.exported_on,
        utc=datetime.fromisoformat(row.published_utc).replace(tzinfo=UTC),
        platform=row.platform,
        form=row.format,
        published=row.status == "published",
        organic=row.sponsored == "no",
        reach=read(row.reach),
        impressions=read(row.impressions),
        interactions=sum(count(cell) for cell in (row.reactions, row.comments, row.shares)),
        cost=float(row.cost),
    )


def tidy(tables: Any) -> list[Post]:
    """Return the posts of the other house."""
    return tasks.rows_of(tables, "shop", _tidy)


def _tidy(row: Any) -> Post:
    return Post(
        id=row.post_id,
        exported="",
        utc=datetime.fromisoformat(row.published_paris).replace(tzinfo=tasks.PARIS),
        platform=row.platform,
        form=row.format,
        published=True,
        organic=row.sponsored == "no",
        reach=float(row.reach),
        impressions=float(row.impressions),
        interactions=float(row.reactions + row.comments + row.shares),
        cost=float(row.cost),
    )


def one_each(rows: Iterable[Post], *, newest: bool = True) -> list[Post]:
    """Keep one row for each post, that of the newest download."""
    ordered = sorted(rows, key=lambda post: post.exported, reverse=not newest)
    return list({post.id: post for post in ordered}.values())


def clean(tables: Any, read: Callable[[object], float] = count) -> list[Post]:
    """Return the clean table: one row for each post, without deleted ones."""
    return [post for post in one_each(raw(tables, read)) if post.published]


def inside(tables: Any, rows: Iterable[Post], platform: str = "Plaza") -> list[Post]:
    """Keep the posts of the card's twelve months on a platform, by Paris time."""
    said = tasks.yours(tables)
    window = said["first day"], said["last day"]
    return [
        post
        for post in rows
        if post.platform == platform and window[0] <= post.local.date().isoformat() <= window[1]
    ]


def settled(rows: Iterable[Post]) -> list[Post]:
    """Keep posts that are at least seven full days old."""
    return [post for post in rows if post.local.date().isoformat() <= SETTLED]


def organic(rows: Iterable[Post]) -> list[Post]:
    """Keep posts without money behind them."""
    return [post for post in rows if post.organic]


def total(rows: Iterable[Post], name: str) -> float:
    """Add up a count, empty cells left out."""
    return math.fsum(value for post in rows if not math.isnan(value := getattr(post, name)))


# 1 and 2: the clean table, and reach


def reached(tables: Any, read: Callable[[object], float] = count) -> float:
    """Return the reach of the clean posts of the window on Plaza, added up."""
    return total(inside(tables, clean(tables, read)), "reach")


# 3: a rate


def pooled(rows: list[Post], over: str = "reach") -> float:
    """Add up first, divide once: per 100."""
    return 100 * total(rows, "interactions") / total(rows, over)


def own(tables: Any) -> list[Post]:
    """Return the organic posts of the window on the shop's main platform."""
    return organic(inside(tables, tidy(tables), "Fotofeed"))


# 4: a slot


def in_slot(
    tables: Any,
    rows: Iterable[Post],
    clock: Callable[[Post], datetime] = lambda post: post.local,
    *,
    hours: bool = True,
) -> int:
    """Count the posts of the card's weekday and hours."""
    said = tasks.yours(tables)
    first, last = tasks.hours(tables)
    return sum(
        DAYS[clock(post).weekday()] == said["weekday"] and (first <= clock(post).hour <= last or not hours)
        for post in rows
    )


# 5 to 7: two formats


def compared(tables: Any) -> Any:
    """Compare the mean rate of the organic, settled posts of the card's two formats on its platform."""
    said = tasks.yours(tables)
    old = [post for post in settled(organic(tidy(tables))) if post.platform == said["platform"]]
    return tasks.Compared(
        *(_group([post.rate for post in old if post.form == said[f"format {name}"]]) for name in "AB")
    )


def _group(rates: list[float]) -> Any:
    return tasks.Group(statistics.fmean(rates), statistics.variance(rates), len(rates))


# 8: what reach costs


def paid(tables: Any) -> list[Post]:
    """Return the sponsored posts, of all platforms and all months."""
    return [post for post in tidy(tables) if not post.organic]


def price(tables: Any, rows: list[Post], over: str = "reach") -> float:
    """Return what the card's number of people costs at the price of these posts, in euros."""
    return total(rows, "cost") / total(rows, over) * int(tasks.yours(tables)["people"])
