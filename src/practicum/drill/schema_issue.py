"""What a scenario may say about the crowd and the house: issues that spread, facts, plans, service."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from practicum.drill.schema import Condition, Minute, Percent, Segment, Slug, Strict, Window

IssueKind = Literal["everyday", "service", "challenge", "rumour", "accident", "preventable", "raid"]


class Seed(Strict):
    """Something that makes an issue known from outside, apart from the threads that belong to it.

    Attributes:
        id: Draws are keyed by it.
        when: Minute, fixed or drawn.
        reach: How many people see it.
        segment: Who they are.
        needs: All must hold at its minute.
        unless: None may hold at its minute.
    """

    id: Slug
    when: Window
    reach: Annotated[int, Field(ge=1, le=10_000_000)]
    segment: Segment = "customers"
    needs: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()


class Turn(Strict):
    """A moment at which an issue changes its kind, such as an accident that could have been foreseen.

    Attributes:
        when: Minute, fixed or drawn.
        kind: What it is from then on.
        responsibility: What the crowd holds the house responsible for from then on, in percent.
        needs: All must hold at its minute.
        unless: None may hold at its minute.
    """

    when: Window
    kind: IssueKind
    responsibility: Percent
    needs: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()


class Issue(Strict):
    """A matter that the crowd talks about, driven by the community model.

    Attributes:
        id: Its name; draws are keyed by it.
        platform: Where its posts stand on the desk, as one stream.
        kind: The cluster of situational crisis communication theory, or everyday talk, service, a raid.
        responsibility: What the crowd holds the house responsible for at the start, in percent.
        audience: How many people it can reach at all.
        infectiousness: Reshares per 100,000 people who see a post.
        ageing: Minutes after which interest has fallen to 37 %.
        heat: Moral and emotional words in it, 0 to 3.
        vivid: A picture or a video carries it.
        false: It is not true.
        segments: Share of each segment in percent; they sum to 100.
        shown: At most so many of its posts are shown on the desk; all are counted.
        hot: Posts in an hour from which it counts as hot.
        seeds: What makes it known besides its threads.
        turns: Moments at which it changes its kind.
        level: Escalation level that it calls for, 0 to 3, with `within`.
        within: Minutes from its first thread, seed or turn to that level for full marks.
    """

    id: Slug
    platform: Slug
    kind: IssueKind = "everyday"
    responsibility: Percent = 0
    audience: Annotated[int, Field(ge=1, le=50_000_000)]
    infectiousness: Annotated[int, Field(ge=0, le=5_000)] = 120
    ageing: Annotated[int, Field(ge=10, le=20_000)] = 5_760
    heat: Annotated[int, Field(ge=0, le=3)] = 0
    vivid: bool = False
    false: bool = False
    segments: dict[Segment, Percent]
    shown: Annotated[int, Field(ge=0, le=500)] = 60
    hot: Annotated[int, Field(ge=1, le=100_000)] = 30
    seeds: tuple[Seed, ...] = ()
    turns: tuple[Turn, ...] = ()
    level: Annotated[int, Field(ge=0, le=3)] = 0
    within: Minute = 30


class Fact(Strict):
    """Something that may be stated once it is known, by those who may say it.

    A reply, a private message, a post or an update names the facts that it states. Stated before it is
    known, a fact counts as unverified, whether or not it proves true.

    Attributes:
        id: Its name; its sentence stands in the words.
        known: All must hold before it is known; empty means from the start.
        by: `desk` may say it alone; otherwise one of these colleagues must have signed it off.
        safety: Someone may act on it: stating it unverified is a critical error.
        true: Whether it is true at all. A false fact never becomes known.
    """

    id: Slug
    known: tuple[Condition, ...] = ()
    by: tuple[Slug, ...] = ("desk",)
    safety: bool = False
    true: bool = True


class Operation(Strict):
    """Something the house has set going: a scheduled post, an advertisement, a partner's campaign.

    Attributes:
        id: Its name; its text stands in the words.
        kind: What it is. A scheduled post goes out at `at`; an advertisement and a partner run from `at` on.
        platform: Where.
        at: Minute of the shift.
        issue: It clashes with this issue while that is hot.
        pause: Whether the desk should have it stopped by then. False means stopping it costs.
        effect: Coefficient that applies when it goes out, or runs on for an hour, while its issue is hot.
        within: Minutes, once the issue is hot, for full marks when `pause` is true.
    """

    id: Slug
    kind: Literal["scheduled", "ad", "partner"]
    platform: Slug
    at: Minute
    issue: Slug | None = None
    pause: bool = False
    effect: Slug | None = None
    within: Minute = 30


class Service(Strict):
    """The queue behind the desk: people who write to customer service, not to the feed.

    Attributes:
        arrivals: Requests in a usual hour.
        staff: People who answer.
        minutes: Minutes that one request takes.
        rush: Window in which arrivals are multiplied.
        times: By how much, in percent (600 is six times).
        issue: The issue whose status post keeps people from asking.
    """

    arrivals: Annotated[int, Field(ge=0, le=10_000)]
    staff: Annotated[int, Field(ge=1, le=500)]
    minutes: Annotated[int, Field(ge=1, le=240)]
    rush: tuple[Minute, Minute] | None = None
    times: Annotated[int, Field(ge=100, le=5_000)] = 100
    issue: Slug | None = None
