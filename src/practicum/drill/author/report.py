"""The report on a drill: every policy over many seeds, its scores and its curve, the cost of each error."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from practicum.drill.author.bands import band
from practicum.drill.author.errors import load_errors, with_error
from practicum.drill.debrief import index_curve
from practicum.drill.policies import POLICIES, play
from practicum.drill.replay import replay
from practicum.drill.score import finished, score_state
from practicum.drill.variants import USUAL, seed_at
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from practicum.drill.load import Scenario
    from practicum.drill.state import State

SEEDS = 200
"""Seeds that a report takes unless it is told otherwise."""

_POINTS = 48  # of a curve
_BAND = 6  # column of the bands, which are words
_HOUR = 60
_BARS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True)
class Line:
    """One policy over all seeds.

    Attributes:
        policy: Which.
        lowest: Its lowest score.
        median: Its median score.
        highest: Its highest score.
        capped: On how many seeds a critical error capped it.
        busiest: Mentions in the busiest hour, the median over the seeds.
        holds: Whether its band holds; None where there is no band.
        band: The band in words, or empty.
        curve: The index in points, the mean over the seeds, at the report's minutes.
    """

    policy: str
    lowest: float
    median: float
    highest: float
    capped: int
    busiest: int
    holds: bool | None
    band: str
    curve: tuple[float, ...]

    @property
    def verdict(self) -> str:
        """Whether the band holds, in a word."""
        return {None: "", True: _("holds"), False: _("does not hold")}[self.holds]


@dataclass(frozen=True)
class Cost:
    """What a known error costs the expert.

    Attributes:
        id: The error.
        says: What is done wrong.
        least: The smallest loss in points over the assessed seeds that it concerns.
        most: The largest.
        seeds: How many seeds it concerns.
    """

    id: str
    says: str
    least: float
    most: float
    seeds: int


@dataclass(frozen=True)
class Report:
    """A report on a drill.

    Attributes:
        scenario: The drill.
        intensity: How hard it was played.
        seeds: How many seeds.
        minutes: Minutes of the shift at which the curves are read.
        lines: The policies.
        costs: The known errors.
    """

    scenario: Scenario
    intensity: str
    seeds: int
    minutes: tuple[int, ...]
    lines: tuple[Line, ...]
    costs: tuple[Cost, ...]

    def text(self) -> str:
        """Return the report for a terminal."""
        head = _("{title}: {seeds} seeds").format(title=self.scenario.words.title, seeds=self.seeds)
        if self.intensity != USUAL:
            head = _("{head}, intensity: {intensity}").format(head=head, intensity=self.intensity)
        rows = [
            (_("policy"), _("lowest"), _("median"), _("highest"), _("capped"), _("busiest hour"),
             _("band"), _("index")),
            *(
                (
                    line.policy, f"{line.lowest:.1f}", f"{line.median:.1f}", f"{line.highest:.1f}",
                    str(line.capped), str(line.busiest),
                    " ".join(filter(None, (line.band, line.verdict))), "",
                )
                for line in self.lines
            ),
        ]  # fmt: skip
        spark = ["", *(sparkline(line.curve, self.scale) for line in self.lines)]
        widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
        told = [head, ""]
        for row, curve in zip(rows, spark, strict=True):
            cells = [
                cell.ljust(width) if n in {0, _BAND} else cell.rjust(width)
                for n, (cell, width) in enumerate(zip(row, widths, strict=True))
            ]
            told.append("  ".join([*cells[:-1], curve or row[-1]]).rstrip())
        low, high = self.scale
        told += [
            "",
            _("Index: mean over the seeds, from {low:.0f} to {high:.0f} points.").format(low=low, high=high),
        ]
        if self.costs:
            told += ["", _("Known errors, each alone in the expert's run: points lost, least and most")]
            told += [
                f"{cost.least:6.1f}  {cost.most:6.1f}  {cost.says}"
                for cost in sorted(self.costs, key=lambda cost: cost.least)
            ]
        return "\n".join(told)

    @property
    def scale(self) -> tuple[float, float]:
        """Lowest and highest value of all curves."""
        points = [point for line in self.lines for point in line.curve]
        return min(points), max(points)


def report(
    scenario: Scenario,
    *,
    seeds: int = SEEDS,
    intensity: str = USUAL,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Report:
    """Let every policy play a drill.

    Args:
        scenario: The drill.
        seeds: How many seeds: those of the drill first, then others.
        intensity: How hard it is played.
        progress: Told after each seed how many of how many are done.

    Raises:
        PracticumError: The drill is not made for this intensity.
    """
    names = [seed_at(scenario, seed, intensity) for seed in seed_names(scenario, seeds)]
    length = scenario.structure.length
    minutes = tuple(sorted({length * n // (_POINTS - 1) for n in range(_POINTS)}))
    totals: dict[str, list[float]] = {policy: [] for policy in POLICIES}
    capped = dict.fromkeys(POLICIES, 0)
    busiest: dict[str, list[int]] = {policy: [] for policy in POLICIES}
    sums = {policy: [0] * len(minutes) for policy in POLICIES}
    for n, seed in enumerate(names, start=1):
        for policy in POLICIES:
            state = finished(replay(scenario, seed, play(scenario, seed, policy)))
            given = score_state(state)
            totals[policy].append(given.total)
            capped[policy] += given.cap is not None
            busiest[policy].append(busiest_hour(state))
            curve = index_curve(state)
            sums[policy] = [
                so_far + curve[minute] for so_far, minute in zip(sums[policy], minutes, strict=True)
            ]
        progress(n, len(names))
    lines = []
    for policy, mine in totals.items():
        holds, words = band(policy, totals) or (None, "")
        points = tuple(value / len(names) / 100 for value in sums[policy])
        middle = round(median(mine), 1)
        hour = round(median(busiest[policy]))
        lines.append(Line(policy, min(mine), middle, max(mine), capped[policy], hour, holds, words, points))
    costs = tuple(_costs(scenario, intensity))
    return Report(scenario, intensity, len(names), minutes, tuple(lines), costs)


def busiest_hour(state: State) -> int:
    """Return the most mentions that came within any sixty minutes of a run."""
    minutes = sorted(state.mentions)
    return max(
        (n - bisect_left(minutes, last - _HOUR + 1) for n, last in enumerate(minutes, start=1)), default=0
    )


def seed_names(scenario: Scenario, seeds: int) -> list[str]:
    """Return so many seeds: those for practice, those for assessment, then `seed-001` and so on."""
    own = [*scenario.structure.seeds.practice, *scenario.structure.seeds.assessed]
    more = (f"seed-{n:03d}" for n in range(1, seeds + 1))
    return [*own, *more][:seeds]


def _costs(scenario: Scenario, intensity: str) -> list[Cost]:
    found = []
    for error in load_errors(scenario.folder):
        losses = []
        for name in scenario.structure.seeds.assessed:
            seed = seed_at(scenario, name, intensity)
            log = with_error(scenario, seed, error)
            if log is not None:
                best = score_state(finished(replay(scenario, seed, play(scenario, seed, "reference"))))
                wrong = score_state(finished(replay(scenario, seed, log)))
                losses.append((best.tenths - wrong.tenths) / 10)
        if losses:
            found.append(Cost(error.id, error.says, min(losses), max(losses), len(losses)))
    return found


def sparkline(curve: Sequence[float], scale: tuple[float, float]) -> str:
    """Return a curve as one line of bars, from the lowest to the highest value of a scale."""
    low, high = scale
    step = (high - low) / (len(_BARS) - 1) or 1.0
    return "".join(_BARS[round((point - low) / step)] for point in curve)
