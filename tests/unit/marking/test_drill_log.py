"""Is a run of a drill marked from its log alone, and only when it is the run that counts?"""

from dataclasses import replace

import pytest

from practicum.drill import Run, load_scenario, score
from practicum.evidence import read_log
from practicum.marking import MISSING, DrillLog, Exercise, Outcome, mark

SLUG = "d01-first-shift"
SHIFT = Exercise(
    id="m00-7",
    title="First shift",
    competence="A1",
    points=8,
    kind=DrillLog(drill=SLUG, seeds=("practice-1",)),
    question="Run the shift.",
    reference=lambda _: None,
    few_mistakes="The debrief explains a run.",
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / f"{SLUG}.jsonl"


def play(path, seed="practice-1", minutes=120):
    run = Run.create(SLUG, seed=seed, path=path)
    run.do("wait", minutes=minutes)
    return run


def test_do_points_follow_the_score_of_the_replay(tmp_path, path):
    play(path)
    header, decisions = read_log(path)
    total = score(load_scenario(SLUG), header.seed, decisions).total
    result = mark(SHIFT, MISSING, {}, folder=tmp_path)
    assert 0 < total < 100
    assert (result.outcome, result.points) == (Outcome.PARTLY, round(8 * total / 100, 2))
    assert f"{total:g} of 100" in result.said
    assert mark(SHIFT, f"{SLUG}.jsonl", {}, folder=tmp_path) == result


def test_is_no_log_or_a_log_without_an_act_not_attempted(tmp_path, path):
    assert mark(SHIFT, MISSING, {}, folder=tmp_path).outcome is Outcome.NOT_ATTEMPTED
    Run.create(SLUG, seed="practice-1", path=path)
    assert mark(SHIFT, MISSING, {}, folder=tmp_path).outcome is Outcome.NOT_ATTEMPTED


def test_does_a_crash_in_the_last_act_cost_only_that_act(tmp_path, path):
    play(path)
    before = mark(SHIFT, MISSING, {}, folder=tmp_path)
    with path.open("ab") as file:
        file.write(b'{"action":"re')
    assert mark(SHIFT, MISSING, {}, folder=tmp_path) == before


def test_is_a_changed_log_unreadable(tmp_path, path):
    play(path)
    path.write_bytes(path.read_bytes().replace(b'"minute":0', b'"minute":1'))
    result = mark(SHIFT, MISSING, {}, folder=tmp_path)
    assert (result.outcome, result.points) == (Outcome.UNREADABLE, 0)
    assert "changed after it was written" in " ".join(result.notes)


def test_is_another_draw_or_another_drill_unreadable(tmp_path, path):
    play(path, seed="practice-2")
    result = mark(SHIFT, MISSING, {}, folder=tmp_path)
    assert result.outcome is Outcome.UNREADABLE
    assert "practice-2" in " ".join(result.notes)


def test_is_a_run_of_another_edition_unreadable(tmp_path, path):
    from practicum.evidence import DecisionLog

    log = DecisionLog.create(path, drill=SLUG, scenario_hash="0" * 64, seed="practice-1")
    log.append(0, "wait", {"minutes": 10})
    assert "another edition" in " ".join(mark(SHIFT, MISSING, {}, folder=tmp_path).notes)


def test_is_a_well_sealed_act_that_cannot_be_a_sentence(tmp_path, path):
    from practicum.evidence import DecisionLog

    log = DecisionLog.create(path, drill=SLUG, scenario_hash=load_scenario(SLUG).hash, seed="practice-1")
    log.append(0, "grant-full-marks", {"total": 100})
    assert mark(SHIFT, MISSING, {}, folder=tmp_path).outcome is Outcome.UNREADABLE


@pytest.mark.parametrize(
    ("drill", "seed", "words"),
    [
        ("d04-product-recall", "easier-practice-1", "at the easier intensity"),
        ("d04-product-recall", "easier-completion-1", "every second task"),
        ("d01-first-shift", "completion-1", "every second task"),
        ("d04-product-recall", "practice-1", ""),
    ],
)
def test_does_a_helped_or_eased_run_count_only_where_its_draw_is_asked_for(tmp_path, drill, seed, words):
    run = Run.create(drill, seed=seed, path=tmp_path / f"{drill}.jsonl")
    run.do("wait", minutes=10)
    open_to_any = replace(SHIFT, kind=DrillLog(drill=drill))
    notes = " ".join(mark(open_to_any, MISSING, {}, folder=tmp_path).notes)
    assert words in notes
    assert bool(notes) is bool(words)
    asked_for = replace(SHIFT, kind=DrillLog(drill=drill, seeds=(seed,)))
    assert not mark(asked_for, MISSING, {}, folder=tmp_path).notes
