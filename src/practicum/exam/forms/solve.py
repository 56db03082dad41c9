"""Solve the constraints with HiGHS, the solver of mixed-integer programs that SciPy carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from practicum.errors import PracticumError
from practicum.exam.libraries import optimize
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.exam.forms.model import Model

SECONDS = 60.0
GAP = 0.05
"""The wishes only decide among forms that all keep every constraint: near the best is good enough."""

_OPTIMAL, _LIMIT, _INFEASIBLE = 0, 1, 2


def solve(model: Model, *, seconds: float = SECONDS) -> np.ndarray | None:
    """Return a value for every variable, or nothing where no choice keeps all constraints.

    Raises:
        PracticumError: The solver found neither in the time that it has.
    """
    rows = list(model.rows())
    at = [(number, variable) for number, row in enumerate(rows) for variable in row.coefficients]
    values = [value for row in rows for value in row.coefficients.values()]
    least, most, whole = model.bounds()
    from scipy.sparse import csr_array  # noqa: PLC0415  `libraries` has said where it comes from

    places = np.array(at, dtype=int).reshape(-1, 2).T
    table = csr_array((values, (places[0], places[1])), shape=(len(rows), model.size))
    kept = optimize.LinearConstraint(table, [row.least for row in rows], [row.most for row in rows])
    result = optimize.milp(
        model.wishes(),
        integrality=whole,
        bounds=optimize.Bounds(least, most),
        constraints=kept,
        options={"time_limit": seconds, "mip_rel_gap": GAP},
    )
    if result.x is not None:
        return np.asarray(result.x)
    if result.status == _INFEASIBLE:
        return None
    raise PracticumError(
        _("The solver found no form in {seconds:.0f} seconds, and no proof that there is none.").format(
            seconds=seconds
        ),
        next_step=_("Ask for fewer forms at once, or widen the bands of the blueprint."),
    )
