"""Questions with one right option, written as data: recall, questions inside a unit, and for days later."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.marking.exercise import Exercise, Mistake
from practicum.marking.kinds import Choice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from practicum.marking.exercise import Tables

_LETTERS = "abcd"
_PARTS = frozenset(("id", "title", "competence", "see", "text"))


def read_questions(path: Path) -> dict[str, Exercise]:
    """Read the questions of a module, by id.

    Each row has `id`, `title`, `competence`, `see`, `text` and the options `a` to `d`. An option has `text`;
    each wrong one also has `mistake`, its name, and `hint`, the idea that cures it. The right one has none.

    Raises:
        PracticumError: The file cannot be read, or a question lacks a part or its one right option.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["question"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise PracticumError(
            _("{path} holds no questions that can be read: {error}.").format(path=path, error=error),
            next_step=_("Correct the file; `practicum.marking.questions` says what a question needs."),
        ) from error
    return {row["id"]: _question(path, row) for row in rows}


def _question(path: Path, row: Mapping[str, Any]) -> Exercise:
    options = {letter: row[letter] for letter in _LETTERS if letter in row}
    right = [letter for letter, option in options.items() if "hint" not in option]
    if len(options) != len(_LETTERS) or len(right) != 1 or _PARTS - row.keys():
        raise PracticumError(
            _("{path}: question {id} lacks a part, an option, or its one option without a hint.").format(
                path=path, id=row.get("id")
            ),
            next_step=_(
                "Give it id, title, competence, see, text, a to d; each wrong option a mistake and a hint."
            ),
        )
    return Exercise(
        id=row["id"],
        title=row["title"],
        competence=row["competence"],
        points=1,
        kind=Choice(options={letter: option["text"] for letter, option in options.items()}),
        question=row["text"],
        reference=always(right[0]),
        mistakes={
            option["mistake"]: Mistake(always(letter), hint=option["hint"])
            for letter, option in options.items()
            if letter != right[0]
        },
        see=row["see"],
    )


def always(value: object) -> Callable[[Tables], object]:
    """Return a reference that gives this value on any tables."""
    return lambda _tables: value
