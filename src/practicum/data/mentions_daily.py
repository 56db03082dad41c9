"""Mentions per day, account and source, as a monitoring tool counts them.

Brindille's half year holds what a crisis desk has to read out of such a series: an ordinary level that is
skewed and follows the week, a crisis that is over (January), and a second wave (March) that ends more slowly
than it first seems. All that `mentions` lists from `FIRST_LISTED_DAY` is counted here.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from practicum.data.draws import Draws, Floats, Ints
from practicum.data.schema import ACCOUNT, Field, Figure, TableSchema
from practicum.data.traps import Trap

if TYPE_CHECKING:
    from collections.abc import Sequence

FAMILIES = ("news", "blog", "forum", "video", "review", "microblog", "newsletter")
FIRST_DAY, LAST_DAY = date(2025, 10, 1), date(2026, 3, 31)
INCOMPLETE_DAYS = 2
FIRST_LISTED_DAY = date(2026, 2, 15)
# The sixty days that a learner would naturally take, and the crisis inside them.
BASELINE = (date(2025, 12, 5), date(2026, 2, 2))
PAST_CRISIS = (date(2026, 1, 8), date(2026, 1, 19))
PAST_PEAK, PAST_PEAK_TIMES = date(2026, 1, 9), 9.0
# The second wave: its negative share is back on an ordinary level once too early, and later for good.
WAVE_FIRST_DAY, WAVE_PEAK, WAVE_PEAK_TIMES = date(2026, 3, 2), date(2026, 3, 3), 4.4
RECOVERY = (date(2026, 3, 17), date(2026, 3, 21))
BOT_BURST_DAY, BOT_BURST, BOT_BURST_ACCOUNT = date(2026, 3, 14), 48, "ines_korvald"
MAIN_ACCOUNT = "brindille"

_SOURCE = Field("source", "string", "The family of sources.", options=FAMILIES)
SCHEMA = TableSchema(
    "mentions_daily",
    "Mentions per day",
    "One row for each day, account and family of sources, 1 October 2025 to 31 March 2026, as a monitoring"
    " tool counted them at noon on 1 April 2026: copies and namesakes are counted too.",
    (
        Field("date", "date", "The day, in Paris."),
        ACCOUNT,
        _SOURCE,
        Field("mentions", "integer", "Mentions found for that day so far."),
        Field("negative", "integer", "How many of them the tool's program labelled negative."),
        Field(
            "complete",
            "string",
            "Whether the tool has finished collecting that day: the last two days it has not.",
            options=("yes", "no"),
        ),
    ),
    key=("date", "account", "source"),
)
TRAPS = (
    Trap(
        "a past crisis in the baseline",
        "mentions_daily",
        "Brindille, 8 to 19 January 2026: a crisis that is over, nine times the usual day at its peak.",
        "A threshold computed over sixty days that hold it is too high: the next crisis rings late.",
        "m10-2",
        "crisis in the baseline",
    ),
    Trap(
        "skewed days",
        "mentions_daily",
        "Counts of a day follow a lognormal and a pattern of the week, so high days are common.",
        "Average plus two deviations rings more often than the one day in forty that was promised.",
        "m10-2",
        "deviations on skewed counts",
    ),
    Trap(
        "a touch too early",
        "mentions_daily",
        "Brindille, March 2026: the negative share falls to its usual level for one day, and rises again.",
        "Whoever calls the crisis over on that day stands down a team that is needed the day after.",
        "m10-6",
        "first day in the band",
    ),
    Trap(
        "incomplete last days",
        "mentions_daily",
        "The last two days hold about 60 and 20 percent of what will be found.",
        "The newest days always look calm: a wave seems to be over on the morning of each report.",
        "",
        "",
    ),
)


class _Habit(NamedTuple):
    """How an account is talked about: mentions on a median day, negative share, weight of each family."""

    level: float
    negative: float
    families: tuple[float, ...]


_HABITS = {
    "brindille": _Habit(26.0, 0.14, (8, 9, 13, 9, 21, 35, 5)),
    "rivage": _Habit(5.6, 0.07, (26, 12, 8, 8, 3, 34, 9)),
    "fournil_aumiere": _Habit(2.2, 0.11, (12, 14, 8, 6, 38, 20, 2)),
    "valmonde": _Habit(6.8, 0.27, (30, 6, 22, 5, 4, 28, 5)),
    "pax_fils": _Habit(6.0, 0.13, (14, 12, 10, 14, 10, 36, 4)),
    "ines_korvald": _Habit(7.4, 0.09, (28, 9, 9, 20, 1, 29, 4)),
}
# A review is more often a complaint than a newsletter is.
_GRUMBLE = dict(zip(FAMILIES, (0.9, 0.8, 1.4, 0.9, 1.8, 1.2, 0.35), strict=True))
_WEEK = np.array([1.1, 1.15, 1.1, 1.08, 1.0, 0.72, 0.66])
_DAYS = (LAST_DAY - FIRST_DAY).days + 1
_DATES = pd.date_range(FIRST_DAY, LAST_DAY).strftime("%Y-%m-%d")
_WEEKDAYS = (np.arange(_DAYS) + FIRST_DAY.weekday()) % 7
_SPREAD, _CALM_SPREAD = 0.5, 0.28  # ln sd of a day around its level; calmer once a wave is over
_ROUGH = 0.08  # ln sd of a crisis day around its law, the peak apart
COLLECTED = (0.62, 0.21)  # share of each incomplete day that the tool has found so far
_PLATEAU = 0.4  # hours around the peak in which the law does not fall yet
# Decay of volume per hour after the peak, near the figures of the calibration note (0.885 and 0.49).
_SUDDEN, _CREEPING = 0.87, 0.52
_SHARE_SPREAD = 0.03
_PAST_SHARES = (0.45, 0.62, 0.60, 0.55, 0.50, 0.46, 0.43, 0.40, 0.37, 0.34, 0.32, 0.30)
_WAVE_SHARES = (0.47, 0.63, 0.60, 0.56, 0.53, 0.50, 0.47, 0.45, 0.42, 0.40)
_STUBBORN_SHARE = 0.36  # until the wave is over


def _place(day: date) -> int:
    return (day - FIRST_DAY).days


def recovery(seed: int) -> tuple[date, date]:
    """Return when Brindille's negative share touches its usual level, and when it comes back to stay."""
    chance = Draws(seed, "mentions-daily/recovery").uniform(2)
    back = RECOVERY[0] + timedelta(int(chance[0] * ((RECOVERY[1] - RECOVERY[0]).days + 1)))
    return back - timedelta(4 + int(chance[1] * 3)), back


def mentions_daily(seed: int) -> pd.DataFrame:
    """Return one row per day, account and family, sorted by those.

    Args:
        seed: Whole number from 0.
    """
    parts = [_account(seed, name, habit) for name, habit in _HABITS.items()]
    frame = pd.concat(parts, ignore_index=True)
    frame["complete"] = np.where(frame["date"] > _DATES[-1 - INCOMPLETE_DAYS], "no", "yes")
    return frame.sort_values(["date", "account", "source"], kind="stable", ignore_index=True)


def _account(seed: int, name: str, habit: _Habit) -> pd.DataFrame:
    draws = Draws(seed, f"mentions-daily/{name}")
    level, share = (_brindille if name == MAIN_ACCOUNT else _plain)(draws, habit, seed)
    level[-INCOMPLETE_DAYS:] *= COLLECTED
    weights = np.array(habit.families) / sum(habit.families)
    noise = np.exp(0.4 * draws.normal(_DAYS * len(FAMILIES))).reshape(_DAYS, -1)
    parts = weights * noise
    expected = level[:, None] * parts / parts.sum(axis=1, keepdims=True)
    counts = draws.whole(expected.ravel())
    negative = _negative(draws, counts, share)
    if name == BOT_BURST_ACCOUNT:
        counts[_place(BOT_BURST_DAY) * len(FAMILIES) + FAMILIES.index("microblog")] += BOT_BURST
    return pd.DataFrame(
        {
            "date": np.repeat(_DATES.to_numpy(), len(FAMILIES)),
            "account": name,
            "source": np.tile(np.array(FAMILIES, dtype=object), _DAYS),
            "mentions": counts,
            "negative": negative,
        }
    )


def _plain(draws: Draws, habit: _Habit, _seed: int) -> tuple[Floats, Floats]:
    """Return level and negative share of each day of an account to which nothing much happens."""
    level = habit.level * _WEEK[_WEEKDAYS] * np.exp(_SPREAD * draws.normal(_DAYS))
    return level, habit.negative * np.exp(0.3 * draws.normal(_DAYS))


def _brindille(draws: Draws, habit: _Habit, seed: int) -> tuple[Floats, Floats]:
    """Return level and negative share of each day of the account with a crisis behind it and one ahead."""
    touch, back = recovery(seed)
    # Stratified stretch by stretch: so the sixty days, without their crisis, are alike with every seed.
    days = np.arange(_DAYS)
    edges = [_place(BASELINE[0]), _place(PAST_CRISIS[0]), _place(PAST_CRISIS[1]) + 1]
    edges += [_place(BASELINE[1]) + 1, _place(WAVE_FIRST_DAY), _place(back)]
    stretch = np.searchsorted(edges, days, side="right")
    stretch[stretch == 3] = 1  # the baseline before the crisis and after it are one stretch  # noqa: PLR2004
    score = np.empty(_DAYS)
    for number in np.unique(stretch):
        score[stretch == number] = draws.normal(int((stretch == number).sum()))
    spread = np.where(stretch == stretch.max(), _CALM_SPREAD, _SPREAD)
    level = habit.level * _WEEK[_WEEKDAYS] * np.exp(spread * score)
    usual = float(np.median(level[stretch == 1]))
    calm_share = habit.negative + _SHARE_SPREAD * np.clip(draws.normal(_DAYS), -2, 2)
    calm_share[_place(back) :] = habit.negative
    share = calm_share

    first, last = _place(PAST_CRISIS[0]), _place(PAST_CRISIS[1]) + 1
    rough = np.exp(_ROUGH * draws.normal(_DAYS))
    rough[[_place(PAST_PEAK), _place(WAVE_PEAK)]] = 1
    level[first:last] = usual * (1 + _excess(PAST_PEAK_TIMES - 1, last - first, _SUDDEN, 0.2))
    share[first:last], crisis = _PAST_SHARES, days[first:last]
    first, last = _place(WAVE_FIRST_DAY), _place(back)
    crisis = np.concatenate([crisis, days[first:last]])
    level[first:last] = usual * (1 + _excess(WAVE_PEAK_TIMES - 1, last - first, _CREEPING, 0.35))
    level[crisis] *= rough[crisis]
    share[first:last] = _STUBBORN_SHARE
    share[first : first + len(_WAVE_SHARES)] = _WAVE_SHARES
    share[_place(touch)] = habit.negative
    return level, share


def _excess(peak: float, days: int, decay: float, onset: float) -> Floats:
    """Return mentions above the usual level, in usual days: an onset, a peak, then a power law of the hour.

    The law falls as t^-decay per hour after the peak, and is added up over each day.
    """
    ends = (np.arange(days) * 24.0 + _PLATEAU) ** (1 - decay)
    per_day = np.diff(ends)
    return np.concatenate([[onset * peak], peak * per_day / per_day[0]])


def _negative(draws: Draws, counts: Ints, share: Floats) -> Ints:
    """Deal each day's negative mentions out to the families, none more than a family has mentions."""
    cell = np.repeat(np.arange(len(counts)), counts)
    day = cell // len(FAMILIES)
    weight = np.array([_GRUMBLE[name] for name in FAMILIES])[cell % len(FAMILIES)]
    wanted = np.rint(share * np.bincount(day, minlength=_DAYS)).astype(np.int64)
    order = np.lexsort((-np.log1p(-draws.uniform(len(cell))) / weight, day))
    start = np.concatenate([[0], np.cumsum(np.bincount(day, minlength=_DAYS))])[day[order]]
    taken = order[np.arange(len(cell)) - start < wanted[day[order]]]
    return np.bincount(cell[taken], minlength=len(counts)).astype(np.int64)


def daily(table: pd.DataFrame, account: str = MAIN_ACCOUNT) -> pd.DataFrame:
    """Return mentions, negative ones and their share per day of an account, all families together."""
    days = table[table["account"] == account].groupby("date")[["mentions", "negative"]].sum()
    return days.assign(share=days["negative"] / days["mentions"])


def figures(seed: int) -> Sequence[Figure]:
    """Return the shape of Brindille's ordinary days and of its two crises against their bands.

    The bands of the crises are those of sudden and of creeping events in the course's calibration note,
    which were measured by the hour; here an hour's law is read from days, at their middle.
    """
    days = daily(mentions_daily(seed))
    clean = _between(days, *BASELINE).drop(_between(days, *PAST_CRISIS).index)
    usual = float(clean["mentions"].median())
    logs = np.log(clean["mentions"])
    past = _between(days, PAST_PEAK, PAST_CRISIS[1])["mentions"] - usual
    wave = _between(days, WAVE_PEAK, recovery(seed)[1] - timedelta(1))["mentions"] - usual
    return [
        Figure("ln sd of an ordinary day", float(logs.std()), 0.4, 0.75),
        Figure("average over median of ordinary days", float(clean["mentions"].mean()) / usual, 1.03, 1.4),
        Figure("peak of the past crisis over an ordinary day", float(past.iloc[0]) / usual + 1, 8.0, 10.0),
        Figure("past crisis, 24-hour share", float(past.iloc[0] / past.sum()), 0.5, 0.7),
        Figure("past crisis, decay exponent", _decay(past), 0.7, 1.2),
        Figure("second wave, 24-hour share", float(wave.iloc[0] / wave.sum()), 0.2, 0.5),
        Figure("second wave, decay exponent", _decay(wave), 0.3, 0.7),
    ]


def _between(days: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    return days.loc[first.isoformat() : last.isoformat()]


def _decay(excess: pd.Series) -> float:
    hours = np.arange(len(excess)) * 24 + 12.0
    slope, _level = np.polyfit(np.log(hours), np.log(np.maximum(excess.to_numpy(dtype=float), 1.0)), 1)
    return -float(slope)
