"""Where things lie: the project folder, its syllabus, and the learner's own folder `work/`."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from practicum.errors import PracticumError
from practicum.i18n import _

_MARKER = Path("course") / "syllabus.toml"


@dataclass(frozen=True)
class Unit:
    """One sitting of a lesson.

    Attributes:
        id: For example `m08-u3`.
        title: What the unit is about.
        minutes: Time for a new learner, measured.
        competences: Ids of the competences that it teaches.
    """

    id: str
    title: str
    minutes: int
    competences: tuple[str, ...] = ()


@dataclass(frozen=True)
class CourseDrill:
    """A drill as the syllabus places it.

    Attributes:
        slug: Its folder in `scenarios/`.
        module: Id of the module that it belongs to.
        competences: Ids of the competences that it lets one see.
    """

    slug: str
    module: str
    competences: tuple[str, ...] = ()


@dataclass(frozen=True)
class Module:
    """One module of the course, as `course/syllabus.toml` states it.

    Attributes:
        id: Short name, the prefix of its exercises: `m08`.
        slug: Folder name in `course/`, `solutions/`, `assignments/` and `work/`: `m08-analytics`.
        title: Title for people.
        minutes: Time for a new learner, lesson, exercises and drill together.
        status: `open` when it can be worked through, `planned` when it cannot yet.
        summary: The question of the trade that the module answers, one sentence.
        prerequisites: Ids of modules to work first.
        competences: Ids of competences that it assesses.
        drill: Slug of its first drill in `scenarios/`, or empty; `Project.drills` lists them all.
        units: The lesson's units, in order.
    """

    id: str
    slug: str
    title: str
    minutes: int
    status: Literal["open", "planned"]
    summary: str
    prerequisites: tuple[str, ...] = ()
    competences: tuple[str, ...] = ()
    drill: str = ""
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True)
class Project:
    """The folder that holds the course.

    Attributes:
        root: The folder in which `course/syllabus.toml` lies.
    """

    root: Path

    @classmethod
    def find(cls, start: Path | None = None) -> Project:
        """Find the project from a folder inside it.

        Args:
            start: Where to begin; by default `PRACTICUM_ROOT`, else the current folder.

        Raises:
            PracticumError: No folder at or above `start` holds `course/syllabus.toml`.
        """
        begin = (start or Path(os.environ.get("PRACTICUM_ROOT") or Path.cwd())).resolve()
        for folder in (begin, *begin.parents):
            if (folder / _MARKER).is_file():
                return cls(folder)
        raise PracticumError(
            _("No Practicum course was found at {folder} or above it.").format(folder=begin),
            next_step=_("Go to the folder that holds 'course/syllabus.toml', or set PRACTICUM_ROOT to it."),
        )

    @property
    def course(self) -> Path:
        """What a learner reads."""
        return self.root / "course"

    @property
    def solutions(self) -> Path:
        """What an instructor reads; absent from the learner's edition."""
        return self.root / "solutions"

    @property
    def assignments(self) -> Path:
        """What a learner is given; derived, never edited."""
        return self.root / "assignments"

    @property
    def scenarios(self) -> Path:
        """The drills."""
        return self.root / "scenarios"

    @property
    def datasets(self) -> Path:
        """The synthetic tables."""
        return self.root / "datasets"

    @property
    def work(self) -> Path:
        """The learner's own folder: the only one that a learner writes to. `PRACTICUM_WORK` may move it."""
        return Path(os.environ.get("PRACTICUM_WORK") or self.root / "work")

    @property
    def modules(self) -> tuple[Module, ...]:
        """The syllabus, in teaching order.

        Raises:
            PracticumError: `course/syllabus.toml` cannot be read as a syllabus.
        """
        return self._syllabus[0]

    @property
    def drills(self) -> tuple[CourseDrill, ...]:
        """Every drill that belongs to a module, as the syllabus lists them.

        Raises:
            PracticumError: `course/syllabus.toml` cannot be read as a syllabus.
        """
        return self._syllabus[1]

    @cached_property
    def _syllabus(self) -> tuple[tuple[Module, ...], tuple[CourseDrill, ...]]:
        path = self.root / _MARKER
        try:
            content = tomllib.loads(path.read_text(encoding="utf-8"))
            modules = tuple(_module(row) for row in content["module"])
            return modules, tuple(CourseDrill(**_with_tuples(row)) for row in content.get("drill", ()))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
            raise PracticumError(
                _("{path} is not a syllabus that can be read: {error}.").format(path=path, error=error),
                next_step=_("Restore the file from the edition that you were given."),
            ) from error

    def module(self, name: str) -> Module:
        """Return the module called `name`: an id, a slug, or the id of one of its exercises or units.

        Raises:
            PracticumError: No module of the syllabus has that name.
        """
        wanted = name.strip().lower()
        for module in self.modules:
            if wanted in {module.id, module.slug} or wanted.startswith(f"{module.id}-"):
                return module
        raise PracticumError(
            _("'{name}' is not a module of this course.").format(name=name),
            next_step=_("The modules are: {modules}.").format(
                modules=", ".join(module.id for module in self.modules)
            ),
        )


def _module(row: dict[str, Any]) -> Module:
    fields = _with_tuples(row)
    units = fields.pop("units", [])
    if not isinstance(units, list):
        raise TypeError("'units' is not a list of tables")
    return Module(units=tuple(Unit(**_with_tuples(unit)) for unit in units), **fields)


def _with_tuples(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with its lists of ids as tuples: what was read is never changed."""
    lists = {key: value for key, value in row.items() if key in {"prerequisites", "competences"}}
    for key, value in lists.items():
        if not isinstance(value, list):
            raise TypeError(f"'{key}' is not a list")
    return row | {key: tuple(value) for key, value in lists.items()}
