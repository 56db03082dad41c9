"""One question of the bank, as its file states it."""

from __future__ import annotations

from datetime import date  # noqa: TC003  pydantic reads the annotations at run time
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from practicum.learn.course_data import STRICT


class Kind(StrEnum):
    """How an item is answered."""

    BEST = "best"
    MULTIPLE = "multiple"
    ORDER = "order"
    MATCH = "match"
    NUMBER = "number"
    JUDGEMENT = "judgement"


class Status(StrEnum):
    """Where an item stands in its life."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    PILOT = "pilot"
    ACTIVE = "active"
    WATCHED = "watched"
    RETIRED = "retired"


class Level(StrEnum):
    """What an item asks of a person."""

    RECALL = "recall"
    APPLY = "apply"
    JUDGE = "judge"


Key = str | tuple[str, ...] | dict[str, float | str] | float
"""As TOML gives it; `keys.key_problems` says whether it suits the kind."""

ItemId = Annotated[str, Field(pattern=r"^[A-Z]\d+-\d{3}$")]
_Share = Annotated[float, Field(ge=0, le=1)]
_Words = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, config=STRICT)
class Review:
    """What a reviewer found.

    Attributes:
        by: Who looked.
        date: When.
        what: What they looked at: is the content right, is the language plain, does it treat groups fairly
            (bias), can everybody read and answer it (access).
        verdict: `accepted`, `revise` or `rejected`.
    """

    by: _Words
    date: date
    what: Literal["content", "language", "bias", "access"]
    verdict: Literal["accepted", "revise", "rejected"]


@dataclass(frozen=True, config=STRICT)
class Item:
    """One question.

    Attributes:
        id: Competence and number: `A1-001`.
        kind: How it is answered.
        area: The area of its competence.
        competence: The competence that it asks for.
        level: What it asks of a person.
        stem: The question.
        key: The right answer: see `keys`.
        options: What can be chosen, by letter; none where a number is asked.
        rationale: Why the key is right, and why each other option tempts.
        source: A key of `course/facts.toml`, a competence, or a source in words.
        jurisdiction: Country or union whose law the key rests on; empty where none does.
        valid_until: The last day on which the key is sure to hold; empty where nothing dates.
        author: Who wrote it.
        reviews: Who looked at it.
        status: Where it stands in its life.
        enemies: Items that may not stand in the same form, because one gives the other away.
        exposure: Share of recent candidates who have seen it, 0 to 1.
        minutes: Expected time.
        difficulty: Expected facility: share of borderline-and-better candidates who get it right, 0 to 1.
        slope: Discrimination of the two-parameter model, once it was calibrated.
        location: Difficulty in that model, in logits, once it was calibrated.
    """

    id: ItemId
    kind: Kind
    area: Annotated[str, Field(pattern=r"^[A-Z]$")]
    competence: Annotated[str, Field(pattern=r"^[A-Z]\d+$")]
    level: Level
    stem: _Words
    key: Key
    author: _Words
    status: Status
    difficulty: _Share
    minutes: Annotated[float, Field(gt=0, le=30)]
    options: dict[Annotated[str, Field(pattern=r"^[a-z]$")], _Words] = Field(default_factory=dict)
    rationale: str = ""
    source: str = ""
    jurisdiction: Annotated[str, Field(pattern=r"^([A-Z]{2}|Council of Europe)?$")] = ""
    valid_until: date | Literal[""] = ""
    reviews: tuple[Review, ...] = ()
    enemies: tuple[ItemId, ...] = ()
    exposure: _Share = 0.0
    slope: Annotated[float, Field(gt=0)] | None = None
    location: float | None = None

    @property
    def calibrated(self) -> bool:
        """Whether the item has the parameters of the two-parameter model."""
        return self.slope is not None and self.location is not None
