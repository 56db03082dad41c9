"""Are differences of groups, sittings, stations and markers found, and only where there are some?"""

import warnings
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm
from statsmodels.stats.contingency_tables import StratifiedTable
from statsmodels.stats.multitest import multipletests

from practicum.errors import PracticumError
from practicum.exam.psychometrics.agreement import intraclass, weighted
from practicum.exam.psychometrics.dif import dif, mantel_haenszel, odds
from practicum.exam.psychometrics.drift import drift, holm
from practicum.exam.psychometrics.generalisability import coefficients, components, generalisability
from practicum.exam.psychometrics.responses import simulated
from practicum.exam.psychometrics.similarity import above, similar

DIFFICULTIES = np.linspace(-1.5, 1.5, 30)
TARGETS = np.array(
    [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float
)


def two_groups(count, harder):
    """A sitting of two groups of equal strength; the first question is harder for the second one."""
    own, other = simulated(count, DIFFICULTIES, seed=2), simulated(count, DIFFICULTIES + harder, seed=2)
    second = np.arange(count) % 2 == 1
    matrix = np.where(second[:, None] & (np.arange(30) == 0), other.matrix, own.matrix)
    return replace(own, matrix=matrix, groups=tuple(np.where(second, "south", "north")))


def test_is_the_odds_ratio_the_one_of_statsmodels():
    responses = two_groups(600, 0.8)
    focal = np.array(responses.groups) == "south"
    strata = responses.totals.astype(int)
    right = responses.matrix[:, 0]
    tables = [
        np.array([[(right[one & group] == n).sum() for n in (1, 0)] for group in (~focal, focal)])
        for one in (strata == score for score in np.unique(strata))
    ]
    wanted = StratifiedTable([table for table in tables if table.sum() > 1])
    found = mantel_haenszel(right, focal, strata)
    assert odds(found.value) == pytest.approx(wanted.oddsratio_pooled, rel=0.01)
    low, high = wanted.oddsratio_pooled_confint()
    assert (odds(found.high), odds(found.low)) == pytest.approx((low, high), rel=0.02)


def test_is_a_question_that_is_harder_for_one_group_found_and_no_other():
    found = dif(two_groups(2_000, 1.0))
    assert found[0].letter == "C"
    assert found[0].delta.high < 0
    assert "Much harder for south" in found[0].sentence
    assert {one.letter for one in found[1:]} == {"A"}


@pytest.mark.parametrize(("count", "judged"), [(198, False), (200, True)])
def test_is_no_class_given_below_a_hundred_a_group(count, judged):
    found = dif(two_groups(count, 1.5))[0]
    assert found.delta.low < found.delta.value < found.delta.high
    assert bool(found.letter) == judged
    assert ("Too few: 99" in found.sentence) != judged


def test_is_a_leaked_question_watched_and_a_stronger_group_no_leak():
    before = simulated(400, DIFFICULTIES, seed=3)
    stronger = np.random.default_rng(4).standard_normal(400) + 0.8
    leaked = DIFFICULTIES - 1.5 * (np.arange(30) == 20)
    found = drift(before, simulated(400, leaked, seed=5, ability=stronger), {"i002": 0.4})
    assert [one.item for one in found if one.watched] == ["i021"]
    assert found[20].easier.low > 0.5
    assert "40 of 100" in found[1].sentence
    assert "Too few: 20" in drift(before, simulated(20, leaked, seed=5))[20].sentence
    with pytest.raises(PracticumError, match="share 2"):
        drift(before, replace(before, items=("i001", "i002", *(f"n{n}" for n in range(28)))))


def test_does_holm_agree_with_statsmodels():
    chances = np.array([0.001, 0.2, 0.012, 0.03, 0.013])
    assert holm(chances).tolist() == multipletests(chances, method="holm")[0].tolist()


def cube(seed=1, people=40):
    draws = np.random.default_rng(seed)
    axes = ((0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2))
    sizes = (people, 5, 3)
    spreads = (0.5, 0.3, 0.2, 0.6, 0.2, 0.1, 0.4)
    shapes = [[size if axis in one else 1 for axis, size in enumerate(sizes)] for one in axes]
    return sum(spread * draws.standard_normal(shape) for spread, shape in zip(spreads, shapes, strict=True))


def test_do_variance_components_follow_from_the_mean_squares_of_statsmodels():
    marks = cube(people=12)
    rows = pd.DataFrame(
        [(p, s, r, marks[p, s, r]) for p, s, r in np.ndindex(marks.shape)], columns=list("psrm")
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # no degrees are left for the rest: that is the design
        squares = anova_lm(ols("m ~ (C(p) + C(s) + C(r)) ** 2", rows).fit())["mean_sq"]
    names = ("C(p)", "C(s)", "C(r)", "C(p):C(s)", "C(p):C(r)", "C(s):C(r)", "Residual")
    p, s, r, ps, pr, sr, rest = (squares[name] for name in names)
    wanted = [(p - ps - pr + rest) / 15, (s - ps - sr + rest) / 36, (r - pr - sr + rest) / 60,
              (ps - rest) / 3, (pr - rest) / 5, (sr - rest) / 12, rest]  # fmt: skip
    assert components(marks) == pytest.approx(wanted, abs=1e-9)


def test_are_simulated_components_found_again():
    found = np.mean([components(cube(seed, 60)) for seed in range(60)], axis=0)
    assert found[[0, 3, 4, 6]] == pytest.approx([0.25, 0.36, 0.04, 0.16], abs=0.03)


@pytest.mark.parametrize(
    ("stations", "raters", "wanted"), [(4, 1, 0.62), (4, 2, 0.67), (10, 1, 0.76), (12, 2, 0.83)]
)
def test_does_a_plan_of_stations_and_markers_give_the_values_of_the_design(stations, raters, wanted):
    variances = np.array([0.25, 0, 0, 0.35, 0.03, 0, 0.15])
    assert coefficients(variances, stations, raters)[0] == pytest.approx(wanted, abs=0.006)


def test_does_a_study_say_what_more_stations_would_bring():
    found = generalisability(cube(people=80))
    assert found.general.low < found.general.value < found.general.high
    assert found.dependable.value < found.general.value
    assert found.planned(7, 3)[0] > found.planned(5, 4)[0] > found.general.value
    assert "Two more stations" in found.sentence
    assert "Too few: 20" in generalisability(cube(people=20)).sentence
    one_rater = generalisability(cube()[:, :, :1])
    assert {part for part, value in one_rater.variances.items() if value} <= {"person", "station", "rest"}
    with pytest.raises(PracticumError, match="missing"):
        generalisability(np.where(np.arange(3) == 1, np.nan, cube()))


def test_is_the_intraclass_correlation_the_published_one():
    """Shrout and Fleiss 1979: .29 and .62; the intervals are those that the package psych of R prints."""
    found = intraclass(TARGETS)
    assert (found.single.value, found.mean.value) == pytest.approx((0.29, 0.62), abs=0.005)
    assert (found.single.low, found.single.high) == pytest.approx((0.019, 0.761), abs=0.001)
    assert (found.mean.low, found.mean.high) == pytest.approx((0.071, 0.927), abs=0.001)
    assert "Too few: 6" in found.sentence


def test_do_markers_who_agree_and_who_do_not_get_their_own_sentence():
    draws = np.random.default_rng(8)
    truth = draws.standard_normal((60, 1))
    assert "agree well" in intraclass(truth + 0.3 * draws.standard_normal((60, 2))).sentence
    assert "do not agree" in intraclass(truth + 2 * draws.standard_normal((60, 2))).sentence
    levels = draws.integers(0, 4, (40, 1)).repeat(2, axis=1)
    assert weighted(levels).kappa.value == 1
    assert "Too few: 9" in weighted(levels[:9]).sentence
    with pytest.raises(PracticumError, match="missing"):
        intraclass(np.where(TARGETS == 9, np.nan, TARGETS))


def with_options(count, seed):
    found = simulated(count, np.linspace(-1.5, 1.5, 60), seed=seed)
    wrong = np.random.default_rng(seed).choice(list("bcd"), size=found.matrix.shape, p=(0.6, 0.3, 0.1))
    return replace(
        found, chosen=np.where(found.matrix == 1, "a", wrong), keys=dict.fromkeys(found.items, "a")
    )


def test_is_a_pair_with_equal_wrong_answers_found_and_honest_ones_are_not():
    honest = with_options(300, 21)
    before = similar(honest)
    assert before.listed == ()
    assert before.pairs == 300 * 299 // 2
    chosen, matrix = honest.chosen.copy(), honest.matrix.copy()
    source = int(np.argsort(matrix.sum(axis=1))[150])
    chosen[5, :50], matrix[5, :50] = chosen[source, :50], matrix[source, :50]
    found = similar(replace(honest, chosen=chosen, matrix=matrix))
    (pair,) = found.listed
    assert {*pair.persons} == {honest.persons[5], honest.persons[source]}
    assert pair.equal == len(pair.items) >= 10
    assert pair.expected < pair.equal / 2
    assert all(chosen[5, honest.items.index(item)] != "a" for item in pair.items)
    assert "first look" in found.sentence


def test_is_the_chance_of_so_many_equal_answers_the_binomial_one_where_all_chances_are_equal():
    found = above(np.full((2, 12), 0.3), np.array([5, 0], dtype=np.float32))
    assert found == pytest.approx([binom.sf(4, 12, 0.3), 1])


def test_are_honest_pairs_listed_no_more_often_than_said():
    assert sum(bool(similar(with_options(60, seed)).listed) for seed in range(12)) <= 3


def test_is_nothing_compared_without_options_or_with_few_candidates():
    assert "options chosen" in similar(simulated(50, DIFFICULTIES, seed=1)).sentence
    assert "Too few: 20" in similar(with_options(20, 1)).sentence
