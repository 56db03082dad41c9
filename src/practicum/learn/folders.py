"""Making and writing in the learner's folder; what goes wrong is said in a sentence."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Make the folder of `path`, and turn what the system refuses inside the block into a sentence.

    Raises:
        PracticumError: The folder cannot be made or written to, or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except OSError as error:
        raise PracticumError(
            _("{path} could not be written: {error}.").format(path=path, error=error.strerror or error),
            next_step=_("Check that you may write to its folder, and that the disk is not full."),
        ) from error


def write_text(path: Path, text: str) -> Path:
    """Write a text, the folder of its file included, and return where it is.

    Raises:
        PracticumError: It cannot be written.
    """
    with writing(path):
        path.write_text(text, encoding="utf-8", newline="")
    return path
