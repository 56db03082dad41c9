"""Look at this machine: can the course be opened here, and if not, what is to be done?"""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from importlib import metadata
from subprocess import DEVNULL
from typing import TypeAlias

from jupyter_client.manager import start_new_kernel
from packaging.requirements import InvalidRequirement, Requirement

from practicum.errors import PracticumError
from practicum.grading.sandbox import available
from practicum.i18n import _, ngettext
from practicum.lab.server import FIRST_PORT, free_port
from practicum.project import Project

_PYTHONS = ((3, 11), (3, 14))
_KERNEL_SECONDS = 60
_FREE_MB = 500
_SHOWN = 5


class Health(Enum):
    """How one thing stands."""

    OK = "ok"
    ATTENTION = "attention"
    BAD = "bad"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        health: Whether the course works with it.
        what: What was found, one sentence.
        next_step: What to do; empty when all is well.
    """

    health: Health
    what: str
    next_step: str = ""


def examine() -> list[Finding]:
    """Look at everything the course needs, quick things first; nothing is changed."""
    findings = [_python()]
    try:
        project = Project.find()
    except PracticumError as error:
        return [*findings, Finding(Health.BAD, error.problem, error.next_step)]
    findings.append(Finding(Health.OK, _("The course is in {folder}.").format(folder=project.root)))
    checks: tuple[_Check, ...] = (_packages, _writing, _disk, _port, _kernel, _sandbox)
    findings += [check(project) for check in checks]
    findings.append(
        _optional("chromium", _("The tests of what the screen shows need it; the course does not."))
    )
    return findings


_Check: TypeAlias = Callable[[Project], Finding]


def _sandbox(_project: Project) -> Finding:
    """Only those who grade need it, and marks do without: so its absence is no fault."""
    verdict = available()
    if verdict.ok:
        return Finding(Health.OK, _("Notebooks of learners can be run in a sandbox here."))
    return Finding(Health.ATTENTION, verdict.why, verdict.remedy)


def _python() -> Finding:
    what = _("Python {version} in {folder}.").format(version=platform.python_version(), folder=sys.prefix)
    if _PYTHONS[0] <= sys.version_info[:2] <= _PYTHONS[1]:
        return Finding(Health.OK, what)
    return Finding(Health.BAD, what, _("Use Python 3.11, 3.12, 3.13 or 3.14."))


def _packages(project: Project) -> Finding:
    lock = project.root / "requirements.lock"
    try:
        wanted = locked_versions(lock.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return Finding(
            Health.ATTENTION,
            _("The list of packages cannot be read: {error}.").format(error=error),
            _("Get requirements.lock again from where the course came from."),
        )
    wrong = []
    for name, version in wanted.items():
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            found = _("missing")
        if found != version:
            wrong.append(
                _("{name} {found} (tested: {version})").format(name=name, found=found, version=version)
            )
    if not wrong:
        return Finding(Health.OK, _("All {count} packages are those of the lock.").format(count=len(wanted)))
    listed = ", ".join(wrong[:_SHOWN]) + (" ..." if len(wrong) > _SHOWN else "")
    return Finding(
        Health.ATTENTION,
        ngettext(
            "{count} package is not the one that was tested: {list}.",
            "{count} packages are not those that were tested: {list}.",
            len(wrong),
        ).format(count=len(wrong), list=listed),
        _("If something does not work: run 'make lab' again, or install from requirements.lock."),
    )


def locked_versions(lock: str) -> dict[str, str]:
    """Return the version of each package that a lock asks for on this machine.

    Args:
        lock: The content of `requirements.lock`.

    Raises:
        ValueError: A line of the lock cannot be read.
    """
    versions = {}
    for line in lock.splitlines():
        if not line or line[0] in "# \t":
            continue
        try:
            requirement = Requirement(line.removesuffix("\\").strip())
        except InvalidRequirement as error:
            raise ValueError(str(error).splitlines()[0]) from error
        if requirement.marker is None or requirement.marker.evaluate():
            versions[requirement.name] = str(requirement.specifier).removeprefix("==")
    # uv is only the fast installer: where it has no build, pip did the work.
    versions.pop("uv", None)
    return versions


def _writing(project: Project) -> Finding:
    folder = project.work
    near = next(one for one in (folder, *folder.resolve().parents) if one.exists())
    try:
        with tempfile.TemporaryFile(dir=near):
            return Finding(Health.OK, _("Your work is kept in {folder}.").format(folder=folder))
    except OSError as error:
        return Finding(
            Health.BAD,
            _("Nothing can be written in {folder}: {reason}.").format(
                folder=near, reason=error.strerror or error
            ),
            _("Give yourself the right to write there, or set PRACTICUM_WORK to another folder."),
        )


def _disk(project: Project) -> Finding:
    free = shutil.disk_usage(project.root).free // 1_000_000
    what = _("{free} MB are free on the disk.").format(free=free)
    if free >= _FREE_MB:
        return Finding(Health.OK, what)
    return Finding(Health.ATTENTION, what, _("Free at least {mb} MB.").format(mb=_FREE_MB))


def _port(_project: Project) -> Finding:
    try:
        port = free_port(None)
    except PracticumError as error:
        return Finding(Health.BAD, error.problem, error.next_step)
    if port == FIRST_PORT:
        return Finding(Health.OK, _("Port {port} is free.").format(port=port))
    return Finding(
        Health.OK, _("Port {busy} is in use; the course will use {port}.").format(busy=FIRST_PORT, port=port)
    )


def _kernel(_project: Project) -> Finding:
    try:
        manager, client = start_new_kernel(
            startup_timeout=_KERNEL_SECONDS, kernel_name="python3", stderr=DEVNULL
        )
    except Exception as error:  # noqa: BLE001  whatever keeps a kernel from starting is the finding
        return Finding(
            Health.BAD,
            _("Python does not start in a notebook: {error}.").format(
                error=str(error) or type(error).__name__
            ),
            _("Delete the folder .venv and run 'make lab' again."),
        )
    client.stop_channels()
    manager.shutdown_kernel(now=True)
    return Finding(Health.OK, _("Notebooks can run Python."))


def _optional(program: str, use: str) -> Finding:
    if shutil.which(program):
        return Finding(Health.OK, _("{program} is installed.").format(program=program))
    advice = _("Install it with your system's package manager if you need it.")
    return Finding(
        Health.ATTENTION, _("{program} is not installed. {use}").format(program=program, use=use), advice
    )
