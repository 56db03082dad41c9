"""Measure how long a learner waits for the home page: `make bench BENCH=home`. Three seconds are promised.

The learner has worked: practice tried, answers given, drills played. Each line is timed as the learner meets
it; the first run fills caches, the best of the others is shown beside it.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from rich.console import Console
from rich.table import Table

from practicum.evidence import record_answer
from practicum.lab import prepare
from practicum.learn import home_html, portfolio_html
from practicum.learn.checks import practice_exercises
from practicum.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

REPOSITORY = Path(__file__).resolve().parents[1]
PROMISED = 3.0  # seconds
RUNS = 4
HOME = "browser: address to a home that can be read"
EMPTY = "empty.ipynb"
# As much of a learner as the page can show: what each module has.
OUTCOMES = ("right", "wrong", "right")


def a_learner(work: Path) -> Project:
    """Fill a folder as a learner leaves it after some weeks, and return the course that sees it."""
    os.environ["PRACTICUM_ROOT"], os.environ["PRACTICUM_WORK"] = str(REPOSITORY), str(work)
    project = Project.find()
    start = datetime.now(UTC) - timedelta(days=8)
    rows = [{"format": "practicum-progress", "version": 1}]
    for module in project.modules:
        if not (project.assignments / module.slug).is_dir():
            continue
        folder = work / module.slug
        shutil.copytree(project.assignments / module.slug, folder)
        rows += [_event(start, "unit", unit.id) for unit in module.units]
        ids = practice_exercises(module.slug, project)
        rows += [_event(start, "check", name, outcome=OUTCOMES[n % 3]) for n, name in enumerate(ids)]
        for number in range(1, 4):
            record_answer(folder / "answers.json", f"{module.id}-{number}", "12", via="form")
        log = project.scenarios / module.drill / "reference.jsonl"
        if log.is_file():
            shutil.copy(log, folder / f"{module.drill}.jsonl")
            rows.append(_event(start, "drill", module.drill, seed="practice-1", mode="practice", total=71.0))
    (work / "progress.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return project


def _event(at: datetime, kind: str, name: str, **fields: object) -> dict[str, object]:
    return {"at": at.isoformat(), "kind": kind, "id": name, **fields}


@contextmanager
def the_lab(work: Path) -> Iterator[str]:
    """Start what `practicum lab` starts and yield the address of its home page."""
    variables = {**os.environ, "PRACTICUM_ROOT": str(REPOSITORY), "PRACTICUM_WORK": str(work)}
    command = [sys.executable, "-m", "practicum", "lab", "--no-browser"]
    with subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, text=True) as lab:
        try:
            yield next(word for line in lab.stdout for word in line.split() if word.startswith("http"))
        finally:
            lab.terminate()


def in_a_browser(work: Path) -> tuple[list[float], list[float]]:
    """Return how long a browser takes to show home, and an empty notebook to compare with, run by run."""
    binary = shutil.which("chromium") or shutil.which("chromium-browser")
    if binary is None:
        return [], []
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only where there is a browser

    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("Empty")]), work / EMPTY)
    with the_lab(work) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=binary, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": 1280, "height": 900})

        def opened(url: str, shown: str) -> None:
            page = context.new_page()
            page.goto(url)
            page.locator(shown).first.wait_for()
            page.close()

        # Another workspace each, so that the one does not bring the other back.
        empty = address.replace("/lab/tree/home.ipynb", f"/lab/workspaces/empty/tree/{EMPTY}")
        result = (
            timed(lambda: opened(address, ".pr-home h2")),
            timed(lambda: opened(empty, ".jp-MarkdownOutput")),
        )
        browser.close()
        return result


def timed(work: Callable[[], object]) -> list[float]:
    """Return how many seconds a piece of work took, run by run."""
    taken = []
    for _run in range(RUNS):
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return taken


def main() -> None:
    """Time each piece and print the table."""
    console = Console()
    system = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}"
    table = Table("what", "first, s", f"best of {RUNS - 1}, s", title=f"The home page on {system}")
    with tempfile.TemporaryDirectory(prefix="practicum-bench-") as folder:
        project = a_learner(Path(folder))
        things = {
            "home drawn": timed(lambda: home_html(project)),
            "portfolio drawn, drills played again": timed(lambda: portfolio_html(project)),
            "folder prepared, both drawn": timed(lambda: prepare(project)),
        }
        things[HOME], things["browser: address to an empty notebook, to compare"] = in_a_browser(Path(folder))
    for name, taken in things.items():
        if not taken:
            table.add_row(name, "no browser here", "")
            continue
        table.add_row(name, f"{taken[0]:.2f}", f"{min(taken[1:]):.2f}")
    console.print(table)
    opened = things[HOME] or things["home drawn"]
    verdict = "Kept" if min(opened[1:]) < PROMISED else "Not kept"
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    console.print(f"Promised: under {PROMISED:g} s once the lab runs. {verdict}, at a load of {load}.")


if __name__ == "__main__":
    main()
