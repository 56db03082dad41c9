"""What is right in m10-2, m10-3 and m10-6, computed in plain Python, and the wrong ways beside it.

The notebook's model answers use pandas; a test holds the two against each other.
"""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

import math
import statistics
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

ACCOUNT = "brindille"
BASELINE = (date(2025, 12, 5), date(2026, 2, 2))
PAST_CRISIS = (date(2026, 1, 8), date(2026, 1, 19))
QUIET = (date(2025, 10, 1), date(2026, 3, 1))
WAVE, LAST_COMPLETE = date(2026, 3, 2), date(2026, 3, 29)
QUARTER = 91
IN_A_ROW = 3
LEVELS = ("noise", "watch", "issue", "crisis")
ABOVE, FAR, DEAFENING = 3, 10, 30  # times the usual hour

# What the texts say and the table leaves empty: worst harm still open, and own fault.
VERDICTS = {
    "The key under the pot": ("life", "no"),
    "Lane six, Saturday": ("life", "no"),
    "After the summer lunch": ("health", "unknown"),
    "A smell in the gymnasium": ("health", "unknown"),
    "The thank-you film": ("dignity", "yes"),
    "To all, visible to all": ("dignity", "yes"),
    "Delivered before they arrive": ("none", "partly"),
    "The clock of the order page": ("none", "partly"),
    "The mayor and the goat": ("none", "no"),
    "The secret chocolate bar": ("none", "no"),
    "Where do the donations go?": ("money", "unknown"),
    "Fines from nowhere": ("money", "unknown"),
    "The old labels": ("health", "yes"),
    "The hall was too hot": ("health", "yes"),
    "The wrong Madame Roux": ("dignity", "no"),
    "After the interview": ("dignity", "no"),
    "The pizza vote": ("none", "yes"),
    "Happy Monday, sad sales": ("none", "yes"),
    "The drops": ("money", "yes"),
    "Butter croissants": ("money", "yes"),
}


# m10-2 and m10-6: days

# What was read from the tables asked for last: reference and mistakes ask for the same many times in a row.
_KEPT: dict[str, tuple[Any, dict[Any, Any]]] = {}


def _once(name: str, table: Any, key: Any, make: Callable[[], Any]) -> Any:
    """Make something of a table once, until another table of that name comes."""
    if name not in _KEPT or _KEPT[name][0] is not table:
        _KEPT[name] = (table, {})
    kept = _KEPT[name][1]
    if key not in kept:
        kept[key] = make()
    return kept[key]


def _rows(table: Any) -> list[tuple[date, str, int, int]]:
    """Return day, source, mentions and negative ones of Brindille's rows."""
    own = table[table["account"] == ACCOUNT]
    columns = (own[name].tolist() for name in ("source", "mentions", "negative"))
    return list(zip(map(date.fromisoformat, own["date"].tolist()), *columns, strict=True))


def _sums(rows: list[tuple[date, str, int, int]], column: str, source: str) -> dict[date, int]:
    days: dict[date, int] = {}
    for day, where, mentions, negative in rows:
        if source in ("", where):
            days[day] = days.get(day, 0) + (mentions if column == "mentions" else negative)
    return days


def per_day(tables: Any, column: str = "mentions", source: str = "") -> dict[date, int]:
    """Add up a column of Brindille for each day, over all sources or one."""
    table = tables["mentions_daily"]
    rows = _once("mentions_daily", table, "rows", lambda: _rows(table))
    days: dict[date, int] = _once(
        "mentions_daily", table, (column, source), lambda: _sums(rows, column, source)
    )
    return days


def between(days: dict[date, Any], window: tuple[date, date], *, quiet: bool = True) -> dict[date, Any]:
    """Keep the days of a window, without those of the past crisis when only quiet days are wanted."""
    return {
        day: value
        for day, value in days.items()
        if window[0] <= day <= window[1] and not (quiet and PAST_CRISIS[0] <= day <= PAST_CRISIS[1])
    }


def percentile(values: list[float], part: float) -> float:
    """Return the value below which a part lies, as PERCENTILE.INC does: between two values by distance."""
    ordered = sorted(values)
    place = part * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def alarms(tables: Any, *, bar: float | None = None, quiet: bool = True, **which: str) -> dict[str, float]:
    """Return the bar, the quiet days that would have rung, and the false alarms of a quarter."""
    days = per_day(tables, **which)
    if bar is None:
        bar = percentile(list(between(days, BASELINE, quiet=quiet).values()), 0.99)
    calm = list(between(days, QUIET).values())
    rang = sum(count > bar for count in calm)
    return {"bar": bar, "rang": rang, "quarter": rang * QUARTER / len(calm)}


def two_deviations(tables: Any) -> dict[str, float]:
    """Return the same with mean plus two standard deviations."""
    days = list(between(per_day(tables), BASELINE).values())
    return alarms(tables, bar=statistics.mean(days) + 2 * statistics.stdev(days))


def shares(tables: Any) -> dict[date, float]:
    """Return the negative share of each day, in percent."""
    every, negative = per_day(tables), per_day(tables, "negative")
    return {day: 100 * negative[day] / count for day, count in every.items() if count}


def recovery(
    tables: Any, *, in_a_row: int = IN_A_ROW, quiet: bool = True, column: str = "share"
) -> dict[str, float]:
    """Return the top of the band and the days from 2 March to the first day of a stay in it."""
    days = shares(tables) if column == "share" else per_day(tables, column)
    band = percentile(list(between(days, BASELINE, quiet=quiet).values()), 0.95)
    length = (LAST_COMPLETE - WAVE).days + 1
    calm = [days[WAVE + timedelta(number)] <= band for number in range(length)]
    stays = [n for n in range(1, length - in_a_row + 1) if all(calm[n : n + in_a_row])]
    return {"band": band, "days": stays[0]}


# m10-3: incidents


class Incident(NamedTuple):
    """What an incident without a verdict shows."""

    incident_id: str
    title: str
    mentions_first_hour: int
    usual_hour: int
    press: str


def opened(tables: Any) -> list[Incident]:
    """Return the ten incidents without a verdict, in order."""
    table = tables["incidents"]

    def read() -> list[Incident]:
        columns = (table[name].tolist() for name in Incident._fields)
        missing = table["severity"].isna().tolist()
        rows = (Incident(*row) for row in zip(*columns, strict=True))
        return sorted(row for row, open_ in zip(rows, missing, strict=True) if open_)

    found: list[Incident] = _once("incidents", table, "opened", read)
    return found


def level(row: Any) -> str:
    """Return the level by the grid: the highest of harm, volume and press."""
    harm, far = VERDICTS[row.title][0], row.mentions_first_hour >= FAR * row.usual_hour
    rows = [{"none": 0, "money": 2, "dignity": 2, "health": 3, "life": 3}[harm]]
    rows.append(2 if far else int(row.mentions_first_hour >= ABOVE * row.usual_hour))
    rows.append(2 if row.press == "yes" else 0)
    if harm == "dignity" and (far or row.press == "yes"):
        rows.append(3)
    return LEVELS[max(rows)]


def group(row: Any) -> str:
    """Return the cluster; a fault that is not known yet counts as an accident."""
    return {"no": "victim", "yes": "preventable"}.get(VERDICTS[row.title][1], "accidental")


def qualified(tables: Any) -> dict[str, object]:
    """Return level and cluster of each, and which of them are a crisis."""
    found: dict[str, object] = {}
    for row in opened(tables):
        found[f"{row.incident_id}-level"] = level(row)
        found[f"{row.incident_id}-cluster"] = group(row)
    found["now"] = crises(found)
    return found


def crises(found: dict[str, object]) -> list[str]:
    """Return the names of the incidents whose level is crisis."""
    return [name.removesuffix("-level") for name, value in found.items() if value == "crisis"]


def by_volume(tables: Any) -> dict[str, object]:
    """Return levels that only look at how loud the first hour was."""
    found: dict[str, object] = {}
    for row in opened(tables):
        times = row.mentions_first_hour / row.usual_hour
        found[f"{row.incident_id}-level"] = LEVELS[(times >= ABOVE) + (times >= FAR) + (times >= DEAFENING)]
    return {**found, "now": crises(found)}


def one_step_down(tables: Any) -> dict[str, object]:
    """Return levels in which every crisis is called an issue."""
    return {
        **{name: "issue" for name, value in qualified(tables).items() if value == "crisis"},
        "now": [],
    }


def dignity_as_money(tables: Any) -> dict[str, object]:
    """Return levels in which harm to dignity stays an issue however many look at it."""
    truth, wrong = qualified(tables), {}
    for row in opened(tables):
        name = f"{row.incident_id}-level"
        if VERDICTS[row.title][0] == "dignity" and truth[name] == "crisis":
            wrong[name] = "issue"
    return {**wrong, "now": [name for name in truth["now"] if f"{name}-level" not in wrong]}


def excused(tables: Any) -> dict[str, object]:
    """Return clusters in which a house forgives itself."""
    return {name: "victim" for name, value in qualified(tables).items() if value == "preventable"}


def guilty_until_known(tables: Any) -> dict[str, object]:
    """Return clusters in which what nobody knows yet counts as own fault."""
    return {
        f"{row.incident_id}-cluster": "preventable"
        for row in opened(tables)
        if VERDICTS[row.title][1] == "unknown"
    }
