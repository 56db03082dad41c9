"""Moments as credentials write them: UTC, whole seconds, one spelling only."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_SPELLING = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)


def write_time(moment: datetime) -> str:
    """Return a moment such as `2026-11-19T09:30:00Z`.

    Raises:
        ValueError: The moment has no time zone, so nobody knows which it is.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_time(text: object) -> datetime:
    """Return the moment of such a text.

    Raises:
        ValueError: The text is spelled otherwise, or there is no such moment.
    """
    if not isinstance(text, str) or not _SPELLING.fullmatch(text):
        raise ValueError("not a moment in UTC")
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
