"""Read a notebook's text source: MyST Markdown becomes a notebook whose cell ids last.

jupytext gives new random ids each time. Ours are a hash of the file's name and of the cell's own name, or of
its place among the cells that have none, so that a rebuild changes nothing and a graded cell keeps its id
when a paragraph is added above it.
"""

from __future__ import annotations

import itertools
import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import jupytext
import nbformat

from practicum.authoring.errors import BuildError
from practicum.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode

# The same whatever machine built it.
_METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_HEADER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


def is_notebook(path: Path) -> bool:
    """Tell whether a Markdown file is the source of a notebook: its header speaks of jupytext."""
    with path.open(encoding="utf-8", errors="replace") as file:
        header = _HEADER.match(file.read(4096))
    return bool(header and "jupytext:" in header[1])


def read_source(path: Path, name: str) -> NotebookNode:
    """Read a MyST source as a notebook without outputs.

    Args:
        path: The `.md` file.
        name: Its path in the project, with `/`: cell ids are derived from it.

    Raises:
        BuildError: The file is not UTF-8, its Markdown cannot be read, or two cells have one name.
    """
    try:
        notebook: NotebookNode = jupytext.reads(path.read_text(encoding="utf-8"), fmt="md:myst")
    except Exception as error:  # jupytext and the YAML and Markdown readers under it each raise their own
        raise BuildError(
            _("{name} cannot be read as a notebook: {error}.").format(name=name, error=str(error).strip()),
            next_step=_("Compare its header and its cells with a lesson that builds."),
        ) from error
    # jupytext compares its own entry with the text's header when the two are opened as a pair. The versions
    # that it adds to the header when it saves say nothing about the notebook.
    pairing = notebook.metadata.get("jupytext", {})
    for version in ("format_version", "jupytext_version"):
        pairing.get("text_representation", {}).pop(version, None)
    notebook.metadata = nbformat.from_dict({"jupytext": pairing, **_METADATA})
    place = itertools.count(1)
    seen: set[str] = set()
    for cell in notebook.cells:
        own = cell.metadata.get("nbgrader", {}).get("grade_id") or f"#{next(place)}"
        if own in seen:
            raise BuildError(
                _("Two cells of {name} are called '{cell}'.").format(name=name, cell=own),
                next_step=_("Give each cell its own grade_id."),
            )
        seen.add(own)
        cell.id = sha256(f"{name}/{own}".encode()).hexdigest()[:12]
    return notebook


def write_notebook(notebook: NotebookNode) -> bytes:
    """Return the notebook's file, valid and always laid out the same."""
    nbformat.validate(notebook)
    text: str = nbformat.writes(notebook)
    return f"{text}\n".encode()


def json_file(value: dict[str, Any]) -> bytes:
    """Return a JSON file that people can read and compare."""
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def line_in(path: Path, code: str) -> int:
    """Return the line of the source at which a cell's code starts, or 0 when it is not found."""
    text = path.read_text(encoding="utf-8")
    at = text.find(code)
    return text.count("\n", 0, at) + 1 if at >= 0 else 0
