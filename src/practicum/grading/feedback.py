"""What a learner gets back: one page of marks and a marker's comments, and nothing that a notebook printed.

nbgrader's own feedback shows every cell with its output. Here a learner's code has run where the solutions
lie, so what it printed is not handed out.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbgrader.api import Gradebook
from traitlets import default

from practicum.grading.feedback_page import ExerciseFeedback, Feedback, feedback_page
from practicum.grading.handed import learner_of
from practicum.grading.marks import READ_SUFFIX, sealed_facts
from practicum.grading.paths import course_directory
from practicum.marking import Outcome
from practicum.project import Project


class FeedbackExporter(Exporter):
    """Turns an autograded notebook, after GetGrades, into the learner's page."""

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # as every exporter to a text, against its base
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[str, Any]:
        """Return the page and nbconvert's resources."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        self._empty_folder(resources["nbgrader"])
        return feedback_page(self._feedback(nb, resources["nbgrader"])), resources

    def _empty_folder(self, names: Any) -> None:
        """Remove what nbgrader copied beside the page, from the folder in which a learner's code ran."""
        coursedir = course_directory(self)
        folder = coursedir.format_path(coursedir.feedback_directory, names["student"], names["assignment"])
        for path in Path(folder).glob("*"):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()

    def _feedback(self, nb: Any, names: Any) -> Feedback:
        coursedir = course_directory(self)
        assignment, student = names["assignment"], names["student"]
        module = Project(Path(coursedir.root)).module(assignment)
        handed_in = Path(coursedir.format_path(coursedir.submitted_directory, student, assignment))
        readings = _readings(names)
        return Feedback(
            module=module.id,
            title=module.title,
            learner=learner_of(handed_in) or student,
            score=names["score"],
            out_of=names["max_score"],
            penalty=names["late_penalty"],
            exercises=tuple(
                _exercise(name, cell, facts, readings.get(name + READ_SUFFIX, _Reading()))
                for name, cell, facts in sealed_facts(nb)
            ),
        )


@dataclass(frozen=True)
class _Reading:
    """What the gradebook holds of a person's reading; of an exercise without a rubric, nothing.

    Attributes:
        waiting: Whether a person has still to read.
        done: Whether a person gave points.
        score: How many.
        points: Out of how many.
        comment: What that person wrote.
    """

    waiting: bool = False
    done: bool = False
    score: float = 0.0
    points: float = 0.0
    comment: str = ""


def _exercise(name: str, cell: Any, facts: dict[str, Any], reading: _Reading) -> ExerciseFeedback:
    """Join the mark in the notebook with the gradebook, where an instructor may have changed it."""
    sealed = cell.metadata.nbgrader
    return ExerciseFeedback(
        id=name,
        title=facts.get("title", name),
        competence=facts.get("competence", ""),
        outcome=None if facts["failed"] else Outcome(facts["outcome"]),
        mistake=facts.get("mistake", ""),
        said=facts.get("said", ""),
        see=facts.get("see", ""),
        score=sealed.score,
        out_of=sealed.points,
        html=cell.outputs[0].data["text/html"],
        read_score=reading.score,
        read_out_of=reading.points,
        waiting=reading.waiting,
        read=reading.done,
        comment=reading.comment,
    )


def _readings(names: Any) -> dict[str, _Reading]:
    """Return what a person did, or has to do, by id of the cell."""
    with Gradebook(names["db_url"]) as gradebook:
        notebook = gradebook.find_submission_notebook(
            names["notebook"], names["assignment"], names["student"]
        )
        # nbgrader's own comment on a blank cell is in English and says nothing: only a person's counts.
        comments = {comment.name: comment.manual_comment or "" for comment in notebook.comments}
        return {
            grade.name: _Reading(
                waiting=grade.needs_manual_grade,
                done=grade.manual_score is not None,
                score=grade.score,
                points=grade.max_score,
                comment=comments.get(grade.name, ""),
            )
            for grade in notebook.grades
            if grade.name.endswith(READ_SUFFIX)
        }
