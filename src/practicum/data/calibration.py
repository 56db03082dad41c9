"""Compare the generated posts with the bands of the course's calibration note.

The bands summarise public data on other accounts, mostly of 2009 to 2022. To lie inside them makes a table
plausible, nothing more.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from practicum.data.posts import true_posts
from practicum.data.schema import Figure

if TYPE_CHECKING:
    import pandas as pd

_KINDS = ("reactions", "comments", "shares")
_SPREAD = (0.6, 1.5)
_BETWEEN = (0.5, 1.0)
_CORRELATION = (0.65, 0.95)
_DAILY_SWING = (3.0, 9.0)
_BAND_HOURS = 3


def figures(seed: int) -> list[Figure]:
    """Return the figures of the posts of a seed against their bands.

    Measured on posts that were not deleted, with final counts. Interactions are reactions, comments and
    shares added up; ln is taken of interactions, or of a count plus one.
    """
    truth = true_posts(seed)
    kept = truth[truth["deleted_after"].isna()]
    return [*_spread(kept), *_correlations(kept), _daily_swing(kept)]


def _spread(posts: pd.DataFrame) -> list[Figure]:
    """Return how widely posts of one account differ, and the share of variance between accounts."""
    logs = np.log(posts[list(_KINDS)].sum(axis=1).clip(lower=1))
    by_account = logs.groupby(posts["account"])
    within = by_account.std()
    between = float(by_account.mean().var(ddof=0))
    figures = [
        Figure(f"ln sd of interactions within {name}", float(value), *_SPREAD)
        for name, value in within.items()
    ]
    share = between / (between + float((within**2).mean()))
    return [*figures, Figure("share of ln variance between accounts", share, *_BETWEEN)]


def _correlations(posts: pd.DataFrame) -> list[Figure]:
    """Return the correlations of ln counts, within accounts."""
    logs = posts[list(_KINDS)].apply(np.log1p)
    centred = (logs - logs.groupby(posts["account"]).transform("mean")).to_numpy()
    table = np.corrcoef(centred, rowvar=False)
    return [
        Figure(
            f"ln correlation of {_KINDS[one]} and {_KINDS[other]}", float(table[one, other]), *_CORRELATION
        )
        for one, other in combinations(range(len(_KINDS)), 2)
    ]


def _daily_swing(posts: pd.DataFrame) -> Figure:
    """Return the busiest stretch of three local hours over the quietest, all accounts together."""
    counts = (posts["local"].dt.hour // _BAND_HOURS).value_counts()
    return Figure(
        "posts in the busiest 3 hours over the quietest", counts.max() / counts.min(), *_DAILY_SWING
    )
