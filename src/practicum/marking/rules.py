"""What rules can check in a text or a file. Each rule is public: a learner may read it before handing in."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

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
    """

    name: str = Field(min_length=1)
    type: Literal["text", "number", "whole", "date", "choice"] = "text"
    options: tuple[str, ...] = ()
    optional: bool = False


class CsvFile(_Rules):
    """Rules for a CSV file: UTF-8, separated by comma, semicolon or tab, headings in the first line."""

    name: Literal["csv"] = "csv"
    columns: tuple[Column, ...] = Field(default=(), description="Columns that have to be there, in any order")
    min_rows: int = Field(default=1, ge=0)
    max_rows: int = Field(default=5_000, ge=1, le=100_000)


class PngImage(_Rules):
    """Rules for a PNG image: a real one, of a size in pixels, that shows something."""

    name: Literal["png"] = "png"
    min_width: int = Field(default=300, ge=1)
    min_height: int = Field(default=200, ge=1)
    max_width: int = Field(default=6_000, ge=1, le=10_000)
    max_height: int = Field(default=6_000, ge=1, le=10_000)
