"""The profile by area in honest words: a few questions say little, and the profile says how little."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from practicum.exam.scheme import HUNDRED
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

FEWEST = 5
"""Questions below which nothing is said of an area."""

_Z = 1.959964  # 95 %


@dataclass(frozen=True)
class Row:
    """One area.

    Attributes:
        letter: Its letter.
        title: Its title.
        questions: How many questions of it counted.
        share: Percent of their points.
        low: Lower end of the 95 % interval, in percent.
        high: Its upper end.
        words: What this says, a sentence.
    """

    letter: str
    title: str
    questions: int
    share: float
    low: float
    high: float
    words: str


def profile(
    areas: Mapping[str, float], questions: Mapping[str, int], titles: Mapping[str, str], cut: float
) -> list[Row]:
    """Return a row for each area that was asked for.

    The interval is Wilson's score interval (1927); for parts of a point it is a little too wide.

    Args:
        areas: Percent of the points of each area.
        questions: How many questions of each area counted.
        titles: Titles of the areas.
        cut: The cut of the part, in percent: what "the level asked for" means.
    """
    rows = []
    for letter, share in sorted(areas.items()):
        count = questions.get(letter, 0)
        low, high = interval(share, count)
        rows.append(Row(letter, titles[letter], count, share, low, high, _said(count, low, high, cut)))
    return rows


def interval(share: float, count: int) -> tuple[float, float]:
    """Return Wilson's 95 % interval of a percentage over `count` questions, in percent."""
    if count <= 0:
        return 0.0, float(HUNDRED)
    p, spread = share / HUNDRED, _Z**2 / count
    middle = (p + spread / 2) / (1 + spread)
    half = _Z * sqrt(p * (1 - p) / count + spread / (4 * count)) / (1 + spread)
    return max(0.0, HUNDRED * (middle - half)), min(float(HUNDRED), HUNDRED * (middle + half))


def _said(count: int, low: float, high: float, cut: float) -> str:
    if count < FEWEST:
        return ngettext(
            "Only {n} question: it says nothing on its own.",
            "Only {n} questions: they say nothing on their own.",
            count,
        ).format(n=count)
    if low > cut:
        return _("Clearly above the level asked for.")
    if high < cut:
        return _("Clearly below the level asked for.")
    return _("Too close to tell from {n} questions.").format(n=count)
