"""What the home page is put together from: states as a shape and a word, and blocks under a rule."""

from __future__ import annotations

from practicum.learn.progress import state_word
from practicum.learn.states import State
from practicum.look import escape

# Shapes first, so that no state hangs on its colour; drawn in place, because Lab shares one page with others.
_DISC = '<circle cx="8" cy="8" r="6.5"/>'
_SHAPES = {
    State.DONE: '<circle cx="8" cy="8" r="6.5" fill="currentColor"/>'
    '<path d="M5 8.2l2 2 4-4.4" style="stroke:var(--pr-paper)"/>',
    State.HANDED_IN: f'{_DISC}<path d="M8 4.5V8l2.5 1.8"/>',
    State.UNDER_WAY: f'{_DISC}<path d="M8 1.5a6.5 6.5 0 0 1 0 13z" fill="currentColor"/>',
    State.OPEN: _DISC,
    State.PLANNED: '<circle cx="8" cy="8" r="6.5" stroke-dasharray="2 2.6"/>',
}
_TONES = {
    State.DONE: "good",
    State.HANDED_IN: "note",
    State.UNDER_WAY: "pr-act",
    State.OPEN: "pr-calm",
    State.PLANNED: "pr-calm pr-dim",
}


def icon(state: State) -> str:
    """Return the shape of a state, for eyes only."""
    return f'<svg class="pr-i" viewBox="0 0 16 16" aria-hidden="true">{_SHAPES[state]}</svg>'


def state_mark(state: State) -> str:
    """Return a state as its shape, its word and its colour."""
    return f'<span class="pr-state {_TONES[state]}">{icon(state)}{escape(state_word(state))}</span>'


def block(name: str, heading: str, aside: str, body: str) -> str:
    """Return a section of the page under a rule.

    Args:
        name: What to call it in ids.
        heading: Its heading, plain text.
        aside: One sentence beside the heading, or nothing.
        body: Trusted HTML.
    """
    note = f'<p class="small">{escape(aside)}</p>' if aside else ""
    return (
        f'<section class="pr-block" aria-labelledby="pr-{name}"><div class="pr-head">'
        f'<h2 id="pr-{name}">{escape(heading)}</h2>{note}</div>{body}</section>'
    )
