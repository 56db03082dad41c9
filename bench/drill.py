"""Measure the engine of the drills: `python bench/drill.py`. Numbers to compare, not limits to keep.

A large day, 72 hours with at least 20,000 posts of the crowd, made from the small drill of the tests: how
long the learner's run, silence and the expert's take, and how many posts a second that is. Then grading, as a
hand-in is graded: replay, score, and every act taken out alone, for each drill that ships. One core.
"""

from __future__ import annotations

import platform
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from practicum.drill import debrief, load_scenario, play, score
from practicum.drill.replay import replay
from practicum.drill.score import finished

if TYPE_CHECKING:
    from collections.abc import Callable

    from practicum.drill import Scenario

REPOSITORY = Path(__file__).resolve().parents[1]
SEED = "practice-1"
RUNS = 3


def large_day() -> Scenario:
    """Return the small drill of the tests, stretched to 72 hours and a public of millions."""
    drill = load_scenario(REPOSITORY / "tests" / "unit" / "drill" / "scenarios" / "leak")
    row = drill.structure
    seed = row.issues[0].seeds[0].model_copy(update={"reach": 1_500_000, "unless": ()})
    leak = row.issues[0].model_copy(
        update={"audience": 7_000_000, "infectiousness": 420, "heat": 3, "seeds": (seed,)}
    )
    calm = None if row.service is None else row.service.model_copy(update={"times": 100})
    changed = {"length": 72 * 60, "relief": 71 * 60, "issues": (leak, *row.issues[1:]), "service": calm}
    return replace(drill, structure=row.model_copy(update=changed))


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Return CPU seconds and wall seconds of a piece of work, the best of a few runs each."""
    cpu, wall = [], []
    for _ in range(RUNS):
        began, at = time.process_time(), time.perf_counter()
        work()
        cpu.append(time.process_time() - began)
        wall.append(time.perf_counter() - at)
    return min(cpu), min(wall)


def main() -> None:
    """Time the large day and the grading of each drill, and print two tables."""
    console = Console()
    console.print(f"Python {platform.python_version()}, {platform.system()}, one core, best of {RUNS}")
    drill = large_day()
    expert = play(drill, SEED, "reference")
    learner = expert[: len(expert) // 2]
    runs = {"learner": learner, "silence": (), "reference": expert}
    table = Table("72 hours", "posts", "CPU, s", "wall, s", "posts a second")
    total_cpu = total_wall = 0.0
    for name, decisions in runs.items():
        posts = len(finished(replay(drill, SEED, decisions)).mentions)
        cpu, wall = timed(lambda decisions=decisions: finished(replay(drill, SEED, decisions)))
        total_cpu, total_wall = total_cpu + cpu, total_wall + wall
        table.add_row(name, f"{posts:,}", f"{cpu:.2f}", f"{wall:.2f}", f"{posts / cpu:,.0f}")
    table.add_row("all three", "", f"{total_cpu:.2f}", f"{total_wall:.2f}", "")
    console.print(table)
    table = Table(
        "grading a log", "acts", "replay and score, CPU s", "with every act left out, CPU s", "wall, s"
    )
    for path in sorted((REPOSITORY / "scenarios").glob("*/scenario.yaml")):
        shipped = load_scenario(path.parent)
        log = play(shipped, SEED, "reference")
        score(shipped, SEED, log)  # silence and the expert's run are kept for all who are graded
        first, _wall = timed(lambda shipped=shipped, log=log: score(shipped, SEED, log))
        whole, wall = timed(lambda shipped=shipped, log=log: debrief(shipped, SEED, log))
        acts = sum(one.action not in {"wait", "next"} for one in log)
        table.add_row(shipped.slug, str(acts), f"{first:.2f}", f"{whole:.2f}", f"{wall:.2f}")
    console.print(table)


if __name__ == "__main__":
    main()
