"""The hostile notebooks: what each tries, what stands in it, and which sign would be its success.

They are data, in `attacks.toml`. Here stands how they are read and how they change a notebook.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_READER = """\
try:
    found = {}
    print('HARM' if 'canary' in str(found) else 'nothing')
except Exception as error:
    print(type(error).__name__)"""


@dataclass(frozen=True)
class Attack:
    """One hostile notebook.

    Attributes:
        name: Named for its fault.
        tries: The harm that it tries.
        harm: Which sign is success; see `Seen.harmed`.
        cells: Sources run before the answer. They find the facts of `Side.prelude`.
        read: Instead of cells: an expression that reads something; the canary in its value is success.
        answer: Source of the answer cell, where the stock test reads `rate`; 4.88 would be right.
        mutate: Which of `MUTATIONS` changes the notebook once the cells are in.
        change: What that mutation is given, `with` in the file.
        files: More files of the hand-in.
        alone: Stock nbgrader takes minutes over it, so that it gets a course of its own.
    """

    name: str
    tries: str
    harm: str = "said"
    cells: tuple[str, ...] = ()
    answer: str = "rate = 9.02"
    mutate: str = ""
    change: dict[str, Any] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    alone: bool = False


def read_attacks(path: Path) -> tuple[Attack, ...]:
    """Return the attacks of a file."""
    return tuple(_attack(entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["attack"])


def _attack(entry: dict[str, Any]) -> Attack:
    if "read" in entry:
        entry["cells"] = [_READER.format(entry.pop("read"))]
    entry["cells"] = tuple(entry.get("cells", ()))
    entry["change"] = entry.pop("with", {})
    return Attack(**entry)


# ---------------------------------------------------------------- what is done to a notebook


def _graded(notebook):
    return next(cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("grade"))


def _duplicate(notebook):
    notebook["cells"].insert(0, {**_graded(notebook), "id": "twin", "source": "rate = 4.88"})


def _delete(notebook):
    notebook["cells"].remove(_graded(notebook))


def _move(notebook):
    cell = _graded(notebook)
    notebook["cells"].remove(cell)
    notebook["cells"].insert(0, cell)


def _flags(notebook, **changed):
    _graded(notebook)["metadata"]["nbgrader"].update(changed)


def _unlock(notebook):
    _graded(notebook)["source"] = "4.0"
    _flags(notebook, locked=False)


def _no_flags(notebook):
    for cell in notebook["cells"]:
        cell["metadata"].pop("nbgrader", None)


def _fill(notebook, cells):
    filler = [{"cell_type": "markdown", "id": f"f{n}", "metadata": {}, "source": "x"} for n in range(cells)]
    notebook["cells"] = filler + notebook["cells"]


def _kernel(notebook):
    notebook["metadata"]["kernelspec"] = {"name": "evil", "display_name": "Evil", "language": "python"}


def _markdown(notebook, source):
    notebook["cells"].insert(0, {"cell_type": "markdown", "id": "md", "metadata": {}, "source": source})


MUTATIONS = {
    "delete": _delete,
    "duplicate": _duplicate,
    "fill": _fill,
    "flags": _flags,
    "kernel": _kernel,
    "markdown": _markdown,
    "move": _move,
    "no_flags": _no_flags,
    "unlock": _unlock,
}

ATTACKS = read_attacks(Path(__file__).with_name("attacks.toml"))
