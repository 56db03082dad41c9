"""A new drill: a small one that works, copied into a folder, to be changed into one's own."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

from practicum.drill.load import ScenarioError, load_scenario
from practicum.drill.policies import write_reference
from practicum.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

_FILES = ("scenario.yaml", "messages.en.yaml", "errors.yaml")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST = 60


def new_drill(folder: Path) -> list[Path]:
    """Make a folder that holds a small drill which passes the check; its slug is the folder's name.

    Returns:
        The files that were written.

    Raises:
        ScenarioError: The folder's name cannot be a slug, it holds a drill already, or cannot be written to.
    """
    if not _NAME.fullmatch(folder.name) or len(folder.name) > _LONGEST:
        raise ScenarioError(
            _("'{name}' cannot be the name of a drill.").format(name=folder.name),
            next_step=_("Use small letters, digits and hyphens, such as 'lost-dog'."),
        )
    if any((folder / name).exists() for name in _FILES):
        raise ScenarioError(
            _("{folder} holds a drill already.").format(folder=folder),
            next_step=_("Choose another name, or change the drill that is there."),
        )
    made = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in _FILES:
            text = files("practicum.drill.author").joinpath("skeleton", name).read_text(encoding="utf-8")
            path = folder / name
            path.write_text(text.replace("slug: my-drill ", f"slug: {folder.name} ", 1), encoding="utf-8")
            made.append(path)
        made.append(folder / "reference.jsonl")
        write_reference(load_scenario(folder), made[-1])
    except OSError as error:
        raise ScenarioError(
            _("{folder} cannot be written to: {reason}.").format(folder=folder, reason=error.strerror),
            next_step=_("Choose a folder that is yours, such as 'scenarios/lost-dog'."),
        ) from error
    return made
