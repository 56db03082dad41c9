"""The bubblewrap command: which part of the machine a sandbox sees, and in which namespaces.

Inside there is a read-only system, this Python, this package, and what learners may read of the course. There
is no home, no solution, no gradebook, no other learner, no socket, no variable of the grader's.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import practicum
from practicum.i18n import language

HOME = "/home/learner"
COURSE = "/course"
PUBLIC = ("assignments", "course", "datasets", "scenarios")
WRITABLE = (HOME, "/tmp", "/dev/shm")  # noqa: S108  inside, private to one kernel
_SYSTEM = (
    "/usr",
    "/lib",
    "/lib32",
    "/lib64",
    "/bin",
    "/sbin",
    "/etc/ld.so.cache",
    "/etc/fonts",
    "/etc/alternatives",
)
_KEPT = "/kept"
_SPACES = ("--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-net", "--unshare-cgroup-try")


def bubblewrap() -> str | None:
    """Return where bubblewrap is, or None."""
    return shutil.which("bwrap")


def command(*words: str, course: Path | None = None, disk: int) -> list[str]:
    """Return the command that runs Python with `words` as its arguments in a sandbox.

    Args:
        words: For example `-m`, a module, its arguments.
        course: The folder whose public parts are shown, read-only, as `/course`.
        disk: Bytes in each folder that can be written to.
    """
    outer = [
        bubblewrap() or "bwrap",
        *_SPACES,
        *_privileges(),
        "--die-with-parent",
        "--new-session",
        "--as-pid-1",
    ]
    outer += ["--hostname", "sandbox", "--clearenv", "--perms", "0755", "--dir", "/etc"]
    for name, value in _environment().items():
        outer += ["--setenv", name, value]
    for name in _SYSTEM:
        outer += _shown(Path(name))
    outer += ["--dev", "/dev"]
    for name in WRITABLE:
        outer += ["--perms", "1777", "--size", str(disk), "--tmpfs", name]
    for path in _python():
        for parent in reversed(path.parents[:-1]):  # bubblewrap would close them to everybody but root
            outer += ["--perms", "0755", "--dir", str(parent)]
        outer += ["--ro-bind", str(path), str(path)]
    outer += ["--perms", "0755", "--dir", COURSE]
    for name in PUBLIC:
        if course and (course / name).is_dir():
            outer += ["--ro-bind", str(course / name), f"{COURSE}/{name}"]
    outer += ["--perms", "0755", "--dir", _KEPT]
    for copy, path in covered().items():
        outer += ["--ro-bind", str(path), copy]
    outer += ["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", HOME]
    return [*outer, sys.executable, "-I", *words]


def covered() -> dict[str, Path]:
    """Return the folders of Python that a private folder of a kernel would cover, by where they are kept too.

    An edition that was unpacked under /tmp has its Python there; each kernel puts it back over its own /tmp.
    """
    hidden = [path for path in _python() if any(path.is_relative_to(name) for name in WRITABLE)]
    return {f"{_KEPT}/{number}": path for number, path in enumerate(hidden)}


def _privileges() -> list[str]:
    """Return the options for who starts it.

    An ordinary user gets a user namespace here. Root needs none to set a sandbox up; the process inside
    mounts its own /proc and then becomes nobody, for good, so that it never meets the host as root.
    """
    if os.getuid():
        return ["--unshare-user", "--cap-drop", "ALL", "--proc", "/proc"]
    needed = ("CAP_SETUID", "CAP_SETGID", "CAP_SYS_ADMIN")
    return ["--cap-drop", "ALL", *(word for name in needed for word in ("--cap-add", name)), "--dir", "/proc"]


def _environment() -> dict[str, str]:
    return {
        "HOME": HOME,
        "LANG": "C.UTF-8",
        "LOGNAME": "learner",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "NBGRADER_EXECUTION": "autograde",
        # A thread in the parent would not survive the fork, and two cores are shared by two runs.
        **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
        "MALLOC_ARENA_MAX": "2",
        "PATH": os.pathsep.join([str(Path(sys.prefix, "bin")), "/usr/bin", "/bin"]),
        "PRACTICUM_LANGUAGE": language(),
        "PRACTICUM_ROOT": COURSE,
        "PRACTICUM_WORK": HOME,
    }


def _shown(path: Path) -> list[str]:
    if path.is_symlink():  # /lib is /usr/lib on most systems
        return ["--symlink", str(path.readlink()), str(path)]
    return ["--ro-bind", str(path), str(path)] if path.exists() else []


def _python() -> list[Path]:
    """Return the folders of this interpreter, its libraries and this package, outermost first."""
    package = Path(practicum.__file__).parent
    real = Path(sys.executable).resolve().parents[1]
    folders = {Path(sys.prefix), Path(sys.base_prefix), real, package, package.resolve()}
    return sorted(path for path in folders if not path.is_relative_to("/usr"))
