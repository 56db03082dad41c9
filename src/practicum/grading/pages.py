"""From marks and gradebook to the record that the page of feedback shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.grading.feedback_page import ExerciseFeedback, Feedback, feedback_page
from practicum.grading.marks import READ_SUFFIX
from practicum.grading.standing import Grade
from practicum.marking import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.grading.standing import Standing
    from practicum.project import Module

_NOTHING = Grade(0.0, 0.0, manual=False, waiting=False)


def page(module: Module, learner: str, marks: Mapping[str, Mapping[str, Any]], standing: Standing) -> str:
    """Return a learner's page of feedback.

    Args:
        module: The module.
        learner: The learner's name.
        marks: `SealedMark.brief()` by exercise, in the order of the assignment.
        standing: What the gradebook holds.
    """
    return feedback_page(
        Feedback(
            module=module.id,
            title=module.title,
            learner=learner,
            score=standing.score - standing.penalty,
            out_of=standing.out_of,
            penalty=standing.penalty,
            exercises=tuple(_exercise(name, one, standing) for name, one in marks.items()),
        )
    )


def _exercise(name: str, mark: Mapping[str, Any], standing: Standing) -> ExerciseFeedback:
    facts, grade = mark["facts"], standing.grades.get(name, _NOTHING)
    reading = standing.grades.get(name + READ_SUFFIX, _NOTHING)
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
        read_score=reading.score,
        read_out_of=reading.max_score,
        waiting=reading.waiting,
        read=reading.manual,
        comment=standing.comments.get(name + READ_SUFFIX, ""),
    )
