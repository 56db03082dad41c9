"""The kinds of answer: which form an answer has, not what is right. All of it is public and becomes JSON."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from practicum.marking.rules import CsvFile, PngImage, TextRules

_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*")
Labels: TypeAlias = dict[str, str]


class _Kind(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _check_labels(labels: Labels) -> Labels:
    if len(labels) < 2 or not all(_ID.fullmatch(name) and label.strip() for name, label in labels.items()):  # noqa: PLR2004 - one option is no choice
        message = "two or more entries are needed, each with a lower-case id and a label"
        raise ValueError(message)
    return labels


OptionLabels = Annotated[Labels, Field(description="Label by id, as shown"), BeforeValidator(_check_labels)]


class Number(_Kind):
    """One number.

    Attributes:
        unit: `percent`, `EUR`, `minutes`, `posts` or any word; empty for a bare number.
        tolerance: How far, in the unit, an answer may lie from the reference.
        whole: Whether only whole numbers can be read.
    """

    kind: Literal["number"] = "number"
    unit: str = ""
    tolerance: float = Field(default=0.05, ge=0, allow_inf_nan=False)
    whole: bool = False


class Choice(_Kind):
    """One of several options, given by id or label."""

    kind: Literal["choice"] = "choice"
    options: OptionLabels


class Set(_Kind):
    """Any number of options, in any order. With `partial`, hits count and false alarms cost."""

    kind: Literal["set"] = "set"
    options: OptionLabels
    partial: bool = True


class Order(_Kind):
    """All items, first to last. With `partial`, pairs in the right order count and reversed pairs cost."""

    kind: Literal["order"] = "order"
    items: OptionLabels
    partial: bool = True


class Text(TextRules):
    """A text: rules check what rules can, a person reads the rest with a rubric."""

    kind: Literal["text"] = "text"


def _by_name(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class Artefact(_Kind):
    """A file beside the notebook.

    Attributes:
        file: Its name.
        media: Its media type, as shown to the learner.
        validator: The rules for its content, `CsvFile`, `PngImage` or `TextRules`, or the name of one.
    """

    kind: Literal["artefact"] = "artefact"
    file: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")
    media: str = Field(pattern=r"^[a-z]+/[a-z0-9.+-]+$")
    validator: Annotated[
        Annotated[CsvFile | PngImage | TextRules, Field(discriminator="name")], BeforeValidator(_by_name)
    ]


class DrillLog(_Kind):
    """The decision log of a drill, `<drill>.jsonl` beside the notebook.

    Attributes:
        drill: The drill's slug.
        seeds: Which draws count; when empty, any that is played alone and not at the easier intensity.
    """

    kind: Literal["drill"] = "drill"
    drill: str = Field(pattern=r"^[a-z0-9-]+$")
    seeds: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The name of the log."""
        return f"{self.drill}.jsonl"


class Table(_Kind):
    """Keyed rows, each of its own kind; each right row earns its share.

    Attributes:
        rows: The kind of each row, by id, in the order shown.
        labels: What to call a row; its id when absent.
        weights: What a row counts; 1 when absent.
    """

    kind: Literal["table"] = "table"
    rows: dict[str, RowKind] = Field(min_length=1)
    labels: Labels = Field(default_factory=dict)
    weights: dict[str, Annotated[float, Field(gt=0, allow_inf_nan=False)]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _names_known_rows(self) -> Table:
        strangers = (self.labels.keys() | self.weights.keys()) - self.rows.keys()
        if strangers:
            message = f"labels or weights for unknown rows: {', '.join(sorted(strangers))}"
            raise ValueError(message)
        return self

    def label(self, row: str) -> str:
        """Return what to call a row."""
        return self.labels.get(row, row)


RowKind = Annotated[
    Number | Choice | Set | Order | Text | Artefact | DrillLog,
    Field(discriminator="kind"),
]
Kind: TypeAlias = Number | Choice | Set | Order | Text | Artefact | DrillLog | Table
AnyKind = Annotated[Kind, Field(discriminator="kind")]
"""Any kind, told apart by its field `kind` when read from JSON."""
