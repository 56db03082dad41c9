"""What stands around every page of the examination: who, saved, time; notices; styles and the one script."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from practicum.i18n import _
from practicum.look import escape, page

if TYPE_CHECKING:
    from practicum.exam.station.stage import Clock

# What the body wrote is Markdown; HTML inside it is shown, not obeyed.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True)
class Around:
    """What a page must know to stand in its place.

    Attributes:
        root: The way from this page to the first one, such as `../`.
        certificate: What the examination is for.
        candidate: The candidate's code.
        label: What limits the examination, such as a rehearsal's.
        saved: When the last answer was saved, as `10:41`; empty before the first.
        clock: What the clock says; nothing where none runs.
        clock_shown: Whether the candidate wants to see it.
        keys: Whether single keys act.
        notice: What has to be said now.
        problem: What went wrong.
        form: Whether the page has a form of answers, which every button must send along.
    """

    root: str
    certificate: str
    candidate: str
    label: str
    saved: str = ""
    clock: Clock | None = None
    clock_shown: bool = True
    keys: bool = True
    notice: str = ""
    problem: str = ""
    form: bool = False


def framed(around: Around, title: str, body: str) -> str:
    """Return a whole page.

    Args:
        around: What stands around it.
        title: For the window, plain text.
        body: Trusted HTML.
    """
    shown = _("Please look: {title}").format(title=title) if around.problem else title
    keys = "on" if around.keys else "off"
    content = (
        f'<div class="pr-exam" id="exam" data-root="{around.root}" data-keys="{keys}"{_said_by_script()}>'
        f'{_ICONS}<a class="skip" href="#work">{escape(_("Skip to the task"))}</a>{_status(around)}'
        f'<div class="page">{_notices(around)}{body}{_foot(around)}</div></div>'
    )
    return page(shown, content, css=_file("station.css"), script=_file("station.js"), connects=True)


def policy(html: str) -> str:
    """Return what a page may do, for the header: what it says itself, and that no other may frame it."""
    said = html.split('Content-Security-Policy" content="', 1)[1].split('"', 1)[0]
    return f"{said}; frame-ancestors 'none'"


def markdown(text: str) -> str:
    """Return Markdown as HTML; what looks like HTML in it is shown as it stands."""
    return str(_MARKDOWN.render(text))


def icon(name: str) -> str:
    """Return one of the shapes that carry a state; the words beside it say the same."""
    return f'<svg class="i" aria-hidden="true"><use href="#i-{name}"/></svg>'


def button(label: str, go: str, *, main: bool = False, more: str = "") -> str:
    """Return a button that sends the form along and leads on.

    Args:
        label: Trusted HTML.
        go: Where to.
        main: Whether it is the next step.
        more: Further attributes, trusted.
    """
    kind = "btn main" if main else "btn"
    return f'<button class="{kind}" name="go" value="{escape(go)}" {more}>{label}</button>'


def form(action: str, inside: str, *, more: str = "") -> str:
    """Return a form that posts to `action`."""
    return (
        f'<form method="post" action="{escape(action)}" enctype="multipart/form-data" {more}>{inside}</form>'
    )


def moment(title: str, body: str, *, kick: str = "") -> str:
    """Return a page's body of one column: a heading and what follows."""
    above = f'<p class="kick">{escape(kick)}</p>' if kick else ""
    return f'<main id="work" class="single" tabindex="-1">{above}<h1>{escape(title)}</h1>{body}</main>'


def code_form(action: str, label: str, press: str) -> str:
    """Return the form in which the invigilator types a code."""
    return form(
        action,
        f'<label for="code">{escape(label)}</label><input type="text" id="code" name="code" '
        'autocomplete="off" '
        f'spellcheck="false" autocapitalize="characters"><p class="moves">'
        f'<button class="btn main">{escape(press)}</button></p>',
        more='class="code"',
    )


def _on_enter() -> str:
    """Return what Enter in a field presses: a form's first button, so this one stands before all others."""
    return (
        '<button class="vh" form="answer" name="go" value="stay" tabindex="-1" aria-hidden="true"></button>'
    )


def _status(around: Around) -> str:
    who = _("Candidate {code}").format(code=around.candidate)
    saved = _("Saved at {time}").format(time=around.saved) if around.saved else _("Nothing saved yet")
    where = _("each answer goes to the disk of this computer")
    first = _on_enter() if around.form else ""
    return (
        f'{first}<header class="status"><div><p class="who"><b>{escape(around.certificate)}</b>'
        f"<br>{escape(who)}</p>"
        f'<p class="saved"><span class="st good" id="saved">{icon("saved")}<span>{escape(saved)}</span>'
        "</span>"
        f"<br>{escape(where)}</p>{_clock(around)}</div></header>"
        + form(f"{around.root}screen", "", more='id="screen"')
    )


def _clock(around: Around) -> str:
    clock = around.clock
    if clock is None:
        return ""
    sends = "answer" if around.form else "screen"
    press = _("Hide clock") if around.clock_shown else _("Show clock")
    time = f"<b>{escape(clock.short)}</b><span>{escape(clock.total)}</span>"
    hidden = "" if around.clock_shown else " hidden"
    return (
        f'<div class="clock"><p id="clock"{hidden}>{time}</p>'
        f'<button class="btn" form="{sends}" name="go" value="clock" id="clock-button" '
        f'data-hide="{escape(_("Hide clock"))}" data-show="{escape(_("Show clock"))}">{escape(press)}'
        "</button></div>"
    )


def _notices(around: Around) -> str:
    problem = ""
    if around.problem:
        problem = (
            f'<div class="box bad" role="alert" id="problem" tabindex="-1" autofocus>{icon("ask")}'
            f"<p>{escape(around.problem)}</p></div>"
        )
    said = f"<p>{escape(around.notice)}</p>" if around.notice else ""
    return (
        f'{problem}<div class="box" id="notice" role="status"{"" if said else " hidden"}>{said}</div>'
        f'<div class="box bad" id="unsaved" role="alert" hidden></div>'
        f'<p class="vh" id="told" role="status" aria-live="polite"></p>'
    )


def _said_by_script() -> str:
    """Return the sentences of the script, so that it holds none itself."""
    words = {
        "saved": _("Saved at {time}"),
        "saving": _("Saving"),
        "unsaved": _(
            "Not saved. Stay on this page and raise your hand. Your answer is still here, and we go on "
            "trying."
        ),
        "no-clock": _("Your time is said by the invigilator."),
        "go-to": _("Go to question: type its number, then Enter."),
        "words": _("{count} words"),
    }
    return "".join(f' data-say-{name}="{escape(text)}"' for name, text in words.items())


def _foot(around: Around) -> str:
    label = f"<p>{escape(around.label)}</p>" if around.label else ""
    words = escape(_("Rules of the examination"))
    link = f'<a href="{around.root}rules">{words}</a>'
    if around.form:  # without a script, a link would leave behind what was typed
        link = f'<button class="link" form="answer" name="go" value="rules">{words}</button>'
    return f'<footer class="foot">{label}<p>{link}</p></footer>'


@lru_cache(maxsize=4)
def _file(name: str) -> str:
    return (files("practicum.exam.station") / name).read_text(encoding="utf-8")


_ICONS = (
    '<svg width="0" height="0" class="vh" aria-hidden="true" focusable="false">'
    '<symbol id="i-saved" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.5"/><path d="M5 8.2l2 2 4-4.4"/>'
    "</symbol>"
    '<symbol id="i-flag" viewBox="0 0 16 16"><path d="M3.5 14.5v-13h9l-2.5 3.5 2.5 3.5h-9"/></symbol>'
    '<symbol id="i-read" viewBox="0 0 16 16"><path d="M3 8.5l3.2 3.2L13 4.8"/></symbol>'
    '<symbol id="i-part" viewBox="0 0 16 16"><circle cx="8" cy="8" r="6.5"/>'
    '<path d="M8 1.5a6.5 6.5 0 0 0 0 13z" fill="currentColor"/></symbol>'
    '<symbol id="i-ask" viewBox="0 0 16 16"><path d="M8 1l7 7-7 7-7-7z"/><path d="M8 5v3.6M8 11v.2"/>'
    "</symbol>"
    "</svg>"
)
