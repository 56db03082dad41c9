"""What a learner gets back: one page of marks and a marker's comments, and nothing that a notebook printed.

nbgrader's own feedback shows every cell with its output. Here a learner's code has run where the solutions
lie, so what it printed is not handed out.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbgrader.api import Gradebook
from traitlets import default

from practicum.grading.feedback_page import feedback_page
from practicum.grading.feedback_record import Feedback, Read, exercise_feedback, module_after
from practicum.grading.handed import learner_of
from practicum.grading.marks import READ_SUFFIX, sealed_facts
from practicum.grading.paths import course_directory
from practicum.grading.reading.levels import levels_of
from practicum.grading.standing import Grade
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
        project = Project(Path(coursedir.root))
        module = project.module(assignment)
        handed_in = Path(coursedir.format_path(coursedir.submitted_directory, student, assignment))
        readings = _readings(names)
        settled = levels_of(project.root, module.slug, student)
        return Feedback(
            module=module.id,
            title=module.title,
            learner=learner_of(handed_in) or student,
            score=names["score"],
            out_of=names["max_score"],
            penalty=names["late_penalty"],
            exercises=tuple(
                exercise_feedback(
                    name,
                    _mark(cell, facts),
                    _grade(cell),
                    replace(readings.get(name + READ_SUFFIX, Read()), settled=settled.get(name)),
                )
                for name, cell, facts in sealed_facts(nb)
            ),
            after=module_after(project, module),
        )


def _mark(cell: Any, facts: dict[str, Any]) -> dict[str, Any]:
    """Return the mark in a sealed cell as `SealedMark.brief()` has it."""
    shown = ("failed", "rubric", "debrief_html")
    return {
        "facts": facts,
        "html": cell.outputs[0].data["text/html"],
        **{name: facts[name] for name in shown if name in facts},
    }


def _grade(cell: Any) -> Grade:
    """Return the points that GetGrades put into the cell: an instructor may have changed them."""
    sealed = cell.metadata.nbgrader
    return Grade(sealed.score, sealed.points, manual=False, waiting=False)


def _readings(names: Any) -> dict[str, Read]:
    """Return what a person did, or has to do, by id of the cell."""
    with Gradebook(names["db_url"]) as gradebook:
        notebook = gradebook.find_submission_notebook(
            names["notebook"], names["assignment"], names["student"]
        )
        # nbgrader's own comment on a blank cell is in English and says nothing: only a person's counts.
        comments = {comment.name: comment.manual_comment or "" for comment in notebook.comments}
        return {
            grade.name: Read(
                Grade(
                    grade.score,
                    grade.max_score,
                    manual=grade.manual_score is not None,
                    waiting=bool(grade.needs_manual_grade),
                ),
                comments.get(grade.name, ""),
            )
            for grade in notebook.grades
            if grade.name.endswith(READ_SUFFIX)
        }
