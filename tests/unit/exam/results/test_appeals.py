"""Is an appeal answered in time, on the same answers, by people who have not been there before?"""

import json

import pytest

from practicum.errors import PracticumError
from practicum.exam.results.appeal import (
    decide_appeal,
    enter_reading,
    enter_replay,
    open_appeal,
    reminders,
)
from practicum.exam.results.check import check
from practicum.exam.results.replay import replay
from practicum.exam.results.standing import appeal_of, decision_of

SITTING = "2026-11-demo"


def marks_file(**changed):
    document = {
        "format": "practicum-exam-marks",
        "software": "0.9",
        "bundle": "b" * 64,
        "rules": "r" * 64,
        "items": [{"item": "A1-001", "points": 1.0}, {"item": "A1-002", "points": 0.5}],
        "blocks": [{"block": "P-A", "exercises": [{"id": "pa-1", "points": 2}]}],
    }
    return (json.dumps({**document, **changed}, sort_keys=True) + "\n").encode()


SAME = replay(marks_file(), marks_file())


@pytest.fixture
def failed(house, make):
    """A candidate who has not passed and has their letter."""
    house.propose(make.sitting("Ada Bell", trainers=("Dilip Arran",)), make.marks("C-1", 53, 99))
    house.decide()
    house.letters()
    return house


def appeal(house, at, **options):
    return open_appeal(house.register, SITTING, "C-1", at=at, **{"words": "My note was misread.", **options})


def read(house, keys, at, by="ira", **options):
    given = {"words": "The note names its source.", **options}
    return enter_reading(house.register, SITTING, "C-1", keys[by], {"pb-note": 3.0}, at=at, **given)


def answer(house, keys, at, outcome="stands", *, by="dmitri", words="The two parts stay as they are."):
    return decide_appeal(house.register, SITTING, "C-1", outcome, keys[by], at=at, words=words)


def test_gives_a_replay_of_the_same_bytes_the_same_and_says_so():
    assert SAME.same
    assert SAME.differences == SAME.causes == ()
    assert "byte for byte" in SAME.text()


def test_shows_a_replay_each_difference_where_it_lies_and_what_may_have_made_it():
    now = marks_file(
        rules="s" * 64,
        items=[{"item": "A1-001", "points": 1.0}, {"item": "A1-002", "points": 1.0}],
        blocks=[{"block": "P-A", "exercises": [{"id": "pa-1", "points": 3}, {"id": "pa-2", "points": 1}]}],
    )
    found = replay(marks_file(), now)
    assert not found.same
    assert found.differences == (
        "blocks.P-A.exercises.pa-1.points: 2 before, 3 now",
        'blocks.P-A.exercises.pa-2: nothing before, {"id":"pa-2","points":1} now',
        "items.A1-002.points: 0.5 before, 1.0 now",
    )
    assert len(found.causes) == 1
    assert "The rules are others" in found.text()


def test_says_a_replay_by_other_rules_that_gives_the_same_marks_so():
    found = replay(marks_file(), marks_file(rules="s" * 64))
    assert not found.same
    assert found.text().startswith(
        "Every mark is the same; what it was made with is not:\nThe rules are others"
    )


def test_says_a_replay_that_differs_for_no_known_cause_so():
    assert "please report this" in replay(marks_file(), marks_file(items=[])).text()


def test_is_an_appeal_taken_until_the_last_second_and_not_after(failed, at):
    last = at(32).replace(hour=23, minute=59, second=59)
    with pytest.raises(PracticumError, match="last day for an appeal of C-1 was 2026-12-23"):
        appeal(failed, last.replace(hour=0, minute=0, second=0) + (at(1) - at(0)))
    appeal(failed, last)
    with pytest.raises(PracticumError, match="appealed in 2026-11-demo already"):
        appeal(failed, last)


def test_needs_an_appeal_a_letter_and_words(house, make, at):
    house.propose(make.sitting("Ada Bell"), make.marks("C-1"))
    with pytest.raises(PracticumError, match="no result"):
        appeal(house, at(1))
    house.decide()
    with pytest.raises(PracticumError, match="no result"):
        appeal(house, at(1))
    house.letters()
    with pytest.raises(PracticumError, match="what the candidate says"):
        appeal(house, at(3), words=" ")


def test_is_no_appeal_decided_before_it_was_replayed_and_read(failed, keys, at):
    with pytest.raises(PracticumError, match="No appeal of C-1"):
        answer(failed, keys, at(4))
    appeal(failed, at(3))
    with pytest.raises(PracticumError, match="first marked again"):
        answer(failed, keys, at(4))
    enter_replay(failed.register, SITTING, "C-1", SAME, at=at(4))
    with pytest.raises(PracticumError, match="first marked again"):
        answer(failed, keys, at(4))
    read(failed, keys, at(4))
    answer(failed, keys, at(5))


@pytest.fixture
def ready(failed, keys, at):
    """The same, with an appeal that can be decided."""
    appeal(failed, at(3))
    enter_replay(failed.register, SITTING, "C-1", SAME, at=at(4))
    read(failed, keys, at(4))
    return failed


def test_is_a_marker_of_an_appeal_one_who_has_not_marked_and_gives_reasons(failed, keys, at):
    appeal(failed, at(3))
    with pytest.raises(PracticumError, match="Ewa has marked C-1"):
        read(failed, keys, at(4), by="ewa")
    with pytest.raises(PracticumError, match="one of these roles: examiner"):
        read(failed, keys, at(4), by="dmitri")
    with pytest.raises(PracticumError, match="reasons in words"):
        read(failed, keys, at(4), words="")


def test_is_an_appeal_decided_by_nobody_who_was_there_before(ready, keys, at):
    for by, words in (
        ("dora", "signed the decision"),
        ("dilip", "has trained C-1"),
        ("ira", "has marked C-1"),
        ("olga", "one of these roles"),
    ):
        with pytest.raises(PracticumError, match=words):
            answer(ready, keys, at(5), by=by)
    with pytest.raises(PracticumError, match="reasons in words"):
        answer(ready, keys, at(5), words="")
    with pytest.raises(PracticumError, match="stands, passed or again"):
        answer(ready, keys, at(5), "perhaps")


def test_does_an_appeal_that_changes_nothing_get_a_letter_with_reasons_and_a_name(ready, keys, at):
    answer(ready, keys, at(5))
    with ready.register.reading() as book:
        assert decision_of(book, SITTING, "C-1").outcome == "not-passed"
        assert not appeal_of(book, SITTING, "C-1").open
    assert [path.name for path in ready.letters(at=at(6)).values()] == ["C-1-2.html"]
    text = (ready.folder / "letters" / "C-1-2.txt").read_text(encoding="utf-8")
    for words in (
        "the decision stands",
        "The two parts stay as they are.",
        "Dmitri Vale",
        "gave the same marks",
    ):
        assert words in text
    assert "until 20" not in text
    assert (ready.folder / "letters" / "C-1.html").exists()  # the first letter stays
    assert ready.letters(at=at(7)) == {}


@pytest.mark.parametrize(("outcome", "decided"), [("passed", "passed"), ("again", "annulled")])
def test_does_an_appeal_that_is_right_change_the_decision(ready, keys, at, outcome, decided):
    answer(ready, keys, at(5), outcome)
    with ready.register.reading() as book:
        found = decision_of(book, SITTING, "C-1")
    assert (found.outcome, found.by, found.complete) == (decided, ("dmitri",), True)
    assert list(ready.letters(at=at(6))) == ["C-1"]
    assert check(ready.register).faults == ()
    with pytest.raises(PracticumError, match="No appeal of C-1"):
        answer(ready, keys, at(7), outcome)


def test_are_open_appeals_told_with_what_is_to_do_and_the_days_left(failed, keys, at):
    def told(moment):
        with failed.register.reading() as book:
            return reminders(book, moment)

    assert told(at(3)) == []
    appeal(failed, at(3))
    assert told(at(3)) == [f"{SITTING} C-1: mark the hand-in again. 30 days left."]
    enter_replay(failed.register, SITTING, "C-1", SAME, at=at(4))
    assert told(at(27)) == [f"{SITTING} C-1: have an independent marker read the texts. SOON: 6 days left."]
    read(failed, keys, at(28))
    assert "decide, by somebody" in told(at(35, 1))[0]
    assert "OVERDUE by 3 days." in told(at(35, 1))[0]
    answer(failed, keys, at(36))
    assert told(at(37)) == []
