"""Active users of invented platforms, month by month: twelve of today, and six past lives to learn from.

Every life is made of a logistic curve, a season and a little noise. The shapes follow fits on public series
(the course's calibration note, "Platform lives": rates of 0.4 to 0.7 a year); no number is a real platform's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from practicum.data.draws import Draws, Floats, Words
from practicum.data.schema import Field, Figure, TableSchema
from practicum.data.traps import Trap

FIRST_MONTH = "2021-04"
MONTHS = 60  # to March 2026, of which half is counted
STEADY = 5.0  # percent a year, up or down, that still counts as a plateau
YOUNG = 24  # with fewer complete months than this, a platform is still emerging
STAGES = ("emergence", "growth", "plateau", "decline")

SCHEMA = TableSchema(
    "platforms_monthly",
    "Platforms, month by month",
    "One row for each month of each of 18 invented platforms: twelve of today, from April 2021 or their first"
    " month to March 2026, and six past lives, which have a note. Downloaded on 15 March 2026.",
    (
        Field("month", "yearmonth", "The month."),
        Field("platform", "string", "Which platform. Four of them are also in the table platforms."),
        Field("active_users", "number", "People who used it at least once in the month, in millions."),
        Field(
            "complete",
            "string",
            "Whether the whole month is counted.",
            options=("yes", "no"),
        ),
        Field("note", "string", "For a past life: what kind it was. Empty for today's.", required=False),
    ),
    key=("platform", "month"),
)
TRAPS = (
    Trap(
        "half a month",
        "platforms_monthly",
        "March 2026 holds the users of its first half only.",
        "Every platform seems to collapse in the month of the report.",
        "m03-4",
        "unfinished month counted",
    ),
    Trap(
        "seasons",
        "platforms_monthly",
        "Three platforms swing with the season, one of them while it grows and one while it shrinks.",
        "A platform is left in its low season, or joined in its high season.",
        "m03-4",
        "season taken for a trend",
    ),
)


@dataclass(frozen=True)
class Life:
    """The shape of a platform's life.

    Attributes:
        size: Ceiling of the logistic curve, in millions.
        rate: Its rate, per year.
        past_middle: Years between its middle and February 2026; negative when the middle is still to come.
        fade: Decline per year on top, as a log rate.
        fading: For how many years it has been fading in February 2026.
        season: Log height of the yearly wave.
        peak: The month in which the wave is highest, 1 to 12.
        age: Complete months until February 2026, 59 at most.
    """

    size: float
    rate: float
    past_middle: float
    fade: float = 0.0
    fading: float = 0.0
    season: float = 0.02
    peak: int = 1
    age: int = MONTHS - 1


_FIXED = {
    "Fotofeed": Life(44, 0.70, 1.9),
    "Kurz": Life(62, 0.85, 1.35),
    "Linkwerk": Life(19, 0.60, 6.6),
    "Plaza": Life(71, 0.50, 8.0),
    "Quartino": Life(9.5, 0.80, 1.7, season=0.24, peak=8),
    "Zettel": Life(16, 0.70, 7.0, fade=0.19, fading=2.6),
}
_SHUFFLED = (
    Life(30, 2.3, -1.5, age=16),
    Life(7, 1.7, -1.2, age=20),
    Life(14, 0.75, 1.8),
    Life(11, 0.70, 7.5, season=0.17, peak=1),
    Life(17, 0.70, 7.5, fade=0.17, fading=2.2, season=0.21, peak=2),
    Life(24, 0.60, 7.2),
)
_NAMES = ("Farandole", "Glimmo", "Parloir", "Pentola", "Scaparo", "Stammtisch")
TODAY = tuple(sorted((*_FIXED, *_NAMES)))


@dataclass(frozen=True)
class PastLife:
    """A platform that is told to its end.

    Attributes:
        note: What kind of life it was.
        first: Its first month.
        months: How many are told.
        life: Its shape; ages and middles count from its last month.
    """

    note: str
    first: str
    months: int
    life: Life


PAST = {
    "Palaver": PastLife(
        "copy of a larger platform, closed", "2011-07", 72, Life(340, 2.4, 4.6, fade=0.42, fading=3.1)
    ),
    "Flinkfoto": PastLife(
        "answer to a rival, closed", "2014-06", 19, Life(4.2, 9.0, 1.35, fade=2.3, fading=1.15)
    ),
    "Chorale": PastLife("hard to copy, levelled off early", "2008-01", 120, Life(320, 0.75, 5.4)),
    "Agorama": PastLife("kept adding, still rising at the end", "2006-01", 144, Life(2400, 0.40, 3.6)),
    "Lucarne": PastLife("kept adding, levelled off late", "2006-01", 168, Life(1800, 0.45, 7.4)),
    "Vieux-Port": PastLife(
        "never changed, left slowly", "2004-01", 120, Life(95, 1.5, 8.0, fade=0.30, fading=5.2)
    ),
}


def platforms_monthly(seed: int) -> pd.DataFrame:
    """Return one row per platform and month, sorted by those.

    Which of six newer platforms lives which life is drawn with the seed.

    Args:
        seed: Whole number from 0.
    """
    order = Draws(seed, "platforms_monthly/lives").order(len(_NAMES))
    today = _FIXED | {name: _SHUFFLED[place] for name, place in zip(_NAMES, order, strict=True)}
    calendar = _months(FIRST_MONTH, MONTHS)
    lives = [_Told(name, today[name], calendar[-today[name].age - 1 :]) for name in TODAY]
    lives += [
        _Told(name, past.life, _months(past.first, past.months), past.note)
        for name, past in sorted(PAST.items())
    ]
    sizes = [len(told.months) for told in lives]
    return pd.DataFrame(
        {
            "month": np.concatenate([told.months for told in lives]),
            "platform": np.repeat([told.name for told in lives], sizes),
            "active_users": np.concatenate([_users(seed, told) for told in lives]).round(3),
            "complete": np.concatenate([_complete(told) for told in lives]),
            "note": pd.Series(np.repeat([told.note for told in lives], sizes), dtype="str"),
        }
    )


class _Told(NamedTuple):
    """A life and the months in which it is told; a life of today ends with half a month."""

    name: str
    life: Life
    months: Words
    note: str | None = None


@lru_cache(maxsize=16)
def _months(first: str, count: int) -> Words:
    start = int(first[:4]) * 12 + int(first[5:]) - 1
    places = range(start, start + count)
    return np.array([f"{place // 12}-{place % 12 + 1:02d}" for place in places], dtype=object)


def _complete(told: _Told) -> Words:
    marks = np.full(len(told.months), "yes", dtype=object)
    if told.note is None:
        marks[-1] = "no"
    return marks


def _users(seed: int, told: _Told) -> Floats:
    """Return active users in millions: logistic, minus what fades, times season and noise."""
    draws, life, count = Draws(seed, f"platforms_monthly/{told.name}"), told.life, len(told.months)
    now = count - 1 if told.note else count - 2  # the last complete month
    years = (np.arange(count) - now) / 12
    size, shift = 0.9 + 0.2 * draws.uniform(1)[0], 0.2 * (draws.uniform(1)[0] - 0.5)
    rise = 1 / (1 + np.exp(-life.rate * (years + life.past_middle + shift)))
    fade = np.exp(-life.fade * np.clip(years + life.fading, 0, None))
    of_year = np.arange(count) + int(told.months[0][5:])
    season = life.season * np.cos(2 * np.pi * (of_year - life.peak) / 12)
    users: Floats = life.size * size * rise * fade * np.exp(season + 0.006 * draws.normal(count))
    if told.note is None:
        users[-1] *= 0.42 + 0.10 * draws.uniform(1)[0]
    return users


def figures(seed: int) -> list[Figure]:
    """Return the yearly change of the lives that lesson and assignment lean on, against their bands."""
    table = platforms_monthly(seed).set_index(["platform", "month"])["active_users"]
    bands = {
        "Kurz": (12, 60),
        "Quartino": (10, 50),
        "Plaza": (-4, 4),
        "Linkwerk": (-4, 4),
        "Zettel": (-30, -8),
    }
    return [
        Figure(
            f"yearly change of {name}, percent",
            float(100 * (table[name, "2026-02"] / table[name, "2025-02"] - 1)),
            *band,
        )
        for name, band in bands.items()
    ]
