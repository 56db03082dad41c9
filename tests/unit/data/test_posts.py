"""Is the raw export dirty in the ways that it should be, and in no other?"""

import re

import pandas as pd
import pytest

from practicum.data import load
from practicum.data.accounts import ACCOUNTS, LAST_DAY, PLATFORMS
from practicum.data.export import EXPORTS
from practicum.data.posts import true_posts

SEEDS = [None, 0, 7, 311]
COUNTS = ["reach", "impressions", "reactions", "comments", "shares", "clicks", "video_views_3s"]
BOTH = ["brindille", "rivage"]


@pytest.fixture(scope="module", params=SEEDS)
def posts(request):
    return load("posts", seed=request.param)


def of(posts, account):
    return posts[posts["account"] == account]


def read(cells):
    """Read counts the slow way."""
    factor = {"k": 1_000, "M": 1_000_000}
    plain = cells.dropna().str.replace(" ", "")
    return plain.map(lambda text: float(text.rstrip("kM")) * factor.get(text[-1], 1)).reindex(cells.index)


def test_are_there_enough_posts_of_the_two_main_accounts(posts):
    assert posts["post_id"].nunique() > 480
    assert of(posts, "brindille")["post_id"].nunique() >= 200
    assert of(posts, "rivage")["post_id"].nunique() >= 120
    assert set(posts["account"]) == {account.key for account in ACCOUNTS}
    assert set(posts["platform"]) == set(PLATFORMS)


def test_do_times_stay_within_the_months_exported(posts):
    assert posts["published_at"].str.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:00Z").all()
    local = pd.to_datetime(posts["published_at"], utc=True).dt.tz_convert("Europe/Paris")
    assert local.min().date() >= EXPORTS[0][0]
    assert local.max().date() <= LAST_DAY


@pytest.mark.parametrize("account", BOTH)
def test_do_downloads_overlap_so_that_some_posts_come_twice_and_none_three_times(posts, account):
    copies = of(posts, account)["post_id"].value_counts()
    assert 8 <= (copies == 2).sum() <= 80
    assert copies.max() == 2


@pytest.mark.parametrize("account", BOTH)
def test_does_each_download_write_thousands_in_its_own_way(posts, account):
    own = of(posts, account)
    large = own[read(own["reach"]) >= 1000].groupby("exported_on")["reach"]
    plain, short, spaced = (list(cells) for _day, cells in large)
    assert plain
    assert all(re.fullmatch(r"\d{4,}", cell) for cell in plain)
    assert short
    assert all(re.fullmatch(r"\d+\.\dk", cell) for cell in short)
    assert spaced
    assert all(re.fullmatch(r"\d{1,3}( \d{3})+", cell) for cell in spaced)


@pytest.mark.parametrize("account", BOTH)
def test_do_deleted_posts_keep_interactions_and_lose_reach(posts, account):
    own = of(posts, account)
    gone = own[own["status"] == "deleted"]
    assert 5 <= gone["post_id"].nunique() <= 0.12 * own["post_id"].nunique()
    assert gone[["reach", "impressions", "clicks", "video_views_3s"]].isna().all(axis=None)
    assert gone[["reactions", "comments", "shares"]].notna().all(axis=None)
    assert own.loc[own["status"] == "published", "reach"].notna().all()


@pytest.mark.parametrize("account", BOTH)
def test_is_one_post_far_larger_than_all_other_organic_ones(posts, account):
    organic = of(posts, account).query("sponsored == 'no'").drop_duplicates("post_id", keep="last")
    reach = read(organic["reach"]).dropna().sort_values()
    assert reach.iloc[-1] > 4 * reach.iloc[-2]
    assert reach.iloc[-1] > 40 * reach.median()


@pytest.mark.parametrize("account", BOTH)
def test_is_advertising_mixed_with_the_rest_and_priced(posts, account):
    own = of(posts, account)
    paid = own["sponsored"] == "yes"
    assert 0.08 < paid.mean() < 0.25
    cost = own["cost"].astype(float)
    assert (cost[paid] >= 5).all()
    assert (cost[~paid] == 0).all()


@pytest.mark.parametrize(("account", "campaign"), [("brindille", "slow-mornings"), ("rivage", "food-drive")])
def test_is_a_campaign_typed_in_several_ways_and_sometimes_not_at_all(posts, account, campaign):
    tags = of(posts, account)["utm"]
    assert tags.isna().sum() > 10
    typed = tags.dropna().str.partition("utm_campaign=")[2]
    alike = typed[typed.str.lower().str.replace(r"[ _]", "-", regex=True) == campaign]
    assert alike.nunique() == 5
    assert 0.3 < (alike == campaign).mean() < 0.8


def test_do_figures_of_young_posts_stay_below_their_final_ones():
    truth = true_posts(11).set_index("post_id")
    posts = load("posts", seed=11).drop_duplicates("post_id", keep="last").set_index("post_id")
    posts = posts[posts["status"] == "published"]
    final = truth.loc[posts.index]
    seen = read(posts["reach"]) / final["reach"]
    young = final["local"] >= pd.Timestamp("2026-03-25")
    assert (seen[young] < 1).all()
    assert seen[~young].between(0.9, 1.1).all()  # 1.2k is rounded to the nearest hundred
    acted = read(posts["reactions"]) / final["reactions"]
    assert acted[young].mean() < seen[young].mean() - 0.1


def test_is_brindille_never_published_where_the_day_depends_on_the_clock(posts):
    """The settled day must be the same in UTC and in Paris, so that no answer hangs on the border."""
    utc = pd.to_datetime(of(posts, "brindille")["published_at"], utc=True)
    assert (utc.dt.date == utc.dt.tz_convert("Europe/Paris").dt.date).all()


def test_do_impressions_reach_at_least_the_people_reached_and_views_stand_on_clips_only(posts):
    rows = posts[posts["status"] == "published"]
    assert (read(rows["impressions"]) >= 0.95 * read(rows["reach"])).all()
    assert rows.loc[rows["format"] == "clip", "video_views_3s"].notna().all()
    assert rows.loc[rows["format"] != "clip", "video_views_3s"].isna().all()


def test_are_followers_consistent_and_their_last_week_unfinished():
    for seed in SEEDS:
        table = load("followers_daily", seed=seed)
        for _key, days in table.groupby(["account", "platform"]):
            step = days["followers"].diff().iloc[1:]
            assert (step == (days["gained"] - days["lost"]).iloc[1:]).all()
        daily = table.groupby("date")["gained"].sum()
        assert daily.iloc[-1] < 0.2 * daily.iloc[-35:-7].mean()
        assert daily.iloc[-2] < daily.iloc[-7]
