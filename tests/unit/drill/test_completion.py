"""In the completion variant the expert takes half of the shift, and the log is a log like any other."""

import shutil

import pytest

from practicum.drill import Run, load_scenario, replay, score
from practicum.drill.completion import helped

DRILLS = ("d01-first-shift", "d02-service-rush", "d03-moderation-queue", "d04-product-recall", "d05-rumour")


@pytest.fixture(scope="module", params=DRILLS)
def shared(request):
    """A drill, and a shift in which the learner only watches while the expert does their half."""
    drill = load_scenario(request.param)
    run = Run.create(drill, "completion-1")
    while not run.over:
        run.do("next")
    return drill, run


def test_the_expert_acts_on_their_half_only_and_says_so(shared):
    drill, run = shared
    mine = helped(drill, run.seed)
    acts = [act for act in run.state.acts if act.action not in {"wait", "next"}]
    assert acts
    assert all(act.thread in mine for act in acts if act.thread)
    told = [row["sentence"] for row in run.view()["log"]]
    assert told
    assert all(sentence.startswith("The expert, in your place: ") for sentence in told)


def test_half_a_shift_is_worth_more_than_none_and_less_than_all(shared):
    drill, run = shared
    silent = score(drill, run.seed, ()).total
    assert silent + 5 < score(drill, run.seed, run.decisions).total < 90


def test_the_log_replays_without_the_expert(shared):
    drill, run = shared
    assert replay(drill, run.seed, run.decisions).acts == run.state.acts


def test_a_run_that_is_resumed_goes_on_as_if_it_had_not_stopped(tmp_path):
    drill = load_scenario("d02-service-rush")
    whole = Run.create(drill, "completion-1", path=tmp_path / "whole.jsonl")
    for _ in range(20):
        whole.do("next")
    shutil.copy(tmp_path / "whole.jsonl", tmp_path / "again.jsonl")
    again = Run.open(tmp_path / "again.jsonl", drill)
    assert again.view()["log"] == whole.view()["log"]
    for run in (whole, again):
        run.do("wait", minutes=90)
    assert again.decisions == whole.decisions


def test_what_has_become_impossible_the_expert_leaves():
    drill = load_scenario("monday-committee")
    run = Run.create(drill, "completion-1")
    run.do("next")
    mine = next(name for name in run.state.threads if name in helped(drill, run.seed))
    if not run.state.threads[mine].chosen:
        run.do("choose", thread=mine, option="a", confidence=50)
    while not run.over:
        run.do("next")
    chosen = [act for act in run.decisions if act.action == "choose" and act.args["thread"] == mine]
    assert len(chosen) == 1


def test_a_bad_wait_is_refused_as_ever():
    run = Run.create("d01-first-shift", "completion-1")
    with pytest.raises(Exception, match="not a number of minutes"):
        run.do("wait", minutes=-3)
    assert run.decisions == ()
