"""Before anything else, a handed-in notebook gets back the cells that were never the learner's.

nbgrader mends a changed source and, when asked, a deleted test. It gives up, and the hand-in stays without
a mark, when a copied cell repeats an id, when a flag such as `grade` was removed, when a cell and the one
before it are both gone, or when the metadata is no metadata. Here the released notebook is the master.
"""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_locked, is_solution, is_task

from practicum.grading.paths import course_directory


class RestoreCells(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader ships no types
    """Make every released cell with an id stand in the notebook once, in its released form.

    Only the source of an answer cell is the learner's. Cells that the learner added stay, without nbgrader's
    metadata. Of several cells with one id the last keeps it, as in nbgrader.
    """

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook with its released cells in place."""
        names = resources["nbgrader"]
        coursedir = course_directory(self)
        folder = coursedir.format_path(coursedir.release_directory, ".", names["assignment"])
        released = nbformat.read(Path(folder, f"{names['notebook']}.ipynb"), as_version=4)
        masters = {_id(cell): cell for cell in released.cells if _is_kept(cell)}
        nb.cells = self._known_once(nb.cells, masters)
        self._add_missing(nb.cells, masters)
        return nb, resources

    def _known_once(self, cells: list[Any], masters: dict[str, Any]) -> list[Any]:
        seen: set[str] = set()
        taken = {master.get("id") for master in masters.values()}
        kept = []
        for cell in reversed(cells):
            name = _id(cell)
            if name in masters and name not in seen:
                seen.add(name)
                kept.append(_restored(cell, masters[name]))
                continue
            if cell.metadata.pop("nbgrader", None) is not None:
                self.log.warning("Cell '%s' is a copy or was never released: an ordinary cell now", name)
            if cell.get("id") in taken:
                cell.id = f"was-{cell.id}"[:64]  # nbformat wants every id once, and the master has this one
            kept.append(cell)
        return kept[::-1]

    def _add_missing(self, cells: list[Any], masters: dict[str, Any]) -> None:
        place = 0
        for name, master in masters.items():
            found = next((index for index, cell in enumerate(cells) if _id(cell) == name), None)
            if found is None:
                self.log.warning("Cell '%s' was deleted and is put back", name)
                cells.insert(place, copy.deepcopy(master))
                found = place
            place = found + 1


def _is_kept(cell: Any) -> bool:
    """Return whether nbgrader keeps a released cell in its gradebook; it stumbles over ids of others."""
    return bool(is_grade(cell) or is_solution(cell) or is_locked(cell) or is_task(cell))


def _id(cell: Any) -> str:
    """Return a cell's nbgrader id; empty for a cell without one, or with one that is no text."""
    metadata = cell.metadata.get("nbgrader")
    name = metadata.get("grade_id") if isinstance(metadata, dict) else None
    return name if isinstance(name, str) else ""


def _restored(cell: Any, master: Any) -> Any:
    fresh = copy.deepcopy(master)
    if is_solution(master):
        fresh.source = cell.source
    return fresh
