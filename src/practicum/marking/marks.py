"""Mark one answer: outcome, points, and sentences that teach without giving the answer away."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.marking import present
from practicum.marking.exercise import Exercise, Outcome
from practicum.marking.forms import expected
from practicum.marking.judge import Judged, distance, judge, key_value
from practicum.marking.kinds import Artefact, DrillLog, Table, Text
from practicum.marking.reading import read_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from practicum.marking.exercise import Tables
    from practicum.marking.kinds import Kind


@dataclass(frozen=True)
class Line:
    """One row of a table, or one rule of a text or a file.

    Attributes:
        label: What it is.
        outcome: What became of it.
        received: What was read, for a row.
        detail: What to do about it.
        mistake: The named mistake that this row shows, if any.
        rule: Whether it is a rule.
    """

    label: str
    outcome: Outcome
    received: str = ""
    detail: str = ""
    mistake: str = ""
    rule: bool = False


@dataclass(frozen=True)
class Mark:
    """The mark of one answer. Everything a learner sees of it comes from here.

    Attributes:
        exercise: The exercise's id.
        title: Its title.
        competence: The competence that it shows.
        outcome: One of six.
        points: Earned, rounded to two decimals, from 0 to `out_of`.
        out_of: What a right answer earns.
        said: The sentence to read first.
        mistake: The name of the mistake, for `WRONG_NAMED`.
        received: What was read, or else what was received.
        expected: Which form of answer is expected; never the value.
        notes: Further sentences.
        lines: Rows or rules, one by one.
        see: Where the lesson teaches it.
    """

    exercise: str
    title: str
    competence: str
    outcome: Outcome
    points: float
    out_of: float
    said: str
    mistake: str = ""
    received: str = ""
    expected: str = ""
    notes: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    see: str = ""

    def html(self, *, base: str = "") -> str:
        """Return the mark as HTML for a notebook; `base` is put before the link to the lesson."""
        return present.html(self, base)

    def markdown(self) -> str:
        """Return the mark as Markdown."""
        return present.markdown(self)

    def text(self) -> str:
        """Return the mark as plain text."""
        return present.text(self)

    def to_json(self) -> dict[str, Any]:
        """Return the mark as JSON values."""
        return {
            **{name: getattr(self, name) for name in self.__dataclass_fields__},
            "outcome": self.outcome.value,
            "notes": list(self.notes),
            "lines": [{**vars(line), "outcome": line.outcome.value} for line in self.lines],
        }


def mark(exercise: Exercise, value: object, tables: Tables, *, folder: Path | None = None) -> Mark:
    """Mark one answer.

    Args:
        exercise: The definition.
        value: What was handed in, or `MISSING`. Nothing of it is executed, and nothing of it can raise.
        tables: What the reference and the mistakes are computed from.
        folder: Where artefacts and logs lie; the current folder by default.

    Raises:
        PracticumError: The definition itself is at fault: its reference or a mistake gives no readable value.
    """
    by_rules = isinstance(exercise.kind, Text | Artefact | DrillLog)
    truth = None if by_rules else computed(exercise, "reference", exercise.reference, tables)
    judged = judge(exercise.kind, read_value(exercise.kind, value), truth, folder or Path())
    outcome, share, name = judged.outcome, judged.share, ""
    wrongs = {}
    if outcome in (Outcome.WRONG, Outcome.PARTLY):
        wrongs = {key: computed(exercise, key, one.wrong, tables) for key, one in exercise.mistakes.items()}
        name = _nearest(exercise.kind, judged, wrongs)
    mistake = exercise.mistakes.get(name)
    if mistake:
        outcome, share = Outcome.WRONG_NAMED, max(share, mistake.credit)
    return Mark(
        exercise=exercise.id,
        title=exercise.title,
        competence=exercise.competence,
        outcome=outcome,
        points=min(max(round(exercise.points * share, 2), 0.0), exercise.points),
        out_of=exercise.points,
        said=mistake.hint if mistake else _said(outcome, judged),
        mistake=name,
        received=judged.reading.shown,
        expected="" if outcome is Outcome.RIGHT else expected(exercise.kind),
        notes=_notes(exercise, outcome, judged),
        lines=_lines(exercise, judged, {} if mistake else wrongs),
        see="" if outcome is Outcome.RIGHT else (mistake.see if mistake else "") or exercise.see,
    )


def computed(exercise: Exercise, name: str, function: Callable[[Tables], object], tables: Tables) -> Any:
    """Return what the reference or a mistake gives on these tables, in plain form.

    Raises:
        PracticumError: It fails, or gives a value that is not of the exercise's kind.
    """
    try:
        value = key_value(exercise.kind, function(tables))
    except Exception as error:
        raise PracticumError(
            _("The definition of {id} is at fault: “{name}” gives no usable value ({reason}).").format(
                id=exercise.id, name=name, reason=str(error) or type(error).__name__
            ),
            next_step=_("Correct it in the file that defines the exercise."),
        ) from error
    if name == "reference" and isinstance(exercise.kind, Table) and value.keys() != exercise.kind.rows.keys():
        raise PracticumError(
            _("The definition of {id} is at fault: the reference does not give every row.").format(
                id=exercise.id
            ),
            next_step=_("Correct it in the file that defines the exercise."),
        )
    return value


def _nearest(kind: Kind, judged: Judged, wrongs: Mapping[str, Any]) -> str:
    """Return the mistake that an answer follows most closely, of equals the first listed; or nothing."""
    distances = {key: distance(kind, judged, wrong) for key, wrong in wrongs.items()}
    near = {key: one for key, one in distances.items() if one is not None}
    return min(near, key=near.__getitem__, default="")


def _said(outcome: Outcome, judged: Judged) -> str:
    if outcome in (Outcome.NOT_ATTEMPTED, Outcome.UNREADABLE) or not (
        judged.said or judged.rows or judged.findings
    ):
        return {
            Outcome.NOT_ATTEMPTED: _("Nothing was handed in, which is not an error."),
            Outcome.UNREADABLE: _("We cannot read this answer. That says nothing about your thinking."),
            Outcome.RIGHT: _("Right: your answer agrees with the reference."),
            Outcome.PARTLY: _("A part of your answer is right."),
        }.get(outcome, _("We could read your answer, and it is not right."))
    if judged.said:
        return judged.said
    if judged.rows:
        right = sum(one.outcome is Outcome.RIGHT for one in judged.rows.values())
        return _("Rows that are right: {right} of {count}.").format(right=right, count=len(judged.rows))
    demands = [finding for finding in judged.findings if not finding.forbids]
    met = sum(finding.passed for finding in demands)
    return _("Rules that are met: {met} of {count}.").format(met=met, count=len(demands))


def _notes(exercise: Exercise, outcome: Outcome, judged: Judged) -> tuple[str, ...]:
    reading = judged.reading
    notes = [reading.note, *(reading.strangers if reading.rows else [reading.problem])]
    if outcome is Outcome.NOT_ATTEMPTED:
        notes.append(_("Start from the lesson, then answer with the id {id}.").format(id=exercise.id))
    if outcome is Outcome.WRONG and exercise.mistakes:
        notes.append(_("It matches no mistake that we know, so we do not guess where it comes from."))
    if outcome is Outcome.UNREADABLE:
        notes.append(_("Write it again in the expected form: it is marked like any other answer then."))
    if judged.findings:
        notes.append(_("Only rules were checked here, never your style."))
    if exercise.rubric and outcome not in (Outcome.NOT_ATTEMPTED, Outcome.UNREADABLE):
        notes.append(
            _("A person reads the rest and gives up to {points} points more.").format(
                points=f"{exercise.rubric.points:g}"
            )
        )
    return tuple(note for note in notes if note)


def _lines(exercise: Exercise, judged: Judged, wrongs: Mapping[str, Any]) -> tuple[Line, ...]:
    kind = exercise.kind
    if not isinstance(kind, Table):
        return tuple(
            Line(one.label, Outcome.RIGHT if one.passed else Outcome.WRONG, detail=one.detail, rule=True)
            for one in judged.findings
            if not (one.forbids and one.passed)
        )
    if judged.outcome in (Outcome.NOT_ATTEMPTED, Outcome.UNREADABLE):
        return ()
    lines = []
    for row, one in judged.rows.items():
        here = {key: wrong[row] for key, wrong in wrongs.items() if row in wrong}
        name = "" if one.outcome is Outcome.RIGHT else _nearest(kind.rows[row], one, here)
        outcome = Outcome.WRONG_NAMED if name else one.outcome
        details = [exercise.mistakes[name].hint if name else one.reading.problem]
        details += [
            _("{rule}: {detail}").format(rule=finding.label, detail=finding.detail)
            for finding in one.findings
            if not finding.passed
        ]
        lines.append(Line(kind.label(row), outcome, one.reading.shown, " ".join(filter(None, details)), name))
    return tuple(lines)
