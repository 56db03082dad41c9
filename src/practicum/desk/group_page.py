"""A group's debrief as one page to show in a room, and as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.desk.assets import debrief_styles
from practicum.i18n import _, ngettext
from practicum.look import escape, page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CSS = """
.practicum .pd-group { max-inline-size: 1040px; margin-inline: auto; padding: var(--pr-5); }
.practicum .pd-group section { margin-block-start: var(--pr-6); }
.practicum .pd-group :is(h2, p) { margin-block-end: var(--pr-2); }
.practicum .pd-group h3 { margin-block-start: var(--pr-5); }
.practicum .pd-choices { list-style: none; margin: 0; padding: 0; display: grid; gap: 4px; }
.practicum .pd-choices li { display: grid; grid-template-columns: 22em minmax(0, 1fr) 3em; gap: var(--pr-3); }
.pd-choices i { align-self: center; block-size: 8px; inline-size: calc(var(--v) * 1%); }
.pd-choices i { background: var(--pr-accent); }
.practicum .pd-dots { display: flex; flex-wrap: wrap; gap: 4px var(--pr-3); font-family: var(--pr-font-num); }
"""


def group_page(tables: Mapping[str, Any]) -> str:
    """Return a group's debrief as a whole HTML document that needs nothing else and prints on A4.

    Args:
        tables: What `practicum.drill.group_debrief` returned.
    """
    title = _("Group debrief: {title} at {brand}").format(title=tables["title"], brand=tables["brand"])
    parts = [
        f"<h1>{escape(title)}</h1><p>{escape(_about(tables))}</p>",
        _section(_("Scores"), _scores(tables["scores"])),
        _section(_("Where the points went"), _dimensions(tables["dimensions"])),
        _section(_("Critical errors"), _gates(tables["gates"])),
        _section(_("What was chosen, point by point"), "".join(_point(row) for row in tables["points"])),
        _section(_("Acts that helped most"), _moments(tables, "best")),
        _section(_("Acts that harmed most"), _moments(tables, "worst")),
    ]
    return page(
        title,
        f'<main class="pd-report pd-group">{"".join(parts)}</main>',
        css=debrief_styles() + _CSS,
    )


def group_text(tables: Mapping[str, Any]) -> str:
    """Return a group's debrief as plain text, its decision points last."""
    title = _("Group debrief: {title} at {brand}").format(title=tables["title"], brand=tables["brand"])
    lines = [title, _about(tables), "", _("Scores: {scores}").format(scores=_said(tables["scores"])), ""]
    for row in tables["points"]:
        lines.append(_("{time} {what}").format(time=row["time"], what=row["what"]))
        lines.extend(f"  {choice['runs']:>4}  {choice['choice']}" for choice in row["choices"])
    return "\n".join(lines)


def _about(tables: Mapping[str, Any]) -> str:
    runs = ngettext("{n} run.", "{n} runs.", tables["runs"]).format(n=tables["runs"])
    if not tables["few"]:
        return _("{runs} No names: this page is for talking about decisions.").format(runs=runs)
    return _(
        "{runs} No names, but in so small a group people can guess who chose what: single acts are left out."
    ).format(runs=runs)


def _said(scores: Sequence[float]) -> str:
    return ", ".join(f"{score:g}" for score in scores)


def _section(title: str, content: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{content}</section>"


def _scores(scores: Sequence[float]) -> str:
    return '<p class="pd-dots">{}</p>'.format("".join(f"<span>{score:g}</span>" for score in scores))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(
        f'<th scope="col" class="{"num" if n else ""}">{escape(word)}</th>' for n, word in enumerate(heads)
    )
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f'<td class="num">{escape(cell)}</td>' for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _dimensions(rows: Sequence[Mapping[str, Any]]) -> str:
    heads = (_("Dimension"), _("Lowest"), _("Middle"), _("Highest"), _("Possible"))
    columns = ("lowest", "median", "highest", "out_of")
    return _table(heads, [(row["label"], *(f"{row[name]:g}" for name in columns)) for row in rows])


def _gates(rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return f"<p>{escape(_('This drill has none.'))}</p>"
    return _table((_("Rule that was broken"), _("Runs")), [(row["label"], f"{row['fired']}") for row in rows])


def _point(row: Mapping[str, Any]) -> str:
    share = "" if row["share"] is None else _("{share} % of the marks").format(share=row["share"])
    choices = "".join(
        f"<li><span>{escape(choice['choice'])}</span>"
        f'<i aria-hidden="true" style="--v:{100 * choice["runs"] // row["runs"]}"></i>'
        f'<span class="num">{choice["runs"]}</span></li>'
        for choice in row["choices"]
    )
    return (
        f'<h3><span class="pd-num">{escape(row["time"])}</span> {escape(row["what"])}</h3>'
        f'<p class="small">{escape(share)}</p><ul class="pd-choices">{choices}</ul>'
    )


def _moments(tables: Mapping[str, Any], which: str) -> str:
    rows = tables[which]
    if tables["few"]:
        return f"<p>{escape(_('Left out: the group is too small.'))}</p>"
    if not rows:
        return f"<p>{escape(_('None.'))}</p>"
    return _table((_("Act"), _("Decisive in runs")), [(row["act"], f"{row['runs']}") for row in rows])
