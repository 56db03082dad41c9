"""The learner's edition: one zip that opens the course anywhere, without solutions, marking and tests."""

from __future__ import annotations

import io
import json
import zipfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from practicum import __version__
from practicum.authoring.errors import BuildError
from practicum.authoring.leaks import find_leaks
from practicum.authoring.source import is_notebook
from practicum.errors import PracticumError
from practicum.evidence.files import write_atomically
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.project import Project

# What goes in, never what stays out: a new folder of the project is not handed out by accident.
_FOLDERS = ("src/practicum", "course", "assignments", "scenarios", "datasets", "LICENSES")
_FILES = ("LICENSE", "pyproject.toml", "requirements.lock", "environment.yml", "bin/bootstrap")
_OWN = ("Makefile", "README.md")  # written for learners, beside this module
_TOP = "practicum"
_MOMENT = (2026, 1, 1, 0, 0, 0)  # the same sources give the same bytes
_PROGRAM, _TEXT = 0o755, 0o644


def pack(project: Project, to: Path | None = None) -> Path:
    """Write the learner's edition.

    The expert run of each drill goes in, since the debrief compares with it; the edition's README says so.

    Args:
        project: The project, built.
        to: The zip file; by default `practicum-learner-<version>.zip` in the current folder.

    Returns:
        The file that was written.

    Raises:
        PracticumError: The course is not built, an assignment leaks, or the file cannot be written.
    """
    to = (to or Path(f"practicum-learner-{__version__}.zip")).resolve()
    if to.is_dir() or to.suffix != ".zip":
        raise PracticumError(
            _("The edition is one zip file, and '{name}' is not the name of one.").format(name=to.name),
            next_step=_("Give a name such as practicum-learner.zip."),
        )
    _require_built(project)
    if leaks := find_leaks(project.assignments, project.solutions):
        raise BuildError(
            _("The assignments give something away: {list}").format(list=" ".join(leaks)),
            next_step=_("Run 'practicum build' and read what it says."),
        )
    try:
        members = sorted(_members(project))
    except OSError as error:
        raise PracticumError(
            _("{path} belongs to every edition and cannot be read.").format(path=error.filename),
            next_step=_("Bring the file back, then pack again."),
        ) from error
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as edition:
        for name, content in members:
            entry = zipfile.ZipInfo(f"{_TOP}/{name}", _MOMENT)
            entry.external_attr = (_PROGRAM if name.startswith("bin/") else _TEXT) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            edition.writestr(entry, content)
    write_atomically(to, packed.getvalue())
    return to


def _require_built(project: Project) -> None:
    missing = [
        path.relative_to(project.root).as_posix()
        for module in project.modules
        if module.status == "open"
        for path in (
            project.course / module.slug / "lesson.ipynb",
            project.assignments / module.slug / f"{module.slug}.ipynb",
        )
        if not path.is_file()
    ]
    if not (project.course / "home.ipynb").is_file():
        missing.insert(0, "course/home.ipynb")
    if missing:
        raise PracticumError(
            _("The course is not built: {list}.").format(list=", ".join(missing)),
            next_step=_("Run 'practicum build', then pack again."),
        )


def _members(project: Project) -> Iterator[tuple[str, bytes]]:
    own = files("practicum.authoring") / "edition"
    for name in _OWN:
        yield name, (own / name).read_bytes()
    for name in _FILES:
        yield name, (project.root / name).read_bytes()
    for folder in _FOLDERS:
        for path in sorted((project.root / folder).rglob("*")):
            name = path.relative_to(project.root).as_posix()
            if path.is_file() and _is_content(path, name):
                yield name, _unpaired(path) if path.suffix == ".ipynb" else path.read_bytes()


def _is_content(path: Path, name: str) -> bool:
    """Tell content from what tools leave behind, and from the texts that notebooks are derived from."""
    parts = name.split("/")
    left_behind = any(part.startswith(".") or part == "__pycache__" for part in parts)
    return (
        not left_behind and path.name != "jupytext.toml" and not (path.suffix == ".md" and is_notebook(path))
    )


def _unpaired(path: Path) -> bytes:
    """Return a notebook without its pairing: its text source is not in the edition."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"].pop("jupytext", None)
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()
