"""How much of a machine one run of a foreign notebook may take."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

MIB = 2**20


@dataclass(frozen=True)
class Limits:
    """What one run may use; beyond it the run ends, and no mark depends on how.

    Attributes:
        cell: Seconds of wall time for one cell; it is interrupted then.
        run: Seconds of wall time for the whole notebook; cells that are left are not run.
        cpu: Seconds of processor time for one process.
        memory: Bytes beyond what the warm parent holds, for one process and for all of a run together.
        disk: Bytes in the learner's folder, and as many in /tmp; both lie in memory and vanish with the run.
        file: Bytes of one file.
        files: Files that one process holds open.
        processes: Processes and threads of a run together, the kernel's own threads included.
        output: Bytes that all cells together may show; half of it in one message.
    """

    cell: float = 30.0
    run: float = 120.0
    cpu: int = 120
    memory: int = 1024 * MIB
    disk: int = 64 * MIB
    file: int = 32 * MIB
    files: int = 256
    processes: int = 64
    output: int = 8 * MIB

    def to_json(self) -> dict[str, Any]:
        """Return the limits as they cross into the sandbox."""
        return asdict(self)
