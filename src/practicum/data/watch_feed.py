"""The watch feed: what a watcher sees in a quarter, labelled by a panel as routine, strategic or crisogenic.

How loud an item is says little about what it is: the loudest are harmless, and some of those that matter
have one author and no reach.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from practicum.data.draws import Draws
from practicum.data.mentions_daily import FAMILIES
from practicum.data.schema import ACCOUNT, Field, Figure, TableSchema
from practicum.data.texts.watch import Writer
from practicum.data.traps import Trap

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = ("routine", "strategic", "crisogenic")
AUTHORS = ("media", "customer", "staff", "competitor", "regulator", "ngo", "unknown")
FIRST_DAY, LAST_DAY = date(2026, 1, 5), date(2026, 3, 29)
# Rows of each kind: a crisogenic item comes once, as it would.
ROWS = {"routine": 305, "strategic": 68, "crisogenic": 29}
SCHEMA = TableSchema(
    "watch_feed",
    "Watch feed",
    "One row for each item that a watcher saw from 5 January to 29 March 2026, with the label of a panel.",
    (
        Field("item_id", "string", "The item, numbered in order of time."),
        Field("seen_at", "datetime", "When the watcher saw it, in UTC."),
        Field("source", "string", "The family of sources.", options=FAMILIES),
        Field("author_kind", "string", "Who wrote it.", options=AUTHORS),
        Field("title", "string", "A few words."),
        Field("summary", "string", "What it says and who reads it."),
        ACCOUNT,
        Field(
            "kind",
            "string",
            "What it is: `routine` (log it), `strategic` (matters for plans of the coming months) or"
            " `crisogenic` (may become a crisis: someone has to know today). Label of a panel.",
            options=KINDS,
        ),
        Field("why", "string", "The panel's reason."),
    ),
    key=("item_id",),
)
TRAPS = (
    Trap(
        "loud and harmless",
        "watch_feed",
        "The items with the largest numbers, a heron, a film star, an old joke, are routine.",
        "Whoever ranks by volume alerts for a heron.",
        "",
        "",
    ),
    Trap(
        "one author, a regulator",
        "watch_feed",
        "Several crisogenic items have one author, a regulator, and almost no readers.",
        "Whoever waits for volume learns of the file when it is open.",
        "",
        "",
    ),
    Trap(
        "not every regulator",
        "watch_feed",
        "Authorities also post tide tables, consultations and tips: routine or strategic.",
        "Whoever alerts at each word of an authority is not read when it counts.",
        "",
        "",
    ),
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+ million)?")
_LOUD = 1000


class Item(NamedTuple):
    """One hand-written item of the feed, with choices inside its words."""

    account: str
    source: str
    author_kind: str
    kind: str
    title: str
    summary: str
    why: str


@lru_cache(maxsize=1)
def items() -> tuple[Item, ...]:
    """Return all items as written."""
    text = (files("practicum.data.texts") / "watch_feed.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(Item(*re.split(r" ~ |; (?=[^~]*~.*~.*~)", line)) for line in lines)


def watch_feed(seed: int) -> pd.DataFrame:
    """Return one row per item, in order of time.

    Args:
        seed: Whole number from 0.
    """
    draws = Draws(seed, "watch-feed")
    dealt: list[Item] = []
    for kind in KINDS:
        own = [item for item in items() if item.kind == kind]
        rounds = -(-ROWS[kind] // len(own))
        pile = [own[place] for _round in range(rounds) for place in draws.order(len(own))]
        dealt += pile[: ROWS[kind]]
    # Rounds follow each other in time, so that an item and its like stand weeks apart.
    within = np.concatenate(
        [(np.arange(ROWS[kind]) + draws.uniform(ROWS[kind])) / ROWS[kind] for kind in KINDS]
    )
    days = (LAST_DAY - FIRST_DAY).days + 1
    second = np.floor(within * days) * 86_400 + 25_000 + 36_000 * draws.uniform(len(dealt))
    order = np.argsort(second, kind="stable")
    writer = Writer(draws)
    seen = pd.Timestamp(FIRST_DAY) + pd.to_timedelta(np.floor(second[order] / 60), unit="min")
    rows = [
        dealt[place]._replace(
            title=writer.write(dealt[place].title), summary=writer.write(dealt[place].summary)
        )
        for place in order
    ]
    frame = pd.DataFrame(rows, columns=Item._fields)
    frame["item_id"] = [f"wf-{number:03d}" for number in range(1, len(rows) + 1)]
    frame["seen_at"] = seen.strftime("%Y-%m-%dT%H:%M:%SZ")
    return frame[[field.name for field in SCHEMA.fields]]


def loudness(table: pd.DataFrame) -> pd.Series:
    """Return the largest number that each item's summary names: what a ranking by volume would see."""
    return table["summary"].map(
        lambda text: max((_read(found) for found in _NUMBER.findall(text)), default=0.0)
    )


def _read(found: str) -> float:
    number, _space, unit = found.replace(",", "").partition(" ")
    return float(number) * (1e6 if unit else 1.0)


def figures(seed: int) -> Sequence[Figure]:
    """Return how the kinds are spread, and how little loudness says, against bands of our own choice."""
    table = watch_feed(seed)
    loud = table[loudness(table) >= _LOUD]
    quiet = table[(table["kind"] == "crisogenic") & (loudness(table) < _LOUD)]
    crises = table[table["kind"] == "crisogenic"]
    return [
        Figure("share of routine items", float((table["kind"] == "routine").mean()), 0.7, 0.8),
        Figure("share of crisogenic items", len(crises) / len(table), 0.05, 0.1),
        Figure("share of routine items among the loud", float((loud["kind"] == "routine").mean()), 0.7, 1.0),
        Figure("share of quiet items among the crisogenic", len(quiet) / len(crises), 0.7, 1.0),
        Figure("crisogenic items of a regulator", float((crises["author_kind"] == "regulator").sum()), 4, 9),
    ]
