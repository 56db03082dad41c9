"""Can this machine seal a kernel in? If not, say why and what to do, and run nothing unless told to."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache

from practicum.errors import PracticumError
from practicum.grading.sandbox.command import bubblewrap, command
from practicum.i18n import _

UNSAFE = "PRACTICUM_UNSAFE"
_PATIENCE = 30
_TRIAL = "from practicum.grading.sandbox.seal import lower; lower()"


@dataclass(frozen=True)
class Verdict:
    """Whether a sandbox can be had here.

    Attributes:
        ok: It can.
        why: Why not, in a sentence; empty when it can.
        remedy: What to do about it, in a sentence.
    """

    ok: bool
    why: str = ""
    remedy: str = ""


@lru_cache(maxsize=1)
def available() -> Verdict:
    """Try a sandbox on this machine, once a process."""
    if not sys.platform.startswith("linux"):
        return Verdict(
            ok=False,
            why=_("The sandbox needs Linux, and this machine does not run it."),
            remedy=_("Grade on a Linux machine, or in a Linux virtual machine."),
        )
    if bubblewrap() is None:
        return Verdict(
            ok=False,
            why=_("The sandbox needs the program bubblewrap (bwrap), and it is not installed."),
            remedy=_("Install it with your system's package manager: its name is 'bubblewrap'."),
        )
    try:
        done = subprocess.run(  # noqa: S603  our own command
            command("-c", _TRIAL, disk=2**20), capture_output=True, timeout=_PATIENCE, check=False, env={}
        )
        reason = "" if done.returncode == 0 else done.stderr.decode("utf-8", "replace").strip() or "?"
    except (OSError, subprocess.TimeoutExpired) as error:
        reason = str(error)
    if not reason:
        return Verdict(ok=True)
    return Verdict(
        ok=False,
        why=_("This system refuses a sandbox: {reason}.").format(reason=reason.splitlines()[-1].rstrip(".")),
        remedy=_("Allow user namespaces here, or grade outside this container."),
    )


def unsafe() -> bool:
    """Say whether somebody chose to run notebooks without a sandbox: `--unsafe`, or `PRACTICUM_UNSAFE=1`."""
    return os.environ.get(UNSAFE) == "1"


def require(*, unsafe: bool = False) -> bool:
    """Make sure that notebooks run sealed in, or that somebody chose that they do not.

    Call it before grading that executes notebooks. Marks from evidence run nothing and need no sandbox.

    Args:
        unsafe: Run without a sandbox where there is none. The choice holds for this process and those that it
            starts; where there is a sandbox, it is used all the same.

    Returns:
        Whether there is a sandbox.

    Raises:
        PracticumError: There is none, and nobody chose to go without.
    """
    verdict = available()
    if unsafe:
        os.environ[UNSAFE] = "1"
    if not verdict.ok and os.environ.get(UNSAFE) != "1":
        raise PracticumError(
            _("A learner's notebook runs only in a sandbox, and there is none here. {why}").format(
                why=verdict.why
            ),
            next_step=_(
                "{remedy} Marks from evidence need no sandbox. If you know everybody who handed in, and trust"
                " them with your files, add --unsafe (or set PRACTICUM_UNSAFE=1)."
            ).format(remedy=verdict.remedy),
        )
    return verdict.ok
