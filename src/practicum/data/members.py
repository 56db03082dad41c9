"""Invented members: handles, how often each of them writes, and the clock that they keep."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from practicum.data.accounts import LAST_DAY, ZONE
from practicum.data.texts.talk import deck

if TYPE_CHECKING:
    from practicum.data.draws import Draws, Floats, Ints

_LOCAL_END = pd.Timestamp(LAST_DAY).tz_localize(ZONE) + pd.Timedelta(1, "D")
END = int(_LOCAL_END.timestamp() // 60)  # the first minute after the tables, since 1970
# How much is written in each local hour, 0 to 23: a trough of five hours, a peak after dinner.
_HOURS = np.array(
    [26, 17, 12, 10, 10, 13, 22, 34, 42, 45, 44, 46, 55, 50, 44, 43, 46, 52, 58, 64, 70, 72, 62, 42]
)
_TRIES = 8
_TAILS = (
    "",
    "_",
    ".",
    "x",
    "_reads",
    "_k",
    "75",
    "_mtn",
    "03",
    "_h",
    "in",
    "88",
    "_eats",
    "_la",
    "of4",
    "92",
    "_t",
    "11",
    "_b",
    "sea",
)
_HEADS = ("", "", "", "le_", "mme.", "the", "just", "il_", "old", "petit", "dr_", "miss_", "real")
_HABIT = 2.4  # the larger, the more is written by few


def plain(name: str) -> str:
    """Return a name in the small letters of a handle."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "".join(letter for letter in text.lower() if letter.isalnum())


def handles(draws: Draws, size: int) -> list[str]:
    """Return different handles in an order of their own."""
    words = deck("shared")["words"]
    names = [plain(name) for name in words["name"]]
    places = [plain(town)[:4] for town in words["town"]]
    made = [
        head + name + (tail or place)
        for tail in _TAILS
        for place in ("", *places)
        for head in _HEADS[2:]
        for name in names
        if tail or place
    ]
    return [made[place] for place in draws.order(len(made))[:size]]


def habitual(draws: Draws, pool: int, size: int) -> Ints:
    """Return who writes, as places in a pool: a few write much, most of them once."""
    return np.floor(pool * draws.uniform(size) ** _HABIT).astype(np.int64)


def local_hours(minutes: Ints) -> Ints:
    """Return the hour in Paris of minutes since 1970, UTC."""
    stamps = pd.to_datetime(minutes.ravel() * 60, unit="s", utc=True).tz_convert(ZONE)
    return np.asarray(stamps.hour, dtype=np.int64).reshape(minutes.shape)


def spread(draws: Draws, starts: Ints, median: float, spread_of: float) -> Ints:
    """Return moments after `starts`, lognormal delays bent to the hours at which people write.

    Args:
        draws: A stream of draws.
        starts: Minutes since 1970, UTC.
        median: Median delay before the bending, in minutes.
        spread_of: ln sd of the delays before the bending.
    """
    size = len(starts)
    scores = draws.normal(size * _TRIES).reshape(size, _TRIES)
    ends = starts[:, None] + 1 + np.floor(median * np.exp(spread_of * scores)).astype(np.int64)
    weight = np.where(ends < END, _HOURS[local_hours(ends)], 1e-9)
    keys = -np.log1p(-draws.uniform(size * _TRIES).reshape(size, _TRIES)) / weight
    chosen = ends[np.arange(size), keys.argmin(axis=1)]
    late = chosen >= END
    chosen[late] = starts[late] + np.floor((END - starts[late]) * draws.uniform(int(late.sum()))).astype(
        np.int64
    )
    moments: Ints = chosen
    return moments


def as_read(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table as it is read from its file: text as text, empty texts as missing values."""
    read = table.copy()
    for name in read.columns:
        if read[name].dtype.kind not in "iufb":
            text = read[name].astype("str")
            read[name] = text.where(text != "")
    return read


def stamps(minutes: Floats | Ints) -> list[str]:
    """Return minutes since 1970 as ISO times in UTC; an empty text for NaN."""
    moments = pd.to_datetime(pd.Series(minutes, dtype="float64") * 60, unit="s", utc=True)
    return moments.dt.strftime("%Y-%m-%dT%H:%M:00Z").fillna("").tolist()
