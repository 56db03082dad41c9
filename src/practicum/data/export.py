"""The raw export: what three downloads, taken at three dates, make of the true posts.

Every fault that this module plants is listed in `TRAPS`, for instructors.
"""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pandas as pd

from practicum.data.accounts import FIRST_DAY, LAST_DAY, SETTLE_DAYS
from practicum.data.draws import Draws, Floats
from practicum.data.posts import true_posts
from practicum.data.schema import ACCOUNT, FORMATS, PLATFORM, Field, TableSchema
from practicum.data.traps import Trap

_AS_EXPORTED = (
    "Text as exported: 1250, 1.2k (1,200), 1.31M (1,310,000) or 3 400 (3,400). Empty for a deleted post."
)
SCHEMA = TableSchema(
    "posts",
    "Posts, raw export",
    "One row for each post in each of three downloads that overlap: 1 October 2024 to 31 March 2026."
    " As exported, not cleaned: cleaning it is a part of module m08.",
    (
        Field("post_id", "string", "The post. It comes twice when two downloads hold it."),
        ACCOUNT,
        PLATFORM,
        Field("published_at", "datetime", "When it was published, in UTC. The teams work on Paris time."),
        Field("format", "string", "What it is made of.", options=FORMATS),
        Field("theme", "string", "What it is about, as the team labelled it."),
        Field("text", "string", "Its words."),
        Field("status", "string", "On the day of the download.", options=("published", "deleted")),
        Field("reach", "string", f"People who saw it at least once. {_AS_EXPORTED}", required=False),
        Field("impressions", "string", f"How often it was shown. {_AS_EXPORTED}", required=False),
        Field("reactions", "string", "Likes and the like. Text as exported, see reach."),
        Field("comments", "string", "Comments. Text as exported, see reach."),
        Field("shares", "string", "Shares. Text as exported, see reach."),
        Field("clicks", "string", f"Clicks on its link or its profile. {_AS_EXPORTED}", required=False),
        Field(
            "video_views_3s",
            "string",
            f"Views of three seconds or more, clips only. {_AS_EXPORTED}",
            required=False,
        ),
        Field("sponsored", "string", "Whether money was put behind it.", options=("yes", "no")),
        Field("cost", "number", "That money, in euros."),
        Field("utm", "string", "Tracking tag of its link, as typed by the team.", required=False),
        Field("exported_on", "date", "The day of the download that holds this row, at its end."),
    ),
    text=True,
)
# First day covered, day taken, way of writing thousands: each download overlaps the one before by a month.
EXPORTS = (
    (FIRST_DAY, date(2025, 4, 30), "plain"),
    (date(2025, 4, 1), date(2025, 10, 31), "short"),
    (date(2025, 10, 1), LAST_DAY, "spaced"),
)
_THOUSAND, _ALMOST_A_MILLION = 1000, 999_950
_DAY_SECONDS = 24 * 60 * 60
_UNTAGGED = 0.45  # share of posts outside campaigns that carry no tag at all
_COUNTS = ("reach", "impressions", "reactions", "comments", "shares", "clicks", "video_views_3s")
_EMPTY_WHEN_DELETED = ("reach", "impressions", "clicks", "video_views_3s")
TRAPS = (
    Trap(
        "overlapping downloads",
        "posts",
        "Three downloads share April and October 2025: posts of those months come twice.",
        "Posts are counted twice, and totals with them.",
        "m08-2",
        "duplicates kept",
    ),
    Trap(
        "the older copy",
        "posts",
        "The older copy of a repeated post shows younger counts, and sometimes a post deleted since.",
        "Keeping the first copy keeps figures that were still growing, and posts that no longer exist.",
        "m08-2",
        "older copy kept",
    ),
    Trap(
        "thousands as k",
        "posts",
        "The download of October 2025 writes 1.2k for 1,200.",
        "Read as 1.2, a thousand people become one.",
        "m08-2",
        "k ignored",
    ),
    Trap(
        "thousands with a space",
        "posts",
        "The download of March 2026 writes 3 400 for 3,400.",
        "A program that expects digits drops the cell, so the largest posts vanish from the total.",
        "m08-2",
        "texts skipped",
    ),
    Trap(
        "deleted posts",
        "posts",
        "A deleted post keeps its row, its interactions and an empty reach.",
        "Its interactions are divided by nobody: engagement rises with each deletion.",
        "m08-3",
        "deleted posts counted",
    ),
    Trap(
        "advertising",
        "posts",
        "About one post in six has money behind it, which buys reach that reacts less.",
        "A rate over all posts says more about the budget than about the content.",
        "m08-3",
        "paid posts counted",
    ),
    Trap(
        "world time",
        "posts",
        "Times are in UTC; Paris is one hour ahead in winter and two in summer.",
        "The best slot falls apart into two neighbours, and another slot wins.",
        "m08-4",
        "hours in UTC",
    ),
    Trap(
        "summer time",
        "posts",
        "The first hour of the best slot holds posts of both halves of the year.",
        "One hour added all year loses the summer posts of that hour.",
        "m08-4",
        "winter time all year",
    ),
    Trap(
        "one viral post",
        "posts",
        "One post reached seventy to ninety times what is usual.",
        "An average crowns the slot in which it happened to stand.",
        "m08-4",
        "average instead of median",
    ),
    Trap(
        "lucky few",
        "posts",
        "A slot of four posts has a high median.",
        "The smallest groups head every ranking, by luck.",
        "m08-4",
        "tiny slot wins",
    ),
    Trap(
        "late figures",
        "posts",
        "Counts settle in seven days, interactions later than reach; a daily series fills the last week.",
        "The newest week always looks like a fall in engagement.",
        "m08-1",
        "unsettled days counted",
    ),
    Trap(
        "campaign names",
        "posts",
        "One campaign is typed in five ways, and some tags are missing.",
        "An exact match finds about half of a campaign.",
        "m08-2",
        "one spelling only",
    ),
)
COLUMNS = (
    "post_id",
    "account",
    "platform",
    "published_at",
    "format",
    "theme",
    "text",
    "status",
    *_COUNTS,
    "sponsored",
    "cost",
    "utm",
    "exported_on",
)


def posts(seed: int) -> pd.DataFrame:
    """Return the raw export of posts, dirty on purpose."""
    return raw_posts(seed, true_posts(seed))


def raw_posts(seed: int, truth: pd.DataFrame) -> pd.DataFrame:
    """Return the export as a learner receives it: every column is text, empty cells are NaN."""
    truth = truth.assign(utm=pd.Series(_tags(truth, Draws(seed, "utm")), index=truth.index))
    parts = [_download(truth, first, taken, style) for first, taken, style in EXPORTS]
    return pd.concat(parts, ignore_index=True)[list(COLUMNS)].astype("str")


def _download(truth: pd.DataFrame, first: date, taken: date, style: str) -> pd.DataFrame:
    day = truth["local"].dt.normalize()
    inside = (day >= pd.Timestamp(first)) & (day <= pd.Timestamp(taken))
    frame: pd.DataFrame = truth[inside].sort_values(["published_at", "post_id"], kind="stable")
    midnight = pd.Timestamp(taken) + pd.Timedelta(days=1)
    age = (midnight - frame["local"]).dt.total_seconds().to_numpy() / _DAY_SECONDS
    deleted = (frame["deleted_after"] <= age).to_numpy()
    out = frame[["post_id", "account", "platform", "format", "theme", "text", "utm"]].copy()
    out["published_at"] = frame["published_at"].dt.strftime("%Y-%m-%dT%H:%M:%SZ")
    out["status"] = np.where(deleted, "deleted", "published")
    for name in _COUNTS:
        settled = _seen(age) if name in {"reach", "impressions", "video_views_3s"} else _acted(age)
        values = np.floor(frame[name].to_numpy(dtype=float) * settled)
        if name in _EMPTY_WHEN_DELETED:
            values[deleted] = np.nan
        out[name] = [_written(value, style) for value in values.tolist()]
    out["sponsored"] = np.where(frame["sponsored"], "yes", "no")
    out["cost"] = [f"{cost:.2f}" for cost in frame["cost"].tolist()]
    out["exported_on"] = taken.isoformat()
    return out


def _seen(age: Floats) -> Floats:
    """Return the part of its final reach that a post shows at an age in days."""
    return np.minimum(1.0, 0.35 + 0.65 * np.sqrt(np.minimum(age, SETTLE_DAYS) / SETTLE_DAYS))


def _acted(age: Floats) -> Floats:
    """Return the part of its final interactions: people react after they have seen, so this lags behind."""
    return np.minimum(1.0, 0.05 + 0.95 * (np.minimum(age, SETTLE_DAYS) / SETTLE_DAYS) ** 2)


def _written(value: float, style: str) -> str | None:
    """Write a count the way a download does: `plain`, `short` for thousands, or `spaced`."""
    if math.isnan(value):
        return None
    if value < _THOUSAND or style == "plain":
        return f"{value:.0f}"
    if style == "spaced":
        return f"{value:,.0f}".replace(",", " ")
    return f"{value / 1000:.1f}k" if value < _ALMOST_A_MILLION else f"{value / 1e6:.2f}M"


def _tags(truth: pd.DataFrame, draws: Draws) -> list[str | None]:
    """Return the tracking tag of each post: campaign names typed by several hands, some forgotten."""
    chance = draws.uniform(len(truth))
    hands = draws.categories((50, 12, 10, 10, 8, 10), len(truth))
    tags: list[str | None] = []
    for platform, campaign, skip, hand in zip(
        truth["platform"], truth["campaign"], chance.tolist(), hands.tolist(), strict=True
    ):
        if not campaign:
            tags.append(None if skip < _UNTAGGED else f"utm_source={platform.lower()}&utm_medium=social")
            continue
        typed = (
            campaign,
            campaign.title(),
            campaign.replace("-", "_"),
            campaign.replace("-", " "),
            campaign.upper(),
            None,
        )[hand]
        tags.append(typed and f"utm_source={platform.lower()}&utm_medium=social&utm_campaign={typed}")
    return tags
