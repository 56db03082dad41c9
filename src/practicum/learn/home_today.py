"""What is due today, on the home page: feedback that came, modules to recall, drills to play again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from practicum.i18n import _, ngettext
from practicum.learn.home_parts import block
from practicum.look import escape

if TYPE_CHECKING:
    from datetime import datetime

    from practicum.learn.revise import Revision
    from practicum.learn.states import CourseState, ModuleState
    from practicum.project import Project

_NEWS = timedelta(days=14)  # later, its place in the table of modules is enough


def today_block(course: CourseState, due: list[Revision], project: Project, now: datetime) -> str:
    """Return the section; what will stand there when nothing is due."""
    items = [_feedback(one, project) for one in course.modules if _is_news(one, now)]
    items += [_revision(revision) for revision in due]
    if not items:
        aside = _(
            "Seven and twenty-one days after you finish a module, it comes back here. "
            "A drill comes back after two days already."
        )
        return block("today", _("Nothing to revise today"), "", f'<p class="small">{escape(aside)}</p>')
    heading = ngettext("Also today: one short thing", "Also today: {count} short things", len(items))
    listed = f'<ul class="pr-today">{"".join(items)}</ul>'
    return block("today", heading.format(count=len(items)), "", listed)


def feedback_link(one: ModuleState, project: Project) -> str:
    """Return the link to the newest feedback, relative to the work folder; empty where Lab cannot open it."""
    if one.feedback is None:
        return ""
    work, root = project.work.resolve(), project.root.resolve()
    page = one.feedback.path.resolve()
    if page.is_relative_to(work):
        return quote(page.relative_to(work).as_posix())
    if work.is_relative_to(root) and page.is_relative_to(root):
        up = Path(*[".."] * len(work.relative_to(root).parts))
        return quote((up / page.relative_to(root)).as_posix())
    return ""


def feedback_points(one: ModuleState) -> str:
    """Say the points that feedback states, in a sentence or nothing."""
    back = one.feedback
    if back is None or back.score is None or back.out_of is None:
        return ""
    facts = {"score": f"{back.score:g}", "out_of": f"{back.out_of:g}"}
    if one.feedback_is_old:
        return _("{score} of {out_of} points the last time; you handed in again since.").format(**facts)
    return _("{score} of {out_of} points.").format(**facts)


def _is_news(one: ModuleState, now: datetime) -> bool:
    return one.feedback is not None and not one.feedback_is_old and now - one.feedback.at < _NEWS


def _feedback(one: ModuleState, project: Project) -> str:
    title = _("Feedback on {id} is here").format(id=one.module.id)
    link = feedback_link(one, project)
    place = "" if link or one.feedback is None else _("It lies in {file}.").format(file=one.feedback.path)
    words = " ".join(filter(None, [feedback_points(one), place]))
    return _item(title, words, link, _("Read"))


def _revision(due: Revision) -> str:
    if due.drill:
        title = _("Play again: {drill}").format(drill=due.drill)
        words = _("{days} days after your first run. Choose another seed, so that you meet other people.")
        return _item(title, words.format(days=due.days), due.link, _("Open"))
    title = _("Revise {id}: {title}").format(id=due.one.module.id, title=due.one.module.title)
    if due.left:
        many = "{days} days on: {count} questions are left at the end of the lesson, about 5 minutes."
        words = ngettext(
            "{days} days on: one question is left at the end of the lesson, about 2 minutes.", many, due.left
        ).format(days=due.days, count=due.left)
    else:
        words = _("{days} days on: its “Come back” questions, about 5 minutes.").format(days=due.days)
    return _item(title, words, due.link, _("Start"))


def _item(title: str, words: str, link: str, action: str) -> str:
    named = _("{action}: {title}").format(action=action, title=title)
    button = (
        f'<a class="button" href="{escape(link)}" aria-label="{escape(named)}">{escape(action)}</a>'
        if link
        else ""
    )
    return f'<li><h3>{escape(title)}</h3>{button}<p class="small">{escape(words)}</p></li>'
