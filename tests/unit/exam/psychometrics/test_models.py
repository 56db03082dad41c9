"""Do the models find published values, simulated ones, and those of an independent library?"""

from dataclasses import replace

import girth
import numpy as np
import pytest

from practicum.errors import PracticumError
from practicum.exam.psychometrics.irt import abilities, fit
from practicum.exam.psychometrics.persons import misfits, standardised
from practicum.exam.psychometrics.rasch import rasch, two_parameter
from practicum.exam.psychometrics.responses import simulated


def test_does_the_two_parameter_model_find_the_published_values(lsat6, published):
    found = fit(lsat6.matrix, one_slope=False)
    assert found.converged
    assert found.slopes == pytest.approx(published.SLOPES, abs=published.WITHIN)
    assert found.difficulties == pytest.approx(published.DIFFICULTIES, abs=published.WITHIN)
    assert found.likelihood == pytest.approx(published.LIKELIHOOD, abs=1e-3)
    # Theirs come from the Hessian, ours from the cross-product of gradients: two estimates of one thing.
    assert found.slope_errors == pytest.approx(published.SLOPE_ERRORS, rel=0.05)
    assert found.difficulty_errors == pytest.approx(published.DIFFICULTY_ERRORS, rel=0.05)


def test_does_raschs_model_find_the_values_of_another_program(lsat6, published):
    found = fit(lsat6.matrix, one_slope=True)
    assert found.slopes == pytest.approx([published.RASCH_SLOPE] * 5, abs=1e-3)
    assert found.difficulties == pytest.approx(published.RASCH_DIFFICULTIES, abs=published.WITHIN)
    assert found.likelihood == pytest.approx(published.RASCH_LIKELIHOOD, abs=1e-3)
    told = rasch(lsat6)
    assert told.spread == pytest.approx(published.RASCH_SLOPE, abs=1e-3)
    logits = [one.difficulty.value for one in told.items]
    assert logits == pytest.approx(np.array(published.RASCH_DIFFICULTIES) * published.RASCH_SLOPE, abs=5e-3)


def test_are_simulated_parameters_found_again_within_their_intervals(known):
    responses, difficulties, slopes = known
    found = two_parameter(responses)
    held = [
        one.difficulty.low < true < one.difficulty.high
        for one, true in zip(found.items, difficulties, strict=True)
    ]
    held += [one.slope.low < true < one.slope.high for one, true in zip(found.items, slopes, strict=True)]
    assert 0.88 <= np.mean(held) < 1
    assert (
        np.mean([abs(one.slope.value - true) for one, true in zip(found.items, slopes, strict=True)]) < 0.12
    )


def test_do_both_models_agree_with_girth(known):
    responses, _difficulties, _slopes = known
    answers = responses.matrix.astype(int).T
    two, one = fit(responses.matrix, one_slope=False), fit(responses.matrix, one_slope=True)
    wanted = girth.twopl_mml(answers, options={"quadrature_n": 31})
    assert two.slopes == pytest.approx(wanted["Discrimination"], abs=0.03)
    assert two.difficulties == pytest.approx(wanted["Difficulty"], abs=0.03)
    wanted = girth.onepl_mml(answers, options={"quadrature_n": 31})
    assert one.slopes[0] == pytest.approx(wanted["Discrimination"], abs=0.02)
    assert one.difficulties == pytest.approx(wanted["Difficulty"], abs=0.03)


def test_is_the_gradient_zero_and_no_step_uphill_left(lsat6):
    """Any change of a parameter lowers the likelihood, which is summed here over all answers by hand."""
    found = fit(lsat6.matrix, one_slope=False)
    nodes = np.linspace(-7, 7, 201)
    prior = np.exp(-(nodes**2) / 2)

    def likelihood(slopes, difficulties):
        chance = 1 / (1 + np.exp(-slopes * (nodes[:, None] - difficulties)))
        rows = np.prod(np.where(lsat6.matrix[:, None] == 1, chance, 1 - chance), axis=2)
        return np.log(rows @ prior / prior.sum()).sum()

    top = likelihood(found.slopes, found.difficulties)
    assert top == pytest.approx(found.likelihood, abs=1e-6)
    for n in range(5):
        for step in (-0.05, 0.05):
            move = step * np.eye(5)[n]
            assert likelihood(found.slopes + move, found.difficulties) < top
            assert likelihood(found.slopes, found.difficulties + move) < top


def test_are_questions_that_were_not_reached_no_wrong_answers(known):
    responses, difficulties, _slopes = known
    gaps = responses.matrix.copy()
    gaps[::2, 16:] = np.nan  # a random half never reached the last eight
    found = fit(gaps, one_slope=True)
    assert np.abs(found.difficulties - difficulties).mean() < 0.3
    wrong = fit(np.nan_to_num(gaps), one_slope=True)
    assert np.abs(wrong.difficulties[16:] - difficulties[16:]).mean() > 0.5


def test_are_abilities_unbiased_and_finite_for_all_right(known):
    responses, difficulties, slopes = known
    model = replace(fit(responses.matrix, one_slope=False), difficulties=difficulties, slopes=slopes)
    truth = np.repeat([-1.0, 0.0, 1.5], 800)
    again = simulated(2_400, difficulties, slopes, seed=13, ability=truth)
    found, errors = abilities(again.matrix, model)
    for one in (-1.0, 0.0, 1.5):
        assert found[truth == one].mean() == pytest.approx(one, abs=0.04)
        assert found[truth == one].std() == pytest.approx(errors[truth == one].mean(), rel=0.08)
    ends, _errors = abilities(np.array([[1.0] * 24, [0.0] * 24]), model)
    assert np.isfinite(ends).all()
    assert ends[0] > 2 > -2 > ends[1]


def test_does_fit_hold_when_the_model_does_and_break_when_it_does_not():
    responses = simulated(800, np.linspace(-1.5, 1.5, 30), seed=14)
    good = rasch(responses)
    outside = [not one.low < one.value < one.high for item in good.items for one in (item.infit, item.outfit)]
    assert np.mean(outside) < 0.12
    assert good.sentence.startswith("All 30")
    responses.matrix[:, 15] = np.random.default_rng(1).integers(0, 2, 800)
    bad = rasch(responses)
    assert [one.item for one in bad.items if one.outfit.off] == ["i016"]
    assert "More surprises" in bad.items[15].sentence
    assert "1 of 30" in bad.sentence


@pytest.mark.parametrize(("model", "needed"), [(rasch, 100), (two_parameter, 500)])
def test_is_a_model_withheld_below_its_limit(model, needed):
    difficulties = np.linspace(-1, 1, 8)
    assert model(simulated(needed, difficulties, seed=1)).items
    few = model(simulated(needed - 1, difficulties, seed=1))
    assert few.items == ()
    assert f"{needed - 1} candidates, and {needed}" in few.sentence


def test_are_partial_scores_and_questions_without_variation_left_out_by_name():
    responses = simulated(150, np.linspace(-1, 1, 8), seed=2)
    responses.matrix[:, 1] = 1
    responses.matrix[:9, 2] = 0.5
    found = rasch(responses)
    assert found.left_out == ("i002", "i003")
    assert len(found.items) == 6
    with pytest.raises(PracticumError, match="right or wrong"):
        fit(responses.matrix, one_slope=True)


def test_are_honest_candidates_listed_as_rarely_as_said():
    responses = simulated(3_000, np.linspace(-2, 2, 40), seed=15)
    surprise, _chance = standardised(responses.matrix, fit(responses.matrix, one_slope=True))
    assert np.nanmean(surprise) == pytest.approx(
        0, abs=0.1
    )  # a little above 0, which errs on the honest side
    assert np.nanstd(surprise) == pytest.approx(1, abs=0.08)
    assert 0.004 < np.mean(surprise < -2.326) < 0.02


def test_is_one_who_solves_the_hard_and_misses_the_easy_listed_first():
    responses = simulated(300, np.linspace(-2, 2, 40), seed=16)
    responses.matrix[7] = [0.0] * 20 + [1.0] * 20
    found = misfits(replace(responses, minutes=np.full(300, 71.0)))
    assert found.listed[0].person == "p00008"
    assert found.listed[0].hard_right[0] in {"i039", "i040"}
    assert found.listed[0].easy_wrong[0] in {"i001", "i002"}
    assert found.listed[0].minutes == 71
    assert "by chance about 3.0" in found.sentence
    assert "Too few: 99" in misfits(simulated(99, np.linspace(-2, 2, 40), seed=16)).sentence
