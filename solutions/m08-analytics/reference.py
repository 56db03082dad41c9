"""What is right in module m08, and what each named mistake gives: plain Python over the rows of the export.

No pandas computation and none of the lesson's helpers, so that an error in those cannot hide here. Each
mistake walks the reference's way and takes one wrong turn.
"""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

Tables = Mapping[str, Any]

ACCOUNT = "brindille"
PARIS = ZoneInfo("Europe/Paris")
MARCH, SETTLED, LAST = date(2026, 3, 1), date(2026, 3, 24), date(2026, 3, 31)
PLATFORMS = ("Fotofeed", "Kurz", "Linkwerk", "Plaza")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
BANDS = ("00-03", "03-06", "06-09", "09-12", "12-15", "15-18", "18-21", "21-24")
CAMPAIGN = "slow-mornings"
ENOUGH_POSTS = 20
WEEKS = 12
# What several questions mean by "our own".
OWN = (
    "Our own settled posts are the posts of the clean table (task 2) that were not sponsored and were"
    " published on or before 24 March 2026, Paris time."
)


# Reading the export


@dataclass(frozen=True)
class Post:
    """One row of the export, read. A count that is empty is NaN."""

    id: str
    exported: str
    utc: datetime
    local: datetime
    platform: str
    form: str
    published: bool
    organic: bool
    reach: float
    impressions: float
    interactions: float
    clicks: float
    utm: str


def count(cell: object, *, k: float = 1000, texts: bool = True) -> float:
    """Read a count: 1250, 1.2k or 3 400."""
    if not isinstance(cell, str) or not (texts or cell.isdigit()):
        return math.nan
    digits = cell.replace(" ", "")
    return float(digits[:-1]) * k if digits.endswith("k") else float(digits)


_COLUMNS = (
    *("post_id", "exported_on", "published_at", "platform", "format", "status", "sponsored", "utm"),
    *("reach", "impressions", "clicks", "reactions", "comments", "shares"),
)
_READ: list[tuple[Any, list[Post]]] = []  # the table read last, and its posts: it is asked many questions


def raw(tables: Tables, read: Callable[[object], float] = count) -> list[Post]:
    """Return every row of Brindille."""
    table = tables["posts"]
    if read is count and _READ and _READ[0][0] is table:
        return _READ[0][1]
    rows = table[table["account"] == ACCOUNT]
    posts = [_post(row, read) for row in zip(*(rows[name].tolist() for name in _COLUMNS), strict=True)]
    if read is count:
        _READ[:] = [(table, posts)]
    return posts


def _post(row: tuple[Any, ...], read: Callable[[object], float]) -> Post:
    utc = datetime.fromisoformat(row[2]).astimezone(UTC)
    return Post(
        id=row[0],
        exported=row[1],
        utc=utc,
        local=utc.astimezone(PARIS),
        platform=row[3],
        form=row[4],
        published=row[5] == "published",
        organic=row[6] == "no",
        utm=row[7] if isinstance(row[7], str) else "",
        reach=read(row[8]),
        impressions=read(row[9]),
        clicks=read(row[10]),
        interactions=sum(read(cell) for cell in row[11:]),
    )


def one_each(posts: Iterable[Post], *, newest: bool = True) -> list[Post]:
    """Keep one row for each post, that of the newest download."""
    rows = sorted(posts, key=lambda post: post.exported, reverse=not newest)
    return list({post.id: post for post in rows}.values())


def published(tables: Tables, read: Callable[[object], float] = count) -> list[Post]:
    """Return the clean table: one row each, without deleted posts."""
    return [post for post in one_each(raw(tables, read)) if post.published]


def settled(posts: Iterable[Post]) -> list[Post]:
    """Keep posts that are at least seven full days old."""
    return [post for post in posts if post.local.date() <= SETTLED]


def organic(posts: Iterable[Post]) -> list[Post]:
    """Keep posts without money behind them."""
    return [post for post in posts if post.organic]


def total(posts: Iterable[Post], name: str) -> float:
    """Add up a count, empty cells left out."""
    return math.fsum(value for post in posts if not math.isnan(value := getattr(post, name)))


def pooled(posts: list[Post], over: str = "reach", name: str = "interactions") -> float:
    """Add up first, divide once: per 100."""
    return 100 * total(posts, name) / total(posts, over)


# m08-1: define one indicator


def march(tables: Tables, last: date = SETTLED, *, paid: bool = False) -> list[Post]:
    """Return posts on Fotofeed from 1 March to `last`."""
    posts = [post for post in published(tables) if post.platform == "Fotofeed"]
    posts = posts if paid else organic(posts)
    return [post for post in posts if MARCH <= post.local.date() <= last]


def kpi(tables: Tables) -> dict[str, object]:
    """Return the indicator that the director's sentence describes, and its value."""
    return {
        "numerator": "interactions",
        "denominator": "reach",
        "window": "to-24",
        "source": "organic",
        "value": pooled(march(tables)),
    }


def kpi_with_clicks(tables: Tables) -> dict[str, object]:
    """Count clicks as interactions."""
    posts = march(tables)
    return {"numerator": "clicks", "value": pooled(posts) + pooled(posts, name="clicks")}


def kpi_per_post(tables: Tables) -> dict[str, object]:
    """Divide by posts: a count, not a rate."""
    posts = march(tables)
    return {"denominator": "posts", "value": total(posts, "interactions") / len(posts)}


# m08-2: clean and reconcile


def _in_campaign(post: Post) -> bool:
    typed = post.utm.partition("utm_campaign=")[2].lower()
    return typed.replace("_", "-").replace(" ", "-") == CAMPAIGN


def clean(tables: Tables) -> dict[str, object]:
    """Return the five counts of a clean table."""
    rows, posts = raw(tables), one_each(raw(tables))
    kept = [post for post in posts if post.published]
    return {
        "duplicates": len(rows) - len(posts),
        "deleted": len(posts) - len(kept),
        "left": len(kept),
        "reach": round(total(kept, "reach")),
        "campaign": sum(map(_in_campaign, kept)),
    }


def duplicates_kept(tables: Tables) -> dict[str, object]:
    """Keep every row."""
    rows = raw(tables)
    kept = [post for post in rows if post.published]
    return {
        "duplicates": 0,
        "deleted": len(rows) - len(kept),
        "left": len(kept),
        "reach": round(total(kept, "reach")),
        "campaign": sum(map(_in_campaign, kept)),
    }


def older_copy(tables: Tables) -> dict[str, object]:
    """Keep the row of the oldest download."""
    posts = one_each(raw(tables), newest=False)
    kept = [post for post in posts if post.published]
    return {
        "deleted": len(posts) - len(kept),
        "left": len(kept),
        "reach": round(total(kept, "reach")),
        "campaign": sum(map(_in_campaign, kept)),
    }


def deleted_as_zero(tables: Tables) -> dict[str, object]:
    """Keep deleted posts."""
    posts = one_each(raw(tables))
    return {"deleted": 0, "left": len(posts), "campaign": sum(map(_in_campaign, posts))}


def k_ignored(tables: Tables) -> dict[str, object]:
    """Read 1.2k as 1.2."""
    return {"reach": round(total(published(tables, lambda cell: count(cell, k=1)), "reach"))}


def texts_skipped(tables: Tables) -> dict[str, object]:
    """Leave cells out that are not plain digits."""
    return {"reach": round(total(published(tables, lambda cell: count(cell, texts=False)), "reach"))}


# m08-3: engagement by platform


def by_platform(posts: list[Post], rate: Callable[[list[Post]], float] = pooled) -> dict[str, object]:
    """Return a rate for each platform."""
    return {name.lower(): rate([post for post in posts if post.platform == name]) for name in PLATFORMS}


def own(tables: Tables) -> list[Post]:
    """Return the population of most questions: clean, organic, settled."""
    return settled(organic(published(tables)))


def rate_of(post: Post) -> float:
    """Return the engagement of one post, per 100 people reached."""
    return 100 * post.interactions / post.reach


def average_of_ratios(posts: list[Post]) -> float:
    """Average the rates of single posts."""
    return statistics.fmean(map(rate_of, posts))


def by_followers(tables: Tables) -> dict[str, object]:
    """Divide by followers on the day of each post."""
    table = tables["followers_daily"]
    table = table[table["account"] == ACCOUNT]
    days = zip(table["date"], table["platform"], table["followers"], strict=True)
    followers = {(day, platform): level for day, platform, level in days}

    def rate(posts: list[Post]) -> float:
        exposed = sum(followers[post.local.date().isoformat(), post.platform] for post in posts)
        return 100 * total(posts, "interactions") / exposed

    return by_platform(own(tables), rate)


def with_deleted(tables: Tables) -> dict[str, object]:
    """Leave deleted posts in: interactions without reach."""
    return by_platform(settled(organic(one_each(raw(tables)))))


# m08-4: best slot


def best_slot(
    posts: list[Post],
    *,
    clock: Callable[[Post], datetime] = lambda post: post.local,
    middle: Callable[[list[float]], float] = statistics.median,
    least: int = ENOUGH_POSTS,
) -> dict[str, object]:
    """Return the slot of a weekday and three hours with the highest middle reach."""
    slots: dict[tuple[int, int], list[float]] = {}
    for post in posts:
        when = clock(post)
        slots.setdefault((when.weekday(), when.hour // 3), []).append(post.reach)
    enough = {slot: reach for slot, reach in slots.items() if len(reach) >= least}
    if not enough:
        return {"posts": 0}
    slot = max(enough, key=lambda key: middle(enough[key]))
    return {"weekday": DAYS[slot[0]], "hours": BANDS[slot[1]], "posts": len(enough[slot])}


def fotofeed(posts: Iterable[Post]) -> list[Post]:
    """Keep posts on Fotofeed."""
    return [post for post in posts if post.platform == "Fotofeed"]


def winter_time(post: Post) -> datetime:
    """Add one hour, summer and winter."""
    return post.utc + timedelta(hours=1)


def own_fotofeed(tables: Tables) -> list[Post]:
    """Return the population of tasks 4 and 5."""
    return fotofeed(own(tables))


# m08-5: format A against B


def compare(a: list[float], b: list[float], *, of_means: bool = True, times: float = 2) -> dict[str, object]:
    """Return the difference of two means with twice its standard error to each side."""
    difference = statistics.fmean(a) - statistics.fmean(b)
    parts = (statistics.variance(group) / (len(group) if of_means else 1) for group in (a, b))
    doubt = times * math.sqrt(sum(parts))
    low, high = difference - doubt, difference + doubt
    verdict = "yes" if low > 0 else "no" if high < 0 else "open"
    return {"difference": difference, "low": low, "high": high, "verdict": verdict}


def formats(
    posts: list[Post], measure: Callable[[Post], float] = rate_of, a: str = "carousel", b: str = "photo"
) -> tuple[list[float], list[float]]:
    """Return the measure of each post of two formats on Fotofeed."""
    groups = [[measure(post) for post in fotofeed(posts) if post.form == form] for form in (a, b)]
    return groups[0], groups[1]


def no_range(tables: Tables) -> dict[str, object]:
    """Decide by the sign of the difference."""
    a, b = formats(own(tables))
    return {"verdict": "yes" if statistics.fmean(a) > statistics.fmean(b) else "no"}


def another_verdict(tables: Tables) -> dict[str, object]:
    """Say no although the range does not lie below zero, or leave open what it settles."""
    settled_no = compare(*formats(own(tables)))["verdict"] == "no"
    return {"verdict": "open" if settled_no else "no"}


def best_of_all(tables: Tables) -> dict[str, object]:
    """Compare the best of three formats with the worst."""
    posts = own(tables)
    rates = {form: formats(posts, a=form)[0] for form in ("carousel", "photo", "clip")}
    ranked = sorted(rates.values(), key=statistics.fmean)
    return compare(ranked[-1], ranked[0])


# m08-6: weekly growth


def growth(tables: Tables, last: date = SETTLED, platforms: tuple[str, ...] = PLATFORMS) -> float:
    """Return net new followers a week, over the twelve weeks that end on `last`."""
    table = tables["followers_daily"]
    table = table[(table["account"] == ACCOUNT) & table["platform"].isin(platforms)]
    ends = (last - timedelta(weeks=WEEKS)).isoformat(), last.isoformat()
    before, after = (int(table.loc[table["date"] == day, "followers"].sum()) for day in ends)
    return (after - before) / WEEKS


def gained_only(tables: Tables) -> float:
    """Add up new followers and forget those who left."""
    table = tables["followers_daily"]
    first = (SETTLED - timedelta(weeks=WEEKS)).isoformat()
    inside = (table["date"] > first) & (table["date"] <= SETTLED.isoformat())
    return int(table.loc[inside & (table["account"] == ACCOUNT), "gained"].sum()) / WEEKS


# m08-8: what carries Thursday night


def thursday_night(posts: Iterable[Post]) -> list[Post]:
    """Return posts on Fotofeed of Thursdays from 21:00, Paris time."""
    return [post for post in fotofeed(posts) if (post.local.weekday(), post.local.hour // 3) == (3, 7)]


def share_of_largest(posts: list[Post]) -> float:
    """Return the share of reach that the largest post holds, in percent."""
    return 100 * max(post.reach for post in posts) / total(posts, "reach")
