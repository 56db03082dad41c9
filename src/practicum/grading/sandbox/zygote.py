"""The warm parent: `python -I -m practicum.grading.sandbox.zygote FD warm|cold`, process 1 of a sandbox.

It imports what lessons import, then forks one kernel a request. A fork starts with everything imported and
shuts itself in (`seal`) before it sees a byte of a learner's. The parent itself never reads, runs or unpacks
anything of a learner's: it passes descriptors on, watches what its kernels take, and ends with its owner.

With `cold` it imports nothing early, and its one kernel lives in this sandbox itself, not in a nested one.
"""

from __future__ import annotations

import gc
import importlib
import os
import select
import signal
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from practicum.grading.sandbox import seal, wire
from practicum.grading.sandbox.folder import unpack
from practicum.grading.sandbox.kernel import CHANNELS, become_kernel
from practicum.grading.sandbox.system import PR_SET_DUMPABLE, prctl
from practicum.grading.sandbox.watch import Census, Usage, ended

_EARLY = (
    # What a kernel loads while it starts, after it was forked.
    "faulthandler",
    "pdb",
    "tornado.platform.asyncio",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.core.pylabtools",
    "IPython.extensions.storemagic",
    # What lessons load.
    "pandas",
    "pandas.io.formats.string",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "ipywidgets",
    "practicum.learn",
    "practicum.desk",
)
_TICK = 0.05  # seconds between two looks at what kernels take


@dataclass
class _Kernel:
    """One kernel that runs: its number here, its descriptor, when it must end, what it may take."""

    pid: int
    handle: int
    deadline: float
    limits: dict[str, Any]
    why: str = ""


class Zygote:
    """The warm parent's loop.

    Args:
        owner: The socket to the grader.
        nested: Whether kernels get namespaces of their own.
    """

    def __init__(self, owner: socket.socket, *, nested: bool) -> None:
        self._owner = owner
        self._nested = nested
        self._kernels: dict[int, _Kernel] = {}

    def serve(self) -> None:
        """Answer requests until the owner is gone; every kernel ends with this process."""
        while True:
            ready, _write, _error = select.select([self._owner], [], [], _TICK if self._kernels else None)
            if ready:
                try:
                    request, descriptors = wire.receive(self._owner)
                except (EOFError, OSError):
                    return
                self._answer(request, descriptors)
            self._watch()

    def _answer(self, request: dict[str, Any], descriptors: list[int]) -> None:
        if request["do"] == "start":
            self._start(request, descriptors)
        else:
            kernel = self._kernels.pop(request["pid"], None)
            wire.send(self._owner, {"why": kernel.why if kernel else ""})
            if kernel:
                os.close(kernel.handle)

    def _start(self, request: dict[str, Any], descriptors: list[int]) -> None:
        told, tell = os.pipe()
        if os.fork() == 0:
            self._owner.close()
            os.close(told)
            _first_child(request, descriptors, tell, nested=self._nested)
        os.close(tell)
        for descriptor in descriptors:
            os.close(descriptor)
        with open(told, "rb") as answer:  # noqa: PTH123  a descriptor, not a path
            said = dict(line.split(" ", 1) for line in answer.read().decode().splitlines())
        if "sealed" not in said or "pid" not in said:
            wire.send(self._owner, {"refused": said.get("refused", "a fork ended")})
            return
        pid = int(said["pid"])
        try:
            handle = os.pidfd_open(pid)
        except OSError as error:
            wire.send(self._owner, {"refused": str(error)})
            return
        limits = request["limits"]
        self._kernels[pid] = _Kernel(pid, handle, time.monotonic() + limits["run"] + limits["cell"], limits)
        wire.send(self._owner, {"pid": pid}, [handle])

    def _watch(self) -> None:
        running = [one for one in self._kernels.values() if not (one.why or ended(one.handle))]
        if not running:
            return
        census = Census()
        for kernel in running:
            usage = census.below(kernel.pid) if self._nested else census.others()
            kernel.why = _excess(kernel, usage, census.parent())
            if kernel.why:
                with suppress(ProcessLookupError):
                    signal.pidfd_send_signal(kernel.handle, signal.SIGKILL)


def _excess(kernel: _Kernel, usage: Usage, parent: Usage) -> str:
    """Return which limit a kernel and its processes break together, or nothing."""
    if time.monotonic() > kernel.deadline:
        return "time"
    if usage.memory > kernel.limits["memory"] + parent.memory:
        return "memory"
    return "processes" if usage.threads > kernel.limits["processes"] else ""


def _first_child(request: dict[str, Any], descriptors: list[int], tell: int, *, nested: bool) -> None:
    """Make the namespaces, fork process 1 of the new sandbox, tell its number, and go."""
    try:
        if nested:
            seal.leave()
        pid = os.fork()
        if pid == 0:
            _second_child(request, descriptors, tell, nested=nested)
        os.write(tell, f"pid {pid}\n".encode())
    except OSError as error:
        os.write(tell, f"refused {error}\n".encode())
    finally:
        os._exit(0)


def _second_child(request: dict[str, Any], descriptors: list[int], tell: int, *, nested: bool) -> None:
    """Shut this process in, say so, and become the kernel."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with suppress(OSError):  # process 1 of its own sandbox leads a session already
            os.setsid()
        seal.close([*descriptors, tell])
        try:
            if nested:
                seal.furnish(request["limits"]["disk"])
            seal.limit(request["limits"])
            seal.lock()
        except OSError as error:
            os.write(tell, f"refused {error}\n".encode())
            return
        os.write(tell, b"sealed yes\n")
        os.close(tell)
        seal.stir()
        *listeners, folder = descriptors
        home = seal.enter_home() / request["name"]
        home.mkdir(exist_ok=True)
        unpack(folder, home)
        os.chdir(home)
        become_kernel(dict(zip(CHANNELS, listeners, strict=True)), request["key"])
    finally:
        os._exit(0)


def _without_debugger() -> None:
    """Import ipykernel's debugger as where debugpy is missing: nobody debugs here, and it is slow to load."""
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # Python's own word for "cannot be imported"
    importlib.import_module("ipykernel.debugger")
    del sys.modules["debugpy"]


def _rehearse() -> None:
    """Show a table and draw a chart to nowhere, so that what libraries load at first use is loaded."""
    from io import BytesIO  # noqa: PLC0415  only the warm parent needs these

    import pandas as pd  # noqa: PLC0415  as above
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415  as above
    from matplotlib.figure import Figure  # noqa: PLC0415  as above

    frame = pd.DataFrame({"x": pd.to_datetime(["2026-01-01"], utc=True).tz_convert("Europe/Paris"), "y": 1.5})
    frame.to_html()
    figure = Figure()  # not pyplot's: no figure is left open
    canvas = FigureCanvasAgg(figure)
    frame.plot.barh(x="x", y="y", ax=figure.subplots(), title="Rehearsal")
    for kind in ("png", "jpg"):
        canvas.print_figure(BytesIO(), format=kind)


def _warm_up() -> None:
    for name in _EARLY:
        with suppress(
            Exception
        ):  # a module that does not load here fails in the learner's cell, with its reason
            importlib.import_module(name)
    with suppress(Exception):  # as above
        _rehearse()
    gc.collect()
    gc.freeze()  # the collector then leaves the shared pages of the parent alone


def main(arguments: list[str]) -> None:
    """Set up, say so, serve."""
    owner = socket.socket(fileno=int(arguments[0]))
    warm = arguments[1] == "warm"
    seal.lower()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended forks leave by themselves
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a cold kernel could send it
    _without_debugger()
    if warm:
        _warm_up()
    else:
        prctl(PR_SET_DUMPABLE, 0)  # the kernel shares this sandbox and must not look into its parent
    wire.send(owner, {"ready": True})
    Zygote(owner, nested=warm).serve()


if __name__ == "__main__":
    main(sys.argv[1:])
