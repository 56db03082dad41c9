"""What is right in pa-posts, and what each named mistake gives: plain Python over the rows of the table."""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

import math
import statistics
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pandas as pd

from practicum.data.draws import Draws

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

HOUSE, SHOP, SETTLED = "rivage", "brindille", "2026-03-24"
PARIS = ZoneInfo("Europe/Paris")
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
    clock = own["published_at"].str.replace("T", " ").str.slice(0, 16)
    return own.assign(published_at=clock).rename(columns={"published_at": "published_utc"})


def shop(tables: Any) -> pd.DataFrame:
    """Return the posts of another house, already clean and in Paris time."""
    table = tables["posts"]
    own = table.loc[table["account"] == SHOP, list(COLUMNS)].sort_values("exported_on", kind="stable")
    own = own.drop_duplicates("post_id", keep="last").sort_values("post_id")
    own = own[own["status"] == "published"].drop(columns=["status", "exported_on"])
    for name in ("reach", "impressions", "reactions", "comments", "shares"):
        own[name] = own[name].map(lambda cell: round(count(cell)))
    clock = pd.to_datetime(own["published_at"], utc=True).dt.tz_convert(str(PARIS))
    own["published_at"] = clock.dt.strftime("%Y-%m-%d %H:%M")
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
    return pd.DataFrame({"what": rows.keys(), "yours": rows.values()})


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
        return self.utc.astimezone(PARIS)

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


_READ: list[tuple[Any, list[Post]]] = [(None, [])]  # the table read last: it is asked much


def raw(tables: Any, read: Callable[[object], float] = count) -> list[Post]:
    """Return every row."""
    table = tables["posts"]
    if read is not count:
        return _rows(table, read)
    if _READ[0][0] is not table:
        _READ[0] = (table, _rows(table, read))
    return _READ[0][1]


def _rows(table: pd.DataFrame, read: Callable[[object], float]) -> list[Post]:
    return [
        Post(
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
        for row in table.itertuples()
    ]


_TIDY: list[tuple[Any, list[Post]]] = [(None, [])]


def tidy(tables: Any) -> list[Post]:
    """Return the posts of the other house."""
    table = tables["shop"]
    if _TIDY[0][0] is not table:
        _TIDY[0] = (table, [_tidy(row) for row in table.itertuples()])
    return _TIDY[0][1]


def _tidy(row: Any) -> Post:
    return Post(
        id=row.post_id,
        exported="",
        utc=datetime.fromisoformat(row.published_paris).replace(tzinfo=PARIS),
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


def yours(tables: Any) -> dict[str, str]:
    """Return the card by what each row says."""
    table = tables["card"]
    return dict(zip(table["what"], table["yours"], strict=True))


def inside(tables: Any, rows: Iterable[Post], platform: str = "Plaza") -> list[Post]:
    """Keep the posts of the card's twelve months on a platform, by Paris time."""
    said = yours(tables)
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
    said = yours(tables)
    first, last = (int(said[end].partition(":")[0]) for end in ("from", "to"))
    return sum(
        DAYS[clock(post).weekday()] == said["weekday"] and (first <= clock(post).hour <= last or not hours)
        for post in rows
    )


# 5 to 7: two formats


@dataclass(frozen=True)
class Compared:
    """The difference of two means, and twice its standard error."""

    difference: float
    doubt: float

    @property
    def verdict(self) -> str:
        """What the range allows to say."""
        if abs(self.difference) <= self.doubt:
            return "open"
        return "better" if self.difference > 0 else "worse"


def groups(tables: Any, rows: Iterable[Post]) -> tuple[list[Post], list[Post]]:
    """Return the settled posts of the card's two formats on its platform."""
    said, old = yours(tables), settled(rows)
    a, b = (
        [post for post in old if post.platform == said["platform"] and post.form == said[name]]
        for name in ("format A", "format B")
    )
    return a, b


def rates(tables: Any) -> tuple[list[float], list[float]]:
    """Return the rates of the posts of both formats."""
    a, b = groups(tables, organic(tidy(tables)))
    return [post.rate for post in a], [post.rate for post in b]


def compared(tables: Any) -> Compared:
    """Compare the mean rate of the posts of format A with that of format B."""
    first, second = rates(tables)
    error = math.sqrt(statistics.variance(first) / len(first) + statistics.variance(second) / len(second))
    return Compared(statistics.fmean(first) - statistics.fmean(second), 2 * error)


def in_percent(tables: Any) -> float:
    """Return by how many percent A lies above B."""
    a, b = map(statistics.fmean, rates(tables))
    return 100 * (a / b - 1)


def deviations(tables: Any) -> float:
    """Return twice the deviation of posts: how far posts lie apart, not how sure a mean is."""
    return 2 * math.sqrt(sum(map(statistics.variance, rates(tables))))


def added(tables: Any) -> float:
    """Return the two standard errors added up instead of their squares."""
    return 2 * sum(math.sqrt(statistics.variance(group) / len(group)) for group in rates(tables))


# 8: what reach costs


def paid(tables: Any) -> list[Post]:
    """Return the sponsored posts, of all platforms and all months."""
    return [post for post in tidy(tables) if not post.organic]


def price(tables: Any, rows: list[Post], over: str = "reach") -> float:
    """Return what the card's number of people costs at the price of these posts, in euros."""
    return total(rows, "cost") / total(rows, over) * int(yours(tables)["people"])
