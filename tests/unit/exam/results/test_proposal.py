"""Do the rules propose what the scheme says, at every edge, and say why?"""

from dataclasses import replace

import pytest

from practicum.errors import PracticumError
from practicum.exam.results.proposal import Verdict, absent, composite_error, percent, propose


def codes(proposal):
    return [reason.code for reason in proposal.reasons]


@pytest.fixture
def rules(examination):
    return lambda final, **options: propose(final, examination.scheme, **options)


def test_is_the_error_of_the_composite_that_of_independent_parts(examination):
    assert composite_error(examination.scheme) == pytest.approx((0.4**2 * 5.5**2 + 0.6**2 * 6.0**2) ** 0.5)


@pytest.mark.parametrize(
    ("parts", "verdict", "why"),
    [
        ((80, 80), Verdict.PASSED, ["all-held"]),
        ((40, 40), Verdict.NOT_PASSED, ["composite-short", "floor-short", "floor-short"]),
        ((90, 70), Verdict.PASSED, ["all-held"]),
        ((65, 65), Verdict.RE_MARK, ["near-cut", "near-floor", "near-floor"]),
        ((99, 50), Verdict.NOT_PASSED, ["floor-short"]),  # a composite of 69.6 does not make up for a floor
        ((64, 95), Verdict.RE_MARK, ["near-floor"]),
        ((53.9, 95), Verdict.NOT_PASSED, ["floor-short"]),
    ],
)
def test_does_the_verdict_follow_from_the_two_parts(rules, make, parts, verdict, why):
    found = rules(make.marks("C-1", *parts))
    assert (found.verdict, codes(found)) == (verdict, why)


@pytest.mark.parametrize("step", [-0.001, 0.0, 0.001])
def test_does_each_limit_hold_to_a_thousandth_of_a_percent(rules, make, step):
    held = rules(make.marks(part1=59.5 + step, part2=90), remarked=True)
    assert held.verdict is (Verdict.NOT_PASSED if step < 0 else Verdict.PASSED)
    held = rules(make.marks(part1=90, part2=59 + step), remarked=True)
    assert held.verdict is (Verdict.NOT_PASSED if step < 0 else Verdict.PASSED)
    held = rules(make.marks(part1=65 + step, part2=65 + step), remarked=True)
    assert held.verdict is (Verdict.NOT_PASSED if step < 0 else Verdict.PASSED)


def test_does_the_band_end_one_standard_error_from_the_cut_on_both_sides(rules, make, examination):
    error = composite_error(examination.scheme)
    for side in (-1, 1):
        inside, outside = 65 + side * (error - 0.01), 65 + side * (error + 0.01)
        assert "near-cut" in codes(rules(make.marks(part1=inside, part2=inside)))
        assert "near-cut" not in codes(rules(make.marks(part1=outside, part2=outside)))


def test_is_a_part_near_its_floor_left_alone_where_it_cannot_decide(rules, make):
    assert codes(rules(make.marks(part1=60, part2=20))) == ["composite-short", "floor-short"]


def test_is_a_result_that_was_marked_again_decided_by_its_figures_alone(rules, make):
    assert rules(make.marks(part1=65, part2=65), remarked=True).verdict is Verdict.PASSED
    assert rules(make.marks(part1=64, part2=65), remarked=True).verdict is Verdict.NOT_PASSED


def test_does_a_confirmed_critical_error_fail_with_any_marks_and_a_rejected_one_never(rules, make):
    found = rules(make.marks(part1=100, part2=100, critical=make.critical("confirmed")))
    assert (found.verdict, found.gate) == (Verdict.NOT_PASSED, ("made-up",))
    assert "Invents a fact or a source." in found.reasons[0].sentence
    assert rules(make.marks(critical=make.critical("rejected"))).verdict is Verdict.PASSED


def test_does_everything_wait_for_texts_and_for_words_on_a_critical_error(rules, make):
    found = rules(make.marks(open_texts=("pb-note", "pe-statement"), critical=make.critical("proposed")))
    assert (found.verdict, codes(found)) == (Verdict.WAITING, ["texts-open", "critical-open"])
    assert "pb-note, pe-statement" in found.reasons[0].sentence
    one = rules(make.marks(open_texts=("pb-note",), critical=make.critical("confirmed")))
    assert one.verdict is Verdict.WAITING


def test_is_nothing_received_no_mark_of_zero():
    assert absent("C-1", "cm").verdict is Verdict.WAITING


def test_are_equal_marks_given_equal_proposals(rules, make):
    assert rules(make.marks(part1=61.2, part2=71.9)) == rules(make.marks(part1=61.2, part2=71.9))


def test_is_a_percentage_never_shown_higher_than_it_is():
    assert [percent(value) for value in (64.99999, 65.0, 59.4999, 64.9999999999)] == [
        "64.9",
        "65.0",
        "59.4",
        "65.0",
    ]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"certificate": "xx"}, "no certificate"),
        ({"composite": 90.0}, "its parts make"),
        ({"part1": 140.0}, "no percentage"),
        ({"critical": (("nothing", "confirmed", ""),)}, "no critical error"),
        ({"critical": (("leak", "maybe", ""),)}, "means nothing"),
    ],
)
def test_are_marks_that_do_not_fit_refused_in_words(rules, make, changed, words):
    with pytest.raises(PracticumError, match=words):
        rules(replace(make.marks(), **changed))
