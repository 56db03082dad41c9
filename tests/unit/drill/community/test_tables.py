"""Are quantile tables right, whole, and the same everywhere?"""

from __future__ import annotations

import decimal
import hashlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practicum.drill.community.kernel import kernel, published
from practicum.drill.community.marks import lognormal
from practicum.drill.community.tables import ONE, UNIT, exponential, fading, shares

LAG = (144, 245, 223, 202, 186)
uniform = st.integers(0, ONE - 1)


@given(uniform, uniform)
def test_a_table_rises_and_its_inverse_finds_the_draw_again(one, other):
    for made in (kernel(2_315, LAG), lognormal(521, 160), exponential()):
        low, high = sorted((one, other))
        assert type(made.at(low)) is int
        assert made.at(low) <= made.at(high)
        if low < made.upto[-1]:
            assert made.share(made.at(low)) <= low <= made.share(made.at(low) + 1)


def test_the_delays_hold_the_published_quantiles_whatever_the_lag():
    made = kernel(2_315, LAG)
    assert made.share(6) / ONE == pytest.approx(0.188, abs=0.001)
    assert made.at(ONE // 2) == 41
    assert 1 - made.share(61) / ONE == pytest.approx(0.457, abs=0.001)
    assert 1 - made.share(1_441) / ONE == pytest.approx(0.22, abs=0.01)
    for minutes in (5, 7, 30, 90, 600, 4_000):
        assert made.share(minutes + 1) / ONE == pytest.approx(float(published(2_315, minutes)), abs=1e-4)
    assert made.upto[-1] / ONE > 0.995


def test_the_commonest_delay_lies_between_one_and_two_minutes():
    made = kernel(2_315, LAG)
    masses = [made.share(minute + 1) - made.share(minute) for minute in range(1, 61)]
    assert masses.index(max(masses)) + 1 == 2
    assert masses[1:] == sorted(masses[1:], reverse=True), "after its mode it only falls"
    assert made.at(0) == 1


def test_reach_is_lognormal_and_its_mean_is_that_of_theory():
    made = lognormal(521, 160)
    assert made.at(ONE // 2) == pytest.approx(math.exp(5.21), rel=0.01)
    assert made.mean / 1_000 == pytest.approx(math.exp(5.21 + 1.6**2 / 2), rel=0.01)
    assert made.at(int(0.99 * ONE)) == pytest.approx(math.exp(5.21 + 2.326 * 1.6), rel=0.02)
    assert {lognormal(700, 0).at(draw) for draw in (0, ONE // 3, ONE - 1)} == {1_096}


def test_gaps_are_exponential():
    assert exponential().mean / 1_000 == pytest.approx(UNIT, rel=0.001)
    assert exponential().at(ONE // 2) == pytest.approx(UNIT * math.log(2), rel=0.001)


def test_fading_loses_two_thirds_in_its_life_and_nothing_without_one():
    assert fading(600, 10, 100)[60] / ONE == pytest.approx(math.exp(-1), rel=1e-6)
    assert set(fading(0, 10, 100)) == {ONE}


def test_places_are_shared_out_in_full():
    assert shares((1, 0, 1), 4) == (0, 0, 2, 2)
    assert len(shares((3, 1, 7, 0, 2), 128)) == 128


def test_tables_are_the_same_on_every_machine_and_in_every_context():
    def digest():
        tables = (kernel.__wrapped__(2_315, LAG), lognormal.__wrapped__(521, 160), exponential.__wrapped__())
        return hashlib.sha256(repr([(t.upto, t.start) for t in tables]).encode()).hexdigest()

    expected = digest()
    with decimal.localcontext() as context:  # a notebook may have set anything
        context.prec = 5
        context.rounding = decimal.ROUND_UP
        assert digest() == expected
    assert expected == "f7ae05f0e7d7a95d4ae1a1d76cce70da6b327d4ba9cfefbfaeef08aac83ab135"
