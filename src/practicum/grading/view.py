"""nbgrader's step that runs a handed-in notebook for the instructor's eyes, in a sandbox.

No mark depends on how it ends, or on whether it runs at all: where there is no sandbox the notebook keeps its
marks and says at its top why it was not run.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat.v4 import new_markdown_cell
from nbgrader.preprocessors import Execute
from traitlets import Bool, Dict, Float

from practicum.errors import PracticumError
from practicum.grading.sandbox import Limits, execute_view, require
from practicum.i18n import _


class RunForView(Execute):  # type: ignore[misc]  # nbgrader ships no types
    """In the place of nbgrader's Execute, with its options `timeout`; it ends whatever the notebook does.

    Attributes:
        budget: Seconds for the whole notebook; cells that are left then are not run.
        limits: Other fields of `practicum.grading.sandbox.Limits`, for instance `{"memory": 2 * 2**30}`.
        unsafe: Run notebooks as yourself where there is no sandbox. Only for people whom you trust.
    """

    budget = Float(120.0, help="Seconds for the whole notebook").tag(config=True)
    limits = Dict(help="Other fields of practicum.grading.sandbox.Limits").tag(config=True)
    unsafe = Bool(False, help="Run notebooks as yourself where there is no sandbox").tag(config=True)

    def preprocess(self, nb: Any, resources: Any = None, km: Any = None) -> tuple[Any, Any]:
        """Return the notebook with the outputs that its run gave, however far it came.

        `km` is there for nbgrader's sake: a kernel from elsewhere is never used.
        """
        del km
        folder = (resources.get("metadata") or {}).get("path")
        limits = Limits(**{"cell": float(self.timeout or self.budget), "run": self.budget, **self.limits})
        try:
            require(unsafe=self.unsafe)
            result = execute_view(nb, Path(folder) if folder else None, limits)
            if result.reason:
                name = resources["nbgrader"]["notebook"]
                self.log.warning("The run of %s ended early: %s", name, result.note)
        except PracticumError as error:  # no sandbox here; the sentence says it all
            self.log.error("%s", error)  # noqa: TRY400
            sentence = _("This notebook was not run. Its marks do not depend on the run.")
            nb.cells.insert(0, new_markdown_cell(f"**{sentence}** {error.problem}"))
        return nb, resources
