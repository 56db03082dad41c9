"""From a solution to what a learner is given: a notebook by nbgrader, and `exercises.json`."""

from __future__ import annotations

import re
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from nbgrader.apps import NbGraderAPI
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import SaveCells
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from practicum.authoring.errors import BuildError
from practicum.authoring.source import json_file, read_source, write_notebook
from practicum.i18n import _
from practicum.marking import DrillLog, describe, load_exercises

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat import NotebookNode

    from practicum.marking import Exercise

_REASON = re.compile(r"^ *[\w.]*(?:Error|Exception): (.+)$", re.MULTILINE)
_ONE_AT_A_TIME = threading.Lock()  # nbgrader captures logs by changing module-wide loggers


def release(project_root: Path, source: Path) -> dict[str, bytes]:
    """Make the assignment of one solution.

    Args:
        project_root: The project; its `nbgrader_config.py` applies, except for where files lie.
        source: `solutions/<slug>/<slug>.md`.

    Returns:
        Files by path in the project: the notebook and its `exercises.json`.

    Raises:
        BuildError: Notebook and `marking.py` disagree, or nbgrader refuses the notebook.
        PracticumError: `marking.py` cannot be read.
    """
    slug = source.parent.name
    name = source.relative_to(project_root).with_suffix(".ipynb").as_posix()
    notebook = read_source(source, name)
    exercises = load_exercises(source.parent / "marking.py")
    _agree(notebook, exercises, name)
    del notebook.metadata["jupytext"]  # saving an assignment must not write a text file beside it
    with tempfile.TemporaryDirectory(prefix="practicum-release-") as folder:
        course = Path(folder)
        master = course / "solutions" / slug / f"{slug}.ipynb"
        master.parent.mkdir(parents=True)
        master.write_bytes(write_notebook(notebook))
        _generate(course, slug, project_root)
        released = (course / "assignments" / slug / f"{slug}.ipynb").read_bytes()
    return {
        f"assignments/{slug}/{slug}.ipynb": released,
        f"assignments/{slug}/exercises.json": json_file(describe(exercises)),
    }


def _generate(course: Path, slug: str, project_root: Path) -> None:
    config = Config()
    own = project_root / "nbgrader_config.py"
    if own.is_file():
        config = PyFileConfigLoader(own.name, path=str(own.parent)).load_config()
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.source_directory = "solutions"
    config.CourseDirectory.release_directory = "assignments"
    config.Exchange.root = str(course / "exchange")
    config.GenerateAssignment.no_database = True  # the gradebook learns of an assignment when it is graded
    stock = GenerateAssignment.class_traits()["preprocessors"].default()
    config.GenerateAssignment.preprocessors = [step for step in stock if step is not SaveCells]
    (course / "exchange").mkdir()
    with _ONE_AT_A_TIME:
        result = NbGraderAPI(config=config).generate_assignment(slug, force=True)
    if not result["success"]:
        said = _REASON.findall(f"{result.get('log', '')}\n{result.get('error', '')}")
        raise BuildError(
            _("nbgrader could not make the assignment of {slug}: {reason}.").format(
                slug=slug, reason=(said[0] if said else _("it gave no reason")).rstrip(".")
            ),
            next_step=_("Check the nbgrader metadata of its cells."),
        )


def _agree(notebook: NotebookNode, exercises: Mapping[str, Exercise], name: str) -> None:
    """Hold the notebook to `marking.py`: the same exercises, sealed and worth the same."""
    cells = {
        cell.metadata.nbgrader.grade_id: (cell.source.strip(), cell.metadata.nbgrader)
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade_id")
    }
    graded = {cell for cell, (_source, marks) in cells.items() if marks.get("grade")}
    wanted: dict[str, float] = {one.id: one.points for one in exercises.values()}
    wanted |= {f"{one.id}-read": one.rubric.points for one in exercises.values() if one.rubric}
    wrong = [_("{id} has no graded cell").format(id=one) for one in wanted if one not in graded]
    wrong += [_("{id} is graded but is not in marking.py").format(id=one) for one in graded - wanted.keys()]
    for one in sorted(graded & wanted.keys()):
        source, marks = cells[one]
        if float(marks.get("points", 0)) != float(wanted[one]):
            wrong.append(
                _("{id} is worth {points} points there and {wanted} in marking.py").format(
                    id=one, points=marks.get("points"), wanted=wanted[one]
                )
            )
        if one in exercises and (marks.get("solution") or source != f'received("{one}")'):
            wrong.append(_("the sealed cell of {id} must hold exactly its received(...) line").format(id=one))
    wrong += [
        _("{id} has no solution cell {id}-answer").format(id=one)
        for one, exercise in exercises.items()
        if not isinstance(exercise.kind, DrillLog)  # its evidence is a log, not a cell
        and not cells.get(f"{one}-answer", ("", {}))[1].get("solution")
    ]
    if wrong:
        raise BuildError(
            _("{name} and marking.py disagree: {list}.").format(name=name, list="; ".join(wrong)),
            next_step=_("Make the two files say the same."),
        )
