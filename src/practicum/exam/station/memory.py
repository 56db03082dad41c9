"""What a station remembers and may forget: nothing of it is evidence; most of it outlives a restart."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


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
    """What the station remembers.

    Attributes:
        path: Where place and screen are kept for a restart.
        screen: How the screen is set.
        tried: Answers to the tutorial, by id.
        warned: Warnings that were said: part and minutes.
        at: The question of part 1 that was shown last.
        saved: When something was saved last, as `10:41`.
    """

    path: Path
    screen: Screen = field(default_factory=Screen)
    tried: dict[str, Any] = field(default_factory=dict)
    warned: set[tuple[str, int]] = field(default_factory=set)
    at: str = ""
    saved: str = ""

    @classmethod
    def found(cls, path: Path) -> Memory:
        """Return what is kept at `path`; a new memory where nothing is, or nothing that can be read."""
        memory = cls(path)
        with suppress(OSError, ValueError, KeyError, TypeError):
            kept = json.loads(path.read_bytes())
            memory.screen = Screen(clock=kept["clock"] is not False, keys=kept["keys"] is not False)
            memory.at = str(kept["at"])
        return memory

    def keep(self) -> None:
        """Write place and screen for a restart; it is no loss where the disk refuses."""
        with suppress(OSError):
            self.path.write_text(json.dumps({**asdict(self.screen), "at": self.at}), encoding="utf-8")
