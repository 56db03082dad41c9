"""The learner's notebooks as files: read, tell whether someone changed them, write them as trusted."""

from __future__ import annotations

import contextlib
import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import nbformat
from ipykernel.ipkernel import IPythonKernel
from nbformat.sign import NotebookNotary

from practicum.errors import PracticumError
from practicum.evidence.files import write_atomically
from practicum.i18n import _
from practicum.project import Project  # noqa: TC001  kept at run time: named in the public signatures

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from nbformat import NotebookNode


def state_folder(project: Project) -> Path:
    """Return where the lab keeps its own things: settings, signatures, what was copied."""
    return (project.work / ".practicum").resolve()


def content_hash(path: Path) -> str:
    """Return a hash of what a person wrote in the file.

    Of a notebook, its cells' kinds and sources: running a cell is not a change. Of a damaged notebook, and of
    anything else, its bytes.
    """
    return _hash(path, lambda cell: [cell["cell_type"], "".join(cell["source"])])


def edition_hash(path: Path) -> str:
    """Return a hash of what the edition gives: of a notebook all but what running adds, else the bytes."""
    ran = {"outputs", "execution_count"}
    return _hash(path, lambda cell: {name: value for name, value in cell.items() if name not in ran})


def _hash(path: Path, part: Callable[[dict[str, Any]], object]) -> str:
    content = path.read_bytes()
    if path.suffix == ".ipynb":
        with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
            content = json.dumps([part(cell) for cell in json.loads(content)["cells"]]).encode()
    return sha256(content).hexdigest()


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook.

    Raises:
        PracticumError: The file is no notebook, or damaged.
    """
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
    except (ValueError, KeyError, TypeError, AttributeError, nbformat.ValidationError) as error:
        raise PracticumError(
            _("{path} is not a notebook that can be read.").format(path=path),
            next_step=_("Get the file again from where the course came from."),
        ) from error
    return notebook


def write_trusted(project: Project, path: Path, notebook: NotebookNode) -> None:
    """Write a notebook of ours to the learner's folder and sign it, so that JupyterLab shows its outputs.

    The pairing with a text file stays behind: saving in `work/` must not write one.
    """
    notebook.metadata.pop("jupytext", None)
    # As this machine's kernel will say it; otherwise JupyterLab calls the notebook changed once it is open.
    notebook.metadata.language_info = IPythonKernel.language_info
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, nbformat.writes(notebook).encode())
    data = state_folder(project) / "data"
    data.mkdir(parents=True, exist_ok=True)
    NotebookNotary(data_dir=str(data)).sign(notebook)
