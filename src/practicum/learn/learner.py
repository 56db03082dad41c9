"""Who hands in: a name asked once and kept in `work/learner.toml`."""

from __future__ import annotations

import json
import tomllib
import unicodedata
from hashlib import sha256
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.learn.folders import writing

if TYPE_CHECKING:
    from practicum.project import Project

FILE = "learner.toml"
_LONGEST = 100


def learner_name(project: Project, name: str = "") -> str:
    """Return the learner's name; keep it when it is given.

    Args:
        project: The course.
        name: The name to keep, or empty to return the kept one.

    Returns:
        The name, or an empty text when none was ever given.

    Raises:
        PracticumError: The name is too long, holds no letter, or the kept file cannot be read.
    """
    path = project.work / FILE
    given = " ".join(name.split())
    if given:
        if len(given) > _LONGEST or not any(mark.isalpha() for mark in given):
            raise PracticumError(
                _("'{name}' cannot be used as a name.").format(name=given[:_LONGEST]),
                next_step=_("Use your name as your instructor knows it, at most 100 characters."),
            )
        with writing(path):
            # A JSON string is a TOML basic string: quotes and backslashes in a name stay what they are.
            path.write_text(f"name = {json.dumps(given, ensure_ascii=False)}\n", encoding="utf-8")
        return given
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get("name", "")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise PracticumError(
            _("{path} cannot be read: {error}.").format(path=path, error=error),
            next_step=_('Give your name again: hand_in("m08", name="Your name").'),
        ) from error
    return found if type(found) is str else ""


def file_name(name: str) -> str:
    """Return a name as it can stand in a file name: lower-case ASCII letters, digits and hyphens.

    A name without any such letter gets a short code of its own, the same every time.
    """
    folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    words = "".join(mark if mark.isalnum() else " " for mark in folded).split()
    return "-".join(words) or f"learner-{sha256(name.encode()).hexdigest()[:8]}"
