"""Before anything else, a handed-in notebook gets back the cells that were never the learner's.

nbgrader mends a changed source and, when asked, a deleted test. It gives up, and the hand-in stays without
a mark, when a copied cell repeats an id, when a flag such as `grade` was removed, when a cell and the one
before it are both gone, or when the metadata is no metadata. Here the released notebook is the master.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor

from practicum.grading.cells import masters, restore
from practicum.grading.paths import course_directory


class RestoreCells(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader ships no types
    """nbgrader's step for `cells.restore`: every released cell with an id stands there once, as released."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook with its released cells in place."""
        names = resources["nbgrader"]
        coursedir = course_directory(self)
        folder = coursedir.format_path(coursedir.release_directory, ".", names["assignment"])
        released = nbformat.read(Path(folder, f"{names['notebook']}.ipynb"), as_version=4)
        nb.cells, notes = restore(nb.cells, masters(released))
        for note in notes:
            self.log.warning("%s", note)
        return nb, resources
