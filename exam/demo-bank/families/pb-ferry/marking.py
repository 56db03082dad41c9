"""P-B: twelve rows of a feed, an hour to ring, and a note; 9 points by rules and 3 by two people."""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

from pathlib import Path

from practicum.marking.definitions import import_definitions

FOLDER = Path(__file__).resolve().parent
tasks = import_definitions(FOLDER.with_name("watch_tasks.py"))
HOUSE = tasks.watch.House(FOLDER, "Basile Sorano")

TABLES, EXERCISES, BOUNDS, CRITICAL = tasks.family(HOUSE)
