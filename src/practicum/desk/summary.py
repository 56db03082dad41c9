"""The desk without a front end: the same few sentences on every machine, as text and as HTML."""

from __future__ import annotations

from typing import Any

from practicum.desk.news import unanswered
from practicum.i18n import _, ngettext
from practicum.look import escape, fragment


def summary_text(view: dict[str, Any]) -> str:
    """Return where a run stands, as plain text."""
    return "\n".join(_sentences(view))


def summary_html(view: dict[str, Any], notice: str = "") -> str:
    """Return where a run stands, for a notebook's output."""
    first, *more = [*_sentences(view), *([notice] if notice else [])]
    body = "".join(f'<p class="small">{escape(sentence)}</p>' for sentence in more)
    return fragment(f"<p><strong>{escape(first)}</strong></p>{body}")


def _sentences(view: dict[str, Any]) -> list[str]:
    drill, clock = view["drill"], view["clock"]
    mode = _("practice") if drill["mode"] == "practice" else _("assessed")
    title = _("Simulated desk: {title} at {brand}, {mode}, seed {seed}.").format(
        title=drill["title"], brand=drill["brand"], mode=mode, seed=drill["seed"]
    )
    if not clock["started"]:
        return [
            title,
            _("The shift begins at {time}. Run this cell in JupyterLab to work at the desk.").format(
                time=clock["time"]
            ),
        ]
    unread = sum(1 for thread in view["threads"] if thread["unread"])
    stand = _("It is {time}. Threads: {threads}, unread: {unread}. Decisions: {decisions}.").format(
        time=clock["time"], threads=len(view["threads"]), unread=unread, decisions=len(view["log"])
    )
    told = [title, stand, unanswered(view), *_reports(view), *_level(view), *_issues(view), *_service(view)]
    told += [view["alerts"][-1]["text"]] if view["alerts"] else []
    told += [_("The shift is over.")] if clock["over"] else []
    return [sentence for sentence in told if sentence]


def _reports(view: dict[str, Any]) -> list[str]:
    """Say how many reports nobody has decided."""
    waiting = [one for one in view["threads"] if one.get("report") and one["state"] == "open"]
    told = ngettext("{n} report in the queue.", "{n} reports in the queue.", len(waiting))
    return [told.format(n=len(waiting))] if waiting else []


def _level(view: dict[str, Any]) -> list[str]:
    level = view.get("level")
    if not level:
        return []
    clocks = [
        (
            _("{what}: {n} minutes left, due {time}.")
            if clock["left"] >= 0
            else _("{what}: overdue since {time}.")
        ).format(what=clock["label"], n=clock["left"], time=clock["time"])
        for clock in level["clocks"]
    ]
    return [" ".join([_("Escalation level {level}.").format(level=level["now"]), *clocks])]


def _issues(view: dict[str, Any]) -> list[str]:
    said = _("{issue}: {n} posts in the last hour.")
    hot = _("{issue}: {n} posts in the last hour, hot.")
    return [
        (hot if issue["hot"] else said).format(issue=issue["name"], n=issue["posts_last_hour"])
        for issue in view.get("issues") or ()
    ]


def _service(view: dict[str, Any]) -> list[str]:
    service = view.get("service")
    if not service:
        return []
    told = ngettext(
        "Customer service: {n} person waits.", "Customer service: {n} people wait.", service["waiting"]
    )
    return [told.format(n=service["waiting"])]
