"""What the tests of the community share."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from practicum.drill.community import Community, IssuePlan, values

CROWD = {"customers": 60, "fans": 15, "activists": 12, "staff": 3, "press": 2, "trolls": 8}


@pytest.fixture(scope="session")
def table():
    """The coefficients."""
    return values()


@pytest.fixture(scope="session")
def kit(table):
    """Small helpers: `plan`: an issue; `run`: a community of issues, seeded and played to an end."""

    def plan(name="matter", kind="accident", responsibility=45, **more):
        return IssuePlan(name, kind, responsibility, **{"audience": 200_000, "segments": CROWD, **more})

    def run(*plans, seed="s", acts=(), until=1_440, coefficients=None, reach=20_000):
        community = Community(seed, plans, coefficients or table, 540, horizon=4_320)
        for one in plans:
            for n in range(3):
                community.seed(one.id, 20 * n, reach, name=f"m{n}")
        for minute, issue, kind, facts in acts:
            community.act(issue, minute, kind, **facts)
        community.advance(until)
        return community

    return SimpleNamespace(plan=plan, run=run)
