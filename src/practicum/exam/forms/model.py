"""The blueprint as linear constraints over yes-or-no variables, in families that can be left out one by one.

For each form and each item there is a variable "counts" and a variable "is tried out"; a last variable is the
common aim of the parallel forms, and, once every item is calibrated, another one their common information.
This is automated test assembly as in van der Linden, Linear Models for Optimal Test Design (2005).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from hashlib import sha256
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from practicum.exam.bank.item import Status
from practicum.exam.bank.status import COUNTING, REHEARSED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from practicum.exam.bank.item import Item
    from practicum.exam.bank.read import Bank
    from practicum.exam.scheme import Blueprint


class Family(StrEnum):
    """A kind of constraint. Size, and that an item stands once in a form, are never left out."""

    AREAS = "areas"
    LEVELS = "levels"
    FACILITY = "facility"
    INFORMATION = "information"
    ENEMIES = "enemies"
    EXPOSURE = "exposure"
    OVERLAP = "overlap"
    MINUTES = "minutes"
    PILOT = "pilot"


@dataclass(frozen=True)
class Order:
    """What is asked for.

    Attributes:
        certificate: Which one.
        forms: How many parallel forms.
        seed: Decides which of many equally good forms come out, and the order of items.
        rehearsal: Whether reviewed items may stand in it, scored or tried out.
        common: How many items may stand in more than one of the forms, to link them.
        cut: Ability at the cut, in logits, where information is compared.
    """

    certificate: str
    forms: int = 1
    seed: str = "1"
    rehearsal: bool = False
    common: int = 0
    cut: float = 0.0


@dataclass(frozen=True)
class Row:
    """A constraint: least <= sum of coefficient times variable <= most."""

    coefficients: dict[int, float]
    least: float
    most: float


_LEVELS_APART = 1.0
"""Two parallel forms differ by at most so many items of a level."""

_COMMON_COSTS = 4.0
"""More than any choice of other items can save: forms have an item in common only where they must."""

_PILOT = frozenset({Status.PILOT})


def information(item: Item, ability: float) -> float:
    """Return the information of a calibrated item at an ability: a squared times p times (1 - p)."""
    if item.slope is None or item.location is None:
        return 0.0
    right = 1 / (1 + math.exp(-item.slope * (ability - item.location)))
    return item.slope**2 * right * (1 - right)


@dataclass(frozen=True)
class Model:
    """The constraints for one order from one bank.

    Attributes:
        bank: The bank.
        blueprint: What a form is made of.
        order: What is asked for.
        without: Families that are left out.
    """

    bank: Bank
    blueprint: Blueprint
    order: Order
    without: frozenset[Family] = frozenset()

    @cached_property
    def pool(self) -> tuple[Item, ...]:
        """The items that may stand in a form at all."""
        allowed = REHEARSED if self.order.rehearsal else COUNTING | _PILOT
        most = 1.0 if Family.EXPOSURE in self.without else self.blueprint.form.exposure
        return tuple(item for item in self.bank.items if item.status in allowed and item.exposure <= most)

    @cached_property
    def calibrated(self) -> bool:
        """Whether every item that may count has parameters."""
        may = self.usable(scored=True)
        return bool(may) and all(item.calibrated for item in may)

    def usable(self, *, scored: bool) -> list[Item]:
        """Return the items of the pool that may count, or that may be tried out."""
        return [item for item in self.pool if self._may(item, scored=scored)]

    @property
    def size(self) -> int:
        """Number of variables."""
        return (2 * self.order.forms + 1) * len(self.pool) + 2

    @property
    def _aim(self) -> int:
        return self.size - 2

    @property
    def _informed(self) -> int:
        return self.size - 1

    def variable(self, form: int, item: int, *, scored: bool) -> int:
        """Return the number of the variable that says whether an item of the pool stands in a form."""
        return (2 * form + (not scored)) * len(self.pool) + item

    def _again(self, item: int) -> int:
        """Return the number of the variable that says whether an item stands in more than one form."""
        return 2 * self.order.forms * len(self.pool) + item

    def bounds(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return least value, most value and whether it is whole (1 or 0) for each variable."""
        most = np.ones(self.size)
        whole = np.ones(self.size)
        for form in range(self.order.forms):
            for at, item in enumerate(self.pool):
                for scored in (True, False):
                    most[self.variable(form, at, scored=scored)] = self._may(item, scored=scored)
        most[[self._aim, self._informed]] = np.inf
        whole[[self._aim, self._informed]] = 0
        return np.zeros(self.size), most, whole

    def wishes(self) -> np.ndarray:
        """Return what each variable costs: drawn from the seed, and more for items that many have seen."""
        costs = np.zeros(self.size)
        costs[self._again(0) : self._aim] = _COMMON_COSTS
        for form in range(self.order.forms):
            for at, item in enumerate(self.pool):
                for scored in (True, False):
                    drawn = draw(self.order.seed, str(form), item.id)
                    costs[self.variable(form, at, scored=scored)] = drawn + item.exposure
        return costs

    def rows(self) -> Iterator[Row]:
        """Yield every constraint."""
        for form in range(self.order.forms):
            yield from self._of_form(form)
        yield from self._between_forms()

    def _may(self, item: Item, *, scored: bool) -> bool:
        if self.order.rehearsal:
            return item.status in REHEARSED
        return item.status in (COUNTING if scored else _PILOT)

    def _on(self, family: Family) -> bool:
        return family not in self.without

    def _sum(self, form: int, values: Sequence[float], *, scored: bool = True) -> dict[int, float]:
        return {self.variable(form, at, scored=scored): value for at, value in enumerate(values) if value}

    def _of_form(self, form: int) -> Iterator[Row]:
        plan, pool = self.blueprint.form, self.pool
        ones = [1.0] * len(pool)
        yield Row(self._sum(form, ones), plan.scored, plan.scored)
        if self._on(Family.PILOT):
            yield Row(self._sum(form, ones, scored=False), plan.pilot, plan.pilot)
        else:
            yield Row(self._sum(form, ones, scored=False), 0, plan.pilot)
        if self._on(Family.AREAS):
            for area, count in self.blueprint.items_by_area(self.order.certificate).items():
                yield Row(self._sum(form, [float(item.area == area) for item in pool]), count, count)
        if self._on(Family.LEVELS):
            for level, band in self.blueprint.levels.items():
                here = self._sum(form, [float(item.level == level) for item in pool])
                least, most = math.ceil(band.least * plan.scored), math.floor(band.most * plan.scored)
                yield Row(here, least, most)
        if self._on(Family.MINUTES):
            minutes = [item.minutes for item in pool]
            both = self._sum(form, minutes) | self._sum(form, minutes, scored=False)
            yield Row(both, 0, plan.minutes)
        if self._on(Family.ENEMIES):
            yield from self._enemies(form)
        yield from self._aims(form)

    def _enemies(self, form: int) -> Iterator[Row]:
        place = {item.id: at for at, item in enumerate(self.pool)}
        pairs = {
            tuple(sorted((item.id, other))) for item in self.pool for other in item.enemies if other in place
        }
        for pair in sorted(pairs):
            here = {
                self.variable(form, place[name], scored=scored): 1.0
                for name in pair
                for scored in (True, False)
            }
            yield Row(here, 0, 1)

    def _aims(self, form: int) -> Iterator[Row]:
        facility, scored = self.blueprint.facility, self.blueprint.form.scored
        if self._on(Family.FACILITY):
            values = self._sum(form, [item.difficulty for item in self.pool])
            apart = facility.apart * scored
            yield Row(values | {self._aim: -1.0}, -apart, apart)
            yield Row({self._aim: 1.0}, facility.mean.least * scored, facility.mean.most * scored)
            yield Row(values, facility.mean.least * scored, facility.mean.most * scored)
        if self._on(Family.INFORMATION) and self.calibrated:
            known = self._sum(form, [information(item, self.order.cut) for item in self.pool])
            yield Row(known | {self._informed: -1.0 - facility.information}, -np.inf, 0)
            yield Row(known | {self._informed: -1.0 + facility.information}, 0, np.inf)

    def _between_forms(self) -> Iterator[Row]:
        forms = range(self.order.forms)
        for at in range(len(self.pool)):
            inside = [
                [self.variable(form, at, scored=True), self.variable(form, at, scored=False)]
                for form in forms
            ]
            for both in inside:
                yield Row(dict.fromkeys(both, 1.0), 0, 1)
            if self._on(Family.OVERLAP):
                every = dict.fromkeys((number for both in inside for number in both), 1.0)
                yield Row(every | {self._again(at): 1.0 - len(forms)}, -np.inf, 1)
        if self._on(Family.OVERLAP):
            again = dict.fromkeys(range(self._again(0), self._aim), 1.0)
            yield Row(again, 0, self.order.common)
        if self._on(Family.LEVELS):
            for level in self.blueprint.levels:
                here = [float(item.level == level) for item in self.pool]
                for one, other in combinations(forms, 2):
                    less = {number: -value for number, value in self._sum(other, here).items()}
                    yield Row(self._sum(one, here) | less, -_LEVELS_APART, _LEVELS_APART)


def draw(*parts: str) -> float:
    """Return a number from 0 to 1 that depends on the words only, on every machine and version alike."""
    return int.from_bytes(sha256("\x1f".join(parts).encode()).digest()[:6], "big") / 2**48
