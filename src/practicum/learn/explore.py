"""Module m08, to move: what the denominator, the smallest group and the last days do to a finding.

Each explorer is a computation on tables (`rank_platforms`, `rank_slots`, `weekly_growth`) with controls that
call it, as `practicum.learn.tools.explorer` shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from practicum.i18n import _, ngettext
from practicum.learn.tools.explorer import Explorer, Finding, checkbox, dropdown, number, radio

if TYPE_CHECKING:
    from collections.abc import Iterable

ZONE = "Europe/Paris"
SETTLE_DAYS = 7
STRETCH_HOURS = 3
COUNTS = ("reach", "impressions", "reactions", "comments", "shares", "clicks")


def per_labels() -> dict[str, str]:
    """Say what engagement can be divided by."""
    return {
        "reach": _("people reached, all posts added up first"),
        "ratios": _("people reached, post by post, then averaged"),
        "impressions": _("impressions, all posts added up first"),
        "followers": _("followers, for an average post"),
        "posts": _("posts"),
    }


def what_labels() -> dict[str, str]:
    """Say what can be counted as engagement."""
    return {
        "interactions": _("reactions, comments and shares"),
        "clicks": _("clicks"),
        "comments": _("comments alone"),
    }


def rivage_posts(export: pd.DataFrame) -> pd.DataFrame:
    """Clean the export for Rivage in one call: the steps of unit 2, for the sittings after it.

    Args:
        export: The table `posts` as it came.

    Returns:
        One row per published post in order of time. Counts are whole numbers, `sponsored` is true or false.
        Added: `local` (time in Paris), `slot` and `slot_utc` (weekday and stretch of three hours),
        `interactions`, `rate` (interactions per 100 people reached) and `settled` (at least seven days old).
    """
    own = export[export["account"] == "rivage"]
    newest = own.sort_values("exported_on", kind="stable").drop_duplicates("post_id", keep="last")
    posts = newest[newest["status"] == "published"].copy()
    for name in COUNTS:
        posts[name] = _numbers(posts[name])
    posts["sponsored"] = posts["sponsored"] == "yes"
    posts["cost"] = pd.to_numeric(posts["cost"])
    utc = pd.to_datetime(posts["published_at"], utc=True)
    posts["local"] = utc.dt.tz_convert(ZONE)
    posts["slot"], posts["slot_utc"] = _slot(posts["local"]), _slot(utc)
    posts["interactions"] = posts["reactions"] + posts["comments"] + posts["shares"]
    posts["rate"] = 100 * posts["interactions"] / posts["reach"]
    end = pd.Timestamp(export["exported_on"].max(), tz=ZONE) + pd.Timedelta(days=1)
    posts["settled"] = posts["local"] <= end - pd.Timedelta(days=SETTLE_DAYS)
    return posts.sort_values("local", ignore_index=True)


def _numbers(texts: pd.Series[Any]) -> pd.Series[Any]:
    """Read '1.2k' as 1,200 and '3 400' as 3,400."""
    packed = texts.str.replace(r"\s", "", regex=True)
    times = packed.str[-1].map({"k": 1_000.0, "M": 1_000_000.0}).fillna(1.0)
    return (pd.to_numeric(packed.str.rstrip("kM")) * times).round().astype("int64")


def _slot(times: pd.Series[Any]) -> pd.Series[Any]:
    start = times.dt.hour // STRETCH_HOURS * STRETCH_HOURS
    hours = start.map("{:02d}".format) + "-" + (start + STRETCH_HOURS).map("{:02d}".format)
    names: pd.Series[Any] = times.dt.day_name().str[:3] + " " + hours
    return names


def rank_platforms(
    posts: pd.DataFrame, followers: pd.DataFrame, *, per: str = "reach", what: str = "interactions"
) -> pd.DataFrame:
    """Rank the platforms by one definition of engagement, the highest first.

    Args:
        posts: Clean posts, as `rivage_posts` gives them.
        followers: The table `followers_daily`.
        per: A key of `per_labels()`: what to divide by.
        what: A key of `what_labels()`: what to count.

    Returns:
        Rank, platform, posts and the value: percent, or a plain number per post.
    """
    counted = posts[what]
    by = posts["platform"]
    size = by.groupby(by).size()
    if per == "ratios":
        value = (100 * counted / posts["reach"]).groupby(by).mean()
    elif per == "posts":
        value = counted.groupby(by).mean()
    elif per == "followers":
        own = followers[followers["account"] == "rivage"].sort_values("date")
        last = own.groupby("platform")["followers"].last()
        value = 100 * counted.groupby(by).mean() / last.reindex(size.index)
    else:
        value = 100 * counted.groupby(by).sum() / posts[per].groupby(by).sum()
    ranked = value.sort_values(ascending=False, kind="stable").round(1 if per == "posts" else 2)
    return pd.DataFrame(
        {
            _("Rank"): range(1, len(ranked) + 1),
            _("Platform"): ranked.index,
            _("Posts"): size.reindex(ranked.index).to_numpy(),
            _("Per post") if per == "posts" else _("Per 100"): ranked.to_numpy(),
        }
    )


def rank_slots(
    posts: pd.DataFrame,
    *,
    at_least: int = 1,
    typical: str = "median",
    without_top: bool = False,
    utc: bool = False,
) -> pd.DataFrame:
    """Rank the slots of publication by reach, the highest first.

    Args:
        posts: Clean posts, as `rivage_posts` gives them.
        at_least: Slots with fewer posts than this are left out.
        typical: `mean` or `median`.
        without_top: Leave out the one post with the largest reach.
        utc: Read the export's clock instead of the clock in Paris.

    Returns:
        Slot, posts and reach, rounded to whole people; empty when no slot has enough posts.
    """
    kept = posts.drop(index=posts["reach"].idxmax()) if without_top else posts
    found = kept.groupby("slot_utc" if utc else "slot")["reach"].agg(["size", typical])
    found = found[found["size"] >= at_least].sort_values([typical, "size"], ascending=False, kind="stable")
    return pd.DataFrame(
        {
            _("Slot"): found.index,
            _("Posts"): found["size"].to_numpy(),
            _("Reach"): found[typical].round().astype(int).to_numpy(),
        }
    )


def weekly_growth(followers: pd.DataFrame, *, leave_out: int = SETTLE_DAYS, weeks: int = 6) -> pd.DataFrame:
    """Add up Rivage's net new followers in weeks, counted back from the last day that is kept.

    Args:
        followers: The table `followers_daily`.
        leave_out: How many of the newest days not to use.
        weeks: How many weeks to return.

    Returns:
        Last day of the week, net new followers on all platforms; the oldest week first.
    """
    own = followers[followers["account"] == "rivage"]
    net = (own["gained"] - own["lost"]).groupby(own["date"]).sum().sort_index()
    kept = net.iloc[: len(net) - leave_out].iloc[-7 * weeks :]
    sums = kept.groupby([place // 7 for place in range(len(kept))]).sum()
    return pd.DataFrame({_("Week to"): kept.index[6::7], _("Net new followers"): sums.to_numpy()})


def denominators(posts: pd.DataFrame, followers: pd.DataFrame) -> Explorer:
    """Return controls for the two halves of a rate: what is counted, and what it is divided by."""
    counted, divisors = what_labels(), per_labels()

    def find(what: str, per: str) -> Finding:
        table = rank_platforms(posts, followers, what=what, per=per)
        first, *_middle, last = table.iloc[:, 1]
        sentence = _("You count {what} and divide by {per}: {first} comes first, {last} last.")
        return Finding(
            sentence.format(what=counted[what], per=divisors[per], first=first, last=last),
            table,
            _("Platforms of Rivage, ranked"),
        )

    settings = [
        {
            _("Counted"): counted[what],
            _("Divided by"): divisors[per],
            _("Order, with values"): _ranking(table),
        }
        for what in counted
        for per in divisors
        for table in [rank_platforms(posts, followers, what=what, per=per)]
    ]
    controls = {"what": dropdown(_("Count"), counted), "per": dropdown(_("Divide by"), divisors)}
    return Explorer(_("Which platform engages most?"), controls, find, pd.DataFrame(settings))


def _ranking(table: pd.DataFrame) -> str:
    return ", ".join(f"{row[1]} {row[3]}" for row in table.itertuples(index=False))


def slots(posts: pd.DataFrame) -> Explorer:
    """Return controls for the smallest group, the typical value, the top post and the clock."""
    typical = {"mean": _("mean"), "median": _("median")}

    def find(**setting: Any) -> Finding:
        table = rank_slots(posts, **setting)
        if table.empty:
            sentence = _("No slot has {count} posts: with so high a bar the data say nothing.").format(
                count=setting["at_least"]
            )
        else:
            slot, count, reach = table.iloc[0]
            sentence = ngettext(
                "Best slot: {slot}, with {count} post and a {typical} reach of {reach:,}.",
                "Best slot: {slot}, with {count} posts and a {typical} reach of {reach:,}.",
                count,
            ).format(slot=slot, count=count, typical=typical[setting["typical"]], reach=reach)
        return Finding(sentence, table.head(5), _("The five best slots under this rule"))

    rules: Iterable[tuple[str, dict[str, Any]]] = (
        (_("Mean"), {"typical": "mean"}),
        (_("Mean without the top post"), {"typical": "mean", "without_top": True}),
        (_("Median"), {"typical": "median"}),
        (_("Median, clock of the export"), {"typical": "median", "utc": True}),
    )
    settings = [
        {_("Posts at least"): least}
        | {name: _best(rank_slots(posts, at_least=least, **rule)) for name, rule in rules}
        for least in (1, 2, 3, 4, 5, 10, 15, 20, 25)
    ]
    controls = {
        "at_least": number(_("Posts at least"), value=1, low=1, high=40),
        "typical": radio(_("Typical reach"), typical),
        "without_top": checkbox(_("Leave out the post with the largest reach")),
        "utc": checkbox(_("Read the clock of the export (UTC) instead of Paris")),
    }
    return Explorer(_("Which slot is best?"), controls, find, pd.DataFrame(settings))


def _best(table: pd.DataFrame) -> str:
    if table.empty:
        return _("no slot")
    return _("{slot} ({count})").format(slot=table.iloc[0, 0], count=table.iloc[0, 1])


def lag(followers: pd.DataFrame) -> Explorer:
    """Return a control for the newest days to leave out."""

    def find(leave_out: int) -> Finding:
        table = weekly_growth(followers, leave_out=leave_out)
        before, newest = _last_two(table)
        sentence = _("Newest week, to {day}: {newest} net new followers, after {before} the week before.")
        return Finding(
            sentence.format(day=table.iloc[-1, 0], newest=newest, before=before),
            table,
            _("Net new followers of Rivage, six weeks"),
        )

    settings = [
        {
            _("Newest days left out"): days,
            _("Newest week"): newest,
            _("Week before"): before,
        }
        for days in (0, 1, 2, 3, 5, 7, 10, 14)
        for before, newest in [_last_two(weekly_growth(followers, leave_out=days))]
    ]
    controls = {"leave_out": number(_("Newest days to leave out"), value=0, low=0, high=28)}
    return Explorer(_("Did growth stop last week?"), controls, find, pd.DataFrame(settings))


def _last_two(weeks: pd.DataFrame) -> tuple[int, int]:
    before, newest = weeks.iloc[-2:, 1].tolist()
    return before, newest
