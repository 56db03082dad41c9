"""The law of the learner's side: nothing handed out holds an answer, a hidden test or marking code."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ALLOWED = {".ipynb", ".csv", ".png", ".svg", ".jpg"}
_LIST = "exercises.json"
_MARKS = re.compile(r"(BEGIN|END) (SOLUTION|HIDDEN TESTS|MARK SCHEME)")
_SEALED_FIELDS = {"reference", "mistakes", "wrong", "hint", "anchors"}
_REGION = re.compile(r"BEGIN SOLUTION[^\n]*\n(.*?)\n[^\n]*END SOLUTION", re.DOTALL)
_RECORDS = re.compile(r"\banswer\(")


def find_leaks(assignments: Path, solutions: Path | None = None) -> list[str]:
    """Walk a folder of assignments and return one sentence per thing that a learner must not get.

    Args:
        assignments: The folder to walk.
        solutions: Where the solutions lie, to look for their very lines; nothing when they are not here.
    """
    secrets = set(_solution_lines(solutions)) if solutions and solutions.is_dir() else set()
    return [
        sentence
        for path in sorted(assignments.rglob("*"))
        if path.is_file()
        for sentence in _leaks_in(path, path.relative_to(assignments).as_posix(), secrets)
    ]


def _leaks_in(path: Path, name: str, secrets: set[str]) -> Iterator[str]:
    if path.name != _LIST and path.suffix not in _ALLOWED:
        yield _("{name} is a kind of file that is never handed out.").format(name=name)
        return
    if path.suffix not in {".ipynb", ".json"}:
        return
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        cells = [("".join(cell["source"]), cell.get("outputs")) for cell in content.get("cells", [])]
    except (ValueError, KeyError, TypeError, AttributeError):
        yield _("{name} cannot be read, so nobody knows what it holds.").format(name=name)
        return
    for field in sorted(_SEALED_FIELDS & set(_keys(content))) if path.name == _LIST else ():
        yield _("{name} holds the field '{field}'.").format(name=name, field=field)
    for number, (source, outputs) in enumerate(cells, 1):
        if _MARKS.search(source):
            yield _("{name}, cell {number} holds a marker of a solution or a hidden test.").format(
                name=name, number=number
            )
        if any(line.strip() in secrets for line in source.splitlines()):
            yield _("{name}, cell {number} holds a line of the solution.").format(name=name, number=number)
        if outputs:
            yield _("{name}, cell {number} has an output.").format(name=name, number=number)


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from _keys(part)
    elif isinstance(value, list):
        for part in value:
            yield from _keys(part)


def _solution_lines(solutions: Path) -> Iterator[str]:
    """Yield the lines between solution markers that record an answer: those alone are never on both sides."""
    for path in solutions.rglob("*.md"):
        for region in _REGION.findall(path.read_text(encoding="utf-8")):
            yield from (line.strip() for line in region.splitlines() if _RECORDS.search(line))
