"""Put a status or an exposure into the files of a bank; every other byte stays, comments and all."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.evidence.files import locked, write_atomically
from practicum.exam.bank.read import read_bank
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_ITEM = re.compile(r"^\[\[item\]\]", re.MULTILINE)
_ID = re.compile(r'^id = "([^"]+)"', re.MULTILINE)


def put(folder: Path, changes: Mapping[str, Mapping[str, str | float]]) -> tuple[Path, ...]:
    """Change fields of items, and return the files that were written.

    A bank that could not be read any more afterwards is put back as it was.

    Args:
        folder: A bank that is not sealed.
        changes: By item, the new value of `status` or `exposure`.

    Raises:
        PracticumError: An item is not in a plain file of the bank, it has no such line, or the new value
            cannot be.
    """
    with locked(folder / "items"):
        found: dict[str, Path] = {}
        texts = {path: path.read_text(encoding="utf-8") for path in sorted(folder.glob("items/*.toml"))}
        for path, text in texts.items():
            blocks = _blocks(text)
            for number, block in enumerate(blocks):
                name = _ID.search(block)
                if name and name[1] in changes:
                    blocks[number] = _changed(block, name[1], changes[name[1]])
                    found[name[1]] = path
            texts[path] = "".join(blocks)
        absent = sorted(changes.keys() - found.keys())
        if absent:
            raise PracticumError(
                _("The bank holds no item {id} in a plain file.").format(id=absent[0]),
                next_step=_("Name an item of this bank; a sealed bank is changed before it is sealed."),
            )
        written = tuple(sorted({*found.values()}))
        kept = {path: path.read_bytes() for path in written}
        for path in written:
            write_atomically(path, texts[path].encode("utf-8"))
        try:
            read_bank(folder)
        except PracticumError:
            for path, content in kept.items():
                write_atomically(path, content)
            raise
    return written


def _blocks(text: str) -> list[str]:
    """Return what stands before the first item, then each item."""
    starts = [0, *(match.start() for match in _ITEM.finditer(text)), len(text)]
    return [text[one:other] for one, other in pairwise(starts)]


def _changed(block: str, name: str, fields: Mapping[str, str | float]) -> str:
    for field, value in fields.items():
        shown = f'"{value}"' if isinstance(value, str) else f"{value:g}"
        block, count = re.subn(rf"(?m)^{field} = .*$", f"{field} = {shown}", block, count=1)
        if not count:
            raise PracticumError(
                _("{id} has no line '{field} = …'.").format(id=name, field=field),
                next_step=_("Write the line into the file, then try again."),
            )
    return block
