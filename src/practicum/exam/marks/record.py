"""The files that marking writes: the marks of a bundle, and its texts that wait for people."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from practicum import __version__
from practicum.evidence import EvidenceError, strictjson
from practicum.evidence.files import read_bounded, write_atomically
from practicum.evidence.versions import Format, bad_shape
from practicum.exam.marks.withdrawn import read_withdrawn
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MARKS = Format("practicum-exam-marks", 1)
TEXTS = Format("practicum-exam-texts", 1)
_LARGEST = 20_000_000

Marks: TypeAlias = dict[str, Any]
"""The document of one bundle; docs/exam-marking.md names its fields."""


@dataclass(frozen=True)
class Waiting:
    """A text that waits for people.

    Attributes:
        exercise: Its exercise.
        title: The exercise's title.
        html: What was written, beside the rubric, harmless.
    """

    exercise: str
    title: str
    html: str


def marks_of(**facts: Any) -> Marks:
    """Return the document of a bundle's marks, with its format and the version of the software."""
    return {"format": MARKS.name, "version": MARKS.version, "software": __version__, **facts}


def to_bytes(document: Marks) -> bytes:
    """Return the one form in which a document is written: equal documents, equal bytes."""
    return (strictjson.dump(document) + "\n").encode("utf-8")


def marks_path(folder: Path, code: str) -> Path:
    """Return where the marks of a candidate lie in the folder of a sitting."""
    return folder / "marks" / f"{code}.json"


def texts_path(folder: Path, code: str) -> Path:
    """Return where the texts of a candidate wait in the folder of a sitting."""
    return folder / "reading" / "texts" / f"{code}.json"


def write_marks(folder: Path, marks: Marks, waiting: Sequence[Waiting]) -> None:
    """Write the texts of a bundle, then its marks: where marks stand, everything stands.

    Raises:
        EvidenceError: The folder cannot be written to.
    """
    code = marks["candidate"]
    texts = {
        "format": TEXTS.name,
        "version": TEXTS.version,
        "candidate": code,
        "bundle": marks["bundle"],
        "texts": [asdict(one) for one in waiting],
    }
    for path, document in ((texts_path(folder, code), texts), (marks_path(folder, code), marks)):
        path.parent.mkdir(parents=True, exist_ok=True)
        content = to_bytes(document)
        write_atomically(path, content)


def read_marks(folder: Path, code: str) -> Marks | None:
    """Return the marks of a candidate as they count; None before there are any.

    A question that was withdrawn after the sitting is not scored any more; its file stays as it was written.

    Raises:
        PracticumError: The file was damaged.
    """
    marks = _read(marks_path(folder, code), MARKS, "items")
    out = {one.item for one in read_withdrawn(folder)}
    for row in marks["items"] if marks and out else ():
        row["scored"] = row["scored"] and row["item"] not in out
    return marks


def read_texts(folder: Path, code: str) -> tuple[str, list[Waiting]]:
    """Return the SHA-256 of a candidate's bundle and its texts that wait for people; nothing before marking.

    Raises:
        EvidenceError: The file was damaged.
    """
    found = _read(texts_path(folder, code), TEXTS, "texts") or {"bundle": "", "texts": []}
    return found["bundle"], [Waiting(**one) for one in found["texts"]]


def _read(path: Path, kind: Format, needed: str) -> dict[str, Any] | None:
    try:
        content = read_bounded(path, _LARGEST)
    except EvidenceError as error:
        if error.code == "missing":
            return None
        raise
    document = kind.upgrade(strictjson.load(content, name=path.name), where=path.name)
    if needed not in document:
        raise bad_shape(path.name, _("Marking writes it anew: remove it, then mark again."))
    return document
