"""Mark one bundle by rules: data in, marks out. Nothing of a candidate's is executed.

Equal bundles give equal marks, in whatever order and wherever they are marked.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

from practicum.data.package import csv_bytes
from practicum.drill import shelved
from practicum.errors import PracticumError
from practicum.evidence import EvidenceError, read_log, strictjson
from practicum.evidence.artefacts import inside
from practicum.exam.families import Handed, family_of
from practicum.exam.families.tables import family_tables
from practicum.exam.forms.ask import part_one
from practicum.exam.marks.record import Marks, Waiting, marks_of
from practicum.exam.marks.shown import to_read
from practicum.grading.rubric import reading
from practicum.i18n import _
from practicum.marking import MISSING, Artefact, DrillLog, Outcome, Table, mark, read_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practicum.exam.bank.read import Bank
    from practicum.exam.families import Draw, Family
    from practicum.exam.scheme import Examination
    from practicum.exam.sitting.package import Task
    from practicum.exam.sitting.receive import HandedIn
    from practicum.exam.sitting.record import Sitting
    from practicum.marking import Exercise, Mark

FAILED = "failed"
"""Stands as outcome where a definition, not the answer, is at fault."""

_DIGITS = 6
_K = TypeVar("_K", Artefact, DrillLog)


@dataclass(frozen=True)
class Fault:
    """A definition that failed.

    Attributes:
        where: The exercise.
        sentence: How; it may name keys and is never shown to a candidate.
        open: Whether marks are missing because of it.
    """

    where: str
    sentence: str
    open: bool = True


@dataclass(frozen=True)
class Marked:
    """What came of one bundle.

    Attributes:
        marks: The marks, as they are written.
        waiting: Texts that wait for people.
        faults: What of the definitions failed, for the body.
    """

    marks: Marks
    waiting: tuple[Waiting, ...]
    faults: tuple[Fault, ...]


class Marker:
    """A sitting with the bank it was made from, for any number of bundles.

    Attributes:
        version: Hash of all that decides a mark, as the caller found it.
    """

    def __init__(
        self,
        sitting: Sitting,
        bank: Bank,
        families: Mapping[str, Family],
        examination: Examination,
        version: str,
    ) -> None:
        """Take a sitting in.

        Raises:
            PracticumError: The bank or the blueprint is not the one that the sitting was opened with.
        """
        if bank.digest != sitting.bank:
            raise PracticumError(
                _("This is not the bank from which the sitting {id} was opened.").format(id=sitting.id),
                next_step=_("Give the bank as it was on that day: --bank FOLDER."),
            )
        if examination.blueprint.version != sitting.blueprint:
            raise PracticumError(
                _("The sitting {id} follows the blueprint {wanted}, and this is {found}.").format(
                    id=sitting.id, wanted=sitting.blueprint, found=examination.blueprint.version
                ),
                next_step=_("Give the scheme and the blueprint as they were on that day."),
            )
        self.sitting = sitting
        self.version = version
        self._bank = bank
        self._families = families
        self._worth = {block.id: float(block.points) for block in examination.blueprint.block}
        self._shares = {part.id: float(part.share) for part in examination.scheme.part}
        self._forms: dict[str, list[tuple[Any, bool, Exercise]]] = {}

    def mark(self, code: str, handed: HandedIn) -> Marked:
        """Mark what a candidate handed in.

        Args:
            code: The candidate.
            handed: What the bundle holds, checked.

        Raises:
            PracticumError: The bundle is another candidate's, the bank lacks a family of the sitting, or a
                family draws other tables or another drill than the candidate was given.
        """
        if handed.candidate != code:
            raise PracticumError(
                _("The file of {code} holds what {other} handed in.").format(
                    code=code, other=handed.candidate
                ),
                next_step=_("Put each bundle back in its place, or receive both again."),
            )
        candidate = self.sitting.candidates[code]
        faults: list[Fault] = []
        waiting: list[Waiting] = []
        proposed: list[dict[str, str]] = []
        blocks = []
        items = self._items(candidate.form, handed.answers, faults)
        given = {task.family: task for task in self.sitting.package(code).part2}
        for block, name in sorted(candidate.families.items()):
            family = family_of(self._families, name)
            draw = self.sitting.draw(code, family)
            task = _Task(block, family, draw, handed)
            if not task.is_as_given(given[name]):
                raise PracticumError(
                    _("The family {family} draws another task now than {code} was given.").format(
                        family=name, code=code
                    ),
                    next_step=_("Give the bank as it was when the sitting was opened: --bank FOLDER."),
                )
            blocks.append(task.marked(self._worth[block]))
            proposed += task.proposed()
            waiting += task.waiting
            faults += task.faults
        marks = marks_of(
            sitting=self.sitting.id,
            candidate=code,
            certificate=candidate.certificate,
            form=candidate.form,
            bundle=handed.bundle,
            rules=self.version,
            shares=self._shares,
            items=items,
            blocks=blocks,
            proposed=proposed,
            minutes={part: round(float(value), 2) for part, value in handed.minutes.items()},
            crashes=handed.crashes,
            failed=[one.where for one in faults if one.open],
        )
        return Marked(marks, tuple(waiting), tuple(faults))

    def _items(self, form: str, answers: Mapping[str, Any], faults: list[Fault]) -> list[dict[str, Any]]:
        rows = []
        reached = 0
        for place, (item, scored, exercise) in enumerate(self._asked(form), start=1):
            raw = answers.get(exercise.id, MISSING)
            given = _marked(exercise, raw, {}, Path(), faults)
            if given and given.outcome is not Outcome.NOT_ATTEMPTED:
                reached = place
            rows.append(
                {
                    "place": place,
                    "item": item.id,
                    "area": item.area,
                    "competence": item.competence,
                    "scored": scored,
                    "points": float(given.points) if given else 0.0,
                    "chosen": _chosen(exercise, raw),
                }
            )
        # What stands behind the last answer was not reached; a gap before it was left out, and earns nothing.
        return [row | {"points": None} if row["place"] > reached else row for row in rows]

    def _asked(self, form: str) -> list[tuple[Any, bool, Exercise]]:
        if form not in self._forms:
            found = self.sitting.form(form)
            asked = part_one(self._bank, found).values()
            self._forms[form] = [
                (self._bank.item(one.id), one.scored, exercise)
                for one, exercise in zip(found.items, asked, strict=True)
            ]
        return self._forms[form]


class _Task:
    """A family with the draw of one candidate, and what the candidate handed in for it."""

    def __init__(self, block: str, family: Family, draw: Draw, handed: HandedIn) -> None:
        self.faults: list[Fault] = []
        self.waiting: list[Waiting] = []
        self._block, self._family, self._draw, self._handed = block, family, draw, handed
        self._tables = family_tables(family, draw.seed)

    def is_as_given(self, given: Task) -> bool:
        """Say whether the family still draws the tables and the drill that the candidate's package holds."""
        tables, scenario = self._tables, self._family.scenario
        if any(
            name not in tables or csv_bytes(tables[name]).decode() != text
            for name, text in given.tables.items()
        ):
            return False
        if given.drill is None:
            return scenario is None
        return scenario is not None and scenario.at(self._draw.drill_seed).hash == given.drill.hash

    def marked(self, worth: float) -> dict[str, Any]:
        """Return the block of the marks; `worth` is what all of it can earn."""
        with ExitStack() as stack:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="practicum-exam-")))
            if self._family.scenario is not None:
                stack.enter_context(shelved(self._family.scenario))
            self._lay_out(folder)
            rows = [self._row(one, folder) for one in self._family.exercises.values()]
        scale = worth / self._family.points
        return {
            "block": self._block,
            "family": self._family.id,
            "points": round(scale * sum(row["points"] for row in rows), _DIGITS),
            "out_of": round(scale * sum(row["out_of"] for row in rows), _DIGITS),
            "scale": round(scale, _DIGITS),
            "exercises": rows,
        }

    def _lay_out(self, folder: Path) -> None:
        """Write what the exercises ask for; what counts as a log comes from the logs only."""
        wanted = {kind.file: self._handed.files.get(kind.file) for kind in _kinds(self._family, Artefact)}
        for kind in _kinds(self._family, DrillLog):
            wanted[kind.file] = self._handed.logs.get(kind.drill)
        for name, content in wanted.items():
            if content is not None:
                inside(folder, name).write_bytes(content)

    def _row(self, exercise: Exercise, folder: Path) -> dict[str, Any]:
        value = self._handed.answers.get(exercise.id, MISSING)
        asked = _of_draw(exercise, self._draw)
        given = _marked(asked, value, self._tables, folder, self.faults)
        html = self._shown(asked, given, value, folder)
        if html:
            self.waiting.append(Waiting(exercise.id, exercise.title, html))
        return {
            "id": exercise.id,
            "competence": exercise.competence,
            "points": float(given.points) if given else 0.0,
            "out_of": float(exercise.points),
            "read_out_of": float(exercise.rubric.points) if exercise.rubric else 0.0,
            "to_read": bool(html),
            "outcome": given.outcome.value if given else FAILED,
            "mistake": given.mistake if given else "",
        }

    def _shown(self, exercise: Exercise, given: Mark | None, value: object, folder: Path) -> str:
        """Return what people are to read; empty when there is nothing, or it cannot be shown."""
        try:
            html = reading(exercise, given, value, folder)[0] if given else ""
            return to_read(html, exercise, self._family, self._tables) if html else ""
        except Exception as error:  # noqa: BLE001  one faulty definition must not cost the candidate the other marks
            self.faults.append(Fault(exercise.id, _reason(error)))
            return ""

    def proposed(self) -> list[dict[str, str]]:
        """Return the critical errors that the family's rules propose."""
        handed = Handed(
            answers=dict(self._handed.answers),
            files=dict(self._handed.files),
            decisions=self._decisions(),
            draw=self._draw.drill_seed if self._family.scenario is not None else "",
            tables=self._tables,
        )
        found = []
        for rule in self._family.critical:
            try:
                why = rule.found(handed)
            except Exception as error:  # noqa: BLE001  a faulty rule must not cost the candidate the marks
                said = _("The rule for {error} failed: {reason}").format(
                    error=rule.error, reason=_reason(error)
                )
                self.faults.append(Fault(rule.exercise, said, open=False))
                why = _("The rule could not look at this answer: look at it yourself.")
            if why:
                found.append(
                    {"error": rule.error, "block": self._block, "exercise": rule.exercise, "why": why}
                )
        return found

    def _decisions(self) -> tuple[Any, ...]:
        scenario = self._family.scenario
        if scenario is None or scenario.slug not in self._handed.logs:
            return ()
        try:
            header, decisions = read_log(self._handed.logs[scenario.slug], torn_ok=True, name=scenario.slug)
        except EvidenceError:
            return ()
        return decisions if header.seed == self._draw.drill_seed else ()


def _marked(
    exercise: Exercise, value: object, tables: Mapping[str, Any], folder: Path, faults: list[Fault]
) -> Mark | None:
    """Return the mark; None when the definition is at fault, which is noted."""
    try:
        return mark(exercise, value, tables, folder=folder)
    except Exception as error:  # noqa: BLE001  one faulty definition must not cost the candidate the other marks
        faults.append(Fault(exercise.id, _reason(error)))
        return None


def _chosen(exercise: Exercise, raw: object) -> str:
    """Return what was chosen: a letter, or canonical JSON of several; empty for nothing that can be read."""
    value = read_value(exercise.kind, raw).value
    if value is MISSING:
        return ""
    return value if isinstance(value, str) else strictjson.dump(value)


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _kinds(family: Family, wanted: type[_K]) -> Iterator[_K]:
    for one in family.exercises.values():
        for kind in one.kind.rows.values() if isinstance(one.kind, Table) else (one.kind,):
            if isinstance(kind, wanted):
                yield kind


def _of_draw(exercise: Exercise, draw: Draw) -> Exercise:
    """Return the exercise such that only a log of this candidate's own draw counts."""
    kind = exercise.kind
    if isinstance(kind, DrillLog):
        return replace(exercise, kind=kind.model_copy(update={"seeds": (draw.drill_seed,)}))
    if isinstance(kind, Table) and any(isinstance(row, DrillLog) for row in kind.rows.values()):
        rows = {
            name: row.model_copy(update={"seeds": (draw.drill_seed,)}) if isinstance(row, DrillLog) else row
            for name, row in kind.rows.items()
        }
        return replace(exercise, kind=kind.model_copy(update={"rows": rows}))
    return exercise
