"""A player's hands: a state with the decisions that led to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from practicum.drill.acts import perform
from practicum.drill.check_act import ActError, checked
from practicum.evidence import Decision

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.drill.state import State


@dataclass
class Player:
    """A state with the decisions that led to it, and why each was made.

    Attributes:
        state: The state now.
        decisions: What was decided so far.
        why: Explanations by the number of the decision.
    """

    state: State
    decisions: list[Decision] = field(default_factory=list)
    why: dict[int, str] = field(default_factory=dict)

    def do(self, action: str, args: Mapping[str, Any], confidence: int | None = None, why: str = "") -> None:
        """Do something.

        Raises:
            ActError: It is impossible; nothing was done.
        """
        if confidence is None and action in self.state.scenario.structure.confidence:
            confidence = 50
        decision = Decision(len(self.decisions) + 1, self.state.minute, action, dict(args), confidence)
        checked(self.state, decision)
        perform(self.state, decision)
        self.decisions.append(decision)
        if why:
            self.why[decision.n] = why

    def attempt(self, action: str, args: Mapping[str, Any], confidence: int | None = None) -> bool:
        """Do something if the desk offers it and it is possible; say whether it was done."""
        if action not in self.state.scenario.structure.actions or self.state.over:
            return False
        try:
            self.do(action, args, confidence)
        except ActError:
            return False
        return True

    def wait_until(self, minute: int) -> None:
        """Wait; one wait after another is the same as one long one."""
        self.do("wait", {"minutes": max(1, minute - self.state.minute)})
        last = self.decisions[-2:]
        if [decision.action for decision in last] == ["wait", "wait"]:
            minutes = self.state.minute - last[0].minute
            self.decisions[-2:] = [Decision(last[0].n, last[0].minute, "wait", {"minutes": minutes})]
