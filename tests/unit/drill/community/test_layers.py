"""Do rumours, queues, raids and the adviser do what they are for?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practicum.drill.community.adviser import CLASSES, advise, rates
from practicum.drill.community.arrivals import arrivals
from practicum.drill.community.raid import Raid, complies
from practicum.drill.community.rumour import Rumour
from practicum.drill.community.service import Desk, Service, goodwill
from practicum.errors import PracticumError


@given(
    st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 50)), max_size=20),
    st.integers(0, 10_000),
    st.integers(0, 20),
)
def test_nobody_gets_lost_between_exposed_and_sceptics(heard, strength, when):
    from practicum.drill.community import values

    rumour, total = Rumour(values()), 0
    for n, (fresh, posts) in enumerate(heard):
        rumour.hear(fresh, 0, 5)
        total += fresh
        assert rumour.exposed + rumour.sceptics == total
        if n == when:
            before = rumour.brake
            rumour.correct(strength)
            assert rumour.brake <= before
        assert 0 < rumour.brake <= 10_000
        assert rumour.exposed >= 0
        assert posts >= 0


def test_a_correction_shortens_a_rumour_and_never_stops_it(kit):
    plan = kit.plan(kind="rumour", false=True, infectiousness=110)
    alone = kit.run(plan, until=4_000)
    word = [(120, "matter", "correction", {"posture": "deny", "parts": ["known"]})]
    corrected = kit.run(plan, acts=word, until=4_000)
    assert 0 < corrected.volume("matter", 120, 4_000) < alone.volume("matter", 120, 4_000)
    sceptics, people = corrected.sceptics("matter")[2], corrected.reached("matter")
    assert sceptics / people > alone.sceptics("matter")[2] / alone.reached("matter")
    assert kit.run(kit.plan()).sceptics("matter") == (0, 0, 0)


def test_mocking_those_who_share_corrects_nothing(kit):
    plan = kit.plan(kind="rumour", false=True, responsibility=20)
    shown, mocked = (
        kit.run(plan, acts=[(120, "matter", "correction", {"posture": posture, "parts": ["known"]})])
        for posture in ("deny", "mock")
    )
    assert mocked.sceptics("matter")[2] / mocked.reached("matter") < shown.sceptics("matter")[
        2
    ] / shown.reached("matter")
    assert mocked.volume("matter", 120, 1_440) > shown.volume("matter", 120, 1_440)
    assert mocked.responsibility("matter") > shown.responsibility("matter")


def test_arrivals_are_as_many_as_their_rate_says_and_keep_their_minutes():
    every = list(arrivals("s", "x", lambda _minute: 500, 4_000))
    assert len(every) == pytest.approx(2_000, rel=0.07)
    fewer = list(arrivals("s", "x", lambda minute: 500 if minute < 1_000 else 250, 4_000))
    assert [m for m in every if m < 1_000] == [m for m in fewer if m < 1_000]
    assert set(fewer) < set(every)


def service(table, *, staff=4, until=600, acts=(), **desk):
    made = Service("s", Desk(arrivals=30, staff=staff, minutes=6, **desk), table, 540, 600)
    for minute, kind, number in acts:
        made.advance(minute)
        made.act(kind, number)
    made.advance(until)
    return made


def test_people_are_answered_in_the_order_in_which_they_wrote(table):
    made = service(table, until=1_200)
    answered = [request.taken for request in made.requests]
    assert answered == sorted(answered)
    assert all(3 <= request.answered - request.taken <= 9 for request in made.requests)
    assert made.waiting() == made.present() == 0


def test_a_rush_fills_the_queue_and_a_status_post_or_more_people_empty_it(table):
    rush = {"rush": (60, 300), "times": 600}
    usual, rushed = service(table), service(table, **rush)
    told = service(table, acts=[(75, "status", 0)], **rush)
    helped = service(table, acts=[(75, "staff", 12)], **rush)
    assert usual.escalated(0, 600) * 10 < rushed.escalated(0, 600)
    assert told.waiting() < rushed.waiting() > helped.waiting()
    assert {r.n for r in told.requests if not r.again} < {r.n for r in rushed.requests if not r.again}
    assert any(request.again for request in rushed.requests)


def test_the_queue_is_the_same_in_one_go_or_in_steps(table):
    assert (
        service(table).requests
        == service(table, acts=[(minute, "look", 0) for minute in range(0, 600, 7)]).requests
    )


def test_a_quick_answer_earns_much_and_a_late_one_little(table):
    curve = [goodwill(table, minutes) for minutes in range(300)]
    assert curve == sorted(curve, reverse=True)
    assert curve[0] == curve[6] == table["goodwill-6"]
    assert curve[6] >= 2 * curve[61]
    assert curve[240] == 0


def raid(table, *limits, at=2):
    made = Raid("s", table, begins=0, bots=40, raiders=15, regulars=5)
    made.advance(at)
    made.limit(*limits)
    made.advance(60)
    return made


def test_limits_keep_out_raiders_and_some_regulars_and_touch_nobody_before(table):
    free = raid(table)
    for limit in ("followers-only", "slow", "filter", "closed"):
        limited = raid(table, limit)
        assert [line[:3] for line in limited.lines] == [line[:3] for line in free.lines]
        assert [line.passed for line in limited.lines if line.minute <= 2] == [
            line.passed for line in free.lines if line.minute <= 2
        ]
        assert limited.count("bot", 2, 60) < free.count("bot", 2, 60)
        assert limited.count("regular", 2, 60) <= free.count("regular", 2, 60)
    assert raid(table, "closed").count("regular", 2, 60) == 0
    assert raid(table, "slow", "filter").count("bot", 2, 60) < raid(table, "slow").count("bot", 2, 60)


def test_bots_leave_before_people_do(table):
    free = raid(table)
    bots, people = ([free.count(who, 0, 20), free.count(who, 20, 60)] for who in ("bot", "raider"))
    assert bots[1] / bots[0] < people[1] / people[0]


def test_rules_on_top_turn_some_newcomers_and_no_one_away(table):
    plain = {n for n in range(3_000) if complies("s", table, str(n), rules=False)}
    ruled = {n for n in range(3_000) if complies("s", table, str(n), rules=True)}
    assert plain < ruled
    assert (len(ruled) - len(plain)) / 30 == pytest.approx(8, abs=2)


@pytest.mark.parametrize("kind", CLASSES)
def test_the_adviser_errs_at_the_rates_that_it_states(table, kind):
    alarm, miss = rates(table, kind)
    posts = [str(n) for n in range(2_000)]
    flagged = sum(advise("s", table, post, kind, breaks=False).breaks for post in posts) / 20
    passed = sum(not advise("s", table, post, kind, breaks=True).breaks for post in posts) / 20
    assert flagged == pytest.approx(alarm, abs=3)
    assert passed == pytest.approx(miss, abs=3.5)


def test_the_adviser_is_a_little_surer_when_it_is_right(table):
    sure = {True: [], False: []}
    for n in range(2_000):
        advice = advise("s", table, str(n), "sarcasm", breaks=True)
        assert 50 <= advice.confidence <= 99
        sure[advice.breaks].append(advice.confidence)
    right, wrong = (sum(sure[which]) / len(sure[which]) for which in (True, False))
    assert 5 < right - wrong < 15
    assert max(sure[False]) > min(sure[True]), "its confidence alone does not tell"


def test_an_unknown_class_is_answered_in_a_sentence(table):
    with pytest.raises(PracticumError):
        advise("s", table, "p", "poem", breaks=True)
