"""Facts 23 to 25: queues, patience, rules and raids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill.community.facts import Fact, within
from practicum.drill.community.raid import Raid, complies, newcomers
from practicum.drill.community.service import Desk, Service, goodwill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_EIGHT_HOURS = 480
_NINE = 9 * 60
_PEOPLE = 20_000


def service_facts(coefficients: Mapping[str, int], seeds: int = 20) -> Iterator[Fact]:
    """Yield facts 23 to 25.

    Args:
        coefficients: The table.
        seeds: Runs behind each figure.
    """
    yield patience_fact(coefficients, seeds)
    yield little_fact(coefficients, seeds)
    yield rules_fact(coefficients)
    yield raid_fact(coefficients, seeds)


def patience_fact(coefficients: Mapping[str, int], seeds: int) -> Fact:
    """Return how likely a person who still waits is to complain in the first, second, third hour."""
    lost, waited = [0, 0, 0], [0, 0, 0]
    for n in range(seeds):
        service = Service(f"patience-{n}", Desk(60, 0, 6), coefficients, _NINE, 60)
        service.advance(240)
        for request in service.requests:
            end = 240 if request.escalated is None else request.escalated
            for hour in range(3):
                if end > request.arrived + 60 * hour:
                    waited[hour] += 1
                    lost[hour] += request.escalated is not None and end <= request.arrived + 60 * hour + 60
    share = [bad / people for bad, people in zip(lost, waited, strict=True)]
    early, late = goodwill(coefficients, 5), goodwill(coefficients, 61)
    return within(
        "23 share of those waiting who complain in hour 2 over hour 1, 3 over 2; goodwill at 5 min over 61",
        {
            "2 over 1": (share[1] / share[0], 1.2, 100),
            "3 over 2": (share[2] / share[1], 1.2, 100),
            "goodwill": (early / max(1, late), 2, 1_000),
        },
    )


def little_fact(coefficients: Mapping[str, int], seeds: int) -> Fact:
    """Return Little's law on the log: people present over arrivals a minute times minutes spent."""
    present = spent = 0
    for n in range(seeds):
        service = Service(f"little-{n}", Desk(30, 5, 6), coefficients, _NINE, _EIGHT_HOURS)
        for minute in range(_EIGHT_HOURS + 240):
            service.advance(minute)
            present += service.present()
        spent += sum(one.answered - one.arrived for one in service.requests if one.answered is not None)
    return within(
        "24 full staffing: people present over arrivals times time spent",
        {"ratio": (present / spent, 0.95, 1.05)},
    )


def rules_fact(coefficients: Mapping[str, int]) -> Fact:
    """Return what rules on top of a thread change, in points of percent and in newcomers."""
    plain, ruled = (
        sum(complies("rules", coefficients, str(n), rules=rules) for n in range(_PEOPLE))
        for rules in (False, True)
    )
    more = newcomers(coefficients, 100, rules=True) / newcomers(coefficients, 100, rules=False)
    return within(
        "25 rules on top: newcomers who comply, in points; newcomers over before",
        {"points": (100 * (ruled - plain) / _PEOPLE, 5, 11), "newcomers": (more, 1.01, 2)},
    )


def raid_fact(coefficients: Mapping[str, int], seeds: int) -> Fact:
    """Return what a followers-only chat keeps out, of raiders and of regulars."""
    seen = {False: [0, 0], True: [0, 0]}
    for n in range(seeds):
        for limited, counts in seen.items():
            raid = Raid(f"raid-{n}", coefficients, begins=0, bots=40, raiders=15, regulars=5)
            raid.advance(1)
            if limited:
                raid.limit("followers-only")
            raid.advance(60)
            counts[0] += raid.count("bot", 1, 60) + raid.count("raider", 1, 60)
            counts[1] += raid.count("regular", 1, 60)
    return within(
        "25b followers only: lines of the raid kept out; lines of regulars kept out",
        {
            "raid": (1 - seen[True][0] / seen[False][0], 0.8, 1),
            "regulars": (1 - seen[True][1] / seen[False][1], 0.02, 0.5),
        },
    )
