"""The learner's copies of lessons, cards and assignments. What the learner changed is never overwritten."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

import nbformat

from practicum.errors import PracticumError
from practicum.evidence.files import write_atomically
from practicum.i18n import _
from practicum.lab.notebooks import content_hash, edition_hash, read_notebook, state_folder, write_trusted
from practicum.learn import home_html, portfolio_html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from nbformat import NotebookNode

    from practicum.project import Module, Project

_HOME = "home.ipynb"
# Pages that are drawn anew each time the course is opened: the cell that shows each, and what draws it.
_DRAWN = {_HOME: ("home()", home_html), "portfolio.ipynb": ("portfolio()", portfolio_html)}
_BESIDE = ("glossary.md", "facts.md")


@dataclass(frozen=True)
class Prepared:
    """What `prepare` did; names are relative to the learner's folder.

    Attributes:
        copied: Files that were not there, or were replaced by a newer edition.
        newer: Files that the learner changed and of which a newer edition exists: kept as they are.
    """

    copied: tuple[str, ...]
    newer: tuple[str, ...]


@dataclass(frozen=True)
class Restored:
    """What `restore` did.

    Attributes:
        kept: The folder that holds the learner's own copies now; nothing when there was nothing to keep.
        fresh: Names of the fresh copies, relative to the learner's folder.
    """

    kept: Path | None
    fresh: tuple[str, ...]


@dataclass
class _Copies:
    """What was copied: for each file the hash of what the edition gave, and of the copy's content."""

    project: Project
    known: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._path = state_folder(self.project) / "copies.json"
        try:
            self.known = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self.known = {}  # without a record every copy that differs counts as changed, and is kept

    def bring(self, source: Path, name: str) -> str:
        """Copy one file if that loses nothing; return `copied`, `newer` or an empty string."""
        target = self.project.work / name
        was_edition, was_copy = self.known.get(name, ("", ""))
        if target.exists():
            if was_edition == edition_hash(source):
                return ""
            if content_hash(target) not in {was_copy, content_hash(source)}:
                return "newer"
        self.replace(source, name)
        return "copied"

    def replace(self, source: Path, name: str) -> None:
        target = self.project.work / name
        if source.suffix == ".ipynb":
            write_trusted(self.project, target, _unrun(read_notebook(source)))
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(target, source.read_bytes())
        self.known[name] = (edition_hash(source), content_hash(target))

    def save(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self._path, json.dumps(self.known, indent=1).encode())


def prepare(project: Project) -> Prepared:
    """Copy what a learner works with to `work/`, where it is not there yet; draw home and portfolio anew.

    Raises:
        PracticumError: The course's notebooks are not built, or the learner's folder cannot be written to.
    """
    home = project.course / _HOME
    if not home.is_file():
        raise PracticumError(
            _("The course has no built notebooks: {path} is not there.").format(path=home),
            next_step=_("Run 'make build' once, then open the course again."),
        )
    copies = _Copies(project)
    done: dict[str, str] = {}
    try:
        for module in project.modules:
            if module.status == "open":
                for source, name in _files(project, module):
                    done[name] = copies.bring(source, name)
        for name in (*_DRAWN, *_BESIDE):
            if (project.course / name).is_file():
                done[name] = copies.bring(project.course / name, name)
        for name in _DRAWN:
            if (project.course / name).is_file():
                _draw(project, name)
        copies.save()
    except OSError as error:
        raise _cannot_prepare(project.work, error) from error
    return Prepared(
        copied=tuple(name for name, what in done.items() if what == "copied"),
        newer=tuple(name for name, what in done.items() if what == "newer"),
    )


def restore(project: Project, name: str, *, now: datetime | None = None) -> Restored:
    """Set the learner's copies of a module aside and give fresh ones; answers and drill logs stay.

    Args:
        project: The project.
        name: The module, by id or slug.
        now: The moment that names the folder of what is set aside.

    Raises:
        PracticumError: The module is unknown or not open, or the learner's folder cannot be written to.
    """
    module = project.module(name)
    files = list(_files(project, module)) if module.status == "open" else []
    if not files:
        raise PracticumError(
            _("Module {module} is planned and has no files yet.").format(module=module.id),
            next_step=_("Choose one that is open: {modules}.").format(
                modules=", ".join(one.id for one in project.modules if one.status == "open")
            ),
        )
    copies = _Copies(project)
    moment = (now or datetime.now().astimezone()).strftime("%Y-%m-%d-%H%M%S")
    aside = project.work / module.slug / f"kept-{moment}"
    kept = False
    try:
        for source, copy in files:
            target = project.work / copy
            if target.exists() and content_hash(target) != content_hash(source):
                aside.mkdir(parents=True, exist_ok=True)
                shutil.copy2(target, aside / target.name)
                kept = True
            copies.replace(source, copy)
        copies.save()
    except OSError as error:
        raise _cannot_prepare(project.work, error) from error
    return Restored(kept=aside if kept else None, fresh=tuple(copy for _source, copy in files))


def _files(project: Project, module: Module) -> Iterator[tuple[Path, str]]:
    """Yield each file of a module that a learner gets, and its name in the learner's folder."""
    lesson = project.course / module.slug
    given = [
        lesson / "lesson.ipynb",
        lesson / "card.md",
        lesson / "card.html",
        *sorted((lesson / "figures").glob("*")),
    ]
    for path in given:
        if path.is_file():
            yield path, f"{module.slug}/{path.relative_to(lesson).as_posix()}"
    assignment = project.assignments / module.slug
    for path in sorted(assignment.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(assignment).parts):
            yield path, f"{module.slug}/{path.relative_to(assignment).as_posix()}"


def _unrun(notebook: NotebookNode) -> NotebookNode:
    """Clear what the build computed: a learner predicts first, and earns each tick."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def _draw(project: Project, name: str) -> None:
    """Put today's page into the learner's copy, whatever else the learner wrote there."""
    path, (call, page) = project.work / name, _DRAWN[name]
    try:
        notebook = read_notebook(path)
    except PracticumError:
        path.replace(path.with_name(f"{path.stem}-damaged.ipynb"))
        notebook = read_notebook(project.course / name)
    for cell in notebook.cells:
        if cell.cell_type == "code" and call in cell.source.splitlines():
            words = _("This page was drawn when the course was opened.")
            data = {"text/html": page(project), "text/plain": words}
            cell.outputs = [nbformat.v4.new_output("display_data", data=data)]
    write_trusted(project, path, notebook)


def _cannot_prepare(folder: Path, error: OSError) -> PracticumError:
    return PracticumError(
        _("The folder {folder} cannot be used: {reason}.").format(
            folder=error.filename or folder, reason=error.strerror or error
        ),
        next_step=_("Give yourself the right to write there, or set PRACTICUM_WORK to another folder."),
    )
