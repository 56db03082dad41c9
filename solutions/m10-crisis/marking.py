"""The sealed exercises of module m10, in order; 34 points by rules and 16 by a person's reading."""

from __future__ import annotations

import runpy
from pathlib import Path

EXERCISES = [
    task
    for file in ("sealed_before.py", "sealed_hour.py", "sealed_after.py")
    for task in runpy.run_path(str(Path(__file__).with_name(file)), run_name=f"m10_{Path(file).stem}")[
        "TASKS"
    ]
]
