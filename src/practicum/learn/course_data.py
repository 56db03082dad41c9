"""Read a data file of the course, whose shape is a dataclass; a broken file becomes one sentence."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

T = TypeVar("T")

STRICT = ConfigDict(extra="forbid")
"""For `pydantic.dataclasses.dataclass(frozen=True, config=STRICT)`: a key that nobody reads is a slip."""

_SHOWN = 3


def read_course_data(path: Path, shape: type[T]) -> T:
    """Read a TOML file as a dataclass, every type checked as it is written.

    Args:
        path: The file.
        shape: A frozen dataclass of pydantic whose fields are the tables of the file.

    Raises:
        PracticumError: The file is missing, is no TOML, or does not have the shape; the first places that do
            not fit are named.
    """
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
        # JSON is how pydantic reads lists as tuples and days as dates, and is strict about everything else.
        return TypeAdapter(shape).validate_json(json.dumps(rows, default=str), strict=True)
    except ValidationError as error:
        places = "; ".join(_said(one) for one in error.errors()[:_SHOWN])
        raise broken(path, places) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise broken(path, str(error)) from error


def broken(path: Path, reason: str) -> PracticumError:
    """Return the error to raise about a data file of the course that cannot be used."""
    return PracticumError(
        _("{path} cannot be used: {reason}.").format(path=path, reason=reason),
        next_step=_("Correct the file there, or restore it from the edition that you were given."),
    )


def _said(error: Mapping[str, Any]) -> str:
    place = ".".join(str(part) for part in error["loc"])
    return f"{place}: {error['msg']}"
