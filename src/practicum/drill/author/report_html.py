"""The report on a drill as a page that stands alone: scores, curves with their table, known errors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.i18n import _
from practicum.look import escape, page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from practicum.drill.author.report import Line, Report

_WIDTH, _HEIGHT = 720, 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 150, 12, 34
_GAP = 13  # between two labels at the end of the curves
_ROWS = 9  # of the table under the chart: more would be read by nobody
# Told apart by dashes and by the label at its end, never by colour alone.
_DASHES = ("", "7 4", "2 3", "12 4", "8 3 2 3", "4 4", "")
_CSS = """
.practicum main { max-width: 60rem; margin: 0 auto; padding: var(--pr-5); }
.practicum svg text { font-size: 12px; fill: var(--pr-ink); }
.practicum svg .axis { stroke: var(--pr-line); }
.practicum svg .curve { fill: none; stroke: var(--pr-ink-2); stroke-width: 1.6; }
.practicum svg .curve.expert { stroke: var(--pr-reference); stroke-width: 3; }
.practicum table { border-collapse: collapse; margin: var(--pr-4) 0; }
.practicum caption { text-align: left; color: var(--pr-ink-2); padding-bottom: var(--pr-2); }
.practicum th, .practicum td { text-align: left; padding: var(--pr-1) var(--pr-3); }
.practicum tr { border-bottom: 1px solid var(--pr-line); }
.practicum td.number, .practicum th.number { text-align: right; font-variant-numeric: tabular-nums; }
"""


def report_page(report: Report) -> str:
    """Return the report as one HTML document: no script, nothing fetched, readable without the chart."""
    title = _("{title}: report over {seeds} seeds").format(
        title=report.scenario.words.title, seeds=report.seeds
    )
    body = "".join(
        (
            f"<main><h1>{escape(title)}</h1>",
            f"<h2>{escape(_('Scores'))}</h2>",
            _scores(report.lines),
            f"<h2>{escape(report.scenario.words.index)}</h2>",
            _chart(report),
            _points(report),
            _errors(report),
            "</main>",
        )
    )
    return page(title, body, css=_CSS)


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], texts: frozenset[int]) -> str:
    """Return a table; the columns whose places are in `texts` are words, all others figures."""

    def cell(tag: str, n: int, value: str) -> str:
        kind = "" if n in texts else ' class="number"'
        scope = ' scope="col"' if tag == "th" else ""
        return f"<{tag}{kind}{scope}>{escape(value)}</{tag}>"

    head = "".join(cell("th", n, value) for n, value in enumerate(heads))
    body = "".join(
        "<tr>"
        f'<th scope="row">{escape(row[0])}</th>'
        + "".join(cell("td", n, value) for n, value in enumerate(row) if n)
        + "</tr>"
        for row in rows
    )
    top = f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
    return f"<table>{top}<tbody>{body}</tbody></table>"


def _scores(lines: Sequence[Line]) -> str:
    heads = (_("policy"), _("lowest"), _("median"), _("highest"), _("capped"), _("band"), _("verdict"))
    rows = [
        (
            line.policy,
            f"{line.lowest:.1f}",
            f"{line.median:.1f}",
            f"{line.highest:.1f}",
            str(line.capped),
            line.band,
            line.verdict,
        )
        for line in lines
    ]
    caption = _("Total of 100 points; capped counts the seeds with a critical error.")
    return _table(caption, heads, rows, frozenset({0, 5, 6}))


def _chart(report: Report) -> str:
    low, high = report.scale
    last = report.minutes[-1] or 1
    span = (high - low) or 1.0

    def x(minute: float) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * minute / last

    def y(value: float) -> float:
        return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (high - value) / span

    told = _(
        "The index of each policy over the shift, mean of {seeds} seeds. The table below holds the values."
    )
    label = escape(told.format(seeds=report.seeds))
    parts = [f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{label}" width="100%">']
    right = _WIDTH - _RIGHT
    parts.extend(
        f'<line class="axis" x1="{_LEFT}" x2="{right}" y1="{y(value):.1f}" y2="{y(value):.1f}"/>'
        f'<text x="{_LEFT - 6}" y="{y(value) + 4:.1f}" text-anchor="end">{value:.0f}</text>'
        for value in (low, (low + high) / 2, high)
    )
    parts.extend(
        f'<text x="{x(minute):.1f}" y="{_HEIGHT - 10}" text-anchor="middle">'
        f"{report.scenario.time(minute)}</text>"
        for minute in (0, last // 2, last)
    )
    ends = _spread([y(line.curve[-1]) for line in report.lines])
    for line, dash, end in zip(report.lines, _DASHES, ends, strict=False):
        points = " ".join(
            f"{x(minute):.1f},{y(value):.1f}"
            for minute, value in zip(report.minutes, line.curve, strict=True)
        )
        kind = "curve expert" if line.policy == "reference" else "curve"
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        parts.append(f'<polyline class="{kind}" points="{points}"{dashes}/>')
        parts.append(f'<text x="{right + 8}" y="{end + 4:.1f}">{escape(line.policy)}</text>')
    return "".join([*parts, "</svg>"])


def _spread(ends: Sequence[float]) -> list[float]:
    """Move labels apart that would lie on each other, each as little as its place in the order allows."""
    placed = [0.0] * len(ends)
    last = float("-inf")
    for n in sorted(range(len(ends)), key=lambda n: ends[n]):
        last = placed[n] = max(ends[n], last + _GAP)
    over = max(0.0, last - (_HEIGHT - _BOTTOM))
    return [place - over for place in placed]


def _points(report: Report) -> str:
    step = max(1, (len(report.minutes) - 1) // (_ROWS - 1))
    last = len(report.minutes) - 1
    shown = [*range(0, last, step), last]
    heads = (_("time"), *(line.policy for line in report.lines))
    rows = [
        (report.scenario.time(report.minutes[n]), *(f"{line.curve[n]:.1f}" for line in report.lines))
        for n in shown
    ]
    return _table(_("The same curves in figures, points of the index."), heads, rows, frozenset({0}))


def _errors(report: Report) -> str:
    if not report.costs:
        return ""
    heads = (_("what is done wrong"), _("least lost"), _("most lost"), _("seeds"))
    rows = [
        (cost.says, f"{cost.least:.1f}", f"{cost.most:.1f}", str(cost.seeds))
        for cost in sorted(report.costs, key=lambda cost: cost.least)
    ]
    caption = _("Each error alone in the expert's run, on the seeds of the assessment that it concerns.")
    return f"<h2>{escape(_('Known errors'))}</h2>" + _table(caption, heads, rows, frozenset({0}))
