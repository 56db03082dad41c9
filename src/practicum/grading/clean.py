"""Start the clean process that marks, and take its answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.grading.marks import SealedMark
from practicum.i18n import _, language

if TYPE_CHECKING:
    from pathlib import Path

TIMEOUT = 120
# What Python itself needs to start on each system; nothing of the learner's, no credentials.
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


def mark_in_clean_process(evidence: Path, marking: Path, root: Path) -> dict[str, SealedMark]:
    """Return the mark of each exercise, made in a process of its own.

    The process is isolated (`python -I`), starts in an empty folder with a minimal environment, and runs
    nothing of the learner's.

    Args:
        evidence: The folder as it was handed in.
        marking: The module's `marking.py`.
        root: The course, for its tables and scenarios.

    Raises:
        PracticumError: It did not end in time, or gave no marks. The reason may name sealed values.
    """
    command = [sys.executable, "-I", "-m", "practicum.grading.mark_submission"]
    with tempfile.TemporaryDirectory(prefix="practicum-mark-") as empty:
        environment = {
            **{name: os.environ[name] for name in _KEPT if name in os.environ},
            **dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"), empty),
            "PRACTICUM_ROOT": str(root.resolve()),
            "PRACTICUM_LANGUAGE": language(),
        }
        try:
            done = subprocess.run(  # noqa: S603  our own module, with paths as arguments
                [*command, str(evidence.resolve()), str(marking.resolve())],
                cwd=empty,
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=TIMEOUT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise PracticumError(
                _("Marking did not end within {seconds} seconds.").format(seconds=TIMEOUT),
                next_step=_("Grade again; if it happens again, look for a slow reference in {file}.").format(
                    file=marking
                ),
            ) from None
    try:
        document = json.loads(done.stdout)
        return {name: SealedMark(**fields) for name, fields in document.items()}
    except (ValueError, TypeError, AttributeError):
        reason = done.stderr.decode("utf-8", "replace").strip().splitlines() or [_("it said nothing")]
        raise PracticumError(
            _("The marking process gave no marks: {reason}.").format(reason=reason[-1]),
            next_step=_("Mend {file}, then grade again.").format(file=marking),
        ) from None
