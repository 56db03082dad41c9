"""Is a drill that counts explained from its log, and nothing else?"""

import pytest

from practicum.drill import load_scenario, play
from practicum.evidence import DecisionLog
from practicum.grading import drill_debrief
from practicum.grading.drill_debrief import debrief_html
from practicum.marking import MISSING, DrillLog, Exercise, Number, mark

DRILL = "monday-committee"


@pytest.fixture
def log(tmp_path):
    """Write the log of a policy and return its folder."""

    def write(policy="silent", *, state=""):
        scenario = load_scenario(DRILL)
        made = DecisionLog.create(
            tmp_path / f"{DRILL}.jsonl",
            drill=DRILL,
            scenario_hash=state or scenario.hash,
            seed="practice-1",
            mode="assessed",
        )
        for one in play(scenario, "practice-1", policy):
            made.append(one.minute, one.action, one.args, one.confidence)
        return tmp_path

    return write


def _debrief(folder, kind=None):
    exercise = Exercise(
        id="m90-3",
        title="A shift",
        competence="G2",
        points=5,
        kind=kind or DrillLog(drill=DRILL),
        question="Play.",
        reference=lambda _tables: 4 if kind else None,
    )
    return debrief_html(exercise, mark(exercise, MISSING, {}, folder=folder), folder)


def test_the_debrief_is_of_this_log_below_the_exercises_title(log):
    html = _debrief(log("reply-to-everything"))
    assert "Seed practice-1" in html
    assert "Assessed" in html
    assert "<h4>" in html
    assert "<h3" not in html
    assert "<style" not in html
    assert "<script" not in html


def test_another_run_gets_another_debrief(log, tmp_path):
    hasty = _debrief(log("reply-to-everything"))
    (tmp_path / f"{DRILL}.jsonl").unlink()
    assert _debrief(log("reference")) != hasty


def test_a_log_that_was_refused_or_is_missing_has_none(log, tmp_path):
    assert _debrief(tmp_path) == ""
    assert _debrief(log("reply-to-everything", state="0" * 64)) == ""
    (tmp_path / f"{DRILL}.jsonl").write_bytes(b"torn")
    assert _debrief(tmp_path) == ""


def test_what_is_no_drill_has_none(log):
    assert _debrief(log("reply-to-everything"), Number(unit="posts")) == ""


def test_a_run_of_very_many_acts_says_where_its_debrief_is(log, monkeypatch):
    monkeypatch.setattr(drill_debrief, "MOST", 1)
    assert "too many to debrief here" in _debrief(log("reply-to-everything"))


def test_a_debrief_that_fails_leaves_the_mark(log, monkeypatch):
    def broken(*_given):
        raise RuntimeError("sealed")

    monkeypatch.setattr(drill_debrief, "debrief", broken)
    html = _debrief(log("reply-to-everything"))
    assert "could not be made here" in html
    assert "sealed" not in html
