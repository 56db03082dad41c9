"""How far two markers agree, criterion by criterion, and which hand-ins need a third."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from statistics import median
from typing import TYPE_CHECKING

import numpy as np

from practicum.grading.report.statistics import Estimate, estimated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from practicum.marking.exercise import Rubric

LEVELS = 4
FEW = 10
"""Below so many texts read by both, agreement is not estimated."""

APART = 2
"""From so many levels apart on one criterion, a third person reads."""

_TWO = 2


@dataclass(frozen=True)
class Agreement:
    """Two markers on one criterion.

    Attributes:
        criterion: Its id.
        texts: How many both have read.
        equal: Share of equal levels.
        kappa: Cohen's kappa with quadratic weights (Cohen 1968); None when there are too few texts.
    """

    criterion: str
    texts: int
    equal: float
    kappa: Estimate | None


def kappa(drawn: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return quadratically weighted kappa of each draw.

    One minus the observed mean squared distance over the one expected from each marker's own levels.

    Args:
        drawn: Draws by texts by two markers, levels from 0.

    Returns:
        One number a draw; 1 where neither marker ever used more than one and the same level.
    """
    one, other = drawn[:, :, 0], drawn[:, :, 1]
    observed = ((one - other) ** 2).mean(axis=1)
    expected = one.var(axis=1) + other.var(axis=1) + (one.mean(axis=1) - other.mean(axis=1)) ** 2
    found: NDArray[np.float64] = 1 - np.divide(
        observed, expected, out=np.zeros_like(observed), where=expected > 0
    )
    return found


def agreements(levels: Mapping[str, Mapping[str, Mapping[str, int]]]) -> list[Agreement]:
    """Return the agreement on each criterion, over all pairs of markers.

    Args:
        levels: By marker, by text, by criterion.
    """
    pairs: dict[str, list[tuple[int, int]]] = {}
    for one, other in combinations(sorted(levels), 2):
        for text in sorted(set(levels[one]) & set(levels[other])):
            for criterion in sorted(set(levels[one][text]) & set(levels[other][text])):
                pairs.setdefault(criterion, []).append(
                    (levels[one][text][criterion], levels[other][text][criterion])
                )
    return [
        Agreement(
            criterion,
            len(rows),
            sum(one == other for one, other in rows) / len(rows),
            estimated(np.array(rows, dtype=np.float64), kappa, FEW),
        )
        for criterion, rows in sorted(pairs.items())
    ]


def apart(readings: Sequence[Mapping[str, int]]) -> list[str]:
    """Return the criteria on which a text needs a third reading; none once three have read it."""
    if len(readings) != _TWO:
        return []
    one, other = readings
    return sorted(name for name in one if name in other and abs(one[name] - other[name]) >= APART)


def settled(readings: Sequence[Mapping[str, int]]) -> dict[str, float] | None:
    """Return the level of each criterion on which the readings end, or None while one more is needed.

    Two readings that lie close give their mean, three or more their median.
    """
    if len(readings) < _TWO or apart(readings):
        return None
    return {name: float(median(one[name] for one in readings)) for name in readings[0]}


def points(rubric: Rubric, levels: Mapping[str, float]) -> float:
    """Return what levels are worth: level 3 earns a criterion's points, the others their third."""
    return sum(one.points * levels[one.id] / (LEVELS - 1) for one in rubric.criteria)
