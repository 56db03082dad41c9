"""The debrief as HTML: the finding, the score, then four questions. Every variable part is escaped here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.desk.debrief_replay import replay
from practicum.desk.debrief_score import bullets, score_part
from practicum.desk.figures import curves, icon, service, timeline
from practicum.i18n import _
from practicum.look import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practicum.desk.told import Told


def article(told: Told, *, level: int, choose: bool) -> str:
    """Return the whole debrief.

    Args:
        told: What to tell.
        level: Level of the first heading.
        choose: Whether the resolutions are a form.
    """
    tables, drill, top = told.tables, told.drill, level
    mode = _("Practice") if drill["mode"] == "practice" else _("Assessed")
    facts = "".join(
        f"<span>{escape(fact)}</span>" for fact in (mode, _("Seed {seed}").format(seed=drill["seed"]))
    )
    about = _("Debrief: {title} at {brand}").format(title=drill["title"], brand=drill["brand"])
    sections = (
        (
            _("Score"),
            _("Mostly how you worked; what came of it counts a tenth."),
            score_part(tables["score"], told.predicted, top + 2),
        ),
        (_("1. What was meant to happen"), "", _meant(tables)),
        (
            _("2. What happened"),
            _("Three runs on the same draws: yours, nobody at the desk, and an expert's."),
            curves(tables["curves"], tables["timeline"], top + 2)
            + replay(tables["moments"], top + 2, live=choose)
            + timeline(tables["timeline"], top + 2)
            + service(tables["service"], top + 2),
        ),
        (
            _("3. Why"),
            _("One act taken out at a time, on the same draws."),
            _why(tables, top + 2),
        ),
        (
            _("4. Next time"),
            _("One thing, with a date. You see it again before your next drill."),
            _next_time(told.resolutions, choose=choose),
        ),
    )
    body = "".join(_section(title, help_, content, top + 1) for title, help_, content in sections)
    return (
        f'<article class="pd-report"><header class="pd-head"><p class="small">{escape(about)}</p>'
        f'<p class="pd-meta">{facts}</p>'
        f"<h{top}>{escape(tables['headline'])}</h{top}></header>{body}</article>"
    )


def _section(title: str, help_: str, content: str, level: int) -> str:
    note = f"<p>{escape(help_)}</p>" if help_ else ""
    return (
        f'<section class="pd-sec"><header><h{level}>{escape(title)}</h{level}>{note}</header>'
        f"<div>{content}</div></section>"
    )


def _meant(tables: Mapping[str, Any]) -> str:
    states = {
        True: (icon("check", "good"), "good", _("Done.")),
        "late": (icon("clock", "warn"), "warn", _("Late.")),
        False: (icon("cross", "bad"), "bad", _("Not done.")),
    }
    rows = []
    for row in tables["meant"]:
        sign, tone, word = states[row["done"]]
        said = f'<strong class="{tone}">{escape(word)}</strong>'
        rows.append((sign, f"{escape(row['sentence'])} {said} {escape(row['detail'])}"))
    return bullets(rows)


def _why(tables: Mapping[str, Any], level: int) -> str:
    parts = [_moments(tables["decisive"], level)]
    columns = (
        (_("Missed"), tables["missed"], "bad"),
        (_("Answered, better left alone"), tables["over_answered"], "warn"),
    )
    filled = [
        f"<div><h{level}>{escape(title)}</h{level}>"
        + bullets((icon("cross", tone), escape(sentence)) for sentence in sentences)
        + "</div>"
        for title, sentences, tone in columns
        if sentences
    ]
    if filled:
        parts.append(f'<div class="pd-cols">{"".join(filled)}</div>')
    parts.append(_reference(tables["reference"]))
    parts.append(f'<p class="pd-caution">{escape(tables["caution"])}</p>')
    return "".join(parts)


def _moments(decisive: Sequence[Mapping[str, Any]], level: int) -> str:
    if not decisive:
        return (
            f"<p>{escape(_('No single act made a difference: the run is the same without any of them.'))}</p>"
        )
    cards = []
    for row in decisive:
        helped = row["effect"] == "helped"
        tone = "good" if helped else "bad"
        word = _("helped") if helped else _("harmed")
        cards.append(
            f'<article class="pd-moment {"helped" if helped else "harmed"}"><p>'
            f'<time class="pd-num">{escape(row["time"])}</time> '
            f'<strong class="{tone}">{icon("up" if helped else "down")} {escape(word)}</strong></p>'
            f"<h{level}>{escape(row['act'])}</h{level}>"
            f'<p class="small">{escape(_("Without it"))}</p>'
            f'<p class="pd-big">{escape(row["without"])}</p>'
            f"<p>{escape(row['sentence'])}</p></article>"
        )
    return f'<div class="pd-moments">{"".join(cards)}</div>'


def _reference(rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return ""
    heads = (_("Time"), _("Act"), _("Why"))
    body = "".join(
        f'<tr><th scope="row" class="pd-num">{escape(row["time"])}</th>'
        f"<td>{escape(row['act'])}</td><td>{escape(row['why'])}</td></tr>"
        for row in rows
    )
    return (
        f"<details><summary>{escape(_('What an expert did on these draws, and why'))}</summary>"
        "<table><thead><tr>"
        + "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
        + f"</tr></thead><tbody>{body}</tbody></table></details>"
    )


def _next_time(resolutions: Sequence[str], *, choose: bool) -> str:
    if not choose:
        sentences = "".join(f'<li class="read">{escape(sentence)}</li>' for sentence in resolutions)
        return f'<ul class="pd-vows">{sentences}</ul>'
    options = "".join(
        f'<label class="pd-vow"><input type="radio" name="choice" value="{n}"{" checked" if n == 0 else ""}>'
        f'<span class="read">{escape(sentence)}</span></label>'
        for n, sentence in enumerate(resolutions)
    )
    days = "".join(
        f'<option value="{days}">{escape(words)}</option>'
        for days, words in ((7, _("in 7 days, on a new seed")), (21, _("in 21 days, on a new seed")))
    )
    return (
        '<form class="pd-next"><fieldset>'
        f'<legend class="hidden">{escape(_("Choose one resolution"))}</legend>'
        f'{options}<label class="pd-vow"><input type="radio" name="choice" value="own">'
        f"<span>{escape(_('In my own words'))}</span></label></fieldset>"
        f'<label class="pd-own"><span>{escape(_("My own words"))}</span>'
        f'<textarea class="read" name="own" rows="2" maxlength="500"></textarea></label>'
        f'<div class="pd-row"><label>{escape(_("I try it"))} <select name="days">{days}</select></label>'
        f'<button type="submit" class="primary">{escape(_("Keep this resolution"))}</button></div></form>'
    )
