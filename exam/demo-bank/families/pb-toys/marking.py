"""P-B: twelve rows of a feed, an hour to ring, and a note; 9 points by rules and 3 by two people."""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

import tomllib
from pathlib import Path

from practicum.marking.definitions import import_definitions

HERE = Path(__file__).parent
tasks = import_definitions(HERE.with_name("watch_tasks.py"))
LETTER = tomllib.loads((HERE / "family.toml").read_text(encoding="utf-8"))["brief"]
HOUSE = tasks.watch.House("pb-toys", HERE / "pool.toml", "Odile Marchesi", LETTER)

TABLES, EXERCISES, BOUNDS, CRITICAL = tasks.family(HOUSE)
