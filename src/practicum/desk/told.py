"""What a debrief is told from, in whatever form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST = 4


@dataclass(frozen=True)
class Told:
    """The material of a debrief.

    Attributes:
        tables: What `practicum.drill.debrief(...).to_json()` returned.
        drill: The part `drill` of a view: title, brand, mode, seed.
        predicted: The score that the learner expected, or None.
        resolutions: What to do differently next time, sentences to choose one from.
    """

    tables: Mapping[str, Any]
    drill: Mapping[str, Any]
    predicted: int | None
    resolutions: tuple[str, ...]


def resolutions(tables: Mapping[str, Any]) -> tuple[str, ...]:
    """Say in the first person what went wrong, the aims first: a vow names an act, not a virtue."""
    lost = [row for row in tables["meant"] if row["done"] is not True]
    late = _("Next time I am earlier. {sentence}")
    never = _("Next time I make sure of this. {sentence}")
    vows = [(late if row["done"] == "late" else never).format(sentence=row["sentence"]) for row in lost]
    if tables["over_answered"]:
        vows.append(_("Before I answer, I ask what happens if I say nothing."))
    if tables["missed"]:
        vows.append(_("Before each hour ends, I read what nobody liked or shared."))
    if not vows:
        vows.append(_("The same care in assessed mode, on a seed that I have not seen."))
    return tuple(vows[:_MOST])
