"""Does any log, however wrong, end in a verdict or a sentence and never in a traceback?"""

from __future__ import annotations

import copy
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practicum.drill import debrief, play, replay, score
from practicum.drill.catalogue import ACTIONS
from practicum.errors import PracticumError
from practicum.evidence import Decision

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=5,
)
threads = st.sampled_from(
    ["trolley", "freezer", "gus", "price", "goat-park", "two-rates", "video", "echo", ""]
)
names = st.sampled_from(
    [
        "thread",
        "posture",
        "parts",
        "text",
        "to",
        "evidence",
        "topic",
        "severity",
        "reason",
        "option",
        "minutes",
    ]
)
fitting = st.sampled_from(
    [
        "inform",
        "reassure",
        "weak-signal",
        "3",
        "quality",
        "service",
        "insult",
        "not-us",
        "a",
        ["post"],
        ["known"],
        5,
        400,
    ]
)
decisions = st.lists(
    st.builds(
        Decision,
        n=st.integers(1, 99),
        minute=st.integers(0, 480),
        action=st.sampled_from([*ACTIONS, "wait", "next", "fly"]),
        args=st.dictionaries(names, fitting | json_values | threads, max_size=5).flatmap(
            lambda args: st.one_of(st.just(args), threads.map(lambda thread: {**args, "thread": thread}))
        ),
        confidence=st.none() | st.integers(-5, 120),
    ),
    max_size=12,
).map(lambda found: sorted(found, key=lambda decision: decision.minute))


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(log=decisions, strict=st.booleans())
def test_any_list_of_decisions_is_a_verdict_or_a_sentence(d01, committee, log, strict):
    for drill in (d01, committee):
        try:
            replay(drill, "practice-1", log, skip_impossible=not strict)
        except PracticumError as error:
            sentence = error.problem
        else:
            sentence = ""
        if sentence:
            assert strict
            continue
        if strict:
            assert 0 <= score(drill, "practice-1", log).total <= 100


def damaged(log, rng):
    """Drop, double, swap or alter a few decisions of a log."""
    log = [copy.deepcopy(decision) for decision in log]
    for _ in range(rng.randint(1, 4)):
        n = rng.randrange(len(log))
        kind = rng.choice(["drop", "double", "swap", "minute", "field", "action"])
        one = log[n]
        if kind == "drop" and len(log) > 1:
            del log[n]
        elif kind == "double":
            log.insert(n, one)
        elif kind == "swap":
            m = rng.randrange(len(log))
            log[n], log[m] = log[m], log[n]
        elif kind == "minute":
            log[n] = Decision(one.n, rng.randint(-5, 600), one.action, one.args)
        elif kind == "field" and one.args:
            key = rng.choice(list(one.args))
            log[n] = Decision(
                one.n, one.minute, one.action, {**one.args, key: rng.choice([None, 3, "x", [], {"a": 1}])}
            )
        elif kind == "action":
            log[n] = Decision(one.n, one.minute, rng.choice([*ACTIONS, "sing"]), one.args)
    return log


@pytest.mark.parametrize("policy", ["reference", "random"])
def test_damaged_logs_of_whole_runs_are_a_verdict_or_a_sentence(d01, policy):
    rng = random.Random(policy)  # noqa: S311 - a test's own choice of damage, not a draw of the engine
    whole = play(d01, "assessed-03", policy)
    verdicts, sentences = 0, set()
    for n in range(300):
        log = damaged(whole, rng)
        try:
            total = score(d01, "assessed-03", log).total
        except PracticumError as error:
            sentences.add(error.problem)
            continue
        verdicts += 1
        assert 0 <= total <= 100
        if n % 25 == 0:
            debrief(d01, "assessed-03", log).to_json()
    assert verdicts
    assert all("Decision" in sentence for sentence in sentences)
