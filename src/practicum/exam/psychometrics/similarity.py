"""Pairs with more equal wrong answers than chance explains: a reason for two people to look, never a finding.

Equal right answers say nothing. For each pair and question, the chance of an equal wrong answer follows
from how strong the two are (Rasch's model) and how tempting each wrong option is; the number of equal ones
is then compared with its exact distribution. In the spirit of the generalised binomial test (van der Linden
and Sotaridona 2006), on wrong answers alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from practicum.exam.psychometrics.irt import abilities, fit
from practicum.exam.psychometrics.limits import FLAGS, too_few
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from practicum.exam.psychometrics.responses import Responses

    Wide = NDArray[np.float32]

FALSE_ALARM = 0.05
"""Chance that anybody at all is listed when all worked apart (Bonferroni over all pairs)."""

_LEAST = 10  # questions with options
_AT_ONCE = 1_000  # rows of pairs held in memory
_SMOOTH = 0.5  # added to each wrong option: one that nobody else chose is rare, not impossible


@dataclass(frozen=True)
class Pair:
    """Two candidates.

    Attributes:
        persons: Their ids.
        equal: Questions on which both chose the same wrong option.
        expected: How many would do so by chance at their strength.
        chance: Chance of so many or more, for this pair alone.
        items: These questions.
    """

    persons: tuple[str, str]
    equal: int
    expected: float
    chance: float
    items: tuple[str, ...]


@dataclass(frozen=True)
class Alike:
    """All pairs listed.

    Attributes:
        pairs: How many pairs were compared.
        listed: The unlikely ones, the least likely first.
        withheld: Why nothing was compared, or empty.
    """

    pairs: int
    listed: tuple[Pair, ...]
    withheld: str = ""

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        if self.withheld:
            return self.withheld
        if not self.listed:
            return _("No pair shares more wrong answers than chance explains.")
        return ngettext(
            "{n} pair shares more wrong answers than chance explains: first look at seats, logs and drafts.",
            "{n} pairs share more wrong answers than chance explains: first look at seats, logs and drafts.",
            len(self.listed),
        ).format(n=len(self.listed))


def similar(responses: Responses) -> Alike:
    """Return the pairs of candidates that two people should look at; needs the options chosen."""
    chosen = responses.chosen
    taken = [n for n in np.flatnonzero(responses.binary).tolist() if responses.items[n] in responses.keys]
    if chosen is None or len(taken) < _LEAST:
        return Alike(0, (), _("Answers can be compared only where the options chosen are known."))
    if responses.count < FLAGS:
        return Alike(0, (), too_few(responses.count, FLAGS))
    matrix = responses.matrix[:, taken]
    model = fit(matrix, one_slope=True)
    missing = 1 - model.chances(abilities(matrix, model)[0])
    shown, likely, starts = _wrong(responses, taken, missing)
    many = responses.count * (responses.count - 1) // 2
    found = [
        (float(chance), one, other, int(equal), float(expected))
        for chance, one, other, equal, expected in _unlikely(shown, likely, starts, FALSE_ALARM / many)
    ]
    pairs = []
    for chance, one, other, equal, expected in sorted(found):
        same = [
            responses.items[n]
            for n in taken
            if chosen[one, n] and chosen[one, n] == chosen[other, n] != responses.keys[responses.items[n]]
        ]
        pairs.append(
            Pair((responses.persons[one], responses.persons[other]), equal, expected, chance, tuple(same))
        )
    return Alike(many, tuple(pairs))


def _wrong(
    responses: Responses, taken: list[int], missing: NDArray[np.float64]
) -> tuple[Wide, Wide, list[int]]:
    """Return, persons by wrong options, whether it was chosen, how likely that was, and where items start."""
    shown: list[NDArray[np.bool_]] = []
    likely: list[NDArray[np.float64]] = []
    starts: list[int] = []
    assert responses.chosen is not None  # noqa: S101  the caller looked
    for place, column in enumerate(taken):
        picks = responses.chosen[:, column]
        wrong = sorted({*picks.tolist()} - {"", responses.keys[responses.items[column]]})
        counts = np.array([(picks == option).sum() for option in wrong]) + _SMOOTH
        answered = picks != ""
        if wrong:
            starts.append(len(shown))
        for option, share in zip(wrong, counts / counts.sum(), strict=True):
            shown.append(picks == option)
            likely.append(np.where(answered, np.nan_to_num(missing[:, place]) * share, 0))
    return np.array(shown, dtype=np.float32).T, np.array(likely, dtype=np.float32).T, starts


def _unlikely(
    shown: Wide, likely: Wide, starts: list[int], bound: float
) -> list[tuple[float, int, int, float, float]]:
    """Return chance, the two rows, equal and expected wrong answers of each pair below the bound."""
    found = []
    for start in range(0, len(shown), _AT_ONCE):
        rows = slice(start, start + _AT_ONCE)
        equal, expected = shown[rows] @ shown[start:].T, likely[rows] @ likely[start:].T
        # A cheap sieve first: so small a chance needs a count far above what is expected.
        ones, others = np.nonzero(equal > expected + 3 * np.sqrt(expected))
        kept = ones < others
        for part in range(0, int(kept.sum()), _AT_ONCE):
            some = slice(part, part + _AT_ONCE)
            one, other = ones[kept][some], others[kept][some]
            seen = equal[one, other]
            chances = np.add.reduceat(likely[one + start] * likely[other + start], starts, axis=1)
            tail = above(chances.astype(np.float64), seen)
            found += [
                (tail[n], one[n] + start, other[n] + start, seen[n], chances[n].sum())
                for n in np.flatnonzero(tail < bound)
            ]
    return found


def above(chances: NDArray[np.float64], counts: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return the chance of so many successes or more, when each trial has a chance of its own.

    Args:
        chances: Rows by trials.
        counts: By row, how many successes there were.
    """
    rows, trials = chances.shape
    spread = np.zeros((rows, trials + 1))
    spread[:, 0] = 1
    for n in range(trials):
        one = chances[:, n : n + 1]
        spread[:, 1:] = spread[:, 1:] * (1 - one) + spread[:, :-1] * one
        spread[:, :1] *= 1 - one
    found: NDArray[np.float64] = np.where(np.arange(trials + 1) >= counts[:, None], spread, 0).sum(axis=1)
    return found
