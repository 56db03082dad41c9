"""Acts of moderation: what they change about a post, its author and the place where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill import world
from practicum.drill.acts_inside import write
from practicum.drill.fields import OPEN

if TYPE_CHECKING:
    from practicum.drill.state import Act, State, Talk, Thread

SETTLING = frozenset({"keep", "label", "hide", "remove", "restore", "appeal"})
"""Acts that decide about a post itself."""

MEASURES = frozenset({"warn", "mute-user", "ban"})
"""Acts against its author."""


def moderate(state: State, thread: Thread, act: Act) -> None:
    """Apply an act of moderation to a thread; what is written in it goes to its author."""
    if act.action in MEASURES:
        thread.measures.append(act.action)
    if act.action in SETTLING:
        _settle(state, thread, act)
    # Whoever is not told sees nothing: the notice is what makes the text reach the author.
    if act.fields.get("text") and act.fields.get("notice", "yes") == "yes":
        write(thread, act, act.fields["text"])


def _settle(state: State, thread: Thread, act: Act) -> None:
    decided = "restore" if act.fields.get("decision") == "overturn" else act.action
    if decided in {"hide", "remove"}:
        phase = world.phase_at(thread, act.start)
        if phase.handling.criticism and not thread.hidden:
            world.move(state, world.effect_name(phase, "hidden"), thread.id, act.n)
        thread.hidden = True
    elif decided == "restore":
        thread.hidden = False
    if decided == "restore" and act.action == "appeal":
        thread.measures.clear()
    thread.settled = act.action


def restrict(talk: Talk, act: Act) -> None:
    """Set how comments are restricted; `open` lifts every restriction."""
    talk.limit = "" if act.fields["how"] == OPEN else act.fields["how"]
