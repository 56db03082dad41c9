"""Become a learner's kernel: ipykernel, on sockets that were opened outside and are named nowhere inside."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import zmq
from ipykernel import kernelapp
from ipykernel.heartbeat import Heartbeat
from ipykernel.iostream import IOPubThread
from ipykernel.kernelapp import IPKernelApp

if TYPE_CHECKING:
    from collections.abc import Mapping

CHANNELS = ("shell", "iopub", "stdin", "control", "hb")
# No files of its own, no history: a run leaves nothing behind. Extra arguments of a client are not passed on.
_ARGUMENTS = ["--log-level=50", "--HistoryManager.enabled=False", "--IPKernelApp.quiet=True"]


class _Pulse(Heartbeat):
    """The heartbeat on a socket that is open already."""

    def __init__(self, descriptor: int) -> None:
        super().__init__(zmq.Context(), ("ipc", "sealed", 1))  # type: ignore[no-untyped-call]
        self._descriptor = descriptor

    def _bind_socket(self) -> None:
        _listen(self.socket, self._descriptor)


class _Output(IOPubThread):
    """Output without the loopback address, by which forks of a kernel print: there is no network here."""

    def __init__(self, socket: Any, *, pipe: bool, session: Any) -> None:
        del pipe
        super().__init__(socket, pipe=False, session=session)  # type: ignore[no-untyped-call]


class SealedKernelApp(IPKernelApp):
    """ipykernel without a connection file: its five listening sockets come as descriptors."""

    listeners: Mapping[str, int]

    def _bind_socket(self, s: Any, port: int) -> int:
        _listen(s, self.listeners[CHANNELS[port - 1]])
        return port

    def init_connection_file(self) -> None:
        """Take the channels in their order in place of ports."""
        for number, channel in enumerate(CHANNELS, 1):
            setattr(self, f"{channel}_port", number)

    def write_connection_file(self, **_more: Any) -> None:
        """Write nothing: who is to reach this kernel does already."""

    def init_iopub(self, context: Any) -> None:
        """Open the output channel."""
        kernelapp.IOPubThread = _Output  # type: ignore[assignment,attr-defined]  # what init_iopub makes
        super().init_iopub(context)  # type: ignore[no-untyped-call]

    def init_heartbeat(self) -> None:
        """Answer on the fifth socket."""
        self.heartbeat = _Pulse(self.listeners["hb"])
        self.heartbeat.start()

    def init_poller(self) -> None:
        """Watch no parent: the sandbox ends with the grader by itself."""


def _listen(where: Any, descriptor: int) -> None:
    where.setsockopt(zmq.USE_FD, descriptor)
    where.bind("ipc://sealed")  # a name for messages only: nothing of that name exists


def become_kernel(listeners: Mapping[str, int], key: str) -> None:
    """Run a kernel until it is ended.

    Args:
        listeners: A listening Unix socket's descriptor by channel.
        key: What signs the messages of this kernel and of no other.
    """
    app = SealedKernelApp.instance()
    app.listeners = listeners
    app.transport, app.ip = "ipc", "sealed"
    app.session.key = key.encode()
    app.initialize(list(_ARGUMENTS))  # type: ignore[no-untyped-call]
    _hook_what_was_imported_early()
    app.start()  # type: ignore[no-untyped-call]


def _hook_what_was_imported_early() -> None:
    """Let libraries that attach themselves to IPython when imported do so now, as in a fresh kernel."""
    inline = sys.modules.get("matplotlib_inline.backend_inline")
    if inline is not None:
        inline._enable_matplotlib_integration()  # noqa: SLF001  what importing it does
    learn = sys.modules.get("practicum.learn")
    if learn is not None:
        learn.speak_plainly()
