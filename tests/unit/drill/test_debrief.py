"""Does the debrief say what was meant, what happened, and which acts decided it?"""

from __future__ import annotations

import json

import pytest

from practicum.drill import Run, debrief, play, replay
from practicum.evidence import Decision

KEYS = {
    "headline", "score", "meant", "curves", "timeline", "service", "decisive", "missed", "over_answered",
    "reference", "caution", "moments",
}  # fmt: skip


def told(drill, decisions, seed="practice-1"):
    return debrief(drill, seed, decisions).to_json()


@pytest.mark.parametrize("slug", ["d01-first-shift", "monday-committee"])
@pytest.mark.parametrize("policy", ["silent", "reference", "random", "reply-to-everything"])
def test_every_debrief_has_the_agreed_shape(slug, policy, d01, committee):
    drill = {"d01-first-shift": d01, "monday-committee": committee}[slug]
    found = told(drill, play(drill, "practice-1", policy))
    assert set(found) == KEYS
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    curves = found["curves"]
    assert (
        len(curves["minutes"]) == len(curves["learner"]) == len(curves["silence"]) == len(curves["reference"])
    )
    assert all(row["done"] in (True, False, "late") for row in found["meant"])
    assert all(set(row) == {"minute", "time", "side", "sentence", "thread"} for row in found["timeline"])
    assert found["timeline"] == sorted(found["timeline"], key=lambda row: row["minute"])
    assert len(found["decisive"]) <= 3
    assert all(row["effect"] in {"helped", "harmed"} for row in found["decisive"])
    points = sum(row["points"] for row in found["score"]["dimensions"])
    assert found["score"]["total"] == pytest.approx(min(points, found["score"]["cap"] or 100))


@pytest.mark.parametrize("policy", ["silent", "reference", "random"])
def test_the_moments_hold_every_act_once_and_nothing_before_its_time(policy, d01):
    decisions = play(d01, "practice-1", policy)
    found = told(d01, decisions)
    minutes = [row["minute"] for row in found["moments"]]
    assert minutes == sorted(set(minutes))
    assert (minutes[0], minutes[-1]) == (0, d01.structure.length)
    done = [sentence for row in found["moments"] for sentence in row["did"]]
    mine = [row["sentence"] for row in found["timeline"] if row["side"] == "you"]
    assert done == mine
    came = [(row["minute"], sentence) for row in found["moments"] for sentence in row["came"]]
    for row in found["timeline"]:
        if row["side"] == "in":
            assert min(minute for minute, sentence in came if sentence == row["sentence"]) >= row["minute"]
    for row in found["moments"]:
        nearest = [n for n, minute in enumerate(found["curves"]["minutes"]) if minute == row["minute"]]
        assert all(found["curves"]["learner"][n] == row["learner"] for n in nearest)


def test_the_expert_keeps_nobody_waiting_beyond_the_target_and_silence_everybody(d01):
    expert, silent = told(d01, play(d01, "practice-1", "reference")), told(d01, ())
    assert not expert["moments"][-1]["waiting"]
    assert len(silent["moments"][-1]["waiting"]) == len(silent["service"])


def test_the_three_curves_are_the_runs_they_name(d01):
    silent, expert = told(d01, ()), told(d01, play(d01, "practice-1", "reference"))
    assert silent["curves"]["learner"] == silent["curves"]["silence"]
    assert expert["curves"]["learner"] == expert["curves"]["reference"]
    assert silent["curves"]["silence"][-1] < expert["curves"]["reference"][-1]


def test_silence_is_told_what_it_missed_and_the_expert_has_nothing_to_hear(d01):
    silent, expert = told(d01, ()), told(d01, play(d01, "practice-1", "reference"))
    assert any("adrenaline" in sentence for sentence in silent["missed"])
    assert len(silent["missed"]) == 6
    assert "reporter" in silent["headline"]
    assert expert["missed"] == expert["over_answered"] == []
    assert all(row["done"] is True for row in expert["meant"])
    assert "four likes" in expert["headline"]
    assert all(row["why"] for row in expert["reference"])


def test_a_word_for_everyone_is_told_where_silence_was_right(d01):
    found = told(d01, play(d01, "practice-1", "reply-to-everything"))
    assert len(found["over_answered"]) > 25
    assert found["score"]["cap"] == 49


def test_the_decisive_act_is_the_one_without_which_most_would_change(d01):
    expert = play(d01, "practice-1", "reference")
    harm = Decision(
        99, 436, "reply", {"thread": "trolley", "posture": "reassure", "parts": [], "text": "All is safe."}
    )
    log = [d for d in expert if d.minute < 436 and d.action != "wait"] + [harm]
    first = told(d01, log)["decisive"][0]
    assert first["minute"] == 436
    assert first["effect"] == "harmed"
    assert "higher" in first["sentence"]


def test_what_an_act_prevented_is_named(d01):
    expert = play(d01, "practice-1", "reference")
    found = told(
        d01,
        [
            d
            for d in expert
            if d.args.get("thread") == "trolley" and d.action in {"escalate", "author", "image"}
        ],
    )
    assert any("the reporter" in moment["sentence"] for moment in found["decisive"])


def test_leaving_out_a_check_takes_its_evidence_and_not_the_whole_escalation(d01):
    expert = play(d01, "practice-1", "reference")
    without = [d for d in expert if not (d.action == "author" and d.args["thread"] == "trolley")]
    state = replay(d01, "practice-1", without, skip_impossible=True)
    act = next(act for act in state.acts if act.action == "escalate")
    assert act.fields["evidence"] == ("post", "image")


@pytest.mark.parametrize(
    ("minute", "words"),
    [(130, "By 11:"), (325, "second family"), (None, "reporter")],
)
def test_the_headline_is_the_finding(d01, minute, words):
    run = Run.create(d01)
    if minute is not None:
        run.do("wait", minutes=minute)
        run.do("escalate", thread="trolley", to="quality", evidence=["post"], text="Please look at this.")
    run.finish()
    assert words in told(d01, run.decisions)["headline"]


def test_telling_someone_in_the_last_hour_before_it_grows_is_late_and_still_helps(d01):
    run = Run.create(d01)
    run.do("wait", minutes=260)
    run.do("escalate", thread="trolley", to="lead", evidence=["post"], text="Please look at this.")
    run.finish()
    found = told(d01, run.decisions)
    assert "did not" in found["headline"]
    assert next(row for row in found["meant"] if "photo" in row["sentence"])["done"] is False
    assert found["curves"]["learner"][-1] > found["curves"]["silence"][-1]


def test_the_committee_praises_two_honest_limits(committee):
    found = told(committee, play(committee, "practice-1", "reference"))
    assert found["headline"].startswith("Twice you said")
    assert {row["id"] for row in found["score"]["dimensions"]} == {
        "choices", "limits", "calibration", "timeliness", "outcome",
    }  # fmt: skip
