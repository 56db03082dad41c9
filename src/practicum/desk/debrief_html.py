"""The debrief as HTML: the finding, the score, then four questions. Every variable part is escaped here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.desk.figures import curves, icon, service, timeline
from practicum.i18n import _, ngettext
from practicum.look import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
            _score(tables["score"], told.predicted, top + 2),
        ),
        (_("1. What was meant to happen"), "", _meant(tables)),
        (
            _("2. What happened"),
            _("Three runs on the same draws: yours, nobody at the desk, and an expert's."),
            curves(tables["curves"], tables["timeline"], top + 2)
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


# ---- Score


def _score(score: Mapping[str, Any], predicted: int | None, level: int) -> str:
    return (
        _score_line(score, predicted)
        + _score_facts(score, predicted)
        + _dimensions(score, level)
        + _gates(score["gates"])
    )


def _score_line(score: Mapping[str, Any], predicted: int | None) -> str:
    total, cap = score["total"], score["cap"]
    said = [_("given {total}").format(total=f"{total:g}")]
    marks = (
        f'<span class="pd-rail"></span><span class="pd-rail full" style="--v:{total:g}"></span>'
        f'<i class="pd-at" style="--v:{total:g}"></i>{_mark("down", total, said[0])}'
        f"{_mark('down end', 0, '0')}{_mark('down end', 100, '100')}"
    )
    if cap is not None:
        said.append(_("held down to at most {cap} by a gate").format(cap=cap))
        marks += (
            f'<i class="pd-at cap" style="--v:{cap}"></i>{_mark("up", cap, _("cap {cap}").format(cap=cap))}'
        )
    if predicted is not None:
        said.append(_("you expected {predicted}").format(predicted=predicted))
        marks += f'<i class="pd-at guess" style="--v:{predicted}"></i>{_mark("up", predicted, said[-1])}'
    label = _("On a line from 0 to 100: {marks}.").format(marks=", ".join(said))
    return (
        f'<div class="pd-score"><p><strong>{total:g}</strong> {escape(_("of 100"))}</p>'
        f'<div class="pd-scale" role="img" aria-label="{escape(label)}">{marks}</div></div>'
    )


def _mark(place: str, value: float, words: str) -> str:
    side = " first" if value < 12 else " last" if value > 88 else ""  # noqa: PLR2004 - keeps words inside the line
    return f'<span class="pd-mark {place}{side}" style="--v:{value:g}">{escape(words)}</span>'


def _score_facts(score: Mapping[str, Any], predicted: int | None) -> str:
    fired = sum(1 for gate in score["gates"] if gate["fired"])
    gates = (
        ngettext("{n} gate fired", "{n} gates fired", fired).format(n=fired) if fired else _("No gate fired")
    )
    rows = [(_("Critical errors"), icon("cross", "bad") if fired else icon("check", "good"), gates)]
    if predicted is not None:
        rows.insert(0, (_("Your guess"), "", _guess(score["total"] - predicted)))
    return '<dl class="pd-three">{}</dl>'.format(
        "".join(
            f"<div><dt>{escape(term)}</dt><dd>{sign} {escape(words)}</dd></div>" for term, sign, words in rows
        )
    )


def _guess(gap: float) -> str:
    if abs(gap) < 1:
        return _("Exact, to the point")
    words = _("{points} points too low") if gap > 0 else _("{points} points too high")
    return words.format(points=f"{abs(gap):g}")


def _dimensions(score: Mapping[str, Any], level: int) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(row["label"])}</th>'
        f"<td>{escape(_points(row['points'], row['out_of']))}"
        f'<span class="pd-pts" style="--v:{_share(row)}" aria-hidden="true"></span></td>'
        f"<td>{escape(row['sentence'])}{_evidence(row['evidence'])}</td></tr>"
        for row in score["dimensions"]
    )
    capped = (
        _("A gate holds the total at {cap} or less.").format(cap=score["cap"])
        if score["cap"] is not None
        else _("No cap")
    )
    heads = (_("Dimension"), _("Points"), _("What the log shows"))
    return (
        f'<div><h{level}>{escape(_("What the points are for"))}</h{level}><table class="pd-dims"><thead><tr>'
        + "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
        + f'</tr></thead><tbody>{rows}</tbody><tfoot><tr><th scope="row">{escape(_("Total"))}</th>'
        f"<td>{escape(_points(score['total'], 100))}</td><td>{escape(capped)}</td></tr></tfoot></table></div>"
    )


def _points(points: float, out_of: float) -> str:
    return _("{points} of {out_of}").format(points=f"{points:g}", out_of=f"{out_of:g}")


def _share(row: Mapping[str, Any]) -> str:
    return f"{100 * row['points'] / row['out_of']:.0f}" if row["out_of"] else "0"


def _evidence(evidence: Sequence[Mapping[str, Any]]) -> str:
    if not evidence:
        return ""
    items = "".join(
        f'<li><time class="pd-num">{escape(row["time"])}</time> {escape(row["sentence"])}</li>'
        for row in evidence
    )
    count = ngettext("Evidence: {n} moment", "Evidence: {n} moments", len(evidence)).format(n=len(evidence))
    return f'<details class="pd-evidence"><summary>{escape(count)}</summary><ul>{items}</ul></details>'


def _gates(gates: Sequence[Mapping[str, Any]]) -> str:
    if not gates:
        return ""
    items = _list(
        (
            icon("cross", "bad") if gate["fired"] else icon("check", "good"),
            f"<strong>{escape(gate['label'])}</strong> {escape(gate['sentence'])}",
        )
        for gate in gates
    )
    opened = " open" if any(gate["fired"] for gate in gates) else ""
    title = _("Critical errors, each of which caps the total")
    return f"<details{opened}><summary>{escape(title)}</summary>{items}</details>"


def _list(items: Iterable[tuple[str, str]]) -> str:
    return '<ul class="pd-list">{}</ul>'.format(
        "".join(f"<li>{sign}<span>{words}</span></li>" for sign, words in items)
    )


# ---- The four questions


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
    return _list(rows)


def _why(tables: Mapping[str, Any], level: int) -> str:
    parts = [_moments(tables["decisive"], level)]
    columns = (
        (_("Missed"), tables["missed"], "bad"),
        (_("Answered, better left alone"), tables["over_answered"], "warn"),
    )
    filled = [
        f"<div><h{level}>{escape(title)}</h{level}>"
        + _list((icon("cross", tone), escape(sentence)) for sentence in sentences)
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
            f'<article class="pd-moment {tone}"><p><time class="pd-num">{escape(row["time"])}</time> '
            f'<strong class="{tone}">{icon("up" if helped else "down")} {escape(word)}</strong></p>'
            f"<h{level}>{escape(row['act'])}</h{level}>"
            f'<p class="small">{escape(_("Without it"))}</p><p class="pd-big">{escape(row["without"])}</p>'
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
