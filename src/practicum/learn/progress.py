"""What was done so far: `done` ticks a unit, `progress` shows the state of every open module."""

from __future__ import annotations

from practicum.errors import PracticumError
from practicum.i18n import _, ngettext
from practicum.learn import journal
from practicum.learn.checks import practice_ids
from practicum.learn.show import say, show
from practicum.learn.states import ModuleState, State, course_state
from practicum.look import escape
from practicum.project import Project

# JupyterLab sets tables in outputs to the right, on striped rows, in columns of one width.
_CSS = """
.practicum .pr-progress table { table-layout: auto; }
.practicum .pr-progress tr:nth-child(n) { background: none; }
.practicum .pr-progress :is(th, td) { text-align: left; padding-right: var(--pr-4); overflow-wrap: normal; }
"""


def done(unit_id: str) -> None:
    """Tick a unit of a lesson, at its end, once one of its questions was tried.

    Running all cells from top to bottom tries nothing, so it ticks nothing either.

    Args:
        unit_id: For example `m08-u3`.

    Raises:
        PracticumError: The module has no such unit.
    """
    project = Project.find()
    module = project.module(unit_id)
    units = {unit.id: unit for unit in module.units}
    if unit_id not in units:
        raise PracticumError(
            _("'{id}' is not a unit of module {module}.").format(id=unit_id, module=module.id),
            next_step=_("The units are: {ids}.").format(ids=", ".join(units)),
        )
    ids = [name for name in practice_ids(module.slug, project) if name.startswith(f"{unit_id}-")]
    tried = {event.id for event in journal.read(project).events if event.kind == "check"}
    if ids and not tried & {*ids}:
        say(
            _("{unit} is not ticked yet.").format(unit=units[unit_id].title),
            _("Try one of its questions first, then run this cell again: {ids}.").format(ids=", ".join(ids)),
        )
        return
    journal.record("unit", unit_id, project=project)
    say(_("Done: {unit}. Your home page knows it.").format(unit=units[unit_id].title), tone="good")


def resolve(drill: str, sentence: str, *, total: int | None = None) -> None:
    """Keep the resolution that closes a debrief; the home page shows it until the next drill.

    Args:
        drill: The drill's slug.
        sentence: What the learner will do differently, in their words.
        total: The score of the run, 0 to 100.
    """
    journal.record("resolution", drill, sentence=sentence, total=total)


def progress(*, restore: bool = False) -> None:
    """Show what is done in every open module.

    Args:
        restore: Bring back the copy of the last session when `progress.jsonl` cannot be read; the
            unreadable file is set aside.
    """
    project = Project.find()
    if restore and not journal.read(project).readable and not journal.restore(project.work):
        say(_("There is no copy to bring back: your progress begins anew."), tone="warn")
    course = course_state(project)
    rows = [one for one in course.modules if one.state is not State.PLANNED]
    planned = len(course.modules) - len(rows)
    tail = ngettext(
        "One more module is planned and cannot be worked through yet.",
        "{count} more modules are planned and cannot be worked through yet.",
        planned,
    ).format(count=planned)
    body = "".join(
        f'<tr><th scope="row">{escape(one.module.id)} {escape(one.module.title)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in _cells(one))
        + "</tr>"
        for one in rows
    )
    heads = [_("Module"), _("State"), _("Units"), _("Practice"), _("Answers"), _("Drill")]
    table = (
        f"<table><caption>{escape(_('What you did so far'))}</caption><thead><tr>"
        + "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
        + f"</tr></thead><tbody>{body}</tbody></table>"
    )
    notice = f'<p class="warn">{escape(course.diary.notice)}</p>' if course.diary.notice else ""
    footer = f'<p class="small">{escape(tail)}</p>' if planned else ""
    lines = [f"{one.module.id} {one.module.title}: {'; '.join(_cells(one))}" for one in rows]
    show(
        f'<div class="pr-progress">{notice}{table}{footer}</div>',
        "\n".join(filter(None, [course.diary.notice, *lines, tail if planned else ""])),
        css=_CSS,
    )


def _cells(one: ModuleState) -> list[str]:
    return [
        state_word(one.state),
        _("{done} of {all}, {minutes} of {total} minutes").format(
            done=len(one.units_done),
            all=len(one.module.units),
            minutes=one.minutes_done,
            total=one.module.minutes,
        ),
        _("{tried} tried, {right} right").format(tried=one.tried, right=one.right),
        _("{done} of {all} recorded").format(done=one.answered, all=one.asked)
        if one.asked
        else _("none asked"),
        (_("played") if one.drill_log else _("not played")) if one.module.drill else _("none"),
    ]


def state_word(state: State) -> str:
    """Return the word that a learner reads for a state."""
    return {
        State.PLANNED: _("Planned"),
        State.OPEN: _("Open"),
        State.UNDER_WAY: _("Under way"),
        State.HANDED_IN: _("Handed in"),
        State.DONE: _("Done"),
    }[state]
