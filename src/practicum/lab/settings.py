"""How JupyterLab is set up for the course: in the learner's folder, the home folder stays as it is."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practicum.lab.notebooks import state_folder

if TYPE_CHECKING:
    from practicum.project import Project

_OVERRIDES: dict[str, Any] = {
    # No question about news on the first morning, and no request that leaves the machine.
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension:plugin": {"defaultViewers": {"markdown": "Markdown Preview"}},
}
# What a learner has no use for: programmers' tools, and nbgrader's own for instructors. Validate stays.
_FOR_OTHERS = (
    "@jupyterlab/debugger-extension",
    "@jupyterlab/extensionmanager-extension",
    *(
        f"@jupyter/nbgrader:{name}"
        for name in ("menu", "assignment-list", "course-list", "create-assignment", "formgrader")
    ),
)


# Formgrader's page asks the network for MathJax, and without it loses its keys and its help. Assignments have
# no formulas: a stand-in that says at once that it has finished is enough. It is found before the real one.
_MATHJAX = "nbconvert/templates/formgrade/mathjax.html.j2"
_STAND_IN = """\
{%- macro mathjax(url="") -%}
<script>
window.MathJax = {Hub: {Queue() {}, Startup: {signal: {Interest(tell) { setTimeout(() => tell("End")); }}}}};
</script>
{%- endmacro -%}
"""


def environment(project: Project, *, instructor: bool) -> dict[str, str]:
    """Write the settings and return the environment in which JupyterLab and its kernels run.

    Args:
        project: The project.
        instructor: Whether nbgrader's tools for instructors are shown.
    """
    state = state_folder(project)
    config = state / "config"
    hidden = {} if instructor else dict.fromkeys(_FOR_OTHERS, True)
    if instructor:
        (project.root / "exchange").mkdir(exist_ok=True)  # formgrader warns where its exchange is not there
    _write(config / "labconfig" / "default_setting_overrides.json", _OVERRIDES)
    _write(config / "labconfig" / "page_config.json", {"disabledExtensions": hidden})
    if instructor:
        template = state / "data" / _MATHJAX
        template.parent.mkdir(parents=True, exist_ok=True)
        template.write_text(_STAND_IN, encoding="utf-8")
    return {
        **os.environ,
        "PRACTICUM_ROOT": str(project.root),
        "PRACTICUM_WORK": str(project.work.resolve()),
        "JUPYTER_CONFIG_DIR": str(config),
        "JUPYTER_DATA_DIR": str(state / "data"),
        "JUPYTER_PREFER_ENV_PATH": "1",  # the kernel of this environment, not one of the same name elsewhere
        # Tools start one another by name (nbgrader: alembic), and nobody needs to have activated anything.
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
    }


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2), encoding="utf-8")
