"""The desk of a drill as a plain page: lists to read and a form for every act, without a script."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

from practicum.exam.station.drill_fields import Showing, act_form, form, offered
from practicum.exam.station.drill_house import at_hand, state_sentences
from practicum.exam.station.drill_words import end_card, end_form, left_text
from practicum.i18n import _
from practicum.look import escape, page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.exam.station.drill_fields import Thread
    from practicum.exam.station.drill_sent import Sent
    from practicum.exam.station.seat import Seat

_TEN = 10


def plain_page(
    seat: Seat, left: float | None, *, home: str, thread: str = "", sent: Sent | None = None
) -> str:
    """Return the plain page as a whole HTML document.

    Args:
        seat: Where the candidate sits.
        left: Seconds of real time that the drill has left; None for who wants to see no clock.
        home: Where the way back leads.
        thread: The thread that is open.
        sent: The form that led here, with its answer.
    """
    host = seat.host
    showing = Showing(host.frame["view"], host.words, seat.at, sent)
    view = showing.view
    told = _told(host.frame, sent)
    if view["clock"]["over"]:
        main = f'{told}<section id="end" tabindex="-1" autofocus>{end_card(home, level=2)}</section>'
    else:
        opened = next((one for one in view["threads"] if one["id"] == thread), None)
        own = "".join(act_form(showing, action, None) for action in offered(showing, None))
        parts = (  # whoever has just opened a thread, or acted on it, finds it on top
            _open_thread(showing, opened) if opened else "",
            _section("now", _("Now"), _now(showing, thread)),
            _section("task", _("Your task, and the dossier"), _task(host.fixed)),
            _section("threads", host.words["feed"], _threads(showing, thread)),
            _section("acts", _("Acts that are about no thread"), own) if own else "",
            _section("house", _("At hand"), at_hand(showing)),
            _section("finish", _("When you are done"), end_form(plain=True)),
        )
        main = told + "".join(parts)
    title = _("Drill: {title}").format(title=host.fixed["drill"]["title"])
    ways = (
        f"<p>{escape(left_text(left))}</p>"
        f'<p><a href="{escape(home)}">{escape(_("Back to the tasks (the clock runs on)"))}</a></p>'
        f'<p><a href="?">{escape(_("The desk with script"))}</a></p>'
    )
    header = f"<header><h1>{escape(title)}</h1>{'' if seat.over else ways}</header>"
    css = (files("practicum.learn.form") / "form.css").read_text(encoding="utf-8")
    css += (files("practicum.exam.station") / "static" / "drill.css").read_text(encoding="utf-8")
    head = _("Please look: {title}").format(title=title) if sent and sent.refused else title
    return page(head, f'<div class="pr-form dr-plain">{header}<main>{main}</main></div>', css=css)


def _section(name: str, heading: str, inside: str) -> str:
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{escape(heading)}</h2>{inside}</section>'


def _said(*sentences: str, kind: str = "") -> str:
    """Return the sentences that say something, as paragraphs."""
    shaped = f' class="{kind}"' if kind else ""
    return "".join(f"<p{shaped}>{escape(sentence)}</p>" for sentence in sentences if sentence)


def _told(frame: Mapping[str, Any], sent: Sent | None) -> str:
    """Return what the last form led to, and what came in meanwhile."""
    if sent is None or not sent.sentence:
        return ""
    more = [] if sent.refused else [frame["news"], frame["unanswered"]]
    says = " ".join(filter(None, [sent.sentence, *more]))
    tone, role = ("", "alert") if sent.refused else (" pr-good", "status")
    return f'<p class="pr-box{tone}" id="told" role="{role}" tabindex="-1" autofocus>{escape(says)}</p>'


def _now(showing: Showing, thread: str) -> str:
    clock, volume = showing.view["clock"], showing.view["volume"]
    one = volume["recent"] == 1
    now = _("It is {time} at the desk. {mentions} in the last hour, {usual}.").format(
        time=clock["time"],
        mentions=showing.words["mention"] if one else showing.say("mentions", n=volume["recent"]),
        usual=showing.say("usual", low=volume["usual_low"], high=volume["usual_high"]),
    )
    sends = {"at": showing.at, "thread": thread}
    minutes = (
        f'<label for="minutes">{escape(_("Minutes to let pass"))}</label>'
        f'<input type="text" inputmode="numeric" id="minutes" name="minutes" value="{_TEN}">'
    )
    return (
        _said(now, showing.view["status"], *state_sentences(showing))
        + form("", _("Step: on to the next message"), {"do": "step", **sends})
        + form(minutes, _("Let them pass"), {"do": "wait", **sends})
    )


def _task(fixed: Mapping[str, Any]) -> str:
    """Return the task and the pages of the dossier, which came as HTML of Python's own making."""
    pages = [(_("Your place at this desk"), fixed["brief"])]
    pages += [(one["title"], one["html"]) for one in fixed["pages"]]
    folded = (f"<details><summary>{escape(title)}</summary>{html}</details>" for title, html in pages)
    return _said(fixed["drill"]["aim"], kind="read") + "".join(folded)


def _threads(showing: Showing, opened: str) -> str:
    """Return the threads, the latest first, each with the button that opens it."""
    rows = []
    for thread in reversed(showing.view["threads"]):
        name = showing.say("on_platform", name=showing.name_of(thread), platform=thread["platform"])
        time = thread["messages"][-1]["time"] if thread["messages"] else thread["time"]
        here = ' aria-current="true"' if thread["id"] == opened else ""
        read = {"do": "read", "at": showing.at, "thread": thread["id"]}
        rows.append(
            f"<li{here}><p><strong>{escape(name)}</strong>, {escape(time)}</p>"
            + _said(thread["excerpt"], kind="read")
            + _said(" ".join(_marks(showing, thread)), kind="small")
            + form("", _("Read {name}").format(name=name), read)
            + "</li>"
        )
    if not rows:
        return _said(showing.words["nothing_yet"])
    return f'<ol class="dr-list">{"".join(rows)}</ol>'


def _marks(showing: Showing, thread: Thread) -> list[str]:
    """Say how a thread stands, in the words of the desk, each as a sentence."""
    words, report = showing.words, thread.get("report")
    states = {"answered": "state_answered", "left": "state_left", "closed": "state_closed"}
    state = words.get(f"decided_{thread['decision']}") or words.get(states.get(thread["state"], ""), "")
    waited = 0 if thread["since"] is None else showing.view["clock"]["minute"] - thread["since"]
    reported = ""
    if report:
        reported = (
            words["reported_once"] if report["count"] == 1 else showing.say("reported", n=report["count"])
        )
    told = [
        words["unread"] if thread["unread"] else "",
        showing.say("waiting", minutes=waited) if waited else "",
        reported,
        state,
        words["watched"] if thread["watched"] else "",
        *(words.get(f"measure_{one}", "") for one in thread["measures"]),
        words["archived"] if thread["archived"] else "",
        showing.say("limited", limit=thread["limit"]) if thread["limit"] else "",
        words["muted_thread"] if thread["muted"] else "",
        *thread["tags"],
    ]
    return [f"{one.rstrip('.')}." for one in told if one]


def _open_thread(showing: Showing, thread: Thread) -> str:
    words, report = showing.words, thread.get("report")
    about = _author(showing, thread["author"])
    if report:
        about.append(showing.say("names_rule", rule=report["rule"]))
    if report and report["adviser"]:
        advice = report["adviser"]
        says = words.get(f"advice_{advice['says']}", advice["says"])
        about.append(showing.say("adviser", advice=says, sure=advice["sure"]))
    messages = "".join(_message(showing, one) for one in thread["messages"])
    acts = "".join(act_form(showing, action, thread) for action in offered(showing, thread))
    heading = _("The open thread: {name}").format(name=showing.name_of(thread))
    inside = (
        f'{_said(*about)}<h3>{escape(words["messages"])}</h3><ol class="dr-list">{messages}</ol>'
        f"<h3>{escape(_('What you can do with it'))}</h3>{acts}"
    )
    return _section("thread", heading, inside)


def _author(showing: Showing, author: Mapping[str, Any]) -> list[str]:
    words, following = showing.words, author["followers"]
    return [
        f"@{author['handle']}" if author["handle"] else "",
        showing.say("follower" if following == 1 else "followers", n=following) if following else "",
        words["verified"] if author["verified"] else "",
        words["organisation"] if author["kind"] == "organisation" else "",
        author["note"],
    ]


def _message(showing: Showing, message: Mapping[str, Any]) -> str:
    words = showing.words
    sides = {"internal": words["inside"], "private": words["in_private"]}
    more = [
        showing.say("photo", what=message["image"]) if message["image"] else "",
        showing.say("likes", n=message["likes"]) if message["likes"] else "",
        showing.say("shares", n=message["shares"]) if message["shares"] else "",
        sides.get(message["side"], ""),
    ]
    return (
        f"<li><p><strong>{escape(message['author'])}</strong>, {escape(message['time'])}</p>"
        f"{_said(message['text'] or '', kind='read')}{_said(*more, kind='small')}</li>"
    )
