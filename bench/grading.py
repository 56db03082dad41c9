"""Measure grading: `python bench/grading.py [--quick] [--otter]`. Numbers to compare, not limits to keep.

On the m08 assignment, in one run on one machine: stock nbgrader, nbgrader with this course's configuration,
marks from evidence, and marks with the notebooks run in the sandbox. Then what a growing cohort costs, in
time and in memory of the coordinator; where the time goes; and what that means for a cluster.
Each figure is of a command as a person runs it, its start included, unless the table says otherwise.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from practicum.data import Tables
from practicum.evidence import record_answer
from practicum.grading.cells import masters, read_notebook, read_released, restore, sealed_cells
from practicum.grading.clean import CleanProcess
from practicum.grading.job import Job, Rules, mark_job
from practicum.grading.made import files_of, marking_version
from practicum.grading.mark_submission import Marker
from practicum.marking import load_exercises, personas

REPOSITORY = Path(__file__).resolve().parents[1]
SLUG = "m08-analytics"
COHORT = 40
CORES = (8, 32, 128)
STOCK = """\
c = get_config()
c.CourseDirectory.course_id = "stock"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"
c.CourseDirectory.ignore = [".*", "*.md", "*.py", "*.pyc", "__pycache__", "feedback"]
c.Execute.timeout = 120
"""
DRIVER = """
import json, resource, sys, time
start = time.perf_counter()
from practicum.grading.cohort import Options, grade
from practicum.project import Project
graded = grade("m08", Project.find(), Options(force=True, jobs=int(sys.argv[1])))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
if not all(one.score is not None for one in graded):
    sys.exit("somebody has no score")
print(json.dumps([time.perf_counter() - start, peak / 1024, len(graded)]))
"""


def make_course(root: Path) -> None:
    """Copy what grading needs of this course."""
    for name in ("solutions", "assignments", "datasets", "scenarios"):
        shutil.copytree(REPOSITORY / name, root / name)
    (root / "course").mkdir()
    shutil.copy(REPOSITORY / "course" / "syllabus.toml", root / "course")
    for name in ("nbgrader_config.py", "requirements.lock"):
        shutil.copy(REPOSITORY / name, root)


def hand_in(root: Path, count: int) -> None:
    """Let the personas of m08 hand in, one after the other again and again, with code in their notebooks."""
    exercises = load_exercises(root / "solutions" / SLUG / "marking.py")
    released = json.loads((root / "assignments" / SLUG / f"{SLUG}.ipynb").read_text(encoding="utf-8"))
    solved = json.loads((root / "solutions" / SLUG / f"{SLUG}.ipynb").read_text(encoding="utf-8"))
    code = {
        cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"])
        for cell in solved["cells"]
        if cell["metadata"].get("nbgrader", {}).get("solution")
    }
    for cell in released["cells"]:
        ids = cell["metadata"].get("nbgrader", {})
        if ids.get("solution") and not ids.get("grade"):
            cell["source"] = (
                code[ids["grade_id"]].replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "")
            )
    notebook = json.dumps(released)
    people = personas(exercises, Tables())
    masters_of: list[Path] = []
    for number in range(count):
        folder = root / "submitted" / f"learner-{number:05}" / SLUG
        if number >= len(people):
            shutil.copytree(masters_of[number % len(people)], folder)
            continue
        folder.mkdir(parents=True)
        for exercise, value in people[number].answers.items():
            record_answer(folder / "answers.json", exercise, value)
        for name, content in people[number].files.items():
            (folder / name).write_bytes(content)
        (folder / f"{SLUG}.ipynb").write_text(notebook, encoding="utf-8")
        (folder / "timestamp.txt").write_text("2026-11-02 09:00:00 UTC\n", encoding="utf-8")
        masters_of.append(folder)


def timed(command: list[str], root: Path) -> float:
    """Return how many seconds a command took in a course."""
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, "PRACTICUM_ROOT": str(root), "PATH": tools}
    start = time.perf_counter()
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr.decode()[-2000:]}")
    return seconds


def practicum(root: Path, *words: str) -> float:
    """Return the seconds of one of our commands."""
    return timed([sys.executable, "-m", "practicum", *words], root)


def nbgrader(root: Path, *words: str) -> float:
    """Return the seconds of one of nbgrader's commands."""
    return timed([sys.executable, "-m", "nbgrader", *words], root)


def scores(root: Path) -> list[Any]:
    """Return every automatic score in the gradebook."""
    with closing(sqlite3.connect(root / "gradebook.db")) as book:
        return book.execute(
            "select s.student_id, c.name, g.auto_score from grade g join base_cell c on c.id = g.cell_id "
            "join submitted_notebook n on n.id = g.notebook_id "
            "join submitted_assignment s on s.id = n.assignment_id order by 1, 2"
        ).fetchall()


def compare(folder: Path, count: int, console: Console) -> float:
    """Print throughput of the four ways on the same hand-ins; return the seconds of stock for one."""
    ours = folder / "ours"
    ours.mkdir()
    make_course(ours)
    hand_in(ours, count)
    practicum(ours, "grade", "m08")  # registers the assignment, as the others have it registered
    same, stock = folder / "same", folder / "stock"
    for copy in (same, stock):
        shutil.copytree(ours, copy, ignore=shutil.ignore_patterns("gradebook.db", "autograded", "feedback"))
    (stock / "nbgrader_config.py").write_text(STOCK, encoding="utf-8")
    for copy in (same, stock):
        nbgrader(copy, "generate_assignment", SLUG, "--force")

    def ours_once() -> tuple[float, float]:
        return practicum(ours, "grade", "m08", "--force"), practicum(ours, "grade", "m08")

    # Ours stands before and after the long ones, so that a machine that grows busy is unfair to nobody.
    before = [ours_once() for _run in range(3)]
    view = practicum(ours, "grade", "m08", "--force", "--view")
    configured = nbgrader(same, "autograde", SLUG)
    base = nbgrader(stock, "autograde", SLUG)
    marked, again = zip(*before, *(ours_once() for _run in range(3)), strict=True)
    ways = {
        "marks from evidence, pages of feedback": median(marked),
        "the same again, nothing changed": median(again),
        "marks, then every notebook run in the sandbox": view,
        "nbgrader autograde, this course's configuration": configured,
        "nbgrader autograde, stock": base,
    }
    if scores(ours) != scores(same):
        sys.exit("The two ways give other scores.")
    table = Table("way", "seconds", "hand-ins a second", "x stock", title=f"{count} hand-ins of m08")
    for name, seconds in ways.items():
        table.add_row(name, f"{seconds:.1f}", f"{count / seconds:.1f}", f"{base / seconds:.1f}")
    console.print(table)
    console.print("Scores of our marks and of nbgrader with this course's configuration are equal, each one.")
    return base / count


def scale(folder: Path, counts: tuple[int, ...], console: Console) -> None:
    """Print what a growing cohort costs."""
    table = Table(
        "hand-ins", "seconds", "ms each, start taken off", "coordinator, MB", title="Growing cohorts"
    )
    start = 0.0
    for count in (1, *counts):
        root = folder / f"scale-{count}"
        root.mkdir()
        make_course(root)
        hand_in(root, count)
        if count == 1:
            practicum(root, "grade", "m08")
            registered = root / "gradebook.db"
        else:
            shutil.copy(registered, root / "gradebook.db")
        command = [sys.executable, "-c", DRIVER, str(os.cpu_count() or 1)]
        environment = {**os.environ, "PRACTICUM_ROOT": str(root)}
        done = subprocess.run(command, env=environment, capture_output=True, check=True)
        seconds, peak, _graded = json.loads(done.stdout.splitlines()[-1])
        start = start or seconds
        each = "cold start" if count == 1 else f"{1000 * (seconds - start) / count:.1f}"
        table.add_row(f"{count:,}", f"{seconds:.1f}", each, f"{peak:.0f}")
        console.print(f"{count:,} hand-ins: {seconds:.1f} s, coordinator {peak:.0f} MB")
        if count > 1:
            shutil.rmtree(root)
    console.print(table)


def mean(work: Any, things: list[Any]) -> float:
    """Return the milliseconds of a piece of work for one thing, on average."""
    start = time.perf_counter()
    for thing in things:
        work(thing)
    return 1000 * (time.perf_counter() - start) / len(things)


def profile(folder: Path, stock: float, console: Console) -> None:
    """Print where the time of one hand-in goes, and a model for a cluster from the measured parts."""
    root = folder / "ours"
    os.environ["PRACTICUM_ROOT"] = str(root)
    folders = sorted((root / "submitted").glob(f"*/{SLUG}"))
    released = read_released(root / "assignments" / SLUG / f"{SLUG}.ipynb")
    known = masters(released)
    marker = Marker(root / "solutions" / SLUG / "marking.py")
    for one in folders:
        marker.mark(one)  # references are computed once
    marks = {one: marker.mark(one) for one in folders}

    def notebook(one: Path) -> str:
        cells, _notes = read_notebook(one / f"{SLUG}.ipynb", released)
        cells, _notes = restore(cells, known)
        sealed_cells(cells, marks[one])
        return json.dumps({**released, "cells": cells}, indent=1, sort_keys=True, ensure_ascii=False)

    rules = Rules(str(root), SLUG, marking_version(root, SLUG))
    start = time.perf_counter()
    process = CleanProcess(rules.document())
    process.ready()
    loading = time.perf_counter() - start
    process.close()
    mark_job(rules, Job("warm", str(folders[0])))
    job = mean(lambda one: mark_job(rules, Job(one.parent.name, str(one))), folders)
    hashing, marking, sealing = (mean(work, folders) for work in (files_of, marker.mark, notebook))
    writer = writing(root, rules, folders)
    rows = {
        "hash the evidence, before and after": 2 * hashing,
        "mark every exercise and say why": marking,
        "read, restore, seal and write the notebook": sealing,
        "pipe, JSON and the rest": max(0.0, job - 2 * hashing - marking - sealing),
        "one hand-in in a clean process": job,
        "coordinator: files, page, gradebook, ledger": writer,
    }
    table = Table("where the time goes", "ms a hand-in", title="One hand-in, one core")
    for name, milliseconds in rows.items():
        table.add_row(name, f"{milliseconds:.1f}")
    console.print(table)
    console.print(
        f"A clean process loads for {loading:.2f} s, most of it pandas. Stock takes {stock:.2f} s a "
        "hand-in, most of it the start of a kernel, its imports and its end; marks need none of them."
    )
    model = Table("cores", "hours by stock", "minutes from evidence", title="Model: 100,000 hand-ins")
    for cores in CORES:
        seconds = max(100_000 * job / cores, 100_000 * writer) / 1000
        model.add_row(str(cores), f"{100_000 * stock / cores / 3600:.1f}", f"{seconds / 60:.1f}")
    console.print(model)
    console.print(
        f"The one writer takes {1000 / writer:.0f} hand-ins a second; more than {job / writer:.0f} cores for "
        "marks would wait for it."
    )


def writing(root: Path, rules: Rules, folders: list[Path]) -> float:
    """Return the milliseconds of the coordinator for one hand-in whose marks are ready."""
    from practicum.grading.run import open_run  # noqa: PLC0415  after PRACTICUM_ROOT is set
    from practicum.project import Project  # noqa: PLC0415  as above

    ready = [mark_job(rules, Job(one.parent.name, str(one))) for one in folders]
    with open_run("m08", Project(root)) as run:
        list(run.write(ready))
        start = time.perf_counter()
        list(run.write(ready))
        return 1000 * (time.perf_counter() - start) / len(ready)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--quick", action="store_true", help="six hand-ins and small cohorts")
    options.add_argument(
        "--otter", action="store_true", help="also otter-grader, in an environment of its own"
    )
    chosen = options.parse_args()
    console = Console()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    console.print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}{load}")
    with tempfile.TemporaryDirectory(prefix="practicum-bench-") as name:
        folder = Path(name)
        stock = compare(folder, 6 if chosen.quick else COHORT, console)
        scale(folder, (20, 100) if chosen.quick else (100, 1_000, 5_000), console)
        profile(folder, stock, console)
        if chosen.otter:
            import otter_bench  # noqa: PLC0415  beside this file, and rarely asked for

            otter_bench.compare(folder, 3 if chosen.quick else 10, console)


if __name__ == "__main__":
    main()
