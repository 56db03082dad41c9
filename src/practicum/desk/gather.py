"""The runs of a group, gathered from decision logs wherever they lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.desk.logs import DeskError, load_drill
from practicum.drill import ActError, Played, replay
from practicum.errors import PracticumError
from practicum.evidence import read_log
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from practicum.drill import Scenario


def gather(
    paths: Sequence[Path], drill: str | None = None
) -> tuple[Scenario, list[Played], list[tuple[Path, str]]]:
    """Read the runs of one drill.

    Args:
        paths: Decision logs, or folders that hold some at any depth, such as `submitted/`.
        drill: Name of the drill; needed only when the logs belong to several.

    Returns:
        The drill, its runs in the order of their files, and each file that was left out with the reason.

    Raises:
        DeskError: There is no log, or the logs belong to several drills and none was named.
    """
    logs, refused = [], []
    for path in (found for given in paths for found in _files(given)):
        try:
            logs.append((path, *read_log(path, torn_ok=True)))
        except PracticumError as error:
            refused.append((path, str(error)))
    drills = sorted({header.drill for _path, header, _decisions in logs})
    name = drill or (drills[0] if len(drills) == 1 else "")
    if name not in drills:
        raise DeskError(
            _("{n} decision logs were found, of these drills: {drills}.").format(
                n=len(logs), drills=", ".join(drills) or "-"
            ),
            next_step=_("Give files or folders with logs of one drill, or name one of these with --drill."),
        )
    scenario = load_drill(name)
    runs = []
    for path, header, decisions in logs:
        if header.drill != name:
            continue
        if header.scenario_hash != scenario.at(header.seed).hash:
            refused.append((path, _("It was played with another state of the drill.")))
            continue
        try:
            replay(scenario, header.seed, decisions)
        except ActError as error:
            refused.append((path, str(error)))
        else:
            runs.append(Played(header.seed, decisions))
    return scenario, runs, refused


def _files(given: Path) -> list[Path]:
    return sorted(given.rglob("*.jsonl")) if given.is_dir() else [given]
