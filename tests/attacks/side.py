"""One side of the arena: a course, and around it what an attack may try to read, reach, change or kill."""

from __future__ import annotations

import contextlib
import os
import site
import socket
import subprocess
import threading
from pathlib import Path

CANARY = "canary-7f3a"
SLUG = "m90-toy"
_GRADERS = """\
def GRADERS():
    import os
    found, pid = [], os.getppid()
    while pid > 1 and pid != STOP:
        found.append(pid)
        pid = int(open(f'/proc/{pid}/stat').read().rsplit(')', 1)[1].split()[1])
    return found"""


class Side:
    """A course and what stands around it."""

    def __init__(self, folder: Path, root: Path) -> None:
        """Lay out canaries.

        Args:
            folder: An empty folder for all that is not the course.
            root: The course.
        """
        self.root = root
        self.outside, self.runtime, self.home = (folder / name for name in ("outside", "runtime", "home"))
        for one in (self.outside, self.runtime, self.home, root / "submitted" / "someone-else"):
            one.mkdir(parents=True)
        (root / "solutions").mkdir(exist_ok=True)
        for path in (
            self.runtime / "kernel-other.json",
            self.home / ".netrc-canary",
            root / "solutions" / "secret.txt",
            root / "gradebook-copy.db",
            root / "submitted" / "someone-else" / "answers.txt",
        ):
            path.write_text(CANARY, encoding="utf-8")
        self.environment = {
            **os.environ,
            "PRACTICUM_SECRET_TOKEN": CANARY,
            "PRACTICUM_ROOT": str(root),
            "HOME": str(self.home),
        }
        self.environment.pop("PYTHONUSERBASE", None)
        self.heard: set[str] = set()

    @contextlib.contextmanager
    def guarded(self):
        """Let listeners and a victim live while a grader works."""
        tcp, udp = socket.socket(), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        unix, abstract = socket.socket(socket.AF_UNIX), socket.socket(socket.AF_UNIX)
        tcp.bind(("127.0.0.1", 0))
        udp.bind(("127.0.0.1", 0))
        self.tcp, self.udp = tcp.getsockname()[1], udp.getsockname()[1]
        unix.bind(str(self.root / "service"))
        abstract.bind(f"\0practicum-attacks-{self.tcp}")
        threads = [
            threading.Thread(target=_serve, args=(s, self.heard), daemon=True) for s in (tcp, unix, abstract)
        ]
        for thread in (*threads, threading.Thread(target=_receive, args=(udp, self.heard), daemon=True)):
            thread.start()
        self.victim = subprocess.Popen(["sleep", "900"])
        try:
            yield
        finally:
            for one in (tcp, udp, unix, abstract):
                one.close()
            self.victim.kill()
            self.victim.wait()
            for path in self._left():
                path.unlink(missing_ok=True)

    def prelude(self, name: str) -> str:
        """Return what a hostile learner knows: where everything lies, and who the grader's processes are."""
        facts = {
            "ROOT": str(self.root),
            "OUTSIDE": str(self.outside),
            "HOME": str(self.home),
            "RUNTIME": str(self.runtime),
            "NAME": name,
            "SLUG": SLUG,
            "LEFT": self._file_left,
            "TCP": self.tcp,
            "UDP": self.udp,
            "VICTIM": self.victim.pid,
            "STOP": os.getpid(),
        }
        return "\n".join([*(f"{key} = {value!r}" for key, value in facts.items()), _GRADERS])

    def signs(self, name: str) -> set[str]:
        """Return what an attack did to the surroundings."""
        found = {
            "heard": bool({name, f"dns-{name}"} & self.heard),
            "wrote": (self.outside / name).exists(),
            "changed": (self.root / "submitted" / name / SLUG / "changed").exists(),
            "killed": self.victim.poll() is not None,
            "left": any(path.exists() for path in self._left()),
        }
        return {sign for sign, seen in found.items() if seen}

    @property
    def _file_left(self) -> str:
        return f"zz_attack_{os.getpid()}_{self.tcp}.pth"

    def _left(self) -> list[Path]:
        """Return where code of a learner would be found by every Python that starts later."""
        user = self.home / Path(site.getusersitepackages()).relative_to(Path.home())
        return [folder / self._file_left for folder in (*map(Path, site.getsitepackages()), user)]


def _serve(listener: socket.socket, heard: set[str]) -> None:
    listener.listen()
    with contextlib.suppress(OSError):
        while True:
            connection, _address = listener.accept()
            with connection:
                heard.update(connection.recv(1000).decode().split(";"))


def _receive(listener: socket.socket, heard: set[str]) -> None:
    with contextlib.suppress(OSError):
        while True:
            heard.update(listener.recv(1000).decode().split(";"))
