"""What an offered answer is worth, as things stand: what was learned, chosen or drawn may change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from practicum.drill.conditions import when

if TYPE_CHECKING:
    from practicum.drill.schema import Condition, Option
    from practicum.drill.state import State, Thread


class Given(NamedTuple):
    """What an answer earns: share of the mark in percent, coefficient, the row that says why."""

    credit: int
    effect: str | None
    why: str


def worth(state: State, thread: Thread, option: Option, minute: int) -> Given:
    """Return what an answer is worth that was begun at a minute; what came later changes nothing.

    Args:
        state: The run, then or later.
        thread: The thread that offers the answer.
        option: The answer.
        minute: When it was begun.
    """

    def held(condition: Condition) -> bool:
        first = when(state, condition, thread.id)
        return first is not None and first <= minute

    for row in option.worth:
        if all(map(held, row.needs)) and not any(map(held, row.unless)):
            return Given(row.credit, row.effect, row.id)
    return Given(option.credit, option.effect, "")


def best(state: State, thread: Thread) -> str:
    """Return the letter of the answer that is worth most now; of equals, the first that the author wrote."""
    letters = {option.id: letter for letter, option in thread.plan.options.items()}
    options = thread.plan.thread.options
    most = max(worth(state, thread, option, state.minute).credit for option in options)
    found = next(o for o in options if worth(state, thread, o, state.minute).credit == most)
    return letters[found.id]
