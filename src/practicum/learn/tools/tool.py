"""A tool of the trade as data: what it asks, the file that it fills, and what it says about it.

One definition, several views: the builder in a notebook, the plain page of `practicum form tools`, and the
check of a file that came from a spreadsheet or an editor. All of them read and write the same file in the
work folder, and a graded exercise may ask for that file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from practicum.marking import CsvFile, TextRules

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Record: TypeAlias = dict[str, str]
"""One row of a register, or the parts of one text, by field name."""
_GROUP = re.compile(
    r"we|all|every(?:one|body)|marketing|communications?|management|(?:the )?(?:\w+ )?(?:team|department)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Field:
    """One thing that a tool asks for.

    Attributes:
        name: Its name in the file: a column, or a heading.
        label: The question, as the learner reads it.
        help: One sentence that says what a good entry looks like.
        kind: One line, a paragraph, one of several options, a number, a date or a time.
        options: For `choice`, what can be chosen.
    """

    name: str
    label: str
    help: str = ""
    kind: Literal["line", "text", "choice", "number", "whole", "date", "time"] = "line"
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Remark:
    """One sentence about what was entered.

    Attributes:
        text: The sentence: what was found, and what to do.
        row: Which row it is about, from 1; 0 for the whole.
        field: Which field it is about; empty for none.
        must: Whether a rule is broken; otherwise it is advice.
    """

    text: str
    row: int = 0
    field: str = ""
    must: bool = False


def _no_advice(_records: Sequence[Record]) -> list[Remark]:
    return []


@dataclass(frozen=True)
class Tool:
    """One tool.

    Attributes:
        slug: Its name: `build("risk-register")`.
        title: As the learner reads it.
        purpose: What it is for, one sentence.
        fields: What it asks for, in order.
        rules: What rules can check; a `CsvFile` makes a register of rows, `TextRules` one text in parts.
        file: The file that it fills, in the work folder.
        advise: What else it says; it may compare rows, compute, or read other files.
        example: One entry that shows what is meant; never an answer to a graded exercise.
        start: Rows that stand there from the start, such as the checks of a checklist. Their first field is
            part of the tool: a view shows it and does not let it be edited, nor the row removed.
    """

    slug: str
    title: str
    purpose: str
    fields: tuple[Field, ...]
    rules: CsvFile | TextRules
    file: str
    advise: Callable[[Sequence[Record]], list[Remark]] = _no_advice
    example: Mapping[str, str] = field(default_factory=dict)
    start: tuple[Record, ...] = ()

    @property
    def many(self) -> bool:
        """Whether it holds rows."""
        return isinstance(self.rules, CsvFile)

    @property
    def most(self) -> int:
        """The largest number of rows."""
        return self.rules.max_rows if isinstance(self.rules, CsvFile) else 1

    @property
    def blank(self) -> Record:
        """An empty row."""
        return {one.name: "" for one in self.fields}

    def label(self, name: str) -> str:
        """Return what the learner calls a field."""
        return next((one.label for one in self.fields if one.name == name), name)

    def given(self, record: Record) -> bool:
        """Whether a row stands there from the start, so that its first field is not the learner's."""
        first = self.fields[0].name
        return bool(record.get(first)) and any(record[first] == row[first] for row in self.start)

    def prose(self, record: Record) -> str:
        """Return the parts of a text as they will be read: paragraphs, without the headings of the file."""
        return "\n\n".join(text for one in self.fields if (text := record.get(one.name, "").strip()))


def is_group(owner: str) -> bool:
    """Say whether an owner is many people, of whom each waits for another."""
    return _GROUP.fullmatch(owner.strip()) is not None
