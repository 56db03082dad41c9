"""What a station remembers while it runs, and may forget: nothing of it is evidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Screen:
    """How the candidate has set the screen.

    Attributes:
        clock: Whether the clock is shown.
        keys: Whether single keys act.
    """

    clock: bool = True
    keys: bool = True


@dataclass
class Memory:
    """What the station remembers while it runs, and may forget.

    Attributes:
        screen: How the screen is set.
        tried: Answers to the tutorial, by id.
        warned: Warnings that were said: part and minutes.
        at: The question of part 1 that was shown last.
        saved: When something was saved last, as `10:41`.
    """

    screen: Screen = field(default_factory=Screen)
    tried: dict[str, Any] = field(default_factory=dict)
    warned: set[tuple[str, int]] = field(default_factory=set)
    at: str = ""
    saved: str = ""
