"""Candidates whose answers do not fit their own strength: for a person to look at, never a finding."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, nan
from typing import TYPE_CHECKING

import numpy as np

from practicum.exam.libraries import special, stats
from practicum.exam.psychometrics.irt import Fitted, abilities, fit
from practicum.exam.psychometrics.limits import RASCH, too_few
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from practicum.exam.psychometrics.responses import Responses

    Scores = NDArray[np.float64]

CHANCE = 0.01
"""Share of honest candidates who are listed all the same."""

_LEAST = 10  # answers of one candidate


@dataclass(frozen=True)
class Person:
    """A candidate whose answers surprise.

    Attributes:
        person: The id.
        points: Points on the questions of right and wrong.
        surprise: Standardised log-likelihood lz* (Snijders 2001); about -2.3 once in 100 honest candidates.
        hard_right: Hard questions that this candidate solved against the odds, the most surprising first.
        easy_wrong: Easy ones missed against the odds.
        minutes: Time used; NaN when unknown.
    """

    person: str
    points: float
    surprise: float
    hard_right: tuple[str, ...]
    easy_wrong: tuple[str, ...]
    minutes: float


@dataclass(frozen=True)
class Misfits:
    """Everyone listed.

    Attributes:
        count: Candidates looked at.
        listed: Those whose answers surprise, the most surprising first.
        withheld: Why nobody was looked at, or empty.
    """

    count: int
    listed: tuple[Person, ...]
    withheld: str = ""

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        if self.withheld:
            return self.withheld
        return ngettext(
            "{n} candidate answers unlike others of that strength; by chance about {chance} would be listed.",
            "{n} candidates answer unlike others of that strength; by chance about {chance} would be listed.",
            len(self.listed),
        ).format(n=len(self.listed), chance=f"{CHANCE * self.count:.1f}")


def misfits(responses: Responses) -> Misfits:
    """Return the candidates whose pattern of right and wrong is unlikely at their strength."""
    taken = responses.binary
    if responses.count < RASCH:
        return Misfits(0, (), too_few(responses.count, RASCH))
    if taken.sum() < _LEAST:
        return Misfits(
            0, (), _("Too few: {needed} questions that are right or wrong are needed.").format(needed=_LEAST)
        )
    matrix = responses.matrix[:, taken]
    items = np.array(responses.items)[taken]
    model = fit(matrix, one_slope=True)
    surprise, chance = standardised(matrix, model)
    bound = float(stats.norm.ppf(CHANCE))
    order = [n for n in np.argsort(surprise) if surprise[n] < bound]
    listed = []
    for row in order:
        against = np.where(matrix[row] == 1, 1 - chance[row], np.where(matrix[row] == 0, chance[row], 0))
        odd = [n for n in np.argsort(-against) if against[n] > 2 / 3]
        listed.append(
            Person(
                responses.persons[row],
                float(np.nansum(matrix[row])),
                float(surprise[row]),
                tuple(str(items[n]) for n in odd if matrix[row, n] == 1),
                tuple(str(items[n]) for n in odd if matrix[row, n] == 0),
                nan if responses.minutes is None else float(responses.minutes[row]),
            )
        )
    return Misfits(sum(not isnan(one) for one in surprise), tuple(listed))


def standardised(matrix: Scores, model: Fitted) -> tuple[Scores, Scores]:
    """Return lz* of each person and the chances of a right answer; NaN for those with all or nothing right.

    The correction is for the ability being estimated from the same answers (Snijders 2001, with the weighted
    likelihood of Warm; Magis, Raiche and Beland 2012).
    """
    seen = ~np.isnan(matrix)
    theta, _errors = abilities(matrix, model)
    chance = model.chances(theta)
    variance = np.where(seen, chance * (1 - chance), 0)
    weight = np.where(seen, special.logit(np.clip(chance, 1e-12, 1 - 1e-12)), 0)
    slope = np.broadcast_to(model.slopes, weight.shape)
    information = (variance * slope**2).sum(axis=1)
    shared = (variance * weight * slope).sum(axis=1) / information
    weight = np.where(seen, weight - shared[:, None] * slope, 0)
    gap = np.where(seen, np.nan_to_num(matrix) - chance, 0)
    # Snijders's constant for Warm's estimate is what the corrected weights take out of the sum by themselves.
    raw = (gap * weight).sum(axis=1)
    spread = np.sqrt((variance * weight**2).sum(axis=1))
    solved = np.where(seen, np.nan_to_num(matrix), 0).sum(axis=1)
    inner = (solved > 0) & (solved < seen.sum(axis=1)) & (spread > 0)
    found = np.full(len(matrix), nan)
    found[inner] = raw[inner] / spread[inner]
    return found, chance
