"""The queue behind the desk: people who write to customer service, wait, lose patience and write again.

Requests come by the hour of the day, more of them in an incident and fewer once a status post answers
the question. A fixed number of people answer, each request takes its minutes. Who waits longer than an
hour grows likelier to complain in public with every further ten minutes, and sometimes writes a second
time.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from practicum.drill.community.arrivals import arrivals, at_hour, profile
from practicum.drill.draws import draw

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HOUR = 60
_STEP = 10  # minutes between two looks at a person's patience
_WHOLE = 10_000
_NAMES = 100_000  # more than anyone will ever get in a minute


@dataclass(frozen=True, slots=True)
class Desk:
    """What a service desk is like.

    Attributes:
        arrivals: Requests in a usual hour.
        staff: People who answer.
        minutes: Minutes that a request takes on average.
        rush: Minutes between which more requests come, or None.
        times: How many more, in percent.
    """

    arrivals: int
    staff: int
    minutes: int
    rush: tuple[int, int] | None = None
    times: int = 100


@dataclass(slots=True)
class Request:
    """A person who wrote.

    Attributes:
        n: Their number; draws are keyed by it.
        arrived: When.
        taken: When somebody began to answer, or None.
        answered: When the answer was there, or None.
        escalated: When they complained in public, or None.
        again: They are someone who had written before.
    """

    n: int
    arrived: int
    taken: int | None = None
    answered: int | None = None
    escalated: int | None = None
    again: bool = False


class Service:
    """The queue of one run.

    Args:
        seed: Seed of the run.
        desk: What the desk is like.
        coefficients: The table.
        start: Minutes from midnight to minute 0.
        length: Length of the run in minutes.
    """

    def __init__(
        self, seed: str, desk: Desk, coefficients: Mapping[str, int], start: int, length: int
    ) -> None:
        self._seed = seed
        self._desk = desk
        self._coefficients = coefficients
        self._hours = profile(tuple(coefficients[f"hour-{hour:02d}"] for hour in range(24)))
        self._start = start
        self._status: int | None = None
        self.minute = -1
        self.staff = desk.staff
        self.requests: list[Request] = []
        self._queue: list[Request] = []
        self._busy: list[tuple[int, int, Request]] = []
        self._returning: dict[int, int] = {}
        self._coming: dict[int, int] = {}
        for minute in arrivals(seed, "service", self._most, length):
            self._coming[minute] = self._coming.get(minute, 0) + 1

    def act(self, kind: str, number: int = 0) -> None:
        """Let an act of the house work from the next minute on.

        Args:
            kind: `status`: a status post stands; `staff`: so many people answer from now on.
            number: How many, for `staff`.
        """
        if kind == "status" and self._status is None:
            self._status = self.minute
        elif kind == "staff":
            self.staff = number

    def advance(self, to: int) -> None:
        """Let time pass to a minute, that one included."""
        while self.minute < to:
            self.minute += 1
            self._finish()
            self._arrive()
            self._wait()
            self._take()

    def waiting(self) -> int:
        """Return how many people wait for somebody to begin."""
        return len(self._queue)

    def present(self) -> int:
        """Return how many people wait or are being answered."""
        return len(self._queue) + len(self._busy)

    def escalated(self, since: int, until: int) -> int:
        """Return how many people complained in public after one minute and until another."""
        return sum(since < one.escalated <= until for one in self.requests if one.escalated is not None)

    def _most(self, minute: int) -> int:
        """Return thousandths of a request in a minute, before any status post."""
        desk = self._desk
        usual = desk.arrivals * at_hour(self._hours, self._start, minute) // _HOUR
        rush = desk.rush is not None and desk.rush[0] <= minute < desk.rush[1]
        return usual * desk.times // 100 if rush else usual

    def _arrive(self) -> None:
        for k in range(self._coming.get(self.minute, 0)):
            if self._status is not None and self.minute > self._status:
                # The same person would have written: the draw is theirs, so only some stay away.
                spared = draw(self._seed, "spared", str(self.minute), k, 100)
                if spared < self._coefficients["service-status"]:
                    continue
            self._join(Request(self.minute * _NAMES + k, self.minute))
        for k in range(self._returning.pop(self.minute, 0)):
            self._join(Request(self.minute * _NAMES + _NAMES // 2 + k, self.minute, again=True))

    def _join(self, request: Request) -> None:
        self.requests.append(request)
        self._queue.append(request)

    def _wait(self) -> None:
        """Let those who wait decide, every ten minutes of their waiting, whether they have had enough."""
        for request in self._queue:
            waited = self.minute - request.arrived
            if not waited or waited % _STEP or request.escalated is not None:
                continue
            name = str(request.n)
            if draw(self._seed, "patience", name, waited, _WHOLE) < self._hazard(waited):
                request.escalated = self.minute
            elif not request.again and waited >= _HOUR:
                chance = self._coefficients["service-again"]
                if draw(self._seed, "again", name, waited, _WHOLE) < chance:
                    self._returning[self.minute + 1] = self._returning.get(self.minute + 1, 0) + 1

    def _hazard(self, waited: int) -> int:
        """Return the chance of losing patience in these ten minutes, per ten thousand."""
        base, rise = self._coefficients["patience-base"], self._coefficients["patience-rise"]
        late = max(0, waited - _HOUR) // _STEP
        return min(_WHOLE, base + rise * late)

    def _take(self) -> None:
        """Begin with those who have waited longest, as far as people are free."""
        free = self.staff - len(self._busy)
        for request in self._queue[: max(0, free)]:
            request.taken = self.minute
            # Handling times spread evenly from half to one and a half times their mean.
            half = self._desk.minutes // 2
            spread = draw(self._seed, "handling", str(request.n), 0, 2 * half + 1)
            heappush(self._busy, (self.minute + self._desk.minutes - half + spread, request.n, request))
        del self._queue[: max(0, free)]

    def _finish(self) -> None:
        while self._busy and self._busy[0][0] <= self.minute:
            _when, _n, request = heappop(self._busy)
            request.answered = self.minute


def goodwill(coefficients: Mapping[str, int], minutes: int) -> int:
    """Return what an answer after some minutes is worth, in hundredths of a point.

    The curve falls in straight lines between three sourced times: 6, 20 and 60 minutes.
    """
    points = (
        (6, coefficients["goodwill-6"]),
        (20, coefficients["goodwill-20"]),
        (60, coefficients["goodwill-60"]),
        (240, 0),
    )
    return _between(points, minutes)


def _between(points: Sequence[tuple[int, int]], at: int) -> int:
    before, worth = points[0]
    for minute, value in points:
        if at <= minute:
            return value + (worth - value) * (minute - at) // max(1, minute - before)
        before, worth = minute, value
    return worth
