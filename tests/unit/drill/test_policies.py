"""Does the score tell silence, a word for everyone, chance and an expert apart, on every seed?"""

from __future__ import annotations

from statistics import median

import pytest

from practicum.drill import POLICIES, Run, load_scenario, play, replay, score
from practicum.drill.author.bands import band
from practicum.drill.judge import judge
from practicum.drill.score import finished
from practicum.errors import PracticumError
from practicum.evidence import read_log
from practicum.project import Project

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


@pytest.mark.parametrize("seed", SEEDS)
def test_a_word_for_everyone_scores_below_40(d01, seed):
    given = score(d01, seed, play(d01, seed, "reply-to-everything"))
    assert given.total < 40
    outcome = next(d for d in given.dimensions if d.id == "outcome")
    assert outcome.tenths == 0, "it does more harm than silence"


@pytest.mark.parametrize("slug", DRILLS)
def test_chance_scores_in_its_band_in_the_median(drills, slug):
    drill = drills[slug]
    assert 15 <= median(score(drill, seed, play(drill, seed, "random")).total for seed in SEEDS) <= 45


@pytest.mark.parametrize("seed", SEEDS)
def test_haste_deletion_and_one_text_for_all_stay_behind_care(d01, seed):
    expert = score(d01, seed, play(d01, seed, "reference")).total
    assert score(d01, seed, play(d01, seed, "hasty")).total < expert
    assert score(d01, seed, play(d01, seed, "delete-all")).total < 40
    assert score(d01, seed, play(d01, seed, "copy-paste")).total <= expert - 15


@pytest.mark.parametrize("policy", [policy for policy in POLICIES if policy != "reference"])
def test_every_policy_but_the_expert_plays_with_any_subset_of_acts(d01, kit, policy):
    for kept in ({"open": 0}, {"hide": 2, "tag": 1}, {"reply": 4, "handover": 5}, {"escalate": 5, "ask": 3}):
        drill = kit.changed(d01, actions=kept, duties=())
        decisions = play(drill, "practice-1", policy)
        assert {d.action for d in decisions} <= {*kept, "wait", "next"}
        assert judge(finished(replay(drill, "practice-1", decisions)))


def test_an_expert_without_the_acts_is_refused_in_a_sentence(d01, kit):
    with pytest.raises(PracticumError, match="is not something this desk can do"):
        play(kit.changed(d01, actions={"open": 0}, duties=()), "practice-1", "reference")


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


ALL = sorted(path.parent.name for path in Project.find().scenarios.glob("*/errors.yaml"))


@pytest.mark.slow
@pytest.mark.parametrize("slug", ALL)
def test_every_drill_holds_its_bands_on_every_seed(slug):
    drill = load_scenario(slug)
    totals = {p: [score(drill, s, play(drill, s, p)).total for s in SEEDS] for p in POLICIES}
    held = {policy: band(policy, totals) for policy in POLICIES}
    # Chance is a band of the median over many seeds, and a drill of ninety minutes has few; see the report.
    assert [policy for policy, (holds, _) in held.items() if not holds and policy != "random"] == []
