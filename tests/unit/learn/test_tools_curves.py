"""Platform lives: growth without season, the stage by its rule, ceilings that cannot be read too early."""

from __future__ import annotations

from math import inf, isnan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from practicum.data import load
from practicum.errors import PracticumError
from practicum.learn.tools import ceiling_range, platform_curve, stage, users_by_month, yearly_growth
from practicum.learn.tools.curves import MISS, possible_curve


def months(values, first="2021-01"):
    values = np.asarray(values, dtype=float)
    return pd.Series(values, index=pd.period_range(first, periods=len(values), freq="M"))


def logistic(ceiling, rate, middle, count):
    """A logistic curve by month; `middle` in years after the last of `count` months."""
    years = np.arange(1 - count, 1) / 12
    return months(ceiling / (1 + np.exp(-rate * (years - middle))))


def steady(percent, count=36, season=0.0):
    years = np.arange(count) / 12
    return months(10 * (1 + percent / 100) ** years * np.exp(season * np.cos(2 * np.pi * years)))


@pytest.fixture(scope="module")
def table():
    return load("platforms_monthly")


@pytest.fixture(scope="module")
def curve(table):
    return platform_curve(table, "Kurz")


@given(st.floats(-60, 200), st.floats(0, 0.5))
def test_does_growth_against_the_year_before_not_see_the_season(percent, season):
    assert yearly_growth(steady(percent, season=season)) == pytest.approx(percent, abs=1e-6)


def test_does_growth_against_the_month_before_see_nothing_else():
    users = steady(0, season=0.2)
    assert abs(yearly_growth(users, against="month")) > 50
    assert yearly_growth(steady(26), against="month") == pytest.approx(26)


def test_is_growth_without_a_month_to_compare_no_number():
    assert isnan(yearly_growth(steady(10, count=12)))
    assert yearly_growth(steady(10, count=13)) == pytest.approx(10)
    assert isnan(yearly_growth(months([1]), against="month"))


@pytest.mark.parametrize(
    ("percent", "count", "found"),
    [
        (5.2, 36, "growth"),
        (4.8, 36, "plateau"),
        (-4.8, 36, "plateau"),
        (-5.2, 36, "decline"),
        (80, 24, "growth"),
        (80, 23, "emergence"),
        (-80, 23, "decline"),
        (80, 6, "emergence"),
    ],
)
def test_does_the_stage_follow_its_rule_at_every_bound(percent, count, found):
    assert stage(steady(percent, count=count)) == found


def test_does_the_unfinished_month_look_like_a_collapse_and_is_it_left_out(table):
    assert stage(users_by_month(table, "Kurz")) == "growth"
    assert stage(users_by_month(table, "Kurz", complete_only=False)) == "decline"
    assert len(users_by_month(table, "Kurz", complete_only=False)) == len(users_by_month(table, "Kurz")) + 1


@pytest.mark.parametrize("rate", [0.4, 0.7, 1.5])
def test_is_the_ceiling_found_once_the_curve_has_bent_and_unlimited_before(rate):
    past = ceiling_range(logistic(40, rate, -4 / rate, 84))
    assert past.low <= 40 <= past.high
    assert past.high / past.low < 1.5
    assert past.middle == pytest.approx(-4 / rate, abs=0.4)
    early = ceiling_range(logistic(40, rate, 3 / rate, 36))
    assert early.high == inf
    assert early.low < 40


def test_is_every_curve_within_the_range_one_that_fits():
    users = logistic(40, 0.7, -0.5, 48)
    found = ceiling_range(users)
    for ceiling in (found.low, found.best, found.high):
        fitted = possible_curve(users, ceiling, users.index)
        miss = np.std(np.log(users / fitted))
        assert miss <= 1.1 * MISS
    ahead = pd.period_range(users.index[0], users.index[-1] + 1200, freq="M")
    assert possible_curve(users, found.high, ahead).iloc[-1] == pytest.approx(found.high, rel=0.04)


def test_does_noise_alone_not_make_the_ceiling_surer():
    users = logistic(40, 0.7, -3, 60)
    noise = np.exp(0.08 * np.sin(np.arange(60) * 2.4))
    calm, rough = ceiling_range(users), ceiling_range(users * noise)
    assert rough.high / rough.low > 0.9 * calm.high / calm.low


@pytest.mark.parametrize("users", [[1] * 11, [0] * 24, [1] * 23 + [0]])
def test_are_too_few_months_a_sentence(users):
    with pytest.raises(PracticumError, match="too few"):
        ceiling_range(months(users))


def test_is_an_unknown_platform_a_sentence(table):
    with pytest.raises(PracticumError, match="no platform called “Nowhere”"):
        platform_curve(table, "Nowhere")


def test_does_the_range_explode_when_fewer_months_are_seen(curve):
    curve.controls["months"].value = 59
    assert "Curves that fit end between" in curve.finding.sentence
    curve.controls["months"].value = 20
    assert "cannot be read before the curve has bent" in curve.finding.sentence
    assert "a season can pass for a bend" in curve.finding.sentence
    assert "Kurz, 20 months to 2022-11" in curve.finding.sentence


def test_does_the_unfinished_month_turn_the_finding(curve):
    curve.controls["months"].value = 168
    assert "Stage by the rule: growth." in curve.finding.sentence
    curve.controls["complete_only"].value = False
    assert "Stage by the rule: decline." in curve.finding.sentence
    assert "no ceiling is drawn" in curve.finding.sentence
    curve.controls["complete_only"].value = True


def test_does_the_figure_come_with_its_words_and_numbers(curve):
    picture = curve.finding.picture
    assert "<figcaption>Kurz may end anywhere from " in picture
    assert 'alt="Line chart of active users of Kurz by month, in millions:' in picture
    assert "<caption>Numbers behind this figure" in picture
    assert "Remark:" not in picture
    assert 'role="status"' in curve.ui.children[-1].value


def test_does_the_plain_table_say_what_the_controls_say(table, curve):
    rows = curve.overview.set_index("Platform")
    assert len(rows) == table["platform"].nunique()
    curve.controls["months"].value = 168
    for name in ("Quartino", "Zettel"):
        curve.controls["platform"].value = name
        for column, complete, against in (
            ("Same month a year before", True, "year"),
            ("The same, unfinished month in", False, "year"),
            ("Month before", True, "month"),
        ):
            curve.controls["complete_only"].value = complete
            curve.controls["against"].value = against
            growth, found = rows.loc[name, column].split(" %: ")
            assert f"Stage by the rule: {found}." in curve.finding.sentence
            shown = yearly_growth(users_by_month(table, name, complete_only=complete), against=against)
            assert int(growth) == round(shown)
        curve.controls["complete_only"].value = True
        curve.controls["against"].value = "year"
    curve.controls["platform"].value = "Kurz"
