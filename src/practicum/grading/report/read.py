"""Read a cohort: marks from gradebook and ledger, what is compared from the evidence itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from practicum.drill import Played, load_scenario, score
from practicum.errors import PracticumError
from practicum.evidence import read_answers, read_log
from practicum.grading import tables as t
from practicum.grading.gradebook import Book
from practicum.grading.layout import read_layout
from practicum.grading.marks import READ_SUFFIX
from practicum.grading.report.alike import Handed
from practicum.grading.report.cohort import Cohort, Exercise, Learner, Part
from practicum.i18n import _
from practicum.marking import Artefact, DrillLog, Text, load_exercises

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from practicum.drill import Scenario
    from practicum.grading.layout import Layout, Settings
    from practicum.grading.ledger import Entry
    from practicum.grading.standing import Standing
    from practicum.marking import Exercise as Definition
    from practicum.project import Project

_FINE = frozenset({"right", "not-attempted"})


def read_cohort(assignment: str, project: Project, settings: Settings | None = None) -> Cohort:
    """Return all learners of an assignment with what the gradebook holds of them.

    Args:
        assignment: The module's id or slug.
        project: The instructor's edition.
        settings: nbgrader options that win over `nbgrader_config.py`.

    Raises:
        PracticumError: The module is unknown, or nothing of it was graded yet.
    """
    module = project.module(assignment)
    layout = read_layout(project.root, settings)
    definitions = load_exercises(project.solutions / module.slug / "marking.py")
    book = Book(layout.db_url, module.slug)
    try:
        people = _people(layout.db_url, module.slug)
        entries, standings = book.entries(list(people)), book.standings(list(people))
    finally:
        book.close()
    if not entries:
        raise PracticumError(
            _("Nothing of {assignment} has been graded yet.").format(assignment=module.slug),
            next_step=_("Grade it first: practicum grade {module}.").format(module=module.id),
        )
    exercises = tuple(_exercise(one) for one in definitions.values())
    learners = [
        _learner(student, name, when, exercises, entries.get(student), standings.get(student))
        for student, (name, when) in people.items()
    ]
    return Cohort(
        module.id,
        module.title,
        module.slug,
        exercises,
        tuple(sorted(learners, key=lambda one: (one.name, one.id))),
    )


def _exercise(one: Definition) -> Exercise:
    by_person = one.rubric.points if one.rubric else 0.0
    hints = {name: mistake.hint for name, mistake in one.mistakes.items()}
    return Exercise(one.id, one.title, one.points + by_person, hints)


def _people(db_url: str, slug: str) -> dict[str, tuple[str, datetime | None]]:
    """Return the name of every student whom the gradebook knows, and when they handed in."""
    engine = sa.create_engine(db_url)
    with engine.connect() as connection:
        rows = connection.execute(
            sa.select(t.student.c.id, t.student.c.first_name, t.student.c.last_name, t.submission.c.timestamp)
            .join_from(
                t.student,
                t.submission,
                (t.submission.c.student_id == t.student.c.id)
                & t.submission.c.assignment_id.in_(
                    sa.select(t.assignment.c.id).where(t.assignment.c.name == slug)
                ),
                isouter=True,
            )
            .order_by(t.student.c.id)
        ).all()
    engine.dispose()
    return {
        row.id: (" ".join(filter(None, (row.first_name, row.last_name))) or row.id, row.timestamp)
        for row in rows
    }


def _learner(  # noqa: PLR0913, PLR0917  one row of a join
    student: str,
    name: str,
    when: datetime | None,
    exercises: tuple[Exercise, ...],
    entry: Entry | None,
    standing: Standing | None,
) -> Learner:
    if entry is None or standing is None:
        return Learner(student, name)
    parts = {one.id: _part(one, entry.marks.get(one.id, {}), standing) for one in exercises}
    return Learner(student, name, parts, max(0.0, standing.score - standing.penalty), when)


def _part(exercise: Exercise, mark: Mapping[str, Any], standing: Standing) -> Part:
    """Join rules and person; points are the gradebook's, where an instructor may have changed them."""
    grades = [
        standing.grades[name] for name in (exercise.id, exercise.id + READ_SUFFIX) if name in standing.grades
    ]
    return Part(
        points=sum(one.score for one in grades if not one.waiting),
        out_of=sum(one.max_score for one in grades if not one.waiting),
        outcome=mark.get("outcome", "failed"),
        mistake=mark.get("mistake", ""),
        waiting=any(one.waiting for one in grades),
    )


def read_evidence(cohort: Cohort, project: Project, settings: Settings | None = None) -> list[Handed]:
    """Return what of each hand-in is compared with the others; what cannot be read is left out."""
    layout = read_layout(project.root, settings)
    definitions = load_exercises(project.solutions / cohort.slug / "marking.py")
    return [_handed(learner, definitions, layout, cohort.slug) for learner in cohort.present]


def _handed(learner: Learner, definitions: Mapping[str, Definition], layout: Layout, slug: str) -> Handed:
    folder = layout.folder("submitted", learner.id, slug)
    try:
        answers = read_answers(folder / "answers.json").answers
    except PracticumError:
        answers = {}
    wrong: dict[str, object] = {}
    texts: dict[str, str] = {}
    drills: dict[str, list[tuple[str, str, int]]] = {}
    for name, one in definitions.items():
        if isinstance(one.kind, DrillLog):
            acts = _acts(folder / one.kind.file)
            if acts:
                drills[name] = acts
        elif isinstance(one.kind, Artefact):
            texts |= _text(name, folder / one.kind.file)
        elif name in answers:
            value = answers[name].value
            if isinstance(one.kind, Text) and isinstance(value, str):
                texts[name] = value
            elif learner.parts[name].outcome not in _FINE:
                wrong[name] = value
    return Handed(learner.id, wrong, texts, drills)


def _text(name: str, path: Path) -> dict[str, str]:
    if path.suffix not in {".md", ".txt"} or path.is_symlink() or not path.is_file():
        return {}
    return {name: path.read_text(encoding="utf-8", errors="replace")}


def _acts(path: Path) -> list[tuple[str, str, int]]:
    try:
        _header, decisions = read_log(path, torn_ok=True)
    except PracticumError:
        return []
    return [
        (one.action, str(one.args.get("thread", "")), one.minute)
        for one in decisions
        if one.action not in {"wait", "next"}
    ]


@dataclass(frozen=True)
class DrillRun:
    """One learner's playable run of a drill, with the critical errors made in it, as sentences."""

    learner: str
    played: Played
    gates: tuple[str, ...]


def read_runs(
    cohort: Cohort, project: Project, settings: Settings | None = None
) -> dict[str, list[DrillRun]]:
    """Return the playable runs of each drill of an assignment; what cannot be replayed is left out."""
    layout = read_layout(project.root, settings)
    definitions = load_exercises(project.solutions / cohort.slug / "marking.py")
    runs: dict[str, list[DrillRun]] = {}
    for one in definitions.values():
        if isinstance(one.kind, DrillLog):
            scenario = load_scenario(one.kind.drill)
            for learner in cohort.present:
                file = layout.folder("submitted", learner.id, cohort.slug) / one.kind.file
                runs.setdefault(scenario.slug, []).extend(_run(scenario, learner.id, file))
    return runs


def _run(scenario: Scenario, learner: str, file: Path) -> list[DrillRun]:
    try:
        header, decisions = read_log(file, torn_ok=True)
        if header.scenario_hash != scenario.at(header.seed).hash:
            return []
        result = score(scenario, header.seed, decisions)
    except PracticumError:
        return []
    gates = tuple(f"{gate.label} {gate.sentence}" for gate in result.gates if gate.fired)
    return [DrillRun(learner, Played(header.seed, decisions), gates)]


def with_gates(cohort: Cohort, runs: Mapping[str, list[DrillRun]]) -> Cohort:
    """Return the cohort with the critical errors of its drill runs."""
    gates: dict[str, tuple[str, ...]] = {}
    for one in (run for group in runs.values() for run in group):
        gates[one.learner] = gates.get(one.learner, ()) + one.gates
    learners = tuple(replace(one, gates=gates.get(one.id, ())) for one in cohort.learners)
    return replace(cohort, learners=learners)
