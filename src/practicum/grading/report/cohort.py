"""A cohort's marks as one table: who handed in, what each exercise earned, and which mistake was named."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True)
class Part:
    """One exercise of one learner.

    Attributes:
        points: What rules and persons gave together.
        out_of: What could be earned of what is marked so far; what waits for a person is left out.
        outcome: One of the outcomes of marking, such as `right`; `failed` when it could not be marked.
        mistake: The named mistake, or empty.
        waiting: A person has still to read it.
    """

    points: float
    out_of: float
    outcome: str
    mistake: str = ""
    waiting: bool = False


@dataclass(frozen=True)
class Learner:
    """One learner's hand-in.

    Attributes:
        id: nbgrader's student id.
        name: The name typed at hand-in.
        parts: By exercise; empty when nothing was handed in.
        score: Points in the gradebook, late penalty taken off.
        handed_in: When, by the learner's clock; None when nothing was, or when it cannot be told.
        gates: Critical errors in drills, as sentences.
    """

    id: str
    name: str
    parts: Mapping[str, Part] = field(default_factory=dict)
    score: float = 0.0
    handed_in: datetime | None = None
    gates: tuple[str, ...] = ()

    @property
    def waiting(self) -> bool:
        """Whether a person has still to read something."""
        return any(part.waiting for part in self.parts.values())


@dataclass(frozen=True)
class Exercise:
    """An exercise of the assignment: id, title, points of rules and persons together, and its hints."""

    id: str
    title: str
    out_of: float
    hints: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cohort:
    """All learners of an assignment.

    Attributes:
        module: The module's id.
        title: Its title.
        slug: nbgrader's name of the assignment.
        exercises: In the order of the assignment.
        learners: Everyone whom the gradebook knows, by name.
    """

    module: str
    title: str
    slug: str
    exercises: tuple[Exercise, ...]
    learners: tuple[Learner, ...]

    @property
    def out_of(self) -> float:
        """What the assignment is worth."""
        return sum(one.out_of for one in self.exercises)

    @property
    def present(self) -> tuple[Learner, ...]:
        """Those who handed in."""
        return tuple(one for one in self.learners if one.parts)

    @property
    def absent(self) -> tuple[Learner, ...]:
        """Those who did not."""
        return tuple(one for one in self.learners if not one.parts)
