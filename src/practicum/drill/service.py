"""The queue behind the desk, as the desk sees it: the community's customer service, fed with its acts.

A post of the house on the service's issue keeps some people from asking. Those who lose patience complain in
public, and others hear of it: that feeds the issue.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median_low
from typing import TYPE_CHECKING, Any

from practicum.drill.community import TICK
from practicum.drill.community.service import Desk, Service
from practicum.drill.course import Course

if TYPE_CHECKING:
    from practicum.drill.load import Scenario
    from practicum.drill.state import State

_HOUR = 60
_ALL = 100


@dataclass
class Queue:
    """Customer service with what has become of those who lost patience.

    Attributes:
        service: The model, with its record.
        staff: People who answer.
        told: Minute up to which complaints in public have fed the issue.
    """

    service: Course
    staff: int
    told: int = 0


def begin(scenario: Scenario, seed: str) -> Queue | None:
    """Return the queue at the beginning, or None when there is none behind this desk."""
    row = scenario.structure.service
    if row is None:
        return None
    desk = Desk(row.arrivals, row.staff, row.minutes, row.rush, row.times)
    length = scenario.structure.length
    service = Service(seed, desk, scenario.coefficients, scenario.start, length)
    return Queue(Course(service), row.staff)


def advance(state: State, to: int) -> None:
    """Let people come and be answered until a minute, that one included; complaints are heard every five."""
    queue = state.service
    if queue is None:
        return
    while queue.told + TICK <= to:
        queue.told += TICK
        queue.service.advance(queue.told)
        _hear(state, queue)
    queue.service.advance(to)


def status_post(state: State, issue: str) -> None:
    """Let a post of the house answer what people would have asked."""
    row = state.scenario.structure.service
    if state.service is not None and row is not None and row.issue and row.issue == issue:
        state.service.service.tell(state.minute, "act", "status")


def move_people(state: State, how: str) -> None:
    """Bring people in or let them go, by the share that the table names; one person stays at least."""
    row = state.scenario.structure.service
    if state.service is None or row is None:
        return
    step = max(1, row.staff * state.scenario.coefficients["service-staff"] // _ALL)
    state.service.staff = max(1, state.service.staff + (step if how == "more" else -step))
    state.service.service.tell(state.minute, "act", "staff", state.service.staff)


def service_json(state: State) -> dict[str, Any] | None:
    """Return what the desk shows of the queue; None without one."""
    if state.service is None:
        return None
    service = state.service.service
    lately = [
        one.taken - one.arrived
        for one in service.requests
        if one.taken is not None and one.taken > state.minute - _HOUR
    ]
    return {
        "waiting": service.waiting(),
        "answered": sum(one.answered is not None for one in service.requests),
        "complained": service.escalated(-1, state.minute),
        "median_wait": median_low(lately) if lately else 0,
        "staff": service.staff,
    }


def _hear(state: State, queue: Queue) -> None:
    row = state.scenario.structure.service
    gone = queue.service.between("escalated", queue.told - TICK, queue.told)
    if gone and row is not None and row.issue is not None and state.crowd is not None:
        reach = gone * state.scenario.coefficients["service-told"]
        name = f"service/{queue.told}"
        state.crowd.community.tell(queue.told, "seed", row.issue, queue.told, reach, name=name)
