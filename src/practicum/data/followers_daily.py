"""Followers per day, account and platform, as read on the last day: its newest week is not complete."""

from __future__ import annotations

import numpy as np
import pandas as pd

from practicum.data.accounts import ACCOUNTS, FIRST_DAY, LAST_DAY, SETTLE_DAYS, Account, Channel
from practicum.data.draws import Draws
from practicum.data.schema import ACCOUNT, PLATFORM, Field, TableSchema
from practicum.data.traps import Trap

SCHEMA = TableSchema(
    "followers_daily",
    "Followers per day",
    "One row for each day, account and platform, as read at the end of 31 March 2026.",
    (
        Field("date", "date", "The day, in Paris."),
        ACCOUNT,
        PLATFORM,
        Field("followers", "integer", "Followers at the end of that day."),
        Field("gained", "integer", "New followers reported for that day so far: final after seven days."),
        Field("lost", "integer", "Followers who left on that day."),
    ),
    key=("date", "account", "platform"),
)
TRAPS = (
    Trap(
        "late followers",
        "followers_daily",
        "New followers of the last seven days are reported in part.",
        "Growth seems to stop in the week before every report.",
        "m08-6",
        "unsettled days counted",
    ),
)
_DAYS = (LAST_DAY - FIRST_DAY).days + 1
_DATES = pd.date_range(FIRST_DAY, LAST_DAY).strftime("%Y-%m-%d")
_WEEKDAYS = (np.arange(_DAYS) + FIRST_DAY.weekday()) % 7
# Part of a day's new followers that is already reported, for the newest day first.
_REPORTED = np.array([0.06, 0.16, 0.28, 0.42, 0.56, 0.72, 0.88])
_WEEK_SHAPE = np.array([0.95, 1.1, 1.05, 1.0, 0.9, 0.9, 1.1])


def followers_daily(seed: int) -> pd.DataFrame:
    """Return one row per day, account and platform, sorted by those.

    Args:
        seed: Whole number from 0.
    """
    parts = [_channel(seed, account, channel) for account in ACCOUNTS for channel in account.channels]
    frame = pd.concat(parts, ignore_index=True)
    return frame.sort_values(["date", "account", "platform"], kind="stable", ignore_index=True)


def _channel(seed: int, account: Account, channel: Channel) -> pd.DataFrame:
    draws = Draws(seed, f"followers/{account.key}/{channel.platform}")
    pace = channel.weekly / 7 * (0.92 + 0.16 * draws.uniform(1)[0])
    season = 1 + 0.15 * np.sin(np.arange(_DAYS) / 58)
    gained = pace * 1.5 * season * _WEEK_SHAPE[_WEEKDAYS] * np.exp(0.35 * draws.normal(_DAYS) - 0.06)
    if account.viral.platform == channel.platform:
        start = (account.viral.day - FIRST_DAY).days
        after = np.arange(_DAYS - start)
        gained[start:] += pace * 14 * 0.6**after
    lost = draws.whole(pace * 0.5 * np.exp(0.4 * draws.normal(_DAYS) - 0.08))
    full = draws.whole(gained)
    full[-SETTLE_DAYS:] = np.floor(full[-SETTLE_DAYS:] * _REPORTED[::-1])
    level = channel.followers + np.cumsum(full - lost)
    return pd.DataFrame(
        {
            "date": _DATES,
            "account": account.key,
            "platform": channel.platform,
            "followers": level,
            "gained": full,
            "lost": lost,
        }
    )
