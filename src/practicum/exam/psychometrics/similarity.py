"""Pairs with more equal wrong answers than chance explains: a reason for two people to look, never a finding.

Equal right answers say nothing. For each pair the expected number of equal wrong answers follows from how
strong the two are and how tempting each wrong option is; the observed one is compared with it as a Poisson
count, which errs on the side of the candidates. In the spirit of the generalised binomial test (van der
Linden and Sotaridona 2006), on wrong answers alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from practicum.exam.psychometrics.irt import abilities, fit
from practicum.exam.psychometrics.libraries import stats
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
    shown, likely = _wrong(responses, taken, missing)
    many = responses.count * (responses.count - 1) // 2
    found = [
        (float(chance), one, other, int(equal), float(expected))
        for chance, one, other, equal, expected in _unlikely(shown, likely, FALSE_ALARM / many)
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


def _wrong(responses: Responses, taken: list[int], missing: NDArray[np.float64]) -> tuple[Wide, Wide]:
    """Return, persons by wrong options, whether it was chosen, and how likely that was."""
    shown, likely = [], []
    assert responses.chosen is not None  # noqa: S101  the caller looked
    for place, column in enumerate(taken):
        picks = responses.chosen[:, column]
        wrong = sorted({*picks.tolist()} - {"", responses.keys[responses.items[column]]})
        counts = np.array([(picks == option).sum() for option in wrong]) + _SMOOTH
        answered = picks != ""
        for option, share in zip(wrong, counts / counts.sum(), strict=True):
            shown.append(picks == option)
            likely.append(np.where(answered, np.nan_to_num(missing[:, place]) * share, 0))
    return np.array(shown, dtype=np.float32).T, np.array(likely, dtype=np.float32).T


def _unlikely(shown: Wide, likely: Wide, bound: float) -> list[tuple[float, int, int, float, float]]:
    """Return chance, the two rows, equal and expected wrong answers of each pair below the bound."""
    found = []
    for start in range(0, len(shown), _AT_ONCE):
        rows = slice(start, start + _AT_ONCE)
        equal, expected = shown[rows] @ shown[start:].T, likely[rows] @ likely[start:].T
        # A cheap sieve first: no count within four deviations has so small a chance.
        ones, others = np.nonzero(equal > expected + 4 * np.sqrt(expected))
        kept = ones < others
        ones, others = ones[kept], others[kept]
        seen, mean = equal[ones, others], expected[ones, others]
        chance = stats.poisson.sf(seen - 1, mean)
        found += [
            (chance[n], ones[n] + start, others[n] + start, seen[n], mean[n])
            for n in np.flatnonzero(chance < bound)
        ]
    return found
