"""Do levels, operations, breaks and moderation change what they say, and nothing else?"""

from __future__ import annotations

import pytest

from practicum.drill import Run
from practicum.drill.actions import action_strings, action_table
from practicum.drill.coefficients import all_values
from practicum.drill.community.effects import effects
from practicum.drill.crowd_acts import _HEARD
from practicum.drill.fields import FIELDS, field_labels
from practicum.drill.house import operation_state
from practicum.errors import PracticumError


@pytest.fixture
def run(leak):
    run = Run.create(leak, "a-seed")
    run.do("wait", minutes=60)
    return run


def shown(run, thread):
    return next(t for t in run.view()["threads"] if t["id"] == thread)


def test_every_row_of_the_table_is_whole():
    strings = set(action_strings())
    for row in action_table().values():
        assert {row.label, row.help, row.says} <= strings
        assert {field.name for field in row.fields} <= set(FIELDS) == set(field_labels())
        assert set(row.effects) <= set(all_values())
        assert row.target == "thread" or not row.stream
    assert set(_HEARD) <= set(action_table())
    assert {"statement", "fed-troll", "delete-lawful", "put-right", "off-key"} <= set(effects().acts)


def test_a_scheduled_post_goes_out_unless_it_is_stopped_before_its_minute(leak):
    def state_at(minute, *acts):
        run = Run.create(leak, "a-seed")
        for when, action in acts:
            run.do("wait", minutes=when - run.minute)
            run.do(action, what=["snack"])
        run.do("wait", minutes=minute - run.minute)
        return operation_state(run.state, "snack")

    assert state_at(79) == "planned"
    assert state_at(80) == "done"
    assert state_at(81, (78, "pause")) == "paused"
    assert state_at(300, (50, "pause"), (60, "resume")) == "done"
    assert state_at(300, (50, "pause"), (250, "resume")) == "done"
    with pytest.raises(PracticumError, match="stopped or out already"):
        state_at(300, (80, "pause"))


def test_what_goes_out_while_its_issue_is_hot_costs_and_what_is_stopped_does_not(leak):
    def cost(*acts):
        run = Run.create(leak, "practice-1")
        for when, action, what in acts:
            run.do("wait", minutes=when - run.minute)
            run.do(action, what=what)
        run.finish()
        hot = run.state.hot["leak"]
        found = [(e.minute, e.coefficient) for e in run.state.effects if e.coefficient == "over-answered"]
        assert all(minute >= hot and minute % 60 == 0 for minute, _name in found)
        return len(found)

    assert cost() > 0
    assert cost((10, "pause", ["launch"])) == 0


def test_a_post_that_was_held_and_let_go_in_the_heat_clashes_too(leak):
    run = Run.create(leak, "practice-1")
    run.do("wait", minutes=20)
    run.do("pause", what=["snack"])
    run.finish()
    assert "spoke-too-soon" not in {e.coefficient for e in run.state.effects}
    hot = [m for m in range(81, 560) if run.state.crowd.community.volume("leak", m - 60, m) >= 20]
    again = Run.create(leak, "practice-1")
    again.do("wait", minutes=20)
    again.do("pause", what=["snack"])
    again.do("wait", minutes=hot[0] - 1 - again.minute)
    again.do("resume", what=["snack"])
    again.finish()
    assert [e.minute for e in again.state.effects if e.coefficient == "spoke-too-soon"] == [hot[0]]


def test_a_level_is_changed_once_and_some_acts_wait_for_it(run):
    with pytest.raises(PracticumError, match="from level 2 on"):
        run.do("convene", who=["legal"], text="Please come.")
    run.do("level", level="3", text="Somebody is hurt.")
    with pytest.raises(PracticumError, match="at level 3 already"):
        run.do("level", level="3", text="Again.")
    run.do("convene", who=["legal", "quality"], text="Please come.")
    level = run.view()["level"]
    assert (level["now"], level["since"]) == (3, 62)
    assert [(clock["label"], clock["due"]) for clock in level["clocks"]] == [("First public word", 92)]
    post = {"format": "status", "posture": "check", "parts": [], "text": "We are checking."}
    run.do("post", **post)
    assert [c["due"] for c in run.view()["level"]["clocks"]] == [run.minute + 120]
    assert [d["text"] for d in run.view()["decisions"]] == ["Somebody is hurt."]


def test_a_second_look_may_be_skipped_only_where_there_is_one(run):
    run.do("remove", thread="insult", rule="insult", notice="no", text="", haste="yes")
    assert run.state.acts[-1].fields["haste"] == "yes"
    run.do("level", level="3", text="Hurt.", haste="yes")
    for action, fields in (
        ("level", {"level": "1", "text": "Calm."}),
        ("keep", {"thread": "harsh"}),
        ("remove", {"thread": "harsh", "rule": "insult", "notice": "no"}),
    ):
        with pytest.raises(PracticumError, match="second look"):
            run.do(action, haste="no" if action == "remove" else "yes", **fields)
    assert "haste" not in str(run.view()["actions"])


def test_a_tired_desk_sees_less_and_moderates_more_slowly_until_it_rests(run):
    run.do("wait", minutes=60)
    run.do("keep", thread="harsh")
    assert run.minute == 121, "120 minutes are not too long"
    run.do("context", thread="insult")
    assert "He answers to a photo of our staff." in shown(run, "insult")["messages"][-1]["text"]
    assert "twice today" not in shown(run, "insult")["messages"][-1]["text"]
    before = run.minute
    sentence = run.do("archive", thread="insult")
    assert run.minute - before == 3
    assert "You are tired" in sentence
    assert run.view()["fatigue"]["tired"]
    run.do("break")
    assert run.view()["fatigue"] == {
        "minutes_since_break": 0, "tired_after": 120, "tired": False, "note": "",
    }  # fmt: skip
    run.do("context", thread="insult")
    assert "twice today" in shown(run, "insult")["messages"][-1]["text"]


def test_moderation_changes_the_post_its_author_and_the_place(run):
    run.do("remove", thread="insult", rule="insult", notice="yes", text="You may object within a week.")
    run.do("ban", thread="insult", rule="insult")
    found = shown(run, "insult")
    assert (found["state"], found["decision"], found["measures"]) == ("closed", "remove", ["ban"])
    assert found["messages"][-1]["side"] == "desk"
    for action, fields, words in (
        ("remove", {"rule": "insult", "notice": "no"}, "removed already"),
        ("ban", {"rule": "insult"}, "banned already"),
        ("mute-user", {"rule": "insult"}, "cannot write here any more"),
        ("restrict", {"how": "open"}, "set so already"),
        ("appeal", {"decision": "overturn", "text": "We were wrong."}, "Nobody has appealed here"),
    ):
        with pytest.raises(PracticumError, match=words):
            run.do(action, thread="insult", **fields)
    run.do("wait", minutes=10)
    run.do("appeal", thread="insult", decision="overturn", text="We were wrong.")
    found = shown(run, "insult")
    assert (found["decision"], found["measures"]) == ("appeal", [])
    assert not run.state.threads["insult"].hidden
    run.do("restrict", thread="insult", how="slow")
    assert shown(run, "insult")["limit"] == "Slow mode"
    run.do("restrict", thread="insult", how="open")
    assert shown(run, "insult")["limit"] is None


def test_a_reason_that_is_not_sent_stays_in_the_house(run):
    run.do("remove", thread="insult", rule="insult", notice="no", text="Insult, second time.")
    assert len(shown(run, "insult")["messages"]) == 1


def test_removing_criticism_costs_as_hiding_does(leak):
    for action, fields in (("hide", {"reason": "spam"}), ("remove", {"rule": "spam", "notice": "no"})):
        run = Run.create(leak, "a-seed")
        run.do("wait", minutes=60)
        run.do(action, thread="tom", **fields)
        assert "hid-criticism" in {e.coefficient for e in run.state.effects}
        run.do("wait", minutes=15)
        assert "review is gone" in run.state.threads["tom"].messages[-1].text


def test_own_posts_collect_what_was_done_to_them(run):
    with pytest.raises(PracticumError, match="published nothing"):
        run.do("update", parts=[], text="More soon.")
    run.do("post", format="status", posture="check", parts=[], text="We are checking.")
    run.do("update", parts=["unknown"], text="Still checking.")
    run.do("correct", text="It is lot B7, not B6.")
    (post,) = run.view()["own_posts"]
    assert (post["format"], post["text"], post["corrected"]) == ("Status", "We are checking.", "09:20")
    assert [(u["action"], u["text"]) for u in post["updates"]] == [
        ("update", "Still checking."),
        ("correct", "It is lot B7, not B6."),
    ]


def test_a_search_lists_who_said_all_the_words(run):
    assert "of Tom Vik" in run.do("search", text="leaks STAR")
    assert "nothing so far" in run.do("search", text="leaks moon")
