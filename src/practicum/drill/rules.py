"""The table of scoring rules, and the mark: one rule applied to one message at one minute."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated

import yaml
from pydantic import Field, TypeAdapter

from practicum.drill.schema import Dimension, Slug, Strict

if TYPE_CHECKING:
    from practicum.drill.state import Act


class Rule(Strict):
    """One row of the table.

    Attributes:
        rule: Name of the rule.
        dimension: Where its marks count, unless a scenario says otherwise.
        worth: What a full mark is worth inside the dimension; negative rules take away.
        says: The rule in words.
    """

    rule: Slug
    dimension: Dimension
    worth: int
    says: Annotated[str, Field(min_length=1)]


@dataclass(frozen=True)
class Mark:
    """A rule applied to a message.

    Attributes:
        dimension: Where it counts.
        rule: Which rule.
        thread: Which thread, or empty.
        message: The message that began the phase which is judged, or empty.
        minute: When nothing could change it any more.
        earned: What it brought, in worth times 100.
        possible: What it could have brought, in worth times 100; nought for rules that take away.
        sentence: What happened, with times.
        act: Number of the decision that earned or lost it; None when it was nothing that was done.
    """

    dimension: Dimension
    rule: str
    thread: str
    message: str
    minute: int
    earned: int
    possible: int
    sentence: str
    act: int | None = None


@dataclass(frozen=True)
class Verdict:
    """What was found out about a thing that a rule judges.

    Attributes:
        share: How much of the mark it earns, in percent.
        minute: When nothing could change it any more.
        sentence: What happened, with times.
        act: The act that earned or lost it, or None.
    """

    share: int
    minute: int
    sentence: str
    act: Act | None = None


@lru_cache(maxsize=1)
def rule_table() -> tuple[Rule, ...]:
    """Return the table, in the order of its file."""
    text = files("practicum.drill").joinpath("rules.yaml").read_text(encoding="utf-8")
    return TypeAdapter(tuple[Rule, ...]).validate_python(yaml.safe_load(text))


@lru_cache(maxsize=1)
def rules() -> dict[str, Rule]:
    """Return the rules by name."""
    return {rule.rule: rule for rule in rule_table()}
