"""Where a course keeps its files and its gradebook: `nbgrader_config.py`, read without loading nbgrader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

Settings: TypeAlias = Mapping[str, Mapping[str, Any]]
"""nbgrader's options by class and name, for instance `{"Execute": {"timeout": 5}}`."""
CONFIG = "nbgrader_config.py"
PATIENCE = 60  # seconds that one process waits while another writes to the gradebook
_IGNORED = (".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback")  # nbgrader's own default


@dataclass(frozen=True)
class Layout:
    """One course.

    Attributes:
        root: The folder of `nbgrader_config.py`.
        config: Every option of nbgrader.
        db_url: The gradebook, a URL as SQLAlchemy has them.
    """

    root: Path
    config: Any
    db_url: str

    def folder(self, step: str, student: str, slug: str) -> Path:
        """Return the folder of one hand-in in one step: `submitted`, `autograded` or `feedback`."""
        name: str = self.config.CourseDirectory.get(f"{step}_directory", step)
        return self.root / name / student / slug

    @property
    def ignored(self) -> tuple[str, ...]:
        """Patterns of files that are not copied from step to step."""
        return tuple(self.config.CourseDirectory.get("ignore", _IGNORED))


def read_layout(root: Path, settings: Settings | None = None) -> Layout:
    """Return the layout of the course in `root`.

    Args:
        root: The folder of `nbgrader_config.py`.
        settings: Options that win over the file.

    Raises:
        PracticumError: There is no configuration, as in a learner's edition.
    """
    root = root.resolve()
    if not (root / CONFIG).is_file():
        raise PracticumError(
            _("{folder} holds no {file}, so nothing can be graded here.").format(folder=root, file=CONFIG),
            next_step=_("Use the instructor's edition: the one with the folder 'solutions'."),
        )
    config: Any = PyFileConfigLoader(CONFIG, path=str(root)).load_config()
    for name, options in (settings or {}).items():
        config.merge(Config({name: dict(options)}))
    if "db_url" not in config.CourseDirectory:
        config.CourseDirectory.db_url = f"sqlite:///{root / 'gradebook.db'}?timeout={PATIENCE}"
    return Layout(root, config, config.CourseDirectory.db_url)
