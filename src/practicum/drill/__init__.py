"""Drills: a simulated shift at a community desk, decided by a log and replayed from it."""

from practicum.drill.load import Scenario, ScenarioError, load_scenario, scenario_schema
from practicum.drill.replay import replay
from practicum.drill.run import Run

__all__ = ["Run", "Scenario", "ScenarioError", "load_scenario", "replay", "scenario_schema"]
