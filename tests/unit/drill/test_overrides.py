"""Are the figures beside a score those of the literature, and do an instructor's own weights count?"""

from __future__ import annotations

from pathlib import Path

import pytest

from practicum.drill import ScenarioError, load_scenario, score
from practicum.drill.judge_told import detection
from practicum.drill.rules_override import Overrides, Yardstick, load_overrides
from practicum.evidence import Decision

SEED = "practice-1"


@pytest.fixture(scope="module")
def drill():
    return load_scenario(Path(__file__).with_name("rules-drill"))


# -------------------------------------------------------------------------------- signal detection


def test_sensitivity_and_bias_are_those_of_signal_detection_theory():
    """Hautus 1995: half a case more among one case more. With 9 of 10 and 1 of 10: z(9.5/11) - z(1.5/11)."""
    sensitivity, bias = detection(9, 10, 1, 10)
    assert sensitivity == pytest.approx(2.194, abs=0.001)
    assert bias == pytest.approx(0, abs=1e-9)
    assert detection(5, 10, 5, 10) == pytest.approx((0, 0))
    assert detection(10, 10, 10, 10)[1] < 0 < detection(0, 10, 0, 10)[1]
    assert detection(10, 10, 0, 10)[0] < 4, "a perfect score stays finite"


def test_triage_shows_its_rates(d01):
    silent = score(d01, SEED, ()).to_json()["dimensions"][0]
    assert silent["measures"]["hit_rate"] == 0
    assert silent["measures"]["false_alarm_rate"] == 0
    assert silent["measures"]["bias"] > 0.5
    assert "leaving things alone" in silent["sentence"]


# -------------------------------------------------------------------------------- overrides


def test_an_instructor_replaces_weights_worths_and_windows_and_the_hash_says_so(drill):
    fields = {"thread": "ask-a", "posture": "check", "parts": ["acknowledge", "where"], "text": "We look."}
    log = (Decision(1, 50, "reply", fields),)
    plain = score(drill, SEED, log)
    own = Overrides(
        format="practicum-overrides",
        version=1,
        weights={"timeliness": 100},
        worths={"in-time": 1000},
        windows={"ask": {"target": 60}, "ask-b": {"target": 5}},
    )
    given = score(drill, SEED, log, own)
    assert [d.id for d in given.dimensions] == ["timeliness"]
    (mark,) = [m for m in given.marks if m.rule == "in-time" and m.thread == "ask-a"]
    assert (mark.earned, mark.possible) == (100_000, 100_000)
    assert plain.overrides == ""
    assert given.overrides == own.hash
    assert given.to_json()["overrides"] == own.hash
    assert (
        [m.minute for m in plain.marks]
        != []
        == [m for m in given.marks if "min; the target is 20" in m.sentence]
    )
    assert own.model_copy(update={"why": "Because."}).hash == own.hash


def test_the_day_itself_stays_when_windows_are_replaced(drill):
    own = Overrides(format="practicum-overrides", version=1, windows={"ask": {"target": 5}})
    assert score(drill, SEED, (), own).state.effects == score(drill, SEED, ()).state.effects


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"weights": {"people": 99}}, "99 points"),
        ({"worths": {"on-time": 10}}, "'on-time'"),
        ({"worths": {"pasted": 10}}, "keep its sign"),
        ({"windows": {"asks": {"target": 5}}}, "'asks'"),
    ],
)
def test_overrides_that_do_not_fit_are_refused_in_a_sentence(drill, fields, words):
    own = Overrides(format="practicum-overrides", version=1, **fields)
    with pytest.raises(ScenarioError, match=words) as refused:
        Yardstick(drill, own)
    assert refused.value.next_step


def test_overrides_are_read_beside_the_scenario(tmp_path):
    assert load_overrides(tmp_path) is None
    text = "format: practicum-overrides\nversion: 1\nworths: {in-time: 50}\n"
    (tmp_path / "overrides.yaml").write_text(text, encoding="utf-8")
    assert load_overrides(tmp_path).worths == {"in-time": 50}
