"""nbgrader on this course, called from Python, configured by the course's own `nbgrader_config.py`."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.apps import NbGraderAPI
from nbgrader.utils import temp_attrs

from practicum.errors import PracticumError
from practicum.grading.layout import read_layout
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.grading.layout import Settings

_REASON = re.compile(r"^\s*([\w.]*(?:Error|Exception)\b.*)$", re.MULTILINE)  # how a traceback ends


def open_course(root: Path, settings: Settings | None = None) -> Any:
    """Return nbgrader's `NbGraderAPI` for the course in `root`.

    Args:
        root: The folder of `nbgrader_config.py`.
        settings: Options that win over the file.

    Raises:
        PracticumError: There is no configuration, as in a learner's edition.
    """
    layout = read_layout(root, settings)
    put_own_tools_on_path()
    Path(layout.config.Exchange.root).mkdir(exist_ok=True)
    return NbGraderAPI(config=layout.config)


def put_own_tools_on_path() -> None:
    """Let nbgrader find `alembic`, which it starts by name when it makes a gradebook, without activation."""
    tools = str(Path(sys.executable).parent)
    folders = os.environ.get("PATH", "").split(os.pathsep)
    if tools not in folders:
        os.environ["PATH"] = os.pathsep.join([tools, *folders])


def run(step: Any, *arguments: str, **options: bool) -> str:
    """Call one step of nbgrader's API and return what it logged.

    Args:
        step: A bound method, for instance `api.autograde`.
        arguments: Its positional arguments.
        options: Its keyword arguments.

    Raises:
        PracticumError: The step failed; the sentence ends with nbgrader's own words.
    """
    result = step(*arguments, **options)
    log = str(result.get("log") or "")
    if not result["success"]:
        reasons = _REASON.findall(log) or _REASON.findall(result.get("error", "")) or [_("no reason given")]
        raise PracticumError(
            _("nbgrader could not do '{step}' for {names}: {reason}.").format(
                step=step.__name__, names=", ".join(arguments), reason=reasons[-1].rstrip(".")
            ),
            next_step=_("See its whole log: nbgrader {step} {assignment}.").format(
                step=step.__name__, assignment=arguments[0]
            ),
        )
    return log


def register(api: Any, assignment: str) -> None:
    """Tell the gradebook an assignment's cells and points as they are now; the released one is left alone.

    Raises:
        PracticumError: The source is missing, or nbgrader refuses it: for instance, because cells were added
            since learners handed in.
    """
    with temp_attrs(api.coursedir, release_directory=str(Path(".build", "registered"))):
        run(api.generate_assignment, assignment)
