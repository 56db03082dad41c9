"""A case: one phase of a thread with everything that the desk did in it, ready to be judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicum.drill import world
from practicum.drill.acts import is_public
from practicum.drill.rules import Mark, rules

if TYPE_CHECKING:
    from practicum.drill.schema import Handling
    from practicum.drill.state import Act, Phase, State, Thread

FULL = 100
"""A whole mark, in percent."""

QUIET_TOPICS = frozenset({"praise", "noise"})
_FADE = 4  # a late mark reaches nothing at so many times its window
_FLAGS = frozenset({"watch", "author", "image", "ask", "escalate", "reply", "private", "choose"})


@dataclass(frozen=True)
class Case:
    """A phase of a thread with everything the desk did in it."""

    state: State
    thread: Thread
    phase: Phase
    until: int
    acts: tuple[Act, ...]

    @property
    def handling(self) -> Handling:
        """What is acceptable."""
        return self.phase.handling

    @property
    def who(self) -> str:
        """Name of the thread's author."""
        return self.state.scenario.words.authors[self.thread.plan.thread.author].name

    @property
    def words(self) -> tuple[Act, ...]:
        """What the desk said, first to last."""
        return tuple(act for act in self.acts if act.action in world.WORDS)

    def after(self, act: Act) -> int:
        """Return the minutes from the message to the moment at which an act took effect."""
        return act.end - self.phase.minute

    def mark(self, rule: str, share: int, minute: int, sentence: str) -> Mark:
        """Return a mark of `share` percent of what the rule is worth here."""
        row = rules()[rule]
        worth = row.worth * self.handling.weight
        return Mark(
            row.dimension, rule, self.thread.id, self.phase.message, minute,
            worth * share, worth * FULL, sentence,
        )  # fmt: skip

    def penalty(self, rule: str, minute: int, sentence: str) -> Mark:
        """Return what a rule takes away."""
        row = rules()[rule]
        return Mark(
            row.dimension, rule, self.thread.id, self.phase.message, minute, row.worth * FULL, 0, sentence
        )


def cases(state: State) -> list[Case]:
    """Return the phases of all threads that appeared, in order of time."""
    end = state.scenario.structure.length
    found = []
    for thread in state.threads.values():
        starts = [*(phase.minute for phase in thread.phases[1:]), end + 1]
        for phase, until in zip(thread.phases, starts, strict=True):
            acts = tuple(act for act in thread.acts if phase.minute <= act.start < until)
            found.append(Case(state, thread, phase, until, acts))
    return sorted(found, key=lambda case: (case.phase.minute, case.thread.id))


def flag(case: Case) -> Act | None:
    """Return the first act that shows the desk had noticed a message that needs it, or None."""
    for act in case.acts:
        if act.action in _FLAGS or (act.action == "tag" and act.fields["topic"] not in QUIET_TOPICS):
            return act
    return None


def fading(waited: int, window: int) -> int:
    """Full marks inside the window, then a straight line to nothing at `_FADE` windows, in percent."""
    if waited <= window:
        return FULL
    return max(0, FULL - FULL * (waited - window) // ((_FADE - 1) * window))


def silence_right(case: Case, act: Act) -> bool:
    """Say whether a word should have been left unsaid."""
    if case.handling.answer != "never":
        return False
    return not (case.handling.private and not is_public(case.state, act))
