"""Is every act taken out alone exactly the run that a whole replay without it gives?"""

from __future__ import annotations

import pytest

from practicum.drill import load_scenario, play, replay, score
from practicum.drill.fork import fork
from practicum.drill.score import finished, score_state
from practicum.drill.what_if import each_left_out
from practicum.evidence import Decision

POST = {
    "format": "status",
    "posture": "inform",
    "parts": ["known"],
    "text": "We are checking.",
    "issue": "leak",
}
LOG = [
    (15, "reply", {"thread": "nadia", "posture": "check", "parts": ["unknown"], "text": "We are checking."}),
    (20, "ask", {"thread": "nadia", "to": "quality", "text": "Which lots?"}),
    (30, "watch", {"thread": "nadia"}),
    (31, "pause", {"what": ["launch", "snack"]}),
    (66, "post", POST),
    (80, "staff", {"how": "more"}),
    (90, "level", {"level": "2", "text": "It grows."}),
    (95, "restrict", {"thread": "issue-leak", "how": "slow"}),
    (100, "convene", {"who": ["legal"], "text": "Please come."}),
    (110, "hide", {"thread": "tom", "reason": "spam"}),
    (
        130,
        "update",
        {"parts": ["known", "next-update"], "text": "Lot B7 only.", "facts": ["lot"]},
    ),
    (180, "resume", {"what": ["snack"]}),
    (300, "press", {"thread": "reporter", "posture": "inform", "parts": ["known"], "text": "Lot B7."}),
]


def everything(state, kit):
    """All that a run holds, the crowd's posts and the queue among it."""
    streams = {name: [(m.id, m.minute, m.text) for m in s.messages] for name, s in state.streams.items()}
    told = [
        kit.fingerprint(state), streams, state.mentions, state.hot, state.index,
        [(m.minute, m.author, m.text) for m in state.channel],
    ]  # fmt: skip
    if state.crowd is not None:
        told += [state.crowd.community.posts(issue.id) for issue in state.scenario.structure.issues]
        told += [state.crowd.community.reached(issue.id) for issue in state.scenario.structure.issues]
    if state.service is not None:
        told.append([(r.n, r.taken, r.escalated) for r in state.service.service.requests])
    return told


@pytest.fixture(scope="module")
def log():
    return tuple(Decision(n, minute, action, args) for n, (minute, action, args) in enumerate(LOG, start=1))


def test_every_act_left_out_is_the_replay_without_it(leak, log, kit):
    whole = finished(replay(leak, "practice-1", log))
    seen = []
    for decision, state in each_left_out(whole, log, lambda _decision: True):
        rest = [other for other in log if other.n != decision.n]
        again = finished(replay(leak, "practice-1", rest, skip_impossible=True))
        assert score_state(state).to_json() == score_state(again).to_json(), decision.action
        assert everything(state, kit) == everything(again, kit), decision.action
        seen.append(decision.n)
    assert seen == [decision.n for decision in log]
    assert everything(whole, kit) == everything(finished(replay(leak, "practice-1", log)), kit), "untouched"


@pytest.mark.parametrize("policy", ["reference", "random"])
@pytest.mark.parametrize("name", ["d01-first-shift", "monday-committee"])
def test_the_shipped_drills_agree_too(name, policy):
    drill = load_scenario(name)
    decisions = play(drill, "assessed-01", policy)
    whole = finished(replay(drill, "assessed-01", decisions))
    for decision, state in each_left_out(whole, decisions, lambda one: one.action not in {"wait", "next"}):
        rest = [other for other in decisions if other.n != decision.n]
        again = finished(replay(drill, "assessed-01", rest, skip_impossible=True))
        assert score_state(state).tenths == score_state(again).tenths
        assert state.effects == again.effects


def test_acts_that_tell_the_crowd_nothing_need_no_second_simulation(leak, log):
    whole = finished(replay(leak, "practice-1", log))
    parted = {}
    for decision, state in each_left_out(whole, log, lambda _decision: True):
        parted[decision.action] = state.crowd.community._lead is None
    assert not any(parted[action] for action in ("watch", "ask", "level", "convene"))
    assert all(parted[action] for action in ("reply", "post", "restrict", "update", "press"))


def test_a_fork_goes_its_own_way(leak):
    state = replay(leak, "practice-1", [Decision(1, 0, "wait", {"minutes": 100})])
    model = state.crowd.community._model
    before = model.posts("leak")
    other = fork(model)
    other.act("leak", 100, "restrict")
    other.advance(500)
    assert model.posts("leak") == before
    assert len(other.posts("leak")) > len(before)
    model.advance(500)
    assert len(model.posts("leak")) > len(other.posts("leak")), "comments were restricted in one of them only"


def test_a_score_of_the_log_is_the_score_of_its_finished_run(leak, log):
    whole = finished(replay(leak, "practice-1", log))
    assert score_state(whole).tenths == score(leak, "practice-1", log).tenths
