"""Has a question become easier since it was last used? That is how a leaked question first shows."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt
from typing import TYPE_CHECKING

import numpy as np

from practicum.errors import PracticumError
from practicum.exam.libraries import stats
from practicum.exam.psychometrics.limits import DRIFT, EXPOSURE, FLAGS, too_few
from practicum.grading.report.statistics import Estimate
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.exam.psychometrics.responses import Responses

_LEAST = 3
_MISTAKES = 0.05  # chance of a false alarm over all questions together


@dataclass(frozen=True)
class Drift:
    """One question in two sittings.

    Attributes:
        item: Its id.
        counts: Candidates who reached it, before and now.
        easier: Logits by which it became easier than the other common questions did, with its interval.
        exposure: Share of recent candidates who saw it; NaN when unknown.
        watched: Whether it became easier by more than `DRIFT` and beyond chance (Holm 1979 over all
            questions).
    """

    item: str
    counts: tuple[int, int]
    easier: Estimate
    exposure: float
    watched: bool

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        if min(self.counts) < FLAGS:
            return too_few(min(self.counts), FLAGS)
        if self.watched:
            return _("It became easier than the rest did: watch it, or rest it, and ask who has seen it.")
        if self.exposure > EXPOSURE:
            return _("No sign of drift, but {share} of 100 candidates have seen it: rest it.").format(
                share=round(100 * self.exposure)
            )
        return _("No sign of drift.")


def drift(before: Responses, now: Responses, exposure: Mapping[str, float] | None = None) -> list[Drift]:
    """Return how each common question changed, beyond what the median of the common questions did.

    A change is a difference of log odds of a right answer, half a candidate added to each cell (Haldane
    1956).

    Raises:
        PracticumError: Fewer than three questions are in both sittings.
    """
    common = [item for item in now.items if item in before.items]
    if len(common) < _LEAST:
        raise PracticumError(
            _("The two sittings share {n} questions; drift needs {least}.").format(
                n=len(common), least=_LEAST
            ),
            next_step=_("Compare two sittings whose forms have more questions in common."),
        )
    parts = [(_odds(before, item), _odds(now, item)) for item in common]
    changes = np.array([new[0] - old[0] for old, new in parts])
    errors = np.array([sqrt(old[1] + new[1]) for old, new in parts])
    changes = changes - np.median(changes)
    enough = np.array([min(old[2], new[2]) >= FLAGS for old, new in parts])
    beyond = holm(stats.norm.sf(changes / errors)) & enough & (changes > DRIFT)
    half = errors * float(stats.norm.ppf(0.975))
    return [
        Drift(
            item,
            (parts[n][0][2], parts[n][1][2]),
            Estimate(float(changes[n]), float(changes[n] - half[n]), float(changes[n] + half[n])),
            (exposure or {}).get(item, float("nan")),
            bool(beyond[n]),
        )
        for n, item in enumerate(common)
    ]


def _odds(responses: Responses, item: str) -> tuple[float, float, int]:
    """Return log odds of a right answer, their variance, and the number of candidates."""
    scores = responses.matrix[:, responses.items.index(item)]
    scores = scores[~np.isnan(scores)]
    right, wrong = float(scores.sum()) + 0.5, float((1 - scores).sum()) + 0.5
    return log(right / wrong), 1 / right + 1 / wrong, len(scores)


def holm(chances: np.ndarray) -> np.ndarray:
    """Return which of several tests hold together, by Holm's method."""
    order = np.argsort(chances)
    passed = chances[order] <= _MISTAKES / np.arange(len(chances), 0, -1)
    found = np.zeros(len(chances), dtype=bool)
    found[order] = np.logical_and.accumulate(passed)
    return found
