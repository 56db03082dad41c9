"""Mentions against the bands of the course's calibration note, and what can be counted in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from practicum.data.accounts import ZONE
from practicum.data.mention_copies import sizes
from practicum.data.mentions import mentions
from practicum.data.mentions_daily import BOT_BURST_ACCOUNT
from practicum.data.schema import Figure

if TYPE_CHECKING:
    from collections.abc import Sequence


def originals(table: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions that repeat no earlier one."""
    return table[table["copy_of"].isna()]


def net_sentiment(rows: pd.DataFrame, column: str = "sentiment") -> float:
    """Return positive minus negative over all rows, neutral ones included in the denominator."""
    return float((rows[column] == "positive").mean() - (rows[column] == "negative").mean())


def repeated_starts(table: pd.DataFrame, window: int = 50, first: int = 6) -> float:
    """Return the share of originals whose first words another one has, in a run of an account's originals.

    Args:
        table: The table of mentions.
        window: How many originals of an account a reader sees in a row.
        first: How many words are compared.
    """
    rows = originals(table).sort_values(["account", "published_at"], kind="stable")
    place = rows.groupby("account").cumcount() // window
    starts = (
        rows["text"].str.lower().str.replace(r"[^\w\s]", "", regex=True).str.split().str[:first].str.join(" ")
    )
    return float(pd.DataFrame({"a": rows["account"], "p": place, "s": starts}).duplicated(keep=False).mean())


def figures(seed: int) -> Sequence[Figure]:
    """Return cascades, audiences, hours and labels against their bands.

    Bands of reshares, of their audience and of the daily swing come from the course's calibration note; the
    share of sarcasm lies around that of news comments there. Those of languages, of texts and of the
    program's labels are our own choice.
    """
    table = mentions(seed)
    own = originals(table)
    own = own[~own["text"].duplicated(keep=False) | (own["account"] != BOT_BURST_ACCOUNT)]
    cascades = sizes(table)
    reach = np.log(table.loc[table["source"] == "microblog", "audience"])
    hours = pd.to_datetime(table["published_at"], utc=True).dt.tz_convert(ZONE).dt.hour // 3
    swing = hours.value_counts()
    sour = (own["sentiment"] == "negative") & (own["auto_sentiment"] == "positive")
    spoken = own["language"].value_counts(normalize=True)
    return [
        Figure("cascades of size 1", float((cascades == 1).mean()), 0.45, 0.55),
        Figure("cascades of size 2", float((cascades == 2).mean()), 0.18, 0.32),  # noqa: PLR2004  the size
        Figure("95th percentile of cascade sizes over 2", float(cascades.quantile(0.95)) / 2, 4.0, 5.0),
        Figure("ln audience of a reshare, average", float(reach.mean()), 4.9, 5.5),
        Figure("ln audience of a reshare, sd", float(reach.std()), 1.4, 1.8),
        Figure(
            "mentions in the busiest 3 hours over the quietest", float(swing.max() / swing.min()), 3.0, 9.0
        ),
        Figure("sarcasm that the program calls positive", float(sour.mean()), 0.02, 0.06),
        Figure("labels of the program that agree with people", _agreement(own), 0.65, 0.85),
        Figure("originals in English", float(spoken["en"]), 0.55, 0.75),
        Figure("originals in French", float(spoken["fr"]), 0.18, 0.35),
        Figure("originals in Italian", float(spoken["it"]), 0.04, 0.12),
        Figure(
            "originals of an account that begin like another within 50", repeated_starts(table), 0.0, 0.06
        ),
    ]


def _agreement(rows: pd.DataFrame) -> float:
    return float((rows["sentiment"] == rows["auto_sentiment"]).mean())
