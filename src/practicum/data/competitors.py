"""What can be counted of competitors from outside, month by month, beside the account itself.

The rows of the account itself agree with `posts` and `followers_daily`; those of its competitors, all
invented, are drawn around them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from practicum.data.accounts import ACCOUNTS, FIRST_DAY, LAST_DAY
from practicum.data.draws import Draws
from practicum.data.followers_daily import followers_daily
from practicum.data.posts import true_posts
from practicum.data.schema import ACCOUNT, PLATFORM, Field, Figure, TableSchema
from practicum.data.traps import Trap

if TYPE_CHECKING:
    from collections.abc import Sequence

MONTHS = tuple(pd.period_range(FIRST_DAY, LAST_DAY, freq="M").astype(str))
# What each competitor's export covers: the larger one ends early, the smaller one begins late.
LAST_OF_LARGER, FIRST_OF_SMALLER = "2025-10", "2025-04"
BOUGHT_MONTH, BOUGHT_FROM, BOUGHT = "2025-11", "Tiroir & Cie", 0.6
SCHEMA = TableSchema(
    "competitors",
    "Competitors",
    "One row for each month, competitor and platform, 18 months at most. The account itself stands among its"
    " competitors under its own name, so that shares can be computed.",
    (
        Field("month", "yearmonth", "The month, in Paris."),
        ACCOUNT,
        Field("competitor", "string", "Whose figures these are; the account's own name for itself."),
        PLATFORM,
        Field("posts", "integer", "Posts published there in that month."),
        Field("followers", "integer", "Followers there at the end of that month."),
        Field("interactions", "integer", "Reactions, comments and shares of those posts."),
        Field("mentions", "integer", "Public posts of others there that name it."),
    ),
    key=("month", "account", "competitor", "platform"),
)
TRAPS = (
    Trap(
        "different windows",
        "competitors",
        f"The larger competitor's rows end {LAST_OF_LARGER}, the smaller one's start in {FIRST_OF_SMALLER}.",
        "A share of voice over all rows compares eighteen months of one with twelve or thirteen of others.",
        "",
        "",
    ),
    Trap(
        "bought followers",
        "competitors",
        f"{BOUGHT_FROM} gains {BOUGHT:.0%} of followers within {BOUGHT_MONTH}, and not one interaction more.",
        "A ranking by followers calls that growth.",
        "",
        "",
    ),
)


class _Rival(NamedTuple):
    """A competitor: its size as a multiple of the account's own."""

    name: str
    posts: float
    followers: float
    interactions: float
    mentions: float


# Of each account the larger one first.
_RIVALS = {
    "brindille": (_Rival("Granello", 1.6, 2.2, 1.5, 1.8), _Rival("Tiroir & Cie", 0.8, 0.7, 0.9, 0.9)),
    "rivage": (_Rival("Red Bench", 1.4, 1.9, 1.2, 1.7), _Rival("Les Mains du Quai", 0.7, 0.6, 0.8, 0.8)),
    "fournil_aumiere": (_Rival("Croûte & Cie", 1.9, 3.0, 1.3, 1.6), _Rival("Au Bon Pli", 0.6, 0.7, 0.8, 0.9)),
    "valmonde": (_Rival("Port Neuf", 1.3, 1.5, 1.2, 1.7), _Rival("Haute-Rive", 0.9, 0.8, 0.9, 0.9)),
    "pax_fils": (_Rival("Repos & Clarté", 1.5, 0.6, 0.4, 1.6), _Rival("Maison Orlandi", 0.6, 0.2, 0.2, 0.8)),
    "ines_korvald": (_Rival("Sunniva Ravn", 1.2, 1.4, 1.1, 1.8), _Rival("Dóra Aszody", 0.8, 0.7, 1.0, 0.9)),
}
_MENTIONS = 0.012  # public posts of others per interaction of one's own


def competitors(seed: int) -> pd.DataFrame:
    """Return one row per month, account, competitor and platform, sorted by those.

    Args:
        seed: Whole number from 0.
    """
    own = _own(seed)
    names = {account.key: account.name for account in ACCOUNTS}
    parts = [own.assign(competitor=own["account"].map(names))]
    for account, rivals in _RIVALS.items():
        mine = own[own["account"] == account]
        for place, rival in enumerate(rivals):
            table = _rival(mine, rival, Draws(seed, f"competitors/{rival.name}"))
            inside = table["month"] >= FIRST_OF_SMALLER if place else table["month"] <= LAST_OF_LARGER
            parts.append(table[inside])
    frame = pd.concat(parts, ignore_index=True)[[field.name for field in SCHEMA.fields]]
    keys = ["month", "account", "competitor", "platform"]
    return frame.sort_values(keys, kind="stable", ignore_index=True)


def _own(seed: int) -> pd.DataFrame:
    """Return the account's own figures, as its posts and followers say."""
    posts = true_posts(seed)
    posts["month"] = posts["local"].dt.strftime("%Y-%m")
    posts["interactions"] = posts[["reactions", "comments", "shares"]].sum(axis=1)
    keys = ["month", "account", "platform"]
    sums = posts.groupby(keys).agg(posts=("post_id", "size"), interactions=("interactions", "sum"))
    days = followers_daily(seed)
    days["month"] = days["date"].str[:7]
    frame = days.groupby(keys)[["followers"]].last().join(sums).fillna(0).astype(np.int64).reset_index()
    draws = Draws(seed, "competitors/own")
    usual = frame.groupby(["account", "platform"])["interactions"].transform("median").to_numpy()
    noise = np.exp(0.2 * draws.normal(len(frame)))
    frame["mentions"] = draws.whole(2 + _MENTIONS * usual * noise)
    return frame


def _rival(mine: pd.DataFrame, rival: _Rival, draws: Draws) -> pd.DataFrame:
    """Return a competitor drawn around the account: its level there, its own noise, its own growth."""
    size = len(mine)
    by_platform = mine.groupby("platform")
    table = mine[["month", "account", "platform"]].copy()
    table["competitor"] = rival.name
    for name, spread in (("posts", 0.25), ("interactions", 0.45), ("mentions", 0.2)):
        usual = by_platform[name].transform("mean").to_numpy(dtype=float)
        level = usual * getattr(rival, name) * np.exp(spread * draws.normal(size))
        table[name] = draws.whole(level)
    growth = 1 + 0.012 * by_platform.cumcount().to_numpy() * (0.6 + 0.8 * draws.uniform(1)[0])
    start = by_platform["followers"].transform("first").to_numpy(dtype=float)
    bought = (mine["month"] >= BOUGHT_MONTH).to_numpy() & (rival.name == BOUGHT_FROM)
    jitter = 1 + 0.004 * draws.uniform(size)
    table["followers"] = draws.whole(start * rival.followers * growth * jitter * (1 + BOUGHT * bought))
    return table


def share_of_voice(table: pd.DataFrame, account: str, *, common: bool) -> float:
    """Return the account's share of all mentions of itself and its competitors.

    Args:
        table: The table of competitors.
        account: Whose share.
        common: Count only the months that every competitor's rows cover.
    """
    rows = table[table["account"] == account]
    if common:
        covered = rows.groupby("month")["competitor"].nunique()
        rows = rows[rows["month"].isin(covered.index[covered == covered.max()])]
    name = next(one.name for one in ACCOUNTS if one.key == account)
    return float(rows.loc[rows["competitor"] == name, "mentions"].sum() / rows["mentions"].sum())


def figures(seed: int) -> Sequence[Figure]:
    """Return shares of voice and the spread of months against bands of our own choice and of calibration."""
    table = competitors(seed)
    logs = np.log(table["interactions"].clip(lower=1))
    within = logs.groupby([table["competitor"], table["platform"]]).std().mean()
    return [
        Figure("share of voice of Brindille", share_of_voice(table, "brindille", common=True), 0.2, 0.35),
        Figure("ln sd of a channel's interactions by month", float(within), 0.3, 1.0),
    ]
