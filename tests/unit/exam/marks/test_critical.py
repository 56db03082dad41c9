"""Do two people decide on a critical error, blind to each other, and a third where they differ?"""

import pytest

from practicum.errors import PracticumError
from practicum.exam.marks import markers
from practicum.exam.marks.critical import confirm, matters, waiting_for
from practicum.exam.marks.say import matter_said


@pytest.fixture
def judge(ready):
    """Give a verdict on the leak of the fourth candidate, or what is named."""

    def judging(examiner, verdict, code="", error="leak", **more):
        return confirm(
            ready.sitting, code or ready.codes[3], error, examiner=examiner, verdict=verdict,
            reason=f"Word of {examiner}.", **more,
        )  # fmt: skip

    return judging


def state(ready, error="leak", n=3):
    return next(one for one in matters(ready.sitting) if (one.code, one.error) == (ready.codes[n], error))


def confirmations(ready):
    path = ready.folder / "confirmations.csv"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def test_rules_propose_and_two_confirm(ready, judge):
    assert (state(ready).state, state(ready).needed) == ("proposed", 2)
    assert judge("bob", "confirmed").needed == 1
    found = judge("cleo", "confirmed")
    assert (found.state, found.needed) == ("confirmed", 0)
    assert all(name in confirmations(ready) for name in ("bob", "cleo", "Word of bob."))
    assert markers(ready.sitting, ready.codes[3]) == {"bob", "cleo"}


def test_nobody_sees_the_first_verdict_before_the_second_is_in(ready, judge):
    judge("bob", "rejected")
    assert "bob" not in confirmations(ready)
    (shown,) = [
        one
        for one in waiting_for(ready.sitting, "cleo")
        if one.error == "leak" and one.code == ready.codes[3]
    ]
    said = matter_said(shown)
    assert "bob" not in said
    assert "rejected" not in said
    assert "Word of" not in said


def test_one_person_cannot_be_both(ready, judge):
    judge("bob", "confirmed")
    with pytest.raises(PracticumError, match="has judged leak"):
        judge("bob", "confirmed")
    assert state(ready).state == "proposed"
    assert not [
        one for one in waiting_for(ready.sitting, "bob") if (one.code, one.error) == (ready.codes[3], "leak")
    ]


@pytest.mark.parametrize("third", ["confirmed", "rejected"])
def test_a_third_decides_where_two_differ_and_does_not_see_who_said_what(ready, judge, third):
    judge("bob", "confirmed")
    split = judge("cleo", "rejected")
    assert (split.state, split.needed, split.split) == ("proposed", 1, True)
    assert "disagree" in matter_said(split)
    assert not confirmations(ready) or "bob" not in confirmations(ready)
    assert judge("dan", third).state == third
    assert confirmations(ready).count("Word of") == 3
    with pytest.raises(PracticumError, match="decided already"):
        judge("eve", "confirmed")


def test_who_trained_the_candidate_may_not_judge(ready, judge):
    code = ready.codes[0]
    for examiner, also in (("ana", ()), ("bob", ("school of osterbeck",)), ("cleo", ("R-1",))):
        with pytest.raises(PracticumError, match="has trained"):
            judge(examiner, "confirmed", code=code, error="false-name", also=also)
    assert code not in {one.code for one in waiting_for(ready.sitting, "ana")}


def test_an_examiner_may_propose_what_no_rule_saw_and_another_must_confirm(ready, judge):
    code = ready.codes[5]
    with pytest.raises(PracticumError, match="nothing to reject"):
        judge("bob", "rejected", code=code, error="made-up")
    first = judge("bob", "confirmed", code=code, error="made-up")
    assert (first.state, first.needed) == ("proposed", 1)
    assert "Word of bob" not in matter_said(first)
    assert judge("cleo", "rejected", code=code, error="made-up").split


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"verdict": "perhaps"}, "no verdict"),
        ({"reason": "  "}, "needs its reason"),
        ({"code": "C-9"}, "no candidate C-9"),
        ({"examiner": "../x"}, "cannot name a marker"),
    ],
)
def test_a_verdict_that_cannot_count_is_refused(ready, change, said):
    given = {"code": ready.codes[3], "examiner": "bob", "verdict": "confirmed", "reason": "So.", **change}
    code = given.pop("code")
    with pytest.raises(PracticumError, match=said):
        confirm(ready.sitting, code, "leak", **given)
    assert state(ready).needed == 2


def test_a_reason_that_would_be_a_formula_stays_words(ready):
    for name in ("bob", "cleo"):
        confirm(ready.sitting, ready.codes[3], "leak", examiner=name, verdict="confirmed", reason="=1+1")
    assert ",'=1+1," in confirmations(ready)
