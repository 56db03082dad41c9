"""The lines of a log on the disk: each sealed to the one before it by a hash, added whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

from practicum.evidence import strictjson
from practicum.evidence.files import cannot_write, locked, sync_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from practicum.evidence.plain import Json


def sealed_line(document: Mapping[str, Json], previous: str) -> tuple[bytes, str]:
    """Return the line of a document, sealed to the hash of the line before it, and its own hash."""
    body = {**document, "previous": previous}
    line_hash = strictjson.digest(body)
    return (strictjson.dump({**body, "hash": line_hash}) + "\n").encode("utf-8"), line_hash


def whole_lines(content: bytes) -> tuple[list[bytes], bytes]:
    """Return the whole lines of a log, and what follows the last: nothing, unless a write was cut off."""
    *lines, tail = content.split(b"\n")
    return lines, tail


def append_line(path: Path, line: bytes, size: int) -> Literal["", "changed", "full"]:
    """Add a line to a log that holds `size` bytes; it is on the disk when this returns.

    Returns:
        What kept it from being added: `changed` where somebody else continued the log, `full` where only a
            part of the line fitted, or nothing. The log stays as it was then.

    Raises:
        EvidenceError: The system refused to write. The log stays as it was.
    """
    try:
        with locked(path), path.open("r+b" if size else "ab", buffering=0) as file:
            if file.seek(0, os.SEEK_END) != size:
                return "changed"
            try:
                written = file.write(line)
                os.fsync(file.fileno())
            except OSError:
                file.truncate(size)
                raise
            if written != len(line):
                file.truncate(size)
                return "full"
        if not size:
            sync_folder(path.parent)  # a power cut may not take the new file away, either
    except OSError as error:
        raise cannot_write(path, error) from None
    return ""


def set_aside(path: Path, tail: bytes, size: int) -> Path:
    """Move what follows the first `size` bytes of a log, an unfinished line, to a `.torn` file beside it.

    Returns:
        That file.

    Raises:
        EvidenceError: The system refused to write.
    """
    torn = path.with_name(path.name + ".torn")
    try:
        with torn.open("ab") as file:
            file.write(tail + b"\n")
            file.flush()
            os.fsync(file.fileno())
        with path.open("r+b") as file:
            file.truncate(size)
            os.fsync(file.fileno())
    except OSError as error:
        raise cannot_write(path, error) from None
    return torn
