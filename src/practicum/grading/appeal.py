"""Replay one mark and lay the whole reasoning open: what was received, how it was read, and what made it."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.grading.differences import Cause, causes
from practicum.grading.handed import learner_of, timestamp_of
from practicum.grading.ledger import short
from practicum.grading.made import environment_facts, evidence_hash, files_of
from practicum.grading.mark_submission import Marker
from practicum.grading.marks import READ_SUFFIX
from practicum.grading.paths import environment
from practicum.grading.run import open_run
from practicum.i18n import _
from practicum.marking import MISSING, Artefact, DrillLog, Number, Table, Text, expected, read_value
from practicum.marking.marks import computed
from practicum.marking.present import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from practicum.grading.layout import Settings
    from practicum.grading.mark_submission import Explained
    from practicum.grading.run import Run
    from practicum.project import Project

_LONGEST = 2_000


def appeal(
    assignment: str, student: str, exercise: str, project: Project, *, settings: Settings | None = None
) -> str:
    """Return the reasoning behind one mark, for the instructor: it names the right value.

    Args:
        assignment: The module's id or slug.
        student: nbgrader's student id.
        exercise: The exercise's id.
        project: The instructor's edition.
        settings: nbgrader options that win over `nbgrader_config.py`.

    Raises:
        PracticumError: Nobody of this id handed in, or the module has no such exercise.
    """
    with open_run(assignment, project, settings) as run, environment(PRACTICUM_ROOT=str(project.root)):
        folder = run.folder(student)
        if student not in run.students():
            raise PracticumError(
                _("“{student}” handed in nothing for {assignment}.").format(
                    student=visible(student), assignment=run.slug
                ),
                next_step=_("The ids are the names of the folders in {folder}.").format(
                    folder=run.layout.folder("submitted", "", "")
                ),
            )
        marker = Marker(project.solutions / run.slug / "marking.py", run.rules.seed)
        if exercise not in marker.exercises:
            raise PracticumError(
                _("{assignment} has no exercise “{exercise}”.").format(
                    assignment=run.slug, exercise=visible(exercise)
                ),
                next_step=_("Its exercises are: {names}.").format(names=", ".join(marker.exercises)),
            )
        explained = marker.explain(folder)
        files = files_of(folder)
        sections = {
            _("Hand-in"): _hand_in(run, student),
            _("Received"): _received(explained[exercise]),
            _("Rule"): _rule(explained[exercise], marker),
            _("Mark"): _mark(explained[exercise]),
            _("Gradebook"): _gradebook(run, student, exercise, explained, files),
            _("Made of"): _made(run, files),
        }
    title = _("{student}, {exercise}: {title}").format(
        student=student, exercise=exercise, title=explained[exercise].exercise.title
    )
    warning = _("For you, not for the learner: it names the right value.")
    parts = [title, warning]
    parts += [f"\n{name}\n" + "\n".join(f"  {line}" for line in lines) for name, lines in sections.items()]
    return "\n".join(parts)


def _hand_in(run: Run, student: str) -> Iterator[str]:
    folder = run.folder(student)
    yield _("Folder: {folder}").format(folder=folder)
    yield _("Learner: {name}").format(name=visible(learner_of(folder)) or _("unknown"))
    moment = timestamp_of(folder)
    yield _("Handed in: {moment}, by the learner's clock").format(
        moment=_("{moment} UTC").format(moment=moment) if moment else _("unknown")
    )


def _received(one: Explained) -> Iterator[str]:
    if one.answer is None:
        yield _("answers.json holds nothing for this exercise.")
    else:
        yield _("answers.json: {value}").format(value=_shown(one.answer.value))
        yield _("Written: {moment}, by way of {via}").format(moment=one.answer.at, via=one.answer.via)
    kind = one.exercise.kind
    if isinstance(kind, Artefact | DrillLog):
        yield _("File: {file}").format(file=kind.file)
        return
    reading = read_value(kind, MISSING if one.answer is None else one.answer.value)
    yield _("Read as: {reading}").format(
        reading=_("nothing") if reading.value is MISSING else _shown(reading.value)
    )
    for words in (reading.note, reading.problem):
        if words:
            yield visible(words)


def _rule(one: Explained, marker: Marker) -> Iterator[str]:
    exercise = one.exercise
    yield _("Form asked for: {form}").format(form=expected(exercise.kind))
    rows = exercise.kind.rows if isinstance(exercise.kind, Table) else {exercise.id: exercise.kind}
    for name, kind in rows.items():
        if isinstance(kind, Number):
            yield (
                _("Tolerance of {name}: {tolerance} {unit}")
                .format(name=name, tolerance=f"{kind.tolerance:g}", unit=kind.unit)
                .strip()
            )
    if isinstance(exercise.kind, Text | Artefact | DrillLog):
        yield _("Rules decide, one by one, as listed under the mark; there is no single right value.")
        return
    yield _("Right: {value}").format(value=_value(one, "reference", exercise.reference, marker))
    for name, mistake in exercise.mistakes.items():
        yield _("Mistake “{name}”, earns at least {credit} % of the points: {value}").format(
            name=name, credit=f"{100 * mistake.credit:g}", value=_value(one, name, mistake.wrong, marker)
        )


def _value(one: Explained, name: str, function: Any, marker: Marker) -> str:
    try:
        return _shown(computed(one.exercise, name, function, marker.tables))
    except PracticumError as error:
        return str(error)


def _mark(one: Explained) -> Iterator[str]:
    if one.mark is None:
        yield _("No mark: {reason}").format(reason=one.sealed.failed)
        return
    yield from (line for line in one.mark.text().splitlines() if line.strip())


def _gradebook(
    run: Run, student: str, exercise: str, explained: Mapping[str, Explained], files: dict[str, str]
) -> Iterator[str]:
    standing = run.book.standings([student]).get(student)
    if standing is None or exercise not in standing.grades:
        yield _("Nothing stands there yet: grade first.")
        return
    for name in (exercise, exercise + READ_SUFFIX):
        grade = standing.grades.get(name)
        if grade:
            yield _("{name}: {score} of {out_of} points, {by}").format(
                name=name,
                score=f"{grade.score:g}",
                out_of=f"{grade.max_score:g}",
                by=_("waiting for a person") if grade.waiting else _by(manual=grade.manual),
            )
        if name in standing.comments:
            yield _("Comment: {words}").format(words=visible(standing.comments[name]))
    entry = run.book.entries([student]).get(student)
    if entry is None:
        yield _("The ledger holds no entry: it was graded by nbgrader itself, or it could not be marked.")
        return
    now = short({name: one.sealed.brief() for name, one in explained.items()})
    if entry.marks.get(exercise) == now[exercise]:
        yield _("The replay gives the mark that was written.")
    else:
        yield _("The replay gives another mark than was written: {before} before, {now} now.").format(
            before=_shown(entry.marks.get(exercise)), now=_shown(now[exercise])
        )
    for cause in causes(entry, run.made(evidence_hash(files)), files):
        yield _since(cause)


def _since(cause: Cause) -> str:
    return _("Changed since: {what}").format(what=cause)


def _by(*, manual: bool) -> str:
    return _("given by a person") if manual else _("given by rules")


def _made(run: Run, files: dict[str, str]) -> Iterator[str]:
    made = run.made(evidence_hash(files))
    yield _("Evidence: {hash}").format(hash=made.evidence)
    for name, digest in files.items():
        yield f"  {visible(name)}  {digest}"
    yield _("Marking: {hash}").format(hash=made.marking)
    yield _("Draw of the tables: {seed}").format(seed=made.seed)
    yield _("Environment: {hash}").format(hash=made.environment)
    for name, value in environment_facts(run.layout.root).items():
        yield f"  {name}  {value or _('not there')}"


def _shown(value: object) -> str:
    if isinstance(value, bytes):
        return _("{count} bytes, {hash}").format(count=len(value), hash=sha256(value).hexdigest())
    text = visible(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str))
    return text if len(text) <= _LONGEST else text[:_LONGEST] + " …"
