"""How much a term is searched for, week by week, as an index: each term's own busiest week is 100.

The index hides size. `volumes` knows the searches behind it; a learner does not, as at work.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from practicum.data.draws import Draws, Floats
from practicum.data.schema import ACCOUNT, Field, Figure, TableSchema
from practicum.data.traps import Trap

if TYPE_CHECKING:
    from collections.abc import Sequence

FIRST_WEEK, LAST_WEEK = date(2024, 10, 7), date(2026, 3, 23)
SCHEMA = TableSchema(
    "search_interest",
    "Search interest",
    "One row for each week and search term, 7 October 2024 to 29 March 2026. Each term has its own scale:"
    " indices of two terms cannot be compared.",
    (
        Field("week", "date", "The Monday of the week."),
        Field("term", "string", "What people typed."),
        ACCOUNT,
        Field(
            "index", "integer", "Searches of that week, in percent of the term's busiest week; too few are 0."
        ),
    ),
    key=("week", "term"),
)
TRAPS = (
    Trap(
        "an index without a size",
        "search_interest",
        "`granello` is searched about six times as often as `brindille box`; both indices end at 100.",
        "Two curves in one chart look like two brands of equal size.",
        "",
        "",
    ),
    Trap(
        "a term with another meaning",
        "search_interest",
        "`brindille` is mostly a twig: it peaks when stoves are lit, and misses the crises of the shop.",
        "Whoever watches the bare name reports interest in kindling.",
        "",
        "",
    ),
    Trap(
        "a term too rare",
        "search_interest",
        "`brindille allergen` is searched a dozen times a week: below 30 searches the index is 0.",
        "A jump from 0 to 100 is thirty people, and a 0 is not nobody.",
        "",
        "",
    ),
)
HIDDEN_BELOW = 30


class _Term(NamedTuple):
    """A search term: searches in a usual week, its noise, its busy months, and its weeks of news."""

    term: str
    account: str
    level: float
    spread: float
    season: tuple[float, ...]  # by month, January first
    news: tuple[tuple[date, float], ...] = ()  # first Monday, times the usual week; it halves every week


_FLAT = (1.0,) * 12
_GIFTS = (0.9, 0.9, 1, 1, 1, 0.9, 0.8, 0.8, 1, 1.1, 1.5, 2.0)
_STOVES = (2.2, 1.7, 1.2, 0.8, 0.6, 0.5, 0.5, 0.6, 1.0, 1.9, 2.4, 2.5)
_BEACH = (0.5, 0.5, 0.7, 1, 1.4, 2.2, 3.4, 3.6, 1.6, 0.9, 0.5, 0.5)
_OUTDOORS = (0.9, 1.1, 0.9, 0.7, 1, 1.5, 1.8, 1.9, 1.2, 0.5, 0.5, 0.7)
_SCHOOL = (1, 0.9, 1, 1, 1, 1.2, 0.7, 0.9, 1.7, 1, 1, 0.8)
_GALETTE = (6, 0.6, 0.3, 0.3, 0.2, 0.2, 0.2, 0.2, 0.3, 0.5, 0.8, 1.8)
_SAINTS = (1, 1, 1, 1, 0.9, 0.9, 0.9, 0.9, 1, 1.7, 2.0, 1)
_CRISES = ((date(2026, 1, 5), 4.0), (date(2026, 3, 2), 5.5))
_TERMS = (
    _Term("brindille box", "brindille", 900, 0.14, _GIFTS, _CRISES),
    _Term("brindille", "brindille", 21_000, 0.08, _STOVES),
    _Term("brindille allergen", "brindille", 13, 0.5, _FLAT),
    _Term("granello", "brindille", 5_600, 0.12, _GIFTS, ((date(2025, 5, 12), 1.2),)),
    _Term("pantry box", "brindille", 3_100, 0.1, _GIFTS),
    _Term("rivage", "rivage", 38_000, 0.07, _BEACH),
    _Term("rivage food drive", "rivage", 140, 0.2, (1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 5, 3)),
    _Term("fournil aumière", "fournil_aumiere", 210, 0.18, _FLAT),
    _Term("galette des rois", "fournil_aumiere", 52_000, 0.1, _GALETTE),
    _Term("valmonde town hall", "valmonde", 2_400, 0.1, _SCHOOL),
    _Term("valmonde flood", "valmonde", 60, 0.25, _FLAT, ((date(2025, 6, 16), 40.0),)),
    _Term("pax et fils", "pax_fils", 1_300, 0.15, _SAINTS),
    _Term("funeral cost", "pax_fils", 8_800, 0.06, _SAINTS),
    _Term("ines korvald", "ines_korvald", 4_200, 0.3, _OUTDOORS, ((date(2025, 8, 11), 6.0),)),
    _Term("pole vault", "ines_korvald", 9_700, 0.15, _OUTDOORS),
)
_WEEKS = pd.date_range(FIRST_WEEK, LAST_WEEK, freq="7D")


def volumes(seed: int) -> pd.DataFrame:
    """Return the searches behind the index, which no tool shows: one row per week and term, sorted by those.

    Args:
        seed: Whole number from 0.
    """
    parts = [
        pd.DataFrame(
            {
                "week": _WEEKS.strftime("%Y-%m-%d"),
                "term": term.term,
                "account": term.account,
                "searches": _searches(term, Draws(seed, f"search-interest/{term.term}")),
            }
        )
        for term in _TERMS
    ]
    return pd.concat(parts, ignore_index=True).sort_values(["week", "term"], kind="stable", ignore_index=True)


def _searches(term: _Term, draws: Draws) -> Floats:
    season = np.array(term.season)[_WEEKS.month.to_numpy() - 1]
    lift = np.ones(len(_WEEKS))
    for first, times in term.news:
        after = (_WEEKS - pd.Timestamp(first)).days.to_numpy() // 7
        lift += np.where(after >= 0, (times - 1) * 0.5 ** np.maximum(after, 0), 0.0)
    growth = 1 + 0.1 * np.arange(len(_WEEKS)) / len(_WEEKS)
    noise = np.exp(term.spread * draws.normal(len(_WEEKS)))
    searches: Floats = np.floor(term.level * season * lift * growth * noise)
    return searches


def search_interest(seed: int) -> pd.DataFrame:
    """Return the index, one row per week and term, sorted by those.

    Args:
        seed: Whole number from 0.
    """
    table = volumes(seed)
    shown = table["searches"].where(table["searches"] >= HIDDEN_BELOW, 0.0)
    # Should a rare term stay hidden in every week, its busiest week is shown all the same.
    shown = shown.where(shown.groupby(table["term"]).transform("max") > 0, table["searches"])
    busiest = shown.groupby(table["term"]).transform("max")
    table["index"] = np.rint(100 * shown / busiest).astype(np.int64)
    return table[[field.name for field in SCHEMA.fields]]


def figures(seed: int) -> Sequence[Figure]:
    """Return the marks of the planted terms against bands of our own choice."""
    table = search_interest(seed).pivot_table(index="week", columns="term", values="index")
    rare = table["brindille allergen"].to_numpy()
    lift = {
        name: float(table[name].to_numpy()[-4] / table[name].to_numpy()[-8:-4].mean())
        for name in ("brindille box", "brindille")
    }
    return [
        Figure("weeks at 0 of a rare term", float((rare == 0).mean()), 0.6, 0.99),
        Figure("first week of March over February, the shop's box", lift["brindille box"], 3.5, 8.0),
        Figure("first week of March over February, the bare name", lift["brindille"], 0.5, 1.2),
    ]
