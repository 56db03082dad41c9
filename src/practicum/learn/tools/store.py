"""The learner's file of a tool: read as any program left it, saved whole, and no version of it ever lost.

The newest version always has the tool's own name. Before a save replaces what is there, what is there is kept
beside it as `statement-1.md`, `statement-2.md` and so on: for a text always, since a text is made by
comparing versions; for a table only when somebody else changed it after it was read here.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.evidence.files import cannot_write, locked, read_bounded, write_atomically
from practicum.i18n import _
from practicum.learn.folders import writing
from practicum.learn.tools.content import parsed, strangers, written
from practicum.learn.tools.remarks import file_remarks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practicum.learn.tools.tool import Record, Tool

LARGEST = 1_000_000
"""Bytes; a file that a person filled in is never as large."""


@dataclass(frozen=True)
class Kept:
    """What the file of a tool holds.

    Attributes:
        records: Its rows, or the one record of a text; the tool's own start rows when there is no file.
        mark: What the content is recognised by; empty when there is no file.
        problem: Why it cannot be read, with what to do; empty when it can.
        strangers: Headings of columns that the tool does not know and would leave out.
    """

    records: list[Record] = field(default_factory=list)
    mark: str = ""
    problem: str = ""
    strangers: tuple[str, ...] = ()

    @property
    def there(self) -> bool:
        """Whether there is a file that can be read."""
        return bool(self.mark) and not self.problem

    @property
    def seen(self) -> str:
        """The mark of what the learner can see; of a file that is not seen whole, nothing."""
        return self.mark if self.there and not self.strangers else ""


@dataclass(frozen=True)
class Saved:
    """What a save did.

    Attributes:
        kept: What the file holds now.
        former: Where the version before it was kept; nothing when there was none to keep.
        foreign: Whether somebody else had changed the file since it was read.
    """

    kept: Kept
    former: Path | None = None
    foreign: bool = False


def kept(tool: Tool, folder: Path | None = None) -> Kept:
    """Return what the learner's file holds; a file that cannot be read is a sentence, not an error."""
    path = (folder or Path()) / tool.file
    if not path.exists() and not path.is_symlink():
        return Kept([dict(row) for row in tool.start])
    try:
        content = _content(tool, path)
        return Kept(parsed(tool, content), _mark(path), strangers=tuple(strangers(tool, content)))
    except PracticumError as error:
        return Kept([dict(row) for row in tool.start], _mark(path), str(error))


def load(tool: Tool, folder: Path | None = None) -> list[Record]:
    """Return the rows of the learner's file.

    Raises:
        PracticumError: The file is missing or cannot be read as the tool's.
    """
    return parsed(tool, _content(tool, (folder or Path()) / tool.file))


def _content(tool: Tool, path: Path) -> str:
    content = read_bounded(path, LARGEST)
    broken = file_remarks(tool, content)
    if broken:
        raise PracticumError(_("{file} cannot be read.").format(file=tool.file), next_step=broken[0].text)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PracticumError(
            _("{file} is not UTF-8 text.").format(file=tool.file),
            next_step=_("In an editor, save it as UTF-8."),
        ) from None


def save(tool: Tool, records: Sequence[Record], folder: Path | None = None, *, seen: str = "") -> Saved:
    """Write the learner's file, and keep what it held where that could be missed.

    Args:
        tool: The tool.
        records: What to write.
        folder: Where; by default the current folder.
        seen: The mark of the content that the learner saw last, see `Kept.mark`.

    Raises:
        PracticumError: It cannot be written.
    """
    path = (folder or Path()) / tool.file
    content = written(tool, records).encode("utf-8")
    former = None
    with writing(path), locked(path):
        mark = _mark(path)
        foreign = bool(mark) and mark != seen
        if mark != _digest(content):
            if mark and (foreign or not tool.many):  # a file not seen whole is foreign, too
                former = _keep_former(path)
            write_atomically(path, content)
    return Saved(kept(tool, folder), former, foreign and former is not None)


def versions(tool: Tool, folder: Path | None = None) -> list[Path]:
    """Return the earlier versions that were kept, the oldest first."""
    path = (folder or Path()) / tool.file
    return [found for _number, found in _numbered(path)]


def _numbered(path: Path) -> list[tuple[int, Path]]:
    shape = re.compile(rf"{re.escape(path.stem)}-([1-9][0-9]{{0,8}}){re.escape(path.suffix)}")
    found = ((shape.fullmatch(one.name), one) for one in path.parent.glob(f"{path.stem}-*{path.suffix}"))
    return sorted((int(match[1]), one) for match, one in found if match)


def _keep_former(path: Path) -> Path:
    number = max((number for number, _path in _numbered(path)), default=0) + 1
    former = path.with_name(f"{path.stem}-{number}{path.suffix}")
    try:
        shutil.copy2(path, former, follow_symlinks=False)
    except OSError as error:
        raise cannot_write(former, error) from None
    return former


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _mark(path: Path) -> str:
    """Return what a file's present content is recognised by; a file beyond reading has a mark of its own."""
    try:
        return _digest(read_bounded(path, LARGEST))
    except PracticumError:
        return "unreadable" if path.exists() or path.is_symlink() else ""
