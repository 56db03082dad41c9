"""For instructors: a fault that is planted in a table, and which answer it spoils.

Each table lists its own. The tests walk into each one that spoils an answer of a graded exercise, on this
edition's tables and on 500 other seeds, and require that the answer moves by more than three times its
tolerance. A trap that waits for a later module or the exam moves a figure of its table instead, proven beside
the table's other tests.
"""

from __future__ import annotations

from typing import NamedTuple


class Trap(NamedTuple):
    """One planted fault.

    Attributes:
        id: Its name.
        table: Where it is.
        what: What was done to the table.
        why: What goes wrong at work for whoever does not see it.
        exercise: A graded exercise whose answer it moves; empty while no open module asks for it.
        mistake: The named mistake of that exercise that walks into it; empty without an exercise.
    """

    id: str
    table: str
    what: str
    why: str
    exercise: str
    mistake: str
