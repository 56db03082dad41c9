"""What somebody of a given ability answers: right with the chance of a model, else a likely slip."""

from __future__ import annotations

from math import exp, log
from typing import TYPE_CHECKING, Any

from practicum.marking import Artefact, Choice, DrillLog, Number, Order, Table, personas

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from practicum.exam.families import Family
    from practicum.marking import Exercise, Kind, Persona, Tables

EXPECTED = 0.5
"""Ability, in logits, of those for whom the expected facility of an item is stated: borderline and better."""
BORDERLINE = 0.2
"""Ability of those who are just good enough to pass."""

_POLICIES = ((1.6, "reference"), (0.2, "apprentice"), (-0.6, "hasty"))
_SLOPPY = "silent"


def logit(share: float) -> float:
    """Return the logit of a share, kept away from never and always."""
    held = min(0.97, max(0.03, share))
    return log(held / (1 - held))


def chance_of(ability: float, facility: float) -> float:
    """Return how likely somebody is right on an item.

    Args:
        ability: In logits.
        facility: Share of borderline and better candidates who are expected to be right, 0 to 1.
    """
    return 1 / (1 + exp(-(ability - EXPECTED + logit(facility))))


def written(exercise: Exercise, likely: float, chance: Random) -> Any:
    """Return an answer to an item of the written part.

    Args:
        exercise: The item.
        likely: The chance of being right.
        chance: Draws.
    """
    return _answer(exercise.kind, exercise.reference({}), likely, chance)


def _answer(kind: Kind, right: Any, likely: float, chance: Random) -> Any:
    if isinstance(kind, Table):
        return {row: _answer(inner, right[row], likely, chance) for row, inner in kind.rows.items()}
    if chance.random() < likely:
        return list(right) if isinstance(right, tuple) else right
    if isinstance(kind, Choice):
        return chance.choice([option for option in kind.options if option != right])
    if isinstance(kind, Order):
        return chance.sample(list(kind.items), len(kind.items))
    if isinstance(kind, Number):
        return round(float(right) * chance.choice((0.1, 0.5, 1.2, 2, 10)) + kind.tolerance * 4, 2)
    return right


class Practical:
    """What may be answered to a family's exercises on the candidate's own tables."""

    def __init__(self, family: Family, tables: Tables) -> None:
        exercises = [one for one in family.exercises.values() if not isinstance(one.kind, DrillLog)]
        self._exercises = exercises
        self._perfect, _blank, *slips = personas(exercises, tables)
        self._slips: dict[str, list[Persona]] = {one.id: [] for one in exercises}
        for slip in slips:
            self._slips[slip.exercise].append(slip)

    def answer(self, exercise: Exercise, likely: float, chance: Random) -> tuple[Any, Mapping[str, bytes]]:
        """Return what `answers.json` shall hold for an exercise, and the files that belong to it.

        A table is answered row by row, so that most people are right in part.
        """
        right: Any = self._perfect.answers.get(exercise.id)
        slips = self._slips[exercise.id]
        if isinstance(exercise.kind, Table) and slips:
            rows = {
                row: value
                if chance.random() < likely
                else _likely(slips, chance).answers[exercise.id].get(row, value)
                for row, value in right.items()
            }
            return rows, {}
        source = self._perfect if chance.random() < likely or not slips else _likely(slips, chance)
        names = {exercise.kind.file} if isinstance(exercise.kind, Artefact) else set()
        return source.answers.get(exercise.id), {
            name: source.files[name] for name in names & source.files.keys()
        }

    @property
    def exercises(self) -> list[Exercise]:
        """Those that are answered by hand, in order."""
        return self._exercises


def _likely(slips: list[Persona], chance: Random) -> Persona:
    """Return one of the mistakes; definitions list the likeliest first."""
    return chance.choices(slips, [1 / place**2 for place in range(1, len(slips) + 1)])[0]


def policy(ability: float, chance: Random) -> str:
    """Return how somebody of this ability plays a drill on this day."""
    today = ability + chance.gauss(0, 0.4)
    return next((name for least, name in _POLICIES if today > least), _SLOPPY)


def quality(exercise: Exercise, ability: float, chance: Random) -> float:
    """Return how good a text is that people read, in levels from 0 to 3."""
    assert exercise.rubric is not None  # noqa: S101  asked of texts with a rubric only
    return min(3.0, max(0.0, 1.6 + 0.7 * ability + chance.gauss(0, 0.4)))
