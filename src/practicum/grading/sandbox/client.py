"""Run the cells of a notebook on a kernel, one after the other, and stop whatever does not end.

A plain loop on two sockets. It trusts nothing that the kernel says: messages are signed, counted and cut down
(`outputs`), time is the grader's own, and a kernel that breaks a limit is ended.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, cast

import zmq
from nbformat.v4 import new_output
from zmq.utils.monitor import recv_monitor_message

from practicum.grading.sandbox.outputs import Outputs, text
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from jupyter_client.session import Session

    from practicum.grading.sandbox.limits import Limits

_START = 30.0  # seconds for a kernel to say that it is there
_GRACE = 2.0  # seconds for a cell to end after it was interrupted
_GLANCE = 500  # milliseconds after which a silent kernel is looked at
_MOMENT = 0.5  # seconds
_QUEUE = 64  # messages that may wait unread


class RunEnded(Exception):  # noqa: N818  it says how a run ended, which is not always an error
    """The run is over before its last cell.

    Attributes:
        reason: `time`, `stuck`, `output`, or `died`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Client:
    """One kernel, seen from a notebook.

    Args:
        session: What signs and reads messages.
        shell: The address of its shell channel.
        iopub: The address of its output channel.
        alive: Whether the kernel runs.
        interrupt: Stop the cell that runs.
        limits: What a run may take.
    """

    def __init__(  # noqa: PLR0913  two addresses, three ways to deal with the kernel
        self,
        session: Session,
        shell: str,
        iopub: str,
        *,
        alive: Callable[[], bool],
        interrupt: Callable[[], None],
        limits: Limits,
    ) -> None:
        context: Any = zmq.Context.instance()
        self._session, self._alive, self._interrupt, self._limits = session, alive, interrupt, limits
        self._deadline = time.monotonic() + limits.run
        self._room = limits.output
        self._displays: dict[str, list[Any]] = {}
        self._shell = _opened(context, zmq.DEALER, shell, limits.output)
        self._iopub = _opened(context, zmq.SUB, iopub, limits.output)
        self._events = self._iopub.get_monitor_socket(zmq.EVENT_DISCONNECTED)
        self._poller = zmq.Poller()
        for one in (self._shell, self._iopub, self._events):
            self._poller.register(one, zmq.POLLIN)

    def close(self) -> None:
        """Close the sockets; unread messages are dropped."""
        self._iopub.disable_monitor()
        for one in (self._events, self._shell, self._iopub):
            one.close(linger=0)

    def wait(self) -> None:
        """Wait until the kernel is there and its output arrives.

        Raises:
            RunEnded: It died, or was not there in time.
        """
        self._ask("kernel_info_request", {})
        end = time.monotonic() + min(_START, self._limits.run)
        while True:
            kind, _parent, _content = self._next(end)
            if kind in ("iopub_welcome", "status"):
                return

    def run(self, cell: Any) -> None:
        """Run one code cell and fill its outputs.

        Raises:
            RunEnded: The time is up, the output too much, or the kernel is gone.
        """
        end = min(time.monotonic() + self._limits.cell, self._deadline)
        if time.monotonic() >= self._deadline:
            raise RunEnded("time")
        question = {
            "code": cell.source,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": False,
        }
        asked = self._ask("execute_request", question)
        shown = Outputs(cell.outputs, self._displays)
        try:
            self._until_idle(asked, cell, shown, end)
        except TimeoutError:
            self._interrupt()
            try:
                self._until_idle(asked, cell, shown, time.monotonic() + _GRACE)
            except TimeoutError:
                raise RunEnded("stuck") from None
            finally:
                cell.outputs.append(_stopped(self._limits.cell))

    def _until_idle(self, asked: str, cell: Any, shown: Outputs, end: float) -> None:
        while True:
            try:
                kind, parent, content = self._next(end)
            except RunEnded as ended:
                if ended.reason == "silent":
                    raise TimeoutError from None
                raise
            if parent != asked:
                continue
            if kind == "status" and content.get("execution_state") == "idle":
                return
            if kind == "execute_input" and type(content.get("execution_count")) is int:
                cell["execution_count"] = content["execution_count"]
            shown.take(kind, content)

    def _ask(self, kind: str, content: dict[str, Any]) -> str:
        message = self._session.send(self._shell, kind, content)
        return str(cast("Any", message)["header"]["msg_id"])

    def _next(self, end: float) -> tuple[str, str, dict[str, Any]]:
        """Return kind, parent and content of the next message on the output channel.

        Raises:
            RunEnded: `silent` at `end`, `output`, or `died`.
        """
        while True:
            left = int(1000 * (end - time.monotonic()))
            if left <= 0:
                raise RunEnded("silent")
            ready = dict(self._poller.poll(min(left, _GLANCE)))
            if self._shell in ready:  # answers say no more than the output channel; they must not pile up
                self._shell.recv_multipart()
            if self._iopub in ready:
                message = self._read(self._iopub.recv_multipart())
                if message is not None:
                    return message
            elif self._events in ready:
                recv_monitor_message(self._events)
                # A kernel that lives on was cut off for a single message beyond all bounds.
                raise RunEnded("died" if self._gone() else "output")
            elif not self._alive():
                raise RunEnded("died")

    def _gone(self) -> bool:
        """Say whether the kernel has ended; its sockets close a moment before that shows."""
        end = time.monotonic() + _MOMENT
        while self._alive():
            if time.monotonic() > end:
                return False
            time.sleep(_MOMENT / 20)
        return True

    def _read(self, frames: list[bytes]) -> tuple[str, str, dict[str, Any]] | None:
        self._room -= sum(map(len, frames))
        if self._room < 0:
            raise RunEnded("output")
        try:
            _identities, parts = self._session.feed_identities(frames)
            message = self._session.deserialize(parts)
            content, parent = message["content"], message["parent_header"]
            return text(message["header"]["msg_type"]), text(parent.get("msg_id")), dict(content)
        except Exception:  # noqa: BLE001  a forged message may be wrong in any way, and then says nothing
            return None


def _opened(context: Any, kind: int, address: str, largest: int) -> Any:
    opened = context.socket(kind)
    opened.linger = 0
    opened.rcvhwm = _QUEUE
    opened.maxmsgsize = largest
    if kind == zmq.SUB:
        opened.subscribe(b"")
    opened.connect(address)
    return opened


def _stopped(seconds: float) -> Any:
    sentence = _("This cell was stopped after {seconds} seconds.").format(seconds=f"{seconds:g}")
    return new_output("error", ename=_("Stopped"), evalue=sentence, traceback=[sentence])
