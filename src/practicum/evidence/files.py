"""Reading bounded, writing so that a crash at any moment leaves the old or the new file, and locking."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
import sys
import time
from typing import TYPE_CHECKING

from practicum.evidence.errors import EvidenceError
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_SECONDS = 10.0
_PAUSE = 0.02
# Some network file systems offer no locks. One learner writes there alone: unlocked is the lesser evil.
_NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


def read_bounded(path: Path, limit: int) -> bytes:
    """Return the content of an ordinary file of at most `limit` bytes.

    Raises:
        EvidenceError: Missing, a link, a folder, a device, larger than `limit`, or not readable.
    """
    try:
        mode = path.lstat().st_mode
    except OSError as error:
        raise _cannot_read(path, error) from None
    if stat.S_ISLNK(mode):
        raise EvidenceError(
            _("{name} is a link to another file, and only real files count as evidence.").format(
                name=path.name
            ),
            next_step=_("Replace the link by the file itself."),
            code="link",
        )
    if not stat.S_ISREG(mode):
        raise EvidenceError(
            _("{name} is not an ordinary file.").format(name=path.name),
            next_step=_("Move it away and save the file again."),
            code="not-a-file",
        )
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        raise _cannot_read(path, error) from None
    if len(content) > limit:
        raise too_large(path.name, limit)
    return content


def too_large(name: str, limit: int) -> EvidenceError:
    """Return the error for a file or a bundle over its bound, given in bytes."""
    return EvidenceError(
        _("{name} is larger than {limit} MB.").format(name=name, limit=limit // 1_000_000),
        next_step=_("Make it smaller, or check that the right file stands there."),
        code="too-large",
    )


def write_atomically(path: Path, content: bytes) -> None:
    """Replace `path` by `content`: after a crash, too, the old file stands there or the new one, whole.

    Call it under `locked(path)`: then left-over temporary files belong to nobody and are removed.

    Raises:
        EvidenceError: The folder cannot be written to, or the disk is full. The old file is left as it was.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        for stale in path.parent.glob(f".{path.name}.*.tmp"):
            stale.unlink(missing_ok=True)
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise cannot_write(path, error) from None


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut; Windows does so by itself and cannot open folders."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def cannot_write(path: Path, error: OSError) -> EvidenceError:
    """Return the error for a file that the system refused to write."""
    return EvidenceError(
        _("{name} could not be saved in {folder}: {reason}.").format(
            name=path.name, folder=path.parent, reason=error.strerror or error
        ),
        next_step=_(
            "Check that the folder exists, can be written to, and that the disk is not full; then repeat."
        ),
        code="cannot-write",
    )


def _cannot_read(path: Path, error: OSError) -> EvidenceError:
    if isinstance(error, FileNotFoundError):
        return EvidenceError(
            _("{name} is not there.").format(name=path.name),
            next_step=_("Check the folder {folder}.").format(folder=path.parent),
            code="missing",
        )
    return EvidenceError(
        _("{name} cannot be read: {reason}.").format(name=path.name, reason=error.strerror or error),
        next_step=_("Check its name and the rights of the file."),
        code="cannot-read",
    )


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of `path` among threads and programs; the system releases it when a program dies.

    Raises:
        EvidenceError: Another program held the lock for ten seconds, or the folder cannot be written to.
    """
    lock = path.with_name(f".{path.name}.lock")
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise cannot_write(path, error) from None
    try:
        deadline = time.monotonic() + LOCK_SECONDS
        while not _try_lock(descriptor):
            if time.monotonic() > deadline:
                raise EvidenceError(
                    _("Another window is writing {name} and does not let go.").format(name=path.name),
                    next_step=_("Close the other window or restart its kernel, then repeat."),
                    code="locked",
                )
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(descriptor)  # releases the lock


def _try_lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in _NO_LOCKS
    return True
