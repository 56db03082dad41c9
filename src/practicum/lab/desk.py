"""A page for one drill: a notebook that shows the simulated desk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import nbformat

from practicum.drill import USUAL, load_scenario, seed_at
from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.lab.notebooks import write_trusted

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.project import Project


def desk_notebook(project: Project, drill: str, intensity: str = USUAL) -> Path:
    """Return the notebook that shows a drill, beside which its log is kept; make it when it is not there.

    Args:
        project: The project.
        drill: Name of the drill.
        intensity: `easier`, `usual` or `harder`; each has a notebook and a log of its own.

    Raises:
        PracticumError: No module of the course has this drill, its scenario is not there, or it is not made
            for this intensity.
    """
    drills = _drills(project)
    if drill not in drills or not (project.scenarios / drill / "scenario.yaml").is_file():
        ready = [name for name in drills if (project.scenarios / name / "scenario.yaml").is_file()]
        raise PracticumError(
            _("'{drill}' is not a drill of this course.").format(drill=drill),
            next_step=_("The drills are: {drills}.").format(drills=", ".join(ready)),
        )
    name, asked = drill, ""
    if intensity != USUAL:
        scenario = load_scenario(project.scenarios / drill)
        seed_at(scenario, scenario.structure.seeds.practice[0], intensity)  # refuses what is not offered
        name, asked = f"{drill}-{intensity}", f', intensity="{intensity}"'
    path = project.work / drills[drill] / f"{name}.ipynb"
    if not path.is_file():
        _write(project, path, f'from practicum.desk import Desk\n\nDesk("{drill}"{asked})')
    return path


def _drills(project: Project) -> dict[str, str]:
    """Return the folder of the module of every drill; a module may have several."""
    folders = {module.id: module.slug for module in project.modules}
    own = {module.drill: module.slug for module in project.modules if module.drill}
    return own | {row.slug: folders[row.module] for row in project.drills if row.module in folders}


def trial_notebook(project: Project, folder: Path) -> Path:
    """Return a notebook that shows a drill which its author is writing; made anew each time.

    A log that belongs to an older state of the drill is set aside, not refused: authors change drills.

    Args:
        project: The project.
        folder: The drill's folder, wherever it lies.

    Raises:
        PracticumError: The drill cannot be read.
    """
    scenario = load_scenario(folder)
    path = project.work / "drills" / scenario.slug / f"{scenario.slug}.ipynb"
    place = json.dumps(folder.resolve().as_posix(), ensure_ascii=False)
    code = f"from pathlib import Path\n\nfrom practicum.desk import Desk\n\nDesk(Path({place}), fresh=True)"
    _write(project, path, code)
    return path


def _write(project: Project, path: Path, code: str) -> None:
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell(_("Run the cell below: click in it and press **Shift + Enter**.")),
            nbformat.v4.new_code_cell(code),
        ]
    )
    write_trusted(project, path, notebook)
