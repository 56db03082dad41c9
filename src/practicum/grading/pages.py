"""From marks and gradebook to the learners' pages of feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.grading.feedback_page import feedback_page
from practicum.grading.feedback_record import Feedback, Read, exercise_feedback, module_after
from practicum.grading.marks import READ_SUFFIX
from practicum.grading.reading.levels import levels_of
from practicum.grading.standing import Grade
from practicum.project import Project

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from practicum.grading.standing import Standing

_NOTHING = Grade(0.0, 0.0, manual=False, waiting=False)


class Pages:
    """The pages of one module."""

    def __init__(self, root: Path, slug: str) -> None:
        """Look up the module and the one after it.

        Raises:
            PracticumError: The syllabus cannot be read, or does not name the module.
        """
        project = Project(root)
        self._root = root
        self._module = project.module(slug)
        self._after = module_after(project, self._module)

    def page(
        self, student: str, learner: str, marks: Mapping[str, Mapping[str, Any]], standing: Standing
    ) -> str:
        """Return a learner's page of feedback.

        Args:
            student: nbgrader's student id.
            learner: The learner's name.
            marks: `SealedMark.brief()` by exercise, in the order of the assignment.
            standing: What the gradebook holds.

        Raises:
            PracticumError: The levels that markers chose cannot be read.
        """
        settled = levels_of(self._root, self._module.slug, student)
        exercises = []
        for name, mark in marks.items():
            cell = name + READ_SUFFIX
            read = Read(standing.grades.get(cell), standing.comments.get(cell, ""), settled.get(name))
            exercises.append(exercise_feedback(name, mark, standing.grades.get(name, _NOTHING), read))
        return feedback_page(
            Feedback(
                module=self._module.id,
                title=self._module.title,
                learner=learner,
                score=standing.score - standing.penalty,
                out_of=standing.out_of,
                penalty=standing.penalty,
                exercises=tuple(exercises),
                after=self._after,
            )
        )
