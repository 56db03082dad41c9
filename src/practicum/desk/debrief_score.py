"""The score part of the debrief: one line from 0 to 100, what each dimension rests on, and the gates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.desk.figures import icon
from practicum.i18n import _, ngettext
from practicum.look import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_EDGE = 12  # percent of the line within which words must not be centred on their mark


def score_part(score: Mapping[str, Any], predicted: int | None, level: int) -> str:
    """Return the score with all that it rests on."""
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
            f'<i class="pd-at cap" style="--v:{cap}"></i>{_mark("top", cap, _("cap {cap}").format(cap=cap))}'
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
    side = " first" if value < _EDGE else " last" if value > 100 - _EDGE else ""
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
    items = bullets(
        (
            icon("cross", "bad") if gate["fired"] else icon("check", "good"),
            f"<strong>{escape(gate['label'])}</strong> {escape(gate['sentence'])}",
        )
        for gate in gates
    )
    opened = " open" if any(gate["fired"] for gate in gates) else ""
    title = _("Critical errors, each of which caps the total")
    return f"<details{opened}><summary>{escape(title)}</summary>{items}</details>"


def bullets(items: Iterable[tuple[str, str]]) -> str:
    """Return a list of signs with trusted HTML beside each."""
    return '<ul class="pd-list">{}</ul>'.format(
        "".join(f"<li>{sign}<span>{words}</span></li>" for sign, words in items)
    )
