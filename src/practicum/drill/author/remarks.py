"""What the check of a drill finds: a place, and a sentence about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Remark:
    """One finding.

    Attributes:
        place: Where, as an author would look for it: a file, a thread, a duty, a policy.
        sentence: What is wrong or thin there, and what would mend it.
        serious: Whether the drill should not be used before it is mended.
    """

    place: str
    sentence: str
    serious: bool = True

    def __str__(self) -> str:
        """Return the finding as one line."""
        return f"{self.place}: {self.sentence}"
