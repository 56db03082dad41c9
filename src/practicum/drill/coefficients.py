"""The one table of coefficients: what an act or an omission moves, by how much, and on whose word."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, TypeAdapter

from practicum.drill.schema import Slug, Strict

Part = Literal["index", "desk", "community"]

PARTS: tuple[Part, ...] = ("index", "desk", "community")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # both safe; the first in C

_FILES: dict[Part, str] = {"index": "coefficients.yaml", "desk": "desk.yaml", "community": "community.yaml"}


class Coefficient(Strict):
    """One row of the table.

    Attributes:
        name: What scenarios and reports call it.
        value: Hundredths of a point of the index, unless `unit` says otherwise.
        low: Lowest value that still seems plausible.
        high: Highest value that still seems plausible.
        unit: What the value is counted per.
        source: Where sign and size come from.
        label: Whether it is sourced, measured or proposed.
    """

    name: Slug
    value: int
    low: int
    high: int
    unit: Annotated[str, Field(min_length=1)]
    source: Annotated[str, Field(min_length=1)]
    label: Literal["sourced", "measured", "proposed"]


@lru_cache(maxsize=3)
def coefficient_table(part: Part = "index") -> tuple[Coefficient, ...]:
    """Return a part of the table, in the order of its file.

    Args:
        part: `index` moves the index by what the desk does in its threads; `desk` says how far words carry;
            `community` drives the crowd, the queue of the service and the adviser.
    """
    return TypeAdapter(tuple[Coefficient, ...]).validate_python(data_file(_FILES[part]))


def data_file(name: str) -> Any:
    """Return what a YAML file of this package holds, by its path in it."""
    text = files("practicum.drill").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506  a safe loader, see above


@lru_cache(maxsize=1)
def all_values() -> dict[str, int]:
    """Return the value of every coefficient, by name."""
    return {row.name: row.value for part in PARTS for row in coefficient_table(part)}
