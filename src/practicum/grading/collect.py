"""Take in a folder of hand-in files: each is checked, then stands whole in `submitted/` or is refused."""

from __future__ import annotations

import secrets
import shutil
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.evidence import Bundle, open_bundle
from practicum.evidence.strictjson import dump
from practicum.grading.handed import MANIFEST
from practicum.i18n import _
from practicum.learn.learner import file_name
from practicum.marking.present import visible

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.project import Project

_TIMESTAMP = "timestamp.txt"
_TIME = "%Y-%m-%d %H:%M:%S UTC"  # as nbgrader reads it
_LONGEST_ID = 60


@dataclass(frozen=True)
class Collected:
    """A hand-in that now stands in `submitted/`.

    Attributes:
        file: The hand-in file.
        learner: The learner's name as typed.
        student: The learner's folder in `submitted/`, nbgrader's student id.
        assignment: The module's slug.
        created: When the learner made the file, by the learner's clock, in UTC.
        note: What had to be mended, a sentence; empty when nothing had.
    """

    file: Path
    learner: str
    student: str
    assignment: str
    created: datetime
    note: str = ""


@dataclass(frozen=True)
class PassedOver:
    """A file that was not taken in, and why."""

    file: Path
    reason: str


@dataclass(frozen=True)
class Collection:
    """What became of a folder of hand-ins.

    Attributes:
        collected: Taken in.
        older: Not taken in, because the same learner's newer hand-in is there. The files stay where they are.
        refused: Damaged, unsafe or foreign.
    """

    collected: tuple[Collected, ...]
    older: tuple[PassedOver, ...]
    refused: tuple[PassedOver, ...]

    def text(self) -> str:
        """Return the whole report, one file a line."""
        lines = [
            _("Collected {file}: {learner}, {assignment}, as {student}. {note}")
            .format(
                file=one.file,
                learner=visible(one.learner),
                assignment=one.assignment,
                student=one.student,
                note=one.note,
            )
            .strip()
            for one in self.collected
        ]
        lines += [_("Older: {file}. {reason}").format(file=one.file, reason=one.reason) for one in self.older]
        lines += [
            _("Refused: {file}. {reason}").format(file=one.file, reason=one.reason) for one in self.refused
        ]
        counts = _("{collected} collected, {older} older, {refused} refused.")
        lines.append(
            counts.format(collected=len(self.collected), older=len(self.older), refused=len(self.refused))
        )
        return "\n".join(lines)


def collect(folder: Path, project: Project) -> Collection:
    """Take in every hand-in file below `folder`; the newest of each learner and module counts.

    Args:
        folder: Hand-in files as learners sent them, or as a learning platform packed them, in subfolders.
        project: The instructor's edition.

    Raises:
        PracticumError: The folder is missing or holds no zip file, or `submitted/` cannot be written to.
    """
    if not folder.is_dir():
        raise PracticumError(
            _("{folder} is not a folder.").format(folder=folder),
            next_step=_("Name the folder into which you put the hand-in files."),
        )
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    if not any(path.suffix.lower() == ".zip" for path in files):
        raise PracticumError(
            _("{folder} holds no hand-in file: none ends in .zip.").format(folder=folder),
            next_step=_("Learners make one with 'practicum hand-in'. Put their files into this folder."),
        )
    opened: list[tuple[Collected, Bundle]] = []
    refused = []
    for path in files:
        try:
            bundle = open_bundle(path)
            opened.append((_described(path, bundle, project), bundle))
        except PracticumError as error:
            refused.append(PassedOver(path, str(error)))
    opened.sort(key=lambda pair: (pair[0].created, pair[0].file.name))
    newest = {(one.student, one.assignment): one for one, _bundle in opened}
    collected, older = [], []
    for one, bundle in opened:
        target = project.root / "submitted" / one.student / one.assignment
        there = _stamp(target)
        if newest[one.student, one.assignment] is not one or (there and there > one.created):
            reason = _("{learner} handed in a newer one, which counts. This file stays where it is.")
            older.append(PassedOver(one.file, reason.format(learner=visible(one.learner))))
            continue
        collected.append(_take_in(one, bundle, target, project))
    return Collection(tuple(collected), tuple(older), tuple(refused))


def student_id(learner: str) -> str:
    """Return a name as a folder name: the same for the same name, another for another name.

    A name with more in it than ASCII letters, digits and hyphens gets six characters of its hash, so that
    José and Jose stay two people.
    """
    typed = "-".join(unicodedata.normalize("NFC", learner).casefold().split())
    plain = file_name(learner)
    if plain == typed and len(plain) <= _LONGEST_ID:
        return plain
    return f"{plain[:_LONGEST_ID]}-{sha256(typed.encode('utf-8')).hexdigest()[:6]}"


def _described(path: Path, bundle: Bundle, project: Project) -> Collected:
    manifest = bundle.manifest
    module = project.module(manifest.module)
    if not _released(project, module.slug).is_file():
        raise PracticumError(
            _("{module} has no assignment in this edition.").format(module=module.id),
            next_step=_("Run 'practicum build' first, or update the course."),
        )
    return Collected(path, manifest.learner, student_id(manifest.learner), module.slug, manifest.created)


def _released(project: Project, slug: str) -> Path:
    return project.assignments / slug / f"{slug}.ipynb"


def _stamp(target: Path) -> datetime | None:
    """Return when the hand-in that stands in `target` was made."""
    try:
        text = (target / _TIMESTAMP).read_text(encoding="utf-8").strip()
        return datetime.strptime(text, _TIME).replace(tzinfo=UTC)
    except (OSError, ValueError):
        return None


def _take_in(one: Collected, bundle: Bundle, target: Path, project: Project) -> Collected:
    """Write a hand-in beside its place, then put it there in one move, so that no half of it is ever seen."""
    mark = secrets.token_hex(4)
    fresh = target.parent / f".new-{mark}"
    stale = target.parent / f".old-{mark}"
    try:
        fresh.mkdir(parents=True)
        bundle.extract(fresh)
        note = _mend_notebook(fresh, one.assignment, project)
        (fresh / MANIFEST).write_text(dump(bundle.manifest.to_json(), indent=1) + "\n", encoding="utf-8")
        (fresh / _TIMESTAMP).write_text(one.created.strftime(_TIME) + "\n", encoding="utf-8")
        if target.exists():
            target.rename(stale)
        fresh.rename(target)
    except OSError as error:
        raise PracticumError(
            _("{folder} could not be written: {reason}.").format(
                folder=target, reason=error.strerror or error
            ),
            next_step=_(
                "Check that the folder can be written to and that the disk is not full; then collect again."
            ),
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(stale, ignore_errors=True)
    return Collected(one.file, one.learner, one.student, one.assignment, one.created, note)


def _mend_notebook(folder: Path, slug: str, project: Project) -> str:
    """Put the released notebook in the place of one that is missing or unreadable; marks do not need it."""
    import nbformat  # noqa: PLC0415  slow to load, and most of this module does without

    path = folder / f"{slug}.ipynb"
    try:
        nbformat.validate(nbformat.read(path, as_version=4))
    except FileNotFoundError:
        note = _("The notebook was not handed in. The empty one stands in its place; marks do not need it.")
    except Exception:  # noqa: BLE001  whatever stands in a foreign file
        path.rename(folder / f"{slug}.damaged")
        note = _("The notebook cannot be read. The empty one stands in its place; marks do not need it.")
    else:
        return ""
    shutil.copyfile(_released(project, slug), path)
    return note
