"""Look at a computer before it becomes a station: said in words, and noted in `self-test.jsonl`."""

from __future__ import annotations

import json
import os
import platform
import shutil
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.evidence.files import cannot_write
from practicum.exam.station.rehearsal import rehearse
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

LOG = "self-test.jsonl"
FREE_MB = 500
SLOW_SECONDS = 0.5
_PYTHONS = ((3, 11), (3, 14))
_LIBRARIES = ("practicum", "cryptography", "pydantic", "markdown-it-py", "pyyaml")
_WRITES = 20
_DRIFT = 0.1
_MB = 1_000_000


@dataclass(frozen=True)
class Check:
    """One thing that was looked at.

    Attributes:
        name: A word, the same in every language.
        ok: Whether an examination can be sat with it.
        said: What was found, one sentence.
        next_step: What to do where it is not.
    """

    name: str
    ok: bool
    said: str
    next_step: str = ""


def examine(data: Path) -> list[Check]:
    """Look at everything that can be looked at without a person.

    Args:
        data: The folder in which the station will keep its sessions; it is made if need be.

    Raises:
        PracticumError: The folder cannot be made.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(data, error) from error
    checks: tuple[Callable[[Path], Check], ...] = (_python, _libraries, _disk, _space, _clock, _station)
    return [check(data) for check in checks]


def note(data: Path, checks: list[Check]) -> Path:
    """Append what was found to the log of self-tests, and return its path.

    Raises:
        PracticumError: The log cannot be written.
    """
    path = data / LOG
    line = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "computer": platform.platform(),
        "checks": [asdict(one) for one in checks],
    }
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise cannot_write(path, error) from error
    return path


def _python(_data: Path) -> Check:
    said = _("Python {version} on {system}.").format(
        version=platform.python_version(), system=platform.platform(terse=True)
    )
    fits = _PYTHONS[0] <= sys.version_info[:2] <= _PYTHONS[1]
    return Check("python", fits, said, "" if fits else _("Use Python 3.11, 3.12, 3.13 or 3.14."))


def _libraries(_data: Path) -> Check:
    found, gone = [], []
    for name in _LIBRARIES:
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            gone.append(name)
    if gone:
        said = _("These packages are missing: {names}.").format(names=", ".join(gone))
        return Check("libraries", ok=False, said=said, next_step=_("Install: pip install 'practicum[exam]'."))
    return Check("libraries", ok=True, said=_("Packages: {names}.").format(names=", ".join(found)))


def _disk(data: Path) -> Check:
    """Write as a session does: a line, then the disk's own word that it has it."""
    slowest = 0.0
    try:
        with tempfile.TemporaryFile(dir=data) as file:
            for _round in range(_WRITES):
                begun = time.perf_counter()
                file.write(b"x" * 1000)
                file.flush()
                os.fsync(file.fileno())
                slowest = max(slowest, time.perf_counter() - begun)
    except OSError as error:
        problem = cannot_write(data, error)
        return Check("disk", ok=False, said=problem.problem, next_step=problem.next_step)
    said = _("The disk confirms an answer within {ms} ms in {folder}.").format(
        ms=max(round(1000 * slowest), 1), folder=data
    )
    advice = _("Use a disk of this computer, not a memory stick or a network drive.")
    return Check("disk", slowest < SLOW_SECONDS, said, "" if slowest < SLOW_SECONDS else advice)


def _space(data: Path) -> Check:
    free = shutil.disk_usage(data).free // _MB
    said = _("{free} MB are free on the disk.").format(free=f"{free:,}")
    return Check("space", free >= FREE_MB, said, "" if free >= FREE_MB else _("Free at least 500 MB."))


def _clock(_data: Path) -> Check:
    wall, ran = time.time(), time.monotonic()
    time.sleep(1)
    apart = abs((time.time() - wall) - (time.monotonic() - ran))
    said = _("The clock runs evenly; it says {time}. Compare it with yours.").format(
        time=f"{datetime.now().astimezone():%Y-%m-%d %H:%M}"
    )
    if apart <= _DRIFT:
        return Check("clock", ok=True, said=said)
    moved = _("The clock of this computer moved by {seconds} s while we looked.")
    advice = _("Switch off whatever sets the clock, then test again.")
    return Check("clock", ok=False, said=moved.format(seconds=f"{apart:.1f}"), next_step=advice)


def _station(data: Path) -> Check:
    """Go the whole way once: package, session, form, restart, seal; and watch whom it talks to."""
    try:
        with tempfile.TemporaryDirectory(prefix=".self-test-", dir=data) as folder:
            outside = rehearse(Path(folder))
    except (PracticumError, OSError) as error:
        advice = _(
            "This computer cannot be a station. Take another, and keep this one for who looks after it."
        )
        return Check("station", ok=False, said=str(error), next_step=advice)
    if outside:
        said = _("The trial session asked other machines: {names}.").format(names=", ".join(outside))
        return Check("station", ok=False, said=said, next_step=_("Report it: a station talks to nobody."))
    said = _(
        "A trial session went the whole way: its package opened with the test code, an answer was saved over "
        "127.0.0.1 and was there after a restart, all was sealed; no other machine was asked."
    )
    return Check("station", ok=True, said=said)
