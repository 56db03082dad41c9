"""For instructors: a fault that is planted in a table, and which answer it spoils.

Each table lists its own.

Each trap stands in the rows of Brindille (graded assignment) and of Rivage (lesson). The tests walk into each
one, on this edition's tables and on 500 other seeds, and require that the answer moves by more than three
times its tolerance.
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
        exercise: A graded exercise whose answer it moves.
        mistake: The named mistake of that exercise that walks into it.
    """

    id: str
    table: str
    what: str
    why: str
    exercise: str
    mistake: str
