"""The home page: where am I, what next. Static HTML, drawn anew each time the course is opened."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files

from practicum.drill import load_scenario
from practicum.errors import PracticumError
from practicum.i18n import _, ngettext
from practicum.learn.learner import learner_name
from practicum.learn.next_step import Revision, Step, existing, next_step, revisions
from practicum.learn.progress import state_word
from practicum.learn.show import Shown, put
from practicum.learn.states import CourseState, ModuleState, State, course_state
from practicum.look import escape, fragment
from practicum.project import Project

_LABELLED = 100  # minutes: a shorter module's segment is too narrow for its name, which the table has

# Shapes first, so that no state hangs on its colour; drawn in place, because Lab shares one page with others.
_DISC = '<circle cx="8" cy="8" r="6.5"/>'
_SHAPES = {
    State.DONE: '<circle cx="8" cy="8" r="6.5" fill="currentColor"/>'
    '<path d="M5 8.2l2 2 4-4.4" style="stroke:var(--pr-paper)"/>',
    State.HANDED_IN: f'{_DISC}<path d="M8 4.5V8l2.5 1.8"/>',
    State.UNDER_WAY: f'{_DISC}<path d="M8 1.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/>',
    State.OPEN: _DISC,
    State.PLANNED: '<circle cx="8" cy="8" r="6.5" stroke-dasharray="2 2.6"/>',
}
_TONES = {
    State.DONE: "good",
    State.HANDED_IN: "note",
    State.UNDER_WAY: "pr-act",
    State.OPEN: "pr-calm",
    State.PLANNED: "pr-calm pr-dim",
}


def home() -> None:
    """Show the home page of the course around the current folder."""
    project = Project.find()
    course = course_state(project)
    step = next_step(course, project)
    text = "\n".join(
        filter(None, [course.diary.notice, step.kicker, step.title, step.words, *map(_line, course.modules)])
    )
    put(Shown(home_html(project), text))


def home_html(project: Project, *, now: datetime | None = None) -> str:
    """Return the home page as a fragment for a notebook's output.

    Links are relative to the work folder, where `home.ipynb` stands.

    Args:
        project: The course.
        now: The moment it is drawn for; it stands in the masthead, so that its age can be seen.
    """
    moment = now or datetime.now(UTC)
    course = course_state(project)
    step = next_step(course, project)
    body = (
        f'<div class="pr-home">{_mast(project, moment)}{_notice(course)}{_lead(step)}'
        f"{_today(revisions(course, project, moment))}{_modules(course, step, project)}"
        f'<div class="pr-pair">{_resolution(course)}{_handed_in(course)}</div>{_foot(step)}</div>'
    )
    return fragment(body, css=(files("practicum.learn") / "home.css").read_text(encoding="utf-8"))


def _line(one: ModuleState) -> str:
    return f"{one.module.id} {one.module.title}: {state_word(one.state)}"


def _date(moment: datetime) -> str:
    """Return a date in words, `20 November 2026`, in the language of the interface and not of the machine."""
    months = [
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
        _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
    ]  # fmt: skip
    local = moment.astimezone()
    return _("{day} {month} {year}").format(day=local.day, month=months[local.month - 1], year=local.year)


def _mast(project: Project, moment: datetime) -> str:
    try:
        name = learner_name(project)
    except PracticumError:
        name = ""  # hand_in() tells about a damaged name file, where it can be repaired
    return f'<div class="pr-mast"><p>{escape(_date(moment))}</p><p>{escape(name)}</p></div>'


def _notice(course: CourseState) -> str:
    notice = course.diary.notice
    return f'<p class="pr-notice" role="note">{escape(notice)}</p>' if notice else ""


def _icon(state: State) -> str:
    return f'<svg class="pr-i" viewBox="0 0 16 16" aria-hidden="true">{_SHAPES[state]}</svg>'


def _state(state: State) -> str:
    return f'<span class="pr-state {_TONES[state]}">{_icon(state)}{escape(state_word(state))}</span>'


def _lead(step: Step) -> str:
    button = (
        f'<p class="pr-go"><a class="button primary" href="{escape(step.link)}">{escape(step.action)}</a></p>'
        if step.link
        else ""
    )
    return (
        '<section class="pr-lead" aria-labelledby="pr-next"><div>'
        f'<p class="pr-kick">{escape(step.kicker)}</p>'
        f'<h2 id="pr-next">{escape(step.title)}</h2><p class="read">{escape(step.words)}</p>{button}</div>'
        f"{_units(step.module)}</section>"
    )


def _units(one: ModuleState | None) -> str:
    if one is None or not one.module.units:
        return ""
    rows = []
    for unit in one.module.units:
        ticked = unit.id in one.units_done
        here = unit == one.next_unit
        state = State.DONE if ticked else State.OPEN
        word = _("done") if ticked else _("next") if here else _("to come")
        minutes = _("{minutes} min").format(minutes=unit.minutes)
        current = ' aria-current="step"' if here else ""
        rows.append(
            f"<li{current}>{_icon(state)}<span>{escape(unit.title)}"
            f'<span class="hidden">, {escape(word)}</span></span><span>{escape(minutes)}</span></li>'
        )
    heading = _("{title}, unit by unit").format(title=one.module.title)
    return f'<div class="pr-units"><h3>{escape(heading)}</h3><ol>{"".join(rows)}</ol></div>'


def _block(name: str, heading: str, aside: str, body: str) -> str:
    note = f'<p class="small">{escape(aside)}</p>' if aside else ""
    return (
        f'<section class="pr-block" aria-labelledby="pr-{name}"><div class="pr-head">'
        f'<h2 id="pr-{name}">{escape(heading)}</h2>{note}</div>{body}</section>'
    )


def _today(due: list[Revision]) -> str:
    if not due:
        aside = _("Seven and twenty-one days after you finish a module, it comes back here.")
        return _block("today", _("Nothing to revise today"), "", f'<p class="small">{escape(aside)}</p>')
    items = []
    for revision in due:
        title = _("Revise {id}: {title}").format(id=revision.one.module.id, title=revision.one.module.title)
        words = _("{days} days on: its “Come back” questions, about 5 minutes.").format(days=revision.days)
        link = (
            f'<a class="button" href="{escape(revision.link)}">{escape(_("Start"))}'
            f'<span class="hidden"> {escape(title)}</span></a>'
            if revision.link
            else ""
        )
        items.append(f'<li><h3>{escape(title)}</h3>{link}<p class="small">{escape(words)}</p></li>')
    heading = ngettext("Also today: one module to revise", "Also today: {count} modules to revise", len(due))
    return _block("today", heading.format(count=len(due)), "", f'<ul class="pr-today">{"".join(items)}</ul>')


def _modules(course: CourseState, step: Step, project: Project) -> str:
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
    rows = "".join(_row(one, current, project, known=states) for one in course.modules)
    caption = _("The modules: state, minutes, the question that each answers, and what is left to do")
    return _block(
        "modules",
        heading,
        aside if states else "",
        f'<ol class="pr-strip" aria-hidden="true">{strip}</ol>'
        '<div class="pr-scroll"><table class="pr-modules">'
        f'<caption class="hidden">{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>",
    )


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
    planned = one.state is State.PLANNED
    state = _state(one.state) if known or planned else escape(_("not known"))
    left = module.minutes - one.minutes_done
    minutes = _("{left} of {all} left").format(left=left, all=module.minutes)
    shown = minutes if one.minutes_done and left else str(module.minutes)
    to_do = f'<br><span class="pr-left">{escape(_left(one))}</span>' if known and _left(one) else ""
    return (
        f'<tr{here}><th scope="row"><span class="pr-id">{escape(module.id)}</span>{name}</th><td>{state}</td>'
        f'<td class="num">{escape(shown)}</td>'
        f"<td{' class=pr-dim' if planned else ''}>{escape(module.summary)}{to_do}</td></tr>"
    )


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


def _resolution(course: CourseState) -> str:
    event = course.resolution
    if event is None:
        words = _(
            "After a drill you write down one thing to do differently. It stands here until the next one."
        )
        return _block(
            "drill", _("Your last drill, your resolution"), "", f'<p class="small">{escape(words)}</p>'
        )
    sentence = str(event.fields.get("sentence", ""))
    total = event.fields.get("total")
    played = _("“{drill}”, {date}.").format(drill=_drill_title(event.id), date=_date(event.at))
    score = _("{total} of 100.").format(total=total) if type(total) is int else ""
    return _block(
        "drill",
        _("Your last drill, your resolution"),
        "",
        f'<p class="small">{escape(played)} {escape(score)}</p>'
        f"<blockquote><p>{escape(sentence)}</p></blockquote>",
    )


def _drill_title(slug: str) -> str:
    try:
        return load_scenario(slug).words.title
    except PracticumError:
        return slug  # a drill of another edition: its slug still says which


def _handed_in(course: CourseState) -> str:
    events = [event for event in course.diary.events if event.kind == "hand-in"]
    if not events:
        words = _("Each file that you hand in is listed here with its receipt.")
        return _block("handed", _("Handed in"), "", f'<p class="small">{escape(words)}</p>')
    titles = {one.module.id: f"{one.module.id} {one.module.title}" for one in course.modules}
    items = "".join(
        f"<li><span>{escape(titles.get(event.id, event.id))}, {escape(_date(event.at))}</span>"
        f"<span>{escape(_('receipt {code}').format(code=event.fields.get('receipt', '')))}</span></li>"
        for event in events[-5:]
    )
    return _block("handed", _("Handed in"), "", f'<ul class="pr-files">{items}</ul>')


def _foot(step: Step) -> str:
    module = step.module.module.id if step.module else "m00"
    sentences = [
        _('A word you do not know: term("reach") in any notebook explains it, glossary() lists them all.'),
        _(
            "Without Python: “practicum form {module}” in a terminal opens the exercises as a plain form."
        ).format(module=module),
        _("Trouble: “practicum doctor” in a terminal tests this computer."),
        _("Practicum, first edition. People, brands and figures are invented."),
    ]
    return f'<div class="pr-foot">{"".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)}</div>'
