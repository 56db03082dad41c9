"""The cut by Angoff's method, modified: judges say how many of 100 borderline candidates solve each question.

Two rounds with a discussion between them (Angoff 1971; Cizek and Bunch 2007, chapter 6). The cut is the
mean over judges and questions; its standard error is over judges, since the questions are the form itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

import numpy as np

from practicum.errors import PracticumError
from practicum.exam.libraries import stats
from practicum.exam.psychometrics.items import correlated
from practicum.exam.psychometrics.limits import JUDGES
from practicum.grading.report.statistics import Estimate
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from practicum.exam.standards.sheets import JudgeSheet

    Percents = NDArray[np.float64]

_LEAST = 2
_MIDDLE = 0.975


@dataclass(frozen=True)
class Judge:
    """One judge in the last round.

    Attributes:
        name: Who.
        cut: The cut of this judge alone, in percent.
        severity: How far above the panel's mean, in points of percent, with its interval over questions.
        without: The cut of all others.
        sees: Correlation of the estimates with how many solved each question; None when that is not known.
        moved: Mean distance of the estimates from those of the round before; None after one round.
    """

    name: str
    cut: float
    severity: Estimate
    without: float
    sees: Estimate | None
    moved: float | None


@dataclass(frozen=True)
class Round:
    """One round.

    Attributes:
        number: 1 or 2.
        judges: How many.
        cut: In percent, with its interval over judges.
        error: Standard error of the cut.
        spread: Standard deviation of the judges' cuts.
    """

    number: int
    judges: int
    cut: Estimate
    error: float
    spread: float


@dataclass(frozen=True)
class Angoff:
    """The cut of a panel.

    Attributes:
        items: Questions, in the order of the form.
        rounds: Each round; the last one counts.
        judges: Each judge of the last round, the most severe first.
    """

    items: tuple[str, ...]
    rounds: tuple[Round, ...]
    judges: tuple[Judge, ...]

    @property
    def last(self) -> Round:
        """The round that counts."""
        return self.rounds[-1]

    @property
    def points(self) -> float:
        """The cut in points of the form, one a question."""
        return self.last.cut.value / 100 * len(self.items)

    @property
    def sentence(self) -> str:
        """What it means, in words."""
        last = self.last
        said = ngettext(
            "{n} judge sets the cut at {cut} %.",
            "{n} judges set the cut at {cut} %, between {low} and {high} % for other such panels.",
            last.judges,
        ).format(
            n=last.judges, cut=f"{last.cut.value:.1f}", low=f"{last.cut.low:.1f}", high=f"{last.cut.high:.1f}"
        )
        few = _("Too few judges for a cut that can be relied on: {needed} are wanted.").format(needed=JUDGES)
        return said if last.judges >= JUDGES else f"{said} {few}"


def angoff(sheets: Sequence[JudgeSheet], facility: Mapping[str, float] | None = None) -> Angoff:
    """Return the cut of a panel's sheets.

    Args:
        sheets: Finished sheets of one form, of one or two rounds.
        facility: By question, the share of candidates who solved it, where that is known.

    Raises:
        PracticumError: Fewer than two judges, or other judges in the second round than in the first.
    """
    items = tuple(sheets[0].estimates)
    numbers = sorted({one.round for one in sheets})
    panels = [{one.judge: _row(one, items) for one in sheets if one.round == number} for number in numbers]
    if any(len(panel) < _LEAST for panel in panels) or any({*panel} != {*panels[0]} for panel in panels):
        raise PracticumError(
            _("Each round needs the same judges, two at least."),
            next_step=_(
                "Collect the sheets that are missing, or leave out a judge from all rounds and say so."
            ),
        )
    rounds = tuple(
        _round(number, np.array([*panel.values()])) for number, panel in zip(numbers, panels, strict=True)
    )
    before = panels[-2] if len(panels) > 1 else None
    known = (
        None
        if facility is None or not {*items} <= {*facility}
        else np.array([facility[item] for item in items])
    )
    judges = [_judge(name, panels[-1], before, known) for name in panels[-1]]
    return Angoff(items, rounds, tuple(sorted(judges, key=lambda one: (-one.cut, one.name))))


def _row(one: JudgeSheet, items: Sequence[str]) -> Percents:
    return np.array([one.estimates[item].percent for item in items], dtype=np.float64)


def _round(number: int, panel: Percents) -> Round:
    cuts = panel.mean(axis=1)
    value, spread = float(cuts.mean()), float(cuts.std(ddof=1))
    error = spread / sqrt(len(cuts))
    half = error * float(stats.t.ppf(_MIDDLE, len(cuts) - 1))
    return Round(
        number, len(cuts), Estimate(value, max(0.0, value - half), min(100.0, value + half)), error, spread
    )


def _judge(
    name: str, panel: Mapping[str, Percents], before: Mapping[str, Percents] | None, facility: Percents | None
) -> Judge:
    own, everyone = panel[name], np.array([*panel.values()])
    gaps = own - everyone.mean(axis=0)
    value = float(gaps.mean())
    half = 0.0
    if len(gaps) > 1:
        half = float(gaps.std(ddof=1)) / sqrt(len(gaps)) * float(stats.t.ppf(_MIDDLE, len(gaps) - 1))
    others = np.array([row for judge, row in panel.items() if judge != name])
    return Judge(
        name,
        float(own.mean()),
        Estimate(value, value - half, value + half),
        float(others.mean()),
        None if facility is None else correlated(own, facility),
        None if before is None else float(np.abs(own - before[name]).mean()),
    )
