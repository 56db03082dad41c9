"""The desk as data: one JSON object that a screen, a script or a screen reader can be drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.drill import world
from practicum.drill.catalogue import catalogue, severity_labels, topic_labels
from practicum.drill.state import DESK
from practicum.i18n import _

if TYPE_CHECKING:
    from practicum.drill.load import Scenario
    from practicum.drill.state import Message, State, Thread

_STEP = 30
_WINDOW = 60
_EXCERPT = 110
_SOON = 25


def view(state: State, mode: str) -> dict[str, Any]:
    """Return what the desk shows at this minute, as JSON values only."""
    scenario = state.scenario
    return {
        "drill": _drill(state, mode),
        "clock": {
            "minute": state.minute,
            "time": scenario.time(state.minute),
            "day": scenario.words.day,
            "over": state.over,
            "started": bool(state.acts),
        },
        "volume": _volume(state),
        "alerts": [
            {
                "id": alert.id,
                "minute": alert.minute,
                "time": scenario.time(alert.minute),
                "text": _("{count} mentions in the last hour; usual at this time: at most {usual}.").format(
                    count=alert.count, usual=alert.usual
                ),
                "muted": False,
            }
            for alert in state.alerts
        ],
        "threads": [_thread(state, thread) for thread in sorted(state.threads.values(), key=_last)],
        "actions": [spec.to_json() for spec in catalogue(scenario).values()],
        "log": [
            {
                "n": act.n,
                "minute": act.start,
                "time": scenario.time(act.start),
                "thread": act.thread or None,
                "sentence": act.sentence,
            }
            for act in state.acts
            if act.action not in {"wait", "next", "open"}
        ],
        "status": state.status or _("The shift begins at {time}.").format(time=scenario.time(0)),
        "coaching": _coaching(state) if mode == "practice" else None,
    }


def _drill(state: State, mode: str) -> dict[str, Any]:
    scenario = state.scenario
    words = scenario.words
    return {
        "slug": scenario.slug,
        "title": words.title,
        "brand": scenario.structure.brand,
        "kind": words.kind,
        "brief": list(words.brief),
        "aim": words.aim,
        "dossier": [{"title": page.title, "text": page.text} for page in words.dossier],
        "mode": mode,
        "seed": state.seed,
        "length": scenario.structure.length,
    }


def _volume(state: State) -> dict[str, Any]:
    low, high = world.usual(state)
    counts = [0] * (state.minute // _STEP + 1)
    for minute in state.mentions:
        counts[minute // _STEP] += 1
    return {
        "recent": world.recent(state),
        "usual_low": low,
        "usual_high": high,
        "window": _WINDOW,
        "series": [{"minute": n * _STEP, "count": count} for n, count in enumerate(counts)],
    }


def _last(thread: Thread) -> tuple[int, str]:
    return max(message.minute for message in thread.messages), thread.id


def _thread(state: State, thread: Thread) -> dict[str, Any]:
    scenario = state.scenario
    row = thread.plan.thread
    last = thread.messages[-1]
    tags = []
    if thread.topic and thread.severity is not None:
        tags = [topic_labels()[thread.topic], severity_labels()[str(thread.severity)]]
    words = scenario.words_of(thread.id)
    return {
        "id": thread.id,
        "platform": scenario.words.platforms[row.platform],
        "topic_hidden": None,
        "author": author_json(scenario, row.author),
        "minute": thread.minute,
        "time": scenario.time(thread.minute),
        "unread": any(m.minute > thread.read for m in thread.messages if m.author != DESK),
        "state": _state_of(thread),
        "tags": tags,
        "watched": thread.watched,
        "waiting": _waiting(state, thread),
        "excerpt": excerpt(last),
        "messages": [_message(scenario, message) for message in thread.messages],
        "options": [
            {"value": letter, "label": words.options[option.id]}
            for letter, option in thread.plan.options.items()
        ],
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
    if thread.hidden:
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


def _message(scenario: Scenario, message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "side": message.side,
        "author": _speaker(scenario, message),
        "minute": message.minute,
        "time": scenario.time(message.minute),
        "text": message.text,
        "image": message.image or None,
        "likes": message.likes,
        "shares": message.shares,
    }


def _speaker(scenario: Scenario, message: Message) -> str:
    words = scenario.words
    if message.author == DESK:
        return _("You")
    if message.author in words.authors:
        return words.authors[message.author].name
    return words.colleagues[message.author].name if message.author else _("Desk tools")


def _coaching(state: State) -> dict[str, Any]:
    """What practice shows and assessment keeps back: the index, and at most one hint."""
    return {"goodwill": state.index // 100, "hint": "" if state.over else _hint(state)}


def _hint(state: State) -> str:
    """What presses most: a target that is near, a picture, the volume, then a target that is past."""
    left = sorted(
        (phase.minute + phase.handling.target - state.minute, thread.id)
        for thread in state.threads.values()
        for phase in thread.phases[-1:]
        if phase.handling.answer == "expected"
        and phase.handling.target is not None
        and world.answer_to(thread, phase) is None
    )
    for minutes, thread in left:
        if 0 <= minutes <= _SOON:
            return _("{name} asked something; {n} minutes are left to the target.").format(
                name=_author(state, thread), n=minutes
            )
    if any(
        thread.read < 0 and not thread.messages[0].text and state.minute - thread.minute >= _SOON
        for thread in state.threads.values()
    ):
        return _("A picture without words has not been opened yet.")
    if state.alerts and not any(
        act.action == "baseline" and act.start >= state.alerts[-1].minute for act in state.acts
    ):
        return _("The volume is above its band. Find out what the messages share before you call anyone.")
    late = [(minutes, thread) for minutes, thread in left if minutes < 0]
    if late:
        return _("{name} has waited {n} minutes longer than the target.").format(
            name=_author(state, late[-1][1]), n=-late[-1][0]
        )
    return ""


def _author(state: State, thread: str) -> str:
    return state.scenario.words.authors[state.scenario.threads[thread].author].name
