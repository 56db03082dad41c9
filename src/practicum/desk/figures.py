"""The figures of the debrief: strokes are SVG, stretched to the width; words are HTML and never shrink."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.i18n import _
from practicum.look import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_PATHS = {
    "check": '<path d="m3 8.5 3.2 3.2L13 5"/>',
    "cross": '<path d="m4 4 8 8M12 4l-8 8"/>',
    "clock": '<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.5 1.5"/>',
    "up": '<path d="M8 13V3.5M4 7.5l4-4 4 4"/>',
    "down": '<path d="M8 3v9.5M4 8.5l4 4 4-4"/>',
}
_RUNS = ("reference", "learner", "silence")
_LABEL_GAP = 11.0  # percent of the plot's height that a line of words needs
_STEP = 10  # points between the limits of the scale
_ROWS = 3  # one row of the data table for so many points of the curve
_FEW = 24  # moments up to which a timeline stands open


def icon(name: str, tone: str = "") -> str:
    """Return a sign that stands beside a word, hidden from assistive technology."""
    return (
        f'<svg class="pd-sign {tone}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" '
        f'focusable="false">{_PATHS[name]}</svg>'
    )


def short(value: float) -> str:
    """Return a number with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def curves(data: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], level: int) -> str:
    """Return the three runs over time, and under them when something came in and when the desk acted.

    Args:
        data: `curves` of a debrief.
        rows: `timeline` of a debrief.
        level: Level of the heading, which says the finding.
    """
    names = {"learner": _("You"), "silence": _("Silence"), "reference": _("Expert")}
    ends = {run: data[run][-1] for run in _RUNS}
    title = _(
        "You ended at {learner}; nobody at the desk would have ended at {silence}, an expert at {reference}"
    ).format(**{run: short(end) for run, end in ends.items()})
    low, high = _scale([value for run in _RUNS for value in data[run]])
    said = _("{unit}. The scale runs from {low} to {high}.").format(
        unit=data["unit"], low=short(low), high=short(high)
    )
    plot = _axis(low, high) + _lines(data, low, high) + _ends(ends, names, low, high)
    length = data["minutes"][-1]
    lanes = _lane(_("Came in"), "in", rows, length) + _lane(_("You did"), "you", rows, length)
    return (
        f'<figure class="pd-fig"><figcaption><h{level}>{escape(title)}</h{level}>'
        f'<p>{escape(said)}</p></figcaption><div class="pd-plot" role="img" aria-label="{escape(title)}.">'
        f'{plot}{lanes}<div class="pd-hours">{_hours(length)}</div></div>{_table(data, names)}</figure>'
    )


def _scale(values: Sequence[float]) -> tuple[float, float]:
    """Return round limits that hold all values, ten apart at least: small differences must not look large."""
    low, high = _STEP * (min(values) // _STEP), -_STEP * (-max(values) // _STEP)
    return (low, high) if high > low else (high - _STEP, high)


def _y(value: float, low: float, high: float) -> str:
    return f"{100 * (high - value) / (high - low):.1f}"


def _axis(low: float, high: float) -> str:
    ticks = "".join(
        f'<span style="--y:{_y(tick, low, high)}">{escape(short(tick))}</span>'
        for tick in (low, (low + high) / 2, high)
    )
    return f'<div class="pd-axis">{ticks}</div>'


def _lines(data: Mapping[str, Any], low: float, high: float) -> str:
    minutes = data["minutes"]
    grid = "".join(
        f'<path class="grid" d="M0 {_y(tick, low, high)}H{minutes[-1]}"/>'
        for tick in (low, (low + high) / 2, high)
    )
    runs = "".join(
        f'<path class="{run}" d="M'
        + " ".join(
            f"{minute} {_y(value, low, high)}" for minute, value in zip(minutes, data[run], strict=True)
        )
        + '"/>'
        for run in ("silence", "reference", "learner")
    )
    return (
        f'<div class="pd-lines"><svg viewBox="0 0 {minutes[-1]} 100" preserveAspectRatio="none" '
        f'focusable="false">{grid}{runs}</svg></div>'
    )


def _ends(ends: Mapping[str, float], names: Mapping[str, str], low: float, high: float) -> str:
    places = _spread({run: float(_y(end, low, high)) for run, end in ends.items()})
    keys = "".join(
        f'<span class="{run}" style="--y:{places[run]:.1f}"><svg viewBox="0 0 22 6" width="22" height="6" '
        f'focusable="false"><path class="{run}" d="M1 3h20"/></svg>'
        f"{escape(_('{name} {value}').format(name=names[run], value=short(ends[run])))}</span>"
        for run in _RUNS
    )
    return f'<div class="pd-ends">{keys}</div>'


def _spread(places: Mapping[str, float]) -> dict[str, float]:
    """Move labels apart that would cover one another, keeping their order."""
    spread: dict[str, float] = {}
    last = -_LABEL_GAP
    for name, place in sorted(places.items(), key=lambda item: item[1]):
        last = spread[name] = max(place, last + _LABEL_GAP)
    over = max(0.0, last - 100)
    return {name: place - over for name, place in spread.items()}


def _lane(label: str, side: str, rows: Sequence[Mapping[str, Any]], length: int) -> str:
    marks = "".join(
        f'<i style="--x:{100 * row["minute"] / length:.1f}"></i>' for row in rows if row["side"] == side
    )
    return (
        f'<div class="pd-lane {side}">{marks}</div><span class="pd-lane-name {side}">{escape(label)}</span>'
    )


def _hours(length: int) -> str:
    step = 60 * max(1, round(length / 60 / 8))
    return "".join(
        f'<span style="--x:{100 * minute / length:.1f}">'
        f"{escape(_('{hours} h').format(hours=minute // 60))}</span>"
        for minute in range(0, length + 1, step)
    )


def _table(data: Mapping[str, Any], names: Mapping[str, str]) -> str:
    runs = ("learner", "silence", "reference")
    last = data["minutes"][-1]
    rows = "".join(
        f'<tr><th scope="row">{minute}</th>'
        + "".join(f'<td class="num">{escape(short(data[run][n]))}</td>' for run in runs)
        + "</tr>"
        for n, minute in enumerate(data["minutes"])
        if n % _ROWS == 0 or minute == last
    )
    heads = _heads([_("Minute")]) + _heads((names[run] for run in runs), "num")
    return (
        f"<details><summary>{escape(_('Data table: the three runs'))}</summary>"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>"
    )


def _heads(words: Iterable[str], kind: str = "") -> str:
    return "".join(f'<th scope="col" class="{kind}">{escape(word)}</th>' for word in words)


def timeline(rows: Sequence[Mapping[str, Any]], level: int) -> str:
    """Return what came in and what the desk did, in one order, two columns."""
    body = "".join(
        f'<tr><th scope="row" class="pd-num">{escape(row["time"])}</th>'
        + (
            f"<td>{escape(row['sentence'])}</td><td></td>"
            if row["side"] == "in"
            else f'<td></td><td class="pd-mine">{escape(row["sentence"])}</td>'
        )
        + "</tr>"
        for row in rows
    )
    heads = _heads([_("Time"), _("Came in"), _("You did")])
    opened = " open" if len(rows) <= _FEW else ""
    return (
        f"<div><h{level}>{escape(_('What came in, and what you did'))}</h{level}><details{opened}>"
        f"<summary>{escape(_('Timeline: {n} moments').format(n=len(rows)))}</summary>"
        f'<table class="pd-time"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></details></div>'
    )


def service(rows: Sequence[Mapping[str, Any]], level: int) -> str:
    """Return how long people waited against their targets: bars from zero, targets as upright lines."""
    if not rows:
        return ""
    kept = sum(1 for row in rows if row["waited"] is not None and not _late(row))
    title = _("{kept} of {all} answers came inside their target").format(kept=kept, all=len(rows))
    longest = max([1, *(row["target"] or 0 for row in rows), *(row["waited"] or 0 for row in rows)])
    longest = 20 * -(-longest // 20)
    said = _(
        "Minutes from message to first answer, on a line from 0 to {longest}. The upright line is the "
        "target, whatever the number of followers."
    ).format(longest=longest)
    items = "".join(_waited(row, longest) for row in rows)
    return (
        f'<figure class="pd-fig"><figcaption><h{level}>{escape(title)}</h{level}>'
        f'<p>{escape(said)}</p></figcaption><ul class="pd-strip">{items}</ul></figure>'
    )


def _late(row: Mapping[str, Any]) -> bool:
    return row["waited"] is not None and row["target"] is not None and row["waited"] > row["target"]


def _waited(row: Mapping[str, Any], longest: int) -> str:
    waited, target = row["waited"], row["target"]
    if waited is None:
        kind, words = "never", _("never answered")
    elif _late(row):
        kind, words = "late", _("late: {waited} min, target {target}").format(waited=waited, target=target)
    else:
        kind, words = "", _("{waited} min").format(waited=waited)
    share = 100 if waited is None else 100 * waited / longest
    upright = "" if target is None else f'<b style="--x:{100 * target / longest:.1f}"></b>'
    return (
        f'<li><span>{escape(row["who"])}</span><span class="pd-wait {kind}" aria-hidden="true">'
        f'<i style="--x:{share:.1f}"></i>{upright}</span><span class="{"bad" if kind else ""}">'
        f"{escape(words)}</span></li>"
    )
