"""A thread, the stream of an issue and their messages, as the desk shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.drill import world
from practicum.drill.adviser import advice
from practicum.drill.catalogue import severity_labels, topic_labels
from practicum.drill.state import DESK, Stream
from practicum.drill.view_house import speaker
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.drill.load import Scenario
    from practicum.drill.state import Message, State, Talk, Thread

_EXCERPT = 110


def talks(state: State) -> list[dict[str, Any]]:
    """Return all threads and streams, the one that spoke last at the end."""
    found: list[Talk] = [*state.threads.values(), *state.streams.values()]
    return [
        _stream(state, talk) if isinstance(talk, Stream) else _thread(state, talk)
        for talk in sorted(found, key=_last)
    ]


def _last(talk: Talk) -> tuple[int, str]:
    return max((message.minute for message in talk.messages), default=talk.minute), talk.id


def _common(state: State, talk: Talk) -> dict[str, Any]:
    """Return what threads and streams have in common."""
    limits = state.scenario.words.restrictions
    return {
        "id": talk.id,
        "topic_hidden": None,
        "minute": talk.minute,
        "time": state.scenario.time(talk.minute),
        "unread": any(m.minute > talk.read for m in talk.messages if m.author != DESK),
        "watched": talk.watched,
        "muted": talk.muted,
        "archived": talk.archived,
        "limit": limits[talk.limit] if talk.limit else None,
        "messages": [_message(state, message) for message in talk.messages],
    }


def _stream(state: State, stream: Stream) -> dict[str, Any]:
    scenario = state.scenario
    name = scenario.words.issues[stream.issue].name
    last = stream.messages[-1] if stream.messages else None
    return {
        **_common(state, stream),
        "kind": "stream",
        "platform": scenario.words.platforms[scenario.issues[stream.issue].platform],
        "issue": stream.issue,
        "author": {
            "id": stream.id,
            "name": name,
            "handle": "",
            "initials": initials(name),
            "followers": 0,
            "verified": False,
            "kind": "crowd",
            "note": _("Posts of many people on one matter. Not all are shown; all are counted."),
        },
        "state": "open",
        "tags": [],
        "waiting": None,
        "excerpt": _("No post has been shown yet.") if last is None else excerpt(last),
        "options": [],
        "report": None,
        "decision": None,
        "measures": [],
    }


def _thread(state: State, thread: Thread) -> dict[str, Any]:
    scenario = state.scenario
    row = thread.plan.thread
    last = thread.messages[-1]
    tags = []
    if thread.topic and thread.severity is not None:
        tags = [topic_labels()[thread.topic], severity_labels()[str(thread.severity)]]
    words = scenario.words_of(thread.id)
    return {
        **_common(state, thread),
        "kind": "thread" if row.report is None else "report",
        "platform": scenario.words.platforms[row.platform],
        "issue": row.issue,
        "author": author_json(scenario, row.author),
        "state": _state_of(thread),
        "tags": tags,
        "waiting": _waiting(state, thread),
        "excerpt": excerpt(last),
        "options": [
            {"value": letter, "label": words.options[option.id]}
            for letter, option in thread.plan.options.items()
        ],
        "report": _report(state, thread),
        "decision": thread.settled or None,
        "measures": list(thread.measures),
    }


def _report(state: State, thread: Thread) -> dict[str, Any] | None:
    """Return what stands in the moderation queue about a thread: reports, advice, and since when.

    Never the target: a short one would say which report is severe. The debrief names it.
    """
    row = thread.plan.thread
    if row.report is None:
        return None
    advised = advice(state.scenario, state.seed, row)
    return {
        "count": row.report.count,
        "rule": state.scenario.words.hide_reasons[row.report.rule],
        "adviser": None if advised is None else {"says": advised.says, "sure": advised.sure},
        "since": thread.minute,
        "time": state.scenario.time(thread.minute),
    }


def author_json(scenario: Scenario, author: str) -> dict[str, Any]:
    """Return an author as the desk shows them."""
    words, row = scenario.words.authors[author], scenario.structure.authors[author]
    return {
        "id": author,
        "name": words.name,
        "handle": words.handle,
        "initials": initials(words.name),
        "followers": row.followers,
        "verified": row.verified,
        "kind": row.kind,
        "note": words.bio,
    }


def initials(name: str) -> str:
    """Return one or two capitals that stand for a name."""
    letters = [word[0] for word in name.replace("-", " ").split() if word[0].isalnum()]
    return "".join(letters[:1] + letters[1:][-1:]).upper() or name[:1].upper()


def _state_of(thread: Thread) -> str:
    if thread.hidden or thread.settled in {"keep", "label", "remove"}:
        return "closed"
    if thread.chosen or world.answer_to(thread, thread.phase) is not None:
        return "answered"
    return "left" if thread.left else "open"


def _waiting(state: State, thread: Thread) -> int | None:
    """Minutes since the last public message that the desk has not answered; None when there is none."""
    if thread.hidden or thread.left or thread.chosen:
        return None
    answers = [act.end for act in thread.acts if act.action in world.ANSWERS]
    unanswered = [
        message.minute
        for message in thread.messages
        if message.side == "public" and (not answers or message.minute > answers[-1])
    ]
    return state.minute - unanswered[-1] if unanswered else None


def excerpt(message: Message) -> str:
    """Return a message in one short line. A picture without text says no more than that it is one."""
    if not message.text:
        return _("Photo, no text")
    line = " ".join(message.text.split())
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1].rstrip() + "…"


def _message(state: State, message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "side": "private" if message.private else message.side,
        "author": speaker(state, message),
        "minute": message.minute,
        "time": state.scenario.time(message.minute),
        "text": message.text,
        "image": message.image or None,
        "likes": message.likes,
        "shares": message.shares,
    }
