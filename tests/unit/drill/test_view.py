"""Is the view exactly the JSON that the desk is drawn from?"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from practicum.drill import Run, play
from practicum.drill.facts import stated as stated_facts
from practicum.drill.schema import Condition

THREAD = {
    "id", "platform", "topic_hidden", "author", "minute", "time", "unread", "state", "tags", "watched",
    "waiting", "excerpt", "messages", "options", "kind", "issue", "muted", "archived", "limit", "report",
    "decision", "measures",
}  # fmt: skip
AUTHOR = {"id", "name", "handle", "initials", "followers", "verified", "kind", "note"}
MESSAGE = {"id", "side", "author", "minute", "time", "text", "image", "likes", "shares"}
ACTION = {
    "id", "group", "label", "help", "cost", "target", "stream", "irreversible", "irreversible_when",
    "permission", "confidence", "fields",
}  # fmt: skip
GROUPS = {"watch", "verify", "speak", "structure", "moderate", "operate", "escalate", "close"}


@pytest.mark.parametrize("slug", ["d01-first-shift", "monday-committee"])
@pytest.mark.parametrize("policy", ["silent", "reference", "random", "reply-to-everything"])
def test_every_view_of_a_run_has_the_agreed_shape_and_is_json(slug, policy, d01, committee):
    drill = {"d01-first-shift": d01, "monday-committee": committee}[slug]
    run = Run.create(drill)
    views = [run.view()]
    for decision in play(drill, "practice-1", policy):
        run.do(decision.action, confidence=decision.confidence, **decision.args)
        views.append(run.view())
    if not run.over:
        run.finish()
    views.append(run.view())
    for view in views:
        assert json.loads(json.dumps(view, allow_nan=False)) == view
        assert set(view) == {
            "drill", "clock", "volume", "alerts", "threads", "actions", "log", "status", "coaching",
            "issues", "facts", "operations", "level", "channel", "decisions", "own_posts", "service",
            "fatigue", "rules_pinned", "canned",
        }  # fmt: skip
        assert set(view["clock"]) == {"minute", "time", "day", "over", "started"}
        assert view["status"]
        for thread in view["threads"]:
            assert set(thread) == THREAD
            assert set(thread["author"]) == AUTHOR
            assert thread["state"] in {"open", "answered", "left", "closed"}
            assert all(set(message) == MESSAGE for message in thread["messages"])
            assert thread["messages"] == sorted(thread["messages"], key=lambda m: m["minute"])
        for action in view["actions"]:
            assert set(action) == ACTION
            assert action["group"] in GROUPS
            assert action["help"].endswith(".")
        assert sum(entry["count"] for entry in view["volume"]["series"]) == sum(
            message["side"] == "public" and not message["id"].startswith("after")
            for thread in view["threads"]
            if thread["kind"] != "stream"
            for message in thread["messages"]
        ) + sum(entry["count"] for issue in view["issues"] for entry in issue["series"])
        shown = {t["issue"]: len(t["messages"]) for t in view["threads"] if t["kind"] == "stream"}
        for issue in view["issues"]:
            assert shown[issue["id"]] <= sum(entry["count"] for entry in issue["series"])
    assert views[-1]["clock"]["over"]


def test_the_view_tells_nothing_that_the_desk_does_not_know(d01):
    run = Run.create(d01)
    run.do("wait", minutes=130)
    told = json.dumps(run.view())
    for secret in ("weak_signal", "tempting", "Radio Vallon", "paediatric", "L24", "expected"):
        assert secret not in told
    run.do("author", thread="trolley")
    assert "paediatric" in json.dumps(run.view())


def test_practice_shows_goodwill_and_a_hint_and_assessment_shows_neither(d01):
    practice, assessed = Run.create(d01), Run.create(d01, "assessed-01", "assessed")
    for run in (practice, assessed):
        run.do("wait", minutes=110)
    assert practice.view()["coaching"]["hint"]
    assert assessed.view()["coaching"] is None


def test_a_thread_is_unread_until_it_is_opened_and_again_when_someone_speaks(d01):
    run = Run.create(d01)

    def unread(thread):
        return next(t["unread"] for t in run.view()["threads"] if t["id"] == thread)

    run.do("wait", minutes=210)
    assert unread("freezer")
    run.do("open", thread="freezer")
    assert not unread("freezer")
    run.do("wait", minutes=40)
    assert unread("freezer")


def test_waiting_counts_from_the_last_word_that_was_not_answered(d01):
    run = Run.create(d01)
    run.do("wait", minutes=245)

    def waiting():
        return next(t["waiting"] for t in run.view()["threads"] if t["id"] == "freezer")

    thread = next(t for t in run.view()["threads"] if t["id"] == "freezer")
    assert waiting() == 245 - thread["messages"][-1]["minute"]
    run.do("reply", thread="freezer", posture="inform", parts=["known"], text="Yes, three months.")
    assert waiting() is None
    run.do("wait", minutes=30)
    assert waiting() is not None, "her thanks have come in, and nobody has to answer them"


def test_an_act_shows_in_thread_log_status_and_tags(d01):
    run = Run.create(d01)
    run.do("wait", minutes=130)
    sentence = run.do("tag", thread="trolley", topic="weak-signal", severity="3")
    run.do("watch", thread="trolley")
    view = run.view()
    thread = next(t for t in view["threads"] if t["id"] == "trolley")
    assert thread["tags"] == ["Weak signal", "3: safety or law"]
    assert thread["watched"]
    assert [row["thread"] for row in view["log"]] == ["trolley", "trolley"]
    assert view["log"][0]["sentence"] in sentence


def test_what_is_written_inside_the_house_is_not_shown_as_said_in_public(d01):
    run = Run.create(d01)
    run.do("wait", minutes=130)
    run.do("ask", thread="trolley", to="lead", text="May I speak to her?")
    run.do("private", thread="trolley", posture="check", parts=[], text="Thank you, may I ask you something?")
    thread = next(t for t in run.view()["threads"] if t["id"] == "trolley")
    assert [(m["side"], m["author"]) for m in thread["messages"][1:]] == [
        ("internal", "You"),
        ("desk", "You"),
    ]


def test_the_answers_of_the_committee_stand_in_another_order_on_another_seed(committee):
    orders = set()
    for seed in committee.structure.seeds.assessed:
        run = Run.create(committee, seed, "assessed")
        run.do("wait", minutes=3)
        options = run.view()["threads"][0]["options"]
        assert [option["value"] for option in options] == ["a", "b", "c", "d"]
        orders.add(tuple(option["label"] for option in options))
    assert len(orders) > 5
    choose = next(action for action in run.view()["actions"] if action["id"] == "choose")
    assert choose["confidence"]


def _facts_shown(run):
    """The facts that the desk lists, and those that its forms offer."""
    view = run.view()
    forms = [
        [option["value"] for option in field["options"]]
        for action in view["actions"]
        for field in action["fields"]
        if field["name"] == "facts"
    ]
    assert forms
    assert all(form == forms[0] for form in forms)
    return [fact["id"] for fact in view["facts"]], forms[0]


def test_a_fact_is_listed_once_something_about_it_has_come_up_and_not_before(leak):
    run = Run.create(leak)
    assert _facts_shown(run) == (["hours", "all-safe"],) * 2
    run.do("wait", minutes=9)
    assert "lot" not in _facts_shown(run)[0]
    run.do("wait", minutes=1)
    assert _facts_shown(run) == (["lot", "hours", "all-safe"],) * 2, "Nadia has written at minute 10"
    assert not run.view()["facts"][0]["known"]


@pytest.mark.parametrize(
    ("known", "minute"),
    [
        ({"done": "hot", "fields": {"issue": "leak"}}, 10),
        ({"done": "appeared", "thread": "tom"}, 25),
        ({"done": "known", "fields": {"fact": "first"}}, 25),
        ({"done": "appeared", "thread": "issue-leak"}, 10),
        ({"done": "pause", "fields": {"what": "launch"}}, None),
    ],
)
def test_a_fact_comes_up_with_the_issue_the_thread_or_the_fact_that_it_waits_for(leak, kit, known, minute):
    lot = leak.facts["lot"]
    first = lot.model_copy(update={"id": "first", "known": (Condition(done="told", thread="tom"),)})
    rows = (first, lot.model_copy(update={"known": (Condition(**known),)}))
    words = leak.words.model_copy(update={"facts": {**leak.words.facts, "first": "Tom was told."}})
    run = Run.create(replace(kit.changed(leak, facts=rows), words=words))
    listed = {}
    for now in range(31):
        listed[now] = "lot" in _facts_shown(run)[0]
        run.do("wait", minutes=1)
    assert min((now for now, shown in listed.items() if shown), default=None) == minute
    if minute is None:
        run.do("pause", what=["launch"])
        assert "lot" in _facts_shown(run)[0], "what is known is listed, whatever it waited for"


def test_a_fact_that_is_not_listed_can_be_stated_by_name_and_was_too_early(leak):
    run = Run.create(leak)
    assert "lot" not in _facts_shown(run)[0]
    run.do("tell", to=["staff"], facts=["lot"], text="Only lot B7 leaks.")
    assert [stated.early for stated in stated_facts(run.state, run.state.acts[-1])] == [True]
