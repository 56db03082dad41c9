"""When should the phone ring? A threshold, what it is computed from, how often it rings for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from practicum.i18n import _, ngettext
from practicum.learn.tools.explorer import Explorer, Finding, checkbox, dropdown, number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

QUARTER = 91
"""Days in a quarter."""
_USUAL = 0.99
_SPREAD_OF_NORMAL = 1.4826  # median absolute deviation to standard deviation, for a normal distribution


class Window(NamedTuple):
    """Days from one to another, both included, as ISO dates."""

    first: str
    last: str


def per_day(daily: pd.DataFrame, account: str, *, complete_only: bool = True) -> pd.Series[Any]:
    """Add up the mentions of an account over all sources.

    Args:
        daily: The table `mentions_daily`.
        account: A name in its column `account`.
        complete_only: Leave out days that the tool has not finished collecting.

    Returns:
        Mentions by date (ISO text), sorted.
    """
    own = daily[daily["account"] == account]
    if complete_only:
        own = own[own["complete"] == "yes"]
    return own.groupby("date")["mentions"].sum().sort_index()


def within(counts: pd.Series[Any], window: Window, *, without: Window | None = None) -> pd.Series[Any]:
    """Return the days of a window, without those of another."""
    days = counts.index
    kept = (days >= window.first) & (days <= window.last)
    if without is not None:
        kept &= ~((days >= without.first) & (days <= without.last))
    return counts[kept]


def rules() -> dict[str, str]:
    """Say how a threshold may be drawn from a baseline."""
    return {
        "mean": _("mean plus two standard deviations"),
        "median": _("median plus three robust deviations"),
        "quantile": _("the level that 99 of 100 usual days stay under"),
    }


_RULES: Mapping[str, Callable[[np.ndarray[Any, np.dtype[np.float64]]], float]] = {
    "mean": lambda days: float(days.mean() + 2 * days.std(ddof=1)),
    "median": lambda days: float(
        np.median(days) + 3 * _SPREAD_OF_NORMAL * np.median(np.abs(days - np.median(days)))
    ),
    "quantile": lambda days: float(np.quantile(days, _USUAL)),
}


def threshold(baseline: pd.Series[Any], rule: str) -> float:
    """Return the level of mentions a day above which the phone rings.

    Args:
        baseline: Mentions per day on days that count as usual.
        rule: A key of `rules()`.
    """
    return _RULES[rule](baseline.to_numpy(dtype=float))


def false_alarms(calm: pd.Series[Any], level: float, *, days: int = QUARTER) -> float:
    """Return how many calm days would have rung, scaled to a quarter."""
    return float((calm > level).mean() * days)


def days_to_ring(counts: pd.Series[Any], level: float, crisis: Window) -> int | None:
    """Return how many days into a crisis the phone first rang, 0 for its first day, None for never."""
    rung = np.flatnonzero(within(counts, crisis).to_numpy() > level)
    return int(rung[0]) if len(rung) else None


def alert_threshold(
    daily: pd.DataFrame, *, account: str, baseline: Window, past_crisis: Window, crisis: Window
) -> Explorer:
    """Return controls for the rule and for what the baseline holds.

    Args:
        daily: The table `mentions_daily`.
        account: Whose mentions.
        baseline: The days that one would take as usual.
        past_crisis: Days in it that were not.
        crisis: The next crisis, to see on which day each threshold would have rung.
    """
    counts, every = per_day(daily, account), per_day(daily, account, complete_only=False)
    calm = within(counts, baseline, without=past_crisis)
    named = rules()

    def found(rule: str, *, leave_out: bool, times: float = 1.0) -> tuple[float, float, int | None]:
        days = within(counts, baseline, without=past_crisis if leave_out else None)
        level = threshold(days, rule) * times
        return level, false_alarms(calm, level), days_to_ring(every, level, crisis)

    def find(rule: str, leave_out: bool, percent: int) -> Finding:  # noqa: FBT001 - the controls' values
        level, alarms, late = found(rule, leave_out=leave_out, times=percent / 100)
        sentence = _(
            "The phone rings above {level:.0f} mentions a day: about {alarms:.1f} false alarms a quarter."
        ).format(level=level, alarms=alarms)
        table = pd.DataFrame(
            {
                _("Day"): within(every, crisis).index,
                _("Mentions"): within(every, crisis).to_numpy(),
                _("Rings"): [_("yes") if one > level else _("no") for one in within(every, crisis)],
            }
        ).head(7)
        return Finding(f"{sentence} {_said(late)}", table, _("The next crisis, its first seven days"))

    rows = [
        {
            _("Rule"): named[rule],
            _("Past crisis"): _("left out") if leave_out else _("left in"),
            _("Rings above"): round(level),
            _("False alarms a quarter"): round(alarms, 1),
            _("Next crisis"): _said(late),
        }
        for rule in named
        for leave_out in (False, True)
        for level, alarms, late in [found(rule, leave_out=leave_out)]
    ]
    controls = {
        "rule": dropdown(_("Rule"), named),
        "leave_out": checkbox(
            _("Leave out {first} to {last}, a crisis that is over").format(
                first=past_crisis.first, last=past_crisis.last
            )
        ),
        "percent": number(_("Set it at this percent of the rule"), value=100, low=50, high=200),
    }
    return Explorer(_("When should the phone ring?"), controls, find, pd.DataFrame(rows))


def _said(late: int | None) -> str:
    if late is None:
        return _("The next crisis would not have rung at all.")
    if late == 0:
        return _("The next crisis would have rung on its first day.")
    return ngettext(
        "The next crisis would have rung {count} day late.",
        "The next crisis would have rung {count} days late.",
        late,
    ).format(count=late)
