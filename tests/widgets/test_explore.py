"""The explorers of module m08: does moving a control move the finding, and does the plain table agree?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as widgets
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from practicum.data import load
from practicum.learn.explore import (
    denominators,
    lag,
    per_labels,
    rank_platforms,
    rank_slots,
    rivage_posts,
    slots,
    weekly_growth,
    what_labels,
)

if TYPE_CHECKING:
    from practicum.learn.tools.explorer import Explorer

# Measured with axe: these pass; every slider, colour picker and icon button of ipywidgets fails.
ACCESSIBLE = (widgets.Dropdown, widgets.BoundedIntText, widgets.RadioButtons, widgets.Checkbox)


@pytest.fixture(scope="module")
def followers() -> pd.DataFrame:
    return load("followers_daily")


@pytest.fixture(scope="module")
def organic() -> pd.DataFrame:
    posts = rivage_posts(load("posts"))
    return posts[~posts["sponsored"] & posts["settled"]]


@pytest.fixture(scope="module")
def plaza(organic) -> pd.DataFrame:
    return organic[organic["platform"] == "Plaza"]


@pytest.fixture
def explorers(organic, plaza, followers) -> list[Explorer]:
    return [denominators(organic, followers), slots(plaza), lag(followers)]


def export_row(**changes: str | None) -> dict[str, str | None]:
    row = {
        "post_id": "ri-1",
        "account": "rivage",
        "platform": "Plaza",
        "published_at": "2026-01-15T20:30:00Z",
        "status": "published",
        "reach": "980",
        "impressions": "1.2k",
        "reactions": "3 400",
        "comments": "2",
        "shares": "1",
        "clicks": "0",
        "sponsored": "no",
        "cost": "0.00",
        "exported_on": "2026-03-31",
    }
    return row | changes


def clean(*rows: dict[str, str | None]) -> pd.DataFrame:
    return rivage_posts(pd.DataFrame(rows).astype("str"))


def test_is_every_control_one_that_a_screen_reader_can_name(explorers):
    for explorer in explorers:
        assert explorer.controls
        for control in explorer.controls.values():
            assert isinstance(control, ACCESSIBLE)
            assert control.description.strip()


def test_does_the_denominator_change_who_is_first(organic, followers):
    explorer = denominators(organic, followers)
    by_reach = explorer.finding.table.iloc[0, 1]
    explorer.controls["per"].value = "posts"
    assert explorer.finding.table.iloc[0, 1] != by_reach
    explorer.controls["what"].value = "clicks"
    explorer.controls["per"].value = "reach"
    assert explorer.finding.table.iloc[0, 1] != by_reach
    assert "clicks" in explorer.finding.sentence


def test_does_the_finding_stand_in_the_widget_as_a_status_with_its_table(explorers):
    for explorer in explorers:
        shown = explorer.ui.children[-1].value
        assert 'role="status"' in shown
        assert "<caption>" in shown
        assert 'scope="col"' in shown


def test_does_the_best_slot_fall_when_one_post_is_left_out_and_settle_when_enough_are_asked(plaza):
    explorer = slots(plaza)
    first = explorer.finding.table.iloc[0, 0]
    explorer.controls["without_top"].value = True
    assert explorer.finding.table.iloc[0, 0] != first
    explorer.controls["at_least"].value = 20
    settled = explorer.finding.table.iloc[0, 0]
    explorer.controls["typical"].value = "median"
    explorer.controls["without_top"].value = False
    assert explorer.finding.table.iloc[0, 0] == settled != first


def test_does_a_bar_that_no_slot_passes_say_so(plaza):
    explorer = slots(plaza)
    explorer.controls["at_least"].value = 40
    assert explorer.finding.table.empty
    assert "40" in explorer.finding.sentence


def test_does_the_crash_vanish_when_the_young_days_are_left_out(followers):
    explorer = lag(followers)
    crash = explorer.finding.table.iloc[-1, 1]
    explorer.controls["leave_out"].value = 7
    assert explorer.finding.table.iloc[-1, 1] > crash + 50
    assert str(explorer.finding.table.iloc[-1, 1]) in explorer.finding.sentence


def test_does_the_plain_table_say_what_the_controls_say(organic, plaza, followers):
    explorer = denominators(organic, followers)
    rows = explorer.overview.to_numpy().tolist()
    counted, divisors = what_labels(), per_labels()
    assert len(rows) == len(counted) * len(divisors)
    for what, per, order in rows:
        explorer.controls["what"].value = next(key for key, text in counted.items() if text == what)
        explorer.controls["per"].value = next(key for key, text in divisors.items() if text == per)
        assert order.startswith(explorer.finding.table.iloc[0, 1])

    explorer = slots(plaza)
    for least, mean, without, median, utc in explorer.overview.to_numpy().tolist():
        explorer.controls["at_least"].value = least
        for shown, rule in (
            (mean, {"typical": "mean", "without_top": False, "utc": False}),
            (without, {"typical": "mean", "without_top": True, "utc": False}),
            (median, {"typical": "median", "without_top": False, "utc": False}),
            (utc, {"typical": "median", "without_top": False, "utc": True}),
        ):
            for name, value in rule.items():
                explorer.controls[name].value = value
            table = explorer.finding.table
            assert shown == ("no slot" if table.empty else f"{table.iloc[0, 0]} ({table.iloc[0, 1]})")

    explorer = lag(followers)
    for days, newest, before in explorer.overview.to_numpy().tolist():
        explorer.controls["leave_out"].value = days
        assert explorer.finding.table.iloc[-2:, 1].tolist() == [before, newest]


def test_does_showing_give_the_widget_and_the_table_of_every_setting(explorers, monkeypatch):
    for explorer in explorers:
        shown = []
        monkeypatch.setattr("practicum.learn.show.display", shown.append)
        explorer.show()
        widget, table = shown
        assert widget is explorer.ui
        assert "<details>" in table.html
        assert str(explorer.overview.iloc[-1, 0]) in table.text


def test_do_repeats_give_way_to_the_newest_row_and_deleted_posts_go():
    posts = clean(
        export_row(reach="900", exported_on="2025-10-31"),
        export_row(reach="1 000"),
        export_row(post_id="ri-2", exported_on="2025-10-31"),
        export_row(post_id="ri-2", status="deleted", reach=None),
        export_row(post_id="xx-1", account="brindille"),
    )
    assert posts["post_id"].tolist() == ["ri-1"]
    assert posts["reach"].tolist() == [1000]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("980", 980), ("1.2k", 1200), ("3 400", 3400), ("3\u202f400", 3400), ("1.25M", 1_250_000)],
)
def test_is_a_number_that_was_written_as_a_text_read_as_it_was_meant(written, meant):
    assert clean(export_row(reach=written))["reach"].tolist() == [meant]


@given(st.integers(1, 999_949))
def test_is_every_written_count_read_back_within_its_rounding(count):
    posts = clean(
        export_row(post_id="a", reach=f"{count}"),
        export_row(post_id="b", reach=f"{count:,}".replace(",", " ")),
        export_row(post_id="c", reach=f"{count / 1000:.1f}k"),
    )
    plain, spaced, short = posts.sort_values("post_id")["reach"].tolist()
    assert plain == spaced == count
    assert abs(short - count) <= 50


@pytest.mark.parametrize(
    ("moment", "local", "utc"),
    [
        ("2026-01-15T20:30:00Z", "Thu 21-24", "Thu 18-21"),
        ("2025-07-17T22:40:00Z", "Fri 00-03", "Thu 21-24"),
        ("2025-10-26T00:30:00Z", "Sun 00-03", "Sun 00-03"),
    ],
)
def test_does_a_slot_follow_the_clock_of_paris(moment, local, utc):
    post = clean(export_row(published_at=moment)).iloc[0]
    assert (post["slot"], post["slot_utc"]) == (local, utc)


@pytest.mark.parametrize(
    ("moment", "settled"), [("2026-03-24T21:59:00Z", True), ("2026-03-24T22:01:00Z", False)]
)
def test_is_a_post_settled_from_its_seventh_day_on(moment, settled):
    assert clean(export_row(published_at=moment))["settled"].tolist() == [settled]


def test_is_a_rate_of_a_platform_added_up_first_and_divided_once():
    posts = pd.DataFrame(
        {"platform": ["Plaza", "Plaza"], "interactions": [6, 800], "reach": [12, 40_000], "rate": [50.0, 2.0]}
    )
    nobody = pd.DataFrame({"account": [], "platform": [], "date": [], "followers": []})
    pooled = rank_platforms(posts, nobody).iloc[0, 3]
    averaged = rank_platforms(posts, nobody, per="ratios").iloc[0, 3]
    assert (pooled, averaged) == (2.01, 26.0)


def test_do_weeks_end_on_the_last_day_that_is_kept():
    days = pd.date_range("2026-01-01", periods=21).strftime("%Y-%m-%d")
    table = pd.DataFrame({"date": days, "account": "rivage", "gained": range(21), "lost": 1})
    weeks = weekly_growth(table, leave_out=7, weeks=2)
    assert weeks.to_numpy().tolist() == [["2026-01-07", 14], ["2026-01-14", 63]]
    assert weekly_growth(table, leave_out=0, weeks=1).to_numpy().tolist() == [["2026-01-21", 112]]


def test_is_a_slot_with_too_few_posts_left_out():
    posts = pd.DataFrame({"slot": ["a", "a", "b"], "reach": [10, 20, 900]})
    assert rank_slots(posts)["Slot"].tolist() == ["b", "a"]
    assert rank_slots(posts, at_least=2)["Slot"].tolist() == ["a"]
