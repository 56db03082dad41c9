"""What an act does to an issue: rows of `effects.yaml`, each naming a coefficient."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from practicum.drill.coefficients import data_file
from practicum.drill.schema import Slug, Strict


class Move(Strict):
    """One thing that an act moves.

    Attributes:
        moves: What it moves.
        by: The coefficient that says by how much.
        needs: Marks that must all hold.
        unless: Marks of which none may hold.
        fades: It shrinks the longer the matter has been talked of, and when the same words are said again.
    """

    moves: Literal["spread", "responsibility", "disposition"]
    by: Slug
    needs: Annotated[tuple[Slug, ...], Field(alias="if")] = ()
    unless: tuple[Slug, ...] = ()
    fades: bool = False

    def holds(self, marks: frozenset[str]) -> bool:
        """Say whether it applies under some marks."""
        return marks.issuperset(self.needs) and marks.isdisjoint(self.unless)


class Kind(Strict):
    """What acts of one kind do.

    Attributes:
        words: It is a public word of the house: its posture is judged, it ends the silence.
        effects: What it moves.
    """

    words: bool = False
    effects: tuple[Move, ...]


class Effects(Strict):
    """The whole table.

    Attributes:
        human: Postures that speak in a human voice.
        postures: Family of each posture.
        acts: What each kind of act does.
    """

    human: tuple[Slug, ...]
    postures: dict[Slug, Slug]
    acts: dict[Slug, Kind]


@lru_cache(maxsize=1)
def effects() -> Effects:
    """Return the table of effects."""
    return TypeAdapter(Effects).validate_python(data_file("community/effects.yaml"))
