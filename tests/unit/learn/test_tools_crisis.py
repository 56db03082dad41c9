"""Do the crisis tools find the gaps, ring when they should, and refuse hindsight?"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from practicum.data import load
from practicum.learn.tools.alerts import (
    Window,
    alert_threshold,
    days_to_ring,
    false_alarms,
    per_day,
    rules,
    threshold,
    within,
)
from practicum.learn.tools.crisis import alert_note, decision_rights, risk_register, statement
from practicum.learn.tools.post_mortem import post_mortem
from practicum.learn.tools.remarks import remarks
from practicum.learn.tools.severity import (
    LEVELS,
    asks_labels,
    cause_labels,
    cluster,
    harm_labels,
    severity,
    severity_grid,
    spread_labels,
)

LOG = Path(__file__).parents[3] / "scenarios" / "d04-product-recall" / "reference.jsonl"
BASELINE, PAST = Window("2025-12-05", "2026-02-02"), Window("2026-01-08", "2026-01-19")
NEXT = Window("2026-03-02", "2026-03-20")


def said(tool, *changes):
    records = [{**tool.example, **change} for change in changes]
    return [remark.text for remark in remarks(tool, records)]


# Alert thresholds


def days(*counts):
    dates = pd.date_range("2026-01-01", periods=len(counts)).strftime("%Y-%m-%d")
    return pd.Series(counts, index=dates)


def test_is_a_threshold_what_its_rule_says():
    counts = days(*range(1, 41))
    assert threshold(counts, "mean") == pytest.approx(20.5 + 2 * np.std(range(1, 41), ddof=1))
    assert threshold(counts, "median") == pytest.approx(20.5 + 3 * 1.4826 * 10)
    assert (counts > threshold(counts, "quantile")).sum() == 1


def test_do_false_alarms_scale_to_a_quarter_and_a_crisis_ring_on_its_day():
    calm = days(*[5] * 18, 9, 9)
    assert false_alarms(calm, 8) == pytest.approx(9.1)
    assert false_alarms(calm, 9) == 0
    assert days_to_ring(days(1, 1, 7, 9), 6, Window("2026-01-02", "2026-01-04")) == 1
    assert days_to_ring(days(1, 1, 7, 9), 20, Window("2026-01-02", "2026-01-04")) is None


def test_are_incomplete_days_and_other_accounts_left_out():
    daily = pd.DataFrame(
        {
            "date": ["2026-01-01", "2026-01-01", "2026-01-02", "2026-01-01"],
            "account": ["a", "a", "a", "b"],
            "mentions": [2, 3, 9, 50],
            "complete": ["yes", "yes", "no", "yes"],
        }
    )
    assert per_day(daily, "a").to_dict() == {"2026-01-01": 5}
    assert per_day(daily, "a", complete_only=False).to_dict() == {"2026-01-01": 5, "2026-01-02": 9}


@pytest.fixture(scope="module")
def explorer():
    return alert_threshold(
        load("mentions_daily"), account="brindille", baseline=BASELINE, past_crisis=PAST, crisis=NEXT
    )


def test_does_a_crisis_left_in_the_baseline_raise_every_threshold(explorer):
    table = explorer.overview
    raised = table.groupby("Rule", sort=False)["Rings above"].agg(["first", "last"])
    assert list(raised.index) == list(rules().values())
    assert (raised["first"] > 1.1 * raised["last"]).all()


def test_does_moving_a_control_move_the_finding(explorer):
    before = explorer.finding.sentence
    explorer.controls["leave_out"].value = True
    left_out = explorer.finding.sentence
    explorer.controls["percent"].value = 60
    assert len({before, left_out, explorer.finding.sentence}) == 3
    assert "first day" in explorer.finding.sentence
    counts = per_day(load("mentions_daily"), "brindille")
    level = 0.6 * threshold(within(counts, BASELINE, without=PAST), "mean")
    assert f"{level:.0f} mentions a day" in explorer.finding.sentence


# Severity and responsibility


@pytest.mark.parametrize(
    ("row", "level"),
    [
        (("none", "usual", "nobody"), "noise"),
        (("none", "usual", "customers"), "watch"),
        (("none", "far", "customers"), "issue"),
        (("money", "usual", "nobody"), "issue"),
        (("dignity", "usual", "customers"), "issue"),
        (("dignity", "usual", "press"), "crisis"),
        (("dignity", "far", "nobody"), "crisis"),
        (("health", "usual", "nobody"), "crisis"),
        (("none", "usual", "authority"), "crisis"),
    ],
)
def test_is_the_highest_row_the_level(row, level):
    assert severity(*row).level == level


def test_does_much_talk_alone_never_make_a_crisis_and_more_never_make_less():
    for spread in spread_labels():
        assert severity("none", spread, "customers").level != "crisis"
    for harm in harm_labels():
        for asks in asks_labels():
            found = [LEVELS.index(severity(harm, spread, asks).level) for spread in spread_labels()]
            assert found == sorted(found)


def test_does_a_warning_make_a_house_more_responsible_and_an_unknown_cause_stay_open():
    assert [cluster(cause) for cause in cause_labels()] == [
        "victim",
        "accidental",
        "preventable",
        "accidental",
    ]
    assert cluster("outside", warned=True) == "accidental"
    assert cluster("mishap", warned=True) == cluster("fault", warned=True) == "preventable"


def test_does_the_grid_say_which_row_decided():
    grid = severity_grid()
    grid.controls["harm"].value = "health"
    assert grid.finding.sentence.startswith("Crisis (3)")
    assert grid.finding.table["Decides the level"].tolist() == ["yes", "no", "no"]
    assert len(grid.overview) == len(harm_labels()) * len(spread_labels())


# Registers and notes


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"owner": "The marketing team"}, "is a group"),
        ({"signal": "Noise"}, "too short"),
        ({"likelihood": "4", "impact": "4", "ready": ""}, "is 16, and nothing lies ready"),
    ],
)
def test_does_the_register_name_what_a_risk_lacks(change, words):
    assert any(words in one for one in said(risk_register(), change))
    assert not any(words in one for one in said(risk_register(), {}))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"undo": "no"}, "cannot be undone"),
        ({"desk_may": "never", "decides": "Tommaso"}, "when Tommaso does not answer"),
        ({"desk_may": "ask first", "decides": "Tommaso", "deputy": "tommaso"}, "same person"),
    ],
)
def test_does_the_card_name_who_is_missing(change, words):
    assert any(words in one for one in said(decision_rights(), change))
    assert not any(words in one for one in said(decision_rights(), {}))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"deadline": "as soon as possible"}, "clock time"),
        ({"exposure": "many people"}, "without a number"),
        ({"options": "Take the page down"}, "Give a second"),
        ({"recipient": "everyone"}, "Name one person"),
        ({"unknowns": ""}, "is empty"),
        ({"facts": "It seems that the page broke. " * 30}, "40 to 120 words"),
        ({"facts": "We think that the page shows another address, probably since noon."}, "we think"),
    ],
)
def test_does_the_note_name_what_a_decision_needs(change, words):
    assert any(words.lower() in one.lower() for one in said(alert_note(), change))
    assert said(alert_note(), {}) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"next": "We come back soon."}, "clock time"),
        ({"open": ""}, "is empty"),
        ({"action": "We guarantee that it is solved."}, "guarantee"),
        ({"fact": "No comment on the shop in rue Basse, which is closed since 14:00."}, "no comment"),
    ],
)
def test_does_the_statement_name_what_people_will_miss(change, words):
    assert any(words in one.lower() for one in said(statement(), change))
    assert not any(words in one.lower() for one in said(statement(), {}))


# The post-mortem, against the log of the expert's run


def row(time, kind, text="It came in", day="1", **more):
    return {"day": day, "time": time, "kind": kind, "text": text, **more}


def about(*rows, log=LOG):
    return [(one.row, one.text) for one in remarks(post_mortem(log), list(rows)) if one.row]


def test_may_a_fact_stand_only_from_the_minute_at_which_it_was_known():
    early, late = row("10:09", "knew", fact="lots"), row("10:10", "knew", fact="lots")
    assert about(late) == []
    ((number, sentence),) = about(early)
    assert number == 1
    assert "it came on day 1 at 10:10" in sentence
    assert "on day 2 at 11:20" in about(row("10:10", "knew", fact="lab"))[0][1]
    assert about(row("11:20", "knew", day="2", fact="lab")) == []


def test_is_a_fact_that_never_became_known_and_one_that_does_not_exist_said():
    assert "never became known" in about(row("10:10", "knew", fact="harmless"))[0][1]
    assert "Its facts are: possible, lots" in about(row("10:10", "knew", fact="weather"))[0][1]


def test_is_a_decision_that_the_log_lacks_said():
    assert about(row("09:34", "decided")) == []
    assert "no decision at 03:11" in about(row("03:11", "decided", day="2"))[0][1]


@pytest.mark.parametrize(
    "words", ["It was obvious that", "We should have known", "In hindsight the lot", "of course"]
)
def test_is_hindsight_refused_by_its_words(words):
    ((_row, sentence),) = about(row("10:10", "knew", words))
    assert "hindsight" in sentence


def test_has_an_action_an_owner_and_a_day_and_no_culprit():
    found = about(row("10:10", "action", "It was her fault: a form for complaints"))
    assert [sentence for _row, sentence in found if "does not happen" in sentence] == [
        "An action without “owner” does not happen.",
        "An action without “due” does not happen.",
    ]
    assert any("looks for a person" in sentence for _row, sentence in found)


def test_is_a_missing_or_broken_log_said(tmp_path):
    found = remarks(post_mortem(tmp_path / "d04-product-recall.jsonl"), [row("10:10", "knew")])
    assert any("play the drill first" in one.text for one in found)
    (tmp_path / "x.jsonl").write_text("{}\n")
    assert any(
        "cannot be read" in one.text
        for one in remarks(post_mortem(tmp_path / "x.jsonl"), [row("10:10", "knew")])
    )
