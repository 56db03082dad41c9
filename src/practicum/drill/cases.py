"""A case: one phase of a thread with everything that the desk did in it, ready to be judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicum.drill import world
from practicum.drill.acts import is_public
from practicum.drill.rules import Mark, Verdict
from practicum.drill.rules_override import Yardstick

if TYPE_CHECKING:
    from practicum.drill.schema import Handling
    from practicum.drill.state import Act, Phase, State, Thread

FULL = 100
"""A whole mark, in percent."""

QUIET_TOPICS = frozenset({"praise", "noise"})
DECISIONS = frozenset(
    {"keep", "label", "hide", "remove", "restore", "restrict", "warn", "mute-user", "ban", "report", "appeal"}
)
"""Acts that settle a matter of moderation, one way or the other."""

SUPPRESSING = frozenset({"hide", "remove", "ban", "mute-user"})
"""Acts after which a post is not seen any more, or its author not heard."""

_FADE = 4  # a late mark reaches nothing at so many times its window
_FLAGS = DECISIONS | {
    "watch", "author", "image", "context", "coordination", "ask", "escalate", "reply", "private", "choose",
    "press", "move", "archive",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A phase of a thread with everything the desk did in it.

    Attributes:
        state: The finished run.
        thread: The thread.
        phase: The phase.
        until: Minute at which the next phase begins, or one past the end of the shift.
        acts: What the desk began in it.
        handling: What is acceptable, with the windows that count here.
        yardstick: What the run is judged by.
    """

    state: State
    thread: Thread
    phase: Phase
    until: int
    acts: tuple[Act, ...]
    handling: Handling
    yardstick: Yardstick

    @property
    def who(self) -> str:
        """Name of the thread's author."""
        return self.state.scenario.words.authors[self.thread.plan.thread.author].name

    @property
    def words(self) -> tuple[Act, ...]:
        """What the desk said, first to last; an offered answer is a word where silence is right."""
        kinds = world.ANSWERS if self.handling.answer == "never" else world.WORDS
        return tuple(act for act in self.acts if act.action in kinds)

    @property
    def end(self) -> int:
        """Last minute of the phase."""
        return min(self.until, self.state.scenario.structure.length)

    def after(self, act: Act) -> int:
        """Return the minutes from the message to the moment at which an act took effect."""
        return act.end - self.phase.minute

    def mark(self, rule: str, share: int, minute: int, sentence: str, act: Act | None = None) -> Mark:
        """Return a mark of `share` percent of what the rule is worth here."""
        row = self.yardstick.rules[rule]
        worth = row.worth * self.handling.weight
        return Mark(
            row.dimension, rule, self.thread.id, self.phase.message, minute,
            worth * share, worth * FULL, sentence, None if act is None else act.n,
        )  # fmt: skip

    def penalty(self, rule: str, minute: int, sentence: str, act: Act | None = None) -> Mark:
        """Return what a rule takes away."""
        row = self.yardstick.rules[rule]
        return Mark(
            row.dimension, rule, self.thread.id, self.phase.message, minute, row.worth * FULL, 0, sentence,
            None if act is None else act.n,
        )  # fmt: skip


def cases(state: State, yardstick: Yardstick | None = None) -> list[Case]:
    """Return the phases of all threads that appeared, in order of time."""
    stick = yardstick or Yardstick(state.scenario)
    found = []
    for thread in state.threads.values():
        starts = [*(phase.minute for phase in thread.phases[1:]), state.scenario.structure.length + 1]
        for phase, until in zip(thread.phases, starts, strict=False):
            acts = tuple(act for act in thread.acts if phase.minute <= act.start < until)
            handling = stick.handling(thread.id, phase.handling)
            found.append(Case(state, thread, phase, until, acts, handling, stick))
    return sorted(found, key=lambda case: (case.phase.minute, case.thread.id))


def free_mark(yardstick: Yardstick, rule: str, name: str, verdict: Verdict) -> Mark:
    """Return a mark that hangs on no phase; a rule that takes away takes its whole worth.

    Args:
        yardstick: What the run is judged by.
        rule: Which rule.
        name: What is judged: an issue, an operation, a thread.
        verdict: What was found out about it.
    """
    row, act = yardstick.rules[rule], verdict.act
    gives = row.worth > 0
    return Mark(
        dimension=row.dimension,
        rule=rule,
        thread="" if act is None else act.thread,
        message=name,
        minute=verdict.minute,
        earned=row.worth * (verdict.share if gives else FULL),
        possible=row.worth * FULL if gives else 0,
        sentence=verdict.sentence,
        act=None if act is None else act.n,
    )


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
    if window <= 0:
        return 0
    return max(0, FULL - FULL * (waited - window) // ((_FADE - 1) * window))


def silence_right(case: Case, act: Act) -> bool:
    """Say whether a word should have been left unsaid."""
    if case.handling.answer != "never":
        return False
    return not (case.handling.private and not is_public(case.state, act))
