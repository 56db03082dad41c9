"""What is due again: a finished module after 7 and 21 days, a drill after 2, 7 and 21."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.learn.checks import practice_ids
from practicum.learn.holding import drill_title
from practicum.learn.next_step import existing

if TYPE_CHECKING:
    from practicum.learn.states import CourseState, ModuleState
    from practicum.project import CourseDrill, Project

MODULE_DAYS = (7, 21)
DRILL_DAYS = (2, 7, 21)
_WINDOW = 7  # days: whoever was away a week has other things to do than to catch up on questions


@dataclass(frozen=True)
class Revision:
    """One thing to recall or to play again.

    Attributes:
        one: Its module.
        days: How many days after it was finished or first played.
        link: What to open, relative to the work folder; empty when there is nothing to open.
        drill: The drill's title; empty for the questions of a module.
        left: How many of its questions are left; 0 when nobody counted them.
    """

    one: ModuleState
    days: int
    link: str
    drill: str = ""
    left: int = 0


def revisions(course: CourseState, project: Project, now: datetime) -> list[Revision]:
    """Return what is due now: questions of modules first, then drills, each in the order of the course."""
    modules = [found for one in course.modules for found in _of_module(course, one, project, now)]
    drills = [found for one in project.drills for found in _of_drill(course, one, project, now)]
    return modules + drills


def _of_module(course: CourseState, one: ModuleState, project: Project, now: datetime) -> list[Revision]:
    if not one.units_done or one.next_unit is not None:
        return []
    ends = [event.at for event in course.diary.events if event.kind == "unit" and event.id in one.units_done]
    due = []
    for days in MODULE_DAYS:
        opens = max(ends) + timedelta(days=days)
        if not opens <= now < opens + timedelta(days=_WINDOW):
            continue
        since = {event.id for event in course.diary.events if event.kind == "check" and event.at >= opens}
        asked = _questions(one, days, project)
        left = [name for name in asked if name not in since]
        recalled = not left if asked else any(name.startswith(f"{one.module.id}-") for name in since)
        if not recalled:
            link = existing(project, f"{one.module.slug}/lesson.ipynb")
            due.append(Revision(one, days, link, left=len(left)))
    return due


def _questions(one: ModuleState, days: int, project: Project) -> list[str]:
    """Return the ids of the questions that a module keeps for that day; some modules have none."""
    try:
        every = practice_ids(one.module.slug, project)
    except PracticumError:
        return []
    return [name for name in every if name.startswith(f"{one.module.id}-back{days}-")]


def _of_drill(course: CourseState, drill: CourseDrill, project: Project, now: datetime) -> list[Revision]:
    """Return a drill when a span since its first run began in which it was not played again."""
    runs = [event.at for event in course.diary.events if event.kind == "drill" and event.id == drill.slug]
    one = next((one for one in course.modules if one.module.id == drill.module), None)
    if one is None or not runs:
        return []
    opens = [min(runs) + timedelta(days=days) for days in DRILL_DAYS]
    closes = [*opens[1:], opens[-1] + timedelta(days=_WINDOW)]
    for days, start, end in zip(DRILL_DAYS, opens, closes, strict=True):
        if start <= now < end and not any(start <= run < end for run in runs):
            link = existing(project, f"{one.module.slug}/{drill.slug}.ipynb")
            link = link or existing(project, f"{one.module.slug}/lesson.ipynb")
            return [Revision(one, days, link, drill=drill_title(drill.slug))]
    return []
