"""`practicum personas`: every synthetic learner of a module, marked at once, expected beside given."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from practicum.data import Tables
from practicum.errors import PracticumError
from practicum.evidence import record_answer
from practicum.grading.mark_submission import Marker
from practicum.grading.paths import environment
from practicum.i18n import _, ngettext
from practicum.marking import Artefact, DrillLog, Outcome, load_exercises, personas
from practicum.marking.present import outcome_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.table import Table

    from practicum.grading.marks import SealedMark
    from practicum.marking import Exercise, Persona
    from practicum.project import Project


@dataclass(frozen=True)
class Row:
    """One persona in the exercise that it is about, or a whole one: the perfect and the blank learner.

    Attributes:
        persona: Its name.
        exercise: The exercise that it is about; empty for a whole one.
        expected: The outcome that is due, in words.
        given: The outcome that was given, in words.
        points: The points of the whole hand-in.
        out_of: What the module is worth by rules.
        differences: A sentence for each exercise whose outcome is not the one that is due.
    """

    persona: str
    exercise: str
    expected: str
    given: str
    points: float
    out_of: float
    differences: tuple[str, ...]


def dry_run(assignment: str, project: Project) -> list[Row]:
    """Mark every persona of a module, as nothing but data, and compare.

    Args:
        assignment: The module's id or slug.
        project: The instructor's edition.

    Raises:
        PracticumError: The module is unknown, has no marking, or its definitions fail.
    """
    module = project.module(assignment)
    marking = project.solutions / module.slug / "marking.py"
    if not marking.is_file():
        raise PracticumError(
            _("{module} has no marking.py, so it cannot be graded.").format(module=module.slug),
            next_step=_("Name a module that has an assignment."),
        )
    with (
        environment(PRACTICUM_ROOT=str(project.root)),
        tempfile.TemporaryDirectory(prefix="practicum-personas-") as scratch,
    ):
        marker = Marker(marking)
        people = personas(load_exercises(marking), Tables())
        return [_row(one, marker, Path(scratch, str(number))) for number, one in enumerate(people)]


def _row(persona: Persona, marker: Marker, folder: Path) -> Row:
    folder.mkdir()
    for exercise, value in persona.answers.items():
        record_answer(folder / "answers.json", exercise, value)
    for name, content in persona.files.items():
        (folder / name).write_bytes(content)
    marks = marker.mark(folder)
    due = {name: _due(persona, one) for name, one in marker.exercises.items()}
    about = persona.exercise
    return Row(
        persona.name,
        about,
        _word(due[about], persona.mistake) if about else "",
        _given(marks[about]) if about else "",
        round(sum(one.points for one in marks.values()), 2),
        sum(one.out_of for one in marks.values()),
        tuple(_differences(persona, due, marks)),
    )


def _due(persona: Persona, exercise: Exercise) -> Outcome | None:
    """Return the outcome that an exercise must have; None where the persona says nothing about it."""
    if exercise.id == persona.exercise:
        return Outcome.WRONG_NAMED
    if exercise.id in persona.answers:
        return None if isinstance(exercise.kind, DrillLog) else Outcome.RIGHT
    if isinstance(exercise.kind, Artefact | DrillLog) and exercise.kind.file in persona.files:
        return None if isinstance(exercise.kind, DrillLog) else Outcome.RIGHT
    return Outcome.NOT_ATTEMPTED


def _differences(
    persona: Persona, due: Mapping[str, Outcome | None], marks: Mapping[str, SealedMark]
) -> Iterator[str]:
    for name, outcome in due.items():
        mistake = persona.mistake if name == persona.exercise else ""
        if outcome is not None and _word(outcome, mistake) != _given(marks[name]):
            yield _("{exercise}: {given}, and {expected} is due.").format(
                exercise=name, given=_given(marks[name]), expected=_word(outcome, mistake)
            )


def _given(mark: SealedMark) -> str:
    if mark.failed:
        return _("Could not be marked: {reason}").format(reason=mark.failed)
    return _word(Outcome(mark.facts["outcome"]), mark.facts["mistake"])


def _word(outcome: Outcome | None, mistake: str) -> str:
    if outcome is None:
        return ""
    return f"{outcome_word(outcome)}: {mistake}" if mistake else outcome_word(outcome)


def table(rows: list[Row]) -> Table:
    """Return the rows as a table for a terminal."""
    from rich.markup import escape  # noqa: PLC0415  only a person waits for it
    from rich.table import Table as RichTable  # noqa: PLC0415  as above

    shown = RichTable(title=_("Personas: expected against given"), title_justify="left", header_style="bold")
    for name in (_("Persona"), _("Expected in its exercise"), _("Given")):
        shown.add_column(name)
    shown.add_column(_("Points"), justify="right")
    shown.add_column("")
    for row in rows:
        verdict = "; ".join(row.differences) or _("agrees")
        words = (row.persona, row.expected, row.given, f"{row.points:g}/{row.out_of:g}", verdict)
        shown.add_row(*map(escape, words), style="bold red" if row.differences else "")
    return shown


def verdict(rows: list[Row]) -> str:
    """Return one sentence on all rows."""
    differing = sum(bool(row.differences) for row in rows)
    if not differing:
        return _("All {count} personas get what is due.").format(count=len(rows))
    return ngettext(
        "{count} persona of {all} does not get what is due.",
        "{count} personas of {all} do not get what is due.",
        differing,
    ).format(count=differing, all=len(rows))
