"""Objectives and launch checklist: gaps are rules, doubts are advice, and what is good is let alone."""

from __future__ import annotations

from html import unescape

import pytest

from practicum.learn.tools import find_tool
from practicum.learn.tools.content import parsed, written
from practicum.learn.tools.remarks import remarks
from practicum.learn.tools.rows import RowBox
from practicum.learn.tools.strategy import launch_checks, security_checks

GOOD = {
    "aim": "People who buy once come back",
    "metric": "Second orders, per 100 first orders",
    "baseline": "12",
    "baseline_source": "Till, January to March 2026, read on 2 April",
    "target": "15",
    "date": "2026-09-15",
    "owner": "Inès Korvald",
}


def said(slug, *records):
    return [(one.row, one.field, one.must, one.text) for one in remarks(find_tool(slug), records)]


def about(field, must, **changes):
    """Return the sentences about one field of an otherwise good objective; nothing else may be said."""
    found = said("objectives", GOOD | changes)
    assert all((where, rule) == (field, must) for _row, where, rule, _text in found)
    return " ".join(text for *_place, text in found)


def test_is_a_good_objective_let_alone():
    assert said("objectives", GOOD) == []
    assert said("objectives", {**find_tool("objectives").example}) == []


@pytest.mark.parametrize("field", GOOD)
def test_must_every_part_of_an_objective_be_there(field):
    assert about(field, True, **{field: ""}) == "This is empty."


@pytest.mark.parametrize(("field", "value"), [("baseline", "few"), ("target", "lots"), ("date", "in autumn")])
def test_must_a_number_be_a_number_and_a_date_a_date(field, value):
    assert f"“{value}” does not fit: write a" in about(field, True, **{field: value})


def test_must_a_target_differ_from_its_baseline():
    ((row, _field, must, text),) = said("objectives", GOOD | {"target": "12,0"})
    assert (row, must) == (0, True)
    assert text.startswith("A target that is not the baseline")


@pytest.mark.parametrize(
    "metric", ["Followers", "Number of fans on Plaza", "more visibility", "likes and views"]
)
def test_is_applause_questioned(metric):
    assert "can grow while nothing changes" in about("metric", False, metric=metric)


@pytest.mark.parametrize("metric", ["Share of followers who order", "Orders per 100 likes", "Reservations"])
def test_is_an_act_out_of_a_number_let_alone(metric):
    assert about("metric", False, metric=metric) == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"target": "11"}, "below the baseline"),
        ({"target": "11", "metric": "Complaints, per 100 orders"}, ""),
        ({"target": "37"}, "More than 3 times"),
        ({"target": "36"}, ""),
        ({"baseline": "0", "target": "36"}, ""),
    ],
)
def test_is_the_way_from_baseline_to_target_looked_at(changes, words):
    assert words in about("target", False, **changes)
    assert bool(words) is bool(about("target", False, **changes))


@pytest.mark.parametrize(
    ("day", "doubtful"),
    [
        ("2026-12-31", True),
        ("2027-01-01", True),
        ("2026-09-19", True),
        ("2026-09-20", True),
        ("2026-09-21", False),
    ],
)
def test_is_a_day_without_a_meeting_questioned(day, doubtful):
    assert bool(about("date", False, date=day)) is doubtful


@pytest.mark.parametrize(
    ("owner", "group"),
    [
        ("the team", True),
        ("Marketing", True),
        ("sales department", True),
        ("Head of marketing", False),
        ("Wendy", False),
    ],
)
def test_is_a_group_no_owner(owner, group):
    assert ("is a group" in about("owner", False, owner=owner)) is group


def test_are_many_objectives_questioned_and_one_twice_refused():
    rows = [GOOD | {"metric": f"Orders of kind {number}, per 100"} for number in range(6)]
    assert [(row, must) for row, _field, must, _text in said("objectives", *rows)] == [(0, False)]
    assert [must for _row, _field, must, _text in said("objectives", GOOD, GOOD)] == [True]


def test_has_the_checklist_eighteen_checks_of_which_the_marked_ones_guard_the_account():
    tool = find_tool("launch-checklist")
    items = [row["item"] for row in tool.start]
    assert len(items) == len(set(items)) == 18
    assert [item for item in items if item.startswith("Account security: ")] == list(security_checks())
    assert items == [*security_checks(), *launch_checks()]
    assert parsed(tool, written(tool, tool.start))[0] == {**tool.blank, "item": items[0]}


def checklist(**changes):
    """Return the remarks on a checklist that is met in all points but the first of the security part."""
    rows = [
        row | {"state": "yes", "evidence": "Page 3 of the plan", "owner": "Ines"}
        for row in find_tool("launch-checklist").start
    ]
    rows[0] |= changes
    *found, summary = said("launch-checklist", *rows)
    assert all((row, must) == (1, must) for row, _field, must, _text in found)
    return found, summary


def test_is_a_checklist_that_is_met_counted_and_let_alone():
    found, (_row, _field, must, text) = checklist()
    assert (found, must) == ([], False)
    assert text == "18 of 18 checks are met; of the 7 on the account's security, 7."


@pytest.mark.parametrize(
    ("changes", "field", "must", "words"),
    [
        ({"evidence": ""}, "evidence", False, "without evidence"),
        ({"evidence": "Done."}, "evidence", False, "without evidence"),
        ({"evidence": "All share one password"}, "evidence", False, "the opposite"),
        ({"evidence": "It runs on my account"}, "evidence", False, "the opposite"),
        ({"state": "not yet"}, "state", False, "only when this is met"),
        ({"state": "no"}, "state", False, "only when this is met"),
        ({"state": "maybe"}, "state", True, "write one of these: yes, no, not yet."),
        ({"owner": ""}, "owner", True, "This is empty."),
        ({"owner": "Communication"}, "owner", False, "is a group"),
    ],
)
def test_is_each_gap_of_a_check_named_at_its_field(changes, field, must, words):
    ((_row, where, rule, text),), _summary = checklist(**changes)
    assert (where, rule) == (field, must)
    assert words in text


def test_must_no_check_be_left_out():
    tool = find_tool("launch-checklist")
    rows = [row | {"state": "yes", "evidence": "Page 3", "owner": "Ines"} for row in tool.start[:-1]]
    broken = [text for _row, _field, must, text in said("launch-checklist", *rows) if must]
    assert len(broken) == 2
    assert broken[1].startswith(tool.start[-1]["item"])


def test_is_an_untouched_checklist_not_an_error():
    assert said("launch-checklist", *find_tool("launch-checklist").start) == []


def test_does_each_field_of_the_checklist_say_for_which_check_it_is():
    tool = find_tool("launch-checklist")
    box = RowBox(tool, tool.start[4], lambda _box: None)
    box.number(5)
    said_aloud = {field.description for field in box.fields.values()}
    assert len(said_aloud) == 3
    assert all(tool.start[4]["item"] in unescape(label) for label in said_aloud)
