"""The files that grading writes: the autograded notebook beside what was handed in, and the page of feedback.

Each folder is made beside its place and put there in one move, so that nobody ever sees half of one.
"""

from __future__ import annotations

import os
import shutil
import stat
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.grading.layout import Layout

_READ_ONLY = 0o444  # as nbgrader leaves them
_FRESH, _STALE = ".new-{name}", ".old-{name}"


def autograded_path(layout: Layout, slug: str, student: str) -> Path:
    """Return where the autograded notebook stands."""
    return layout.folder("autograded", student, slug) / f"{slug}.ipynb"


def feedback_path(layout: Layout, slug: str, student: str) -> Path:
    """Return where the page of feedback stands."""
    return layout.folder("feedback", student, slug) / f"{slug}.html"


def write_autograded(layout: Layout, slug: str, student: str, notebook: str) -> None:
    """Write the autograded folder anew: the notebook, and copies of files as nbgrader makes them.

    Raises:
        OSError: It cannot be written; the old folder then stands as it was.
    """
    target = autograded_path(layout, slug, student)
    fresh = _fresh(target.parent)
    for source in (layout.folder("submitted", student, slug), layout.root / "solutions" / slug):
        for name in _copied(source, layout.ignored):
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, fresh / name)
            (fresh / name).chmod(_READ_ONLY)
    (fresh / target.name).write_text(notebook, encoding="utf-8")
    (fresh / target.name).chmod(_READ_ONLY)
    _put(fresh, target.parent)


def write_feedback(layout: Layout, slug: str, student: str, page: str) -> None:
    """Write the folder of feedback anew, with the page and nothing else.

    Raises:
        OSError: It cannot be written; the old folder then stands as it was.
    """
    target = feedback_path(layout, slug, student)
    fresh = _fresh(target.parent)
    (fresh / target.name).write_text(page, encoding="utf-8")
    _put(fresh, target.parent)


def sweep(layout: Layout, slug: str) -> None:
    """Remove the half-made folders that a run leaves when it is ended; call it while no run goes on."""
    for step in ("autograded", "feedback"):
        for form in (_FRESH, _STALE):
            for left in layout.folder(step, "", "").glob(f"*/{form.format(name=slug)}"):
                shutil.rmtree(left, ignore_errors=True)


def _copied(source: Path, ignored: tuple[str, ...]) -> Iterator[Path]:
    """Yield the files of a folder that go along; never links, nor pipes, which never end."""
    for place, folders, files in os.walk(source):
        here = Path(place)
        folders[:] = [name for name in folders if not _matches(name, ignored)]
        for name in files:
            ordinary = stat.S_ISREG((here / name).lstat().st_mode)
            if ordinary and not _matches(name, (*ignored, "*.ipynb")):
                yield (here / name).relative_to(source)


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


def _fresh(target: Path) -> Path:
    fresh = target.with_name(_FRESH.format(name=target.name))
    shutil.rmtree(fresh, ignore_errors=True)  # a run that was ended may have left one
    fresh.mkdir(parents=True)
    return fresh


def _put(fresh: Path, target: Path) -> None:
    stale = target.with_name(_STALE.format(name=target.name))
    shutil.rmtree(stale, ignore_errors=True)
    if target.exists():
        target.rename(stale)
    fresh.rename(target)
    shutil.rmtree(stale, ignore_errors=True)
