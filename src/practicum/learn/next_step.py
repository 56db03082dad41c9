"""What to do next: one step at a time, said as a question of the trade."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from practicum.i18n import _
from practicum.learn.states import State

if TYPE_CHECKING:
    from practicum.learn.states import CourseState, ModuleState
    from practicum.project import Project


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
    if not course.diary.readable:
        return Step(
            kicker=_("Your progress cannot be read"),
            title=_("Open the module that you were working on."),
            words=_("Your answers and files are untouched. The table below leads to every open module."),
        )
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
    lesson = existing(project, f"{module.slug}/lesson.ipynb")
    assignment = existing(project, f"{module.slug}/{module.slug}.ipynb")
    if unit is not None:
        number = module.units.index(unit) + 1
        facts = {
            "id": module.id,
            "title": module.title,
            "number": number,
            "count": len(module.units),
            "minutes": unit.minutes,
            "unit": unit.title,
            "left": module.minutes - one.minutes_done,
        }
        begun = bool(one.units_done)
        return Step(
            kicker=_("Next: {id} {title}, unit {number} of {count}, {minutes} minutes").format(**facts),
            title=module.summary,
            words=(
                _("Next comes “{unit}”. {left} minutes are left in this module.")
                if begun
                else _("{count} units, about {left} minutes in all. The first is “{unit}”.")
            ).format(**facts)
            + " "
            + _("You can stop after each unit; your work stays."),
            action=(_("Continue with unit {number}") if begun else _("Start {id}")).format(**facts),
            link=f"{lesson}#{_anchor(unit.title)}" if lesson else "",
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


def _anchor(title: str) -> str:
    """Return the fragment by which JupyterLab finds a heading: its words joined by hyphens."""
    return quote(title.replace(" ", "-"), safe=",")


def existing(project: Project, link: str) -> str:
    """Return a link that leads somewhere, or nothing: a dead button is worse than none."""
    return link if (project.work / link).is_file() else ""
