"""Run a whole hand-in for a person's eyes: `execute_view`. No mark depends on how it ends."""

from __future__ import annotations

import platform
import signal
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

import zmq
from jupyter_client.manager import KernelManager
from nbformat.v4 import new_markdown_cell

from practicum.errors import PracticumError
from practicum.grading.sandbox.client import Client, RunEnded
from practicum.grading.sandbox.host import require
from practicum.grading.sandbox.limits import Limits
from practicum.grading.sandbox.provisioner import SealedSpecs
from practicum.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

_LANGUAGE = {
    "name": "python",
    "version": platform.python_version(),
    "mimetype": "text/x-python",
    "codemirror_mode": {"name": "ipython", "version": 3},
    "pygments_lexer": "ipython3",
    "nbconvert_exporter": "python",
    "file_extension": ".py",
}


@dataclass(frozen=True)
class ViewResult:
    """How a run went.

    Attributes:
        notebook: The notebook that was given, with the outputs of the cells that ran, and a note at its top
            if the run ended early.
        reason: Empty when every cell was run; else `time`, `stuck` (a cell that cannot be interrupted),
            `memory`, `processes`, `output`, `died`, or `start` when no kernel could be started.
        note: The reason as a sentence.
        cells: How many cells were run.
        seconds: What it took.
        sealed: Whether it ran in a sandbox.
    """

    notebook: Any
    reason: str
    note: str
    cells: int
    seconds: float
    sealed: bool

    def text(self) -> str:
        """Return everything that the cells showed as text: streams, results, errors."""
        outputs = (one for cell in self.notebook.cells for one in cell.get("outputs", []))
        return "\n".join(
            one.get("text") or one.get("evalue") or one.get("data", {}).get("text/plain", "")
            for one in outputs
        )


def execute_view(notebook: Any, folder: Path | None = None, limits: Limits | None = None) -> ViewResult:
    """Run a notebook's code cells in a sandbox of their own and fill in their outputs.

    The kernel finds a copy of `folder`; whatever it writes vanishes with it. Earlier outputs are dropped.
    Safe to call again and again in one process, which keeps one warm parent for a course.

    Args:
        notebook: A notebook of nbformat 4; changed in place.
        folder: What was handed in; None for an empty folder.
        limits: What it may take.

    Raises:
        PracticumError: There is no sandbox here, and nobody chose to go without (`require`).
    """
    sealed = require()
    limits = limits or Limits()
    start = time.perf_counter()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in cells:
        cell.outputs, cell.execution_count = [], None
    done = 0
    reason = note = ""
    try:
        with _Kernel(folder, limits, sealed=sealed) as kernel:
            try:
                kernel.client.wait()
                for cell in cells:
                    if cell.source.strip():
                        kernel.client.run(cell)
                        done += 1
            except RunEnded as ended:
                reason = kernel.why_ended(ended.reason)
    except PracticumError as error:
        reason, note = "start", str(error)
    notebook.metadata["language_info"] = dict(_LANGUAGE)
    if reason:
        note = note or _sentence(reason, limits)
        always = _("The run of this notebook ended early. Its marks do not depend on the run.")
        notebook.cells.insert(0, new_markdown_cell(f"**{always}** {note}"))
    return ViewResult(notebook, reason, note, done, time.perf_counter() - start, sealed)


class _Kernel:
    """A kernel for one run, ended at once afterwards."""

    def __init__(self, folder: Path | None, limits: Limits, *, sealed: bool) -> None:
        self._folder, self._limits, self._sealed = folder, limits, sealed
        self._manager = KernelManager(context=zmq.Context.instance())
        if sealed:
            self._manager.kernel_spec_manager = SealedSpecs(limits=limits.to_json())

    def __enter__(self) -> Self:
        manager = self._manager
        where = {"cwd": str(self._folder)} if self._folder else {}
        manager.start_kernel(**where)
        provisioner = self._provisioner = cast("Any", manager.provisioner)
        if self._sealed:
            sealed = provisioner.sealed
            alive, interrupt = sealed.alive, lambda: sealed.signal(signal.SIGINT)
        else:
            alive, interrupt = (lambda: provisioner.process.poll() is None), manager.interrupt_kernel
        self.client = Client(
            manager.session,
            manager._make_url("shell"),  # noqa: SLF001  jupyter_client offers no public name for it
            manager._make_url("iopub"),  # noqa: SLF001  as above
            alive=alive,
            interrupt=interrupt,
            limits=self._limits,
        )
        return self

    def why_ended(self, reason: str) -> str:
        """Return the limit that the warm parent saw broken, else what the client saw."""
        seen = self._provisioner.sealed.close() if self._sealed else ""
        return seen or ("time" if reason == "silent" else reason)

    def __exit__(self, *_error: object) -> None:
        self.client.close()
        if self._sealed:
            self._manager.cleanup_resources()
        else:
            self._manager.shutdown_kernel(now=True)


def _sentence(reason: str, limits: Limits) -> str:
    megabytes = limits.memory // 2**20
    return {
        "time": _("It took longer than {seconds} seconds.").format(seconds=f"{limits.run:g}"),
        "stuck": _("A cell did not stop after {seconds} seconds.").format(seconds=f"{limits.cell:g}"),
        "memory": _("It took more than {megabytes} MB of memory.").format(megabytes=megabytes),
        "processes": _("It started more than {most} processes and threads.").format(most=limits.processes),
        "output": _("It showed more than {megabytes} MB.").format(megabytes=limits.output // 2**20),
        "died": _("Its kernel ended by itself."),
    }[reason]
