"""Does a condition hold from the minute at which it came true, on any act, fact and issue, and not before?"""

from __future__ import annotations

import pytest

from practicum.drill import Run
from practicum.drill.conditions import holds, when
from practicum.drill.facts import stated
from practicum.drill.schema import Condition

POST = {"format": "status", "posture": "inform", "parts": ["known"], "text": "Only lot B7."}


@pytest.fixture
def run(leak):
    run = Run.create(leak, "a-seed")
    run.do("wait", minutes=50)
    return run


def at(run, **row):
    return when(run.state, Condition(**row))


def test_any_act_counts_from_its_end_with_the_fields_that_are_asked(run):
    run.do("level", level="2", issue="leak", text="Look at this.")
    run.do("wait", minutes=10)
    run.do("level", level="3", text="Worse.")
    assert at(run, done="level") == 52
    assert at(run, done="level", fields={"level": "3"}) == 64
    assert at(run, done="level", fields={"level": "3", "issue": "leak"}) is None
    assert at(run, done="level", fields={"level": "1"}) is None


def test_a_field_of_several_values_counts_when_it_holds_the_value(run):
    run.do("pause", what=["launch", "friend"])
    run.do("tell", to=["retailers"], facts=[], text="Please stop selling lot B7.")
    assert at(run, done="pause", fields={"what": "launch"}) == 51
    assert at(run, done="pause", fields={"what": "snack"}) is None
    assert at(run, done="tell", to=("retailers",)) == 59
    assert at(run, done="tell", to=("staff",)) is None


def test_an_act_without_a_thread_is_found_from_within_any_thread(run):
    run.do("post", **POST)
    assert when(run.state, Condition(done="post"), "nadia") == run.minute
    assert when(run.state, Condition(done="post", within=20), "nadia") is None, "counted from the thread"


def test_a_condition_without_a_thread_looks_at_the_whole_shift(run):
    assert at(run, done="replied") is None
    run.do("reply", thread="tom", posture="thank", parts=[], text="Thank you.")
    assert at(run, done="replied") == 54
    assert at(run, done="reply", thread="nadia") is None
    assert at(run, done="reply", thread="tom") == 54


def test_removing_hides_too(run):
    run.do("remove", thread="tom", rule="insult", notice="no", text="")
    assert at(run, done="hidden", thread="tom") == run.minute


def test_an_issue_is_hot_from_a_minute_on_and_stays_so(run):
    hot = Condition(done="hot", fields={"issue": "leak"})
    assert not holds(run.state, hot)
    run.finish()
    first = when(run.state, hot)
    assert first is not None
    assert first == run.state.hot["leak"]
    community = run.state.crowd.community
    assert community.volume("leak", first - 60, first) >= 20 > community.volume("leak", first - 65, first - 5)


def test_a_fact_is_known_when_its_conditions_hold_and_a_false_one_never(run, leak):
    assert at(run, done="known", fields={"fact": "hours"}) == 0
    assert at(run, done="known", fields={"fact": "lot"}) is None
    run.do("ask", thread="nadia", to="quality", text="Which lots?")
    run.do("wait", minutes=60)
    told = next(m.minute for m in run.state.threads["nadia"].messages if m.facts)
    assert at(run, done="known", fields={"fact": "lot"}) == told
    assert at(run, done="known", fields={"fact": "all-safe"}) is None


def test_stating_a_fact_is_early_until_it_is_known_and_unsigned_until_it_is_signed(run):
    def flaws():
        run.do("post", **POST, issue="leak", facts=["lot", "hours", "all-safe"])
        return [(s.fact.id, s.early, s.unsigned) for s in stated(run.state, run.state.acts[-1])]

    assert flaws() == [("lot", True, True), ("hours", False, False), ("all-safe", True, True)]
    run.do("ask", thread="nadia", to="quality", text="Which lots?")
    run.do("wait", minutes=40)
    assert flaws()[0] == ("lot", False, True)
    run.do("signoff", **{"from": "legal", "facts": ["lot"], "text": "May we?"})
    asked = run.minute
    assert flaws()[0] == ("lot", False, True), "the answer takes its time"
    run.do("wait", minutes=25)
    assert flaws()[0] == ("lot", False, False)
    answer = run.state.channel[-1]
    assert asked + 20 <= answer.minute <= asked + 30
    assert answer.text == "Signed off: Only lot B7 leaks."


def test_nobody_signs_what_is_not_known_or_not_theirs(run):
    run.do("signoff", **{"from": "legal", "facts": ["lot", "hours", "all-safe"], "text": "May we?"})
    run.do("wait", minutes=31)
    text = run.state.channel[-1].text
    assert "Not known yet, so I cannot sign it: Only lot B7 leaks." in text
    assert "The desk may say that without me: Customer service answers until 20:00." in text
    assert "Not mine to sign: Nobody can come to harm." in text
    run.do("ask", thread="nadia", to="quality", text="Which lots?")
    run.do("wait", minutes=40)
    assert {row["id"]: row["may"] for row in run.view()["facts"]} == {
        "lot": "needs sign-off",
        "hours": "desk",
        "all-safe": "needs sign-off",
    }, "a request before it was known signs nothing later"
