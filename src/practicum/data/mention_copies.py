"""Which mentions repeat an earlier one: cascades with sizes as in the course's calibration note."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from practicum.data.draws import Draws, Ints

# Copies of an original: how often none, one, two and so on. Cut short where a stream is thin.
_EXTRA = (0, 1, 2, 3, 5, 8, 14, 27, 45)
_WEIGHTS = (37.0, 27.0, 6.0, 4.0, 4.0, 6.5, 9.5, 4.0, 1.5)
_STREAMS = {"microblog": "microblog", "news": "press", "newsletter": "press"}
_READY = 0.86  # when an earlier text still spreads, share of mentions that repeat one
_SPREADS = 3 * 86_400  # seconds
_AHEAD = 1.7  # above 1, younger texts are repeated more


def copied(rows: pd.DataFrame, draws: Draws) -> Ints:
    """Return for each row the number of the row that it repeats, or -1.

    Args:
        rows: Mentions in order of time, with `account`, `source`, `machine_negative`, `bot` and `utc`. A copy
            has the account and the machine's label of its original, and stands in the same stream: reshares
            on microblogs, syndication among news and newsletters.
        draws: A stream of draws.
    """
    found = np.full(len(rows), -1, dtype=np.int64)
    stream = rows["source"].map(_STREAMS)
    inside = stream.notna() & ~rows["bot"]
    groups = rows[inside].groupby([rows["account"], stream, rows["machine_negative"]], sort=True)
    time = (rows["utc"] - rows["utc"].min()).dt.total_seconds().to_numpy().astype(np.int64)
    for places in groups.indices.values():
        real = np.flatnonzero(inside.to_numpy())[places]
        found[real] = _cascades(real, time[real].tolist(), draws)
    return found


def _cascades(places: Ints, time: list[int], draws: Draws) -> Ints:
    """Walk through one stream in order of time; each original announces how many copies will follow."""
    size = len(places)
    extra = np.array(_EXTRA)[draws.categories(_WEIGHTS, size)].tolist()
    chances = draws.uniform(2 * size).reshape(-1, 2).tolist()
    found = np.full(size, -1, dtype=np.int64)
    waiting: list[int] = []
    for place in range(size):
        while waiting and time[place] - time[waiting[0]] > _SPREADS:
            waiting.pop(0)
        ready, which = chances[place]
        if waiting and ready < _READY:
            one = waiting.pop(len(waiting) - 1 - int(which**_AHEAD * len(waiting)))
            found[place] = places[one]
        else:
            waiting += [place] * extra[place]
    return found


def sizes(table: pd.DataFrame) -> pd.Series:
    """Return the size of each cascade of a table of mentions on microblogs: an original and its copies."""
    own = table[table["source"] == "microblog"]
    return own["copy_of"].fillna(own["mention_id"]).value_counts()
