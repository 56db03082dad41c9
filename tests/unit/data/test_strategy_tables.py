"""Do the tables of module m03 hold the shapes and faults that lesson and assignment lean on?"""

import pandas as pd
import pytest

from practicum.data import load
from practicum.data.audience_survey import AGES, ANSWERS, ASKED
from practicum.data.platforms_monthly import PAST, STEADY, TODAY, YOUNG

SEEDS = [None, 0, 1, 2, 3, 4]


@pytest.fixture(params=SEEDS, ids=str)
def lives(request):
    table = load("platforms_monthly", seed=request.param)
    return table.set_index(["platform", "month"])


@pytest.fixture(params=SEEDS, ids=str)
def survey(request):
    return load("audience_survey", seed=request.param)


def yearly(lives, name, last="2026-02", before="2025-02"):
    users = lives["active_users"]
    return 100 * (users[name, last] / users[name, before] - 1)


def test_does_every_living_platform_end_with_half_a_month_and_no_past_one(lives):
    incomplete = lives[lives["complete"] == "no"].index.tolist()
    assert incomplete == [(name, "2026-03") for name in TODAY]
    for name in TODAY:
        users = lives.loc[name, "active_users"]
        assert 0.35 < users["2026-03"] / users["2026-02"] < 0.65
    assert set(lives.loc[lives["note"].notna()].index.get_level_values(0)) == set(PAST)


def test_do_the_months_of_a_life_follow_one_another(lives):
    for name in (*TODAY, *PAST):
        months = pd.PeriodIndex(lives.loc[name].index, freq="M")
        assert (months[1:] - months[:-1] == pd.offsets.MonthEnd(1)).all()


def test_is_every_stage_far_enough_from_its_border(lives):
    """Noise must not decide a stage."""
    for name in TODAY:
        users = lives.loc[name]
        if (users["complete"] == "yes").sum() >= YOUNG:
            change = yearly(lives, name)
            assert abs(change) < 0.8 * STEADY or abs(change) > 1.5 * STEADY, (name, change)


def test_do_seasons_turn_the_sign_of_a_half_yearly_comparison(lives):
    turned = [
        name
        for name in TODAY
        if (name, "2025-02") in lives.index
        and yearly(lives, name) * yearly(lives, name, before="2025-08") < 0
        and abs(yearly(lives, name, before="2025-08")) > STEADY
        and abs(yearly(lives, name)) > STEADY
    ]
    assert "Quartino" in turned
    assert len(turned) >= 2


def test_does_each_past_life_end_as_its_note_says(lives):
    for name, past in PAST.items():
        users = lives.loc[name, "active_users"]
        left = users.iloc[-1] / users.max()
        if "closed" in past.note or "left slowly" in past.note:
            assert left < 0.4
        elif "levelled off" in past.note:
            assert left > 0.95
            assert users.iloc[-1] / users.iloc[-13] < 1.05
        else:
            assert users.iloc[-1] / users.iloc[-13] > 1.05


def test_does_each_survey_have_its_people_and_weights_that_average_one(survey):
    assert survey["account"].value_counts().to_dict() == {"brindille": ANSWERS, "fournil_aumiere": ANSWERS}
    assert survey["respondent"].is_unique
    for _account, own in survey.groupby("account"):
        assert own["weight"].mean() == pytest.approx(1, abs=0.01)
        assert own["weight"].min() > 0


def test_do_the_young_answer_too_often_and_do_weights_mend_it(survey):
    for account, share in {"brindille": 0.34, "fournil_aumiere": 0.27}.items():
        own = survey[survey["account"] == account]
        young = own["age_band"].isin(AGES[:2])
        assert young.mean() > 0.5
        assert own.loc[young, "weight"].sum() / own["weight"].sum() == pytest.approx(share, abs=0.01)


def test_is_half_of_aumiere_over_55_as_its_dossier_says(survey):
    own = survey[survey["account"] == "fournil_aumiere"]
    old = own["age_band"].isin(AGES[3:])
    assert own.loc[old, "weight"].sum() / own["weight"].sum() == pytest.approx(0.5, abs=0.01)


def test_does_every_customer_know_the_house(survey):
    assert (survey.loc[survey["customer"] == "yes", "knows_us"] == "yes").all()


def test_do_platforms_share_people_within_an_age_band(survey):
    """Given age, users of one platform use another more often than others do."""
    for age in AGES[:3]:
        own = survey[survey["age_band"] == age]
        first, second = own["uses_fotofeed"] == "yes", own["uses_plaza"] == "yes"
        assert second[first].mean() > second[~first].mean() + 0.1


def test_are_old_users_of_new_platforms_few(survey):
    shares = {name: (survey[f"uses_{name}"] == "yes").groupby(survey["age_band"]).mean() for name in ASKED}
    assert shares["kurz"]["18-24"] > 0.7
    assert shares["kurz"]["70+"] < 0.2
    assert shares["plaza"]["40-54"] > shares["plaza"]["18-24"]
