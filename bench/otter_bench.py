"""What otter-grader's own local grading takes on an equivalent notebook: asked for with `grading.py --otter`.

otter is installed into an environment of its own that is thrown away; it is no dependency of this course. Its
eight tests ask only whether each answer was given: the figure is one of speed alone.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from rich.console import Console

SLUG = "m08-analytics"
QUESTIONS = 8
KEEP = """
given = {}


def answer(name, value):
    given[name] = value
"""
TEST = """
OK_FORMAT = True

test = {{
    "name": "m08-{number}",
    "points": 1,
    "suites": [{{
        "type": "doctest", "scored": True, "setup": "", "teardown": "",
        "cases": [{{"code": ">>> 'm08-{number}' in given\\nTrue", "hidden": False, "locked": False}}],
    }}],
}}
"""


def compare(folder: Path, count: int, console: Console) -> None:
    """Install otter, grade `count` hand-ins one after the other as it does locally, and print the seconds."""
    home = folder / "otter"
    (home / "tests").mkdir(parents=True)
    python = _environment(home)
    for number in range(1, QUESTIONS + 1):
        (home / "tests" / f"m08-{number}.py").write_text(TEST.format(number=number), encoding="utf-8")
    notebooks = [
        _equivalent(one / f"{SLUG}.ipynb", home / f"hand-in-{number}.ipynb")
        for number, one in enumerate(sorted((folder / "ours" / "submitted").glob(f"*/{SLUG}"))[:count])
    ]
    otter = [str(python), "-m", "otter"]
    _run([*otter, "generate", "-t", "tests", "-o", "autograder.zip", "--no-environment"], home)
    start = time.perf_counter()
    for notebook in notebooks:
        _run([*otter, "run", "--no-logo", "-a", "autograder.zip", "-o", str(home), notebook.name], home)
        found = json.loads((home / "results.json").read_text(encoding="utf-8"))
        if sum(one.get("score", 0) for one in found["tests"]) != QUESTIONS:
            sys.exit(f"otter did not grade every question: {json.dumps(found)[:1500]}")
    seconds = time.perf_counter() - start
    table = Table("way", "seconds a hand-in", title="otter-grader, local, without a container")
    table.add_row(f"otter run, {count} hand-ins of the same code", f"{seconds / count:.1f}")
    console.print(table)


def _environment(home: Path) -> Path:
    """Make an environment with otter, in which this course's own libraries can be imported, too."""
    uv = [sys.executable, "-m", "uv"]
    _run([*uv, "venv", "-q", "--python", sys.executable, "venv"], home)
    python = home / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    _run([*uv, "pip", "install", "-q", "--python", str(python), "otter-grader"], home)
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    there = Path(
        subprocess.run([python, "-c", asked], capture_output=True, text=True, check=True).stdout.strip()
    )
    # This file is read after otter's own libraries, so that they stay what otter asked for.
    ours = f"{sysconfig.get_path('purelib')}\n{Path(__file__).resolve().parents[1] / 'src'}\n"
    (there / "course.pth").write_text(ours, encoding="utf-8")
    return python


def _equivalent(handed_in: Path, target: Path) -> Path:
    """Write a hand-in without grade cells, with an `answer` that keeps values where otter's tests look."""
    notebook = json.loads(handed_in.read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if not cell["metadata"].get("nbgrader", {}).get("grade")]
    first = next(number for number, cell in enumerate(cells) if cell["cell_type"] == "code")
    keep = {
        "cell_type": "code",
        "id": "keep",
        "metadata": {},
        "source": KEEP,
        "outputs": [],
        "execution_count": None,
    }
    notebook["cells"] = [*cells[: first + 1], keep, *cells[first + 1 :]]
    target.write_text(json.dumps(notebook), encoding="utf-8")
    return target


def _run(command: list[str], home: Path) -> None:
    environment = {**os.environ, "PRACTICUM_WORK": str(home / "work")}
    done = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(home / "venv", ignore_errors=True)
        sys.exit(f"{' '.join(command)} failed:\n{(done.stderr or done.stdout)[-2000:]}")
