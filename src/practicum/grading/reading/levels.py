"""The levels on which readings ended, kept when their points go into the gradebook, for the learner's page.

They lie under the code of a text, as everything in `readings/` does, never under a name.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = "levels.json"


class Settled(NamedTuple):
    """A text whose points are known.

    Attributes:
        student: nbgrader's student id.
        exercise: Its id.
        points: What the levels are worth.
        comment: What the markers wrote, a line each.
        levels: By criterion, 0 to 3; a half between two readings that lie one apart.
    """

    student: str
    exercise: str
    points: float
    comment: str
    levels: dict[str, float]


def levels_text(texts: Mapping[str, Mapping[str, Settled]]) -> str:
    """Return what `levels.json` holds for these texts, by code and exercise."""
    kept = {
        code: {name: {"points": one.points, "levels": one.levels} for name, one in exercises.items()}
        for code, exercises in texts.items()
    }
    return json.dumps(kept, indent=1, sort_keys=True) + "\n"


def levels_of(root: Path, slug: str, student: str) -> dict[str, tuple[float, dict[str, float]]]:
    """Return a learner's levels with the points that came of them, by exercise; empty before any is settled.

    Args:
        root: The course.
        slug: The module.
        student: nbgrader's student id.

    Raises:
        PracticumError: The file with the levels cannot be read.
    """
    folder = root / "readings" / slug
    file = folder / FILE
    if not file.is_file():
        return {}
    from practicum.grading.reading.files import code_of, secret_of  # noqa: PLC0415  loads NumPy

    try:
        mine = _read(file, file.stat().st_mtime_ns).get(code_of(secret_of(folder), student), {})
        return {
            name: (float(one["points"]), {key: float(level) for key, level in one["levels"].items()})
            for name, one in mine.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PracticumError(
            _("{file} holds no levels that can be read.").format(file=file),
            next_step=_("Remove it, then put the points of the readings into the gradebook again."),
        ) from error


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found
