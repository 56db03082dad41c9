"""Does the score tell silence, a word for everyone, chance and an expert apart, on every seed?"""

from __future__ import annotations

import pytest

from practicum.drill import POLICIES, Run, load_scenario, play, replay, score
from practicum.errors import PracticumError
from practicum.evidence import read_log

SEEDS = ("practice-1", *(f"assessed-{n:02d}" for n in range(1, 11)))
DRILLS = ("d01-first-shift", "monday-committee")


@pytest.fixture(scope="module")
def drills():
    return {slug: load_scenario(slug) for slug in DRILLS}


def test_the_seeds_are_one_for_practice_and_ten_for_assessment(drills):
    for drill in drills.values():
        assert (*drill.structure.seeds.practice, *drill.structure.seeds.assessed) == SEEDS


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("slug", DRILLS)
def test_silence_scores_below_25_and_the_expert_at_least_90(drills, slug, seed):
    drill = drills[slug]
    assert score(drill, seed, play(drill, seed, "silent")).total < 25
    assert score(drill, seed, play(drill, seed, "reference")).total >= 90
    assert score(drill, seed, play(drill, seed, "random")).total < 45


@pytest.mark.parametrize("seed", SEEDS)
def test_a_word_for_everyone_scores_below_40(d01, seed):
    given = score(d01, seed, play(d01, seed, "reply-to-everything"))
    assert given.total < 40
    outcome = next(d for d in given.dimensions if d.id == "outcome")
    assert outcome.tenths == 0, "it does more harm than silence"


def test_the_first_answer_every_time_earns_less_than_half_of_the_committee(committee):
    totals = [score(committee, s, play(committee, s, "reply-to-everything")).total for s in SEEDS]
    assert sum(totals) / len(totals) < 50


def test_hiding_behind_the_data_every_time_earns_less_than_half(committee):
    run = Run.create(committee)
    while not run.over:
        waiting = [t for t in run.state.threads.values() if not t.chosen]
        if not waiting:
            run.do("next")
            continue
        letters = {o.id: letter for letter, o in waiting[0].plan.options.items()}
        run.do("choose", thread=waiting[0].id, option=letters["cannot"], confidence=95)
    assert score(committee, run.seed, run.decisions).total < 50


@pytest.mark.parametrize("slug", DRILLS)
def test_the_stored_expert_run_replays_and_is_what_the_steps_say(drills, slug):
    """When this fails after a change of the scenario: practicum.drill.write_reference(scenario, path)."""
    drill = drills[slug]
    header, decisions = read_log(drill.folder / "reference.jsonl")
    assert header.scenario_hash == drill.hash
    assert header.seed == drill.structure.seeds.practice[0]
    assert score(drill, header.seed, decisions).total >= 90
    assert [(d.minute, d.action, d.args) for d in decisions] == [
        (d.minute, d.action, d.args) for d in play(drill, header.seed, "reference")
    ]


def test_a_run_of_the_desk_leaves_no_pause_that_the_log_lacks(d01):
    decisions = play(d01, "practice-1", "reference")
    state = replay(d01, "practice-1", decisions)
    for act, after in zip(state.acts, state.acts[1:], strict=False):
        assert act.end == after.start


def test_an_unknown_policy_is_refused_with_the_known_ones(d01):
    with pytest.raises(PracticumError, match="reference") as refused:
        play(d01, "practice-1", "panic")
    assert all(policy in str(refused.value) for policy in POLICIES)
