"""A drill of an examination: the desk of the course in a plain page, without a notebook.

The page carries the desk's own module and a transport of a few lines that posts each message and takes back
what changed. Whoever has no script, or wants none, gets the same desk as lists and forms
(`practicum.exam.station.drill_plain`); both send the same messages. There are no hints, no debrief and no
new start here, and a clock of real minutes runs.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from practicum.desk.assets import desk_styles, script
from practicum.errors import PracticumError
from practicum.exam.station.drill_plain import plain_page
from practicum.exam.station.drill_sent import read_sent
from practicum.exam.station.drill_words import end_card, end_form, exam_words, page_words
from practicum.exam.station.seat import seat
from practicum.i18n import _
from practicum.look import data, escape, page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practicum.exam.sitting.session import Session
    from practicum.exam.station.seat import Seat

_HOME = "../"


def drill_page(
    session: Session, slug: str, asked: Mapping[str, str] | None = None, *, home: str = _HOME
) -> str:
    """Return the page of a drill as a whole HTML document.

    Args:
        session: The candidate's session; asking for its desk starts the drill's clock.
        slug: Name of the drill.
        asked: The address's query: `plain` asks for the page without script.
        home: Where the way back leads.

    Raises:
        PracticumError: The session does not let anybody at this desk now.
    """
    taken, left = seat(session, slug)
    if asked and asked.get("plain"):
        return plain_page(taken, _shown(session, left), home=home, thread=asked.get("thread", ""))
    return _desk_page(session, taken, left, home)


def drill_message(session: Session, slug: str, content: object) -> dict[str, Any]:
    """Answer a message of the page.

    Args:
        session: The candidate's session.
        slug: Name of the drill.
        content: The message as JSON values, whatever it is.

    Returns:
        `type` is `change` (with `change`, the name `at` of the new frame, `left` in seconds and `over`), or
        `refused` with a `sentence` when the session lets nobody at this desk now, during a pause for example.
    """
    try:
        taken, left = seat(session, slug)
        answer = taken.answer(content, open_=left > 0)
    except PracticumError as error:
        return {"type": "refused", "sentence": str(error)}
    return {**answer, "left": left, "over": taken.over}


def drill_form(session: Session, slug: str, fields: Mapping[str, Sequence[str]], *, home: str = _HOME) -> str:
    """Carry out what a form of the drill's pages asks for, and return the page that follows.

    Args:
        session: The candidate's session.
        slug: Name of the drill.
        fields: What the form sent, values by name.
        home: Where the way back leads.

    Raises:
        PracticumError: The session does not let anybody at this desk now.
    """
    if fields.get("do") == ["end"]:
        session.end_drill(slug)
        taken, left = seat(session, slug)
        if not fields.get("plain"):
            return _desk_page(session, taken, left, home)
        return plain_page(taken, _shown(session, left), home=home)
    taken, left = seat(session, slug)
    sent = read_sent(taken, fields)
    if sent.message is not None:
        taken.answer(sent.message, open_=left > 0)
        taken, left = seat(session, slug)
        sent = sent.answered(taken.host.frame["answer"])
    return plain_page(taken, _shown(session, left), home=home, sent=sent, thread=sent.thread)


def _shown(session: Session, left: float) -> float | None:
    return left if session.package.clock else None


def _desk_page(session: Session, taken: Seat, left: float, home: str) -> str:
    taken.sit_down()
    host = taken.host
    drill = host.fixed["drill"]
    words = page_words()
    end = end_card(home)
    known = {
        "words": {**host.words, **exam_words(_shown(session, left))},
        "fixed": {**host.fixed, "resolution": "", "end": end},
        "frame": host.frame,
        "at": taken.at,
        "left": left,
        "over": taken.over,
        "page": words,
        "clock": bool(session.package.clock),
    }
    static = files("practicum.exam.station") / "static"
    title = _("Drill: {title}").format(title=drill["title"])
    plain = f'<a href="?plain=yes">{escape(words["plain"])}</a>'
    body = f"""<header class="dr-bar"><div>
<h1>{escape(title)}</h1>
<p class="small">{escape(words["saved"])}</p></div>
<p class="dr-clock"><output id="left" aria-live="off"></output>
<button type="button" id="hide">{escape(words["hide"])}</button></p>
<p class="dr-way"><a href="{escape(home)}">{escape(words["home"])}</a></p></header>
<p id="told" class="hidden" role="status"></p>
<p id="trouble" class="dr-trouble" role="alert" hidden></p>
<noscript><p class="dr-trouble">{escape(words["no-script"])} {plain}</p></noscript>
<main id="desk"></main>
<footer class="dr-foot"><p>{plain}</p>{end_form()}</footer>
<script type="application/json" id="known">{data(known)}</script>"""
    code = (static / "drill.js").read_text(encoding="utf-8")
    return page(
        title,
        body,
        css=desk_styles() + (static / "drill.css").read_text(encoding="utf-8"),
        script=code.replace("/* the desk's module */", script().replace("export default {", "return {")),
        connects=True,
    )
