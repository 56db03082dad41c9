"""What a tool says about what was entered: first what a rule finds broken, field by field, then advice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.i18n import _, ngettext
from practicum.learn.tools.content import tidy, written
from practicum.learn.tools.tool import Remark
from practicum.marking import Artefact, CsvFile
from practicum.marking.filecheck import check_file
from practicum.marking.textcheck import check_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from practicum.learn.tools.tool import Record, Tool
    from practicum.marking import Column
    from practicum.marking.textcheck import Finding

_SHOWN = 40
_COLUMN = "column-"


def remarks(tool: Tool, records: Sequence[Record]) -> list[Remark]:
    """Return what the rules find broken, then what the tool advises; an empty tool gets no remarks."""
    rows = tidy(tool, records)
    waiting = [row for row, record in enumerate(rows, 1) if _waits(tool, record)]
    if untouched(tool, rows):
        return []
    if isinstance(tool.rules, CsvFile):
        missing = [
            column
            for column in tool.rules.columns
            if not column.optional and not any(column.name in record for record in records)
        ]
        broken = [_no_column(column) for column in missing]
        broken += _waiting(tool, waiting)
        findings = check_file(_artefact(tool.rules), written(tool, rows).encode("utf-8"))
        columns = {column.name: column for column in tool.rules.columns if column not in missing}
        for finding in _failed(findings):
            name = finding.rule.removeprefix(_COLUMN)
            if not finding.rule.startswith(_COLUMN):
                broken.append(_whole(finding))
            elif name in columns:
                broken += _cells(columns[name], rows, set(waiting))
        broken.sort(key=lambda remark: (remark.row == 0, remark.row))
    else:
        broken = [_whole(finding) for finding in _failed(check_text(tool.rules, tool.prose(rows[0])))]
    return [*broken, *tool.advise(rows)]


def file_remarks(tool: Tool, content: bytes) -> list[Remark]:
    """Return what keeps a file from being read as the tool's table at all, as the marking rules find it."""
    if not isinstance(tool.rules, CsvFile):
        return []
    findings = check_file(_artefact(tool.rules), content)
    return [_whole(finding) for finding in _failed(findings) if finding.rule in ("encoding", "table")]


def _failed(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if not finding.passed]


def _artefact(rules: CsvFile) -> Artefact:
    return Artefact(file="table.csv", media="text/csv", validator=rules)


def _whole(finding: Finding) -> Remark:
    text = _("{asked}: {found}").format(asked=finding.label, found=finding.detail)
    return Remark(text if finding.detail else finding.label, must=True)


def _no_column(column: Column) -> Remark:
    text = _("The file has no column “{name}”: write this heading into its first line.")
    return Remark(text.format(name=column.name), field=column.name, must=True)


def untouched(tool: Tool, records: Sequence[Record]) -> bool:
    """Whether nothing of the learner's stands there yet."""
    return all(_waits(tool, record) for record in tidy(tool, records))


def _waits(tool: Tool, record: Record) -> bool:
    """Whether a row of the tool's own holds nothing of the learner's yet."""
    return tool.given(record) and not any(record[one.name] for one in tool.fields[1:])


def _waiting(tool: Tool, rows: Sequence[int]) -> list[Remark]:
    if not rows:
        return []
    text = ngettext("This row is still empty.", "This row and {more} others are still empty.", len(rows))
    return [Remark(text.format(more=len(rows) - 1), rows[0], tool.fields[1].name, must=True)]


def _cells(column: Column, rows: Sequence[Record], waiting: set[int]) -> list[Remark]:
    """Say of each cell that breaks the column's rule what was found and what is expected."""
    found = []
    alone = _artefact(CsvFile(columns=(column,)))
    for row, record in enumerate(rows, 1):
        value = record[column.name]
        if row in waiting:
            continue
        if not value and not column.optional:
            text = _("This is empty.")
        elif value and _failed(check_file(alone, _one_cell(column.name, value))):
            text = _("“{value}” does not fit: {expected}").format(
                value=value[:_SHOWN], expected=_expected(column)
            )
        else:
            continue
        found.append(Remark(text, row, column.name, must=True))
    return found


def _one_cell(name: str, value: str) -> bytes:
    quoted = value.replace('"', '""')
    return f'{name}\n"{quoted}"\n'.encode()


def _expected(column: Column) -> str:
    """Say what belongs into a cell."""
    if column.type == "date":
        return _("write a day such as 2026-11-03.")
    if column.type == "choice":
        return _("write one of these: {options}.").format(options=", ".join(column.options))
    whole = column.type == "whole"
    if column.low is not None and column.high is not None:
        sentence = (
            _("write a whole number from {low:g} to {high:g}.")
            if whole
            else _("write a number from {low:g} to {high:g}.")
        )
        return sentence.format(low=column.low, high=column.high)
    if column.low is not None:
        sentence = (
            _("write a whole number, {low:g} or more.") if whole else _("write a number, {low:g} or more.")
        )
        return sentence.format(low=column.low)
    return _("write a whole number such as 12.") if whole else _("write a number such as 12.5.")
