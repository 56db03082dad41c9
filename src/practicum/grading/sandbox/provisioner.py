"""How Jupyter starts a sealed kernel: the kernel provisioner `practicum-sandbox`.

Any Jupyter client can use it. A kernel manager from `sealed_manager` always does, whichever kernel a notebook
names: a hand-in does not choose the program that runs it.
"""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase
from traitlets import Dict

from practicum.errors import PracticumError
from practicum.grading.sandbox.host import available
from practicum.grading.sandbox.limits import Limits
from practicum.grading.sandbox.pool import CHANNELS, POOL, SealedKernel
from practicum.project import Project

if TYPE_CHECKING:
    from jupyter_client.connect import KernelConnectionInfo

NAME = "practicum-sandbox"


class SandboxProvisioner(KernelProvisionerBase):
    """A kernel in a sandbox of its own, forked warm where the machine allows it.

    Attributes:
        limits: Fields of `Limits` that differ from the defaults.
        sealed: The kernel, once launched.
    """

    limits = Dict(help="Fields of practicum.grading.sandbox.Limits that differ from the defaults").tag(
        config=True
    )
    sealed: SealedKernel | None = None

    @property
    def has_process(self) -> bool:
        """Say whether a kernel was launched and not yet waited for."""
        return self.sealed is not None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Refuse where there is no sandbox; no command is needed."""
        verdict = available()
        if not verdict.ok:  # whoever chose to go without uses another provisioner
            raise PracticumError(verdict.why, next_step=verdict.remedy)
        kwargs["cmd"] = []
        return kwargs

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel on a copy of the working folder and tell the manager where its channels are."""
        del cmd  # what runs is ours, whatever a kernel specification says
        manager: Any = self.parent
        folder = _folder(kwargs.get("cwd"))
        self.sealed = POOL.start(
            folder,
            manager.session.key.decode(),
            Limits(**self.limits),
            course=course_of(folder),
            name=folder.name if folder else "",
        )
        manager.transport, manager.ip = "ipc", str(self.sealed.place)
        for number, channel in enumerate(CHANNELS, 1):
            setattr(manager, f"{channel}_port", number)
        self.connection_info = manager.get_connection_info()
        return self.connection_info

    async def poll(self) -> int | None:
        """Return None while the kernel runs."""
        return None if self.sealed is not None and self.sealed.alive() else 1

    async def wait(self) -> int | None:
        """Wait until the kernel has ended."""
        if self.sealed is not None and self.sealed.handle is not None:
            ended, handle, loop = asyncio.Event(), self.sealed.handle, asyncio.get_running_loop()
            loop.add_reader(handle, ended.set)
            try:
                await ended.wait()
            finally:
                loop.remove_reader(handle)
        self._close()
        return 0

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel."""
        if self.sealed is not None:
            self.sealed.signal(signum)

    async def kill(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002  jupyter_client's signature
        """End the kernel and all that it started."""
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002  as above
        """End the kernel at once: there is nothing that it could save."""
        await self.send_signal(signal.SIGKILL)

    async def cleanup(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002, ARG002  as above
        """Remove its sockets."""
        self._close()

    def _close(self) -> None:
        if self.sealed is not None:
            self.sealed.close()
            self.sealed = None


def _folder(cwd: Any) -> Path | None:
    return Path(cwd).resolve() if cwd else None


def course_of(folder: Path | None) -> Path | None:
    """Return the course around a learner's folder, whose public parts are shown inside; None without one."""
    try:
        return Project.find(folder).root
    except PracticumError:
        return None


class SealedSpecs(KernelSpecManager):
    """Kernel specifications in which every name means the same sealed Python kernel."""

    limits = Dict()

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the sealed kernel."""
        provisioner = {"provisioner_name": NAME, "config": {"limits": dict(self.limits)}}
        return KernelSpec(
            argv=["python"],
            display_name=kernel_name,
            language="python",
            metadata={"kernel_provisioner": provisioner},
        )
