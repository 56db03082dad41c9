"""Who may decide what about whom: is each bar of the scheme held, and each refusal said in words?"""

from dataclasses import replace

import pytest

from practicum.errors import PracticumError
from practicum.exam.results.check import check
from practicum.exam.results.decide import re_mark
from practicum.exam.results.entering import Incident, enter_sitting, person_of
from practicum.exam.results.people import Officer, Signer, refuse_trainer
from practicum.exam.results.standing import decision_of, markers_of


def standing(house, code="C-1", sitting="2026-11-demo"):
    with house.register.reading() as book:
        return decision_of(book, sitting, code)


def test_are_a_sitting_and_its_proposals_entered_once_however_often_it_is_asked(house, make):
    sitting = make.sitting("Ada Bell", "Bo Crane")
    house.propose(sitting, make.marks("C-1"))
    first = house.kinds()
    assert first == ["sitting", "application", "accommodation", "application", "marks", "proposal"]
    house.propose(sitting, make.marks("C-1"))
    assert house.kinds() == first
    house.propose(sitting, make.marks("C-1", 81), make.marks("C-2"))
    assert house.kinds() == [*first, "marks", "proposal", "marks", "proposal"]


def test_is_an_incident_entered_once_and_its_words_kept_apart(house, make):
    sitting = make.sitting("Ada Bell")
    one = Incident("2026-11-14T09:12", "ivo", "C-1", "Ada Bell's screen went dark.")
    for _again in range(2):
        enter_sitting(house.register, sitting, at=make.at, incidents=[one])
    with house.register.reading() as book:
        entry = book.of(sitting.id, "C-1")[-1]
        assert book.private(entry)[0]["words"] == one.words
        assert "screen" not in str(entry.content())
    assert house.kinds().count("incident") == 1


def test_is_a_pass_decided_by_one_person_and_cannot_be_decided_again(house, make):
    house.propose(make.sitting("Ada Bell"), make.marks("C-1"))
    house.decide()
    found = standing(house)
    assert (found.outcome, found.by, found.complete) == ("passed", ("dora",), True)
    with pytest.raises(PracticumError, match="was decided on 2026-11-21 by dora"):
        house.decide(by="dmitri")


def test_may_nobody_decide_who_marked_the_candidate(house, make):
    house.propose(make.sitting("Ada Bell"), make.marks("C-1"), markers=("ewa", "dora"))
    with pytest.raises(PracticumError, match="Dora Okonkwo has marked C-1"):
        house.decide()
    house.decide(by="dmitri")


@pytest.mark.parametrize("trainers", [("Dora Okonkwo",), ("dora",), ("  DORA   okonkwo ",)])
def test_may_nobody_decide_who_trained_the_candidate(house, make, trainers):
    house.propose(make.sitting("Ada Bell", trainers=trainers), make.marks("C-1"))
    with pytest.raises(PracticumError, match="Dora Okonkwo has trained C-1"):
        house.decide()
    house.decide(by="dmitri")


def test_is_somebody_barred_by_a_school_in_common_and_by_a_registration(make):
    person = make.sitting("Ada Bell", trainers=("North School",)).private["C-1"]
    officer = Officer("eli", "Eli", ("examiner",), "", "q")
    refuse_trainer(officer, person, "C-1")
    for barred in (replace(officer, trains_for=("north  SCHOOL",)), replace(officer, trained=("R-C-1",))):
        with pytest.raises(PracticumError, match="may not judge them"):
            refuse_trainer(barred, person, "C-1")


def test_may_only_a_decision_maker_decide(house, make):
    house.propose(make.sitting("Ada Bell"), make.marks("C-1"))
    for by in ("ira", "olga"):
        with pytest.raises(PracticumError, match="one of these roles: decision-maker"):
            house.decide(by=by)
    assert standing(house) is None


def test_takes_a_fail_on_a_critical_error_two_people(house, make):
    final = make.marks("C-1", critical=make.critical("confirmed"))
    house.propose(make.sitting("Ada Bell"), final)
    house.decide()
    assert standing(house) is None  # one signature is not a decision yet
    with pytest.raises(PracticumError, match="the second look is another person's"):
        house.decide()
    with pytest.raises(PracticumError, match="does not meet the published rule"):
        house.decide(by="dmitri", outcome="passed")
    house.decide(by="dmitri")
    assert standing(house).by == ("dora", "dmitri")
    with pytest.raises(PracticumError, match="was decided on"):
        house.decide(by="dilip")


def test_does_a_fail_without_a_critical_error_take_one_person(house, make):
    house.propose(make.sitting("Ada Bell"), make.marks("C-1", 30, 30))
    house.decide()
    assert standing(house).outcome == "not-passed"


def test_begins_a_half_signed_decision_anew_when_the_marks_have_changed(house, make):
    sitting = make.sitting("Ada Bell")
    house.propose(sitting, make.marks("C-1", critical=make.critical("confirmed")))
    house.decide()
    house.propose(sitting, make.marks("C-1", critical=make.critical("rejected")))
    house.decide()
    assert (standing(house).outcome, standing(house).by) == ("passed", ("dora",))


def test_can_nobody_pass_a_candidate_against_the_rule(house, make):
    house.propose(make.sitting("Ada Bell"), make.marks("C-1", 30, 30))
    with pytest.raises(PracticumError, match="nobody can pass them against it"):
        house.decide(outcome="passed", words="They deserve it.")


def test_takes_a_fail_against_the_proposal_words_and_two_people_who_agree(house, make):
    house.propose(make.sitting("Ada Bell"), make.marks("C-1"))
    with pytest.raises(PracticumError, match="takes a reason in words"):
        house.decide(outcome="not-passed")
    with pytest.raises(PracticumError, match="no decision"):
        house.decide(outcome="perhaps")
    house.decide(outcome="not-passed", words="Somebody else sat for this candidate.")
    assert standing(house) is None
    with pytest.raises(PracticumError, match="do not agree"):
        house.decide(by="dmitri", outcome="passed")
    house.decide(by="dmitri", words="I saw the pictures of the door.")
    assert standing(house).by == ("dora", "dmitri")


def test_is_nothing_decided_that_waits_or_must_be_marked_again(house, make):
    house.propose(
        make.sitting("Ada Bell", "Bo Crane", "Chi Dorn"),
        make.marks("C-1", open_texts=("x",)),
        make.marks("C-2", 65, 65),
    )
    for code, words in (("C-1", "Not everything"), ("C-2", "marked again"), ("C-3", "Nothing is proposed")):
        with pytest.raises(PracticumError, match=words):
            house.decide(code)


def test_is_a_result_in_the_band_decided_once_somebody_new_has_marked_it_again(house, make, keys):
    sitting = make.sitting("Ada Bell", "Bo Crane", trainers=("Ira Solberg",))
    house.propose(sitting, make.marks("C-1", 65, 65), make.marks("C-2"))

    def again(by, code="C-1"):
        return re_mark(house.register, sitting.id, code, keys[by], at=make.at, same=True)

    with pytest.raises(PracticumError, match="Ewa has marked C-1"):
        again("ewa")
    with pytest.raises(PracticumError, match="Ira Solberg has trained C-1"):
        again("ira")
    with pytest.raises(PracticumError, match="one of these roles: examiner"):
        again("dora")
    with pytest.raises(PracticumError, match="not one that must be marked again"):
        again("ewa", "C-2")
    other = make.sitting("Eve Frost", id="2026-12")
    house.propose(other, make.marks("C-1", 65, 65))
    re_mark(house.register, other.id, "C-1", keys["ira"], at=make.at, same=True)
    house.propose(other, make.marks("C-1", 65, 65))
    house.decide(sitting=other.id)
    assert standing(house, sitting=other.id).outcome == "passed"
    with house.register.reading() as book:
        assert markers_of(book, other.id, "C-1") == {"ewa", "efe", "ira"}


def test_signs_one_person_all_that_they_may_and_hears_why_not_the_rest(house, make):
    sitting = make.sitting("Ada Bell", "Bo Crane", "Chi Dorn", "Dee Ember")
    house.propose(
        sitting,
        make.marks("C-1"),
        make.marks("C-2", 65, 65),
        make.marks("C-3", critical=make.critical("confirmed")),
    )
    signed, refused = house.decide_all()
    assert [one.code for one in signed] == ["C-1", "C-3"]
    assert "marked again" in refused["C-2"]
    assert "Nothing is proposed" in refused["C-4"]
    signed, refused = house.decide_all("dmitri")
    assert [one.code for one in signed] == ["C-3"]
    assert check(house.register).faults == ()


def test_is_a_stolen_name_without_its_key_refused(house, make, keys):
    house.propose(make.sitting("Ada Bell"), make.marks("C-1"))
    house.keys = {**keys, "dora": Signer(keys["dora"].officer, keys["ewa"].pem)}
    with pytest.raises(PracticumError, match="not the private key of Dora"):
        house.decide()
    assert "decision" not in house.kinds()


def test_finds_the_register_the_person_and_says_when_there_is_none(house, make):
    house.propose(make.sitting("Ada Bell"), make.marks("C-1"))
    with house.register.reading() as book:
        assert person_of(book, "2026-11-demo", "C-1").name == "Ada Bell"
        with pytest.raises(PracticumError, match="no person for C-9"):
            person_of(book, "2026-11-demo", "C-9")
