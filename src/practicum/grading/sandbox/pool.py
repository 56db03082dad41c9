"""The grader's side of warm kernels: one warm parent a process and course, and a handle for each kernel."""

from __future__ import annotations

import atexit
import os
import queue
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.grading.sandbox import wire
from practicum.grading.sandbox.command import command
from practicum.grading.sandbox.folder import pack
from practicum.grading.sandbox.watch import ended
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.grading.sandbox.limits import Limits

CHANNELS = ("shell", "iopub", "stdin", "control", "hb")  # as in `kernel`, which is not imported out here
_START = 60.0  # seconds for a warm parent to import everything on a busy machine
_ANSWER = 20.0
_OWN_DISK = 16 * 2**20  # for what libraries cache when they are imported


class SealedKernel:
    """One kernel in its own sandbox, seen from outside.

    Attributes:
        place: What the names of its sockets begin with: `<place>-1` is shell, and so on in the order of
            `CHANNELS`. Only this process's user can reach them, and nothing inside can.
    """

    def __init__(self, parent: Parent, pid: int, handle: int, place: Path) -> None:
        self.place = place
        self._parent = parent
        self._pid = pid
        self._handle: int | None = handle
        self.why = ""

    @property
    def handle(self) -> int | None:
        """The kernel's pidfd, readable once it has ended; None after `close`."""
        return self._handle

    def alive(self) -> bool:
        """Say whether it still runs, without waiting."""
        return self._handle is not None and not ended(self._handle)

    def signal(self, number: int) -> None:
        """Send a signal to the kernel; SIGKILL ends everything that it started with it."""
        if self._handle is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._handle, number)

    def close(self) -> str:
        """End it, forget it, and return which limit it broke: `memory`, `processes`, `time`, or nothing."""
        if self._handle is not None:
            self.signal(signal.SIGKILL)
            self.why = self._parent.forget(self._pid)
            os.close(self._handle)
            self._handle = None
            shutil.rmtree(self.place.parent, ignore_errors=True)
            if not self._parent.warm:
                self._parent.end()
        return self.why


class Parent:
    """A warm parent in its sandbox, or a cold one for a single kernel.

    Args:
        course: The course whose public parts are shown inside.
        disk: Bytes in each folder that a cold kernel can write to; a nested one gets its own.
        warm: Whether to import early and give each kernel a nested sandbox.

    Raises:
        OSError: bubblewrap could not be started.
        EOFError: It ended at once; `complaint` says why.
    """

    def __init__(self, course: Path | None, *, disk: int = _OWN_DISK, warm: bool = True) -> None:
        self.warm = warm
        self._born = os.getpid()
        self._turn = threading.Lock()
        self._owner, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        words = ("-m", "practicum.grading.sandbox.zygote", str(theirs.fileno()), "warm" if warm else "cold")
        with theirs, tempfile.TemporaryFile() as errors:
            self._process = _outliving_this_thread(
                command(*words, course=course, disk=disk),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                env={},
                pass_fds=[theirs.fileno()],
            )
            theirs.close()
            self._owner.settimeout(_START)
            try:
                wire.receive(self._owner)
            except (EOFError, OSError):
                self.end()
                errors.seek(0)
                self.complaint = errors.read().decode("utf-8", "replace").strip()
                raise EOFError(self.complaint) from None
        self._owner.settimeout(_ANSWER)
        atexit.register(self.end)

    def alive(self) -> bool:
        """Say whether it can still be asked."""
        return self._process.poll() is None

    def start(self, folder: Path | None, key: str, limits: Limits, name: str = "") -> SealedKernel:
        """Start a kernel in a sandbox of its own.

        Args:
            folder: What it finds, copied, in its working folder.
            key: What signs its messages.
            limits: What it may take.
            name: The working folder's name inside, for instance the module's slug.

        Raises:
            PracticumError: The folder is too large.
            OSError: The system refused the sandbox, or the parent is gone.
        """
        content = pack(folder, limits.disk)
        place = Path(tempfile.mkdtemp(prefix="practicum-")) / "k"
        listeners = [_listen(f"{place}-{number}") for number in range(1, len(CHANNELS) + 1)]
        request = {"do": "start", "key": key, "limits": limits.to_json(), "name": Path(name or ".").name}
        try:
            said, handles = self._ask(request, [*(one.fileno() for one in listeners), content])
        except BaseException:
            shutil.rmtree(place.parent, ignore_errors=True)
            raise
        finally:
            os.close(content)
            for one in listeners:
                one.close()
        if not handles:
            shutil.rmtree(place.parent, ignore_errors=True)
            raise OSError(said["refused"])
        return SealedKernel(self, said["pid"], handles[0], place)

    def forget(self, pid: int) -> str:
        """Return which limit an ended kernel broke; the parent then knows it no more."""
        try:
            return str(self._ask({"do": "forget", "pid": pid})[0]["why"])
        except OSError:
            return ""

    def end(self) -> None:
        """End the parent and every kernel below it."""
        atexit.unregister(self.end)
        if os.getpid() != self._born:  # a fork of the grader; the parent is not its own
            return
        self._owner.close()
        self._process.kill()
        self._process.wait()

    def _ask(
        self, request: dict[str, Any], descriptors: list[int] | None = None
    ) -> tuple[dict[str, Any], list[int]]:
        with self._turn:
            wire.send(self._owner, request, descriptors or [])
            try:
                return wire.receive(self._owner)
            except EOFError:
                raise ConnectionResetError(_("The sandbox ended by itself.")) from None


def _outliving_this_thread(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
    """Start a process in a thread that ends after it.

    `--die-with-parent` means the thread that started a process, and a worker thread may end long before its
    process does.
    """
    started: queue.SimpleQueue[subprocess.Popen[bytes] | OSError] = queue.SimpleQueue()

    def start() -> None:
        try:
            process = subprocess.Popen(command, **options)  # noqa: S603  our own command, made in `command`
        except OSError as error:
            started.put(error)
            return
        started.put(process)
        process.wait()

    threading.Thread(target=start, name="practicum-sandbox", daemon=True).start()
    process = started.get()
    if isinstance(process, OSError):
        raise process
    return process


class Pool:
    """Warm parents by course, made at need; where nested sandboxes are refused, one cold sandbox a kernel."""

    def __init__(self) -> None:
        self._parents: dict[tuple[int, Path | None], Parent] = {}
        self.cold = False
        self._turn = threading.Lock()

    def start(
        self, folder: Path | None, key: str, limits: Limits, *, course: Path | None, name: str = ""
    ) -> SealedKernel:
        """Start a kernel, warm where this machine allows it, sealed in any case.

        Raises:
            PracticumError: No sandbox can be had, or the folder is too large.
        """
        try:
            if not self.cold:
                parent = self._warm(course)
                try:
                    return parent.start(folder, key, limits, name)
                except ConnectionError:  # it was ended from outside: once more with a new one
                    parent.end()
                    return self._warm(course).start(folder, key, limits, name)
                except OSError:  # namespaces inside namespaces are refused here
                    self.cold = True
            return Parent(course, disk=limits.disk, warm=False).start(folder, key, limits, name)
        except (OSError, EOFError) as error:
            raise PracticumError(
                _("The sandbox did not start: {reason}.").format(reason=str(error).rstrip(".")),
                next_step=_("Grade again. The marks do not depend on the run."),
            ) from error

    def _warm(self, course: Path | None) -> Parent:
        key = (os.getpid(), course)
        with self._turn:
            parent = self._parents.get(key)
            if parent is None or not parent.alive():
                parent = self._parents[key] = Parent(course)
            return parent


POOL = Pool()


def _listen(path: str) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(path)
    listener.listen(8)
    listener.setblocking(False)  # as libzmq opens its own
    return listener
