"""The completion variant: an expert takes half of the shift, the learner the other half.

A run on a seed whose name begins with `completion` is played so. Between a shift that one only reads and one
that one plays alone, it is the middle step: worked examples help beginners, half of one asks for the rest.
What the expert does is written into the log like any other act, so such a run replays and scores like every
run. It is for practice: seeds for assessment have other names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from practicum.drill.cast import cast
from practicum.drill.policies_expert import Due, decided, duties_due, steps_due

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from practicum.drill.load import Scenario
    from practicum.drill.state import Act, State

PREFIX = "completion"


class Help(NamedTuple):
    """What the expert does next: from which minute, whose step it is, and the decision."""

    minute: int
    step: tuple[str, int]
    action: str
    args: Mapping[str, Any]
    confidence: int | None


def is_completion(seed: str) -> bool:
    """Say whether a run on this seed is shared with an expert."""
    return seed.startswith(PREFIX)


def helped(scenario: Scenario, seed: str) -> frozenset[str]:
    """Return the threads and duties that the expert takes: every second one that has something to do."""
    scenario = scenario.at(seed)
    threads = [plan.thread.id for plan in cast(scenario, seed).values() if plan.thread.reference]
    duties = [duty.id for duty in scenario.structure.duties if duty.reference is not None]
    return frozenset([*threads[::2], *duties[::2]])


class Expert:
    """Knows what the expert has done in a run and what comes next."""

    def __init__(self, state: State) -> None:
        """Begin, or go on where a log stopped.

        Args:
            state: The run as it stands; its acts say what the expert has done already.
        """
        self._mine = helped(state.scenario, state.seed)
        self._done: set[tuple[str, int]] = set()
        self.acts: set[int] = set()
        for act in state.acts:
            self._recognise(state, act)

    def next(self, state: State) -> Help | None:
        """Return what the expert does next as things stand; None when nothing is planned."""
        mine = [due for due in self._planned(state) if due.owner in self._mine]
        due = min(mine, key=lambda one: one[:3], default=None)
        return None if due is None else Help(due.minute, (due.owner, due.nth), *decided(state, due))

    def did(self, help_: Help, number: int | None = None) -> None:
        """Note that a step was taken by a decision of this number, or, without one, proved impossible."""
        self._done.add(help_.step)
        if number is not None:
            self.acts.add(number)

    def _planned(self, state: State) -> list[Due]:
        return [*steps_due(state, self._done), *duties_due(state, self._done)]

    def _recognise(self, state: State, act: Act) -> None:
        """Find the step that an act of the log was: the next of its owner that says the same."""
        for one in self._planned(state):
            action, args, _confidence = decided(state, one)
            same = {"thread": act.thread, **act.fields}
            if (
                one.owner in self._mine
                and action == act.action
                and all(_plain(same.get(name)) == _plain(value) for name, value in args.items())
            ):
                self._done.add((one.owner, one.nth))
                self.acts.add(act.n)
                return


def _plain(value: object) -> list[object]:
    """Return a field's values in one order: a form keeps several of them, a step may name just one."""
    return sorted(value) if isinstance(value, list | tuple) else [value]
