"""The descriptor of exercises that learners get: form and question, no reference, no mistakes, no hints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, ValidationError

from practicum.evidence.files import read_bounded
from practicum.evidence.strictjson import load
from practicum.evidence.versions import Format, bad_shape
from practicum.i18n import _
from practicum.marking.definitions import values
from practicum.marking.kinds import AnyKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from practicum.marking.exercise import Exercise

DESCRIPTOR = Format("practicum-exercises", 1)
_MAX_BYTES = 5_000_000


class Description(BaseModel):
    """What a learner may know of an exercise.

    Attributes:
        id: For instance `m08-3`.
        title: A few words.
        competence: The competence that it shows.
        points: What a right answer earns.
        read_points: What a person can add with the rubric; 0 without one.
        kind: The form of the answer.
        question: The question, Markdown.
        tables: The tables it speaks of.
        see: Where the lesson teaches it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    competence: str
    points: float
    read_points: float = 0
    kind: AnyKind
    question: str
    tables: tuple[str, ...] = ()
    see: str = ""


def describe(exercises: Iterable[Exercise] | Mapping[str, Exercise]) -> dict[str, Any]:
    """Return the descriptor of exercises as JSON values, for `assignments/<slug>/exercises.json`."""
    descriptions = [
        Description(
            id=one.id,
            title=one.title,
            competence=one.competence,
            points=one.points,
            read_points=one.rubric.points if one.rubric else 0,
            kind=one.kind,
            question=one.question,
            tables=one.tables,
            see=one.see,
        )
        for one in values(exercises)
    ]
    return {
        "format": DESCRIPTOR.name,
        "version": DESCRIPTOR.version,
        "exercises": [one.model_dump(mode="json") for one in descriptions],
    }


def load_descriptions(path: Path | str) -> dict[str, Description]:
    """Return the descriptions in a descriptor file by id, in order.

    Raises:
        PracticumError: The file is missing or does not follow its format.
    """
    path = Path(path)
    document = DESCRIPTOR.upgrade(load(read_bounded(path, _MAX_BYTES), name=path.name), where=path.name)
    try:
        found = [Description.model_validate(entry) for entry in document.get("exercises", ())]
    except (ValidationError, TypeError) as error:
        raise bad_shape(
            path.name, _("Each exercise should have an id, a title, points and a kind.")
        ) from error
    return {one.id: one for one in found}
