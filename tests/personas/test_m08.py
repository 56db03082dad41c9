"""Module m08: what only this module promises. What every module promises stands in `test_modules.py`."""

from practicum.marking import load_exercises
from practicum.project import Project

EXERCISES = load_exercises(Project.find().solutions / "m08-analytics" / "marking.py")


def test_does_the_module_hold_eight_exercises_and_fifty_points():
    assert list(EXERCISES) == [f"m08-{number}" for number in range(1, 9)]
    assert sum(one.points for one in EXERCISES.values()) == 39
    assert sum(one.rubric.points for one in EXERCISES.values() if one.rubric) == 11
    assert {one.competence for one in EXERCISES.values()} == {"H1", "H2", "H3", "H4", "H5", "H6"}
