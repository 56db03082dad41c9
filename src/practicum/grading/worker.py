"""The clean process: `python -I -m practicum.grading.worker` marks one hand-in after another.

It reads one JSON document a line on stdin and answers with one a line on stdout: first the rules of a module,
then hand-ins. It knows no kernel and no gradebook, and writes no file. Nothing of one hand-in is kept for the
next: definitions are loaded and references computed once, from the instructor's files alone.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from practicum.errors import PracticumError
from practicum.grading.cells import (
    blanks,
    flag,
    make_texts_harmless,
    masters,
    notebook_text,
    read_notebook,
    read_released,
    restore,
    scores,
    sealed_cells,
)
from practicum.grading.made import files_of, marking_version
from practicum.grading.mark_submission import Marker
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TextIO

_TRIES = 3
_MEMORY = 4 * 1024**3  # bytes of address space: enough for every reference, too little to hurt the machine


class Laid(Protocol):
    """What is laid out for marking: the version of its rules, and what becomes of one hand-in."""

    marking: str

    def answer(self, folder: Path) -> dict[str, Any]:
        """Return what becomes of one hand-in, as JSON values."""


class Bench:
    """A module laid out for marking: its definitions and its released notebook."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        """Load the rules.

        Args:
            rules: `root`, `slug`, `seed` and the paths; `strict` wants exactly the version `marking`.

        Raises:
            PracticumError: Definitions or notebook cannot be loaded, disagree, or are another version.
        """
        root, self.slug = Path(rules["root"]), rules["slug"]
        self.marking = marking_version(root, self.slug)
        if rules.get("strict") and rules["marking"] != self.marking:
            raise PracticumError(
                _("The rules of {module} on this machine are not the ones this run was started with.").format(
                    module=self.slug
                ),
                next_step=_("Let every worker see the same course folder and the same edition; grade again."),
            )
        self.marker = Marker(Path(rules["definitions"]), rules.get("seed"))
        self.released: Any = None
        if rules.get("released"):
            self.released = read_released(Path(rules["released"]))
            self.known = masters(self.released)
            self._compare_points()

    def _compare_points(self) -> None:
        for name, cell in self.known.items():
            if not flag(cell, "grade") or flag(cell, "solution") or name not in self.marker.exercises:
                continue
            points, out_of = float(flag(cell, "points")), self.marker.exercises[name].points
            if points != out_of:
                raise PracticumError(
                    _("{id} is worth {points} points in the notebook and {out_of} in marking.py.").format(
                        id=name, points=points, out_of=out_of
                    ),
                    next_step=_("Make them equal, build the assignment again, and grade again."),
                )

    def answer(self, folder: Path) -> dict[str, Any]:
        """Return what becomes of one hand-in.

        Raises:
            PracticumError: It is gone, cannot be read, or changed all the time while it was read.
        """
        for _try in range(_TRIES):
            files = files_of(folder)
            answer = self._mark(folder)
            if files_of(folder) == files:
                return {"files": files, **answer}
        raise PracticumError(
            _("The hand-in {folder} changed while it was read.").format(folder=folder),
            next_step=_("Wait until nothing writes there, then grade again."),
        )

    def _mark(self, folder: Path) -> dict[str, Any]:
        marks = self.marker.mark(folder)
        if self.released is None:
            return {"marks": {name: one.to_json() for name, one in marks.items()}}
        cells, notes = read_notebook(folder / f"{self.slug}.ipynb", self.released)
        cells, mended = restore(cells, self.known)
        given = sealed_cells(cells, marks)
        facts = {"scores": dict(scores(cells, self.known)), "blanks": dict(blanks(cells, self.known))}
        make_texts_harmless(cells)
        return {
            **facts,
            "marks": {name: one.brief() for name, one in given.items()},
            "notebook": notebook_text({**self.released, "cells": cells}),
            "notes": [*notes, *mended],
        }


def serve(lines: TextIO, out: TextIO, lay_out: Callable[[Mapping[str, Any]], Laid] = Bench) -> None:
    """Answer each line until there are no more.

    Args:
        lines: First the rules, then hand-ins, a JSON document a line.
        out: Where answers go.
        lay_out: Makes of the rules what marks.
    """
    bench: Laid | None = None
    for line in lines:
        order = json.loads(line)
        try:
            if bench is None:
                bench = lay_out(order)
                answer: dict[str, Any] = {"marking": bench.marking}
            else:
                answer = bench.answer(Path(order["folder"]))
        except PracticumError as error:
            answer = {"problem": error.problem, "next_step": error.next_step}
        out.write(json.dumps(answer, allow_nan=False) + "\n")
        out.flush()


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  Windows has none

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        return


def main(lay_out: Callable[[Mapping[str, Any]], Laid] = Bench) -> int:
    """Serve on stdin and stdout; what a definition prints goes to stderr."""
    _limit_memory()
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    serve(sys.stdin, out, lay_out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
