"""A mark in three languages of output: HTML, Markdown and plain text.

Whatever a learner typed is shown, never obeyed: control and direction characters become visible, markup is
escaped, and what is longer than 600 characters is folded away.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from practicum.i18n import _
from practicum.look import escape, fragment
from practicum.marking.exercise import Outcome

if TYPE_CHECKING:
    from practicum.marking.exercise import Criterion, Rubric
    from practicum.marking.marks import Line, Mark

FOLD_AT = 600
_CUT_AT = 20_000  # nobody reads further on a feedback page; the evidence keeps everything
_MARKDOWN_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~^])")

# Shape first: disc, half disc, diamond, circle with a cross, dashed ring, square with a question mark.
_DISC = '<circle cx="8" cy="8" r="6.5"'
_SHAPES = {
    Outcome.RIGHT: f'{_DISC} fill="currentColor"/><path d="M5 8.2l2 2 4-4.4" class="cut"/>',
    Outcome.PARTLY: f'{_DISC}/><path d="M8 1.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/>',
    Outcome.WRONG_NAMED: '<path d="M8 1l7 7-7 7-7-7z"/><path d="M8 5v3.6M8 11v.2"/>',
    Outcome.WRONG: f'{_DISC}/><path d="M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8"/>',
    Outcome.NOT_ATTEMPTED: f'{_DISC} stroke-dasharray="2 2.6"/>',
    Outcome.UNREADABLE: '<path d="M2 2h12v12H2z"/><path d="M6 6.2a2 2 0 1 1 2.4 2q-.4.1-.4 1M8 11.4v.1"/>',
}
_SIGNS = {
    Outcome.RIGHT: "●",
    Outcome.PARTLY: "◐",
    Outcome.WRONG_NAMED: "◆",
    Outcome.WRONG: "⊗",
    Outcome.NOT_ATTEMPTED: "◌",
    Outcome.UNREADABLE: "⍰",
}
_COLOURS = {
    Outcome.RIGHT: "good",
    Outcome.PARTLY: "warn",
    Outcome.WRONG_NAMED: "bad",
    Outcome.WRONG: "bad",
    Outcome.NOT_ATTEMPTED: "mute",
    Outcome.UNREADABLE: "note",
}


@lru_cache(maxsize=1)
def _css() -> str:
    return (files(__package__) / "mark.css").read_text(encoding="utf-8")


def html(mark: Mark, base: str) -> str:
    """Return a mark as HTML; see `Mark.html`."""
    state = state_html(mark.outcome, _word(mark))
    parts = [
        f'<p class="mark-head"><span class="mark-id">{escape(mark.exercise)}</span>{state}',
        f"<span>{escape(_points(mark))}</span></p>",
        f'<h3 class="mark-title">{escape(mark.title)}</h3>',
        f'<p class="mark-said">{escape(mark.said)}</p>',
    ]
    facts = "".join(f"<dt>{escape(name)}</dt><dd>{_folded(value)}</dd>" for name, value in _facts(mark))
    if facts:
        parts.append(f'<dl class="mark-got">{facts}</dl>')
    if mark.lines:
        parts.append(f'<ul class="mark-lines">{"".join(map(_line_html, mark.lines))}</ul>')
    parts += [f"<p>{escape(visible(note))}</p>" for note in mark.notes]
    if mark.see:
        parts.append(
            f'<p><a href="{escape(base + mark.see)}">{escape(_("Read it again in the lesson"))}</a></p>'
        )
    name = escape(_("Feedback on {id}").format(id=mark.exercise))
    return fragment(f'<article class="mark" aria-label="{name}">{"".join(parts)}</article>', css=_css())


def markdown(mark: Mark) -> str:
    """Return a mark as Markdown; see `Mark.markdown`."""
    parts = [
        f"### {_safe(mark.exercise)} {_safe(mark.title)}",
        f"{_SIGNS[mark.outcome]} **{_safe(_word(mark))}** · {_safe(_points(mark))}",
        _safe(mark.said),
    ]
    if facts := _facts(mark):
        parts.append("\n".join(f"- {_safe(name)}: {_safe(_cut(value))}" for name, value in facts))
    if mark.lines:
        parts.append("\n".join(_line(line, safe=True) for line in mark.lines))
    parts += [_safe(note) for note in mark.notes]
    if mark.see:
        parts.append(f"[{_('Read it again in the lesson')}](<{mark.see}>)")
    return "\n\n".join(parts) + "\n"


def text(mark: Mark) -> str:
    """Return a mark as plain text; see `Mark.text`."""
    lines = [
        f"{mark.exercise}  {mark.title}",
        f"{_SIGNS[mark.outcome]} {_word(mark)} · {_points(mark)}",
        mark.said,
    ]
    lines += [f"{name}: {visible(_cut(value))}" for name, value in _facts(mark)]
    lines += [_line(line, safe=False) for line in mark.lines]
    lines += [visible(note) for note in mark.notes]
    if mark.see:
        lines.append(_("Read it again: {see}").format(see=mark.see))
    return "\n".join(lines) + "\n"


def rubric_html(rubric: Rubric) -> str:
    """Return a rubric as a table: one row a criterion, four anchored levels, with what each level earns."""
    head = "".join(f'<th scope="col">{level}</th>' for level in range(4))
    rows = "".join(map(_criterion_html, rubric.criteria))
    caption = _("Choose one level for each criterion and add up; {points} points at most.").format(
        points=f"{rubric.points:g}"
    )
    label = escape(_("Rubric, scrolls sideways on narrow screens"))
    table = (
        f'<table class="rubric"><caption>{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">{escape(_("Criterion"))}</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )
    return fragment(
        f'<div class="rubric-box" tabindex="0" role="group" aria-label="{label}">{table}</div>', css=_css()
    )


def _criterion_html(criterion: Criterion) -> str:
    earned = (_("{points} points").format(points=f"{criterion.points * level / 3:.2g}") for level in range(4))
    cells = "".join(
        f'<td>{escape(anchor)} <span class="small">({escape(points)})</span></td>'
        for anchor, points in zip(criterion.anchors, earned, strict=True)
    )
    return f'<tr><th scope="row">{escape(criterion.label)}</th>{cells}</tr>'


def visible(value: str) -> str:
    """Replace characters that steer a screen or a terminal by their code, such as `⟨U+202E⟩`."""
    return "".join(map(_visible, value))


def _visible(character: str) -> str:
    harmless = character in "\n\t" or unicodedata.category(character)[0] != "C"
    return character if harmless else f"⟨U+{ord(character):04X}⟩"


def outcome_word(outcome: Outcome) -> str:
    """Return what an outcome is called."""
    return {
        Outcome.RIGHT: _("Right"),
        Outcome.PARTLY: _("Partly right"),
        Outcome.WRONG_NAMED: _("Named mistake"),
        Outcome.WRONG: _("Not right"),
        Outcome.NOT_ATTEMPTED: _("Not attempted"),
        Outcome.UNREADABLE: _("Unreadable"),
    }[outcome]


def _word(mark: Mark) -> str:
    word = outcome_word(mark.outcome)
    return f"{word}: {_name(mark.mistake)}" if mark.mistake else word


def _name(mistake: str) -> str:
    return mistake.replace("-", " ").replace("_", " ")


def _points(mark: Mark) -> str:
    return _("{points} of {out_of} points").format(points=f"{mark.points:g}", out_of=f"{mark.out_of:g}")


def _facts(mark: Mark) -> list[tuple[str, str]]:
    """Return what was received and which form was asked for, unless the lines or the notes say so already."""
    if any(line.received for line in mark.lines):
        return []
    facts = [(_("We received"), mark.received)] if mark.received else []
    if mark.expected and mark.outcome not in (Outcome.NOT_ATTEMPTED, Outcome.UNREADABLE):
        facts.append((_("Form asked for"), mark.expected))
    return facts


def state_html(outcome: Outcome, word: str) -> str:
    """Return an outcome as shape, colour and word, for a page that holds a mark and so its styles."""
    return (
        f'<span class="mark-state {_COLOURS[outcome]}">'
        f'<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        f"{_SHAPES[outcome]}</svg>{escape(word)}</span>"
    )


def _line_html(line: Line) -> str:
    received = f": {_folded(line.received)}" if line.received else ""
    detail = f'<p class="small">{escape(visible(line.detail))}</p>' if line.detail else ""
    return f"<li>{state_html(line.outcome, _line_word(line))} {escape(line.label)}{received}{detail}</li>"


def _line_word(line: Line) -> str:
    if line.rule:
        return _("Met") if line.outcome is Outcome.RIGHT else _("Not met")
    word = outcome_word(line.outcome)
    return f"{word}: {_name(line.mistake)}" if line.mistake else word


def _line(line: Line, *, safe: bool) -> str:
    show = _safe if safe else visible
    parts = [line.label, _line_word(line), _cut(line.received), line.detail]
    return f"- {_SIGNS[line.outcome]} " + " · ".join(show(part) for part in parts if part)


def _cut(value: str) -> str:
    if len(value) <= FOLD_AT:
        return value
    return _("{start}… ({count} more characters)").format(start=value[:FOLD_AT], count=len(value) - FOLD_AT)


def _folded(value: str) -> str:
    if len(value) <= FOLD_AT:
        return escape(visible(value))
    rest = value[FOLD_AT:_CUT_AT]
    summary = escape(_("Show {count} more characters").format(count=len(rest)))
    start, more = escape(visible(value[:FOLD_AT])), escape(visible(rest))
    return f"{start}<details><summary>{summary}</summary>{more}</details>"


def _safe(value: str) -> str:
    """Return text that Markdown, HTML in Markdown and formulas in Markdown all leave alone, on one line."""
    one_line = " ".join(visible(value).split())
    return _MARKDOWN_SIGNS.sub(r"\\\1", escape(one_line)).replace("$", "&#36;")
