"""Is the log the only truth, on every machine, at every speed, after every restart?"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys

import pytest

from practicum.drill import Run, debrief, play, replay, score
from practicum.errors import PracticumError
from practicum.evidence import DecisionLog, read_log

DRILLS = ("d01-first-shift", "monday-committee")

SCRIPT = """
import hashlib, json, sys
from practicum.drill import Run, debrief, load_scenario, play
drill = load_scenario(sys.argv[1])
found = []
for policy in ("reference", "random", "reply-to-everything"):
    decisions = play(drill, "practice-1", policy)
    found.append(debrief(drill, "practice-1", decisions).to_json())
    run = Run.create(drill)
    for decision in decisions[:20]:
        run.do(decision.action, confidence=decision.confidence, **decision.args)
    found.append(run.view())
    run.finish()
    found.append(run.view())
print(hashlib.sha256(json.dumps(found).encode()).hexdigest())
"""


def digest(value):
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


@pytest.mark.parametrize("slug", DRILLS)
def test_two_processes_with_other_hash_seeds_agree_to_the_byte(slug):
    outputs = set()
    for hash_seed in ("0", "4242"):
        env = {**os.environ, "PYTHONHASHSEED": hash_seed}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, slug],
            env=env, capture_output=True, text=True, check=True,
        )  # fmt: skip
        outputs.add(done.stdout)
    assert len(outputs) == 1


def test_a_run_that_is_closed_and_opened_after_every_act_is_the_same_run(d01, tmp_path):
    decisions = play(d01, "practice-1", "reference")
    through = Run.create(d01)
    path = tmp_path / "d01-first-shift.jsonl"
    Run.create(d01, path=path)
    for decision in decisions:
        through.do(decision.action, confidence=decision.confidence, **decision.args)
        resumed = Run.open(path, d01)
        resumed.do(decision.action, confidence=decision.confidence, **decision.args)
    again = Run.open(path)
    assert again.view() == through.view()
    header, logged = read_log(path)
    assert score(d01, header.seed, logged) == score(d01, "practice-1", through.decisions)


def test_a_torn_last_line_costs_one_act_and_says_so(d01, tmp_path):
    path = tmp_path / "d01.jsonl"
    run = Run.create(d01, path=path)
    run.do("wait", minutes=30)
    run.do("baseline")
    path.write_bytes(path.read_bytes()[:-9])
    resumed = Run.open(path, d01)
    assert resumed.notice
    assert resumed.minute == 30


def test_many_short_waits_are_one_long_wait(d01, kit):
    slow, fast = Run.create(d01), Run.create(d01)
    for _ in range(125):
        slow.do("wait", minutes=1)
    fast.do("wait", minutes=125)
    for run in (slow, fast):
        run.do("author", thread="trolley")
        run.finish()
    assert kit.fingerprint(slow.state)["threads"] == kit.fingerprint(fast.state)["threads"]
    assert score(d01, "practice-1", slow.decisions).tenths == score(d01, "practice-1", fast.decisions).tenths


def test_stepping_from_message_to_message_meets_the_same_day(d01, kit):
    stepped, waited = Run.create(d01), Run.create(d01)
    while not stepped.over:
        stepped.do("next")
    waited.finish()
    assert kit.fingerprint(stepped.state)["threads"] == kit.fingerprint(waited.state)["threads"]
    assert len(stepped.decisions) < 120


def test_a_view_is_the_same_whether_played_or_replayed(d01):
    run = Run.create(d01)
    for decision in play(d01, "practice-1", "random"):
        run.do(decision.action, **decision.args)
        fresh = Run(d01, "practice-1", "practice")
        fresh._state = replay(d01, "practice-1", run.decisions)
        fresh._decisions = list(run.decisions)
        if decision.n % 7 == 0:
            assert fresh.view() == run.view()


def test_a_log_of_another_edition_of_the_drill_is_refused(d01, tmp_path):
    path = tmp_path / "old.jsonl"
    DecisionLog.create(path, drill=d01.slug, scenario_hash="0" * 64, seed="practice-1", mode="practice")
    with pytest.raises(PracticumError, match="another state of the drill"):
        Run.open(path, d01)


def test_an_unfinished_log_is_scored_as_if_nobody_stayed(d01):
    decisions = play(d01, "practice-1", "reference")
    half = decisions[: len(decisions) // 2]
    assert score(d01, "practice-1", half).total < score(d01, "practice-1", decisions).total
    assert debrief(d01, "practice-1", half).to_json()["curves"]["minutes"][-1] == d01.structure.length


def test_every_seed_is_another_day(d01, kit):
    seeds = (*d01.structure.seeds.practice, *d01.structure.seeds.assessed)
    days = {digest(kit.fingerprint(kit.played(d01, seed, ())[0])["threads"]) for seed in seeds}
    assert len(days) == len(seeds)
