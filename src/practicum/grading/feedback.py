"""What a learner gets back: one page of marks and a marker's comments, and nothing that a notebook printed.

nbgrader's own feedback shows every cell with its output. Here a learner's code has run where the solutions
lie, so what it printed is not handed out.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbgrader.api import Gradebook
from traitlets import default

from practicum.grading.collect import learner_of
from practicum.grading.feedback_page import ExerciseFeedback, Feedback, feedback_page
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
        return feedback_page(self._feedback(nb, resources["nbgrader"])), resources

    def _feedback(self, nb: Any, names: Any) -> Feedback:
        coursedir = course_directory(self)
        assignment, student = names["assignment"], names["student"]
        module = Project(Path(coursedir.root)).module(assignment)
        handed_in = Path(coursedir.format_path(coursedir.submitted_directory, student, assignment))
        waiting = _waiting(names)
        reads = {
            cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader
            for cell in nb.cells
            if cell.metadata.get("nbgrader", {}).get("grade_id", "").endswith(READ_SUFFIX)
        }
        return Feedback(
            module=module.id,
            title=module.title,
            learner=learner_of(handed_in) or student,
            score=names["score"],
            out_of=names["max_score"],
            penalty=names["late_penalty"],
            exercises=tuple(
                _exercise(name, cell, facts, reads.get(name + READ_SUFFIX), waiting)
                for name, cell, facts in sealed_facts(nb)
            ),
        )


@dataclass(frozen=True)
class _NoReading:
    """Stands for the rubric cell of an exercise that has none."""

    points: float = 0.0
    score: float = 0.0
    comment: str | None = None


def _exercise(name: str, cell: Any, facts: dict[str, Any], read: Any, waiting: set[str]) -> ExerciseFeedback:
    """Join the mark in the notebook with the gradebook, where an instructor may have changed it."""
    read = read or _NoReading()
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
        read_score=read.score,
        read_out_of=read.points,
        waiting=name + READ_SUFFIX in waiting,
        comment=read.comment or "",
    )


def _waiting(names: Any) -> set[str]:
    """Return the ids of the cells that a person still has to mark."""
    with Gradebook(names["db_url"]) as gradebook:
        notebook = gradebook.find_submission_notebook(
            names["notebook"], names["assignment"], names["student"]
        )
        return {grade.name for grade in notebook.grades if grade.needs_manual_grade}
