"""Where a candidate stands, told from the session and nothing else."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from practicum.evidence.files import read_bounded
from practicum.exam.sitting.handin import FILES
from practicum.exam.sitting.package import PART1, PART2
from practicum.exam.sitting.session import LARGEST_FILE
from practicum.exam.station.answering import drill_of, read_as
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from practicum.exam.sitting.package import PartTime, Task
    from practicum.exam.sitting.session import Session
    from practicum.marking import ArtefactKind, Description

WARNINGS = (15, 5)
"""Minutes before the end at which the time is said, and at no other."""


class Stage(Enum):
    """The steps of an examination, in their order."""

    RULES = "rules"
    READY = "ready"
    PART1 = PART1
    BETWEEN = "between"
    PART2 = PART2
    FINISH = "finish"
    DONE = "done"


def stage_of(session: Session) -> Stage:
    """Return the step at which the candidate is."""
    state = session.state
    if state.handed_in:
        return Stage.DONE
    if state.part == "done":
        return Stage.FINISH
    if state.part:
        return Stage(state.part)
    if PART1 in state.ended:
        return Stage.BETWEEN
    return Stage.READY if state.agreed else Stage.RULES


def task_of(session: Session, block: str) -> Task | None:
    """Return the task of a block, None when there is no such block."""
    return next((one for one in session.package.part2 if one.block == block), None)


def task_with(session: Session, slug: str) -> Task | None:
    """Return the task that a drill belongs to, None when there is no such drill."""
    return next((one for one in session.package.part2 if one.drill and one.drill.slug == slug), None)


def part_of(session: Session, name: str) -> PartTime:
    """Return a part of the package by its id."""
    return next(one for one in session.package.parts if one.id == name)


def drill_minutes(task: Task) -> int:
    """Return the minutes of a drill's own clock, extra time included."""
    return math.ceil(task.drill.minutes) if task.drill else 0


@dataclass(frozen=True)
class Clock:
    """What the clock says.

    Attributes:
        left: Minutes left, rounded up.
        short: For the eye.
        total: Of what, with extra time named once.
        spoken: For the ear.
    """

    left: int
    short: str
    total: str
    spoken: str


def clock_of(session: Session) -> Clock | None:
    """Return what the clock says; nothing between the parts, and for those who asked for none."""
    part = session.state.part
    if part not in {PART1, PART2} or not session.package.clock:
        return None
    left = math.ceil(max(session.state.left[part], 0) / 60)
    about = part_of(session, part)
    if about.minutes == about.own:
        total = _("of {minutes}").format(minutes=about.minutes)
    else:
        total = _("of {minutes}: {own} and your {extra} extra").format(
            minutes=about.minutes, own=about.own, extra=about.minutes - about.own
        )
    short = _("{minutes} min left").format(minutes=left)
    spoken = ngettext("{minutes} minute is left.", "{minutes} minutes are left.", left).format(minutes=left)
    return Clock(left, short, total, spoken)


@dataclass(frozen=True)
class Standing:
    """How far a question or exercise is.

    Attributes:
        answered: Whether it has a whole answer that can be read.
        begun: Whether it has one of which a part is open or cannot be read.
        flagged: Whether the candidate marked it to look at again.
    """

    answered: bool
    begun: bool
    flagged: bool

    @property
    def words(self) -> str:
        """The same in words."""
        state = _("answered") if self.answered else _("open")
        if self.begun:
            state = _("to finish")
        return _("{state}, flagged").format(state=state) if self.flagged else state


def standing(session: Session, one: Description) -> Standing:
    """Return how far an exercise is."""
    state = session.state
    flagged = one.id in state.flags
    slug = drill_of(one)
    if slug:
        return Standing(state.drills[slug].state == "over", begun=False, flagged=flagged)
    read = read_as(one.kind, state.answers.get(one.id))
    begun = read.unreadable or read.gaps
    return Standing((read.answered or one.id in state.files) and not begun, begun, flagged)


def kept_file(session: Session, kind: ArtefactKind) -> bytes | None:
    """Return a file that the candidate saved; None where there is none yet."""
    path = session.folder / FILES / kind.file
    return read_bounded(path, LARGEST_FILE) if path.is_file() else None
