"""The raw export: what three downloads, taken at three dates, make of the true posts.

Every fault that this module plants is listed in `practicum.data.traps`.
"""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pandas as pd

from practicum.data.accounts import FIRST_DAY, LAST_DAY, SETTLE_DAYS
from practicum.data.draws import Draws, Floats

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
