"""Run a lesson from top to bottom as a new learner would, and keep outputs that any machine would write."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from pathlib import Path
from subprocess import DEVNULL
from typing import TYPE_CHECKING

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from practicum.authoring.errors import BuildError
from practicum.authoring.source import line_in
from practicum.i18n import _

if TYPE_CHECKING:
    from nbformat import NotebookNode

CELL_SECONDS = 180
_WIDGET = "application/vnd.jupyter.widget-view+json"
_ADDRESS = re.compile(r"(?<= at )0x[0-9a-f]{6,}")
_STYLER = re.compile(r"\bT_[0-9a-f]{5}(?=[_\"' ]|$)")


def execute(notebook: NotebookNode, source: Path, project_root: Path) -> None:
    """Run every cell of a lesson in a fresh kernel, in place.

    The kernel stands in an empty learner's folder that is thrown away, so that no evidence is left behind.

    Args:
        notebook: What `read_source` returned; its cells receive their outputs.
        source: The Markdown file, named in errors.
        project_root: The project whose tables, drills and checks the lesson uses.

    Raises:
        BuildError: A cell failed, took longer than `CELL_SECONDS`, wrote a warning, or shows a path of this
            machine.
    """
    name = source.relative_to(project_root).as_posix()
    with tempfile.TemporaryDirectory(prefix="practicum-build-") as folder:
        scratch = Path(folder).resolve()
        here = scratch / "work" / source.parent.relative_to(project_root / "course")
        here.mkdir(parents=True)
        client = NotebookClient(
            notebook,
            timeout=CELL_SECONDS,
            kernel_name="python3",
            record_timing=False,
            coalesce_streams=True,
            store_widget_state=False,
            resources={"metadata": {"path": str(here)}},
        )
        try:
            client.execute(env=_environment(scratch, project_root), stderr=DEVNULL)
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            raise _failed(notebook, source, name, error) from error
        private = (str(scratch), str(project_root), sys.prefix, str(Path.home()) + os.sep)
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "code":
            cell.outputs = [_lasting(output) for output in cell.outputs]
            _refuse_private(cell, private, f"{name}, {_place(source, cell, number)}")
    notebook.metadata.language_info = nbformat.from_dict({"name": "python"})


def _environment(scratch: Path, project_root: Path) -> dict[str, str]:
    return {
        **{key: value for key, value in os.environ.items() if key != "PRACTICUM_LANGUAGE"},
        "PRACTICUM_ROOT": str(project_root),
        "PRACTICUM_WORK": str(scratch / "work"),
        "IPYTHONDIR": str(scratch / "ipython"),  # neither a start-up file nor a history of the author's
        "PYTHONHASHSEED": "0",
    }


def _failed(notebook: NotebookNode, source: Path, name: str, error: Exception) -> BuildError:
    """Find the cell that stopped: the last one that holds an error, else the last that was started."""
    codes = [(n, cell) for n, cell in enumerate(notebook.cells, 1) if cell.cell_type == "code"]
    broken = [
        (n, cell)
        for n, cell in codes
        if any(output.output_type == "error" for output in cell.get("outputs", ()))
    ]
    started = [(n, cell) for n, cell in codes if cell.get("execution_count")]
    number, cell = (broken or started or codes)[-1]
    if isinstance(error, CellExecutionError):
        reason = f"{error.ename}: {error.evalue}"
    elif isinstance(error, CellTimeoutError):
        reason = _("it took longer than {seconds} seconds").format(seconds=CELL_SECONDS)
    else:
        reason = _("Python itself ended")
    return BuildError(
        _("{name}, {place}, stopped: {reason}.").format(
            name=name, place=_place(source, cell, number), reason=reason.rstrip(".")
        ),
        next_step=_("Open the file in JupyterLab, run its cells up to this one, and mend it."),
    )


def _place(source: Path, cell: NotebookNode, number: int) -> str:
    first = next((line for line in cell.source.splitlines() if line.strip()), "")
    return _("cell {number} (line {line}: {code})").format(
        number=number, line=line_in(source, cell.source), code=first.strip()
    )


def _lasting(output: NotebookNode) -> NotebookNode:
    """Take out of an output what differs from one run to the next, and what is dead without its kernel."""
    if output.output_type == "stream":
        output.text = _steady(output.text)
    elif "data" in output:
        if _WIDGET in output.data:
            return _placeholder()
        for mime, value in output.data.items():
            if isinstance(value, str) and mime.startswith("text/"):
                output.data[mime] = _steady(value)
    return output


def _steady(text: str) -> str:
    names: dict[str, str] = {}  # pandas names each styled table at random
    text = _STYLER.sub(lambda found: names.setdefault(found[0], f"T_{len(names):05x}"), text)
    return _ADDRESS.sub("0x0", text)


def _placeholder() -> NotebookNode:
    """Stand in for a widget: it needs a kernel, and what JupyterLab shows without one reads like an error."""
    sentence = _("Run this cell to use this part of the lesson.")
    output: NotebookNode = nbformat.v4.new_output(
        "display_data",
        data={"text/html": f"<p><em>{sentence}</em></p>", "text/plain": sentence},
        metadata={"practicum": {"widget": True}},
    )
    return output


def _refuse_private(cell: NotebookNode, private: tuple[str, ...], place: str) -> None:
    for output in cell.outputs:
        if output.output_type == "stream" and output.name == "stderr":
            raise BuildError(
                _("{place} writes a warning: {text}").format(place=place, text=output.text.strip()),
                next_step=_("Change the code so that a learner sees no warning."),
            )
        if any(path in str(output) for path in private):
            raise BuildError(
                _("{place} shows a path of this machine.").format(place=place),
                next_step=_("Show the file's name only: every learner has other folders."),
            )
