"""From records to the content of a tool's file and back; each is the other's inverse on tidy records.

A register is CSV with one line of headings. A text is Markdown with one heading of the second level for each
part; what stands before the first heading that the tool knows belongs to the first part, so that a text from
an editor is never lost.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.i18n import _, ngettext
from practicum.marking.reading import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from practicum.learn.tools.tool import Field, Record, Tool

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_HEADING = "## "


def tidy(tool: Tool, records: Sequence[Record]) -> list[Record]:
    """Return records as every view writes them: all fields in order, no stray spaces, no empty row."""
    rows = [{one.name: _tidied(one, record.get(one.name, "")) for one in tool.fields} for record in records]
    filled = [row for row in rows if any(row.values())]
    return filled if tool.many else filled[:1]


def _tidied(one: Field, value: str) -> str:
    text = value.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8")
    text = _UNWRITABLE.sub(" ", text)
    if one.kind == "text":
        return text.strip()
    line = " ".join(text.split())
    return next((option for option in one.options if fold(option) == fold(line)), line)


def written(tool: Tool, records: Sequence[Record]) -> str:
    """Return the file's content: CSV for rows, otherwise one heading and one paragraph a part."""
    rows = tidy(tool, records)
    if not tool.many:
        parts = rows[0] if rows else tool.blank
        return "\n".join(
            f"{_HEADING}{one.label}\n\n{_escaped(tool, parts[one.name])}\n" for one in tool.fields
        )
    sheet = io.StringIO(newline="")
    writer = csv.DictWriter(sheet, [one.name for one in tool.fields], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return sheet.getvalue()


def strangers(tool: Tool, content: str) -> list[str]:
    """Return the headings of a table that the tool does not know: saving it would leave their columns out."""
    if not tool.many:
        return []
    names = {fold(one.name) for one in tool.fields}
    headings: list[str] = next(_reader(content), [])
    return [heading.strip() for heading in headings if heading.strip() and fold(heading) not in names]


def _reader(content: str) -> Any:
    first = content.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    return csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True)


def parsed(tool: Tool, content: str) -> list[Record]:
    """Return what a file holds; fields that it lacks are left out, columns that the tool lacks ignored.

    Raises:
        PracticumError: A table's quotation marks do not match, none of its headings is the tool's, or it has
            more rows than the tool takes.
    """
    if not tool.many:
        return [_parts(tool, content.replace("\r\n", "\n"))]
    reader = _reader(content)
    try:
        return _rows(tool, reader)
    except csv.Error as error:
        raise PracticumError(
            _("{file} cannot be read: {error}.").format(file=tool.file, error=error),
            next_step=_("Check the quotation marks of its line {line}.").format(line=reader.line_num),
        ) from None


def _rows(tool: Tool, reader: Iterator[list[str]]) -> list[Record]:
    names = {fold(one.name): one.name for one in tool.fields}
    places: dict[str, int] = {}
    for at, heading in enumerate(next(reader, [])):
        name = names.get(fold(heading))
        if name:
            places.setdefault(name, at)  # once each: a hostile file repeats a heading a million times
    if not places:
        raise PracticumError(
            _("The first line of {file} has none of the headings of this tool.").format(file=tool.file),
            next_step=_("It should read: {headings}.").format(headings=", ".join(names.values())),
        )
    rows: list[Record] = []
    for row in reader:
        if not any(cell.strip() for cell in row):
            continue
        if len(rows) == tool.most:
            raise PracticumError(
                ngettext(
                    "{file} has more than {count} row.", "{file} has more than {count} rows.", tool.most
                ).format(file=tool.file, count=tool.most),
                next_step=_("Keep what matters most; a list that nobody can read through helps nobody."),
            )
        rows.append({name: row[at].strip() if at < len(row) else "" for name, at in places.items()})
    return rows


def _labels(tool: Tool) -> dict[str, str]:
    return {one.label: one.name for one in tool.fields}


def _parts(tool: Tool, content: str) -> Record:
    """Read the paragraphs below the headings that the tool knows."""
    names, name = _labels(tool), tool.fields[0].name
    found: dict[str, list[str]] = {}
    for line in content.split("\n"):
        heading = line[len(_HEADING) :].strip() if line.startswith(_HEADING) else ""
        if heading in names:
            name = names[heading]
        else:
            found.setdefault(name, []).append(_unescaped(tool, line))
    return {name: "\n".join(lines).strip() for name, lines in found.items()}


def _escaped(tool: Tool, text: str) -> str:
    """Put a backslash, as Markdown has it, before a line that would be read as a heading of the file."""
    return "\n".join(f"\\{line}" if _is_heading(tool, line) else line for line in text.split("\n"))


def _unescaped(tool: Tool, line: str) -> str:
    return line[1:] if line.startswith("\\") and _is_heading(tool, line[1:]) else line


def _is_heading(tool: Tool, line: str) -> bool:
    bare = line.lstrip("\\")
    return bare.startswith(_HEADING) and bare[len(_HEADING) :].strip() in _labels(tool)
