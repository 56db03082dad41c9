"""Drills and helpers that the tests of this room share."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from practicum.drill import load_scenario, replay
from practicum.drill.score import finished, score_state
from practicum.evidence import Decision


@pytest.fixture(scope="session")
def d01():
    """The first shift."""
    return load_scenario("d01-first-shift")


@pytest.fixture(scope="session")
def committee():
    """The Monday committee."""
    return load_scenario("monday-committee")


@pytest.fixture(scope="session")
def leak():
    """A small drill that uses every part of the format once."""
    return load_scenario(Path(__file__).parent / "scenarios" / "leak")


def _changed(scenario, **fields):
    return replace(scenario, structure=scenario.structure.model_copy(update=fields))


def _decided(*rows):
    return tuple(Decision(n, minute, action, args) for n, (minute, action, args) in enumerate(rows, start=1))


def _played(scenario, seed, decisions, **options):
    state = finished(replay(scenario, seed, decisions, **options))
    return state, score_state(state)


def _fingerprint(state):
    return {
        "threads": [
            [
                t.id,
                t.minute,
                [[m.id, m.minute, m.author, m.likes, m.shares] for m in t.messages],
                t.topic,
                t.watched,
            ]
            for t in state.threads.values()
        ],
        "effects": [[e.minute, e.coefficient, e.amount, e.thread, e.act] for e in state.effects],
        "acts": [[a.n, a.start, a.end, a.action, a.thread] for a in state.acts],
        "alerts": [[a.minute, a.count, a.usual] for a in state.alerts],
    }


@pytest.fixture(scope="session")
def kit():
    """Small helpers: `changed`: the same drill with other values in its structure; `decided`: decisions from
    rows of (minute, action, arguments); `played`: finished state and score of decisions; `fingerprint`:
    everything that draws and decisions determine, without the words."""
    return SimpleNamespace(changed=_changed, decided=_decided, played=_played, fingerprint=_fingerprint)
