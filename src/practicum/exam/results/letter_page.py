"""The letter as one HTML document, made for a screen and for two sheets of A4."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from practicum.exam.results.standing import ANNULLED, PASSED
from practicum.i18n import _
from practicum.look import escape, page
from practicum.marking.present import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practicum.exam.results.letter import Letter
    from practicum.exam.results.profile import Row

_KINDS = {PASSED: "good", ANNULLED: "note"}


def letter_page(letter: Letter) -> str:
    """Return the letter as a page that needs no network and runs no script."""
    title = _("Result of {code}, {sitting}").format(code=letter.code, sitting=letter.sitting)
    kind = _KINDS.get(letter.outcome, "warn")
    body = (
        f'<div class="letter"><header class="mast"><p class="plate">{_safe(letter.body.name)}</p>'
        f"<p>{_safe(letter.certificate)}</p>"
        f"<p>{letter.sent:%Y-%m-%d}</p></header><main>"
        f'<p class="opening">{_safe(letter.opening)}</p>{_lines(letter.warning, "warning")}'
        f'<h1 class="{kind}">{escape(letter.headline)}</h1>'
        f"{_lines(letter.why, 'why')}"
        f"{_part(_('Your appeal'), _lines(letter.answer))}"
        f"{_part(_('Your figures'), _figures(letter))}"
        f"{_part(_('What comes next'), _lines(letter.next))}"
        f"{_part(_('If you think that this is wrong'), _lines(letter.appeal))}"
        f'<section class="signed"><p>{_safe(letter.signed)}</p><p class="small">{_safe(letter.label)}</p>'
        f'<p class="small">{_safe(letter.receipt)}</p></section>'
        f'<div class="details">{_part(_("Practical blocks"), _blocks(letter))}'
        f"{_part(_('Profile by area, from the questions of part 1'), _profile(letter))}"
        f"{_part(_('What these figures cannot tell'), _list(letter.limits))}</div></main></div>"
    )
    css = files(__package__).joinpath("letter.css").read_text(encoding="utf-8")
    return page(title, body, css=css)


def _part(title: str, content: str) -> str:
    return f'<section class="block"><h2>{escape(title)}</h2>{content}</section>' if content else ""


def _lines(sentences: Iterable[str], name: str = "") -> str:
    kind = f' class="{name}"' if name else ""
    return "".join(f"<p{kind}>{_safe(one)}</p>" for one in sentences)


def _list(sentences: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{_safe(one)}</li>" for one in sentences) + "</ul>"


def _figures(letter: Letter) -> str:
    heads = (_("What"), _("You reached"), _("Needed"), _("Enough?"))
    rows = ""
    for one, (title, reached, needed, enough) in zip(letter.measures, letter.table(), strict=True):
        sign, kind = ("✓", "good") if one.reached else ("✗", "bad")
        rows += (
            f'<tr><th scope="row">{_safe(title)}</th><td class="num">{escape(reached)}</td>'
            f'<td class="num">{escape(needed)}</td>'
            f'<td class="{kind}"><span aria-hidden="true">{sign}</span> {escape(enough)}</td></tr>'
        )
    return _table(heads, rows, numbers=(1, 2))


def _blocks(letter: Letter) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(one.id)} {_safe(one.title)}</th>'
        f'<td class="num">{round(one.points, 2):g}</td><td class="num">{one.out_of:g}</td></tr>'
        for one in letter.blocks
    )
    return _table((_("Block"), _("Points"), _("Of")), rows, numbers=(1, 2)) if rows else ""


def _profile(letter: Letter) -> str:
    cut = next((one.cut for one in letter.measures if one.id == "part1"), 0.0)
    heads = (_("Area"), _("Questions"), _("Reached"), _("Likely range"), _("What this says"))
    rows = "".join(
        f'<tr><th scope="row"><b>{escape(one.letter)}</b> {_safe(one.title)}</th>'
        f'<td class="num">{one.questions}</td><td class="num">{one.share:.0f} %</td>'
        f"<td>{_range(one, cut)}</td><td>{escape(one.words)}</td></tr>"
        for one in letter.areas
    )
    if not rows:
        return ""
    key = _(
        "The bar is the range in which your level most likely lies, as far as so few questions can tell. The "
        "dot is what you reached; the upright line is the level asked for, the cut of {cut} %."
    ).format(cut=f"{cut:g}")
    return _table(heads, rows, numbers=(1, 2)) + f'<p class="small">{escape(key)}</p>'


def _range(row: Row, cut: float) -> str:
    said = _("{low} to {high} %").format(low=f"{row.low:.0f}", high=f"{row.high:.0f}")
    return (
        f'<span class="span" aria-hidden="true"><u style="--a:{row.low:.0f};--b:{row.high:.0f}"></u>'
        f'<b style="--x:{cut:.0f}"></b><i style="--x:{row.share:.0f}"></i></span>'
        f'<span class="said">{escape(said)}</span>'
    )


def _table(heads: tuple[str, ...], rows: str, numbers: tuple[int, ...] = ()) -> str:
    head = "".join(
        f'<th scope="col"{" class=num" if n in numbers else ""}>{escape(one)}</th>'
        for n, one in enumerate(heads)
    )
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _safe(text: str) -> str:
    """Return words as HTML; a percent sign stays with its number."""
    return escape(visible(text)).replace(" %", "&nbsp;%")
