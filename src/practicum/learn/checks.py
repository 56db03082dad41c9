"""Practice that answers at once: `check` marks a formative exercise and notes the try."""

from __future__ import annotations

from typing import Any

from practicum.data import Tables
from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.learn import journal
from practicum.learn.answers import not_attempted
from practicum.learn.plain import plain
from practicum.learn.show import Shown, put, say
from practicum.marking import Exercise, Mark, load_exercises, mark
from practicum.project import Project


def check(exercise_id: str, value: Any = ...) -> None:
    """Mark a practice exercise at once, show why, and note the try; as often as you like.

    Args:
        exercise_id: For example `m08-u3-a`.
        value: Your answer; `...`, `None` and an empty text mean "not attempted".

    Raises:
        PracticumError: The exercise does not exist.
    """
    project = Project.find()
    exercise = practice_exercise(exercise_id, project)
    if not_attempted(value):
        say(
            _("{id} is waiting for your try.").format(id=exercise_id),
            _("Put your answer in place of the three dots and run the cell, as often as you like."),
        )
        return
    result = mark(exercise, plain(value), Tables())
    log_try(exercise_id, result, project)
    put(Shown(result.html(base="../"), result.text()))


def practice_exercise(exercise_id: str, project: Project) -> Exercise:
    """Return one exercise of `course/<slug>/exercises.py`.

    Raises:
        PracticumError: The module has no such exercise; the sentence names those that exist.
    """
    module = project.module(exercise_id)
    known = practice_exercises(module.slug, project)
    if exercise_id in known:
        return known[exercise_id]
    raise PracticumError(
        _("'{id}' is not a practice exercise of module {module}.").format(id=exercise_id, module=module.id),
        next_step=_("The exercises are: {ids}.").format(ids=", ".join(known))
        if known
        else _("This module has no practice exercises yet."),
    )


def practice_ids(slug: str, project: Project) -> tuple[str, ...]:
    """Return the ids of the practice exercises of a module; none for a module that has none."""
    return tuple(practice_exercises(slug, project))


def practice_exercises(slug: str, project: Project) -> dict[str, Exercise]:
    """Return the practice exercises of a module by id; none for a module that has none."""
    path = project.course / slug / "exercises.py"
    return dict(load_exercises(path)) if path.is_file() else {}


def log_try(exercise_id: str, result: Mark, project: Project) -> None:
    """Note a try in the diary: what came out, never the answer itself."""
    journal.record("check", exercise_id, project=project, outcome=result.outcome.value)
