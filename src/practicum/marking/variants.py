"""Beyond marking: is every mistake apart from the truth, and who makes which mistake?"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.marking.definitions import values
from practicum.marking.judge import broken_rules, share
from practicum.marking.kinds import Artefact, DrillLog, Number, Order, Table, Text
from practicum.marking.marks import computed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from practicum.marking.exercise import Exercise, Tables
    from practicum.marking.kinds import Kind

APART = 3  # a mistake must lie more than this many tolerances from the truth


def separation(exercise: Exercise, tables: Tables) -> list[str]:
    """Return a sentence for each way in which these tables blur an exercise; none when all is well.

    A mistake must lie more than three tolerances from the truth, for a table in at least one row. An order
    must not be listed in the right order.
    """
    try:
        truth = computed(exercise, "reference", exercise.reference, tables)
        wrongs = {
            name: computed(exercise, name, one.wrong, tables) for name, one in exercise.mistakes.items()
        }
    except PracticumError as error:
        return [str(error)]
    problems = _order_problems(exercise.id, exercise.kind, truth)
    if isinstance(exercise.kind, Text | Artefact) and broken_rules(exercise.kind, truth):
        problems.append(_("{id}: the reference breaks its own rules.").format(id=exercise.id))
    problems += [
        _("{id}: the mistake “{mistake}” cannot be told from the truth on these tables.").format(
            id=exercise.id, mistake=name
        )
        for name, wrong in wrongs.items()
        if not _apart(exercise.kind, wrong, truth)
    ]
    return problems


def _apart(kind: Kind, wrong: Any, truth: Any) -> bool:
    if isinstance(kind, Table):
        return any(_apart(kind.rows[row], value, truth[row]) for row, value in wrong.items())
    if isinstance(kind, Number):
        return bool(abs(wrong - truth) > APART * kind.tolerance)
    if isinstance(kind, Text | Artefact):
        return bool(broken_rules(kind, wrong))
    return not isinstance(kind, DrillLog) and share(kind, wrong, truth) < 1


def _order_problems(name: str, kind: Kind, truth: Any) -> list[str]:
    if isinstance(kind, Table):
        return [
            problem for row, one in kind.rows.items() for problem in _order_problems(name, one, truth[row])
        ]
    if isinstance(kind, Order) and list(kind.items) == truth:
        return [_("{id}: the items are listed in the right order, which gives it away.").format(id=name)]
    return []


@dataclass(frozen=True)
class Persona:
    """A synthetic learner.

    Attributes:
        name: `perfect`, `blank`, or `<exercise> <mistake>`.
        exercise: The exercise answered by mistake; empty for perfect and blank.
        mistake: The mistake made there.
        answers: The value of each exercise, plain JSON, as `answers.json` holds it.
        files: The content of each artefact and log beside it, by name.
    """

    name: str
    exercise: str = ""
    mistake: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


def personas(exercises: Iterable[Exercise] | Mapping[str, Exercise], tables: Tables) -> list[Persona]:
    """Return a perfect learner, a blank one, and for each mistake one who makes it and no other.

    Files whose reference is None are left out: give the personas your own.

    Raises:
        PracticumError: A reference or a mistake gives no usable value.
    """
    definitions = values(exercises)
    truths = {one.id: computed(one, "reference", one.reference, tables) for one in definitions}
    perfect = {one.id: _parts(one.kind, truths[one.id]) for one in definitions}
    people = [_persona("perfect", perfect), Persona("blank")]
    for one in definitions:
        for name, mistake in one.mistakes.items():
            wrong = computed(one, name, mistake.wrong, tables)
            if isinstance(one.kind, Table):
                wrong = {**truths[one.id], **wrong}
            parts = {**perfect, one.id: _parts(one.kind, wrong)}
            people.append(_persona(f"{one.id} {name}", parts, exercise=one.id, mistake=name))
    return people


def _parts(kind: Kind, value: Any) -> tuple[Any, dict[str, bytes]]:
    """Split a key value into what `answers.json` holds and the files beside it."""
    if isinstance(kind, Table):
        rows = {row: _parts(kind.rows[row], one) for row, one in value.items()}
        answers = {row: answer for row, (answer, _files) in rows.items() if answer is not None}
        return answers, {name: content for _answer, files in rows.values() for name, content in files.items()}
    if isinstance(kind, Artefact | DrillLog):
        if value is None:
            return None, {}
        return kind.file, {kind.file: value.encode("utf-8") if isinstance(value, str) else value}
    return value, {}


def _persona(name: str, parts: dict[str, tuple[Any, dict[str, bytes]]], **facts: str) -> Persona:
    answers = {key: answer for key, (answer, _files) in parts.items() if answer is not None}
    files = {file: content for _answer, given in parts.values() for file, content in given.items()}
    return Persona(name, answers=answers, files=files, **facts)
