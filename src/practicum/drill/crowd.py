"""The crowd of a run: what the community model makes of the scenario's issues, as the desk sees it.

The community advances minute by minute. What the desk derives from it (whether an issue is hot,
alerts, what it costs the house) is settled every five minutes, at minutes that no act can shift: one long
wait and many short ones give the same run.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from practicum.drill import alerts
from practicum.drill.community import TICK, Community, IssuePlan
from practicum.drill.course import Course
from practicum.drill.draws import ranked
from practicum.drill.state import Effect, Message, Stream, stream_id

if TYPE_CHECKING:
    from practicum.drill.community import Post
    from practicum.drill.load import Scenario
    from practicum.drill.schema_issue import Issue
    from practicum.drill.state import State

COST = "crowd"
"""Name under which the community's reputation moves the index; it is no coefficient but a whole model."""

AUTHOR = "@crowd:"
"""How authors of crowd posts begin; no author of a scenario can be called so."""

_WINDOW = 60
_EARLY = 8  # one in so many of an issue's shown posts is shown before thinning begins


@dataclass
class Crowd:
    """The community with what the desk has already seen of it.

    Attributes:
        community: The model, with its record.
        settled: Minute up to which hot issues, alerts and costs are settled.
        counted: Posts of each issue that were counted.
        words: Words of each issue's crowd that were not shown yet, by segment and tone, in a drawn order.
        due: Number of the next post of each issue that is shown.
        cost: What each issue cost the house when it was last settled, in hundredths of a point.
    """

    community: Course
    settled: int = 0
    counted: dict[str, int] = field(default_factory=dict)
    words: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    due: dict[str, int] = field(default_factory=dict)
    cost: dict[str, int] = field(default_factory=dict)


def begin(scenario: Scenario, seed: str) -> Crowd | None:
    """Return the crowd of a run, or None when the scenario has no issues."""
    issues = scenario.structure.issues
    if not issues:
        return None
    plans = [
        IssuePlan(
            id=issue.id,
            kind=issue.kind,
            responsibility=issue.responsibility,
            audience=issue.audience,
            infectiousness=issue.infectiousness,
            ageing=issue.ageing,
            heat=issue.heat,
            vivid=issue.vivid,
            false=issue.false,
            segments={str(name): share for name, share in issue.segments.items()},
            hot=issue.hot,
        )
        for issue in issues
    ]
    length = scenario.structure.length
    community = Course(Community(seed, plans, scenario.coefficients, scenario.start, horizon=length))
    words = {issue.id: _words(scenario, seed, issue.id) for issue in issues if issue.shown}
    return Crowd(community, words={issue: texts for issue, texts in words.items() if texts})


def _words(scenario: Scenario, seed: str, issue: str) -> dict[str, list[str]]:
    """Return what the crowd may say, each list to be taken from its end."""
    return {
        name: ranked(seed, f"crowd:{issue}/{name}", list(texts))
        for name, texts in scenario.words.issues[issue].crowd.items()
    }


def advance(state: State, to: int) -> None:
    """Let the crowd talk until a minute, that one included, and settle what the desk sees of it."""
    crowd = state.crowd
    if crowd is None:
        return
    while crowd.settled + TICK <= to:
        crowd.settled += TICK
        crowd.community.advance(crowd.settled)
        _take(state, crowd, crowd.settled)
        _settle(state, crowd, crowd.settled)
    crowd.community.advance(to)
    _take(state, crowd, to)


def seed(state: State, issue: str, reach: int, segment: str, name: str) -> None:
    """Let people hear of an issue now; draws are keyed by the name of what they saw."""
    if state.crowd is not None:
        state.crowd.community.tell(state.minute, "seed", issue, state.minute, reach, segment, name=name)


def come_up(state: State, issue: str, minute: int) -> Stream:
    """Return an issue's stream; it comes onto the desk when the issue is first met."""
    if issue not in state.streams:
        state.streams[issue] = Stream(issue, minute)
    return state.streams[issue]


def volume(state: State, issue: str, minute: int | None = None) -> int:
    """Return an issue's posts in the hour before a minute, by default now."""
    if state.crowd is None:
        return 0
    until = state.minute if minute is None else minute
    count: int = state.crowd.community.between("volume", issue, until - _WINDOW, until)
    return count


def is_hot(state: State, issue: str) -> bool:
    """Say whether an issue's last hour makes it hot, at this very minute."""
    return volume(state, issue) >= state.scenario.issues[issue].hot


def _take(state: State, crowd: Crowd, minute: int) -> None:
    """Count new posts, and show some of them in their issue's stream."""
    minutes: list[int] = []
    for issue in state.scenario.structure.issues:
        done = crowd.counted.get(issue.id, 0)
        if crowd.community.between("volume", issue.id, -1, minute) == done:
            continue
        came = crowd.community.rows("minutes", "volume", issue.id, done)
        crowd.counted[issue.id] = done + len(came)
        minutes.extend(came)
        if issue.id in crowd.words and done + len(came) >= crowd.due.get(issue.id, 1):
            posts = crowd.community.rows("posts", "volume", issue.id, done)
            for number, post in enumerate(posts, start=done + 1):
                if number >= crowd.due.get(issue.id, 1):
                    _show(state, crowd, issue, post, number)
    if minutes:
        state.mentions.extend(sorted(minutes))


def _show(state: State, crowd: Crowd, issue: Issue, post: Post, number: int) -> None:
    """Show a post. The first few are shown, then ever fewer of ever more: each doubling shows about as many.

    A post is shown in words that the stream does not hold yet; when its segment and tone have none left, the
    next post is tried.
    """
    words = crowd.words.get(issue.id, {})
    left = words.get(f"{post.segment}-{post.tone}")
    if not left:
        return
    stream = come_up(state, issue.id, post.minute)
    author = f"{AUTHOR}{post.segment}"
    stream.messages.append(Message(post.key, "public", author, post.minute, left.pop()))
    if not left:
        del words[f"{post.segment}-{post.tone}"]
    if not words or sum(m.side == "public" for m in stream.messages) >= issue.shown:
        del crowd.words[issue.id]
    crowd.due[issue.id] = number + max(1, number * _EARLY // max(1, issue.shown))


def _settle(state: State, crowd: Crowd, minute: int) -> None:
    """Settle what five minutes changed: the cost of each issue, whether it is hot, alerts."""
    for issue in state.scenario.structure.issues:
        cost = crowd.community.now("loss", issue.id)
        before = crowd.cost.get(issue.id, 0)
        if cost != before:
            crowd.cost[issue.id] = cost
            state.effects.append(Effect(minute, COST, before - cost, stream_id(issue.id), None))
        if issue.id not in state.hot and volume(state, issue.id, minute) >= issue.hot:
            state.hot[issue.id] = minute
            come_up(state, issue.id, minute)
    alerts.watch(state, minute)
