"""The sealed exercises of module m08, in order; 39 points by rules and 11 by a person's reading."""

from __future__ import annotations

from practicum.marking import beside

EXERCISES = [
    task
    for file in ("sealed_numbers.py", "sealed_doubt.py", "sealed_report.py")
    for task in beside(__file__, file).TASKS
]
