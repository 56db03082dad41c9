"""Build what is out of date, or check that nothing is."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from practicum.authoring.compare import differences
from practicum.authoring.errors import BuildError, all_problems
from practicum.authoring.leaks import find_leaks
from practicum.authoring.steps import Step, steps
from practicum.errors import PracticumError
from practicum.evidence.files import write_atomically
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rich.console import Console

    from practicum.project import Project

# A lesson spends its time in its own kernel process, so threads are enough to run two at once.
_AT_ONCE = 2


@dataclass(frozen=True)
class Built:
    """What a build did.

    Attributes:
        fresh: Names of steps whose inputs and outputs had not changed.
        made: Names of steps that were made anew.
        changed: Files whose content changed.
    """

    fresh: tuple[str, ...]
    made: tuple[str, ...]
    changed: tuple[str, ...]


def build(project: Project, console: Console) -> Built:
    """Make every derived file that is out of date, and check that the assignments leak nothing.

    Args:
        project: The project.
        console: Where the progress bar is drawn.

    Raises:
        BuildError: Some files could not be built, each with its reason, or an assignment leaks.
    """
    record = _Record(project)
    every = steps(project)
    stale = [step for step in every if not record.is_fresh(step)]
    changed: list[str] = []
    errors: list[PracticumError] = []
    for _stage, group in groupby(stale, key=lambda step: step.stage):
        for step, result in _run(list(group), console):
            if isinstance(result, PracticumError):
                errors.append(result)
            else:
                changed += _publish(project.root, result)
                record.note(step, result)
    record.save()
    if errors:
        raise all_problems(errors)
    if leaks := find_leaks(project.assignments, project.solutions):
        raise BuildError(
            _("The assignments give something away: {list}").format(list=" ".join(leaks)),
            next_step=_("Correct the solution's markers, then build again."),
        )
    made = {step.name for step in stale}
    return Built(
        fresh=tuple(step.name for step in every if step.name not in made),
        made=tuple(step.name for step in stale),
        changed=tuple(changed),
    )


def check(project: Project, console: Console) -> list[str]:
    """Rebuild everything aside, and return one sentence per difference that matters.

    Nothing is written. Derived files without a source count as differences too.

    Raises:
        BuildError: Some files cannot be built.
    """
    found: list[str] = []
    errors: list[PracticumError] = []
    derived: set[str] = set()
    for _step, result in _run(steps(project), console):
        if isinstance(result, PracticumError):
            errors.append(result)
            continue
        derived |= result.keys()
        for name, content in result.items():
            path = project.root / name
            found += differences(name, content, path.read_bytes() if path.is_file() else None)
    if errors:
        raise all_problems(errors)
    found += (_("{name} has no source.").format(name=name) for name in sorted(_stored(project) - derived))
    return sorted(found) + find_leaks(project.assignments, project.solutions)


def _run(todo: Sequence[Step], console: Console) -> Iterator[tuple[Step, dict[str, bytes] | PracticumError]]:
    """Run steps side by side and yield each with its files, or with what went wrong."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with (
        Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar,
        ThreadPoolExecutor(min(_AT_ONCE, os.cpu_count() or 1)) as pool,
    ):
        task = bar.add_task(_("Building"), total=len(todo))
        futures = {pool.submit(step.make): step for step in todo}
        try:
            for future in as_completed(futures):
                step = futures[future]
                bar.update(task, advance=1, description=step.name)
                try:
                    yield step, future.result()
                except PracticumError as error:
                    yield step, error
        finally:
            pool.shutdown(cancel_futures=True)


def _publish(root: Path, files: dict[str, bytes]) -> list[str]:
    """Write the files that differ from what is there; return their names."""
    changed = []
    for name, content in files.items():
        path = root / name
        if path.is_file() and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)
        changed.append(name)
    return changed


def _stored(project: Project) -> set[str]:
    """Return the names of the files that only a build may have written."""
    paths = [
        *project.course.rglob("*.ipynb"),
        *project.course.rglob("card.html"),
        *project.solutions.rglob("*.ipynb"),
        *(path for path in project.assignments.rglob("*") if path.is_file()),
    ]
    names = (path.relative_to(project.root).as_posix() for path in paths)
    return {name for name in names if ".ipynb_checkpoints/" not in name}


class _Record:
    """What the last build saw and wrote, as hashes, in `.build/`; losing it costs one full build."""

    def __init__(self, project: Project) -> None:
        self._root = project.root
        self._path = project.root / ".build" / "record.json"
        self._hash = cache(_hash)  # the package's files are inputs of every step: read each once
        try:
            self._steps: dict[str, Any] = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self._steps = {}

    def is_fresh(self, step: Step) -> bool:
        noted = self._steps.get(step.name)
        return (
            isinstance(noted, dict)
            and noted.get("inputs") == self._inputs(step)
            and all(_hash(self._root / name) == want for name, want in noted.get("outputs", {}).items())
        )

    def note(self, step: Step, files: dict[str, bytes]) -> None:
        outputs = {name: sha256(content).hexdigest() for name, content in files.items()}
        self._steps[step.name] = {"inputs": self._inputs(step), "outputs": outputs}

    def save(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self._path, json.dumps(self._steps, indent=1).encode())

    def _inputs(self, step: Step) -> str:
        return sha256("".join(f"{path.name}{self._hash(path)}" for path in step.inputs).encode()).hexdigest()


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
