"""Alerts: when the volume leaves its usual band, or an issue passes a number that the desk set."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from practicum.drill.state import Alert

if TYPE_CHECKING:
    from practicum.drill.load import Scenario
    from practicum.drill.state import State

WINDOW = 60
"""Minutes that count as the last hour, and that lie between two alerts on the same thing."""

_CALM = (3, 4)


def recent(state: State, minute: int | None = None) -> int:
    """Return how many mentions came in the hour before a minute, by default now."""
    now = state.minute if minute is None else minute
    return bisect_right(state.mentions, now) - bisect_right(state.mentions, now - WINDOW)


def usual(state: State, minute: int | None = None) -> tuple[int, int]:
    """Return the usual low and high of the last hour's mentions, rounded outwards.

    The last hour lies across two hours of the curve; each counts by its share. At the start of a shift less
    than an hour has been seen, and less is usual.
    """
    at = state.minute if minute is None else minute
    lows, highs = _curve(state.scenario)
    now, since = max(at, 1), max(0, at - WINDOW)
    return (lows[now] - lows[since]) // WINDOW, -((highs[since] - highs[now]) // WINDOW)


@lru_cache(maxsize=16)
def _curve(scenario: Scenario) -> tuple[list[int], list[int]]:
    """Return the sums of the usual low and high of all minutes before each minute, counted per hour."""
    hours = scenario.structure.baseline
    starts = [hour.minute for hour in hours]
    rows = [hours[bisect_right(starts, minute) - 1] for minute in range(scenario.structure.length + 1)]
    return [0, *accumulate(row.low for row in rows)], [0, *accumulate(row.high for row in rows)]


def watch(state: State, minute: int) -> None:
    """Raise an alert when the last hour lies above its band, or an issue above the desk's number.

    One rise is one alert: the next comes when the volume had calmed down in between, to three quarters of the
    limit, or has doubled since; and an hour after the last at the earliest. The whole volume is watched once
    there is an hour to compare.
    """
    if minute >= WINDOW:
        _compare(state, minute, recent(state, minute), usual(state, minute)[1], "")
    for issue, limit in state.alert_rules.items():
        if state.crowd is not None:
            count = state.crowd.community.between("volume", issue, minute - WINDOW, minute)
            _compare(state, minute, count, limit - 1, issue)


def _compare(state: State, minute: int, count: int, limit: int, issue: str) -> None:
    last = next((alert for alert in reversed(state.alerts) if alert.issue == issue), None)
    if count * _CALM[1] <= limit * _CALM[0]:
        state.risen.discard(issue)
    if count <= limit or (last is not None and minute - last.minute < WINDOW):
        return
    if issue not in state.risen or last is None or count >= 2 * last.count:
        state.risen.add(issue)
        state.alerts.append(Alert(f"a{len(state.alerts) + 1}", minute, count, limit, issue))
