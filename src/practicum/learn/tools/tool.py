"""A tool of the trade as data: what it asks, the file that it fills, and what it says about it.

One definition, several views: the builder in a notebook, the plain page of `practicum form`, and the check of
a file that came from a spreadsheet or an editor. All of them read and write the same file in the work folder,
and a graded exercise may ask for that file.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from practicum.errors import PracticumError
from practicum.evidence.files import read_bounded, write_atomically
from practicum.i18n import _
from practicum.learn.folders import writing
from practicum.marking import Artefact, CsvFile, TextRules
from practicum.marking.filecheck import check_file
from practicum.marking.textcheck import check_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Record: TypeAlias = dict[str, str]
"""One row of a register, or the parts of one text, by field name."""
_LARGEST = 1_000_000


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
    """

    slug: str
    title: str
    purpose: str
    fields: tuple[Field, ...]
    rules: CsvFile | TextRules
    file: str
    advise: Callable[[Sequence[Record]], list[Remark]] = _no_advice
    example: Mapping[str, str] = field(default_factory=dict)

    @property
    def many(self) -> bool:
        """Whether it holds rows."""
        return isinstance(self.rules, CsvFile)

    def written(self, records: Sequence[Record]) -> str:
        """Return the file's content: CSV for rows, otherwise one heading and one paragraph a part."""
        if not self.many:
            parts = records[0] if records else {}
            said = [(one.label, parts.get(one.name, "").strip()) for one in self.fields]
            return "\n".join(f"## {label}\n\n{text}\n" for label, text in said)
        sheet = io.StringIO(newline="")
        names = [one.name for one in self.fields]
        writer = csv.DictWriter(sheet, names, extrasaction="ignore", restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)
        return sheet.getvalue()

    def prose(self, record: Record) -> str:
        """Return the parts of a text as they will be read: paragraphs, without the headings of the file."""
        return "\n\n".join(text for one in self.fields if (text := record.get(one.name, "").strip()))

    def parsed(self, content: str) -> list[Record]:
        """Return what a file holds; fields that it lacks are left out, strange ones ignored.

        Raises:
            PracticumError: A table's quotation marks do not match.
        """
        if not self.many:
            return [_parts(self, content)]
        first = content.split("\n", 1)[0]
        reader = csv.reader(
            io.StringIO(content, newline=""), delimiter=max(",;\t", key=first.count), strict=True
        )
        try:
            headings, *rows = list(reader) or [[]]
        except csv.Error as error:
            raise PracticumError(
                _("{file} cannot be read: {error}.").format(file=self.file, error=error),
                next_step=_("Check the quotation marks of its line {line}.").format(line=reader.line_num),
            ) from None
        names = {one.name for one in self.fields}
        places = [(at, heading.strip()) for at, heading in enumerate(headings) if heading.strip() in names]
        return [
            {name: row[at].strip() if at < len(row) else "" for at, name in places}
            for row in rows
            if any(cell.strip() for cell in row)
        ]

    def load(self, folder: Path | None = None) -> list[Record]:
        """Return what the learner's file holds; nothing when there is none yet.

        Raises:
            PracticumError: The file cannot be read.
        """
        path = (folder or Path()) / self.file
        if not path.exists():
            return []
        try:
            return self.parsed(read_bounded(path, _LARGEST).decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise PracticumError(
                _("{file} is not UTF-8 text.").format(file=self.file),
                next_step=_("In a spreadsheet, save it as “CSV UTF-8”; in an editor, as UTF-8."),
            ) from None

    def save(self, records: Sequence[Record], folder: Path | None = None) -> Path:
        """Write the learner's file and return its path.

        Raises:
            PracticumError: It cannot be written.
        """
        path = (folder or Path()) / self.file
        with writing(path):
            write_atomically(path, self.written(records).encode("utf-8"))
        return path

    def remarks(self, records: Sequence[Record]) -> list[Remark]:
        """Return what the rules find broken, then what the tool advises; an empty tool gets no remarks."""
        filled = [record for record in records if any(value.strip() for value in record.values())]
        if not filled:
            return []
        if isinstance(self.rules, CsvFile):
            kind = Artefact(file=self.file, media="text/csv", validator=self.rules)
            findings = check_file(kind, self.written(filled).encode("utf-8"))
        else:
            findings = check_text(self.rules, self.prose(filled[0]))
        broken = [
            Remark(f"{finding.label}: {finding.detail}" if finding.detail else finding.label, must=True)
            for finding in findings
            if not finding.passed
        ]
        return [*broken, *self.advise(filled)]


def _parts(tool: Tool, content: str) -> Record:
    """Read the paragraphs below the headings that the tool knows."""
    found: Record = {}
    names = {one.label: one.name for one in tool.fields}
    name = ""
    for line in content.splitlines():
        if line.startswith("## "):
            name = names.get(line[3:].strip(), "")
        elif name:
            found[name] = f"{found[name]}\n{line}" if name in found else line
    return {key: text.strip() for key, text in found.items()}
