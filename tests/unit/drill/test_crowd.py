"""Does the crowd follow its issues, and does an act leave alone whatever it is not about?"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practicum.drill import Run, play, replay
from practicum.drill.adviser import advice
from practicum.drill.patience import patience
from practicum.drill.score import finished
from practicum.errors import PracticumError

POST = {
    "format": "status",
    "posture": "inform",
    "parts": ["known", "next-update"],
    "text": "We are checking.",
}


def posts(state, issue):
    return [(p.minute, p.segment, p.tone, p.reach, p.key) for p in state.crowd.community.posts(issue)]


def public(state, thread):
    return [(m.minute, m.text, m.likes) for m in state.threads[thread].messages if m.side == "public"]


@pytest.fixture(scope="module")
def silent(leak):
    return finished(replay(leak, "practice-1", ()))


def test_all_posts_are_counted_and_few_are_shown_each_in_its_own_words(leak, silent):
    run = Run.create(leak)
    run.finish()
    view = run.view()
    for issue in view["issues"]:
        stream = next(t for t in view["threads"] if t["id"] == issue["stream"])
        counted = sum(entry["count"] for entry in issue["series"])
        texts = [m["text"] for m in stream["messages"]]
        row = leak.issues[issue["id"]]
        assert counted == len(posts(silent, issue["id"]))
        assert 0 < len(texts) <= min(row.shown, counted)
        assert len(texts) == len(set(texts))
        minutes = [m["minute"] for m in stream["messages"]]
        assert minutes == sorted(minutes)
    assert silent.mentions == sorted(silent.mentions)


def test_the_index_carries_what_the_crowd_costs(silent):
    community = silent.crowd.community
    cost = sum(e.amount for e in silent.effects if e.coefficient == "crowd")
    assert cost < 0
    settled = silent.crowd.settled
    assert settled == 600
    assert cost == -sum(community.loss(issue) for issue in ("leak", "rumour"))
    assert {e.thread for e in silent.effects if e.coefficient == "crowd"} <= {"issue-leak", "issue-rumour"}


def test_waiting_in_one_go_or_minute_by_minute_is_the_same_crowd(leak, silent, kit):
    run = Run.create(leak)
    while not run.over:
        run.do("wait", minutes=7)
    assert kit.fingerprint(run.state) | {"acts": []} == kit.fingerprint(silent)
    assert posts(run.state, "leak") == posts(silent, "leak")
    assert run.state.mentions == silent.mentions
    assert run.state.hot == silent.hot
    streams = {name: [m.text for m in s.messages] for name, s in run.state.streams.items()}
    assert streams == {name: [m.text for m in s.messages] for name, s in silent.streams.items()}


def test_an_issue_is_offered_once_it_has_come_up_and_not_before(leak):
    run = Run.create(leak)
    with pytest.raises(PracticumError, match="not a choice"):
        run.do("post", **POST, issue="leak")
    run.do("wait", minutes=15)
    post = next(a for a in run.view()["actions"] if a["id"] == "post")
    offered = [o["value"] for o in next(f for f in post["fields"] if f["name"] == "issue")["options"]]
    assert offered == ["leak"]
    run.do("post", **POST, issue="leak")


def test_a_stream_takes_acts_for_many_and_refuses_those_for_one(leak):
    run = Run.create(leak)
    run.do("wait", minutes=70)
    run.do("watch", thread="issue-leak")
    run.do("coordination", thread="issue-leak")
    run.do("restrict", thread="issue-leak", how="slow")
    stream = next(t for t in run.view()["threads"] if t["id"] == "issue-leak")
    assert (stream["watched"], stream["limit"]) == (True, "Slow mode")
    assert "Nothing suggests" in stream["messages"][-1]["text"]
    with pytest.raises(PracticumError, match="many voices"):
        run.do("reply", thread="issue-leak", posture="inform", parts=[], text="Hello.")


def test_the_desk_s_own_alert_rises_at_its_number(leak):
    run = Run.create(leak)
    run.do("wait", minutes=15)
    run.do("alert-rule", issue="leak", posts="10")
    run.finish()
    alert = next(a for a in run.state.alerts if a.issue == "leak")
    count = run.state.crowd.community.volume
    assert count("leak", alert.minute - 60, alert.minute) == alert.count >= 10
    assert count("leak", alert.minute - 65, alert.minute - 5) < 10
    assert any("you set the alert from 10 on" in row["text"] for row in run.view()["alerts"])
    assert not any(row["muted"] for row in run.view()["alerts"])


def test_a_turn_tells_the_house_and_raises_what_the_crowd_holds_it_responsible_for(leak, silent):
    (message,) = [m for m in silent.channel if m.id.startswith("turn")]
    assert message.minute == 240
    before = finished(replay(leak, "practice-1", ()))
    assert before.crowd.community.responsibility("leak") > 6_000


def test_what_was_said_first_keeps_a_video_from_being_made(leak):
    """The seed `video` comes between 60 and 80, and only while the house has not spoken."""

    def reached(*, spoken):
        run = Run.create(leak)
        run.do("wait", minutes=12)
        if spoken:
            run.do("post", **POST, issue="leak")
        run.do("wait", minutes=58 - run.minute)
        before = run.state.crowd.community.reached("leak")
        run.do("wait", minutes=24)
        return run.state.crowd.community.reached("leak") - before

    assert reached(spoken=False) > 10_000 > 2 * reached(spoken=True)


ACTS = [
    ("reply", {"thread": "nadia", "posture": "check", "parts": ["unknown"], "text": "We are checking."}),
    ("reply", {"thread": "gus", "posture": "deny", "parts": [], "text": "No."}),
    ("private", {"thread": "nadia", "posture": "apologise", "parts": [], "text": "We are sorry."}),
    ("hide", {"thread": "gus", "reason": "insult"}),
    ("post", {**POST, "issue": "leak"}),
    ("pause", {"what": ["launch"]}),
    ("restrict", {"thread": "issue-leak", "how": "slow"}),
    ("level", {"level": "3", "issue": "leak", "text": "Hurt."}),
    ("signoff", {"from": "legal", "facts": ["lot"], "text": "May we?"}),
    ("ask", {"thread": "nadia", "to": "quality", "text": "Which?"}),
    ("staff", {"how": "more"}),
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.integers(60, 400), chosen=st.lists(st.sampled_from(ACTS), min_size=1, max_size=4))
def test_acts_on_one_issue_move_no_draw_of_the_other_nor_of_other_threads(leak, silent, first, chosen):
    run = Run.create(leak)
    run.do("wait", minutes=first)
    for action, fields in chosen:
        try:
            run.do(action, **fields)
        except PracticumError:
            continue
    run.finish()
    assert posts(run.state, "rumour") == posts(silent, "rumour")
    for thread in ("tom", "insult", "harsh", "reporter"):
        assert public(run.state, thread) == public(silent, thread)
    # What is left of the issue itself are the same posts, by the same people, in the same words.
    kept = {key: rest for *rest, key in posts(silent, "leak")}
    for *rest, key in posts(run.state, "leak"):
        if key in kept:
            assert (rest[0], rest[3]) == (kept[key][0], kept[key][3])


def test_patience_runs_out_rarely_within_an_hour_and_only_for_those_who_wait(leak):
    waits = [patience(leak, f"seed-{n}", "nadia/again") for n in range(600)]
    early = sum(wait <= 60 for wait in waits)
    later = sum(60 < wait <= 120 for wait in waits)
    assert 0 < early < later
    assert min(waits) >= 1
    seed = next(f"seed-{n}" for n in range(600) if 100 < waits[n] < 200)
    quiet = Run.create(leak, seed)
    quiet.finish()
    assert [m.id for m in quiet.state.threads["nadia"].messages if m.side == "public"] == ["opening", "again"]
    answered = Run.create(leak, seed)
    answered.do("wait", minutes=20)
    answered.do("reply", thread="nadia", posture="check", parts=["unknown"], text="We are checking.")
    answered.finish()
    assert [m.id for m in answered.state.threads["nadia"].messages if m.side == "public"] == ["opening"]


def test_the_adviser_errs_at_its_rate_and_its_word_is_shown_without_the_truth(leak):
    values = leak.coefficients
    wrong = sum(advice(leak, f"s{n}", leak.threads["insult"]).errs for n in range(2_000))
    assert abs(wrong / 20 - values["adviser-miss-hidden"]) < 4
    run = Run.create(leak)
    run.do("wait", minutes=60)
    report = next(t for t in run.view()["threads"] if t["id"] == "insult")["report"]
    assert report["count"] == 3
    assert set(report["adviser"]) == {"says", "sure"}
    assert next(t for t in run.view()["threads"] if t["id"] == "harsh")["report"]["rule"] == "Insult"


def test_a_report_says_how_long_it_has_waited_and_nothing_of_its_target(leak, kit):
    handling = leak.structure.handlings["insult"]
    hurry = handling.model_copy(update={"moderation": handling.moderation.model_copy(update={"target": 7})})
    pressing = kit.changed(leak, handlings={**leak.structure.handlings, "insult": hurry})
    shown = []
    for drill in (leak, pressing):
        run = Run.create(drill)
        run.do("wait", minutes=60)
        shown.append(run.view()["threads"])
    assert shown[0] == shown[1]
    report = next(thread for thread in shown[0] if thread["id"] == "insult")["report"]
    assert report == {**report, "since": 40, "time": leak.time(40)}
    assert set(report) == {"count", "rule", "adviser", "since", "time"}


def test_more_people_and_a_status_post_shorten_the_queue(leak):
    def service(*acts):
        run = Run.create(leak)
        run.do("wait", minutes=62)
        for action, fields in acts:
            run.do(action, **fields)
        run.do("wait", minutes=240 - run.minute)
        return run.view()["service"]

    alone, helped = service(), service(("staff", {"how": "more"}))
    told = service(("post", {**POST, "issue": "leak"}))
    assert helped["staff"] > alone["staff"]
    assert helped["waiting"] < alone["waiting"]
    assert told["waiting"] < alone["waiting"]
    assert alone["complained"] >= helped["complained"]


def test_the_expert_of_the_small_drill_follows_its_own_conditions(leak):
    decisions = play(leak, "practice-1", "reference")
    state = finished(replay(leak, "practice-1", decisions))
    signed = next(act for act in state.acts if act.action == "signoff")
    known = next(m.minute for m in state.threads["nadia"].messages if m.facts)
    assert signed.start >= known
