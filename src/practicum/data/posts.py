"""The posts as they truly were: one row each, clean, before any export spoiled them."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pandas as pd

from practicum.data.accounts import ACCOUNTS, FIRST_DAY, LAST_DAY, SETTLE_DAYS, ZONE, Account, Channel
from practicum.data.draws import Draws, Floats, Ints, Marks, Words
from practicum.data.texts import AFTER_CHRISTMAS, write_texts

_DAYS = (LAST_DAY - FIRST_DAY).days + 1
_FIRST = np.datetime64(FIRST_DAY, "m")
_DAY = 24 * 60
_RECENT = (_DAYS - 31) * _DAY  # the first minute of the last month
_APRIL, _OCTOBER, _DECEMBER = 4, 10, 12
_LATE = 22
_NEW = 1  # status of an ordinary post of the last month; 0 is an ordinary post before it
_TAGGED = 0.8  # share of posts in a campaign's months that belong to it
_MONTHS = np.array([(FIRST_DAY + timedelta(day)).month for day in range(_DAYS)])

# Reach and engagement of a format, relative to a photo on the same channel; the order of the rates (photo
# above text above clip and link) follows the one brand page in the course's calibration note.
_FORMAT_REACH = {"photo": 1.0, "carousel": 0.95, "clip": 1.35, "text": 1.1, "link": 0.9}
_FORMAT_RATE = {"photo": 1.0, "carousel": 1.12, "clip": 0.62, "text": 0.80, "link": 0.52}
_ELASTICITY = 0.72  # of interactions on reach: the rate falls as reach grows
# Share of interactions, and ln sd around it.
_PARTS = {"reactions": (0.80, 0.12), "comments": (0.11, 0.50), "shares": (0.09, 0.42)}


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
    parts = [
        _channel(Draws(seed, f"{account.key}/{channel.platform}"), account, channel)
        for channel in account.channels
    ]
    frame = pd.concat(parts, ignore_index=True).sort_values("local", kind="stable", ignore_index=True)
    frame.insert(0, "account", account.key)
    frame.insert(0, "post_id", [f"{account.prefix}-{number:04d}" for number in range(1, len(frame) + 1)])
    months = frame["local"].dt.month.to_numpy()
    seasons = np.where((months == _DECEMBER) & (frame["local"].dt.day >= _LATE), AFTER_CHRISTMAS, months)
    words = write_texts(account, seasons, frame["viral"].to_numpy(), Draws(seed, f"{account.key}/words"))
    frame["theme"] = [theme for theme, _ in words]
    frame["text"] = [text for _, text in words]
    campaign = np.array(account.campaigns, dtype=object)[months - 1]
    tagged = Draws(seed, f"{account.key}/campaign").uniform(len(frame)) < _TAGGED
    frame["campaign"] = np.where(tagged, campaign, "")
    return frame


def _channel(draws: Draws, account: Account, channel: Channel) -> pd.DataFrame:
    minutes, calm, series = _times(draws, account, channel)
    viral = np.zeros(len(minutes), dtype=bool)
    if account.viral.platform == channel.platform:
        when = (account.viral.day - FIRST_DAY).days * _DAY + account.viral.minute
        minutes, calm = np.append(minutes, when), np.append(calm, True)
        viral, series = np.append(viral, True), np.append(series, False)
    count = len(minutes)
    names = list(channel.formats)
    form = draws.categories(tuple(channel.formats.values()), count)
    form[viral | series] = 0
    formats = np.array(names, dtype=object)[form]
    lift = _lift(channel, minutes)
    sponsored = _sponsored(draws, account, formats, lift, calm)
    deleted_after = _deleted(draws, lift, sponsored | calm)
    status = np.where(minutes >= _RECENT, _NEW, 0)
    for number, marks in enumerate((series, sponsored, ~np.isnan(deleted_after), viral), start=_NEW + 1):
        status[marks] = number
    kind = 10.0 * status + form

    growth = 1 + 0.25 * minutes / (_DAYS * _DAY)
    noise = _normal_within(draws, np.where(status == 0, lift, 10.0 * status))
    reach = channel.reach * growth * lift * np.exp(0.62 * noise)
    reach *= np.array([_FORMAT_REACH[name] for name in formats])
    reach *= np.where(sponsored, 3.2 + 2.4 * draws.uniform(count), 1.0)
    reach[viral] = channel.reach * account.viral.times
    reach = np.maximum(reach, 12)

    rate = channel.rate * np.array([_FORMAT_RATE[name] for name in formats])
    drift = _drift(reach / channel.reach, kind, np.where(status == _NEW, 0.0, status))
    rate *= np.exp(0.42 * _normal_within(draws, kind) + drift)
    rate *= np.where(series, 0.78, 1.0)  # a post a day tires people
    # Paid reach is colder; a post worth deleting had people talking first.
    rate *= np.where(sponsored, 0.55, 1.0) * np.where(np.isnan(deleted_after), 1.0, 2.2)
    counts = _counts(draws, reach, np.minimum(rate, 0.45), formats, kind)
    frame = pd.DataFrame(
        {"platform": channel.platform, "local": _FIRST + minutes, "format": formats, **counts}
    )
    frame["sponsored"], frame["viral"], frame["deleted_after"] = sponsored, viral, deleted_after
    cost = np.maximum(5.0, reach * (0.004 + 0.005 * draws.uniform(count)))
    frame["cost"] = np.where(sponsored, cost, 0.0).round(2)
    return frame


def _times(draws: Draws, account: Account, channel: Channel) -> tuple[Ints, Marks, Marks]:
    """Return local minutes since the first day, which posts are calm, and which belong to the last series."""
    days = np.arange(_DAYS)
    weight = np.array(account.months, dtype=float)[_MONTHS - 1]
    weekday = (days + FIRST_DAY.weekday()) % 7
    minutes, calm = [], []
    for slot in channel.slots:
        wanted = slot.posts + int(4 * draws.uniform(1)[0]) * (not slot.calm)
        chosen = days[draws.chosen(np.where(weekday == slot.day, weight, 0.0), wanted)]
        place = _spread(draws, (_MONTHS[chosen] >= _APRIL) & (_MONTHS[chosen] <= _OCTOBER))
        minutes.append(chosen * _DAY + slot.start + np.floor(slot.minutes * place).astype(np.int64))
        calm.append(np.full(len(chosen), slot.calm))
    wanted = int(channel.posts * (0.94 + 0.12 * draws.uniform(1)[0]))
    chosen = np.searchsorted(np.cumsum(weight) / weight.sum(), draws.uniform(wanted), side="right")
    band = draws.categories(account.bands, wanted)
    minutes.append(chosen * _DAY + band * 180 + np.floor(180 * draws.uniform(wanted)).astype(np.int64))
    calm.append(np.zeros(wanted, dtype=bool))
    series = 0
    if channel.finale is not None:
        series = SETTLE_DAYS
        late = np.floor(25 * draws.uniform(series)).astype(np.int64)
        minutes.append((days[-series:] * _DAY) + channel.finale + late)
        calm.append(np.ones(series, dtype=bool))
    total = sum(map(len, minutes))
    return np.concatenate(minutes), np.concatenate(calm), np.arange(total) >= total - series


def _spread(draws: Draws, summer: Marks) -> Floats:
    """Return places in [0, 1), evenly spread within each half of the year.

    So the hour that summer time moves always holds its part of the posts.
    """
    place = np.empty(len(summer))
    for half in (summer, ~summer):
        size = int(half.sum())
        place[half] = (draws.order(size) + draws.uniform(size)) / max(size, 1)
    return place


def _lift(channel: Channel, minutes: Ints) -> Floats:
    """Return the lift of each post: that of the habit into whose weekday and band of three hours it falls."""
    bands = {(slot.day, slot.start // 180): slot.lift for slot in channel.slots}
    weekday = (minutes // _DAY + FIRST_DAY.weekday()) % 7
    places = zip(weekday.tolist(), (minutes % _DAY // 180).tolist(), strict=True)
    return np.array([bands.get(place, 1.0) for place in places])


def _normal_within(draws: Draws, groups: Floats) -> Floats:
    """Return normal scores, sliced within each group."""
    noise = np.empty(len(groups))
    for value in np.unique(groups):
        inside = groups == value
        noise[inside] = draws.normal(int(inside.sum()))
    return noise


def _drift(times: Floats, kinds: Floats, statuses: Floats) -> Floats:
    """Return the fall of ln engagement with reach; its mean is the same for all formats of one status.

    So a format's engagement is what `_FORMAT_RATE` says, whichever of its posts happened to travel.
    """
    drift = (_ELASTICITY - 1) * np.log(times)
    means = np.empty(len(drift))
    for status in np.unique(statuses):
        means[statuses == status] = drift[statuses == status].mean()
    for kind in np.unique(kinds):
        drift[kinds == kind] -= drift[kinds == kind].mean()
    return drift + means


def _sponsored(draws: Draws, account: Account, formats: Words, lift: Floats, calm: Marks) -> Marks:
    """Mark the posts with money behind them: carousels and clips are pushed more often than the rest."""
    weight = np.where(formats == "carousel", 2.6, np.where(formats == "clip", 1.4, 1.0)) * ~calm
    wanted = max(2.0, account.sponsored * len(formats)) / weight.sum()
    marked = np.zeros(len(formats), dtype=bool)
    for name in np.unique(formats):
        mine = (formats == name) & ~calm
        marked |= draws.evenly(lift, mine, round(wanted * weight[mine].sum()))
    return marked


def _deleted(draws: Draws, lift: Floats, kept: Marks) -> Floats:
    """Return the age in days at which a post was deleted, NaN for a post that stayed."""
    count = round((0.045 + 0.02 * draws.uniform(1)[0]) * len(kept)) + 1
    age = 1 + 30 * draws.uniform(len(kept)) ** 2
    return np.where(draws.evenly(lift, ~kept, count), age, np.nan)


def _counts(
    draws: Draws, reach: Floats, rate: Floats, formats: Words, kind: Floats
) -> dict[str, Floats | Ints]:
    """Return the final counts of each post."""
    size = len(reach)
    counts: dict[str, Floats | Ints] = {"reach": np.round(reach).astype(np.int64)}
    counts["impressions"] = np.round(reach * (1.18 + 0.55 * draws.uniform(size))).astype(np.int64)
    for name, (share, spread) in _PARTS.items():
        noise = spread * _normal_within(draws, kind) - spread**2 / 2
        counts[name] = draws.whole(reach * rate * share * np.exp(noise))
    clicks = reach * 0.007 * np.where(formats == "link", 4.0, 1.0) * np.exp(0.6 * draws.normal(size) - 0.18)
    counts["clicks"] = draws.whole(clicks)
    views = np.round(counts["impressions"] * (0.30 + 0.35 * draws.uniform(size)))
    counts["video_views_3s"] = np.where(formats == "clip", views, np.nan)
    return counts
