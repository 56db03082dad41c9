"""The home page: where am I, what next. Static HTML, drawn anew each time the course is opened."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files

from practicum.errors import PracticumError
from practicum.i18n import _, ngettext
from practicum.learn.dates import date_words
from practicum.learn.holding import drill_title
from practicum.learn.home_evidence import evidence_block, evidence_text
from practicum.learn.home_modules import modules_block
from practicum.learn.home_parts import block, icon
from practicum.learn.home_today import today_block
from practicum.learn.learner import learner_name
from practicum.learn.next_step import Step, existing, next_step
from practicum.learn.picture import picture
from practicum.learn.progress import state_word
from practicum.learn.revise import revisions
from practicum.learn.show import Shown, put
from practicum.learn.states import CourseState, ModuleState, State, course_state
from practicum.learn.work import works
from practicum.look import escape, fragment
from practicum.project import Project


def home() -> None:
    """Show the home page of the course around the current folder."""
    project = Project.find()
    course = course_state(project)
    step = next_step(course, project)
    text = "\n".join(
        filter(
            None,
            [
                course.diary.notice,
                step.kicker,
                step.title,
                step.words,
                *map(_line, course.modules),
                evidence_text(picture(course, project)),
            ],
        )
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
        f"{today_block(course, revisions(course, project, moment), project, moment)}"
        f"{modules_block(course, step, project)}{evidence_block(picture(course, project))}"
        f'<div class="pr-pair">{_resolution(course)}{_portfolio(course, project)}</div>'
        f"{_foot(step, project)}</div>"
    )
    return fragment(body, css=(files("practicum.learn") / "home.css").read_text(encoding="utf-8"))


def _line(one: ModuleState) -> str:
    return f"{one.module.id} {one.module.title}: {state_word(one.state)}"


def _mast(project: Project, moment: datetime) -> str:
    try:
        name = learner_name(project)
    except PracticumError:
        name = ""  # hand_in() tells about a damaged name file, where it can be repaired
    return f'<div class="pr-mast"><p>{escape(date_words(moment))}</p><p>{escape(name)}</p></div>'


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
    played = _("“{drill}”, {date}.").format(drill=drill_title(event.id), date=date_words(event.at))
    score = _("{total} of 100.").format(total=total) if type(total) is int else ""
    return block(
        "drill",
        _("Your last drill, your resolution"),
        "",
        f'<p class="small">{escape(played)} {escape(score)}</p>'
        f"<blockquote><p>{escape(sentence)}</p></blockquote>",
    )


def _portfolio(course: CourseState, project: Project) -> str:
    count = len(works(project, course.diary.events, scored=False))
    link = existing(project, "portfolio.ipynb")
    words = (
        ngettext("One piece so far, in your own folder.", "{count} pieces so far, in your own folder.", count)
        if count
        else _("What you make in a module gathers here by itself: answers, files, charts, drills.")
    ).format(count=count)
    button = (
        f'<p class="pr-go"><a class="button" href="{link}">{escape(_("Open the portfolio"))}</a></p>'
        if link
        else ""
    )
    return block(
        "portfolio",
        _("Portfolio"),
        "",
        f'<p class="small">{escape(words)}</p>{button}{_handed_in(course)}',
    )


def _handed_in(course: CourseState) -> str:
    events = [event for event in course.diary.events if event.kind == "hand-in"]
    if not events:
        words = _("Each file that you hand in is listed here with its receipt.")
        return f'<p class="small">{escape(words)}</p>'
    titles = {one.module.id: f"{one.module.id} {one.module.title}" for one in course.modules}
    items = "".join(
        f"<li><span>{escape(titles.get(event.id, event.id))}, {escape(date_words(event.at))}</span>"
        f"<span>{escape(_('receipt {code}').format(code=event.fields.get('receipt', '')))}</span></li>"
        for event in events[-5:]
    )
    return f'<h3>{escape(_("Handed in"))}</h3><ul class="pr-files">{items}</ul>'


def _foot(step: Step, project: Project) -> str:
    module = step.module.module.id if step.module else "m00"
    words = existing(project, "glossary.md")
    glossary = (
        f'<a href="{words}">{escape(_("The glossary: every word of the trade that the lessons use"))}</a>'
        if words
        else escape(_('A word you do not know: term("reach") in any notebook explains it.'))
    )
    sentences = [
        _(
            "Without Python: “practicum form {module}” in a terminal opens the exercises as a plain form."
        ).format(module=module),
        _("Trouble: “practicum doctor” in a terminal tests this computer."),
        _("Practicum, first edition. People, brands and figures are invented."),
    ]
    rest = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences)
    return f'<div class="pr-foot"><p>{glossary}</p>{rest}</div>'
