"""What a look at a bank finds: faults, which must be mended, and remarks, which somebody should weigh."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Rule(StrEnum):
    """What was looked at."""

    COVERAGE = "coverage"
    RATIONALE = "rationale"
    CUE = "cue"
    ALIKE = "alike"
    STALE = "stale"
    READING = "reading"
    ENEMIES = "enemies"
    STATUS = "status"
    EXPOSURE = "exposure"


@dataclass(frozen=True)
class Finding:
    """One thing that was found.

    Attributes:
        rule: What was looked at.
        items: The items that it is about; none where it is about the bank.
        sentence: What was found, for the editor.
        fault: Whether it must be mended before the bank is used; otherwise somebody should weigh it.
    """

    rule: Rule
    items: tuple[str, ...]
    sentence: str
    fault: bool = True
