"""The dossiers: what a new colleague reads about a house before speaking in its name.

Written by hand, one Markdown file for each organisation in `datasets/dossiers`. All of them have the same
headings, so that a reader finds the same thing in the same place. Their figures agree with the tables; the
unit tests compute each one.
"""

from __future__ import annotations

import re

from practicum.data.organisations import KEYS
from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.project import Project

FOLDER = "dossiers"
_HEADING = re.compile(r"^## +(.+)$", re.MULTILINE)


def dossier(account: str) -> str:
    """Return the dossier of an organisation, as Markdown.

    Args:
        account: Its name in the tables, for example `brindille`.

    Raises:
        PracticumError: There is no such organisation, or its file is missing.
    """
    if account not in KEYS:
        raise PracticumError(
            _("There is no dossier of '{account}'.").format(account=account),
            next_step=_("The dossiers are: {names}.").format(names=", ".join(KEYS)),
        )
    path = Project.find().datasets / FOLDER / f"{account}.md"
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise PracticumError(
            _("The dossier {path} cannot be read.").format(path=f"datasets/{FOLDER}/{path.name}"),
            next_step=_("Bring the file back from the course's zip file, then run the cell again."),
        ) from error


def sections(text: str) -> dict[str, str]:
    """Return the parts of a dossier by their headings, in order, each without its heading."""
    found = list(_HEADING.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    return {match[1].strip(): text[match.end() : end].strip() for match, end in zip(found, ends, strict=True)}
