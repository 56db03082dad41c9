"""What the desk shows besides its threads: issues, facts, operations, level and clocks, service, fatigue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.drill import crowd, facts, house
from practicum.drill.conditions import known_at
from practicum.drill.fields import level_labels
from practicum.drill.service import service_json
from practicum.drill.state import DESK
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.drill.schema_issue import Operation
    from practicum.drill.state import Act, Message, State, Stream

_STEP = 30
_HOUR = 60
# Minutes after which a level expects its first public word; from level 3 on one word follows another.
_FIRST_WORD = {2: 60, 3: 30}
_RHYTHM = 120
_CRISIS = 3
_PUBLIC = frozenset({"post", "update", "correct", "reply", "press", "end"})


def house_json(state: State) -> dict[str, Any]:
    """Return issues, facts, operations, level, channel, decisions, own posts, service and fatigue."""
    words = state.scenario.words
    return {
        "issues": [_issue(state, stream) for stream in state.streams.values()],
        "facts": [
            {
                "id": fact.id,
                "sentence": words.facts[fact.id],
                "known": known_at(state, fact) is not None,
                "may": facts.may(state, fact),
            }
            for fact in state.scenario.structure.facts
            if facts.listed(state, fact)
        ],
        "operations": [_operation(state, row) for row in state.scenario.structure.operations],
        "level": _level(state) if state.scenario.structure.levels else None,
        "channel": [_inside(state, message) for message in state.channel],
        "decisions": [_decision(state, act) for act in state.acts if act.action in {"decide", "level"}],
        "own_posts": [_own_post(state, post) for post in house.own_posts(state)],
        "service": service_json(state),
        "fatigue": _fatigue(state),
        "rules_pinned": house.rules_pinned(state),
        "canned": [{"id": name, "text": text} for name, text in words.canned.items()],
    }


def crowd_author(segment: str) -> str:
    """Return what the desk calls somebody of the crowd, whose profile it does not know."""
    return {
        "customers": _("Someone"),
        "fans": _("A fan"),
        "activists": _("A campaigner"),
        "staff": _("Someone who works here"),
        "press": _("Someone from the press"),
        "trolls": _("Someone looking for a quarrel"),
    }[segment]


def kind_label(kind: str) -> str:
    """Return what a kind of issue is called in the debrief."""
    return {
        "everyday": _("Everyday talk"),
        "service": _("A fault in the service"),
        "challenge": _("A challenge"),
        "rumour": _("A rumour"),
        "accident": _("An accident"),
        "preventable": _("An accident that could have been prevented"),
        "raid": _("A raid"),
    }[kind]


def _issue(state: State, stream: Stream) -> dict[str, Any]:
    row = state.scenario.issues[stream.issue]
    community = None if state.crowd is None else state.crowd.community
    starts = range(0, state.minute + 1, _STEP)
    return {
        "id": row.id,
        "name": state.scenario.words.issues[row.id].name,
        "platform": state.scenario.words.platforms[row.platform],
        "minute": stream.minute,
        "time": state.scenario.time(stream.minute),
        "posts_last_hour": crowd.volume(state, row.id),
        "usual": 0,
        "hot_from": row.hot,
        "hot": crowd.is_hot(state, row.id),
        "series": [
            {
                "minute": start,
                "count": 0 if community is None else community.volume(row.id, start - 1, start + _STEP - 1),
            }
            for start in starts
        ],
        "reached": 0 if community is None else community.reached(row.id),
        "stream": stream.id,
    }


def _operation(state: State, row: Operation) -> dict[str, Any]:
    words = state.scenario.words.operations[row.id]
    return {
        "id": row.id,
        "kind": row.kind,
        "label": words.label,
        "text": words.text,
        "platform": state.scenario.words.platforms[row.platform],
        "at": row.at,
        "time": state.scenario.time(row.at),
        "state": house.operation_state(state, row.id),
    }


def _level(state: State) -> dict[str, Any]:
    change = house.level_act(state)
    now = house.level(state)
    return {
        "now": now,
        "label": level_labels()[str(now)],
        "since": None if change is None else change.end,
        "time": None if change is None else state.scenario.time(change.end),
        "clocks": _clocks(state, now, change),
    }


def _clocks(state: State, now: int, change: Act | None) -> list[dict[str, Any]]:
    """What is due at this level: a first public word, then, in a crisis, one after the other."""
    if change is None or now not in _FIRST_WORD:
        return []
    raised = _reached(state, now, change)
    spoken = [act.end for act in state.acts if act.action in _PUBLIC and act.end >= raised]
    if not spoken:
        return [_clock(state, _("First public word"), raised + _FIRST_WORD[now])]
    if now < _CRISIS:
        return []
    return [_clock(state, _("Next public word"), spoken[-1] + _RHYTHM)]


def _reached(state: State, now: int, change: Act) -> int:
    """Return the minute since which the desk has been at this level or above without a break."""
    since = change.end
    for act in reversed([act for act in state.acts if act.action == "level"]):
        if int(act.fields["level"]) < now:
            break
        since = act.end
    return since


def _clock(state: State, label: str, due: int) -> dict[str, Any]:
    return {"label": label, "due": due, "time": state.scenario.time(due), "left": due - state.minute}


def _inside(state: State, message: Message) -> dict[str, Any]:
    return {
        "minute": message.minute,
        "time": state.scenario.time(message.minute),
        "author": speaker(state, message),
        "text": message.text,
    }


def speaker(state: State, message: Message) -> str:
    """Return who says a message, as the desk shows it."""
    words = state.scenario.words
    if message.author == DESK:
        return _("You")
    if message.author.startswith(crowd.AUTHOR):
        return crowd_author(message.author.removeprefix(crowd.AUTHOR))
    if message.author in words.authors:
        return words.authors[message.author].name
    return words.colleagues[message.author].name if message.author else _("Desk tools")


def _decision(state: State, act: Act) -> dict[str, Any]:
    return {
        "n": act.n,
        "minute": act.start,
        "time": state.scenario.time(act.start),
        "sentence": act.sentence,
        "text": act.fields["text"],
        "confidence": act.confidence,
    }


def _own_post(state: State, post: house.OwnPost) -> dict[str, Any]:
    words, act = state.scenario.words, post.act
    issue = act.fields.get("issue", "")
    return {
        "minute": act.end,
        "time": state.scenario.time(act.end),
        "format": words.formats[act.fields["format"]],
        "issue": words.issues[issue].name if issue else None,
        "text": act.fields["text"],
        "corrected": None if post.corrected is None else state.scenario.time(post.corrected),
        "updates": [
            {
                "minute": later.end,
                "time": state.scenario.time(later.end),
                "action": later.action,
                "text": later.fields["text"],
            }
            for later in post.updates
        ],
    }


def _fatigue(state: State) -> dict[str, Any] | None:
    if state.scenario.structure.shift_break is None:
        return None
    tired = house.tired(state)
    note = _("You are tired: a closer look shows less, and moderation takes a minute more. Take a break.")
    return {
        "minutes_since_break": house.since_break(state),
        "tired_after": state.scenario.structure.shift_break,
        "tired": tired,
        "note": note if tired else "",
    }
