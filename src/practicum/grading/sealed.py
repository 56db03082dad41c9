"""Two steps of nbgrader's autograde: marks are made before any cell runs, and written after the last one ran.

`MarkEvidence` stands first in the list and asks a clean process for the marks of what lies in `submitted/`.
`SealedMarks` stands before SaveAutoGrades and puts them into the outputs that SaveAutoGrades reads.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import from_dict
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution

from practicum.errors import PracticumError
from practicum.grading.cells import seal, show_reading
from practicum.grading.clean import mark_in_clean_process
from practicum.grading.marks import ALARM, READ_SUFFIX, SealedMark
from practicum.grading.paths import course_directory
from practicum.i18n import _


class MarkEvidence(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader ships no types
    """Mark the whole hand-in once, from its evidence, in a process that runs nothing of the learner's."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook untouched and put the marks by exercise id into `resources["practicum"]`."""
        names = resources["nbgrader"]
        coursedir = course_directory(self)
        assignment = names["assignment"]
        marking = coursedir.format_path(coursedir.source_directory, ".", assignment)
        evidence = coursedir.format_path(coursedir.submitted_directory, names["student"], assignment)
        try:
            resources["practicum"] = mark_in_clean_process(
                Path(evidence), Path(marking, "marking.py"), Path(coursedir.root)
            )
        except PracticumError as error:
            # The sentence says it all; a traceback would fill the instructor's screen.
            self.log.error("%s for %s, %s: %s", ALARM, names["student"], assignment, error)  # noqa: TRY400
            resources["practicum"] = {}
        return nb, resources


class SealedMarks(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader ships no types
    """Replace what sealed cells printed by the mark; show a person what there is to read."""

    def preprocess_cell(self, cell: Any, resources: Any, _index: int) -> tuple[Any, Any]:
        """Return the cell, with the outputs that decide its score when it is a grade cell of ours."""
        if cell.cell_type != "code" or not is_grade(cell):
            return cell, resources
        name = cell.metadata.nbgrader.grade_id
        marks: dict[str, SealedMark] = resources["practicum"]
        if is_solution(cell):
            show_reading(cell, marks.get(name.removesuffix(READ_SUFFIX)))
        else:
            self._seal(cell, name, marks.get(name), resources["nbgrader"])
        cell.outputs = from_dict(cell.outputs)
        return cell, resources

    def _seal(self, cell: Any, name: str, mark: SealedMark | None, names: Any) -> None:
        points = float(cell.metadata.nbgrader.points)
        mark = seal(cell, mark)
        if mark.failed:
            self.log.error("%s for %s, %s: %s", ALARM, names["student"], name, mark.failed)
        if mark.out_of != points:
            raise PracticumError(
                _("{id} is worth {points} points in the notebook and {out_of} in marking.py.").format(
                    id=name, points=points, out_of=mark.out_of
                ),
                next_step=_("Make them equal, build the assignment again, and grade again."),
            )
