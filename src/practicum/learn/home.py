"""The home page: where am I, what next. Static HTML, drawn anew each time the course is opened."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files

from practicum.errors import PracticumError
from practicum.i18n import _, ngettext
from practicum.learn.holding import drill_title
from practicum.learn.home_modules import modules_block
from practicum.learn.home_parts import block, icon
from practicum.learn.learner import learner_name
from practicum.learn.next_step import Revision, Step, next_step, revisions
from practicum.learn.progress import state_word
from practicum.learn.show import Shown, put
from practicum.learn.states import CourseState, ModuleState, State, course_state
from practicum.look import escape, fragment
from practicum.project import Project


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
        f"{_today(revisions(course, project, moment))}{modules_block(course, step, project)}"
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
            f"<li{current}>{icon(state)}<span>{escape(unit.title)}"
            f'<span class="hidden">, {escape(word)}</span></span><span>{escape(minutes)}</span></li>'
        )
    heading = _("{title}, unit by unit").format(title=one.module.title)
    return f'<div class="pr-units"><h3>{escape(heading)}</h3><ol>{"".join(rows)}</ol></div>'


def _today(due: list[Revision]) -> str:
    if not due:
        aside = _("Seven and twenty-one days after you finish a module, it comes back here.")
        return block("today", _("Nothing to revise today"), "", f'<p class="small">{escape(aside)}</p>')
    items = []
    for revision in due:
        title = _("Revise {id}: {title}").format(id=revision.one.module.id, title=revision.one.module.title)
        named = _("Start: {title}").format(title=title)
        words = _("{days} days on: its “Come back” questions, about 5 minutes.").format(days=revision.days)
        link = (
            f'<a class="button" href="{escape(revision.link)}" aria-label="{escape(named)}">'
            f"{escape(_('Start'))}</a>"
            if revision.link
            else ""
        )
        items.append(f'<li><h3>{escape(title)}</h3>{link}<p class="small">{escape(words)}</p></li>')
    heading = ngettext("Also today: one module to revise", "Also today: {count} modules to revise", len(due))
    return block("today", heading.format(count=len(due)), "", f'<ul class="pr-today">{"".join(items)}</ul>')


def _resolution(course: CourseState) -> str:
    event = course.resolution
    if event is None:
        words = _(
            "After a drill you write down one thing to do differently. It stands here until the next one."
        )
        return block(
            "drill", _("Your last drill, your resolution"), "", f'<p class="small">{escape(words)}</p>'
        )
    sentence = str(event.fields.get("sentence", ""))
    total = event.fields.get("total")
    played = _("“{drill}”, {date}.").format(drill=drill_title(event.id), date=_date(event.at))
    score = _("{total} of 100.").format(total=total) if type(total) is int else ""
    return block(
        "drill",
        _("Your last drill, your resolution"),
        "",
        f'<p class="small">{escape(played)} {escape(score)}</p>'
        f"<blockquote><p>{escape(sentence)}</p></blockquote>",
    )


def _handed_in(course: CourseState) -> str:
    events = [event for event in course.diary.events if event.kind == "hand-in"]
    if not events:
        words = _("Each file that you hand in is listed here with its receipt.")
        return block("handed", _("Handed in"), "", f'<p class="small">{escape(words)}</p>')
    titles = {one.module.id: f"{one.module.id} {one.module.title}" for one in course.modules}
    items = "".join(
        f"<li><span>{escape(titles.get(event.id, event.id))}, {escape(_date(event.at))}</span>"
        f"<span>{escape(_('receipt {code}').format(code=event.fields.get('receipt', '')))}</span></li>"
        for event in events[-5:]
    )
    return block("handed", _("Handed in"), "", f'<ul class="pr-files">{items}</ul>')


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
