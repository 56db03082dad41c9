"""What to do next, and what is due for revision: one step at a time, said as a question of the trade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from practicum.i18n import _
from practicum.learn.states import CourseState, ModuleState, State

if TYPE_CHECKING:
    from practicum.project import Project

REVISE_AFTER = (timedelta(days=7), timedelta(days=21))
_WINDOW = timedelta(days=7)


@dataclass(frozen=True)
class Step:
    """One thing to do.

    Attributes:
        kicker: Which module, which part, how many minutes.
        title: The question of the trade that it answers.
        words: What it consists of, one or two sentences.
        action: What the button says.
        link: Where it leads, relative to the work folder; empty when there is nothing to open.
        module: The module, when the step belongs to one.
    """

    kicker: str
    title: str
    words: str
    action: str = ""
    link: str = ""
    module: ModuleState | None = None


def next_step(course: CourseState, project: Project) -> Step:
    """Return the one step to take now.

    The module that was worked on last comes first, then the first open one in teaching order.
    """
    unfinished = [one for one in course.modules if one.state in {State.OPEN, State.UNDER_WAY}]
    under_way = [one for one in unfinished if one.last is not None]
    if under_way:
        return _step_in(max(under_way, key=lambda one: one.last.timestamp() if one.last else 0.0), project)
    if unfinished:
        return _step_in(unfinished[0], project)
    return Step(
        kicker=_("Nothing is due"),
        title=_("You have handed in every module that is open."),
        words=_(
            "The other modules are planned. Until they open, a drill "
            "played again on another seed is the best use of twenty minutes."
        ),
    )


def _step_in(one: ModuleState, project: Project) -> Step:
    module, unit = one.module, one.next_unit
    lesson = _existing(project, f"{module.slug}/lesson.ipynb")
    assignment = _existing(project, f"{module.slug}/{module.slug}.ipynb")
    if unit is not None:
        number = module.units.index(unit) + 1
        return Step(
            kicker=_("Next: {id} {title}, unit {number} of {count}, {minutes} minutes").format(
                id=module.id, title=module.title, number=number, count=len(module.units), minutes=unit.minutes
            ),
            title=module.summary,
            words=_("The next unit is “{unit}”. Tick it at its end, and this page moves on.").format(
                unit=unit.title
            ),
            action=_("Continue with unit {number}").format(number=number)
            if one.units_done
            else _("Start {id}").format(id=module.id),
            link=lesson,
            module=one,
        )
    if one.answered < one.asked:
        return Step(
            kicker=_("Next: {id} {title}, {left} of {count} exercises left").format(
                id=module.id, title=module.title, left=one.asked - one.answered, count=one.asked
            ),
            title=module.summary,
            words=_(
                "You worked through every unit. Now answer for the record: these exercises are marked "
                "after you hand in. Not attempted is not an error."
            ),
            action=_("Open the exercises"),
            link=assignment,
            module=one,
        )
    return Step(
        kicker=_("Next: {id} {title}, hand in, 5 minutes").format(id=module.id, title=module.title),
        title=_("Everything is there: hand it in."),
        words=_(
            "The last cell of the assignment makes one file for your instructor. "
            "It names what is missing first."
        ),
        action=_("Open the assignment"),
        link=assignment,
        module=one,
    )


@dataclass(frozen=True)
class Revision:
    """A module to recall, some days after it was finished.

    Attributes:
        one: The module.
        days: 7 or 21.
        link: The lesson, relative to the work folder.
    """

    one: ModuleState
    days: int
    link: str


def revisions(course: CourseState, project: Project, now: datetime) -> list[Revision]:
    """Return the modules that are due for recall: 7 and 21 days after the last unit was ticked."""
    due = []
    for one in course.modules:
        if not one.units_done or one.next_unit is not None:
            continue
        ends = [
            event.at for event in course.diary.events if event.kind == "unit" and event.id in one.units_done
        ]
        for wait in REVISE_AFTER:
            opens = max(ends) + wait
            recalled = any(
                event.kind == "check" and event.id.startswith(f"{one.module.id}-r") and event.at >= opens
                for event in course.diary.events
            )
            if opens <= now < opens + _WINDOW and not recalled:
                due.append(Revision(one, wait.days, _existing(project, f"{one.module.slug}/lesson.ipynb")))
    return due


def _existing(project: Project, link: str) -> str:
    """Return a link that leads somewhere, or nothing: a dead button is worse than none."""
    return link if (project.work / link).is_file() else ""
