"""Load definition files, and check them before a learner meets them."""

from __future__ import annotations

import hashlib
import math
import sys
from collections.abc import Mapping
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.marking.exercise import Exercise
from practicum.marking.kinds import DrillLog, Table
from practicum.marking.reading import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from practicum.marking.exercise import Rubric
    from practicum.marking.kinds import Kind

ENOUGH_MISTAKES = 3
LEVELS = 4


class _NoCacheLoader(SourceFileLoader):
    """Loads a source file without writing a compiled copy into the course's folders."""

    def set_data(self, path: str, data: Any, *, _mode: int = 0o666) -> None:
        """Keep nothing."""


def load_exercises(path: Path | str) -> dict[str, Exercise]:
    """Run an instructor's definition file and return its exercises by id, in order.

    Args:
        path: A Python file that defines `EXERCISES`, a list. It is the instructor's own and trusted.

    Raises:
        PracticumError: The file is missing, fails, defines no exercises, or a definition breaks a rule; every
            broken rule is named.
    """
    path = Path(path)
    return exercises_in(import_definitions(path), path)


def exercises_in(module: ModuleType, path: Path) -> dict[str, Exercise]:
    """Return the exercises of definitions that were run already, by id, in order.

    Args:
        module: From `import_definitions`.
        path: Its file, for errors.

    Raises:
        PracticumError: It defines no exercises, or a definition breaks a rule; every broken rule is named.
    """
    exercises = getattr(module, "EXERCISES", None)
    if not isinstance(exercises, list | tuple) or not all(isinstance(one, Exercise) for one in exercises):
        raise PracticumError(
            _("{file} defines no list EXERCISES of exercises.").format(file=path),
            next_step=_("See the example in the documentation of practicum.marking."),
        )
    problems = [problem for one in exercises for problem in problems_of(one)]
    ids = [one.id for one in exercises]
    problems += [
        _("{id} is defined twice.").format(id=name) for name in dict.fromkeys(ids) if ids.count(name) > 1
    ]
    if problems:
        raise PracticumError(
            _("{file} has definitions that need care: {problems}").format(
                file=path, problems=" ".join(problems)
            ),
            next_step=_("Correct them in this file."),
        )
    return {one.id: one for one in exercises}


def beside(file: str, name: str) -> ModuleType:
    """Return what another file of a definition's folder defines.

    Args:
        file: The definition's own `__file__`: its folder is no package, so it cannot import its neighbours.
        name: The other file.

    Raises:
        PracticumError: The file is missing, or fails.
    """
    return import_definitions(Path(file).with_name(name))


def problems_of(exercise: Exercise) -> list[str]:
    """Return a sentence for each rule that a definition breaks."""
    name = exercise.id
    problems = []
    if not (math.isfinite(exercise.points) and exercise.points > 0):
        problems.append(_("{id}: points must be a number above 0.").format(id=name))
    if not (exercise.title.strip() and exercise.question.strip() and exercise.competence.strip()):
        problems.append(_("{id}: a title, a question and a competence are needed.").format(id=name))
    if len(exercise.mistakes) < ENOUGH_MISTAKES and not exercise.few_mistakes.strip():
        problems.append(
            _("{id}: list at least three mistakes, or say in few_mistakes why there are fewer.").format(
                id=name
            )
        )
    for key, mistake in exercise.mistakes.items():
        if not mistake.hint.strip():
            problems.append(_("{id}: the mistake “{mistake}” has no hint.").format(id=name, mistake=key))
        if not 0 <= mistake.credit < 1:
            problems.append(
                _("{id}: the credit of “{mistake}” must be from 0 to below 1.").format(id=name, mistake=key)
            )
    if isinstance(exercise.kind, DrillLog) and exercise.mistakes:
        problems.append(
            _("{id}: a drill log takes no mistakes, because the debrief explains them.").format(id=name)
        )
    if exercise.rubric:
        problems += _rubric_problems(name, exercise.rubric)
    return problems + _label_problems(name, exercise.kind)


def _rubric_problems(name: str, rubric: Rubric) -> list[str]:
    problems = []
    if not math.isclose(sum(one.points for one in rubric.criteria), rubric.points):
        problems.append(_("{id}: the rubric's criteria do not add up to its points.").format(id=name))
    ids = [one.id for one in rubric.criteria]
    if len(set(ids)) < len(ids) or not ids:
        problems.append(_("{id}: the rubric needs criteria with different ids.").format(id=name))
    if not all(len(one.anchors) == LEVELS and all(map(str.strip, one.anchors)) for one in rubric.criteria):
        problems.append(_("{id}: each criterion needs four anchors, for level 0 to level 3.").format(id=name))
    return problems


def _label_problems(name: str, kind: Kind) -> list[str]:
    if isinstance(kind, Table):
        inner = [problem for row in kind.rows.values() for problem in _label_problems(name, row)]
        return inner + _clashes(name, {row: kind.label(row) for row in kind.rows})
    return _clashes(name, getattr(kind, "options", None) or getattr(kind, "items", None) or {})


def _clashes(name: str, labels: dict[str, str]) -> list[str]:
    """Find two entries that a learner could not tell apart when typing."""
    owners: dict[str, str] = {}
    pairs = [(key, label, text) for key, label in labels.items() for text in (fold(key), fold(label))]
    return [
        _("{id}: “{label}” could mean two entries.").format(id=name, label=label)
        for key, label, text in pairs
        if owners.setdefault(text, key) != key
    ]


def import_definitions(path: Path) -> ModuleType:
    """Run a definition file, the instructor's own and trusted, and return it as a module.

    Raises:
        PracticumError: The file is missing, or fails.
    """
    if not path.is_file():
        raise PracticumError(
            _("There is no definition file {file}.").format(file=path),
            next_step=_("Check the name of the module."),
        )
    unique = f"practicum_definitions_{hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:16]}"
    spec = spec_from_file_location(unique, path, loader=_NoCacheLoader(unique, str(path)))
    if spec is None or spec.loader is None:
        raise PracticumError(_("{file} is not a Python file.").format(file=path))
    module = module_from_spec(spec)
    sys.modules[unique] = module  # dataclasses and pydantic look their module up
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        del sys.modules[unique]
        raise PracticumError(
            _("The definition file {file} fails: {kind}: {reason}").format(
                file=path, kind=type(error).__name__, reason=error
            ),
            next_step=_("Correct the file; the line is named in the details of this error."),
        ) from error
    return module


def values(exercises: Iterable[Exercise] | Mapping[str, Exercise]) -> list[Exercise]:
    """Return exercises as a list, whether they come as a list or by id."""
    return list(exercises.values() if isinstance(exercises, Mapping) else exercises)
