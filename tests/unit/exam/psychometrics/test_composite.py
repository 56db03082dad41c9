"""Is the reliability of a weighted sum what its formula says, and is it found again in simulated marks?"""

import numpy as np
import pytest

from practicum.errors import PracticumError
from practicum.exam.psychometrics.composite import Part, composite
from practicum.exam.psychometrics.reliability import reliability
from practicum.exam.psychometrics.responses import Responses, simulated


def parts(count=400, seed=3):
    """Return a written part of 60 questions and a practical one of five blocks, one ability behind both."""
    draws = np.random.default_rng(seed)
    ability = draws.standard_normal(count)
    wrote = simulated(count, np.linspace(-2, 2, 60), seed=seed, ability=ability).matrix
    did = np.clip(8 + 2.4 * ability[:, None] + draws.normal(0, 2, (count, 5)), 0, 12)
    return [Part(wrote, 60, 40), Part(did, 60, 60)]


def test_is_one_part_alone_as_reliable_as_its_own_alpha():
    (part, _other) = parts()
    alone = composite([Part(part.scores, 60, 100)], 60)
    responses = Responses(part.scores, tuple(map(str, range(400))), tuple(f"i{n}" for n in range(60)))
    assert alone.alpha.value == pytest.approx(reliability(responses).alpha.value, abs=1e-9)


def test_does_it_follow_the_formula():
    both = parts()
    found = composite(both, 65)
    totals = [part.weight * part.scores.sum(axis=1) / part.out_of for part in both]
    errors = sum(one.var(ddof=1) * (1 - alpha) for one, alpha in zip(totals, found.alphas, strict=True))
    assert found.alpha.value == pytest.approx(1 - errors / sum(totals).var(ddof=1), abs=1e-9)
    assert found.sem == pytest.approx(found.sd * (1 - found.alpha.value) ** 0.5)
    assert found.mean == pytest.approx(sum(totals).mean())


def test_do_two_such_examinations_agree_as_often_as_foretold():
    first, again = parts(seed=3), parts(seed=3)
    draws = np.random.default_rng(
        9
    )  # the same people on another day: their ability is what seed 3 drew first
    ability = np.random.default_rng(3).standard_normal(400)
    wrote = simulated(400, np.linspace(-2, 2, 60), seed=99, ability=ability).matrix
    did = np.clip(8 + 2.4 * ability[:, None] + draws.normal(0, 2, (400, 5)), 0, 12)
    again = [Part(wrote, 60, 40), Part(did, 60, 60)]
    passed = [
        sum(part.weight * part.scores.sum(axis=1) / part.out_of for part in day) >= 60
        for day in (first, again)
    ]
    found = composite(first, 60)
    assert abs((passed[0] == passed[1]).mean() - found.consistency.value) < 0.05
    assert found.consistency.low < found.consistency.value < found.consistency.high


def test_is_nothing_said_of_marks_that_do_not_vary():
    same = Part(np.ones((40, 5)), 10, 100)
    with pytest.raises(PracticumError, match="do not vary"):
        composite([same], 50)
    assert "30" in composite([Part(parts(count=20)[1].scores, 60, 100)], 60).sentence


@pytest.mark.parametrize("count", [2, 3, 4])
def test_is_the_smallest_sitting_told_with_its_interval_or_refused_in_words(count):
    scores = np.linspace(0.2, 0.9, count)[:, None] * np.linspace(0.8, 1, 6)
    with np.errstate(divide="raise", invalid="raise"):
        found = composite([Part(scores, 6, 40), Part(10 * scores, 60, 60)], 65)
    assert 0 <= found.consistency.low <= found.consistency.high <= 1
    assert "Too few" in found.sentence


def test_is_one_candidate_no_spread():
    one = Part(np.ones((1, 6)), 6, 100)
    with pytest.raises(PracticumError, match="two candidates"):
        composite([one], 65)
