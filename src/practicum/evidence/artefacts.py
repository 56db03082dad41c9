"""Files that a learner made with any tool: which are there, how large, and their hashes."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from practicum.evidence.errors import EvidenceError
from practicum.evidence.files import read_bounded
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_BYTES = 20_000_000
_LONGEST_NAME = 120
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".md": "text/markdown",
    ".png": "image/png",
    ".txt": "text/plain",
    ".ipynb": "application/x-ipynb+json",
}


@dataclass(frozen=True)
class Artefact:
    """One file of a folder.

    Attributes:
        name: Its path inside the folder, with forward slashes.
        bytes: Its size.
        sha256: Its hash, in hexadecimal.
        media_type: Guessed from the ending; `application/octet-stream` when unknown.
    """

    name: str
    bytes: int
    sha256: str
    media_type: str


def list_artefacts(folder: Path | str, names: Iterable[str]) -> tuple[Artefact, ...]:
    """Return those files of `names` that are in `folder`, in the order given; missing ones are left out.

    Raises:
        EvidenceError: A name leads out of the folder, or a file is a link, not ordinary, or over 20 MB.
    """
    found = []
    for name in names:
        path = inside(Path(folder), name)
        if path.exists() or path.is_symlink():
            found.append(describe(name, read_bounded(path, MAX_BYTES)))
    return tuple(found)


def describe(name: str, content: bytes) -> Artefact:
    """Return what is said about a file of this name and content."""
    media_type = _MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "application/octet-stream")
    return Artefact(name, len(content), hashlib.sha256(content).hexdigest(), media_type)


def inside(folder: Path, name: str) -> Path:
    """Return the path of a safe member name inside `folder`.

    Raises:
        EvidenceError: The name is unsafe, or a folder on the way is a link.
    """
    check_name(name)
    path = folder
    for part in name.split("/")[:-1]:
        path = path / part
        if path.is_symlink():
            raise unsafe(name, _("it lies in a folder that is a link"), code="link")
    return folder / name


def check_name(name: str) -> None:
    """Refuse every name that could mean another place, or another file on another system.

    Raises:
        EvidenceError: With the name and the reason.
    """
    if not name or len(name) > _LONGEST_NAME:
        raise unsafe(name, _("it is empty or longer than {limit} characters").format(limit=_LONGEST_NAME))
    if "\\" in name:
        raise unsafe(name, _("it holds a backslash"), code="backslash")
    if name.startswith("/"):
        raise unsafe(name, _("it is an absolute path"), code="absolute")
    if any(unicodedata.category(character)[0] == "C" for character in name):
        raise unsafe(name, _("it holds invisible characters"), code="invisible")
    if ":" in name:
        raise unsafe(name, _("it holds a colon, as drive letters do"), code="drive")
    for part in name.split("/"):
        if part in ("", ".", ".."):
            raise unsafe(name, _("it leads to another folder"), code="dots")
        if part != part.rstrip(" .") or part.split(".")[0].casefold() in _RESERVED:
            raise unsafe(name, _("Windows cannot store it"), code="reserved")


def collision_key(name: str) -> str:
    """Return one key for names that are one file on some systems: by letter case, or by composed accents."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def unsafe(name: str, reason: str, *, code: str = "unsafe-name") -> EvidenceError:
    """Return the error for a member that is refused by name.

    Args:
        name: The member as it was found.
        reason: Why, as a clause in lower case.
        code: The short name of the fault.
    """
    shown = name[:_LONGEST_NAME].encode("unicode_escape").decode("ascii")
    return EvidenceError(
        _("The member “{name}” is refused: {reason}.").format(name=shown, reason=reason),
        next_step=_("Make the file anew with “practicum hand-in”, which writes safe names only."),
        code=code,
    )
