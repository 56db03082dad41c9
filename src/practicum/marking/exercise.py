"""The exercise: one definition from which checks, marks, personas and exam variants come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from practicum.marking.kinds import Kind

Tables: TypeAlias = Mapping[str, Any]
"""What a reference receives: a data frame by table name."""


class _Missing(Enum):
    MISSING = "missing"

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = _Missing.MISSING
"""Stands where no answer was handed in."""
Missing: TypeAlias = Literal[_Missing.MISSING]


class Outcome(Enum):
    """What became of an answer. The set is closed: every answer ends in one of these."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG_NAMED = "wrong-named"
    WRONG = "wrong"
    NOT_ATTEMPTED = "not-attempted"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Mistake:
    """A plausible wrong way, as code.

    Attributes:
        wrong: What this way gives on the same tables. For a table, all rows or only those that it changes;
            for a text or a file, an example content that breaks the rules this mistake is about.
        hint: What to say to whoever went this way: the idea that cures it, never the right value.
        see: Where the cure is taught; the exercise's own link when empty.
        credit: The share of the points, 0 to below 1, that this way still earns.
    """

    wrong: Callable[[Tables], object]
    hint: str
    see: str = ""
    credit: float = 0.0


@dataclass(frozen=True)
class Criterion:
    """One criterion of a rubric.

    Attributes:
        id: Short and unique in its rubric.
        label: Its name.
        points: What level 3 earns.
        anchors: Four sentences, for level 0 to level 3, that say what a marker sees.
    """

    id: str
    label: str
    points: float
    anchors: tuple[str, str, str, str]


@dataclass(frozen=True)
class Rubric:
    """What a person marks: anchored criteria whose points sum to `points`."""

    points: float
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, kw_only=True)
class Exercise:
    """One exercise.

    Attributes:
        id: For instance `m08-3`.
        title: A few words.
        competence: The id of the competence that it shows.
        points: What a right answer earns, without the rubric's points.
        kind: The form of the answer.
        question: The question as the learner reads it, Markdown.
        reference: What is right, computed from the tables. For a text, a model text; for a file, the bytes
            of an exemplar; for a drill log, the bytes of a reference run. The last three may be None.
        mistakes: Plausible wrong ways by name, the likeliest first.
        tables: Which tables the reference reads.
        see: Where the lesson teaches it.
        rubric: What a person reads, if anything.
        few_mistakes: Why there are fewer than three mistakes; empty when there are three.
    """

    id: str
    title: str
    competence: str
    points: float
    kind: Kind
    question: str
    reference: Callable[[Tables], object]
    mistakes: Mapping[str, Mistake] = field(default_factory=dict)
    tables: tuple[str, ...] = ()
    see: str = ""
    rubric: Rubric | None = None
    few_mistakes: str = ""
