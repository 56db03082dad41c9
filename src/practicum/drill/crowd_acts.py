"""What the crowd hears of an act: the row of the community's table that it works by, and how many see it.

It hears the structured choices of an act: posture, parts, the facts that it states. A posture that says a
thing by itself adds that part: who apologises, says an apology.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.drill import crowd, service, world
from practicum.drill.fields import OPEN
from practicum.drill.state import Stream, Thread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from practicum.drill.state import Act, State, Talk

_SAYS = {"apologise": "apology", "empathise": "empathy", "explain": "explanation"}
_STEALS = frozenset({"accident", "preventable"})  # matters that a house can tell before others do

Heard = tuple[str, str, dict[str, Any]]
"""An issue, a row of the community's table, and what is so about the act."""


def hear(state: State, talk: Talk | None, act: Act) -> None:
    """Let the crowd react to an act that has just taken effect."""
    if act.action == "post":
        service.status_post(state, act.fields.get("issue", ""))
    if state.crowd is None or act.action not in _HEARD:
        return
    for issue, kind, facts in _HEARD[act.action](state, talk, act):
        state.crowd.community.tell(act.end, "act", issue, act.end, kind, **facts)
        crowd.advance(state, act.end)


def _issue(talk: Talk | None, act: Act) -> str:
    """Return the issue that an act is about, or nothing."""
    if isinstance(talk, Stream):
        return talk.issue
    if isinstance(talk, Thread):
        return talk.plan.thread.issue or ""
    return str(act.fields.get("issue", ""))


def _word(state: State, act: Act, issue: str, seen: int) -> dict[str, Any]:
    """Return what is so about a public word, seen by so many people."""
    posture = act.fields.get("posture", "update")
    parts = [*act.fields.get("parts", ())]
    if posture in _SAYS:
        parts.append(_SAYS[posture])
    if act.fields.get("facts") and "known" not in parts:
        parts.append("known")
    return {
        "posture": posture,
        "parts": parts,
        "text": act.fields["text"],
        "reach": seen,
        "public": True,
        "first": not _spoke(state, act, issue) and issue not in state.hot,
    }


def _spoke(state: State, act: Act, issue: str) -> bool:
    """Say whether the house has spoken on an issue before, in a post of its own."""
    return any(
        other.action == "post" and other.fields.get("issue") == issue and other.n != act.n
        for other in state.acts
    )


def _reach(state: State, issue: str, name: str) -> int:
    return state.scenario.issues[issue].audience * state.scenario.coefficients[name] // 100


def _answer(state: State, talk: Talk | None, act: Act) -> Iterator[Heard]:
    issue = _issue(talk, act)
    if not issue or not isinstance(talk, Thread):
        return
    handling = world.phase_at(talk, act.start).handling
    if act.action == "private":
        yield issue, "private", {}
    elif handling.answer == "never" and handling.effects.get("over") == "fed-troll":
        yield issue, "fed-troll", {}
    else:
        name = "press-reach" if act.action == "press" else "reply-reach"
        seen = (
            _reach(state, issue, name)
            if act.action == "press"
            else talk.plan.thread.reach * state.scenario.coefficients[name] // 100
        )
        yield issue, "statement", _word(state, act, issue, seen)


def _post(state: State, talk: Talk | None, act: Act) -> Iterator[Heard]:
    issue = _issue(talk, act)
    if not issue:
        return
    word = _word(state, act, issue, _reach(state, issue, "post-reach"))
    row = state.scenario.issues[issue]
    kind = "statement"
    if row.false and "known" in word["parts"]:
        kind = "correction"
    elif row.kind in _STEALS and word["first"] and "known" in word["parts"]:
        kind = "self-disclosure"
    yield issue, kind, word


def _later_word(state: State, talk: Talk | None, act: Act) -> Iterator[Heard]:
    """An update or the declared end: on the issue it names, or on that of the last post."""
    issue = _issue(talk, act) or _of_last_post(state)
    if issue:
        yield issue, "statement", _word(state, act, issue, _reach(state, issue, "post-reach"))


def _of_last_post(state: State) -> str:
    posts = (act for act in reversed(state.acts) if act.action == "post")
    last = next(posts, None)
    return "" if last is None else str(last.fields.get("issue", ""))


def _correct(state: State, _talk: Talk | None, _act: Act) -> Iterator[Heard]:
    issue = _of_last_post(state)
    if issue:
        yield issue, "correct-mistake", {}


def _take_down(_state: State, talk: Talk | None, act: Act) -> Iterator[Heard]:
    issue = _issue(talk, act)
    if issue and isinstance(talk, Thread):
        lawful = world.phase_at(talk, act.start).handling.criticism
        yield issue, "delete-lawful" if lawful else "remove-harmful", {}


def _put_back(_state: State, talk: Talk | None, act: Act) -> Iterator[Heard]:
    issue = _issue(talk, act)
    if issue and act.fields.get("decision", "overturn") == "overturn":
        yield issue, "put-right", {}


def _rules(state: State, _talk: Talk | None, _act: Act) -> Iterator[Heard]:
    for issue in state.streams:
        yield issue, "rules", {}


def _restrict(_state: State, talk: Talk | None, act: Act) -> Iterator[Heard]:
    issue = _issue(talk, act)
    if issue and act.fields["how"] != OPEN:
        yield issue, "restrict", {}


def _pause(state: State, _talk: Talk | None, act: Act) -> Iterator[Heard]:
    rows = (row for row in state.scenario.structure.operations if row.id in act.fields["what"])
    for issue in dict.fromkeys(row.issue for row in rows if row.issue in state.streams):
        yield str(issue), "ads-paused", {}


_HEARD: dict[str, Callable[[State, Talk | None, Act], Iterator[Heard]]] = {
    "reply": _answer,
    "private": _answer,
    "press": _answer,
    "post": _post,
    "update": _later_word,
    "end": _later_word,
    "correct": _correct,
    "hide": _take_down,
    "remove": _take_down,
    "restore": _put_back,
    "appeal": _put_back,
    "rules": _rules,
    "restrict": _restrict,
    "pause": _pause,
}
