"""Measure the statistics of a large sitting: `python bench/exam_stats.py [CANDIDATES] [QUESTIONS]`.

Simulated candidates in two groups answer questions of four options; then the whole report is worked out and
written, timed part by part. The limit is 60 s for 5,000 x 120 on two cores.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from practicum.exam.psychometrics import report
from practicum.exam.psychometrics.page import write_report
from practicum.exam.psychometrics.responses import Responses, simulated

PARTS = (
    "reliability",
    "consistency",
    "items",
    "options",
    "rasch",
    "two_parameter",
    "dif",
    "misfits",
    "similar",
)


def sitting(candidates: int, questions: int) -> Responses:
    """Return a simulated sitting with options, groups and one pair that worked together."""
    draws = np.random.default_rng(6)
    found = simulated(
        candidates, draws.normal(-0.5, 1, questions), np.exp(draws.normal(0, 0.25, questions)), seed=6
    )
    wrong = draws.choice(list("bcd"), size=found.matrix.shape, p=(0.5, 0.3, 0.2))
    chosen = np.where(found.matrix == 1, "a", wrong)
    chosen[1] = chosen[0]
    matrix = (chosen == "a").astype(np.float64)
    groups = tuple(draws.choice(["one", "two"], size=candidates).tolist())
    return replace(found, matrix=matrix, chosen=chosen, keys=dict.fromkeys(found.items, "a"), groups=groups)


def main(candidates: int, questions: int) -> None:
    """Measure and print."""
    responses = sitting(candidates, questions)
    spent: dict[str, float] = {}
    for name in PARTS:
        setattr(report, name, _timed(name, spent))
    start = time.perf_counter()
    found = report.statistics(responses, cut=0.6 * questions)
    worked = time.perf_counter() - start
    with tempfile.TemporaryDirectory(prefix="practicum-bench-") as folder:
        write_report(found, Path(folder), "Bench")
    whole = time.perf_counter() - start
    table = Table(
        "part",
        "s",
        title=f"{candidates} x {questions}; Python {platform.python_version()}, {os.cpu_count()} cores",
    )
    for name, seconds in spent.items():
        table.add_row(name, f"{seconds:.2f}")
    table.add_row("page and CSV files", f"{whole - worked:.2f}")
    table.add_row("whole report", f"{whole:.2f}")
    Console().print(table)
    print(found.alike.sentence)  # noqa: T201


def _timed(name: str, spent: dict[str, float]) -> object:
    function = getattr(report, name)

    def timed(*arguments: object) -> object:
        start = time.perf_counter()
        try:
            return function(*arguments)
        finally:
            spent[name] = time.perf_counter() - start

    return timed


if __name__ == "__main__":
    main(*(int(one) for one in (sys.argv[1:] or ("5000", "120"))))
