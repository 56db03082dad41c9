"""The state of a shift: what has come in and what the desk did. Only `world` and `acts` change it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from practicum.drill.cast import PlannedThread
    from practicum.drill.crowd import Crowd
    from practicum.drill.load import Scenario
    from practicum.drill.schema import Handling
    from practicum.drill.service import Queue

Side = Literal["public", "desk", "internal"]

DESK = "@desk"
"""Author of what the learner writes; no author of a scenario can be called so."""

FULL = 10_000
"""The index at the start, in hundredths of a point."""


@dataclass(frozen=True)
class Act:
    """A decision that was possible, with its place in time.

    Attributes:
        n: Number of the decision in its log, from 1.
        start: Minute at which it began: what was visible then is what it is judged on.
        end: Minute at which it took effect.
        action: Id of the action.
        thread: Id of its thread or of an issue's stream, or empty.
        fields: Its fields, all of them; `haste` is among them when the second look was skipped.
        confidence: How sure the learner was, in percent, or None.
        sentence: What it was, for the log.
    """

    n: int
    start: int
    end: int
    action: str
    thread: str
    fields: Mapping[str, Any]
    confidence: int | None
    sentence: str


@dataclass(frozen=True)
class Message:
    """A message on the desk.

    Attributes:
        id: Unique within its thread.
        side: Said by the public, by the desk, or inside the house.
        author: Id of an author or colleague, `DESK` for the learner, empty for the desk's tools.
        minute: When it came.
        text: The words.
        image: Description of its picture.
        likes: Likes.
        shares: Shares.
        facts: A colleague's answer that settles the matter.
        private: Said by one of the public to the desk alone.
    """

    id: str
    side: Side
    author: str
    minute: int
    text: str
    image: str = ""
    likes: int = 0
    shares: int = 0
    facts: bool = False
    private: bool = False


@dataclass(frozen=True)
class Phase:
    """A stretch of a thread in which one handling is acceptable.

    Attributes:
        thread: Id of the thread.
        message: Message that began it.
        minute: When it began.
        handling: What is acceptable from here on.
    """

    thread: str
    message: str
    minute: int
    handling: Handling


@dataclass(frozen=True)
class Effect:
    """One movement of the index.

    Attributes:
        minute: When.
        coefficient: By which coefficient.
        amount: Hundredths of a point.
        thread: On which thread, or empty.
        act: Number of the decision that caused it; None when it was time that did.
    """

    minute: int
    coefficient: str
    amount: int
    thread: str
    act: int | None


@dataclass(kw_only=True)
class Strand:
    """What a thread and the stream of an issue have in common.

    Attributes:
        messages: What was said so far, as far as the desk is shown it.
        acts: What the desk did here.
        read: Minute up to which the desk has read it.
        watched: On the watch list.
        muted: Its alerts are silent.
        limit: How comments are restricted, or empty.
        archived: A dated copy was kept.
    """

    messages: list[Message] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    read: int = -1
    watched: bool = False
    muted: bool = False
    limit: str = ""
    archived: bool = False


@dataclass
class Thread(Strand):
    """A thread that has appeared.

    Attributes:
        plan: Its row and its messages.
        minute: When it appeared.
        phases: Stretches with their own handling.
        topic: Its tag, or empty.
        severity: Severity of the tag.
        left: Left unanswered on purpose.
        chosen: Letter of the answer given, where answers are offered.
        hidden: Hidden or removed.
        settled: The last decision on it as a matter of moderation, such as `keep`, or empty.
        measures: What was done about its author, such as `warn`.
    """

    plan: PlannedThread
    minute: int
    phases: list[Phase] = field(default_factory=list)
    topic: str = ""
    severity: int | None = None
    left: bool = False
    chosen: str = ""
    hidden: bool = False
    settled: str = ""
    measures: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Id of the thread."""
        return self.plan.thread.id

    @property
    def phase(self) -> Phase:
        """The present phase."""
        return self.phases[-1]


@dataclass
class Stream(Strand):
    """The posts of the crowd about an issue, from the moment at which it comes up.

    Attributes:
        issue: The issue.
        minute: When it came up.
    """

    issue: str
    minute: int

    @property
    def id(self) -> str:
        """Id of the stream on the desk."""
        return stream_id(self.issue)


Talk = Thread | Stream
"""What an act may be about."""


def stream_id(issue: str) -> str:
    """Return the id under which an issue's stream stands on the desk."""
    return f"issue-{issue}"


@dataclass(frozen=True)
class Alert:
    """The volume passed its usual band, or an issue the number that the desk set.

    Attributes:
        id: Its name.
        minute: When.
        count: Mentions in the last hour.
        usual: The number that was passed.
        issue: The issue whose alert the desk set; empty for the whole volume.
    """

    id: str
    minute: int
    count: int
    usual: int
    issue: str = ""


@dataclass
class State:
    """Everything that is so at a minute of a run.

    Attributes:
        scenario: The drill.
        seed: Seed of the run.
        minute: Now.
        over: The shift has ended for the learner.
        threads: Threads that have appeared, by id.
        streams: Issues that have come up, by id of the issue.
        hot: Minute at which each issue first became hot.
        crowd: The community, or None without issues.
        service: Customer service, or None without one.
        acts: What the desk did.
        effects: What moved the index: coefficients, and the crowd every five minutes.
        alerts: When the volume left its band, or an issue passed the desk's number.
        risen: Issues, or empty for the whole volume, that have not calmed down since their last alert.
        alert_rules: Number of posts in an hour from which the desk wants to hear of an issue.
        mentions: Minutes of all mentions, authored and of the crowd, in order.
        agenda: What will happen: minute, kind, name, key, what.
        pending: Threads that wait for something to be said or done, by id.
        channel: Messages of the house that hang on no thread.
        thanks: Kind words that were noticed.
        status: What happened last, for the status line.
        closed: The whole shift has passed, and nothing can change any more.
        memo: What was worked out about a closed run, kept since marks ask for it again and again.
    """

    scenario: Scenario
    seed: str
    minute: int = 0
    over: bool = False
    threads: dict[str, Thread] = field(default_factory=dict)
    streams: dict[str, Stream] = field(default_factory=dict)
    hot: dict[str, int] = field(default_factory=dict)
    crowd: Crowd | None = None
    service: Queue | None = None
    acts: list[Act] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)
    risen: set[str] = field(default_factory=set)
    alert_rules: dict[str, int] = field(default_factory=dict)
    mentions: list[int] = field(default_factory=list)
    agenda: list[tuple[int, int, str, str, Any]] = field(default_factory=list)
    pending: dict[str, PlannedThread] = field(default_factory=dict)
    channel: list[Message] = field(default_factory=list)
    thanks: int = 0
    status: str = ""
    closed: bool = False
    memo: dict[tuple[str, str], int | None] = field(default_factory=dict, repr=False, compare=False)

    def remembered(self, key: tuple[str, str], found: Callable[[], int | None]) -> int | None:
        """Return what `found` finds; of a closed run it is worked out once and kept under the key."""
        if not self.closed:
            return found()
        if key not in self.memo:
            self.memo[key] = found()
        return self.memo[key]

    @property
    def index(self) -> int:
        """The index now, in hundredths of a point; good work may bring it above `FULL`."""
        return max(0, FULL + sum(effect.amount for effect in self.effects))
