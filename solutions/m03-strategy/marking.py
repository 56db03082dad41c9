"""The sealed exercises of module m03, in order; 44 points by rules and 6 by a person's reading."""

from __future__ import annotations

import runpy
from pathlib import Path

EXERCISES = [
    task
    for file in ("sealed_numbers.py", "sealed_choices.py", "sealed_words.py")
    for task in runpy.run_path(str(Path(__file__).with_name(file)), run_name=f"m03_{Path(file).stem}")[
        "TASKS"
    ]
]
