"""The pages around the two parts: rules, start, pause, call, hand-in and receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.exam.sitting.package import PART1
from practicum.exam.station.frame import button, code_form, form, markdown, moment
from practicum.exam.station.stage import Stage, part_of
from practicum.i18n import _, ngettext
from practicum.look import escape

if TYPE_CHECKING:
    from practicum.exam.sitting.session import Session


def welcome(session: Session, root: str, *, tried: int) -> str:
    """Return the first page: what comes, three questions to try, rules and promise."""
    package = session.package
    parts = "".join(
        f"<li>{escape(_minutes(part.title, part.minutes, part.own))}</li>" for part in package.parts
    )
    granted = "".join(f"<li>{escape(one)}</li>" for one in package.accommodations)
    trying = _("Try it again") if tried else _("Try it: a few questions that do not count")
    promise = _("I have read the rules. I keep to them, and I tell nobody what was asked.")
    body = (
        f'<p class="read">{escape(_("No clock runs yet. Take the time that you need for this page."))}</p>'
        f'<section class="block"><h2>{escape(_("What comes"))}</h2><ul class="plain">{parts}</ul>'
        + (f'<h3>{escape(_("Granted to you"))}</h3><ul class="plain">{granted}</ul>' if granted else "")
        + f'<p>{escape(_safe())}</p></section><section class="block"><h2>'
        f"{escape(_('First, try the form'))}</h2>"
        f"<p>{escape(_('Invented questions, without a clock; nothing of it is kept.'))}</p>"
        f'<p><a class="btn" href="{root}try">{escape(trying)}</a></p></section>'
        f'<section class="block"><h2>{escape(_("Then, the rules and your promise"))}</h2>'
        f'<div class="rules">{markdown(package.rules)}</div>'
        + form(
            f"{root}agree",
            f'<label class="check"><input type="checkbox" name="agreed" value="yes"> '
            f"<span>{escape(promise)}</span>"
            f'</label><p class="moves">{button(escape(_("Confirm")), "agree", main=True)}</p>',
        )
        + "</section>"
    )
    title = _("Welcome, candidate {code}").format(code=package.candidate)
    return moment(title, body, kick=package.day)


def ready(session: Session, root: str, part: str) -> str:
    """Return the page before a part: its clock starts with the button, and not before."""
    about = part_of(session, part)
    first = part == PART1
    words = (
        _("You see one question at a time. You can go back, skip, and mark questions to look at again.")
        if first
        else _(
            "Five tasks on data of your own, in any order. Two of them hold a drill with a clock of its own."
        )
    )
    between = "" if first else f"<p>{escape(_('Part 1 is handed in. This break costs you no time.'))}</p>"
    press = _("Start the clock of part 1") if first else _("Start the clock of part 2")
    body = (
        f'{between}<p class="read">{escape(_minutes(about.title, about.minutes, about.own))}</p>'
        f"<p>{escape(words)}</p><p>{escape(_safe())}</p>"
        + form(
            f"{root}start/{part}",
            f'<p class="moves">{button(escape(press), "start", main=True, more="autofocus")}</p>',
        )
        + f'<p><a href="{root}try">{escape(_("Try the form first"))}</a></p>'
    )
    title = _("Ready for part 1") if first else _("Ready for part 2")
    return moment(title, body)


def rules(session: Session, root: str) -> str:
    """Return the rules, to read again at any time."""
    back = f'<p><a class="btn" href="{root}">{escape(_("Back to where I was"))}</a></p>'
    return moment(
        _("Rules of the examination"), f'<div class="rules">{markdown(session.package.rules)}</div>{back}'
    )


def pause(root: str, *, paused: bool) -> str:
    """Return the page on which the invigilator stops the clock, or lets it run on."""
    if paused:
        body = (
            f'<p class="read">{escape(_("The clock stands still. Everything is saved."))}</p>'
            f"<p>{escape(_('When you are back, ask the invigilator to type the code.'))}</p>"
            + code_form(f"{root}resume", _("Pause code, typed by the invigilator"), _("Go on"))
        )
        return moment(_("Pause"), body)
    body = (
        f"<p>{escape(_('Until the code is typed, the clock runs on. Raise your hand.'))}</p>"
        + code_form(f"{root}pause", _("Pause code, typed by the invigilator"), _("Stop the clock"))
        + _back(root)
    )
    return moment(_("A pause"), body)


def call(root: str, *, called: str = "") -> str:
    """Return the page that calls the invigilator."""
    if called:
        noted = _("Noted at {time}. Now raise your hand, and keep it up.").format(time=called)
        words = _("This computer is not connected to the invigilator's: your hand is the signal.")
        return moment(
            _("Raise your hand"), f'<p class="read">{escape(noted)}</p><p>{escape(words)}</p>{_back(root)}'
        )
    label = _("What is it about? A few words, if you like")
    body = form(
        f"{root}call",
        f'<label for="about">{escape(label)}</label><textarea id="about" name="about" rows="3" '
        'maxlength="500"></textarea>'
        f'<p class="moves">{button(escape(_("Call the invigilator")), "call", main=True)}</p>',
    )
    return moment(_("Call the invigilator"), body + _back(root))


def end_form(root: str, part: str, *, missing: int) -> str:
    """Return the form that hands in a part: a tick, then the button."""
    words = (
        _("I hand in part 1. I know that I cannot come back to it.")
        if part == PART1
        else _("I hand in part 2. I know that I cannot come back to it.")
    )
    press = _("Hand in part 1") if part == PART1 else _("Hand in part 2")
    open_ = ngettext("One answer is missing.", "{count} answers are missing.", missing).format(count=missing)
    gaps = (
        f"<p><b>{escape(open_)}</b> {escape(_('A wrong answer costs no more than none.'))}</p>"
        if missing
        else ""
    )
    return form(
        f"{root}end/{part}",
        f'{gaps}<label class="check"><input type="checkbox" name="sure" value="yes"> <span>'
        f"{escape(words)}</span>"
        f'</label><p class="moves">{button(escape(press), "end", main=True)}</p>',
    )


def finish(root: str) -> str:
    """Return the page on which the invigilator ends the session."""
    then = _("The invigilator types the stop code. Then your work is sealed, and you get a receipt.")
    body = (
        f'<p class="read">{escape(_("Both parts are handed in. Stay seated and raise your hand."))}</p>'
        f"<p>{escape(then)}</p>"
        + code_form(f"{root}hand-in", _("Stop code, typed by the invigilator"), _("Seal and hand in"))
    )
    return moment(_("You have finished"), body)


def receipt(root: str, code: str, *, names: tuple[str, ...], quit_link: bool) -> str:
    """Return the last page: the receipt code, and for the invigilator the names of the files."""
    what = _("Write it down or take a picture of the screen, if the invigilator allows it.")
    why = _("The certification body has the same code on its list when your work has arrived unchanged.")
    files = "".join(f"<li><code>{escape(name)}</code></li>" for name in names)
    out = (
        f'<p><a class="btn" href="{root}quit">{escape(_("Leave the exam browser"))}</a></p>'
        if quit_link
        else ""
    )
    body = (
        f"<p>{escape(_('Your receipt code:'))}</p>"
        f'<p class="receipt num">{escape(code) or "…"}</p><p>{escape(what)}</p><p>{escape(why)}</p>'
        f"<details><summary>{escape(_('For the invigilator'))}</summary>"
        f"<p>{escape(_('Take these files along:'))}</p><ul class='plain'>{files}</ul></details>{out}"
        + form(
            f"{root}stop",
            f'<p class="moves"><button class="btn">{escape(_("Close this station"))}</button></p>',
        )
    )
    return moment(_("Handed in and sealed"), body)


def closed() -> str:
    """Return the page that is left when the station has stopped."""
    return moment(_("The station is closed"), f"<p>{escape(_('You can leave. Thank you.'))}</p>")


def refused(root: str, sentence: str) -> str:
    """Return a page for what cannot be done now."""
    return moment(_("Not now"), f'<p class="read">{escape(sentence)}</p>{_back(root)}')


def unknown(root: str) -> str:
    """Return a page for an address that leads nowhere."""
    return moment(_("Not here"), f"<p>{escape(_('The examination has no such page.'))}</p>{_back(root)}")


def breaks(root: str, stage: Stage) -> str:
    """Return the links to a pause and to the invigilator, for pages without a form of answers."""
    if stage not in {Stage.PART1, Stage.PART2}:
        return ""
    return (
        f'<p class="tools"><a class="btn" href="{root}call">{escape(_("Call the invigilator"))}</a> '
        f'<a class="btn" href="{root}pause">{escape(_("Pause"))}</a></p>'
    )


def _minutes(title: str, minutes: int, own: int) -> str:
    if minutes == own:
        return _("{part}: {minutes} minutes.").format(part=title, minutes=minutes)
    return _("{part}: {minutes} minutes, {own} and your {extra} extra.").format(
        part=title, minutes=minutes, own=own, extra=minutes - own
    )


def _safe() -> str:
    return _(
        "Every answer is written to the disk when you leave its field. If the computer stops, you go on "
        "where "
        "you were and get the lost minutes back."
    )


def _back(root: str) -> str:
    return f'<p class="tools"><a class="btn" href="{root}">{escape(_("Back to where I was"))}</a></p>'
