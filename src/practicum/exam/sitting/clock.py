"""The two clocks of a station: the wall says when, the running clock says how long."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Where a session takes its time from; tests and the demonstration bring their own."""

    def wall(self) -> datetime:
        """Return the time of day, with its time zone; anybody can set it."""

    def run(self) -> float:
        """Return seconds since any fixed moment; nobody can set it."""


class SystemClock:
    """The clocks of this computer."""

    def wall(self) -> datetime:
        """Return the time of day in UTC."""
        return datetime.now(UTC)

    def run(self) -> float:
        """Return seconds that passed, where the system can tell also those in which it slept."""
        if hasattr(time, "CLOCK_BOOTTIME"):
            return time.clock_gettime(time.CLOCK_BOOTTIME)
        return time.monotonic()
