"""The portfolio as HTML: by competence in a table, then module by module, each piece as it is."""

from __future__ import annotations

import base64
from itertools import groupby
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.i18n import _, ngettext
from practicum.learn.competences import read_areas
from practicum.learn.dates import date_words
from practicum.learn.work import Picture, Said, Sheet
from practicum.look import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practicum.learn.work import Part, Work
    from practicum.project import Module, Project


def body(shown: Sequence[Work], project: Project, *, with_ids: bool) -> str:
    """Return the pieces as HTML, from headings of the second level on.

    Args:
        shown: The pieces, module by module.
        project: The course, for the titles of competences.
        with_ids: Whether each piece says by which id it can be left out: for the learner, not for a reader.
    """
    titles = _titles(project)
    sections = "".join(
        _section(module, list(pieces), titles, with_ids=with_ids)
        for module, pieces in groupby(shown, key=lambda one: one.module)
    )
    return _by_competence(shown, titles) + sections


def _titles(project: Project) -> dict[str, str]:
    try:
        return {one.id: one.title for area in read_areas(project) for one in area.competences}
    except PracticumError:
        return {}


def _named(competence: str, titles: dict[str, str]) -> str:
    title = titles.get(competence, "")
    return _("{id} {title}").format(id=competence, title=title) if title else competence


def _by_competence(shown: Sequence[Work], titles: dict[str, str]) -> str:
    ids = sorted({name for one in shown for name in one.competences})
    if not ids:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{escape(_named(name, titles))}</th><td>'
        f"{escape('; '.join(one.title for one in shown if name in one.competences))}</td></tr>"
        for name in ids
    )
    return (
        f"<section><h2>{escape(_('By competence'))}</h2><table>"
        f'<caption class="hidden">{escape(_("The pieces that belong to each competence"))}</caption>'
        f'<thead><tr><th scope="col">{escape(_("Competence"))}</th>'
        f'<th scope="col">{escape(_("Work"))}</th></tr></thead><tbody>{rows}</tbody></table></section>'
    )


def _section(module: Module | None, pieces: list[Work], titles: dict[str, str], *, with_ids: bool) -> str:
    heading = (
        _("{id} {title}").format(id=module.id, title=module.title) if module else _("Tools of the trade")
    )
    short = [one for one in pieces if one.short]
    long = "".join(_piece(one, titles, with_ids=with_ids) for one in pieces if not one.short)
    return f"<section><h2>{escape(heading)}</h2>{long}{_answers(short, titles, with_ids=with_ids)}</section>"


def _facts(one: Work, titles: dict[str, str], *, with_ids: bool) -> str:
    facts = [
        date_words(one.at) if one.at else "",
        ", ".join(_named(name, titles) for name in one.competences),
        _("id: {id}").format(id=one.id) if with_ids else "",
    ]
    return " · ".join(fact for fact in facts if fact)


def _piece(one: Work, titles: dict[str, str], *, with_ids: bool) -> str:
    facts = escape(_facts(one, titles, with_ids=with_ids))
    parts = "".join(_part(part) for part in one.parts)
    return f'<article><h3>{escape(one.title)}</h3><p class="small">{facts}</p>{parts}</article>'


def _answers(short: list[Work], titles: dict[str, str], *, with_ids: bool) -> str:
    if not short:
        return ""
    rows = "".join(
        f'<tr><th scope="row">{escape(one.title)}</th><td>{escape(part.text)}</td>'
        f'<td class="small">{escape(_facts(one, titles, with_ids=with_ids))}</td></tr>'
        for one in short
        for part in one.parts
        if isinstance(part, Said)
    )
    heads = "".join(
        f'<th scope="col">{escape(word)}</th>' for word in (_("Task"), _("Answer"), _("About it"))
    )
    return (
        f"<article><h3>{escape(_('Short answers'))}</h3><table>"
        f'<caption class="hidden">{escape(_("Answers of one line, as they were read"))}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></article>"
    )


def _part(part: Part) -> str:
    if isinstance(part, Said):
        label = f"<b>{escape(part.label)}.</b> " if part.label else ""
        return f'<p class="pr-said">{label}{escape(part.text)}</p>'
    if isinstance(part, Picture):
        return _picture(part)
    return _sheet(part)


def _picture(part: Picture) -> str:
    image = base64.b64encode(part.png).decode("ascii")
    nothing = _("A picture for which no text alternative was written.")
    words = _("In words: {alt}").format(alt=part.alt) if part.alt else nothing
    return (
        f'<figure><img src="data:image/png;base64,{image}" alt="{escape(part.alt or nothing)}">'
        f'<figcaption class="small">{escape(words)}</figcaption></figure>'
    )


def _sheet(part: Sheet) -> str:
    shown = len(part.rows)
    caption = ngettext("{count} row", "{count} rows", part.count).format(count=part.count)
    if shown < part.count:
        caption = _("The first {shown} of {count} rows").format(shown=shown, count=part.count)
    if part.label:
        caption = _("{label}: {caption}").format(label=part.label, caption=caption)
    head = "".join(f'<th scope="col">{escape(cell) or "&nbsp;"}</th>' for cell in part.head)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in part.rows)
    return (
        f'<div class="pr-rows"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
