"""How comments compare with the bands of the course's calibration note, and how two moderators agree."""

from __future__ import annotations

import pandas as pd

from practicum.data.accounts import ZONE
from practicum.data.comments import comments
from practicum.data.schema import Figure


def figures(seed: int) -> list[Figure]:
    """Return prevalence, agreement and the swing of the day against their bands."""
    table = comments(seed)
    members = table[table["by_account"] == "no"]
    once = members.drop_duplicates(["post_id", "member", "text"])
    share = once["label"].value_counts(normalize=True)
    pairs = double_labels(members)
    agreed = pairs["one"] == pairs["other"]
    worst = (pairs["one"] == "hostile") | (pairs["other"] == "hostile")
    middle = ((pairs["one"] == "unhealthy") | (pairs["other"] == "unhealthy")) & ~worst
    local = pd.to_datetime(members["written_at"], utc=True).dt.tz_convert(ZONE)
    hours = (local.dt.hour // 3).value_counts()
    return [
        Figure("share of comments labelled unhealthy", float(share["unhealthy"]), 0.06, 0.08),
        Figure("share of comments labelled hostile", float(share["hostile"]), 0.015, 0.025),
        Figure("Krippendorff's alpha of two moderators", alpha(pairs), 0.5, 0.6),
        Figure("both moderators agree, one of them said hostile", float(agreed[worst].mean()), 0.1, 0.35),
        Figure("both moderators agree, one of them said unhealthy", float(agreed[middle].mean()), 0.5, 0.85),
        Figure("comments in the busiest 3 hours over the quietest", float(hours.max() / hours.min()), 3, 9),
    ]


def double_labels(members: pd.DataFrame) -> pd.DataFrame:
    """Return the two labels of each comment that was sent twice, in columns `one` and `other`."""
    labels = members.groupby(["post_id", "member", "text"], sort=False)["label"]
    both = pd.DataFrame({"one": labels.first(), "other": labels.last()})
    return both[labels.size() > 1].reset_index(drop=True)


def alpha(pairs: pd.DataFrame) -> float:
    """Return Krippendorff's alpha for nominal labels and two raters without gaps.

    Observed disagreement is the share of pairs that differ; expected disagreement is that of two labels drawn
    without replacement from all labels given (Krippendorff 2004, Content Analysis, chapter 11).
    """
    given = pd.concat([pairs["one"], pairs["other"]]).value_counts().to_numpy(dtype=float)
    total = given.sum()
    expected = 1 - float((given * (given - 1)).sum() / (total * (total - 1)))
    return 1 - float((pairs["one"] != pairs["other"]).mean()) / expected
