"""What a run is resumed from: its drill and its log, and how a log is set aside without being lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill import Run, ScenarioError, load_scenario
from practicum.errors import PracticumError
from practicum.i18n import _, language

if TYPE_CHECKING:
    from pathlib import Path

    from practicum.drill import Scenario

_SOURCE_LANGUAGE = "en"


class DeskError(PracticumError):
    """Something that the desk cannot do, said in words that help."""


def load_drill(drill: str | Path) -> Scenario:
    """Read a drill in the interface language, or in English while it has not been translated.

    Raises:
        PracticumError: The drill cannot be read.
    """
    try:
        return load_scenario(drill, language())
    except ScenarioError:
        if language() == _SOURCE_LANGUAGE:
            raise
        return load_scenario(drill, _SOURCE_LANGUAGE)


def resume(path: Path, scenario: Scenario, seed: str, mode: str) -> Run:
    """Continue the run that a log holds.

    Raises:
        PracticumError: The log is damaged, belongs to another state of the drill, or holds a run with another
            seed or mode than the one asked for.
    """
    run = Run.open(path, scenario)
    if (run.seed, run.mode) != (seed, mode):
        raise DeskError(
            _("{name} holds a run with seed '{seed}' in mode '{mode}', and you asked for '{wanted}'.").format(
                name=path.name, seed=run.seed, mode=run.mode, wanted=f"{seed}, {mode}"
            ),
            next_step=_(
                "Open it with that seed and mode, give another file as path=..., or pass fresh=True: the old "
                "log is then kept under a numbered name."
            ),
        )
    return run


def set_aside(path: Path) -> Path:
    """Rename a log to the first free numbered name beside it, `name.1.jsonl` for `name.jsonl`.

    Raises:
        DeskError: The folder does not allow it; nothing has been changed then.
    """
    n = 1
    while (kept := path.with_name(f"{path.stem}.{n}{path.suffix}")).exists():
        n += 1
    try:
        path.rename(kept)
    except OSError as error:
        raise DeskError(
            _("{name} could not be set aside: {reason}.").format(
                name=path.name, reason=error.strerror or error
            ),
            next_step=_("Check that you may write in this folder. The log is where it was."),
        ) from error
    return kept
