"""The queue behind the desk: people who write to customer service, in the order in which they came.

Arrivals are drawn minute by minute and do not depend on what the desk does, except that a post of the house
on the issue keeps a share of them from asking: that share, too, is drawn once for each person. Whoever waits
longer than their patience leaves, and tells others.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from heapq import heappop, heappush
from statistics import median_low
from typing import TYPE_CHECKING

from practicum.drill.draws import draw
from practicum.drill.patience import patience

if TYPE_CHECKING:
    from practicum.drill.schema_issue import Service
    from practicum.drill.state import State

_HOUR = 60
_SCALE = 100 * _HOUR
_NOISE = 50  # percent by which a minute's arrivals may lie below or above their mean
_ALL = 100


@dataclass
class Queue:
    """Customer service at a minute.

    Attributes:
        staff: People who answer now.
        minute: Minute until which it has run.
        came: Requests so far.
        kept: People whom a post of the house kept from asking.
        waiting: Minute of arrival and minute at which patience ends, first come first.
        busy: Minutes at which those who answer are free again.
        waits: Minutes that each answered request waited, with the minute of its answer.
        left: Minutes at which somebody gave up.
    """

    staff: int
    minute: int = 0
    came: int = 0
    kept: int = 0
    waiting: deque[tuple[int, int]] = field(default_factory=deque)
    busy: list[int] = field(default_factory=list)
    waits: list[tuple[int, int]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)

    @property
    def median_wait(self) -> int:
        """Median minutes that those answered in the last hour had waited; 0 when nobody was."""
        lately = [wait for minute, wait in self.waits if minute > self.minute - _HOUR]
        return median_low(lately) if lately else 0


def begin(service: Service | None) -> Queue | None:
    """Return the queue at minute 0, or None when there is none behind this desk."""
    return None if service is None else Queue(service.staff)


def advance(state: State, to: int) -> None:
    """Let people come and be answered until a minute, that one included."""
    queue, service = state.service, state.scenario.structure.service
    if queue is None or service is None:
        return
    told = _told(state, service)
    while queue.minute < to:
        queue.minute += 1
        _arrive(state, queue, service, told)
        _give_up(state, queue, service)
        _answer(queue, service)


def move_people(state: State, how: str) -> None:
    """Bring people in or let them go, by the share that the table names; one person stays at least."""
    queue, service = state.service, state.scenario.structure.service
    if queue is None or service is None:
        return
    step = max(1, service.staff * state.scenario.coefficients["service-staff"] // _ALL)
    queue.staff = max(1, queue.staff + (step if how == "more" else -step))


def _arrive(state: State, queue: Queue, service: Service, told: int) -> None:
    minute, seed = queue.minute, state.seed
    rush = service.rush is not None and service.rush[0] <= minute <= service.rush[1]
    mean = service.arrivals * (service.times if rush else _ALL)
    part, noise = divmod(draw(seed, "service", "minute", minute, _SCALE * (2 * _NOISE + 1)), 2 * _NOISE + 1)
    scaled = mean * (_ALL - _NOISE + noise) // _ALL
    count = scaled // _SCALE + (part < scaled % _SCALE)
    for number in range(count):
        person = f"{minute}/{number}"
        if told and draw(seed, "service:asks", person, 0, _ALL) < told:
            queue.kept += 1
            continue
        queue.came += 1
        queue.waiting.append((minute, minute + patience(state.scenario, seed, f"service/{person}")))


def _told(state: State, service: Service) -> int:
    """Return the share of people, in percent, whom a post of the house on the issue keeps from asking."""
    if service.issue is None:
        return 0
    said = any(act.action == "post" and act.fields.get("issue") == service.issue for act in state.acts)
    return state.scenario.coefficients["service-status"] if said else 0


def _give_up(state: State, queue: Queue, service: Service) -> None:
    gone = sum(1 for _came, until in queue.waiting if until <= queue.minute)
    if not gone:
        return
    queue.waiting = deque(person for person in queue.waiting if person[1] > queue.minute)
    queue.left.extend([queue.minute] * gone)
    if service.issue is not None and state.crowd is not None:
        reach = gone * state.scenario.coefficients["service-told"]
        state.crowd.community.seed(service.issue, queue.minute, reach, name=f"service/{queue.minute}")


def _answer(queue: Queue, service: Service) -> None:
    while queue.busy and queue.busy[0] <= queue.minute:
        heappop(queue.busy)
    while queue.waiting and len(queue.busy) < queue.staff:
        came, _patience = queue.waiting.popleft()
        queue.waits.append((queue.minute, queue.minute - came))
        heappush(queue.busy, queue.minute + service.minutes)
