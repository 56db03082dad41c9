"""The sentence that reports an act, in the log and in the status line."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

from practicum.drill import world
from practicum.drill.actions import action_table
from practicum.drill.catalogue import catalogue
from practicum.drill.state import Stream, Thread
from practicum.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.drill.state import State, Talk

_LONGEST = 60
_NAMED = 5


def report(
    state: State, action: str, talk: Talk | None, fields: Mapping[str, Any], *, slow: bool = False
) -> str:
    """Return what an act was, one sentence or two, as it stands before the act is applied.

    `slow` says that it took a minute more because the desk is tired.
    """
    if action in {"wait", "next"}:
        return _("You watched the desk until {time}.").format(time=state.scenario.time(state.minute))
    row, spec = action_table()[action], catalogue(state.scenario)[action]
    again = row.again and talk is not None and (talk.watched if action == "watch" else talk.muted)
    low, high = world.usual(state)
    shown = {
        field.name: shorten(field.says(fields[field.name]), _LONGEST, placeholder="…")
        if field.kind == "text"
        else field.says(fields[field.name])
        for field in spec.fields
    }
    said = _(row.again if again else row.says).format(
        **shown,
        name=_name(state, talk) if action != "ask" else _matter(state, talk),
        n=world.recent(state),
        low=low,
        high=high,
        found=_found(state, fields["text"]) if action == "search" else "",
    )
    shared = world.shared_words(state) if action == "baseline" else ""
    tired = _("You are tired: it took a minute more.") if slow else ""
    return " ".join(part for part in (said, shared, tired) if part)


def _name(state: State, talk: Talk | None) -> str:
    words = state.scenario.words
    if isinstance(talk, Thread):
        return words.authors[talk.plan.thread.author].name
    return words.issues[talk.issue].name if isinstance(talk, Stream) else ""


def _matter(state: State, talk: Talk | None) -> str:
    """Return what a colleague is asked about: in a dialogue the matter, since those who speak sit there."""
    if isinstance(talk, Thread) and talk.plan.options:
        return state.scenario.words_of(talk.id).label
    return _name(state, talk)


def _found(state: State, wanted: str) -> str:
    """Say which threads and issues hold all words of a search, the latest first."""
    sought = wanted.casefold().split()
    talks: list[Talk] = [*state.threads.values(), *state.streams.values()]
    hits = [
        (max(minutes), _name(state, talk))
        for talk in talks
        if (minutes := [m.minute for m in talk.messages if all(w in m.text.casefold() for w in sought)])
    ]
    if not hits:
        return _("nothing so far.")
    names = list(dict.fromkeys(name for _minute, name in sorted(hits, reverse=True)))
    count = ngettext("{n} thread, of {names}.", "{n} threads, the latest of {names}.", len(hits))
    return count.format(n=len(hits), names=", ".join(names[:_NAMED]))
