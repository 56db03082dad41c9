"""The desk without a front end: the same few sentences on every machine, as text and as HTML."""

from __future__ import annotations

from typing import Any

from practicum.i18n import _
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
    return [title, stand, *([_("The shift is over.")] if clock["over"] else [])]
