"""The second, optional pass: graded notebooks run in the sandbox, so that an instructor sees what they show.

No mark depends on it. The sealed outputs of grade cells are set aside, and put back whatever the run did.
"""

from __future__ import annotations

import copy
import os
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import nbformat

from practicum.errors import PracticumError
from practicum.grading.cells import cell_id, flag, notebook_text
from practicum.grading.harmless import harmless_cell
from practicum.grading.outputs import autograded_path, write_autograded
from practicum.grading.sandbox import execute_view
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from practicum.grading.run import Run
    from practicum.grading.sandbox import Limits

_SEEN = "practicum_view"


@dataclass(frozen=True)
class Viewed:
    """How the run of one notebook went.

    Attributes:
        student: nbgrader's student id.
        ran: Whether it ran now; it did before when not.
        note: Why it ended early, a sentence; empty when every cell was run.
    """

    student: str
    ran: bool
    note: str = ""


def view(
    run: Run, students: Sequence[str], *, workers: int = 0, limits: Limits | None = None
) -> Iterator[Viewed]:
    """Run the notebooks of graded hand-ins, those that ran already left out, and write what they showed.

    Args:
        run: Their module.
        students: Who was graded.
        workers: How many at once; one for each core by default.
        limits: What one notebook may take.

    Raises:
        PracticumError: There is no sandbox here, or a file cannot be written.
    """
    with ThreadPoolExecutor(workers or os.cpu_count() or 1, "practicum-view") as pool:
        todo = {pool.submit(_view, run, student, limits): student for student in students}
        try:
            for future in as_completed(todo):
                yield future.result()
        except PracticumError:
            pool.shutdown(cancel_futures=True)
            raise


def _view(run: Run, student: str, limits: Limits | None) -> Viewed:
    path = autograded_path(run.layout, run.slug, student)
    try:
        notebook: Any = nbformat.read(path, as_version=4)
    except OSError as error:
        return Viewed(
            student,
            ran=False,
            note=_("{file} cannot be read: {reason}.").format(file=path, reason=error.strerror or error),
        )
    if notebook.metadata.get(_SEEN):
        return Viewed(student, ran=False)
    sealed = {cell_id(cell): copy.deepcopy(cell.outputs) for cell in notebook.cells if _is_sealed(cell)}
    result = execute_view(notebook, run.folder(student), limits)
    for cell in result.notebook.cells:
        if _is_sealed(cell):
            cell.outputs, cell.execution_count = sealed[cell_id(cell)], None
        elif cell.cell_type == "code":
            harmless_cell(cell)
    result.notebook.metadata[_SEEN] = True
    try:
        write_autograded(run.layout, run.slug, student, notebook_text(result.notebook))
    except OSError as error:
        raise PracticumError(
            _("{file} could not be written: {reason}.").format(file=path, reason=error.strerror or error),
            next_step=_("Check that the disk is not full. Then grade again: marks are written already."),
        ) from error
    return Viewed(student, ran=True, note=result.note)


def _is_sealed(cell: Any) -> bool:
    return cell.cell_type == "code" and bool(flag(cell, "grade"))
