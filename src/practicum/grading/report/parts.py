"""The pieces of the cohort report: sections, tables, intervals, and the map of decisions in a drill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.i18n import _
from practicum.look import escape
from practicum.marking.present import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from practicum.grading.report.statistics import Estimate


def block(title: str, content: str) -> str:
    """Return a section under a heading."""
    return f'<section class="block"><h2>{escape(title)}</h2>{content}</section>'


def safe(text: str) -> str:
    """Return words that a learner may have typed as HTML, hidden signs made visible."""
    return escape(visible(text))


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[int] = ()) -> str:
    """Return a table whose first column names its rows.

    Args:
        heads: Heads of the columns.
        rows: Cells as plain text.
        numbers: Columns of numbers, from 0, set to the right.
    """

    def kind(column: int) -> str:
        return ' class="num"' if column in numbers else ""

    head = "".join(f'<th scope="col"{kind(n)}>{escape(word)}</th>' for n, word in enumerate(heads))
    body = "".join(
        f'<tr><th scope="row">{safe(row[0])}</th>'
        + "".join(f"<td{kind(n)}>{safe(cell)}</td>" for n, cell in enumerate(row[1:], start=1))
        + "</tr>"
        for row in rows
    )
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def estimate(found: Estimate | None, *, mark: float | None = None) -> str:
    """Return one cell: the value in words, its interval drawn from 0 to 1, and an upright mark if wanted."""
    if found is None:
        return f"<td>{escape(_('does not vary'))}</td>"
    said = _("{value}, {low} to {high}").format(
        value=f"{found.value:.2f}", low=f"{found.low:.2f}", high=f"{found.high:.2f}"
    )
    places = {name: f"{100 * min(1, max(0, value)):.0f}" for name, value in vars(found).items()}
    upright = "" if mark is None else f'<b style="--x:{100 * mark:.0f}"></b>'
    return (
        f'<td><span class="num">{escape(said)}</span><span class="span" aria-hidden="true">'
        f'<u style="--a:{places["low"]};--b:{places["high"]}"></u>{upright}'
        f'<i style="--x:{places["value"]}"></i></span></td>'
    )


def heat(drill: Mapping[str, Any]) -> str:
    """Return the choices of a group at each decision point, a stronger tint where more of them chose it.

    Args:
        drill: What `practicum.drill.group_debrief` returned.
    """
    rows = ""
    for point in drill["points"]:
        cells = "".join(
            f'<li style="--v:{100 * choice["runs"] // point["runs"]}"><span>{escape(choice["choice"])}</span>'
            f"<b>{choice['runs']}</b></li>"
            for choice in point["choices"]
        )
        share = "-" if point["share"] is None else _("{share} %").format(share=point["share"])
        rows += (
            f'<tr><th scope="row"><span class="num">{escape(point["time"])}</span> '
            f'{escape(point["what"])}</th><td><ul class="heat">{cells}</ul></td>'
            f'<td class="num">{escape(share)}</td></tr>'
        )
    words = ((_("Decision point"), ""), (_("What was chosen"), ""), (_("Of the marks"), "num"))
    heads = "".join(f'<th scope="col" class="{kind}">{escape(word)}</th>' for word, kind in words)
    said = _("{n} runs. The number of learners stands beside each choice; the tint repeats it.").format(
        n=drill["runs"]
    )
    return (
        f'<p class="small">{escape(said)}</p><div class="scroll"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )
