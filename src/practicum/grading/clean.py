"""Start clean processes that mark, give them hand-ins one by one, and take their answers."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.grading.made import marking_version
from practicum.grading.marks import SealedMark
from practicum.i18n import _, language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TIMEOUT = 60.0  # seconds for one hand-in
START = 180.0  # seconds until the definitions are loaded
_WORKER = "practicum.grading.worker"
# What Python itself needs to start on each system; nothing of the learner's, no credentials.
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class ProcessEndedError(PracticumError):
    """The clean process ended without an answer: it crashed, or somebody ended it."""


class TooSlowError(PracticumError):
    """The clean process was ended because a hand-in took too long."""


class CleanProcess:
    """One clean process: isolated (`python -I`), in an empty folder, with a minimal environment.

    It starts loading at once and is waited for at the first question.

    Attributes:
        marking: The version of the rules that it loaded; empty until it is ready.
    """

    def __init__(self, rules: Mapping[str, Any]) -> None:
        """Start it with the rules of a module; see `worker.Bench`.

        Args:
            rules: `root`, and what the worker wants; `worker` names its Python module where it is another one
                than the course's, as in an examination.
        """
        self._empty = tempfile.TemporaryDirectory(prefix="practicum-mark-")
        environment = {
            **{name: os.environ[name] for name in _KEPT if name in os.environ},
            **dict.fromkeys(("HOME", "USERPROFILE", "TMPDIR", "TEMP", "TMP"), self._empty.name),
            **_ONE_THREAD,
            "PRACTICUM_ROOT": str(rules["root"]),
            "PRACTICUM_LANGUAGE": language(),
        }
        self._said = tempfile.TemporaryFile()  # noqa: SIM115  closed with the process
        self._process = subprocess.Popen(  # noqa: S603  a module of ours
            [sys.executable, "-I", "-m", rules.get("worker", _WORKER)],
            cwd=self._empty.name,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
        )
        self.marking = ""
        self._write(rules)

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def ready(self) -> None:
        """Wait until the definitions are loaded.

        Raises:
            PracticumError: They cannot be loaded. The reason may name sealed values.
        """
        if not self.marking:
            self.marking = self._read(START)["marking"]

    def ask(self, folder: Path, seconds: float) -> dict[str, Any]:
        """Return the answer for one hand-in.

        Raises:
            TooSlowError: It took longer than `seconds`.
            ProcessEndedError: The process ended.
            PracticumError: The hand-in cannot be marked; the process lives on.
        """
        self.ready()
        self._write({"folder": str(folder)})
        return self._read(seconds)

    def close(self) -> None:
        """End the process and remove its folder."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._said):
            if stream:
                with suppress(OSError):  # what was not sent yet cannot be sent any more
                    stream.close()
        self._empty.cleanup()

    def _write(self, order: Mapping[str, Any]) -> None:
        assert self._process.stdin  # noqa: S101  it was opened as a pipe
        try:
            self._process.stdin.write(json.dumps(dict(order)).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:  # it ended; what it said is in the answer that is read next
            return

    def _read(self, seconds: float) -> dict[str, Any]:
        assert self._process.stdout  # noqa: S101  it was opened as a pipe
        too_slow = threading.Event()

        def stop() -> None:
            too_slow.set()
            self._process.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            line = self._process.stdout.readline()
        finally:
            timer.cancel()
        if not line.endswith(b"\n"):
            raise self._ended(seconds, slow=too_slow.is_set())
        answer: dict[str, Any] = json.loads(line)
        if "problem" in answer:
            raise PracticumError(answer["problem"], next_step=answer["next_step"])
        return answer

    def _ended(self, seconds: float, *, slow: bool) -> PracticumError:
        if slow:
            return TooSlowError(
                _("Marking did not end within {seconds} seconds.").format(seconds=f"{seconds:g}"),
                next_step=_("Grade again; if it happens again, look at the files of this hand-in."),
            )
        self._process.wait()
        self._said.seek(0)
        words = self._said.read().decode("utf-8", "replace").strip().splitlines()
        reason = words[-1] if words else _("it said nothing")
        return ProcessEndedError(
            _("The process that marks ended by itself ({code}): {reason}.").format(
                code=self._process.returncode, reason=reason.rstrip(".")
            ),
            next_step=_("Grade again; if it happens again, look at the files of this hand-in."),
        )


_here = threading.local()
_all: set[CleanProcess] = set()


def clean_process(rules: Mapping[str, Any], *, fresh: bool = False) -> CleanProcess:
    """Return this thread's clean process for these rules, started when there is none or it must be fresh."""
    known: tuple[dict[str, Any], CleanProcess] | None = getattr(_here, "known", None)
    if known and known[0] == dict(rules) and not fresh:
        return known[1]
    if known:
        discard(known[1])
    process = CleanProcess(rules)
    _all.add(process)
    _here.known = (dict(rules), process)
    return process


def discard(process: CleanProcess) -> None:
    """End a clean process; the next question starts another."""
    _all.discard(process)
    process.close()
    known = getattr(_here, "known", None)
    if known and known[1] is process:
        _here.known = None


@atexit.register
def discard_all() -> None:
    """End every clean process that was started here."""
    for process in list(_all):
        discard(process)


def mark_in_clean_process(evidence: Path, marking: Path, root: Path) -> dict[str, SealedMark]:
    """Return the mark of each exercise, made in a clean process, for nbgrader's own autograde.

    Args:
        evidence: The folder as it was handed in.
        marking: The module's `marking.py`.
        root: The course, for its tables and scenarios.

    Raises:
        PracticumError: It did not end in time, or gave no marks. The reason may name sealed values.
    """
    slug = marking.parent.name
    rules = {
        "root": str(root.resolve()),
        "slug": slug,
        "definitions": str(marking.resolve()),
        "marking": marking_version(root.resolve(), slug),  # a changed definition needs another process
    }
    process = clean_process(rules)
    try:
        answer = process.ask(evidence.resolve(), TIMEOUT)
    except PracticumError as error:
        discard(process)
        if isinstance(error, TooSlowError | ProcessEndedError):
            raise
        raise PracticumError(
            _("The marking process gave no marks: {reason}").format(reason=error.problem),
            next_step=error.next_step or _("Mend {file}, then grade again.").format(file=marking),
        ) from None
    return {name: SealedMark(**fields) for name, fields in answer["marks"].items()}
