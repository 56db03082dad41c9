"""What the processes of one sandbox take together, read from /proc by the warm parent."""

from __future__ import annotations

import os
import select
from dataclasses import dataclass
from pathlib import Path

_PARENT = 1  # the warm parent is process 1 where this runs


@dataclass(frozen=True)
class Usage:
    """What one process holds, or several together.

    Attributes:
        memory: Bytes that no file backs: private, shared, or shared with the warm parent until written to.
        threads: Threads.
    """

    memory: int = 0
    threads: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.memory + other.memory, self.threads + other.threads)


def ended(handle: int) -> bool:
    """Say whether the process of a pidfd has ended, without waiting."""
    poll = select.poll()  # select.select refuses descriptors beyond 1023
    poll.register(handle, select.POLLIN)
    return bool(poll.poll(0))


class Census:
    """Every process in sight at one moment.

    A process that asks to be undumpable hides most of its /proc, but never `status`; and one that loses its
    parent goes to process 1 of its own sandbox. So whatever a kernel started is found below it.
    """

    def __init__(self) -> None:
        self._usage: dict[int, Usage] = {}
        self._children: dict[int, list[int]] = {}
        for entry in os.scandir("/proc"):
            if entry.name.isdigit():
                self._read(int(entry.name))

    def parent(self) -> Usage:
        """Return what the warm parent holds, which a fork holds too before it does anything."""
        return self._usage[_PARENT]

    def below(self, pid: int) -> Usage:
        """Return what a process and everything that it started hold."""
        total, ahead = Usage(), [pid]
        while ahead:
            one = ahead.pop()
            total += self._usage.get(one, Usage())
            ahead += self._children.get(one, [])
        return total

    def others(self) -> Usage:
        """Return what all processes but the warm parent hold."""
        return sum((one for pid, one in self._usage.items() if pid != _PARENT), Usage())

    def _read(self, pid: int) -> None:
        found = {"PPid": 0, "RssAnon": 0, "RssShmem": 0, "Threads": 0}
        try:
            text = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace")
        except OSError:  # it has ended
            return
        for line in text.splitlines():
            name, _colon, rest = line.partition(":")
            if name in found:
                found[name] = int(rest.split()[0])
        self._usage[pid] = Usage(1024 * (found["RssAnon"] + found["RssShmem"]), found["Threads"])
        self._children.setdefault(found["PPid"], []).append(pid)
