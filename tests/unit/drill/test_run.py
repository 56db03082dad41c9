"""Does a run refuse what is impossible, in a sentence, and log nothing then?"""

from __future__ import annotations

import pytest

from practicum.drill import Run, load_scenario
from practicum.drill.cast import cast
from practicum.errors import PracticumError
from practicum.evidence import read_log

REPLY = {"posture": "inform", "parts": ["known"], "text": "A word."}

REFUSED = [
    ("fly", {}, "not something this desk can do"),
    (["fly"], {}, "not something this desk can do"),
    ("reply", REPLY, "needs a thread"),
    ("reply", {"thread": "nobody", **REPLY}, "no thread 'nobody'"),
    ("reply", {"thread": "price", **REPLY}, "no thread 'price'"),
    ("reply", {"thread": 7, **REPLY}, "needs a thread"),
    ("reply", {"thread": "trolley", **REPLY, "text": ""}, "is empty"),
    ("reply", {"thread": "trolley", **REPLY, "text": " \n"}, "needs a text"),
    ("reply", {"thread": "trolley", **REPLY, "text": 5}, "needs a text"),
    ("reply", {"thread": "trolley", **REPLY, "text": "x" * 700}, "at most 600"),
    ("reply", {"thread": "trolley", **REPLY, "posture": "shout"}, "not a choice"),
    ("reply", {"thread": "trolley", **REPLY, "parts": ["known", 3]}, "not a choice"),
    ("reply", {"thread": "trolley", "parts": [], "text": "x"}, "'Posture' is empty"),
    ("reply", {"thread": "trolley", **REPLY, "tone": "warm"}, "no field called 'tone'"),
    ("tag", {"thread": "trolley", "topic": "weak-signal", "severity": "9"}, "not a choice"),
    ("image", {"thread": "inbox-bank"}, "holds no picture"),
    ("choose", {"thread": "trolley", "option": "a"}, "not something this desk can do"),
    (
        "escalate",
        {"thread": "trolley", "to": "quality", "evidence": ["author"], "text": "x"},
        "not checked the author",
    ),
    ("escalate", {"thread": "trolley", "to": "quality", "evidence": ["image"], "text": "x"}, "not searched"),
    (
        "escalate",
        {"thread": "trolley", "to": "quality", "evidence": ["baseline"], "text": "x"},
        "not compared",
    ),
    (
        "escalate",
        {"thread": "trolley", "to": "quality", "evidence": ["colleague"], "text": "x"},
        "No colleague",
    ),
    ("escalate", {"thread": "trolley", "to": "quality", "evidence": [], "text": "x"}, "is empty"),
    ("handover", {"text": "Bye."}, "16:30"),
    ("wait", {}, "is empty"),
    ("wait", {"minutes": 0}, "not a number of minutes"),
    ("wait", {"minutes": True}, "not a number of minutes"),
    ("wait", {"minutes": 2.5}, "not a number of minutes"),
    ("next", {"minutes": 5}, "no field called 'minutes'"),
]


@pytest.fixture
def run(d01, tmp_path):
    """A run at 11:20, written to a log."""
    run = Run.create(d01, "a-seed", path=tmp_path / "d01-first-shift.jsonl")
    run.do("wait", minutes=140)
    return run


@pytest.mark.parametrize(("action", "fields", "words"), REFUSED)
def test_an_impossible_act_is_a_sentence_and_leaves_no_trace(run, tmp_path, action, fields, words):
    before = run.view()
    with pytest.raises(PracticumError) as refused:
        run.do(action, **fields)
    assert words in str(refused.value)
    assert refused.value.next_step
    assert run.view() == before
    assert len(read_log(tmp_path / "d01-first-shift.jsonl")[1]) == 1


@pytest.mark.parametrize("confidence", [-1, 101, 50.0, True, "sure"])
def test_a_confidence_is_a_whole_percentage(committee, confidence):
    run = Run.create(committee)
    run.do("wait", minutes=3)
    with pytest.raises(PracticumError, match="not a confidence"):
        run.do("choose", thread="two-rates", option="a", confidence=confidence)
    with pytest.raises(PracticumError, match="how sure you are"):
        run.do("choose", thread="two-rates", option="a")


def test_an_answer_once_given_stays_given(committee):
    run = Run.create(committee)
    run.do("wait", minutes=3)
    run.do("choose", thread="two-rates", option="b", confidence=60)
    with pytest.raises(PracticumError, match="already answered"):
        run.do("choose", thread="two-rates", option="a", confidence=60)
    run.do("wait", minutes=2)
    with pytest.raises(PracticumError, match="not a choice"):
        run.do("choose", thread="thursday", option="e", confidence=60)


def test_hiding_twice_and_acting_after_the_end_are_refused(run):
    run.do("hide", thread="trolley", reason="off-topic")
    with pytest.raises(PracticumError, match="hidden already"):
        run.do("hide", thread="trolley", reason="off-topic")
    run.finish()
    assert run.over
    with pytest.raises(PracticumError, match="shift is over"):
        run.do("baseline")
    assert run.finish() == "The shift is over."


def test_handing_over_ends_the_shift_for_the_learner_and_not_for_the_day(run, d01):
    run.do("wait", minutes=320)
    status = run.do("handover", text="All is quiet.")
    assert "shift is over" in status
    assert run.over
    assert run.minute < d01.structure.length


def test_an_act_that_runs_past_the_end_still_counts(d01):
    run = Run.create(d01, "a-seed")
    run.do("wait", minutes=478)
    run.do("escalate", thread="trolley", to="quality", evidence=["post"], text="Please look.")
    assert run.over
    assert run.minute == d01.structure.length


@pytest.mark.parametrize(
    ("seed", "mode", "words"),
    [
        ("assessed-01", "practice", "kept for assessment"),
        ("practice-1", "assessed", "not one of the seeds"),
        ("practice-1", "exam", "not a mode"),
        ("", "practice", "cannot be a seed"),
        ("../x", "practice", "cannot be a seed"),
    ],
)
def test_seed_and_mode_must_go_together(d01, seed, mode, words):
    with pytest.raises(PracticumError, match=words):
        Run.create(d01, seed, mode)


def test_an_existing_log_is_never_overwritten(d01, tmp_path):
    path = tmp_path / "d01-first-shift.jsonl"
    Run.create(d01, path=path)
    with pytest.raises(PracticumError, match="never overwritten"):
        Run.create(d01, path=path)


def test_a_run_can_be_begun_by_name():
    assert Run.create("d01-first-shift").scenario.slug == "d01-first-shift"
    with pytest.raises(PracticumError, match="monday-committee"):
        load_scenario("d99-nothing")
    with pytest.raises(PracticumError, match="not the folder"):
        load_scenario("no/such/folder")


def test_a_colleague_answers_later_and_in_part(d01):
    run = Run.create(d01, next(s for s in d01.structure.seeds.assessed if _has(d01, s, "gluten")), "assessed")
    run.do("wait", minutes=265)
    run.do("ask", thread="gluten", to="quality", text="Is it?")
    asked = run.minute
    inside = []
    while len(inside) < 2 and not run.over:
        run.do("wait", minutes=1)
        thread = next(t for t in run.view()["threads"] if t["id"] == "gluten")
        inside = [m for m in thread["messages"] if m["side"] == "internal" and "Okafor" in m["author"]]
    assert asked < inside[0]["minute"] < inside[1]["minute"]
    assert "Give me an hour" in inside[0]["text"]


def _has(drill, seed, thread):
    return thread in cast(drill, seed)


def test_a_colleague_who_is_asked_about_something_else_says_so(run, d01):
    run.do("ask", thread="inbox-bank", to="press", text="Anything?")
    run.do("wait", minutes=60)
    thread = next(t for t in run.view()["threads"] if t["id"] == "inbox-bank")
    assert thread["messages"][-1]["text"] == d01.words.colleagues["press"].default


def test_a_comparison_shows_the_goat_only_while_it_runs(d01):
    run = Run.create(d01)
    run.do("wait", minutes=150)
    assert "goat" not in run.do("baseline")
    run.do("wait", minutes=190)
    assert "goat" in run.do("baseline")
