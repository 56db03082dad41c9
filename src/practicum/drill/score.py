"""The score: marks gathered into dimensions, the outcome against silence and reference, gates, one total."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from practicum.drill import world
from practicum.drill.gates import GateResult, gates
from practicum.drill.judge import judge
from practicum.drill.judge_told import told, visible
from practicum.drill.policies import play
from practicum.drill.replay import replay
from practicum.drill.rules_override import Overrides, Yardstick, load_overrides
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from practicum.drill.load import Scenario
    from practicum.drill.rules import Mark
    from practicum.drill.schema import Dimension
    from practicum.drill.state import State
    from practicum.evidence import Decision

CAP = 49
"""The highest total once a gate has fired."""

_SHOWN = 6


@dataclass(frozen=True)
class DimensionScore:
    """One dimension of a score.

    Attributes:
        id: Which dimension.
        label: Its name for people.
        tenths: Points, in tenths.
        out_of: Points that were possible.
        sentence: What the log shows, in one sentence.
        marks: The marks behind it, losses first.
        measures: Figures to look at, by name; they change no mark.
    """

    id: Dimension
    label: str
    tenths: int
    out_of: int
    sentence: str
    marks: tuple[Mark, ...]
    measures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Score:
    """The score of a run.

    Attributes:
        scenario: The drill.
        dimensions: In the order of the scenario.
        gates: The critical errors, fired or not.
        marks: Every mark, in order of messages.
        tenths: The total in tenths of a point, after the cap.
        overrides: Hash of an instructor's own weights and windows; empty when the authors' count.
        state: The finished run that was scored.
    """

    scenario: Scenario
    dimensions: tuple[DimensionScore, ...]
    gates: tuple[GateResult, ...]
    marks: tuple[Mark, ...]
    tenths: int
    overrides: str
    state: State = field(repr=False, compare=False)

    @property
    def total(self) -> float:
        """The total, 0 to 100, to a tenth of a point."""
        return self.tenths / 10

    @property
    def cap(self) -> int | None:
        """The cap, when a gate has fired."""
        return CAP if any(gate.fired for gate in self.gates) else None

    def to_json(self) -> dict[str, Any]:
        """Return the score as JSON values."""
        return {
            "total": self.total,
            "cap": self.cap,
            "overrides": self.overrides or None,
            "dimensions": [
                {
                    "id": dimension.id,
                    "label": dimension.label,
                    "points": dimension.tenths / 10,
                    "out_of": dimension.out_of,
                    "sentence": dimension.sentence,
                    "measures": dict(dimension.measures),
                    "evidence": [self._evidence(mark) for mark in dimension.marks[:_SHOWN]],
                }
                for dimension in self.dimensions
            ],
            "gates": [gate.to_json() for gate in self.gates],
        }

    def _evidence(self, mark: Mark) -> dict[str, Any]:
        return {
            "minute": mark.minute,
            "time": self.scenario.time(mark.minute),
            "thread": mark.thread or None,
            "message": mark.message or None,
            "rule": mark.rule,
            "sentence": mark.sentence,
            "visible": visible(self.state, mark),
        }


def score(
    scenario: Scenario, seed: str, decisions: Iterable[Decision], overrides: Overrides | None = None
) -> Score:
    """Score a log. An unfinished one is scored as if nobody had been at the desk for the rest of the shift.

    Args:
        scenario: The drill.
        seed: The seed of the run.
        decisions: In the order of the log.
        overrides: An instructor's weights, worths and windows; by default those in `overrides.yaml` beside
            the scenario, if it has that file.

    Raises:
        ActError: A decision is impossible.
        ScenarioError: The overrides do not fit the drill.
    """
    own = load_overrides(scenario.folder) if overrides is None else overrides
    state = finished(replay(scenario, seed, decisions))
    return score_state(state, Yardstick(state.scenario, own))


def finished(state: State) -> State:
    """Let the rest of the shift pass and return the state."""
    world.close(state)
    return state


def score_state(state: State, yardstick: Yardstick | None = None) -> Score:
    """Score a finished state, by the scenario's own weights and windows unless others are given."""
    stick = yardstick or Yardstick(state.scenario, load_overrides(state.scenario.folder))
    marks = tuple(judge(state, stick))
    fired = tuple(gates(state))
    dimensions = tuple(
        _dimension(state, stick, dimension, points, marks) for dimension, points in stick.weights.items()
    )
    total = sum(dimension.tenths for dimension in dimensions)
    if any(gate.fired for gate in fired):
        total = min(total, CAP * 10)
    return Score(state.scenario, dimensions, fired, marks, total, stick.hash, state)


def _dimension(
    state: State, yardstick: Yardstick, dimension: Dimension, points: int, marks: tuple[Mark, ...]
) -> DimensionScore:
    label = state.scenario.words.dimensions.get(dimension) or labels()[dimension]
    if dimension == "outcome":
        return _outcome(state, label, points)
    mine = [mark for mark in marks if mark.dimension == dimension]
    earned = max(0, sum(mark.earned for mark in mine))
    possible = sum(mark.possible for mark in mine)
    tenths = (20 * points * earned + possible) // (2 * possible) if possible else 0
    mine.sort(key=lambda mark: (mark.earned - mark.possible, mark.minute, mark.thread, mark.rule))
    sentence, measures = told(state, yardstick, dimension, mine, marks)
    return DimensionScore(dimension, label, tenths, points, sentence, tuple(mine), measures)


def _outcome(state: State, label: str, points: int) -> DimensionScore:
    share = outcome_share(state)
    sentence = _("You came {share} % of the way from silence to the reference, on the same draws.")
    index, harm = shares(state)
    measures = {"index_share": index, "harm_share": harm, "harm_minutes": harm_minutes(state) / 100}
    return DimensionScore(
        "outcome", label, points * share // 10, points, sentence.format(share=share), (), measures
    )


def labels() -> dict[str, str]:
    """Return the common names of the dimensions."""
    return {
        "detection": _("Detection and triage"),
        "timeliness": _("Timeliness"),
        "strategy": _("Strategy and restraint"),
        "message": _("Message"),
        "escalation": _("Inside the house"),
        "people": _("People and fairness"),
        "outcome": _("Outcome"),
        "choices": _("Answers"),
        "limits": _("What data can tell"),
        "calibration": _("How sure you were"),
    }


def standing(state: State) -> int:
    """Return what a finished run kept of the index: half its mean over the shift, half its end.

    The unit is hundredths of a point times twice the length of the shift, so that it stays a whole number.
    """
    length = state.scenario.structure.length
    return sum(effect.amount * (length - effect.minute) + effect.amount * length for effect in state.effects)


def harm_minutes(state: State) -> int:
    """Return how far and how long the index lay below its start: hundredths of a point times minutes."""
    length = state.scenario.structure.length
    moves: dict[int, int] = defaultdict(int)
    for effect in state.effects:
        moves[effect.minute] += effect.amount
    harm, below, since = 0, 0, 0
    for minute in sorted(moves):
        harm += max(0, below) * (minute - since)
        below, since = below - moves[minute], minute
    return harm + max(0, below) * (length - since)


def shares(state: State) -> tuple[int, int]:
    """Return the way from silence to the reference, in percent, by the index and by harm-minutes."""
    silence, reference = bounds(state.scenario, state.seed)
    by_index = _way(standing(state), silence.standing, reference.standing)
    by_harm = _way(-harm_minutes(state), -silence.harm, -reference.harm)
    # Where silence does no more harm than the reference, harm cannot tell runs apart.
    return by_index, by_index if silence.harm <= reference.harm else by_harm


def _way(mine: int, silence: int, reference: int) -> int:
    if reference <= silence:
        return 0
    return max(0, min(100, 100 * (mine - silence) // (reference - silence)))


def outcome_share(state: State) -> int:
    """Return the way from silence to the reference that a run has come, in percent from 0 to 100.

    Half of it is told by the index, half by harm-minutes, on the same draws.
    """
    return sum(shares(state)) // 2


@dataclass(frozen=True)
class Bound:
    """What one of the two runs that bound a seed came to: its standing, and its harm-minutes."""

    standing: int
    harm: int


@lru_cache(maxsize=64)
def bounds(scenario: Scenario, seed: str) -> tuple[Bound, Bound]:
    """Return what silence and the reference came to on a seed."""
    silence, reference = (Bound(standing(run), harm_minutes(run)) for run in ends(scenario, seed))
    return silence, reference


@lru_cache(maxsize=2)
def ends(scenario: Scenario, seed: str) -> tuple[State, State]:
    """Return the finished runs of silence and of the reference on a seed, to compare with and not to change.

    Few are kept, for a long drill holds thousands of posts: a debrief asks twice for the same two.
    """
    silence, reference = (
        finished(replay(scenario, seed, log)) for log in ((), play(scenario, seed, "reference"))
    )
    return silence, reference
