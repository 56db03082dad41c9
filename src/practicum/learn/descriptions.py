"""Which exercises a module asks, as the learner's edition describes them: no reference, no mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.marking import Description, load_descriptions
from practicum.project import Module, Project

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "exercises.json"


def find_descriptions(
    name: str, folder: Path | None = None, *, project: Project | None = None
) -> Mapping[str, Description]:
    """Return the graded exercises of a module: those beside the notebook, else those of the edition.

    Args:
        name: A module's id or slug, or the id of one of its exercises.
        folder: Where the notebook stands; by default the current folder.
        project: The course; by default the one around the current folder.

    Raises:
        PracticumError: The list is nowhere, or cannot be read.
    """
    beside = (folder or Path.cwd()) / FILE
    if beside.is_file():
        return load_descriptions(beside)
    project = project or Project.find()
    module = project.module(name)
    path = project.assignments / module.slug / FILE
    if not path.is_file():
        raise PracticumError(
            _("Module {module} has no list of exercises: {path} is not there.").format(
                module=module.id, path=path
            ),
            next_step=_("Open the module again from the course's home page, which brings the file back."),
        )
    return load_descriptions(path)


def description(exercise_id: str, known: Mapping[str, Description]) -> Description:
    """Return one exercise's description.

    Raises:
        PracticumError: No exercise has that id; the sentence names those that exist.
    """
    if exercise_id in known:
        return known[exercise_id]
    raise PracticumError(
        _("'{id}' is not an exercise of this module.").format(id=exercise_id),
        next_step=_("The exercises are: {ids}.").format(ids=", ".join(known)),
    )


def work_folder(project: Project, module: Module) -> Path:
    """Return the learner's folder of a module, whether or not it exists yet."""
    return project.work / module.slug
