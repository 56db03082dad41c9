"""Does a letter say what was decided, why, how little a few questions tell, and until when one may appeal?"""

import re

import pytest

from practicum.errors import PracticumError
from practicum.exam.results.decide import re_mark
from practicum.exam.results.profile import interval, profile
from practicum.exam.results.standing import deadline_of

TITLES = {"A": "Posture"}


def texts(house, code="C-1"):
    """Return the page and the plain text of a letter."""
    page = (house.folder / "letters" / f"{code}.html").read_text(encoding="utf-8")
    return page.replace("&nbsp;", " "), (house.folder / "letters" / f"{code}.txt").read_text(encoding="utf-8")


def test_does_a_letter_say_the_result_the_figures_and_the_last_day_for_an_appeal(house, make):
    house.propose(make.sitting("Ada Bell", "Bo Crane"), make.marks("C-1"), make.marks("C-2", 50, 99))
    house.decide_all()
    assert sorted(house.letters()) == ["C-1", "C-2"]
    for text in texts(house):
        assert "Ada Bell" in text
        assert "you have passed." in text.casefold()
        assert "80.0 %" in text
        assert "until 2026-12-23" in text  # 30 days after the letter of 2026-11-23, not after the decision
        assert "Dora Okonkwo" in text
    for text in texts(house, "C-2"):
        assert "you have not passed." in text.casefold()
        assert "is below its floor of 59.5" in text
        assert "appeals@lanterne.example" in text


def test_is_a_letter_written_once_and_its_deadline_entered(house, make, at):
    house.propose(make.sitting("Ada Bell"), make.marks("C-1"))
    assert house.letters() == {}  # nothing is decided yet
    house.decide()
    house.letters()
    first = texts(house)
    assert house.letters(at=at(9)) == {}
    assert texts(house) == first
    with house.register.reading() as book:
        assert f"{deadline_of(book, '2026-11-demo', 'C-1'):%Y-%m-%d %H:%M:%S}" == "2026-12-23 23:59:59"


def test_says_a_letter_that_the_answers_were_marked_again(house, make, keys):
    sitting = make.sitting("Ada Bell")
    house.propose(sitting, make.marks("C-1", 65, 65))
    re_mark(house.register, sitting.id, "C-1", keys["ira"], at=make.at, same=True)
    house.propose(sitting, make.marks("C-1", 65, 66))
    house.decide()
    house.letters()
    for text in texts(house):
        assert "your answers were marked again" in text
        assert "66.0 %" in text


def test_does_a_letter_carry_a_hostile_name_as_words_only(house, make):
    name = '<script>alert(1)</script>"\u202eAda'
    house.propose(make.sitting(name), make.marks("C-1"))
    house.decide()
    house.letters()
    page, _plain = texts(house)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "\u202e" not in page


def test_gives_a_letter_away_no_key_no_other_candidate_and_no_marker(house, make):
    house.propose(make.sitting("Ada Bell", "Bo Crane"), make.marks("C-1"), make.marks("C-2"))
    house.decide_all()
    house.letters()
    for text in texts(house):
        for word in ("Bo Crane", "C-2", "Ewa", "ewa", "cm-1"):
            assert re.search(rf"\b{word}\b", text) is None, word
        assert "Questions and keys are used again and are not given out." in text


def test_says_a_rehearsal_that_it_is_one(house, make):
    house.propose(make.sitting("Ada Bell", rehearsal=True), make.marks("C-1"))
    house.decide()
    house.letters()
    assert all("decides nothing about you" in text for text in texts(house))


def test_says_a_fail_on_a_critical_error_which_and_two_names(house, make):
    house.propose(make.sitting("Ada Bell"), make.marks("C-1", critical=make.critical("confirmed")))
    house.decide()
    assert house.letters() == {}
    house.decide(by="dmitri")
    house.letters()
    for text in texts(house):
        assert "Invents a fact or a source." in text
        assert "Dora Okonkwo, Dmitri Vale" in text


def test_does_a_letter_for_a_fail_against_the_proposal_give_the_reason_of_the_people(house, make):
    house.propose(make.sitting("Ada Bell"), make.marks("C-1"))
    house.decide(outcome="not-passed", words="Somebody else sat for you.")
    house.decide(by="dmitri", words="Somebody else sat for you.")
    house.letters()
    for text in texts(house):
        assert text.count("Somebody else sat for you.") == 1
        assert "no critical error is confirmed" not in text


def test_refuses_letters_under_another_scheme(house, make):
    house.propose(make.sitting("Ada Bell", scheme="2019.9"), make.marks("C-1"))
    house.decide()
    with pytest.raises(PracticumError, match="under another scheme"):
        house.letters()


def test_is_the_interval_of_a_share_wilsons():
    low, high = interval(70, 10)
    assert (low, high) == pytest.approx((39.68, 89.22), abs=0.01)  # 7 of 10, a textbook value
    assert interval(0, 5)[0] == 0
    assert interval(100, 5)[1] == 100
    assert interval(50, 0) == (0, 100)


@pytest.mark.parametrize(
    ("share", "count", "words"),
    [
        (100, 2, "Only 2 questions"),
        (0, 1, "Only 1 question:"),
        (100, 10, "Clearly above"),
        (20, 10, "Clearly below"),
        (80, 10, "Too close to tell from 10 questions."),
        (80, 60, "Clearly above"),
    ],
)
def test_says_the_profile_no_more_than_its_questions_can_tell(share, count, words):
    (row,) = profile({"A": share}, {"A": count}, TITLES, 65.0)
    assert words in row.words
