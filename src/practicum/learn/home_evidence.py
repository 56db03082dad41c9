"""What the evidence shows, on the home page: a box a competence, a dot a situation, and the same in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.i18n import _, ngettext
from practicum.learn.dates import date_words
from practicum.learn.home_parts import block
from practicum.learn.picture import Known, Picture, Piece, Source, Standing, standing_word
from practicum.look import escape

if TYPE_CHECKING:
    from practicum.learn.competences import Area

_DOTS = 6  # a box has no room for more; the table has every piece
_KNOWN = (Standing.MARKED, Standing.PRACTISED, Standing.WAITING, Standing.TRIED)


def evidence_block(shown: Picture) -> str:
    """Return the section: what is known, what is not, and every piece of it in a table."""
    if shown.count(*_KNOWN) == 0:
        words = _(
            "Each exercise that you try, each answer that you hand in and each drill that you play is kept "
            "here beside its competence. No evidence is not a low mark: it means that nobody knows yet."
        )
        if shown.count():
            words = _("{words} The course is built on {count} competences.").format(
                words=words, count=shown.count()
            )
        return block(
            "evidence",
            _("Your evidence: none yet"),
            "",
            f'<p class="small">{escape(words)}</p>{_every(shown)}',
        )
    with_any = [(area, row) for area, row in shown.areas if any(one.pieces for one in row)]
    silent = [area for area, row in shown.areas if not any(one.pieces for one in row)]
    rows = "".join(_area(area, row) for area, row in with_any)
    heads = {_("Area"): "", _("Competences"): "", _("In words"): ""}
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in heads)
    caption = _("Evidence by area of competence")
    return block(
        "evidence",
        _headline(shown),
        "",
        f'<p class="small">{escape(_honest(shown))}</p>{_key()}'
        f'<div class="pr-scroll" tabindex="0" role="group" aria-label="{escape(caption)}">'
        '<table class="pr-areas">'
        f'<caption class="hidden">{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{_silent(silent)}{_every(shown)}",
    )


def evidence_text(shown: Picture) -> str:
    """Return the same as lines of text: the headline, then one line a competence with evidence."""
    lines = [
        _("{id}: {standing}").format(id=one.competence.id, standing=standing_word(one.standing))
        for _area_, row in shown.areas
        for one in row
        if one.pieces
    ]
    return "\n".join([_headline(shown), *lines]) if lines else _("Your evidence: none yet")


def _headline(shown: Picture) -> str:
    marked, practised = shown.count(Standing.MARKED), shown.count(Standing.PRACTISED)
    if marked:
        return _(
            "Your evidence: {marked} of {count} competences shown in marked work, "
            "{practised} more right in practice"
        ).format(marked=marked, practised=practised, count=shown.count())
    return _("Your evidence: {practised} of {count} competences right in practice").format(
        practised=practised, count=shown.count()
    )


def _honest(shown: Picture) -> str:
    nothing = shown.count(Standing.NONE)
    sentences = [
        _("Practice tells you; only work that was handed in and marked tells others."),
        ngettext(
            "About one competence nothing is known yet, which is not a low mark.",
            "About {count} competences nothing is known yet, which is not a low mark.",
            nothing,
        ).format(count=nothing)
        if nothing
        else "",
    ]
    return " ".join(filter(None, sentences))


def _key() -> str:
    items = "".join(
        f'<li><span class="pr-box pr-{standing.value}" aria-hidden="true">{_sample(standing)}</span>'
        f"{escape(standing_word(standing))}</li>"
        for standing in (*_KNOWN, Standing.NONE)
    )
    dots = _("Each dot is one exercise or drill: full when it came out right, hollow when not yet.")
    return f'<ul class="pr-key">{items}<li>{escape(dots)}</li></ul>'


def _sample(standing: Standing) -> str:
    dot = "" if standing in {Standing.TRIED, Standing.WAITING} else ' class="pr-full"'
    return f"<b>A1</b><span>{'' if standing is Standing.NONE else f'<i{dot}></i>'}</span>"


def _area(area: Area, row: tuple[Known, ...]) -> str:
    boxes = "".join(_box(one) for one in row)
    words = "; ".join(
        _("{id} {standing}").format(id=one.competence.id, standing=standing_word(one.standing))
        for one in row
        if one.pieces
    )
    return (
        f'<tr><th scope="row"><b class="pr-letter">{escape(area.id)}</b> {escape(area.title)}</th>'
        f'<td><ul class="pr-boxes" aria-hidden="true">{boxes}</ul></td><td>{escape(words)}</td></tr>'
    )


def _box(one: Known) -> str:
    dots = "".join(f"<i{' class=pr-full' if piece.shown else ''}></i>" for piece in one.pieces[:_DOTS])
    name = escape(one.competence.id)
    return f'<li class="pr-box pr-{one.standing.value}"><b>{name}</b><span>{dots}</span></li>'


def _silent(areas: list[Area]) -> str:
    if not areas:
        return ""
    names = ", ".join(_("{id} {title}").format(id=area.id, title=area.title) for area in areas)
    return f'<p class="small">{escape(_("No evidence yet in: {areas}.").format(areas=names))}</p>'


def _every(shown: Picture) -> str:
    """Return each competence with each piece of evidence, folded away."""
    lines = [
        _line(one, piece) for _area_, row in shown.areas for one in row for piece in one.pieces or (None,)
    ]
    if not lines:
        return ""
    heads = (_("Competence"), _("Work"), _("Kind"), _("What it shows"), _("Date"))
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in heads)
    summary = _("Every competence, with every piece of evidence")
    return (
        f"<details><summary>{escape(summary)}</summary>"
        f'<div class="pr-scroll" tabindex="0" role="group" aria-label="{escape(summary)}">'
        f'<table class="pr-pieces"><caption class="hidden">{escape(summary)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table></div></details>"
    )


def _line(one: Known, piece: Piece | None) -> str:
    name = _("{id} {title}").format(id=one.competence.id, title=one.competence.title).strip()
    if piece is None:
        nothing = standing_word(Standing.NONE)
        return f'<tr><th scope="row">{escape(name)}</th><td colspan="4">{escape(nothing)}</td></tr>'
    return _cells(name, piece)


def _cells(name: str, piece: Piece) -> str:
    if piece.shown is None:
        said = standing_word(Standing.WAITING)
    elif piece.shown:
        said = standing_word(Standing.PRACTISED if piece.source is Source.PRACTICE else Standing.MARKED)
    else:
        said = standing_word(Standing.TRIED)
    kinds = {Source.PRACTICE: _("practice"), Source.ANSWER: _("answer"), Source.DRILL: _("drill")}
    date = date_words(piece.at) if piece.at else ""
    cells = (f"{piece.title} ({piece.id})", kinds[piece.source], said, date)
    return (
        f'<tr><th scope="row">{escape(name)}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
    )
