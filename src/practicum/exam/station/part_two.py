"""Part 2: five tasks in any order, each one page with its letter, its tables and its answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from practicum.exam.sitting.package import PART2
from practicum.exam.station.answering import (
    PASTED,
    ReadAs,
    about_file,
    as_pasted,
    as_posted,
    drill_of,
    field_hint,
    read_as,
)
from practicum.exam.station.frame import button, form, icon, markdown, moment
from practicum.exam.station.part_one import read_line
from practicum.exam.station.sheets import preview
from practicum.exam.station.stage import drill_minutes, kept_file, part_of, standing
from practicum.exam.station.steps import breaks, end_form
from practicum.i18n import _, ngettext
from practicum.learn.form.fields import Field, Posted, controls, field_id
from practicum.look import escape
from practicum.marking import ArtefactKind, CsvFile, DrillLog, Table, Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.exam.sitting.package import Task
    from practicum.exam.sitting.session import Session
    from practicum.exam.station.stage import Stage
    from practicum.marking import Description, Kind


@dataclass(frozen=True)
class Sheet:
    """A task as its page shows it.

    Attributes:
        task: The task.
        given: What was just sent, when a part of it could not be saved.
        errors: What kept an answer from being saved, by exercise id.
    """

    task: Task
    given: Posted | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


def blocks_page(session: Session, root: str, stage: Stage) -> str:
    """Return the list of tasks, from which part 2 is worked and handed in."""
    package = session.package
    listed = "".join(_entry(session, task, root) for task in package.part2)
    gaps = sum(
        not standing(session, one).answered for task in package.part2 for one in task.exercises.values()
    )
    words = _("In any order. You can come back to each until you hand in; a drill is played once.")
    body = (
        f'<p class="read">{escape(words)}</p><ol class="blocks big">{listed}</ol>{breaks(root, stage)}'
        f'<section class="block"><h2>{escape(_("Hand in part 2"))}</h2>'
        f"{end_form(root, PART2, missing=gaps)}</section>"
    )
    return moment(_("Your tasks"), body, kick=_("Part 2: practical work"))


def block_page(session: Session, sheet: Sheet, root: str) -> str:
    """Return the body of a task's page: letter, tables, drill, answers, one form from start to end."""
    task = sheet.task
    rows = [one for one in task.exercises.values() if not drill_of(one) or isinstance(one.kind, Table)]
    answers = "".join(_answer(session, sheet, one, number) for number, one in enumerate(rows, start=1))
    title = ngettext("Your answer", "Your {count} answers", len(rows)).format(count=len(rows))
    read = _("“Read as” shows how we understand what you typed. It never says whether it is right.")
    main = (
        f'<main id="work" tabindex="-1"><p class="kick">{escape(_letter(task))}</p><h1>'
        f"{escape(task.title)}</h1>"
        f'<p class="small">{escape(_("About {minutes} minutes.").format(minutes=task.minutes))}</p>'
        f'<div class="mailbox read">{markdown(task.brief)}</div>{_tables(task, root)}{_drill(session, task)}'
        f'<section class="block" aria-labelledby="answers"><h2 id="answers">{escape(title)}</h2>'
        f'<p class="small">{escape(read)}</p><ol class="answers">{answers}</ol></section>'
        f"{_moves(session, task)}</main>"
    )
    inside = f'<div class="frame">{main}{_side(session, task)}</div>'
    more = f'id="answer" data-save="{root}block/{task.block}/save" novalidate'
    return form(f"{root}block/{task.block}", inside, more=more)


def drill_start(session: Session, task: Task, root: str) -> str:
    """Return the page before a drill: its own clock starts with the button, once."""
    clock = _("The drill has a clock of its own: {minutes}. It starts with the button and does not stop.")
    once = _("You play it once. When its time is over, what you decided by then counts.")
    body = (
        f'<p class="read">{escape(clock.format(minutes=own_clock(session, task)))}</p><p>{escape(once)}</p>'
        f"<p>{escape(_('The clock of part 2 runs on as well. Read the letter of the task first.'))}</p>"
        + form(
            f"{root}drill/{task.drill.slug if task.drill else ''}/start",
            f'<p class="moves"><a class="btn" href="{root}block/{task.block}">{escape(_("Not yet"))}</a>'
            f"{button(escape(_('Start the drill')), 'start', main=True)}</p>",
        )
    )
    return moment(task.title, body, kick=_letter(task))


def file_read(session: Session, kind: ArtefactKind) -> ReadAs:
    """Say what a kept file is like; nothing where there is none."""
    content = kept_file(session, kind)
    return ReadAs() if content is None else about_file(kind, content)


def _letter(task: Task) -> str:
    return _("Part 2, task {letter}").format(letter=task.block[-1])


def _entry(session: Session, task: Task, root: str) -> str:
    words = "".join(f"<p>{escape(line)}</p>" for line in _progress(session, task))
    link = f'<a href="{root}block/{task.block}">{escape(task.title)}</a>'
    return f"<li><b>{task.block[-1]}</b><div>{link}{words}</div></li>"


def _progress(session: Session, task: Task) -> list[str]:
    rows = [one for one in task.exercises.values() if not drill_of(one)]
    done = sum(standing(session, one).answered for one in rows)
    lines = [
        ngettext(
            "{done} of {count} answer, about {minutes} min",
            "{done} of {count} answers, about {minutes} min",
            len(rows),
        ).format(done=done, count=len(rows), minutes=task.minutes)
    ]
    if task.drill:
        state = session.state.drills[task.drill.slug].state
        lines.insert(0, _drill_words(state, drill_minutes(task)))
    if task.block in session.state.flags:
        lines.append(_("flagged"))
    return lines


def own_clock(session: Session, task: Task) -> str:
    """Say how long a drill's own clock runs, extra time named as a part of it."""
    minutes = drill_minutes(task)
    part = part_of(session, PART2)
    if part.minutes == part.own:
        return _("{minutes} minutes").format(minutes=minutes)
    return _("{minutes} minutes, your extra time in it").format(minutes=minutes)


def _drill_words(state: str, minutes: int) -> str:
    if state == "over":
        return _("drill played")
    if state == "running":
        return _("drill under way")
    return _("drill of {minutes} min on its own clock, played once").format(minutes=minutes)


def _tables(task: Task, root: str) -> str:
    if not task.tables:
        return ""
    parts = []
    for name, text in task.tables.items():
        save = (
            f'<a class="btn" href="{root}block/{task.block}/{escape(name)}.csv" download>'
            f"{escape(_('Download {name}.csv').format(name=name))}</a>"
        )
        whole = button(escape(_("Read all rows")), f"table:{name}")
        parts.append(f'{preview(name, text)}<p class="tools">{save} {whole}</p>')
    title = ngettext("Your table", "Your tables", len(task.tables))
    words = _(
        "Open it in a spreadsheet, or read it here. It is made for you: nobody else has the same figures."
    )
    return (
        f'<section class="block" aria-labelledby="tables"><h2 id="tables">{escape(title)}</h2>'
        f'<p class="small">{escape(words)}</p>{"".join(parts)}</section>'
    )


def _drill(session: Session, task: Task) -> str:
    if task.drill is None:
        return ""
    state = session.state.drills[task.drill.slug].state
    words = {
        "waiting": _(
            "It has a clock of its own, {clock}, and is played once. It starts after one more step."
        ),
        "running": _("Its clock runs. Go back to it."),
        "over": _("It is played. You can look at it again; nothing can be added."),
    }[state].format(clock=own_clock(session, task))
    press = {
        "waiting": _("Open the drill"),
        "running": _("Back to the drill"),
        "over": _("Look at it again"),
    }[state]
    return (
        f'<section class="block" aria-labelledby="drill"><h2 id="drill">{escape(_("The drill"))}</h2>'
        f"<p>{escape(words)}</p><p>{button(escape(press), 'drill', main=state != 'over')}</p></section>"
    )


def _answer(session: Session, sheet: Sheet, one: Description, number: int) -> str:
    raw = session.state.answers.get(one.id)
    kept = as_posted(one.id, one.kind, raw)
    error = sheet.errors.get(one.id, "")
    given = sheet.given if sheet.given is not None and error else kept
    question = markdown(one.question)
    fields = _fields(
        session, Field(one.id, one.title, _without_drills(one), given, error, hint=field_hint(one.kind))
    )
    read = read_as(one.kind, raw)
    line = "" if isinstance(one.kind, ArtefactKind) else read_line(one.id, read)
    wide = " wide" if isinstance(one.kind, Text | Table | ArtefactKind) else ""
    return (
        f'<li class="one{wide}" id="at-{field_id(one.id)}"><b>{number}</b><div><div class="question">'
        f"{question}</div>"
        f'<div class="pr-form" data-of="{escape(one.id)}">{fields}</div>{line}</div></li>'
    )


def _without_drills(one: Description) -> Kind:
    """Return the kind without rows that are played: their log is kept by the desk."""
    if not isinstance(one.kind, Table):
        return one.kind
    rows = {row: kind for row, kind in one.kind.rows.items() if not isinstance(kind, DrillLog)}
    return one.kind.model_copy(update={"rows": rows})


def _fields(session: Session, shown: Field) -> str:
    """Return the controls of an answer; a file may be chosen or pasted."""
    if isinstance(shown.kind, ArtefactKind):
        return _file_field(session, shown, shown.kind)
    if not isinstance(shown.kind, Table):
        return controls(shown)
    plain = {row: kind for row, kind in shown.kind.rows.items() if not isinstance(kind, ArtefactKind)}
    files = {row: kind for row, kind in shown.kind.rows.items() if isinstance(kind, ArtefactKind)}
    html = ""
    if plain:
        rest = shown.kind.model_copy(update={"rows": plain})
        html = controls(Field(shown.name, shown.label, rest, shown.given, shown.error, hint=shown.hint))
    for row, kind in files.items():
        name = f"{shown.name}.{row}"
        html += _file_field(
            session, Field(name, shown.kind.label(row), kind, {}, "", hint=field_hint(kind)), kind
        )
    return html


def _file_field(session: Session, shown: Field, kind: ArtefactKind) -> str:
    read = file_read(session, kind)
    paste = ""
    if isinstance(kind.validator, CsvFile):
        columns = ", ".join(column.name for column in kind.validator.columns)
        ask = _("Or paste the rows here, the line of column names first")
        words = _("Columns: {names}.").format(names=columns)
        pasted = f"{shown.name}.{PASTED}"
        kept = as_pasted(kept_file(session, kind))
        text = (shown.given.get(pasted) or [kept])[0]
        paste = (
            f'<label for="{field_id(pasted)}">{escape(ask)}</label>'
            f'<p class="small" id="{field_id(pasted)}-hint">{escape(words)}</p>'
            f'<textarea id="{field_id(pasted)}" name="{escape(pasted)}" rows="8" spellcheck="false" '
            'wrap="off" '
            f'class="num" aria-describedby="{field_id(pasted)}-hint">{escape(text)}</textarea>'
        )
    return f"{controls(shown)}{paste}{read_line(shown.name, read)}"


def _moves(session: Session, task: Task) -> str:
    blocks = [one.block for one in session.package.part2]
    place = blocks.index(task.block) + 1
    flagged = task.block in session.state.flags
    mark = _("Flagged for review") if flagged else _("Flag this task")
    pressed = "true" if flagged else "false"
    flag = button(
        f"{icon('flag')}<span>{escape(mark)}</span>", "flag", more=f'aria-pressed="{pressed}" id="flag"'
    )
    if place < len(blocks):
        on = _("Save, then task {letter}").format(letter=blocks[place][-1])
        forward = button(escape(on), f"block:{blocks[place]}", main=True)
    else:
        forward = button(escape(_("Save, then all tasks")), "blocks", main=True)
    return f'<div class="moves">{button(escape(_("Save")), "stay")}{flag}{forward}</div>'


def _side(session: Session, task: Task) -> str:
    listed = "".join(_aside_entry(session, one, here=one is task) for one in session.package.part2)
    safe = _("Every answer is written to the disk when you leave its field.")
    return (
        f'<aside class="side" aria-label="{escape(_("Tasks and help"))}"><section class="wide">'
        f'<h2>{escape(_("All tasks, in any order"))}</h2><ol class="blocks">{listed}</ol></section>'
        f'<section><h2>{escape(_("When you are ready"))}</h2><p class="small">{escape(safe)}</p>'
        f"{button(escape(_('Review and hand in part 2')), 'blocks')}</section>"
        f"<section><h2>{escape(_('Do you need something?'))}</h2>"
        f"{button(escape(_('Call the invigilator')), 'call')}{button(escape(_('Pause')), 'pause')}"
        "</section></aside>"
    )


def _aside_entry(session: Session, task: Task, *, here: bool) -> str:
    current = ' aria-current="step"' if here else ""
    words = "".join(f"<p>{escape(line)}</p>" for line in _progress(session, task))
    link = f'<button class="link" name="go" value="block:{task.block}">{escape(task.title)}</button>'
    return f"<li{current}><b>{task.block[-1]}</b><div>{link}{words}</div></li>"
