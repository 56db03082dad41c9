"""The score: marks gathered into dimensions, the outcome against silence and reference, gates, one total."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from practicum.drill import world
from practicum.drill.cases import cases, flag
from practicum.drill.gates import GateResult, gates
from practicum.drill.judge import judge
from practicum.drill.policies import play
from practicum.drill.replay import replay
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    """

    id: Dimension
    label: str
    tenths: int
    out_of: int
    sentence: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Score:
    """The score of a run.

    Attributes:
        scenario: The drill.
        dimensions: In the order of the scenario.
        gates: The critical errors, fired or not.
        marks: Every mark, in order of messages.
        tenths: The total in tenths of a point, after the cap.
    """

    scenario: Scenario
    dimensions: tuple[DimensionScore, ...]
    gates: tuple[GateResult, ...]
    marks: tuple[Mark, ...]
    tenths: int

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
            "dimensions": [
                {
                    "id": dimension.id,
                    "label": dimension.label,
                    "points": dimension.tenths / 10,
                    "out_of": dimension.out_of,
                    "sentence": dimension.sentence,
                    "evidence": [
                        {
                            "minute": mark.minute,
                            "time": self.scenario.time(mark.minute),
                            "thread": mark.thread or None,
                            "sentence": mark.sentence,
                        }
                        for mark in dimension.marks[:_SHOWN]
                    ],
                }
                for dimension in self.dimensions
            ],
            "gates": [gate.to_json() for gate in self.gates],
        }


def score(scenario: Scenario, seed: str, decisions: Iterable[Decision]) -> Score:
    """Score a log. An unfinished one is scored as if nobody had been at the desk for the rest of the shift.

    Raises:
        ActError: A decision is impossible.
    """
    return score_state(finished(replay(scenario, seed, decisions)))


def finished(state: State) -> State:
    """Let the rest of the shift pass and return the state."""
    world.close(state)
    return state


def score_state(state: State) -> Score:
    """Score a finished state."""
    marks = tuple(judge(state))
    fired = tuple(gates(state))
    weights = state.scenario.structure.weights
    dimensions = tuple(_dimension(state, dimension, points, marks) for dimension, points in weights.items())
    total = sum(dimension.tenths for dimension in dimensions)
    if any(gate.fired for gate in fired):
        total = min(total, CAP * 10)
    return Score(state.scenario, dimensions, fired, marks, total)


def _dimension(state: State, dimension: Dimension, points: int, marks: tuple[Mark, ...]) -> DimensionScore:
    label = state.scenario.words.dimensions.get(dimension) or labels()[dimension]
    if dimension == "outcome":
        share = outcome_share(state)
        sentence = _(
            "You came {share} % of the way from silence to the reference, on the same draws."
        ).format(share=share)
        return DimensionScore(dimension, label, points * share // 10, points, sentence, ())
    mine = [mark for mark in marks if mark.dimension == dimension]
    earned = max(0, sum(mark.earned for mark in mine))
    possible = sum(mark.possible for mark in mine)
    tenths = (20 * points * earned + possible) // (2 * possible) if possible else 0
    mine.sort(key=lambda mark: (mark.earned - mark.possible, mark.minute, mark.thread, mark.rule))
    return DimensionScore(dimension, label, tenths, points, _sentence(state, dimension, mine), tuple(mine))


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


def _sentence(state: State, dimension: Dimension, marks: list[Mark]) -> str:
    if dimension == "detection":
        return _triage(state, marks)
    full = sum(1 for mark in marks if mark.possible and mark.earned == mark.possible)
    judged = sum(1 for mark in marks if mark.possible)
    lost = sum(1 for mark in marks if not mark.possible)
    templates = {
        "timeliness": _("{full} of {judged} answers came inside their target."),
        "strategy": _("{full} of {judged} decisions to speak or to stay silent were right in full."),
        "message": _("{full} of {judged} messages were answered with everything that they called for."),
        "escalation": _("{full} of {judged} things to do inside the house were done in full."),
        "people": _("{full} of {judged} people were treated fairly in full."),
        "choices": _("{full} of {judged} answers were right in full."),
        "limits": _("{full} of {judged} times you saw rightly whether the data can tell."),
        "calibration": _("{full} of {judged} times you were as sure as you were right."),
    }
    sentence = templates[dimension].format(full=full, judged=judged)
    if not lost:
        return sentence
    deducted = ngettext("{lost} act took marks away.", "{lost} acts took marks away.", lost).format(lost=lost)
    return f"{sentence} {deducted}"


def _triage(state: State, marks: list[Mark]) -> str:
    """Hit rate and false-alarm rate, said as counts."""
    everything = cases(state)
    needed = [case for case in everything if case.handling.needed]
    hits = sum(1 for case in needed if flag(case) is not None)
    alarms = sum(1 for mark in marks if mark.rule == "false-alarm")
    return _(
        "You noticed {hits} of {needed} messages that needed you, and took {alarms} of {quiet} others for it."
    ).format(hits=hits, needed=len(needed), alarms=alarms, quiet=len(everything) - len(needed))


def standing(state: State) -> int:
    """Return what a finished run kept of the index: half its mean over the shift, half its end.

    The unit is hundredths of a point times twice the length of the shift, so that it stays a whole number.
    """
    length = state.scenario.structure.length
    return sum(effect.amount * (length - effect.minute) + effect.amount * length for effect in state.effects)


def outcome_share(state: State) -> int:
    """Return the way from silence to the reference that a run has come, in percent from 0 to 100."""
    silence, reference = bounds(state.scenario, state.seed)
    if reference <= silence:
        return 0
    return max(0, min(100, 100 * (standing(state) - silence) // (reference - silence)))


@lru_cache(maxsize=64)
def bounds(scenario: Scenario, seed: str) -> tuple[int, int]:
    """Return the standing of silence and of the reference on a seed."""
    silence = finished(replay(scenario, seed, ()))
    reference = finished(replay(scenario, seed, play(scenario, seed, "reference")))
    return standing(silence), standing(reference)
