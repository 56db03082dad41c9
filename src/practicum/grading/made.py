"""What made a mark: evidence, rules, draw and environment, each as a hash that anyone can repeat."""

from __future__ import annotations

import os
import platform
import stat
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from practicum import __version__
from practicum.errors import PracticumError
from practicum.evidence.artefacts import MAX_BYTES
from practicum.evidence.files import read_bounded
from practicum.evidence.strictjson import digest
from practicum.i18n import _, language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_FILES = 400
_PACKAGE = Path(__file__).parents[1]
# The rooms whose code decides a mark, and what of this room does.
_RULES = ("data", "drill", "evidence", "marking")
_HERE = ("cells.py", "mark_submission.py", "marks.py", "rubric.py")
_READ_BY_RULES = ("numpy", "pandas", "pydantic", "PyYAML", "jsonschema", "markdown-it-py")
_IGNORED = {"__pycache__", ".ipynb_checkpoints"}


@dataclass(frozen=True)
class Made:
    """What made the marks of one hand-in. Equal values give equal marks.

    Attributes:
        evidence: Hash of every file of the hand-in.
        marking: Hash of the module's definitions, tables and drills, and of the code that marks.
        seed: The draw of the tables: `edition`, or a number.
        environment: Hash of the lock, of Python, and of the libraries that take part.
    """

    evidence: str
    marking: str
    seed: str
    environment: str


def files_of(folder: Path) -> dict[str, str]:
    """Return the hash of each file of a hand-in by its name; links are named and never followed.

    Raises:
        PracticumError: The folder is gone or a link, or a file cannot be read or is too large.
    """
    if folder.is_symlink() or not folder.is_dir():
        raise PracticumError(
            _("The hand-in {folder} is not there.").format(folder=folder),
            next_step=_("Collect it again, then grade again."),
        )
    found: dict[str, str] = {}
    for path in _walk(folder):
        name = path.relative_to(folder).as_posix()
        if len(found) == MAX_FILES:
            raise PracticumError(
                _("The hand-in {folder} holds more than {count} files.").format(
                    folder=folder, count=MAX_FILES
                ),
                next_step=_("Remove what does not belong to it, then grade again."),
            )
        mode = path.lstat().st_mode
        found[name] = (
            sha256(read_bounded(path, MAX_BYTES)).hexdigest() if stat.S_ISREG(mode) else _("not a file")
        )
    return found


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _IGNORED)
        yield from (Path(place, name) for name in sorted(files))
        yield from (Path(place, name) for name in folders if Path(place, name).is_symlink())


def evidence_hash(files: dict[str, str]) -> str:
    """Return one hash for all files of a hand-in."""
    return digest(files)  # type: ignore[arg-type]  # a dict of texts is JSON


def marking_version(root: Path, slug: str) -> str:
    """Return one hash for all that decides a module's marks: definitions, tables, drills and our own code."""
    solutions = root / "solutions" / slug
    paths = code_of_rules()
    paths |= {f"code/grading/{name}": _PACKAGE / "grading" / name for name in _HERE}
    paths |= {f"rules/{path.name}": path for path in solutions.glob("*") if path.suffix != ".md"}
    for name in ("datasets", "scenarios"):
        paths |= {
            path.relative_to(root).as_posix(): path for path in (root / name).rglob("*") if path.is_file()
        }
    return hashed(paths)


def code_of_rules(*more: str) -> dict[str, Path]:
    """Return the files of ours that decide a mark anywhere, by name.

    Args:
        more: Further folders of the package that take part, such as `exam/marks`.
    """
    return {
        f"code/{path.relative_to(_PACKAGE).as_posix()}": path
        for room in (*_RULES, *more)
        for path in (_PACKAGE / room).rglob("*")
        if path.suffix in {".py", ".json", ".toml", ".yaml"}
    }


def hashed(paths: Mapping[str, Path]) -> str:
    """Return one hash for files by name and content; what is no file is left out."""
    whole = sha256()
    for name, path in sorted(paths.items()):
        if path.is_file():
            whole.update(f"{name} {sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()


def environment_facts(root: Path) -> dict[str, str]:
    """Return what of this machine could matter to a mark, by name."""
    lock = root / "requirements.lock"
    facts = {
        "practicum": __version__,
        "python": platform.python_version(),
        "language": language(),
        "requirements.lock": sha256(lock.read_bytes()).hexdigest() if lock.is_file() else "",
    }
    for name in _READ_BY_RULES:
        try:
            facts[name] = version(name)
        except PackageNotFoundError:
            facts[name] = ""
    return facts


def environment_hash(root: Path) -> str:
    """Return one hash for `environment_facts`."""
    return digest(environment_facts(root))  # type: ignore[arg-type]  # a dict of texts is JSON
