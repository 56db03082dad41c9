"""Part 1: one question a page, the sheet of all questions, and the review before handing in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from practicum.exam.sitting.package import PART1
from practicum.exam.station.answering import as_posted, field_hint, read_as
from practicum.exam.station.frame import button, form, icon
from practicum.exam.station.stage import standing
from practicum.exam.station.steps import end_form
from practicum.i18n import _, ngettext
from practicum.learn.form.fields import Field, Posted, controls
from practicum.look import escape
from practicum.marking import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from practicum.exam.sitting.session import Session
    from practicum.exam.station.answering import ReadAs
    from practicum.exam.station.stage import Standing
    from practicum.marking import Description

_LAST_QUESTION = re.compile(r"(?s)(.*[.?!…”'\"])\s+(\S[^.?!]*\?)\s*")
_START = 90


@dataclass(frozen=True)
class Asked:
    """A question on its page.

    Attributes:
        one: The question.
        names: All questions of its set, in order.
        raw: The answer as it is kept.
        given: What to show as given; by default what is kept.
        states: How far each question of the sheet is; empty in the tutorial.
        keys: Whether single keys act.
        trial: Whether this is the tutorial.
    """

    one: Description
    names: tuple[str, ...]
    raw: Any
    given: Posted | None = None
    states: Mapping[str, Standing] | None = None
    keys: bool = True
    trial: bool = False

    @property
    def number(self) -> int:
        """The place of the question, from 1."""
        return self.names.index(self.one.id) + 1


def question_page(asked: Asked, root: str) -> str:
    """Return the body of a question's page, one form from start to end."""
    one, place = asked.one, "try" if asked.trial else "q"
    kick = _("To try it: nothing of it is kept") if asked.trial else _("Part 1: knowledge and judgement")
    title = _("Question {number} of {count}").format(number=asked.number, count=len(asked.names))
    case, stem = parted(one.question)
    field = Field(
        one.id,
        stem,
        one.kind,
        as_posted(one.id, one.kind, asked.raw) if asked.given is None else asked.given,
        letters=isinstance(one.kind, Choice),
        hint=field_hint(one.kind),
    )
    read = read_as(one.kind, asked.raw)
    flagged = bool(asked.states and asked.states[one.id].flagged)
    kind = one.kind.kind
    main = (
        f'<main id="work" tabindex="-1"><p class="kick">{escape(kick)}</p><h1>{escape(title)}</h1>'
        + (f'<div class="case read"><p>{escape(case)}</p></div>' if case else "")
        + f'<div class="pr-form q {kind}">{controls(field)}</div>'
        f"{read_line(one.id, read)}"
        f"{_moves(asked, flagged=flagged)}</main>"
    )
    inside = f'<div class="frame">{main}{_side(asked)}</div>'
    more = f'id="answer" data-save="{root}{place}/{one.id}/save" data-at="{one.id}" novalidate'
    return form(f"{root}{place}/{one.id}", inside, more=more)


def parted(question: str) -> tuple[str, str]:
    """Return the case and the question that follows it; the case is empty where both are one sentence."""
    found = _LAST_QUESTION.fullmatch(question.strip())
    return (found[1], found[2]) if found else ("", question.strip())


def read_line(name: str, read: ReadAs) -> str:
    """Return the line that says how an answer was read; a screen reader hears it when it changes."""
    bad = read.unreadable
    start = f"<b>{escape(_('Not readable yet.'))}</b> " if bad else ""
    words = f"{icon(read.shape)}{start}{escape(read.said)}" if read.said else ""
    return f'<p class="back{" bad" if bad else ""}" data-read="{escape(name)}" aria-live="polite">{words}</p>'


def _moves(asked: Asked, *, flagged: bool) -> str:
    first, last = asked.number == 1, asked.number == len(asked.names)
    back = "" if first else button(_key(_("Previous"), "P"), "previous")
    mark = _("Flagged for review") if flagged else _("Flag for review")
    pressed = "true" if flagged else "false"
    flag = button(f"{icon('flag')}{_key(mark, 'F')}", "flag", more=f'aria-pressed="{pressed}" id="flag"')
    clear = button(escape(_("Clear answer")), "clear")
    on = _("Back to the rules") if asked.trial else _("Review part 1")
    forward = escape(on) if last else _key(_("Next question"), "N")
    return (
        f'<div class="moves">{back}{"" if asked.trial else flag}{clear}'
        f"{button(forward, 'next', main=True, more='id=next')}</div>"
    )


def _key(label: str, key: str) -> str:
    return f'<span>{escape(label)}</span> <kbd aria-hidden="true">{key}</kbd>'


def _side(asked: Asked) -> str:
    if asked.trial or asked.states is None:
        out = button(escape(_("Stop trying")), "rules")
        label = escape(_("Help"))
        return f'<aside class="side" aria-label="{label}"><section>{out}</section>{_keys(asked)}</aside>'
    boxes = "".join(
        f"<li>{_box(name, number, asked.states[name], here=name == asked.one.id)}</li>"
        for number, name in enumerate(asked.names, start=1)
    )
    title = _("Your {count} questions").format(count=len(asked.names))
    goto = (
        f'<p class="goto"><label for="number">{escape(_("Go to question"))}</label> '
        f'<input type="text" inputmode="numeric" id="number" name="number" size="3" autocomplete="off"> '
        f"{button(escape(_('Go')), 'number')}</p>"
    )
    ready = _("First you see what is open or flagged. Nothing is final before you confirm.")
    return (
        f'<aside class="side" aria-label="{escape(_("Questions and help"))}"><section class="wide">'
        f'<h2>{escape(title)}</h2><a class="skip" href="#when">{escape(_("Skip the list of questions"))}</a>'
        f'<ol class="grid">{boxes}</ol>{_legend(asked.states)}{goto}</section>'
        f'<section><h2 id="when" tabindex="-1">{escape(_("When you are ready"))}</h2>'
        f'<p class="small">{escape(ready)}</p>'
        f"{button(escape(_('Review and hand in part 1')), 'review')}</section>"
        f"<section><h2>{escape(_('Do you need something?'))}</h2>"
        f"{button(escape(_('Call the invigilator')), 'call')}{button(escape(_('Pause')), 'pause')}</section>"
        f"{_keys(asked)}</aside>"
    )


def _box(name: str, number: int, state: Standing, *, here: bool) -> str:
    shape = " ".join(
        part for part, on in (("d", state.answered), ("u", state.begun), ("f", state.flagged)) if on
    )
    current = ' aria-current="true"' if here else ""
    label = _("Question {number}, {state}").format(number=number, state=state.words)
    return (
        f'<button class="cell {shape}" name="go" value="{name}" data-cell="{name}" '
        f'aria-label="{escape(label)}"'
        f"{current}>{number}</button>"
    )


def _legend(states: Mapping[str, Standing]) -> str:
    done = sum(one.answered for one in states.values())
    flags = sum(one.flagged for one in states.values())
    begun = sum(one.begun for one in states.values())
    rows = [
        ("d", _("{count} answered").format(count=done)),
        ("", _("{count} open").format(count=len(states) - done - begun)),
        ("u", _("{count} to finish").format(count=begun)),
        ("f", _("{count} flagged").format(count=flags)),
        ("c", _("you are here")),
    ]
    listed = "".join(f'<li><i class="{shape}"></i>{escape(words)}</li>' for shape, words in rows)
    return f'<ul class="legend" id="legend">{listed}</ul>'


def _keys(asked: Asked) -> str:
    rows = [
        (("A", "D"), _("choose")),
        (("N", "P"), _("next, previous")),
        (("T",), _("say the time")),
    ]
    if not asked.trial:
        rows[2:2] = [(("F",), _("flag")), (("G",), _("go to a number"))]
    listed = "".join(
        f"<dt>{' '.join(f'<kbd>{key}</kbd>' for key in keys)}</dt><dd>{escape(words)}</dd>"
        for keys, words in rows
    )
    press = _("Switch single keys off") if asked.keys else _("Switch single keys on")
    off = "" if asked.keys else f'<p class="small">{escape(_("Single keys are off."))}</p>'
    # Without a script no key acts: the section then stays away.
    return (
        f"<section data-script hidden><h2>{escape(_('Keyboard'))}</h2>{off}"
        f'<dl class="keys">{listed}</dl>{button(escape(press), "keys")}</section>'
    )


def review_page(session: Session, questions: Mapping[str, Description], root: str, last: str) -> str:
    """Return the list to look at before part 1 is handed in."""
    states = {name: standing(session, one) for name, one in questions.items()}
    numbers = {name: number for number, name in enumerate(questions, start=1)}
    groups = (
        (_("Flagged"), [name for name, one in states.items() if one.flagged]),
        (
            _("To finish: a part is open or cannot be read"),
            [name for name, one in states.items() if one.begun],
        ),
        (_("Open"), [name for name, one in states.items() if not one.answered and not one.begun]),
    )
    shown = "".join(
        f'<section class="block"><h2>{escape(title)}</h2><ul class="review">'
        + "".join(_line(questions[name], numbers[name], root) for name in names)
        + "</ul></section>"
        for title, names in groups
        if names
    )
    answered = sum(one.answered for one in states.values())
    said = ngettext(
        "{done} of {count} question is answered.", "{done} of {count} questions are answered.", len(states)
    ).format(done=answered, count=len(states))
    back = _("Back to question {number}").format(number=numbers[last])
    return (
        f'<main id="work" class="single" tabindex="-1"><p class="kick">{escape(_("Part 1"))}</p>'
        f'<h1>{escape(_("Look once more, then hand in"))}</h1><p class="read">{escape(said)}</p>'
        f'<p><a class="btn" href="{root}q/{last}">{escape(back)}</a></p>{shown}'
        f'<section class="block"><h2>{escape(_("Hand in part 1"))}</h2>'
        f"{end_form(root, PART1, missing=len(states) - answered)}</section></main>"
    )


def _line(one: Description, number: int, root: str) -> str:
    words = one.question if len(one.question) <= _START else f"{one.question[:_START].rsplit(' ', 1)[0]} …"
    link = _("Question {number}").format(number=number)
    return f'<li><a href="{root}q/{one.id}">{escape(link)}</a> <span>{escape(words)}</span></li>'
