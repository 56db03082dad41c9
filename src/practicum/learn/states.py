"""How far a learner is: computed from the diary and from the evidence that lies in the work folder."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.evidence import read_answers
from practicum.learn import journal
from practicum.learn.descriptions import find_descriptions, work_folder
from practicum.learn.feedback import Returned, find_feedback
from practicum.learn.holding import ANSWERS, held

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from practicum.project import Module, Project, Unit


class State(StrEnum):
    """How a module stands for one learner."""

    PLANNED = "planned"
    OPEN = "open"
    UNDER_WAY = "under way"
    HANDED_IN = "handed in"
    DONE = "done"


@dataclass(frozen=True)
class ModuleState:
    """One module, as one learner left it.

    Attributes:
        module: The module.
        state: How it stands.
        units_done: Ids of units ticked by `done`.
        tried: Practice exercises tried at least once.
        right: Practice exercises that came out right at least once.
        answered: Graded exercises with something to hand in: an answer, a file or a log.
        asked: Graded exercises in all; 0 when the module has none yet.
        drill_log: The drill's log, when there is one.
        handed_in: When it was last handed in.
        last: When something last happened in it.
        feedback: What came back on a hand-in, the newest.
    """

    module: Module
    state: State = State.OPEN
    units_done: frozenset[str] = frozenset()
    tried: int = 0
    right: int = 0
    answered: int = 0
    asked: int = 0
    drill_log: Path | None = None
    handed_in: datetime | None = None
    last: datetime | None = None
    feedback: Returned | None = None

    @property
    def feedback_is_old(self) -> bool:
        """Whether it was handed in again after the feedback came."""
        return bool(self.feedback and self.handed_in and self.handed_in > self.feedback.at)

    @property
    def minutes_done(self) -> int:
        """Minutes of the units that are ticked."""
        return sum(unit.minutes for unit in self.module.units if unit.id in self.units_done)

    @property
    def next_unit(self) -> Unit | None:
        """The first unit that is not ticked."""
        return next((unit for unit in self.module.units if unit.id not in self.units_done), None)


@dataclass(frozen=True)
class CourseState:
    """The whole course, as one learner left it.

    Attributes:
        diary: The diary that it was computed from.
        modules: Every module of the syllabus, in order.
        resolution: The resolution after the last drill.
    """

    diary: journal.Journal
    modules: tuple[ModuleState, ...]
    resolution: journal.Event | None = None


def course_state(project: Project) -> CourseState:
    """Compute how far the learner is in every module."""
    diary = journal.read(project)
    resolutions = [event for event in diary.events if event.kind == "resolution"]
    return CourseState(
        diary=diary,
        modules=tuple(_module_state(project, module, diary.events) for module in project.modules),
        resolution=resolutions[-1] if resolutions else None,
    )


def _module_state(project: Project, module: Module, events: tuple[journal.Event, ...]) -> ModuleState:
    if module.status == "planned":
        return ModuleState(module, State.PLANNED)
    own = [event for event in events if event.id == module.id or event.id.startswith(f"{module.id}-")]
    units = {unit.id for unit in module.units}
    units_done = frozenset(event.id for event in own if event.kind == "unit") & units
    tries = [event for event in own if event.kind == "check"]
    handed_in = [event.at for event in own if event.kind == "hand-in"]
    answered, asked, given = _held(project, module)
    log = work_folder(project, module) / f"{module.drill}.jsonl"
    has_log = bool(module.drill) and log.is_file()
    if handed_in and units_done == units:
        state = State.DONE
    elif handed_in:
        state = State.HANDED_IN
    elif own or answered or has_log:
        state = State.UNDER_WAY
    else:
        state = State.OPEN
    return ModuleState(
        module,
        state,
        units_done=units_done,
        tried=len({event.id for event in tries}),
        right=len({event.id for event in tries if event.fields.get("outcome") == "right"}),
        answered=answered,
        asked=asked,
        drill_log=log if has_log else None,
        handed_in=max(handed_in, default=None),
        last=max((*given, *(event.at for event in own)), default=None),
        feedback=find_feedback(project, module),
    )


def _held(project: Project, module: Module) -> tuple[int, int, list[datetime]]:
    """Count exercises with something to hand in, and all, and say when answers were given.

    What cannot be read counts as nothing here: handing in names it.
    """
    folder = work_folder(project, module)
    try:
        known = find_descriptions(module.id, folder, project=project)
        sheet = read_answers(folder / ANSWERS)
        present = sum(held(asked, folder, sheet).present for asked in known.values())
    except PracticumError:
        return 0, 0, []
    return present, len(known), [one.at for one in sheet.answers.values()]
