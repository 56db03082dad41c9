"""Drills: a simulated shift at a community desk, decided by a log and replayed from it.

    from practicum.drill import Run, debrief

    run = Run.create("d01-first-shift")
    run.do("next")
    run.do("reply", thread="raisins", posture="inform", parts=["known"], text="No raisins.")
    run.finish()
    debrief(run.scenario, run.seed, run.decisions).to_json()

The rules are published in `docs/drill.md`.
"""

from practicum.drill.check_act import ActError
from practicum.drill.coefficients import Coefficient, coefficient_table
from practicum.drill.debrief import Debrief, debrief
from practicum.drill.group import Played, group_debrief
from practicum.drill.load import (
    Scenario,
    ScenarioError,
    load_scenario,
    scenario_from,
    scenario_schema,
    shelved,
)
from practicum.drill.policies import POLICIES, play, write_reference
from practicum.drill.replay import replay
from practicum.drill.rules import Mark, Rule, rule_table
from practicum.drill.run import EXAM, Run, RunError
from practicum.drill.score import Score, score
from practicum.drill.state import State
from practicum.drill.variants import USUAL, intensity_of, offered_by, seed_at

__all__ = [
    "EXAM",
    "POLICIES",
    "USUAL",
    "ActError",
    "Coefficient",
    "Debrief",
    "Mark",
    "Played",
    "Rule",
    "Run",
    "RunError",
    "Scenario",
    "ScenarioError",
    "Score",
    "State",
    "coefficient_table",
    "debrief",
    "group_debrief",
    "intensity_of",
    "load_scenario",
    "offered_by",
    "play",
    "replay",
    "rule_table",
    "scenario_from",
    "scenario_schema",
    "score",
    "seed_at",
    "shelved",
    "write_reference",
]
