"""Do the classical statistics say what books and other libraries say, and nothing when too few came?"""

from dataclasses import replace

import numpy as np
import pytest
from statsmodels.stats.proportion import proportion_confint

from practicum.errors import PracticumError
from practicum.exam.psychometrics import limits
from practicum.exam.psychometrics.consistency import consistency
from practicum.exam.psychometrics.items import correlated, items, wilson
from practicum.exam.psychometrics.options import options
from practicum.exam.psychometrics.reliability import feldt, reliability
from practicum.exam.psychometrics.responses import Responses, simulated


def first(responses, count):
    return replace(responses, matrix=responses.matrix[:count], persons=responses.persons[:count])


def test_are_facility_and_alpha_the_published_ones(lsat6, published):
    found = [one.facility.value for one in items(lsat6)]
    assert found == pytest.approx(published.FACILITY, abs=published.WITHIN)
    assert reliability(lsat6).alpha.value == pytest.approx(published.ALPHA, abs=published.WITHIN)


@pytest.mark.parametrize(("right", "count"), [(0, 12), (7, 30), (30, 30), (612, 1_000)])
def test_is_the_interval_of_a_share_the_one_of_statsmodels(right, count):
    found = wilson(right / count, count)
    assert (found.low, found.high) == pytest.approx(
        proportion_confint(right, count, method="wilson"), abs=1e-9
    )


def test_is_discrimination_the_correlation_with_the_other_questions_only(lsat6):
    rest = lsat6.matrix[:, 1:].sum(axis=1)
    wanted = np.corrcoef(lsat6.matrix[:, 0], rest)[0, 1]
    found = items(lsat6)[0].discrimination
    assert found.value == pytest.approx(wanted)
    assert found.value < np.corrcoef(lsat6.matrix[:, 0], lsat6.totals)[0, 1] - 0.1
    assert found.low < wanted < found.high


def test_does_the_interval_of_a_correlation_hold_the_truth_as_often_as_it_says():
    draws = np.random.default_rng(3)
    pairs = draws.multivariate_normal([0, 0], [[1, 0.4], [0.4, 1]], size=(1_000, 40))
    found = [correlated(one[:, 0], one[:, 1]) for one in pairs]
    assert np.mean([one.low < 0.4 < one.high for one in found]) == pytest.approx(0.95, abs=0.02)


def test_does_the_interval_of_alpha_hold_the_truth_as_often_as_it_says():
    """Parallel parts with a correlation of .2 among them: the truth is known."""
    draws = np.random.default_rng(4)
    truth = 10 / 9 * (1 - 10 / (10 + 90 * 0.2))
    held = []
    for _time in range(500):
        scores = np.sqrt(0.2) * draws.standard_normal((50, 1)) + np.sqrt(0.8) * draws.standard_normal(
            (50, 10)
        )
        variance = scores.var(axis=0, ddof=1).sum() / scores.sum(axis=1).var(ddof=1)
        low, high = feldt(10 / 9 * (1 - variance), 50, 10)
        held.append(low < truth < high)
    assert np.mean(held) == pytest.approx(0.95, abs=0.025)


def test_do_conditional_errors_agree_with_the_overall_one():
    responses = simulated(3_000, np.linspace(-1.5, 1.5, 40), seed=5)
    found = reliability(responses)
    at = np.interp(responses.totals, np.arange(41), found.conditional)
    assert np.sqrt((at**2).mean()) == pytest.approx(found.sem.value, rel=0.01)
    assert found.conditional[0] == found.conditional[40] == 0
    assert found.at(20) > found.at(36) > 0
    assert found.sem.low < found.sem.value < found.sem.high


def test_is_the_error_of_a_mark_what_a_second_sitting_shows():
    ability = np.random.default_rng(6).standard_normal(3_000)
    one, other = (simulated(3_000, np.linspace(-2, 1, 60), seed=seed, ability=ability) for seed in (7, 8))
    again = np.sqrt(((one.totals - other.totals) ** 2).mean() / 2)
    assert reliability(one).sem.value == pytest.approx(again, rel=0.04)


@pytest.mark.parametrize(
    ("questions", "slope", "agree", "truth"), [(20, 1.0, 0.80, 0.85), (60, 1.0, 0.88, 0.91)]
)
def test_is_decision_consistency_what_a_second_sitting_shows(questions, slope, agree, truth):
    """Also the values that the design of the exam rests on: 4,000 candidates, a cut of 65 %."""
    ability = np.random.default_rng(7).standard_normal(4_000)
    difficulties = np.linspace(-1.7, 0.3, questions)
    one, other = (simulated(4_000, difficulties, slope, seed=seed, ability=ability) for seed in (7, 8))
    cut = 0.65 * questions
    found = consistency(one, cut, 2.0)
    assert found.consistency.value == pytest.approx(
        np.mean((one.totals >= cut) == (other.totals >= cut)), abs=0.02
    )
    assert found.consistency.value == pytest.approx(agree, abs=0.02)
    assert found.accuracy.value == pytest.approx(truth, abs=0.02)
    assert found.consistency.low < found.consistency.value < found.consistency.high
    assert found.passed == (one.totals >= cut).sum()
    assert found.near == (np.abs(one.totals - cut) <= 2).sum()


@pytest.mark.parametrize("cut", [0, -3, 5.5])
def test_is_a_cut_outside_the_form_refused(lsat6, cut):
    with pytest.raises(PracticumError, match="on a form of 5"):
        consistency(lsat6, cut, 1.0)


def test_does_a_wrong_key_show_itself():
    responses = simulated(200, np.linspace(-1, 1, 20), seed=9)
    responses.matrix[:, 4] = 1 - responses.matrix[:, 4]
    flagged = {one.item: one.sentence for one in items(responses) if one.discrimination.value < 0}
    assert [*flagged] == ["i005"]
    assert "check the key" in flagged["i005"]


@pytest.mark.parametrize(
    ("count", "flags", "word"), [(29, False, "Too few"), (30, True, "two experts"), (60, True, "panel may")]
)
def test_is_a_question_flagged_and_taken_out_only_from_the_limits_on(count, flags, word):
    responses = simulated(count, np.linspace(-1, 1, 20), seed=9)
    responses.matrix[:, 4] = 1 - responses.matrix[:, 4]
    found = items(responses)[4]
    assert bool(found.flags) == flags
    assert word in found.sentence
    assert found.facility.low < found.facility.value < found.facility.high


def test_does_reliability_say_what_its_interval_allows():
    responses = simulated(400, np.linspace(-1, 1, 60), seed=10)
    assert "as reliable as is wanted" in reliability(responses).sentence
    assert "reliable enough for" in reliability(simulated(400, [0.0] * 40, seed=10)).sentence
    assert "Too few: 20" in reliability(first(responses, 20)).sentence
    assert "below 0.80" in reliability(simulated(400, [0.0] * 5, 0.5, seed=1)).sentence
    same = Responses(np.ones((5, 3)), tuple("abcde"), tuple("xyz"))
    with pytest.raises(PracticumError, match="equally many"):
        reliability(same)


def test_do_options_show_who_is_drawn_to_them():
    strong = np.arange(40) >= 20
    chosen = np.array([["a"] * 12 for _ in strong])
    chosen[~strong, :11] = "b"  # the strong solve all but the last, on which they choose c
    chosen[strong, 11] = "c"
    chosen[0, 0] = "d"
    people, names = tuple(f"p{n}" for n in range(40)), tuple(f"q{n}" for n in range(12))
    found = {
        (one.item, one.option): one
        for one in options(Responses((chosen == "a") * 1.0, people, names, chosen, dict.fromkeys(names, "a")))
    }
    assert found["q11", "c"].share.value == 0.5
    assert found["q11", "c"].flagged
    assert "strong choose" in found["q11", "c"].sentence
    assert "one in twenty" in found["q0", "d"].sentence
    assert not found["q0", "b"].flagged
    assert found["q0", "a"].right
    assert not found["q0", "a"].flagged


def test_do_the_limits_stand_as_the_scheme_has_them():
    assert (limits.FLAGS, limits.REMOVAL, limits.RASCH, limits.DIF_GROUP) == (30, 60, 100, 100)
    assert "29 candidates" in limits.too_few(29, 30)
