"""The sealed exercises of module m03, in order; 44 points by rules and 6 by a person's reading."""

from __future__ import annotations

from practicum.marking import beside

EXERCISES = [
    task
    for file in ("sealed_numbers.py", "sealed_choices.py", "sealed_words.py")
    for task in beside(__file__, file).TASKS
]
