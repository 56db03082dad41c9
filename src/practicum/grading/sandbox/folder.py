"""A learner's folder goes into the sandbox as bytes; nothing comes back out.

The kernel writes to a copy that lies in memory, so it meets no file of the host: neither by a symbolic link,
nor by a hard link, nor by a race.
"""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_FILES = 2000


def pack(folder: Path | None, most: int) -> int:
    """Return a descriptor of a file in memory that holds the regular files of `folder`.

    Symbolic links, devices and pipes are left out; a link is never followed.

    Args:
        folder: What the kernel is to find in its working folder; None for an empty one.
        most: Bytes that the sandbox has room for.

    Raises:
        PracticumError: The folder holds more than that, or too many files.
    """
    names: list[tuple[str, int]] = []
    contents: list[bytes] = []
    room = most
    for path in _regular(folder) if folder else ():
        content = _read(path, room + 1)
        if content is None:
            continue
        room -= len(content)
        if room < 0 or len(names) == MOST_FILES:
            raise PracticumError(
                _("{folder} holds more than {megabytes} MB or {files} files, too much for one run.").format(
                    folder=folder, megabytes=most // 2**20, files=MOST_FILES
                ),
                next_step=_("Open it by hand if you need to; the marks do not depend on the run."),
            )
        names.append((path.relative_to(folder or path).as_posix(), len(content)))
        contents.append(content)
    descriptor = os.memfd_create("folder", os.MFD_CLOEXEC)
    with open(descriptor, "wb", closefd=False) as file:
        file.write(json.dumps(names).encode() + b"\n")
        file.writelines(contents)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def unpack(descriptor: int, target: Path) -> None:
    """Write the files that `pack` took into `target`, inside the sandbox."""
    with open(descriptor, "rb") as file:
        for name, size in json.loads(file.readline()):
            path = target / PurePosixPath(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.read(size))


def _regular(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder):  # follows no link to a folder
        folders.sort()
        yield from (Path(parent, name) for name in sorted(files))


def _read(path: Path, most: int) -> bytes | None:
    """Return what a regular file holds, `most` bytes of it at most; None for anything else."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:  # a link, a socket, or gone since
        return None
    with open(descriptor, "rb") as file:  # noqa: PTH123  a descriptor, not a path
        return file.read(most) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None
