"""Run a handed-in notebook for the instructor's eyes; no mark depends on how it ends."""

from __future__ import annotations

import tempfile
import time
from typing import Any

from nbformat.v4 import new_markdown_cell
from nbgrader.preprocessors import Execute
from traitlets import Float

from practicum.grading.paths import environment
from practicum.i18n import _


class RunForView(Execute):  # type: ignore[misc]  # nbgrader ships no types
    """nbgrader's Execute, which ends whatever the notebook does: loop, crash or flood.

    Attributes:
        budget: Seconds for the whole notebook; cells that are left then are not run.
    """

    budget = Float(120.0, help="Seconds for the whole notebook").tag(config=True)

    def preprocess(self, nb: Any, resources: Any = None, km: Any = None) -> tuple[Any, Any]:
        """Return the notebook with the outputs that its run gave, however far it came."""
        self._deadline = time.monotonic() + self.budget
        self.timeout_func = self._seconds_for_cell
        cells = list(nb.cells)
        try:
            # A cell that hands in, or notes progress, must not do so in the instructor's own folder.
            with (
                tempfile.TemporaryDirectory(prefix="practicum-view-") as aside,
                environment(PRACTICUM_WORK=aside),
            ):
                super().preprocess(nb, resources, km)
        except Exception as error:  # noqa: BLE001  whatever a foreign notebook does to its run, marks are saved
            self.log.warning("The run of %s ended early: %s", resources["nbgrader"]["notebook"], error)
            sentence = _("The run of this notebook ended early. Its marks do not depend on the run.")
            nb.cells = [new_markdown_cell(f"**{sentence}**"), *cells]
        return nb, resources

    def preprocess_cell(self, cell: Any, resources: Any, index: int) -> tuple[Any, Any]:
        """Run one cell, unless the notebook has used up its time."""
        if time.monotonic() > self._deadline:
            return cell, resources
        return super().preprocess_cell(cell, resources, index)  # type: ignore[no-any-return]

    def _seconds_for_cell(self, _cell: Any) -> int:
        left = int(self._deadline - time.monotonic())
        return max(1, min(int(self.timeout), left))
