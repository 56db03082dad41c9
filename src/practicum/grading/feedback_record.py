"""What a learner's page of feedback tells, joined from marks, gradebook, readings and syllabus."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from practicum.marking import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practicum.grading.standing import Grade
    from practicum.project import Module, Project

_SAME = 0.005  # points; pages round to two decimals


@dataclass(frozen=True)
class ExerciseFeedback:
    """What a learner is told of one exercise.

    Attributes:
        id: For instance `m08-3`.
        title: A few words.
        competence: The competence that it shows.
        outcome: What became of the answer; None when it could not be marked.
        mistake: The named mistake, if one was recognised.
        said: The first sentence of the mark.
        see: Where the lesson teaches it, `file#heading`.
        score: Points in the gradebook, without those of a person.
        out_of: What a right answer earns.
        html: The whole mark.
        read_score: Points that a person gave.
        read_out_of: What a person can give.
        waiting: Whether a person has still to read it.
        read: Whether a person gave points.
        comment: What that person wrote.
        rubric: The criteria by which a person reads, as `SealedMark.rubric` has them.
        levels: The level that was chosen, by criterion; empty when a person gave points only.
        debrief: Of a drill, its debrief as HTML without styles.
    """

    id: str
    title: str
    competence: str
    outcome: Outcome | None
    mistake: str
    said: str
    see: str
    score: float
    out_of: float
    html: str
    read_score: float = 0.0
    read_out_of: float = 0.0
    waiting: bool = False
    read: bool = False
    comment: str = ""
    rubric: Sequence[Mapping[str, Any]] = ()
    levels: Mapping[str, float] = field(default_factory=dict)
    debrief: str = ""

    @property
    def state(self) -> Outcome | None:
        """The outcome of rules and person together; None as long as a part of it is not marked."""
        if self.waiting or self.outcome is not Outcome.RIGHT:
            return None if self.waiting else self.outcome
        return Outcome.RIGHT if self.read_score >= self.read_out_of else Outcome.PARTLY

    @property
    def open_points(self) -> float:
        """Points that rules check and that were not earned."""
        return self.out_of - self.score


@dataclass(frozen=True)
class Feedback:
    """What a learner is told of one hand-in.

    Attributes:
        module: The module's id.
        title: The module's title.
        learner: The learner's name.
        score: Points in the gradebook, late penalty taken off.
        out_of: What the module is worth.
        penalty: Points taken off for handing in late.
        exercises: In the order of the assignment.
        after: The open module that comes next in the course, if there is one.
    """

    module: str
    title: str
    learner: str
    score: float
    out_of: float
    penalty: float
    exercises: tuple[ExerciseFeedback, ...]
    after: Module | None = None


@dataclass(frozen=True)
class Read:
    """What a person's reading of one exercise came to; of an exercise without a rubric, nothing.

    Attributes:
        grade: The person's points in the gradebook; None where nobody reads.
        comment: What that person wrote.
        settled: Points and levels on which the readings of two or more people ended, if there were any.
    """

    grade: Grade | None = None
    comment: str = ""
    settled: tuple[float, Mapping[str, float]] | None = None

    @property
    def levels(self) -> Mapping[str, float]:
        """The chosen levels, as long as their points stand in the gradebook.

        Whoever changed the points afterwards did not choose these levels.
        """
        if self.settled is None or self.grade is None or not self.grade.manual:
            return {}
        points, levels = self.settled
        return levels if abs(points - self.grade.score) < _SAME else {}


def exercise_feedback(name: str, mark: Mapping[str, Any], grade: Grade, read: Read) -> ExerciseFeedback:
    """Return what is told of one exercise.

    Args:
        name: The exercise's id.
        mark: Like `SealedMark.brief()`.
        grade: Points in the gradebook, without those of a person.
        read: What a person did, or has to do.
    """
    facts, person = mark["facts"], read.grade
    return ExerciseFeedback(
        id=name,
        title=facts.get("title", name),
        competence=facts.get("competence", ""),
        outcome=None if mark["failed"] else Outcome(facts["outcome"]),
        mistake=facts.get("mistake", ""),
        said=facts.get("said", ""),
        see=facts.get("see", ""),
        score=grade.score,
        out_of=grade.max_score,
        html=mark["html"],
        read_score=person.score if person else 0.0,
        read_out_of=person.max_score if person else 0.0,
        waiting=person is not None and person.waiting,
        read=person is not None and person.manual,
        comment=read.comment,
        rubric=mark.get("rubric", ()),
        levels=read.levels,
        debrief=mark.get("debrief_html", ""),
    )


def module_after(project: Project, module: Module) -> Module | None:
    """Return the open module that comes next in the syllabus; None after the last one."""
    place = [one.id for one in project.modules].index(module.id)
    return next((one for one in project.modules[place + 1 :] if one.status == "open"), None)
