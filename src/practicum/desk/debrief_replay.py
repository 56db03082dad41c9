"""The replay of the debrief: every moment of the run as a table, with a slider over it where one can move."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.desk.figures import short
from practicum.i18n import _
from practicum.look import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def replay(moments: Sequence[Mapping[str, Any]], level: int, *, live: bool) -> str:
    """Return the moments of a run beside the expert's.

    The table is the whole of it, for print and for a screen reader; `replay.js` moves a slider over its rows.

    Args:
        moments: `moments` of a debrief.
        level: Level of the heading.
        live: Whether a front end listens that can move the slider.
    """
    heads = (
        (_("Time"), "", "pd-num"),
        (_("Your index"), "", "num"),
        (_("The expert's"), "expert", "num"),
        (_("Came in"), "", ""),
        (_("You did"), "", ""),
        (_("The expert did"), "expert", ""),
        (_("Waiting at your desk"), "", ""),
    )
    head = "".join(
        f'<th scope="col" class="{kind} {shape}">{escape(word)}</th>' for word, kind, shape in heads
    )
    body = "".join(_row(moment) for moment in moments)
    table = (
        f"<details><summary>{escape(_('Table: all {n} moments').format(n=len(moments)))}</summary>"
        f'<table class="pd-moments-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
        "</details>"
    )
    title = escape(_("The shift again, moment by moment"))
    player = _player(len(moments)) if live else ""
    return f'<div class="pd-replay"><h{level}>{title}</h{level}>{player}{table}</div>'


def _row(moment: Mapping[str, Any]) -> str:
    return (
        f'<tr data-minute="{moment["minute"]}"><th scope="row" class="pd-num">{escape(moment["time"])}</th>'
        f'<td class="num">{escape(short(moment["learner"]))}</td>'
        f'<td class="num expert">{escape(short(moment["reference"]))}</td>'
        f"<td>{_lines(moment['came'])}</td><td>{_lines(moment['did'])}</td>"
        f'<td class="expert">{_lines(moment["expert"])}</td><td>{_lines(moment["waiting"])}</td></tr>'
    )


def _lines(sentences: Sequence[str]) -> str:
    return "<br>".join(escape(sentence) for sentence in sentences)


def _player(count: int) -> str:
    return (
        '<div class="pd-player"><div class="pd-row">'
        f'<button type="button" class="pd-btn" data-go="-1">{escape(_("Earlier"))}</button>'
        f'<input type="range" min="0" max="{max(0, count - 1)}" value="0" '
        f'aria-label="{escape(_("Moment of the shift"))}">'
        f'<button type="button" class="pd-btn" data-go="1">{escape(_("Later"))}</button>'
        f'<label><input type="checkbox" checked> {escape(_("beside the expert"))}</label></div>'
        '<div class="pd-stage" aria-live="polite"></div></div>'
    )
