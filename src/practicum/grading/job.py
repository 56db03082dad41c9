"""One hand-in as a job: the same function marks it in a thread here and on a worker of a cluster.

A job reads the hand-in's folder and gives back plain data. It never sees the gradebook.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from practicum.errors import PracticumError
from practicum.grading.clean import TIMEOUT, ProcessEndedError, TooSlowError, clean_process, discard
from practicum.grading.made import evidence_hash
from practicum.i18n import _

_LIVES = (
    2  # a process may be ended by the machine, for want of memory or by a restart: not the hand-in's fault
)


@dataclass(frozen=True)
class Rules:
    """What a whole run marks by.

    Attributes:
        root: The course folder, seen under this path by every worker.
        slug: The module.
        marking: The version of the rules, as this run found it.
        strict: Whether every worker must have exactly this version, as on a cluster.
        seed: None for this edition's tables.
        seconds: How long one hand-in may take.
    """

    root: str
    slug: str
    marking: str
    seed: int | None = None
    seconds: float = TIMEOUT
    strict: bool = False

    def document(self) -> dict[str, Any]:
        """Return what the clean process is given first."""
        root = Path(self.root)
        return {
            "root": self.root,
            "slug": self.slug,
            "marking": self.marking,
            "strict": self.strict,
            "seed": self.seed,
            "definitions": str(root / "solutions" / self.slug / "marking.py"),
            "released": str(root / "assignments" / self.slug / f"{self.slug}.ipynb"),
        }


@dataclass(frozen=True)
class Job:
    """One hand-in to mark.

    Attributes:
        student: nbgrader's student id.
        folder: Where it lies.
    """

    student: str
    folder: str


class End(Enum):
    """How a job ended."""

    MARKED = "marked"
    REFUSED = "refused"
    TIMED_OUT = "timed out"
    CRASHED = "crashed"


@dataclass(frozen=True)
class Result:
    """What came of one job.

    Attributes:
        student: nbgrader's student id.
        end: How it ended.
        reason: Why there are no marks, a sentence; empty when there are.
        evidence: Hash of the hand-in as it was read.
        marking: The version of the rules that it was marked by.
        files: Hash of each of its files.
        marks: `SealedMark.brief()` by exercise.
        scores: What nbgrader reads as score of each grade cell; None asks for a person.
        blanks: Whether an answer cell is as released, by id.
        notebook: The notebook with released cells restored and marks sealed, JSON.
        notes: What had to be mended, sentences.
    """

    student: str
    end: End
    reason: str = ""
    evidence: str = ""
    marking: str = ""
    files: dict[str, str] = field(default_factory=dict)
    marks: dict[str, dict[str, Any]] = field(default_factory=dict)
    scores: dict[str, float | None] = field(default_factory=dict)
    blanks: dict[str, bool] = field(default_factory=dict)
    notebook: str = ""
    notes: tuple[str, ...] = ()

    @property
    def failed(self) -> dict[str, str]:
        """Why an exercise could not be marked, for the instructor, by exercise. It may name sealed values."""
        return {name: one["failed"] for name, one in self.marks.items() if one["failed"]}


@dataclass(frozen=True)
class Asked:
    """How it ended to ask a clean process for one hand-in.

    Attributes:
        end: How.
        reason: Why there is no answer, a sentence; empty when there is one.
        marking: The version of the rules that it was marked by.
        answer: What the worker answered.
    """

    end: End
    reason: str = ""
    marking: str = ""
    answer: dict[str, Any] = field(default_factory=dict)


def asked(document: dict[str, Any], folder: Path, seconds: float) -> Asked:
    """Ask a clean process of this thread what becomes of one hand-in; whatever happens, something comes back.

    Args:
        document: The rules that the process is given first.
        folder: Where the hand-in lies.
        seconds: How long it may take.

    Raises:
        PracticumError: The rules themselves cannot be loaded: then no hand-in can be marked.
    """
    reason = ""
    for life in range(_LIVES):
        process = clean_process(document, fresh=life > 0)
        try:
            process.ready()
        except PracticumError as error:
            discard(process)
            if isinstance(error, ProcessEndedError) and life + 1 < _LIVES:
                continue
            raise
        try:
            answer = process.ask(folder, seconds)
        except TooSlowError as error:
            discard(process)
            return Asked(End.TIMED_OUT, str(error.problem))
        except ProcessEndedError as error:
            discard(process)
            reason = error.problem
        except PracticumError as error:
            return Asked(End.REFUSED, str(error))
        else:
            return Asked(End.MARKED, "", process.marking, answer)
    return Asked(
        End.CRASHED,
        _("Marking ended {count} times. {reason}").format(count=_LIVES, reason=reason),
    )


def mark_job(rules: Rules, job: Job) -> Result:
    """Mark one hand-in in a clean process of this thread; whatever happens, a result comes back.

    Raises:
        PracticumError: The rules themselves cannot be loaded: then no hand-in can be marked.
    """
    given = asked(rules.document(), Path(job.folder), rules.seconds)
    if given.end is not End.MARKED:
        return Result(job.student, given.end, given.reason)
    answer = given.answer
    return Result(
        job.student,
        End.MARKED,
        evidence=evidence_hash(answer["files"]),
        marking=given.marking,
        files=answer["files"],
        marks=answer["marks"],
        scores=answer["scores"],
        blanks=answer["blanks"],
        notebook=answer["notebook"],
        notes=tuple(answer["notes"]),
    )
