"""Which draw of a family a candidate gets: nobody can foretell it; who holds the secret can repeat it."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from practicum.drill import EXAM
from practicum.errors import PracticumError
from practicum.exam.families.tables import family_tables
from practicum.i18n import _
from practicum.marking import separation

if TYPE_CHECKING:
    from practicum.exam.families.family import Family

SEED_BITS = 48  # a JSON number holds it exactly
ATTEMPTS = 50


@dataclass(frozen=True)
class Draw:
    """The draw of a family for one candidate.

    Attributes:
        family: Its id.
        seed: What its tables are made with.
        drill_seed: What its drill is played with.
    """

    family: str
    seed: int

    @property
    def drill_seed(self) -> str:
        """The name of the draw for its drill. It is no way back to the seed: packages name it, logs too."""
        return f"{EXAM}{sha256(f'practicum exam drill {self.seed}'.encode()).hexdigest()[:12]}"


def draw(secret: bytes, sitting: str, candidate: str, family: Family) -> Draw:
    """Return the draw that a candidate gets: the first of a chain that is fit to be given.

    Args:
        secret: The secret of the sitting, 32 random bytes.
        sitting: Id of the sitting.
        candidate: The candidate's code.
        family: What is drawn from.

    Raises:
        PracticumError: No draw was fit, which is a fault of the family.
    """
    for attempt in range(ATTEMPTS):
        words = "\x1f".join(("practicum exam draw", sitting, candidate, family.id, str(attempt)))
        digest = hmac.digest(secret, words.encode(), "sha256")
        found = Draw(family.id, int.from_bytes(digest) >> (256 - SEED_BITS))
        if not unfit(family, found.seed):
            return found
    raise PracticumError(
        _("None of {count} draws of {family} was fit to be given.").format(count=ATTEMPTS, family=family.id),
        next_step=_("The bounds of the family are too narrow for its tables: send it back to its author."),
    )


def unfit(family: Family, seed: int) -> list[str]:
    """Return a sentence for each reason why a draw may not be given; none when it is fit.

    The data must keep every named mistake more than three tolerances from the truth, and every figure in
    `BOUNDS` within its bounds.

    Args:
        family: What is drawn from.
        seed: What its tables are made with.
    """
    tables = family_tables(family, seed)
    problems = [sentence for one in family.exercises.values() for sentence in separation(one, tables)]
    for name, bound in family.bounds.items():
        value = bound.figure(tables)
        if not bound.least <= value <= bound.most:  # NaN is unfit, too
            problems.append(
                _("{name} is {value:.4g}; from {least:.4g} to {most:.4g} is fit.").format(
                    name=name, value=value, least=bound.least, most=bound.most
                )
            )
    return problems
