"""How much of practical marks is the candidate, the station, the marker (Brennan 2001, chapter 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from practicum.errors import PracticumError
from practicum.exam.psychometrics.limits import FLAGS, GENERAL, too_few
from practicum.grading.report.statistics import Estimate
from practicum.i18n import _

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Marks = NDArray[np.float64]

PARTS = ("person", "station", "rater", "person x station", "person x rater", "station x rater", "rest")
"""Sources of variance, in the order of `Study.variances`."""

_AXES = ((0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2))
_CUBE = 3
_DRAWS = 500
_SEED = 20_262


@dataclass(frozen=True)
class Study:
    """A crossed study: every candidate at every station, every marker marks all.

    Attributes:
        shape: Candidates, stations, markers.
        variances: By source, its variance component; a negative estimate stands as 0.
        below: Sources whose estimate was negative.
        general: Generalisability of the mean mark (for ranking), with a bootstrap interval over candidates.
        dependable: Dependability of it (for a cut), likewise.
    """

    shape: tuple[int, int, int]
    variances: dict[str, float]
    below: tuple[str, ...]
    general: Estimate
    dependable: Estimate

    def planned(self, stations: int, raters: int) -> tuple[float, float]:
        """Return generalisability and dependability with other numbers of stations and markers."""
        return coefficients(np.array([self.variances[part] for part in PARTS]), stations, raters)

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        if self.shape[0] < FLAGS:
            return too_few(self.shape[0], FLAGS)
        stations, raters = self.shape[1:]
        more_stations, more_raters = (
            self.planned(stations + 2, raters)[0],
            self.planned(stations, raters + 1)[0],
        )
        verdict = (
            _("The practical marks generalise less than is needed.")
            if self.general.value < GENERAL
            else _("The practical marks generalise well enough.")
        )
        plan = _(
            "Two more stations would give {stations}, one more marker {raters}; now it is {now}."
        ).format(
            stations=f"{more_stations:.2f}", raters=f"{more_raters:.2f}", now=f"{self.general.value:.2f}"
        )
        return f"{verdict} {plan}"


def generalisability(marks: Marks) -> Study:
    """Return variance components of a crossed design with random effects, and what follows from them.

    Args:
        marks: Persons by stations by raters, none missing. One station or one rater leaves that source at 0.

    Raises:
        PracticumError: The table is not such a cube, or marks are missing.
    """
    if marks.ndim != _CUBE or min(marks.shape) < 1 or marks.shape[0] < _CUBE - 1 or marks[0].size < _CUBE - 1:
        raise PracticumError(
            _("The marks must be of at least two candidates, at stations, by markers."),
            next_step=_("Give a table of candidates by stations by markers."),
        )
    if np.isnan(marks).any():
        raise PracticumError(
            _("Marks are missing; this study needs every candidate at every station by every marker."),
            next_step=_("Leave out the candidates with gaps, and say how many they were."),
        )
    raw = components(marks)
    kept = np.maximum(raw, 0)
    draws = np.random.default_rng(_SEED)
    people = marks.shape[0]
    drawn = [
        coefficients(np.maximum(components(marks[draws.integers(0, people, people)]), 0), *marks.shape[1:])
        for _draw in range(_DRAWS)
    ]
    low, high = np.percentile(np.array(drawn), (2.5, 97.5), axis=0)
    values = coefficients(kept, *marks.shape[1:])
    general, dependable = (Estimate(values[n], float(low[n]), float(high[n])) for n in range(2))
    return Study(
        (marks.shape[0], marks.shape[1], marks.shape[2]),
        dict(zip(PARTS, kept.tolist(), strict=True)),
        tuple(part for part, one in zip(PARTS, raw, strict=True) if one < 0),
        general,
        dependable,
    )


def components(marks: Marks) -> Marks:
    """Return the seven variance components from the mean squares of the three-way layout without replication.

    A source whose facet has one level cannot be told apart and is 0; its share lies in the source beneath it.
    """
    sizes = np.array(marks.shape, dtype=np.float64)
    squares = {axes: _mean_square(marks, axes) for axes in _AXES}
    found = []
    for axes in _AXES:
        others = [axis for axis in range(_CUBE) if axis not in axes and sizes[axis] > 1]
        if any(sizes[axis] < _CUBE - 1 for axis in axes):
            found.append(0.0)
            continue
        # Inclusion and exclusion: each mean square that adds a facet, with alternating sign.
        total, scale = 0.0, 1.0
        for size in range(2 ** len(others)):
            added = [axis for n, axis in enumerate(others) if size >> n & 1]
            total += (-1) ** len(added) * squares[tuple(sorted((*axes, *added)))]
        for axis in others:
            scale *= sizes[axis]
        found.append(total / scale)
    return _rest(np.array(found), marks.shape)


def _rest(found: Marks, shape: tuple[int, ...]) -> Marks:
    """Move the highest source that exists to the rest, where one facet has a single level."""
    if shape[1] == 1 or shape[2] == 1:
        highest = 3 if shape[1] > 1 else 4
        found[6], found[highest] = found[highest], 0.0
    return found


def _mean_square(marks: Marks, axes: tuple[int, ...]) -> float:
    effect = marks
    for axis in range(_CUBE):
        mean = effect.mean(axis=axis, keepdims=True)
        effect = effect - mean if axis in axes else mean
    degrees = float(np.prod([marks.shape[axis] - 1 for axis in axes]))
    if not degrees:
        return 0.0
    copies = float(np.prod([marks.shape[axis] for axis in range(_CUBE) if axis not in axes]))
    return copies * float((effect**2).sum()) / degrees


def coefficients(variances: Marks, stations: int, raters: int) -> tuple[float, float]:
    """Return generalisability and dependability of a mean over so many stations and raters."""
    person, station, rater, by_station, by_rater, both, rest = map(float, variances)
    relative = by_station / stations + by_rater / raters + rest / (stations * raters)
    absolute = relative + station / stations + rater / raters + both / (stations * raters)
    if not person:
        return 0.0, 0.0
    return person / (person + relative), person / (person + absolute)
