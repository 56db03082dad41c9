"""The community of one run: all issues, seen as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from practicum.drill.community.effects import effects
from practicum.drill.community.issue import Issue
from practicum.drill.community.kernel import kernel
from practicum.drill.community.marks import lognormal
from practicum.drill.community.plan import KINDS, SEGMENTS, TONES
from practicum.drill.community.spread import Laws
from practicum.drill.community.tables import exponential
from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practicum.drill.community.plan import IssuePlan, Post

TICK = 5
"""Minutes after which reputation, responsibility by silence and doubt are settled."""

START = 10_000
"""The index before anything happens, in hundredths of a point."""

WEEKS = 14 * 24 * 60


class Community:
    """A crowd that talks about some issues, and what it makes of the house.

    Every draw is keyed by seed, issue and place in the tree of posts. An act on one issue moves no draw of
    another, and within an issue a post that happens in two runs is the same post in both.

    Args:
        seed: Seed of the run.
        issues: What may be talked of.
        coefficients: The table, by name; rows of the part `community` must be there.
        start_minute_of_day: Minutes from midnight to minute 0, local time.
        horizon: Minute after which nothing is looked at.
    """

    def __init__(
        self,
        seed: str,
        issues: Sequence[IssuePlan],
        coefficients: Mapping[str, int],
        start_minute_of_day: int,
        *,
        horizon: int = WEEKS,
    ) -> None:
        laws = laws_of(coefficients, start_minute_of_day, horizon)
        public = max((plan.audience for plan in issues), default=1)
        self._mean_reach = laws.reach.mean
        self._carry = coefficients["statement-carry"]
        self._issues = {plan.id: Issue(seed, plan, coefficients, laws, public) for plan in issues}
        self._minute = 0
        self._settled = 0

    @property
    def minute(self) -> int:
        """Minute until which time has passed."""
        return self._minute

    @property
    def index(self) -> int:
        """Reputation in hundredths of a point; `START` before anything happens."""
        return max(0, START - sum(issue.reputation.loss for issue in self._issues.values()))

    def advance(self, to: int) -> None:
        """Let time pass to a minute, that one included. In one go or in many makes no difference."""
        while self._settled + TICK <= to:
            self._settled += TICK
            for issue in self._issues.values():
                issue.tick(self._settled, TICK)
        for issue in self._issues.values():
            issue.spread.advance(to)
        self._minute = max(self._minute, to)

    def seed(  # noqa: PLR0913  each fact about it has a name
        self,
        issue: str,
        minute: int,
        reach: int,
        segment: str = "customers",
        *,
        tone: str = "criticism",
        name: str = "",
    ) -> None:
        """Let people see something on the desk: it feeds its issue from the next minute on.

        Args:
            issue: Id of the issue.
            minute: When, now or later.
            reach: How many people see it.
            segment: Who said it.
            tone: What it sounds like.
            name: What its draws are keyed by, such as the id of its message. Without one they are keyed by
                the minute and by how many of that minute came before.

        Raises:
            PracticumError: No issue, segment or tone has that name.
        """
        for given, known in ((segment, SEGMENTS), (tone, TONES)):
            if given not in known:
                raise PracticumError(
                    _("Nobody in the crowd is '{name}'.").format(name=given),
                    next_step=_("Names that it knows: {list}.").format(list=", ".join(known)),
                )
        self._issue(issue).see(name, minute, reach, segment, tone)

    def act(self, issue: str, minute: int, kind: str, **facts: Any) -> None:
        """Let an act of the house on an issue work from the next minute on.

        Args:
            issue: Id of the issue.
            minute: When it takes effect; time passes to it.
            kind: A row of `effects.yaml`.
            facts: What is so about it. `posture`: a posture; `parts`: what it says; `text`: its words, to see
                whether they are repeated; `reach`: how many people see it; `public`, `human`, `promoting`,
                `first`, `myth`: True or False.

        Raises:
            PracticumError: No act or no issue has that name.
        """
        if kind not in effects().acts:
            raise PracticumError(
                _("The community knows no act '{kind}'.").format(kind=kind),
                next_step=_("Acts that it knows: {list}.").format(list=", ".join(effects().acts)),
            )
        about = self._issue(issue)
        self.advance(minute)
        about.act(minute, kind, facts)
        if heard := facts.get("reach", 0) * self._carry // 100:
            about.see(f"act/{minute}/{kind}", minute, heard, "fans", "question")

    def turn(self, issue: str, minute: int, kind: str, responsibility: int) -> None:
        """Let an issue become another kind of matter, such as an accident that could have been foreseen.

        Args:
            issue: Id of the issue.
            minute: When; time passes to it.
            kind: What it is from then on.
            responsibility: What the crowd holds the house responsible for from then on, 0 to 100.
        """
        if kind not in KINDS:
            raise PracticumError(
                _("No issue is of the kind '{kind}'.").format(kind=kind),
                next_step=_("Kinds: {list}.").format(list=", ".join(KINDS)),
            )
        self.advance(minute)
        self._issue(issue).turn(kind, responsibility)

    def volume(self, issue: str, since: int, until: int) -> int:
        """Return how many posts of the crowd came after `since`, until `until` included."""
        return self._issue(issue).volume(since, until)

    def posts(self, issue: str, since: int = 0) -> list[Post]:
        """Return an issue's posts in order, from the n-th on."""
        return self._issue(issue).posts(since)

    def minutes(self, issue: str, since: int = 0) -> list[int]:
        """Return the minutes of an issue's posts in order, from the n-th on: cheaper than the posts."""
        return self._issue(issue).spread.minutes[since:]

    def responsibility(self, issue: str) -> int:
        """Return how far the crowd holds the house responsible, per ten thousand."""
        return self._issue(issue).reputation.responsibility

    def loss(self, issue: str) -> int:
        """Return what an issue costs the house now, in hundredths of a point."""
        return self._issue(issue).reputation.loss

    def fit(self, issue: str) -> int:
        """Return how well what the house said fits, from -10,000 to 10,000; 0 if it said nothing."""
        return self._issue(issue).reputation.fit

    def reached(self, issue: str) -> int:
        """Return how many people have heard of an issue."""
        return self._issue(issue).spread.reached

    def n_hat(self, issue: str) -> int:
        """Return the present branching ratio in ten-thousandths: reshares that one reshare brings."""
        return self._issue(issue).n_hat(self._minute, self._mean_reach)

    def hot(self, issue: str) -> bool:
        """Say whether the last hour's posts make it hot."""
        about = self._issue(issue)
        return about.volume(self._minute - 60, self._minute) >= about.plan.hot

    def disposition(self, issue: str) -> dict[str, int]:
        """Return the disposition of each segment towards the house in this matter, from -100 to 100."""
        return dict(self._issue(issue).crowd.disposition)

    def sceptics(self, issue: str) -> tuple[int, int, int]:
        """Return how many people are exposed to a rumour, share it, doubt it; zeros without a rumour."""
        rumour = self._issue(issue).rumour
        return (rumour.exposed, rumour.sharers, rumour.sceptics) if rumour else (0, 0, 0)

    def _issue(self, name: str) -> Issue:
        if name not in self._issues:
            raise PracticumError(
                _("There is no issue '{name}'.").format(name=name),
                next_step=_("Issues: {list}.").format(list=", ".join(self._issues)),
            )
        return self._issues[name]


def laws_of(coefficients: Mapping[str, int], start: int, horizon: int) -> Laws:
    """Return what all issues of a run share: tables made from the coefficients."""
    hours = [coefficients[f"hour-{hour:02d}"] for hour in range(24)]
    spread = coefficients["pull-sd"]
    return Laws(
        delay=kernel(coefficients["kernel-theta"], tuple(coefficients[f"lag-{n}"] for n in range(1, 6))),
        reach=lognormal(coefficients["reach-mean"], coefficients["reach-sd"]),
        pull=lognormal(-spread * spread // 200, spread, 1_000),
        gap=exponential(),
        hours=tuple(24_000 * hour // sum(hours) for hour in hours),
        start=start,
        most=coefficients["spread-most"],
        least=coefficients["spread-least"],
        horizon=horizon,
    )
