"""The sealed exercises of module m08, in order; 39 points by rules and 11 by a person's reading."""

from __future__ import annotations

import runpy
from pathlib import Path

EXERCISES = [
    task
    for file in ("sealed_numbers.py", "sealed_doubt.py", "sealed_report.py")
    for task in runpy.run_path(str(Path(__file__).with_name(file)), run_name=f"m08_{Path(file).stem}")[
        "TASKS"
    ]
]
