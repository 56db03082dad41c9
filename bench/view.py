"""Measure how fast hand-ins are run for the instructor's eyes: `python bench/view.py [HAND-INS]`.

The same hand-ins of m08 in one run: by stock `nbgrader autograde`, which runs notebooks one after the other
as the instructor; and by `execute_view`, each in a sandbox of its own. Two kinds of hand-in: as
`make grade-demo` makes them (answers typed in the form, cells left as released), and solved in the notebook
(every cell computes, one draws). Then where the time of one view goes.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from rich.console import Console
from rich.table import Table

from practicum.data import Tables
from practicum.evidence import record_answer
from practicum.grading.course import open_course
from practicum.grading.course import run as step
from practicum.grading.demo_people import catalogued
from practicum.grading.sandbox import Limits, execute_view, require
from practicum.grading.sandbox.client import Client
from practicum.grading.sandbox.pool import POOL, SealedKernel
from practicum.marking import load_exercises

if TYPE_CHECKING:
    from collections.abc import Callable

REPOSITORY = Path(__file__).resolve().parents[1]
SLUG = "m08-analytics"
STOCK = """
c = get_config()
c.CourseDirectory.root = {root!r}
c.CourseDirectory.course_id = "stock"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"
c.CourseDirectory.ignore = ["*.md", "*.py", "__pycache__"]
c.Exchange.root = {root!r} + "/exchange"
"""
KINDS = ("as grade-demo hands in", "solved in the notebook")


def make_course(root: Path, hand_ins: int) -> dict[str, list[Path]]:
    """Write a stock nbgrader course with hand-ins of both kinds and return their folders by kind."""
    for name in ("course", "solutions", "datasets", "scenarios"):
        shutil.copytree(REPOSITORY / name, root / name)
    (root / "exchange").mkdir()
    (root / "nbgrader_config.py").write_text(STOCK.format(root=str(root)), encoding="utf-8")
    step(open_course(root).generate_assignment, SLUG)
    exercises = load_exercises(root / "solutions" / SLUG / "marking.py")
    people = catalogued(exercises, Tables())
    solved = _solved(root)
    made: dict[str, list[Path]] = {kind: [] for kind in KINDS}
    for number in range(hand_ins):
        person = people[number % len(people)]
        for place, kind in enumerate(KINDS):
            folder = root / "submitted" / f"{'ab'[place]}{number:03d}" / SLUG
            shutil.copytree(root / "assignments" / SLUG, folder)
            for exercise, value in person.answers.items():
                record_answer(folder / "answers.json", exercise, value)
            for name, content in person.files.items():
                (folder / name).write_bytes(content)
            if kind == KINDS[1]:
                nbformat.write(solved, folder / f"{SLUG}.ipynb")
            made[kind].append(folder)
    return made


def _solved(root: Path) -> Any:
    """Return the released notebook with the model answers in its answer cells."""
    released = nbformat.read(root / "assignments" / SLUG / f"{SLUG}.ipynb", as_version=4)
    source = nbformat.read(root / "solutions" / SLUG / f"{SLUG}.ipynb", as_version=4)
    answers = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.source for cell in source.cells}
    for cell in released.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = answers[cell.metadata.nbgrader.grade_id]
    return released


def stock(root: Path, folders: list[Path]) -> float:
    """Let `nbgrader autograde` grade these hand-ins, one at a time in one process; return seconds."""
    ids = [folder.parent.name for folder in folders]
    command = [sys.executable, "-m", "nbgrader", "autograde", SLUG, "--create"]
    command += [f"--CourseDirectory.student_id_exclude={','.join(_others(root, ids))}"]
    tools = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    variables = {**os.environ, "PATH": tools, "PRACTICUM_ROOT": str(root)}
    start = time.perf_counter()
    subprocess.run(command, cwd=root, env=variables, check=True, capture_output=True)
    return time.perf_counter() - start


def _others(root: Path, ids: list[str]) -> list[str]:
    return sorted({path.name for path in (root / "submitted").iterdir()} - set(ids))


def views(folders: list[Path], *, workers: int) -> float:
    """Run these hand-ins in sandboxes; return seconds."""
    notebooks = [nbformat.read(folder / f"{SLUG}.ipynb", as_version=4) for folder in folders]
    start = time.perf_counter()
    with ThreadPoolExecutor(workers) as pool:
        results = list(
            pool.map(lambda pair: execute_view(*pair, Limits()), zip(notebooks, folders, strict=True))
        )
    seconds = time.perf_counter() - start
    broken = [one.note for one in results if one.reason or not one.sealed]
    if broken:
        raise SystemExit(broken[0])
    return seconds


def where(folder: Path, times: int) -> dict[str, float]:
    """Return seconds of one view by phase, the mean of some."""
    spent: dict[str, float] = defaultdict(float)
    phases = (
        (POOL, "start", "fork and seal"),
        (Client, "wait", "ipykernel starts"),
        (Client, "run", "cells"),
    )
    phases += ((SealedKernel, "close", "end"),)
    before = [(owner, name, getattr(owner, name)) for owner, name, _phase in phases]
    for owner, name, phase in phases:
        setattr(owner, name, _timed(getattr(owner, name), spent, phase))
    start = time.perf_counter()
    for _time in range(times):
        execute_view(nbformat.read(folder / f"{SLUG}.ipynb", as_version=4), folder)
    spent["the rest: client, notebook"] = time.perf_counter() - start - sum(spent.values())
    for owner, name, was in before:
        setattr(owner, name, was)
    return {phase: seconds / times for phase, seconds in spent.items()}


def _timed(function: Callable[..., Any], spent: dict[str, float], phase: str) -> Callable[..., Any]:
    def timed(*arguments: Any, **options: Any) -> Any:
        start = time.perf_counter()
        try:
            return function(*arguments, **options)
        finally:
            spent[phase] += time.perf_counter() - start

    return timed


def main(hand_ins: int) -> None:
    """Measure and print."""
    console, cores = Console(), os.cpu_count() or 1
    require()
    system = f"Python {platform.python_version()}, {cores} cores"
    with tempfile.TemporaryDirectory(prefix="practicum-bench-") as folder:
        root = Path(folder, "course")
        made = make_course(root, hand_ins)
        os.environ["PRACTICUM_ROOT"] = str(root)
        start = time.perf_counter()
        views(made[KINDS[0]][:1], workers=1)
        console.print(f"start of the warm parent, with the first view: {time.perf_counter() - start:.2f} s")
        for kind in KINDS:
            folders = made[kind]
            seconds = {"stock nbgrader autograde, no sandbox": stock(root, folders)}
            seconds["views, sealed, warm, one at a time"] = views(folders, workers=1)
            seconds[f"views, sealed, warm, {cores} at a time"] = views(folders, workers=cores)
            POOL.cold = True
            seconds["views, sealed, cold, one at a time"] = views(folders, workers=1)
            POOL.cold = False
            table = Table(
                "", "s", "hand-ins a second", "times stock", title=f"{hand_ins} hand-ins, {kind}; {system}"
            )
            first = next(iter(seconds.values()))
            for name, one in seconds.items():
                table.add_row(name, f"{one:.2f}", f"{hand_ins / one:.2f}", f"{first / one:.1f}")
            console.print(table)
            phases = where(folders[0], 5)
            words = ", ".join(f"{phase} {1000 * one:.0f} ms" for phase, one in phases.items())
            console.print(f"one warm view, {kind}: {words}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
