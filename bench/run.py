"""Measure how long the course takes this machine: `make bench`. Numbers to compare, not limits to keep.

Each line is one thing that a person waits for, timed as they meet it: as a process of its own. The first run
fills caches, the others are repeated; the table shows the first and the best of the others.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable

REPOSITORY = Path(__file__).resolve().parents[1]
RUNS = 4


def practicum(*words: str, **variables: str) -> None:
    """Run the command line and wait for its end."""
    environment = {**os.environ, "PRACTICUM_ROOT": str(REPOSITORY), **variables}
    command = [sys.executable, "-m", "practicum", *words]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def python(code: str) -> None:
    """Run a few lines of Python in a process of its own."""
    subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=True, stdout=subprocess.DEVNULL)


def open_lab(work: str) -> None:
    """Start the lab, wait until its home page is served, and end it."""
    command = [sys.executable, "-m", "practicum", "lab", "--no-browser"]
    variables = {**os.environ, "PRACTICUM_ROOT": str(REPOSITORY), "PRACTICUM_WORK": work}
    with subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, text=True) as lab:
        try:
            url = next(word for word in lab.stdout.readline().split() if word.startswith("http"))
            direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            direct.open(url, timeout=60).read()
        finally:
            lab.terminate()


def full_build(folder: str) -> None:
    """Build the whole course from a copy without derived files and without a record."""
    copy = Path(folder) / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    for name in ("course", "solutions", "scenarios", "datasets"):
        shutil.copytree(REPOSITORY / name, copy / name, ignore=shutil.ignore_patterns("*.ipynb"))
    shutil.copy(REPOSITORY / "nbgrader_config.py", copy)
    practicum("build", PRACTICUM_ROOT=str(copy))


def timed(work: Callable[[], None]) -> float:
    """Return how many seconds a piece of work took."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Time each piece of work and print the table."""
    console = Console()
    system = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}"
    table = Table("what", "first, s", "best of 3, s", title=f"Practicum on {system}")
    with tempfile.TemporaryDirectory(prefix="practicum-bench-") as folder:
        things: dict[str, Callable[[], None]] = {
            "command line: practicum version": lambda: practicum("version"),
            "a lesson's first line: import practicum.learn": lambda: python("import practicum.learn"),
            "the tables: load posts": lambda: python("from practicum.data import load; load('posts')"),
            "the lab: command to home page": lambda: open_lab(f"{folder}/work"),
            "build: nothing changed": lambda: practicum("build"),
            "build: everything from nothing": lambda: full_build(folder),
        }
        for name, thing in things.items():
            first, *others = (timed(thing) for _run in range(RUNS))
            table.add_row(name, f"{first:.2f}", f"{min(others):.2f}")
            console.print(f"{name}: {min(others):.2f} s")
    console.print(table)


if __name__ == "__main__":
    main()
