"""Does a group's debrief count what was chosen, keep people out of it, and survive odd logs?"""

import json

import pytest

from practicum.desk.gather import gather
from practicum.desk.group_page import group_page, group_text
from practicum.desk.logs import DeskError
from practicum.drill import Played, group_debrief, load_scenario, play
from practicum.evidence import DecisionLog

SEEDS = ("assessed-01", "assessed-02")
POLICIES = ("reference", "silent", "random")


@pytest.fixture(scope="module")
def d01():
    return load_scenario("d01-first-shift")


@pytest.fixture(scope="module")
def tables(d01):
    runs = [Played(seed, play(d01, seed, policy)) for policy in POLICIES for seed in SEEDS]
    return group_debrief(d01, runs)


def test_every_point_counts_each_run_that_met_it_once(tables):
    assert tables["runs"] == 6
    for point in tables["points"]:
        assert point["runs"] == sum(choice["runs"] for choice in point["choices"]) <= 6
    photo = next(point for point in tables["points"] if "hoto" in point["what"])
    told = {choice["choice"]: choice["runs"] for choice in photo["choices"]}
    assert told["Nothing"] >= 2  # the two silent runs
    assert any("quality" in choice for choice in told)


def test_the_share_of_marks_separates_experts_from_silence(d01):
    expert = group_debrief(d01, [Played(seed, play(d01, seed, "reference")) for seed in SEEDS])
    silent = group_debrief(d01, [Played(seed, ()) for seed in SEEDS])
    for good, bad in zip(expert["dimensions"], silent["dimensions"], strict=True):
        assert good["median"] >= bad["median"]
    assert all(point["share"] is None or point["share"] >= 80 for point in expert["points"])


def test_a_small_group_is_told_that_it_is_small_and_sees_no_single_act(d01):
    few = group_debrief(d01, [Played(SEEDS[0], play(d01, SEEDS[0], "random"))] * 2)
    assert few["few"]
    page = group_page(few)
    assert all(row["act"] not in page for row in few["worst"])


def test_the_page_is_whole_and_obeys_no_markup(tables):
    evil = "<script>alert(1)</script>"
    poisoned = json.loads(json.dumps(tables))
    poisoned["points"][0]["choices"][0]["choice"] = evil
    page = group_page(poisoned)
    assert page.startswith("<!doctype html>")
    assert evil not in page
    assert group_text(tables).count("\n") > 10


def test_logs_are_gathered_from_folders_and_odd_ones_named(tmp_path, d01):
    for n, seed in enumerate(SEEDS):
        folder = tmp_path / f"learner-{n}" / "m00"
        folder.mkdir(parents=True)
        log = DecisionLog.create(
            folder / "d01-first-shift.jsonl",
            drill=d01.slug,
            scenario_hash=d01.hash if n == 0 else "0" * 64,
            seed=seed,
            mode="assessed",
        )
        for decision in play(d01, seed, "random")[:5]:
            log.append(decision.minute, decision.action, decision.args, decision.confidence)
    (tmp_path / "broken.jsonl").write_text("no log\n", encoding="utf-8")
    scenario, runs, refused = gather([tmp_path])
    assert (scenario.slug, len(runs), len(refused)) == ("d01-first-shift", 1, 2)
    assert any("another state" in reason for _path, reason in refused)


def test_logs_of_several_drills_ask_which(tmp_path):
    for slug in ("d01-first-shift", "monday-committee"):
        drill = load_scenario(slug)
        DecisionLog.create(tmp_path / f"{slug}.jsonl", drill=slug, scenario_hash=drill.hash, seed="x")
    with pytest.raises(DeskError, match="d01-first-shift, monday-committee"):
        gather([tmp_path])
    assert len(gather([tmp_path], "monday-committee")[1]) == 1
