"""What rules can check in a text or a file. Each rule is public: a learner may read it before handing in."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

# Words that promise an outcome which nobody on a desk can guarantee. Whole words, any letter case.
PROMISES = (
    "guarantee",
    "guaranteed",
    "we promise",
    "i promise",
    "never again",
    "100 % safe",
    "will not happen again",
)


class _Rules(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Part(_Rules):
    """A part that a text must hold.

    Attributes:
        label: What the part is, for the learner: "A date by which we answer".
        any_of: Words or word groups; one of them is enough. Whole words, any letter case.
        heading: Whether the words must start a line, as a heading or as "Finding: ...".
    """

    label: str = Field(min_length=1)
    any_of: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)
    heading: bool = False


class TextRules(_Rules):
    """Rules for a text.

    Attributes:
        min_words: The smallest number of words.
        max_words: The largest number of words.
        must: Parts that have to be there.
        avoid: Words that must not be there, such as `PROMISES`.
        personal_data: Whether e-mail addresses, phone and account numbers are allowed.
    """

    name: Literal["text"] = "text"
    min_words: int = Field(default=1, ge=1)
    max_words: int = Field(default=1000, ge=1)
    must: tuple[Part, ...] = ()
    avoid: tuple[str, ...] = ()
    personal_data: bool = False


class Column(_Rules):
    """One column of a CSV file.

    Attributes:
        name: Its heading.
        type: What each cell holds: dates are written 2026-11-03.
        options: For the type `choice`, the allowed words.
        optional: Whether cells may be empty.
        low: The smallest number allowed, when there is one.
        high: The largest number allowed, when there is one.
    """

    name: str = Field(min_length=1)
    type: Literal["text", "number", "whole", "date", "choice"] = "text"
    options: tuple[str, ...] = ()
    optional: bool = False
    low: float | None = None
    high: float | None = None


class Covers(_Rules):
    """A value that a column has to hold in at least one row.

    Attributes:
        label: What is asked for, in the learner's words: "The risk that an account is taken over".
        column: Which column.
        any_of: Any of these is enough, in any letter case.
    """

    rule: Literal["covers"] = "covers"
    label: str = Field(min_length=1)
    column: str = Field(min_length=1)
    any_of: tuple[Annotated[str, Field(min_length=1)], ...] = Field(min_length=1)


class Compared(_Rules):
    """A relation between two columns that holds in every row in which both are filled.

    Numbers are compared as numbers, dates as dates, anything else as words.

    Attributes:
        label: What is asked for: "A target that is not the baseline".
        left: One column.
        relation: `<`, `<=` or `!=`.
        right: The other column.
    """

    rule: Literal["compared"] = "compared"
    label: str = Field(min_length=1)
    left: str = Field(min_length=1)
    relation: Literal["<", "<=", "!="]
    right: str = Field(min_length=1)


class Varied(_Rules):
    """Two columns that say different things: not the same value beside itself in every row.

    Attributes:
        label: What is asked for: "Likelihood and impact, judged apart".
        columns: The two columns.
    """

    rule: Literal["varied"] = "varied"
    label: str = Field(min_length=1)
    columns: tuple[str, str]


class Distinct(_Rules):
    """No two rows alike in these columns.

    Attributes:
        label: What is asked for: "Each risk once".
        columns: The columns that are compared together.
    """

    rule: Literal["distinct"] = "distinct"
    label: str = Field(min_length=1)
    columns: tuple[str, ...] = Field(min_length=1)


RowRule: TypeAlias = Annotated[Covers | Compared | Varied | Distinct, Field(discriminator="rule")]


class CsvFile(_Rules):
    """Rules for a CSV file: UTF-8, separated by comma, semicolon or tab, headings in the first line."""

    name: Literal["csv"] = "csv"
    columns: tuple[Column, ...] = Field(default=(), description="Columns that have to be there, in any order")
    min_rows: int = Field(default=1, ge=0)
    max_rows: int = Field(default=5_000, ge=1, le=100_000)
    rows: tuple[RowRule, ...] = Field(default=(), description="What the rows say together")

    @model_validator(mode="after")
    def _rows_name_known_columns(self) -> CsvFile:
        known = {column.name for column in self.columns}
        strangers = {name for rule in self.rows for name in columns_of(rule)} - known
        if strangers:
            message = f"row rules for unknown columns: {', '.join(sorted(strangers))}"
            raise ValueError(message)
        return self


def columns_of(rule: RowRule) -> tuple[str, ...]:
    """Return the columns that a row rule reads."""
    if isinstance(rule, Covers):
        return (rule.column,)
    if isinstance(rule, Compared):
        return (rule.left, rule.right)
    return rule.columns


class PngImage(_Rules):
    """Rules for a PNG image: a real one, of a size in pixels, that shows something."""

    name: Literal["png"] = "png"
    min_width: int = Field(default=300, ge=1)
    min_height: int = Field(default=200, ge=1)
    max_width: int = Field(default=6_000, ge=1, le=10_000)
    max_height: int = Field(default=6_000, ge=1, le=10_000)
