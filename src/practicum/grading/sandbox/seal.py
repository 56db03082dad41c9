"""What a fork does before it becomes a learner's kernel: it shuts itself in, then throws away the key.

Order matters. Namespaces first, while the process may still make them; then mounts and limits; last of all
capabilities and the system-call filter, after which none of it can be undone.
"""

from __future__ import annotations

import os
import random
import resource
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practicum.grading.sandbox.command import HOME, WRITABLE, covered
from practicum.grading.sandbox.filter import close_doors
from practicum.grading.sandbox.system import (
    ALL_SPACES,
    MS_BIND,
    MS_NODEV,
    MS_NOEXEC,
    MS_NOSUID,
    MS_PRIVATE,
    MS_RDONLY,
    MS_REC,
    PR_SET_DUMPABLE,
    drop_capabilities,
    mount,
    prctl,
    unshare,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NOBODY = 65534
_PLAIN = MS_NOSUID | MS_NODEV
_MOST_INODES = 4096


def lower() -> None:
    """Become nobody, for good, when this sandbox was set up by root."""
    if os.getuid() == 0:
        mount("proc", "/proc", "proc", _PLAIN | MS_NOEXEC)
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
        prctl(PR_SET_DUMPABLE, 1)  # a change of user hides /proc/self, where the next namespace is described


def leave() -> None:
    """Enter namespaces of one's own; the next fork is process 1 of the new sandbox.

    Raises:
        OSError: This machine refuses namespaces inside namespaces.
    """
    user, group = os.getuid(), os.getgid()
    unshare(ALL_SPACES)
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
    Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")


def furnish(disk: int) -> None:
    """Mount what is private to one kernel over what the warm parent has; no file of a sibling stays in sight.

    Raises:
        OSError: The system refuses a mount.
    """
    python = covered()  # asked while it can be seen
    mount("none", "/", None, MS_REC | MS_PRIVATE)
    for path in WRITABLE:
        mount("tmpfs", path, "tmpfs", _PLAIN, f"size={disk},nr_inodes={_MOST_INODES},mode=0700")
    for kept, folder in python.items():
        folder.mkdir(parents=True, exist_ok=True)
        mount(kept, str(folder), None, MS_BIND)
    mount("tmpfs", "/dev/pts", "tmpfs", _PLAIN | MS_RDONLY, "size=4k")  # terminals would be shared
    mount("proc", "/proc", "proc", _PLAIN | MS_NOEXEC | MS_RDONLY)
    socket.sethostname("sandbox")


def limit(limits: Mapping[str, Any]) -> None:
    """Set what the system itself counts; the warm parent watches the rest."""
    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    for kind, value in (
        (resource.RLIMIT_AS, held + int(limits["memory"])),
        (resource.RLIMIT_CPU, int(limits["cpu"])),
        (resource.RLIMIT_FSIZE, int(limits["file"])),
        (resource.RLIMIT_NOFILE, int(limits["files"])),
        (resource.RLIMIT_NPROC, int(limits["processes"])),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
    ):
        resource.setrlimit(kind, (value, value))


def close(keep: Iterable[int]) -> None:
    """Close every descriptor except `keep`; the standard ones lead nowhere."""
    kept = sorted({0, 1, 2, *keep})
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    for low, high in zip(kept, [*kept[1:], resource.getrlimit(resource.RLIMIT_NOFILE)[0]], strict=True):
        os.closerange(low + 1, high)


def lock() -> None:
    """Give up every capability and install the filter: the last step."""
    drop_capabilities()
    close_doors()


def stir() -> None:
    """Give this process random numbers of its own; a fork continues its parent's."""
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()


def enter_home() -> Path:
    """Return the learner's working folder inside, made the current one."""
    os.chdir(HOME)
    return Path(HOME)
