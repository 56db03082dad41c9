"""Sixty invented candidates: how able each is, and what some do that an examination must withstand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from practicum.grading.demo_people import name_of
from practicum.look.sheet import sheet

if TYPE_CHECKING:
    from random import Random

COUNT = 60
COLUMNS = ("registration", "name", "email", "certificate", "accommodations", "trainers")


class Kind(StrEnum):
    """What somebody stands for."""

    ORDINARY = "ordinary"
    STRONG = "strong"
    WEAK = "weak"
    HASTY = "hasty"
    CARELESS = "careless"
    COPIED = "copied from"
    COPIER = "copies"
    TAMPERED = "bundle tampered with"
    CRASHED = "crash and resume"
    MORE_TIME = "extra time"


_SPECIAL = (
    *(Kind.STRONG,) * 8,
    *(Kind.WEAK,) * 8,
    *(Kind.HASTY,) * 4,
    *(Kind.CARELESS,) * 4,
    Kind.COPIED,
    Kind.COPIER,
    Kind.TAMPERED,
    Kind.CRASHED,
    Kind.MORE_TIME,
    Kind.MORE_TIME,
)
_ABILITY = {
    Kind.STRONG: (2.2, 0.3),
    Kind.WEAK: (-0.8, 0.4),
    Kind.HASTY: (0.8, 0.4),
    Kind.CARELESS: (1.4, 0.3),
    Kind.COPIED: (0.5, 0.1),
    Kind.COPIER: (-0.6, 0.1),
}
_USUAL = (0.9, 0.7)


@dataclass(frozen=True)
class Candidate:
    """An invented candidate.

    Attributes:
        registration: The number under which the body knows the person.
        name: Invented.
        kind: What the person stands for.
        ability: In logits, on the scale of the items' difficulties.
        accommodations: Ids of the scheme.
        trainers: Who has trained the person.
    """

    registration: str
    name: str
    kind: Kind
    ability: float
    accommodations: tuple[str, ...] = ()
    trainers: tuple[str, ...] = ()


def people(chance: Random, count: int = COUNT) -> list[Candidate]:
    """Return the candidates.

    Args:
        chance: Draws their abilities.
        count: How many; the special ones come first.
    """
    kinds = [*_SPECIAL, *(Kind.ORDINARY,) * count][:count]
    longer = iter(("time-25", "time-50"))
    found = []
    for number, kind in enumerate(kinds):
        mean, spread = _ABILITY.get(kind, _USUAL)
        found.append(
            Candidate(
                registration=f"R{number + 1:03d}",
                name=name_of(number),
                kind=kind,
                ability=chance.gauss(mean, spread),
                accommodations=(next(longer),) if kind is Kind.MORE_TIME else (),
                trainers=("Agnès Morel",) if number % 7 == 0 else (),
            )
        )
    return found


def application_list(candidates: list[Candidate], certificate: str) -> str:
    """Return the CSV file from which a sitting is opened."""
    return sheet(
        COLUMNS,
        [
            (
                one.registration,
                one.name,
                f"{one.registration.lower()}@candidates.example",
                certificate,
                " ".join(one.accommodations),
                " ".join(one.trainers),
            )
            for one in candidates
        ],
    )
