"""The modules on the home page: a strip as long as the course, and a table that says the same in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.i18n import _, ngettext
from practicum.learn.home_parts import block, state_mark
from practicum.learn.home_today import feedback_link, feedback_points
from practicum.learn.next_step import Step, existing
from practicum.learn.states import CourseState, ModuleState, State
from practicum.look import escape

if TYPE_CHECKING:
    from practicum.project import Project

_LABELLED = 100  # minutes: a shorter module's segment is too narrow for its name, which the table has


def modules_block(course: CourseState, step: Step, project: Project) -> str:
    """Return the strip of all modules, the table of the open ones, and the planned ones folded away.

    Args:
        course: How far the learner is.
        step: Says which module is current.
        project: The course.
    """
    ready = [one for one in course.modules if one.state is not State.PLANNED]
    current = step.module.module.id if step.module else ""
    heading = _("{count} modules, {ready} open today").format(count=len(course.modules), ready=len(ready))
    aside = _("{done} of {hours} hours of the open modules are behind you.").format(
        done=_hours(sum(one.minutes_done for one in ready)),
        hours=_hours(sum(one.module.minutes for one in ready)),
    )
    strip = "".join(_segment(one, current) for one in course.modules)
    heads = {_("Module"): "", _("State"): "", _("Minutes"): "num", _("The question it answers"): ""}
    head = "".join(f'<th scope="col" class="{kind}">{escape(word)}</th>' for word, kind in heads.items())
    states = course.diary.readable
    rows = "".join(_row(one, current, project, known=states) for one in ready)
    caption = _("The modules: state, minutes, the question that each answers, and what is left to do")
    return block(
        "modules",
        heading,
        aside if states else "",
        f'<ol class="pr-strip" aria-hidden="true">{strip}</ol>'
        '<div class="pr-scroll"><table class="pr-modules">'
        f'<caption class="hidden">{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{_planned(course)}",
    )


def _planned(course: CourseState) -> str:
    """Return the planned modules, folded away: they are part of the picture, and nothing to do today."""
    planned = [one.module for one in course.modules if one.state is State.PLANNED]
    if not planned:
        return ""
    summary = ngettext("One more module is planned", "{count} more modules are planned", len(planned)).format(
        count=len(planned)
    )
    items = "".join(
        f'<li><span class="pr-id">{escape(one.id)}</span>'
        f"<span>{escape(one.title)}: {escape(one.summary)}</span>"
        f"<span>{escape(_('planned, {minutes} min').format(minutes=one.minutes))}</span></li>"
        for one in planned
    )
    return f'<details class="pr-more"><summary>{escape(summary)}</summary><ul>{items}</ul></details>'


def _hours(minutes: int) -> str:
    return f"{minutes / 60:.1f}".removesuffix(".0")


def _segment(one: ModuleState, current: str) -> str:
    filled = 100 * one.minutes_done // max(1, one.module.minutes)
    kinds = [
        "pr-planned" if one.state is State.PLANNED else "",
        "pr-now" if one.module.id == current else "",
        "pr-thin" if one.module.minutes < _LABELLED else "",
    ]
    look = " ".join(filter(None, kinds))
    return f'<li class="{look}" style="--m:{one.module.minutes};--f:{filled}%">{escape(one.module.id)}</li>'


def _row(one: ModuleState, current: str, project: Project, *, known: bool) -> str:
    module = one.module
    link = existing(project, f"{module.slug}/lesson.ipynb")
    name = f'<a href="{escape(link)}">{escape(module.title)}</a>' if link else escape(module.title)
    here = ' aria-current="step"' if module.id == current else ""
    state = state_mark(one.state) if known else escape(_("not known"))
    left = module.minutes - one.minutes_done
    minutes = _("{left} of {all} left").format(left=left, all=module.minutes)
    shown = minutes if one.minutes_done and left else str(module.minutes)
    to_do = f'<br><span class="pr-left">{escape(_left(one))}</span>' if known and _left(one) else ""
    besides = " · ".join(filter(None, [_card(one, project), _feedback(one, project)]))
    besides = f'<br><span class="pr-besides">{besides}</span>' if besides else ""
    return (
        f'<tr{here}><th scope="row"><span class="pr-id">{escape(module.id)}</span>{name}</th><td>{state}</td>'
        f'<td class="num">{escape(shown)}</td>'
        f"<td>{escape(module.summary)}{to_do}{besides}</td></tr>"
    )


def _card(one: ModuleState, project: Project) -> str:
    link = existing(project, f"{one.module.slug}/card.html")
    words = _("Card of {id}, one page to print").format(id=one.module.id)
    return f'<a href="{escape(link)}">{escape(words)}</a>' if link else ""


def _feedback(one: ModuleState, project: Project) -> str:
    link = feedback_link(one, project)
    words = _("Feedback on {id}").format(id=one.module.id)
    named = f'<a href="{escape(link)}">{escape(words)}</a>' if link else escape(words)
    return f"{named}: {escape(feedback_points(one))}" if one.feedback else ""


def _left(one: ModuleState) -> str:
    """Say what remains of a module that was begun, in one line; nothing for one that was not, or is done."""
    if one.state not in {State.UNDER_WAY, State.HANDED_IN}:
        return ""
    units = len(one.module.units) - len(one.units_done)
    exercises = one.asked - one.answered
    parts = [
        ngettext("one unit", "{count} units", units).format(count=units) if units else "",
        ngettext("one exercise", "{count} exercises", exercises).format(count=exercises) if exercises else "",
        _("the drill") if one.module.drill and one.drill_log is None else "",
        _("handing in") if one.handed_in is None else "",
    ]
    return _("Left: {parts}").format(parts=", ".join(filter(None, parts))) if any(parts) else ""
