"""Errors meant for people, shown to people: two lines in a notebook instead of a traceback.

IPython lets one function show one family of errors. Every `PracticumError`, whichever room raised it, is
then what went wrong and what to do next. The cell still counts as failed, and Run All stops there.
"""

from __future__ import annotations

from typing import Any

from IPython import get_ipython

from practicum.errors import PracticumError


def speak_plainly() -> None:
    """Ask the running notebook, if there is one, to show our errors as sentences."""
    shell = get_ipython()
    if shell is not None:
        shell.set_custom_exc((PracticumError,), _show)


def _show(
    shell: Any, kind: type[PracticumError], error: PracticumError, _traceback: object, **_more: object
) -> list[str]:
    lines = [line for line in (error.problem, error.next_step) if line]
    shell._showtraceback(kind, error, lines)  # noqa: SLF001  # IPython offers no public way to send lines
    return lines
