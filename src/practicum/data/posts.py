"""The posts as they truly were: one row each, clean, before any export spoiled them."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd

from practicum.data.accounts import ACCOUNTS, FIRST_DAY, LAST_DAY, ZONE, Account, Channel
from practicum.data.draws import Draws, Floats, Ints
from practicum.data.texts import write_texts

_DAYS = (LAST_DAY - FIRST_DAY).days + 1
_FIRST = np.datetime64(FIRST_DAY, "m")
_DAY = 24 * 60

# Reach and engagement of a format, relative to a photo on the same channel; the order of the rates (photo
# above text above clip and link) follows the one brand page in the course's calibration note.
_FORMAT_REACH = {"photo": 1.0, "carousel": 0.95, "clip": 1.35, "text": 1.1, "link": 0.9}
_FORMAT_RATE = {"photo": 1.0, "carousel": 1.10, "clip": 0.62, "text": 0.80, "link": 0.52}
_ELASTICITY = 0.72  # of interactions on reach: the rate falls as reach grows
_SHARES = {"reactions": 0.80, "comments": 0.11, "shares": 0.09}


def true_posts(seed: int) -> pd.DataFrame:
    """Return every post with its final, settled figures.

    Args:
        seed: Whole number from 0.

    Returns:
        One row per post, sorted by account and time: local and UTC time, format, theme, text, final counts,
        whether it was sponsored and when it was deleted (age in days, or NaN).
    """
    frame = pd.concat([_account(seed, account) for account in ACCOUNTS], ignore_index=True)
    frame["published_at"] = (
        pd.DatetimeIndex(frame["local"])
        .tz_localize(ZONE, ambiguous=np.zeros(len(frame), dtype=bool), nonexistent="shift_forward")
        .tz_convert("UTC")
    )
    return frame


def _account(seed: int, account: Account) -> pd.DataFrame:
    parts = [_channel(Draws(seed, f"{account.key}/{channel.platform}"), account, channel)
             for channel in account.channels]
    frame = pd.concat(parts, ignore_index=True).sort_values("local", kind="stable", ignore_index=True)
    frame.insert(0, "account", account.key)
    frame.insert(0, "post_id", [f"{account.prefix}-{number:04d}" for number in range(1, len(frame) + 1)])
    months = frame["local"].dt.month.to_numpy()
    words = write_texts(account, months, frame["viral"].to_numpy(), Draws(seed, f"{account.key}/words"))
    frame["theme"] = [theme for theme, _ in words]
    frame["text"] = [text for _, text in words]
    campaign = np.array(account.campaigns, dtype=object)[months - 1]
    tagged = Draws(seed, f"{account.key}/campaign").uniform(len(frame)) < 0.8
    frame["campaign"] = np.where(tagged, campaign, "")
    return frame


def _channel(draws: Draws, account: Account, channel: Channel) -> pd.DataFrame:
    minutes, lift, calm = _times(draws, account, channel)
    count = len(minutes)
    viral = np.zeros(count, dtype=bool)
    if account.viral.platform == channel.platform:
        when = (account.viral.day - FIRST_DAY).days * _DAY + account.viral.minute
        minutes = np.append(minutes, when)
        lift, calm, viral = np.append(lift, 1.0), np.append(calm, True), np.append(viral, True)
        count += 1

    names = list(channel.formats)
    form = np.array(names, dtype=object)[draws.categories(tuple(channel.formats.values()), count)]
    form[viral] = names[0]
    sponsored = _sponsored(draws, account, form, calm)
    deleted_after = _deleted(draws, sponsored | calm)

    growth = 1 + 0.25 * minutes / (_DAYS * _DAY)
    reach = channel.reach * growth * lift * np.exp(0.62 * _noise_by(draws, lift))
    reach *= np.array([_FORMAT_REACH[name] for name in form])
    reach *= np.where(sponsored, 3.2 + 2.4 * draws.uniform(count), 1.0)
    reach[viral] = channel.reach * account.viral.times
    counts = _counts(draws, channel, form, reach, sponsored, ~np.isnan(deleted_after))
    frame = pd.DataFrame({"platform": channel.platform, "local": _FIRST + minutes, "format": form, **counts})
    frame["sponsored"], frame["viral"] = sponsored, viral
    frame["deleted_after"] = deleted_after
    cost = np.where(sponsored, frame["reach"] * (0.004 + 0.005 * draws.uniform(count)), 0.0)
    frame["cost"] = np.where(sponsored, np.maximum(5.0, cost), 0.0).round(2)
    return frame


def _times(draws: Draws, account: Account, channel: Channel) -> tuple[Ints, Floats, np.ndarray]:
    """Return local minutes since the first day, the lift of reach, and which posts are calm."""
    days = np.arange(_DAYS)
    months = np.array([(FIRST_DAY + timedelta(int(day))).month for day in days])
    weight = np.array(account.months, dtype=float)[months - 1]
    weekday = (days + FIRST_DAY.weekday()) % 7
    minutes, lift, calm = [], [], []
    for slot in channel.slots:
        wanted = slot.posts + int(4 * draws.uniform(1)[0]) * (not slot.calm)
        chosen = days[draws.chosen(np.where(weekday == slot.day, weight, 0.0), wanted)]
        within = slot.start + slot.minutes * (draws.order(len(chosen)) + draws.uniform(len(chosen))) / len(chosen)
        minutes.append(chosen * _DAY + within.astype(np.int64))
        lift.append(np.full(len(chosen), slot.lift))
        calm.append(np.full(len(chosen), slot.calm))
    wanted = int(channel.posts * (0.94 + 0.12 * draws.uniform(1)[0]))
    chosen = np.searchsorted(np.cumsum(weight) / weight.sum(), draws.uniform(wanted), side="right")
    band = draws.categories(account.bands, wanted)
    minutes.append(chosen * _DAY + band * 180 + np.floor(180 * draws.uniform(wanted)).astype(np.int64))
    lift.append(np.ones(wanted))
    calm.append(np.zeros(wanted, dtype=bool))
    return np.concatenate(minutes), np.concatenate(lift), np.concatenate(calm)


def _noise_by(draws: Draws, groups: Floats) -> Floats:
    """Return normal scores, sliced within each group."""
    noise = np.empty(len(groups))
    for value in np.unique(groups):
        inside = groups == value
        noise[inside] = draws.normal(int(inside.sum()))
    return noise


def _sponsored(draws: Draws, account: Account, form: np.ndarray, calm: np.ndarray) -> np.ndarray:
    """Mark the posts with money behind them: carousels and clips are pushed more often than the rest."""
    weight = np.where(form == "carousel", 2.6, np.where(form == "clip", 1.4, 1.0)) * ~calm
    return draws.chosen(weight, max(2, round(account.sponsored * len(form))))


def _deleted(draws: Draws, kept: np.ndarray) -> Floats:
    """Return the age in days at which a post was deleted, NaN for a post that stayed."""
    count = round((0.045 + 0.02 * draws.uniform(1)[0]) * len(kept)) + 1
    age = 1 + 30 * draws.uniform(len(kept)) ** 2
    return np.where(draws.chosen((~kept).astype(float), count), age, np.nan)


def _counts(
    draws: Draws, channel: Channel, form: np.ndarray, reach: Floats, sponsored: np.ndarray, deleted: np.ndarray
) -> dict[str, Floats | Ints]:
    """Return the final counts of each post."""
    size = len(reach)
    reach = np.maximum(reach, 12)
    rate = channel.rate * np.array([_FORMAT_RATE[name] for name in form])
    rate *= (reach / channel.reach) ** (_ELASTICITY - 1) * np.exp(0.42 * draws.normal(size))
    # Paid reach is colder; a post worth deleting had people talking first.
    rate *= np.where(sponsored, 0.55, 1.0) * np.where(deleted, 2.2, 1.0)
    total = reach * np.minimum(rate, 0.45)
    spread = {"reactions": 0.12, "comments": 0.50, "shares": 0.42}
    counts: dict[str, Floats | Ints] = {"reach": np.round(reach).astype(np.int64)}
    counts["impressions"] = np.round(reach * (1.18 + 0.55 * draws.uniform(size))).astype(np.int64)
    for name, share in _SHARES.items():
        noise = spread[name] * draws.normal(size) - spread[name] ** 2 / 2
        counts[name] = draws.whole(total * share * np.exp(noise))
    clicks = reach * 0.007 * np.where(form == "link", 4.0, 1.0) * np.exp(0.6 * draws.normal(size) - 0.18)
    counts["clicks"] = draws.whole(clicks)
    views = np.round(counts["impressions"] * (0.30 + 0.35 * draws.uniform(size)))
    counts["video_views_3s"] = np.where(form == "clip", views, np.nan)
    return counts
