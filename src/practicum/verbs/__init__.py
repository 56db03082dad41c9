"""What the verbs of the command line share: how bad input is said, and options that several of them take.

A group of verbs that belong together has a file of its own here; `cli` puts them on one command line.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

BAD_INPUT = 2
"""Exit code when what was given cannot be used."""

DIFFERS = 1
"""Exit code when a check found something."""

_STOPPED = 130

Port = Annotated[int | None, typer.Option(min=1, max=65535, help=_("Port; by default the first free one."))]
Browser = Annotated[bool, typer.Option(help=_("Open a browser window."))]


def verb(group: typer.Typer, name: str | None = None) -> Callable[[Callable[..., None]], Any]:
    """Register a function as a verb whose bad input is one sentence, the next step, and exit code 2."""

    def register(function: Callable[..., None]) -> Any:
        @wraps(function)
        def run(*args: Any, **options: Any) -> None:
            try:
                function(*args, **options)
            except PracticumError as error:
                say_error(error.problem, error.next_step)
                raise typer.Exit(BAD_INPUT) from error
            except KeyboardInterrupt as stopped:
                raise typer.Exit(_STOPPED) from stopped

        return group.command(name)(run)

    return register


def say_error(problem: str, next_step: str) -> None:
    """Say what is wrong and what to do next, beside the results."""
    typer.echo(f"practicum: {problem}", err=True)
    if next_step:
        typer.echo(_("Next: {step}").format(step=next_step), err=True)
