"""How long a build takes: of the whole course, of one changed lesson, and of nothing.

    python bench/build.py

It builds a copy of the project, as it is in the last commit, with nothing built yet.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console

ROOT = Path(__file__).parents[1]
LESSON = "course/m03-strategy/lesson.md"
WHOLE, ONE = 240, 20  # seconds that are allowed on two cores


def main() -> int:
    """Print the three times and say whether they are within what is allowed."""
    show = Console(highlight=False).print
    with tempfile.TemporaryDirectory(prefix="practicum-bench-") as folder:
        copy = Path(folder) / "main"
        subprocess.run(["git", "clone", "-q", ROOT, copy], check=True)  # noqa: S607 - git is asked by name everywhere
        whole = _build(copy)
        nothing = _build(copy)
        lesson = copy / LESSON
        lesson.write_text(lesson.read_text(encoding="utf-8") + "\nOne sentence more.\n", encoding="utf-8")
        one = _build(copy)
    show(f"load before: {os.getloadavg()[0]:.1f}; cores: {os.cpu_count()}")
    show(f"the whole course  {whole:6.1f} s   (allowed {WHOLE})")
    show(f"one lesson changed{one:6.1f} s   (allowed {ONE})")
    show(f"nothing changed   {nothing:6.1f} s")
    return int(whole > WHOLE or one > ONE)


def _build(copy: Path) -> float:
    """Build with the package of the copy, and return the seconds."""
    environment = {**os.environ, "PYTHONPATH": str(copy / "src"), "PRACTICUM_ROOT": str(copy)}
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "practicum", "build"],
        cwd=copy,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
