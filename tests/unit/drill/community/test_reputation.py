"""Does what the house does move responsibility and reputation as the tables say?"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.drill.coefficients import coefficient_table
from practicum.drill.community import SEGMENTS, START, Community, IssuePlan, values
from practicum.drill.community.effects import effects
from practicum.drill.community.plan import KINDS, cluster
from practicum.drill.community.segments import Crowd

ACTS = sorted(effects().acts)
POSTURES = sorted(effects().postures)


def test_every_effect_names_a_coefficient_and_every_coefficient_is_used():
    source = Path(coefficient_table.__wrapped__.__code__.co_filename).parent
    text = "".join(
        path.read_text(encoding="utf-8")
        for path in [*source.rglob("*.py"), source / "community" / "effects.yaml"]
    )
    table = values()
    for kind in effects().acts.values():
        assert all(move.by in table for move in kind.effects)
    families = {"fit", "weight", "disposition", "hour", "lag", "adviser"}
    for row in coefficient_table("community"):
        assert row.low <= row.value <= row.high, row.name
        known = row.name in text or row.name.partition("-")[0] in families
        assert known or row.name.rpartition("-")[0] in {
            "followers-only",
            "slow",
            "filter",
            "closed",
            "comply",
        }, row.name
    assert len(
        {row.name for part in ("index", "desk", "community") for row in coefficient_table(part)}
    ) == sum(len(coefficient_table(part)) for part in ("index", "desk", "community"))


def test_every_family_of_postures_has_a_fit_for_every_cluster(table):
    clusters = {cluster(kind, false=false) for kind in KINDS for false in (True, False)}
    for family in set(effects().postures.values()):
        assert {f"fit-{family}-{name}" for name in clusters} <= table.keys()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.sampled_from(ACTS), st.sampled_from(POSTURES), st.booleans()),
        max_size=12,
    ),
    st.sampled_from(KINDS),
    st.booleans(),
)
def test_whatever_is_done_stays_in_bounds(acts, kind, flag):
    plan = IssuePlan(
        "a", kind, 50, 40_000, 400, heat=2, vivid=flag, false=not flag, segments={"trolls": 1, "fans": 1}
    )
    community = Community("s", [plan], values(), 0, horizon=400)
    community.seed("a", 0, 30_000)
    for minute, act, posture, yes in sorted(acts):
        community.act(
            "a", minute, act, posture=posture, public=yes, human=yes, first=yes, parts=["empathy"], reach=500
        )
    community.advance(400)
    assert 0 <= community.index <= START
    assert 0 <= community.responsibility("a") <= 10_000
    assert all(-100 <= value <= 100 for value in community.disposition("a").values())
    assert all(count >= 0 for count in community.sceptics("a"))
    assert community.reached("a") <= 40_000


def test_nobody_held_responsible_loses_nothing(kit):
    community = kit.run(kit.plan(kind="everyday", responsibility=0))
    assert community.volume("matter", -1, 1_440) > 20
    assert community.index == START


def test_more_responsibility_costs_more_and_a_loss_heals(kit):
    losses = [START - kit.run(kit.plan(responsibility=share)).index for share in (20, 50, 80)]
    assert losses == sorted(losses)
    assert losses[0] > 0
    community = kit.run(kit.plan(responsibility=80, ageing=60), until=600)
    early = community.loss("matter")
    community.advance(4_320)
    assert 0 < community.loss("matter") < early


def test_silence_adds_responsibility_only_where_people_talk(kit, table):
    loud = kit.run(kit.plan(infectiousness=150), until=900)
    assert 4_500 < loud.responsibility("matter") <= 4_500 + table["silence-blame"]
    small = kit.run(kit.plan(infectiousness=0))
    assert small.responsibility("matter") == 4_500
    asked = kit.run(kit.plan(infectiousness=150), acts=[(30, "matter", "statement", {})], until=900)
    assert asked.responsibility("matter") < loud.responsibility("matter")


@pytest.mark.parametrize(
    ("kind", "false", "better", "worse"),
    [
        ("preventable", False, "apologise", "deny"),
        ("preventable", False, "apologise", "diminish"),
        ("rumour", True, "deny", "apologise"),
        ("accident", False, "inform", "attack"),
    ],
)
def test_a_posture_that_fits_takes_responsibility_away(kit, kind, false, better, worse):
    plan = kit.plan(kind=kind, false=false, responsibility=50)

    def blame(posture):
        return kit.run(plan, acts=[(30, "matter", "statement", {"posture": posture})]).responsibility(
            "matter"
        )

    assert blame(better) < blame(worse)


def test_owning_up_after_a_denial_costs_what_the_table_says(kit, table):
    plan = kit.plan(kind="preventable", responsibility=30)
    deny, sorry = {"posture": "deny"}, {"posture": "apologise"}
    thanks = {"posture": "apologise"}
    flipped = kit.run(
        plan, acts=[(10, "matter", "statement", deny), (20, "matter", "statement", sorry)], until=21
    )
    again = kit.run(
        plan,
        acts=[
            (10, "matter", "statement", deny),
            (20, "matter", "statement", sorry),
            (21, "matter", "private", thanks),
        ],
        until=21,
    )
    plain = kit.run(
        plan, acts=[(10, "matter", "statement", sorry), (20, "matter", "statement", sorry)], until=21
    )
    assert flipped.responsibility("matter") - plain.responsibility("matter") >= table["flip-blame"]
    assert again.responsibility("matter") == flipped.responsibility("matter") + table["blame-private"]


def test_the_same_words_again_do_less_and_other_words_do_not(kit):
    same = [(30 * n, "matter", "statement", {"parts": ["known"], "text": "We  know."}) for n in (1, 2, 3)]
    other = [(m, i, k, {**facts, "text": f"News {n}."}) for n, (m, i, k, facts) in enumerate(same)]
    one = kit.run(kit.plan(), acts=same[:1]).n_hat("matter")
    assert (
        kit.run(kit.plan(), acts=other).n_hat("matter") < kit.run(kit.plan(), acts=same).n_hat("matter") < one
    )


def test_an_accident_that_could_have_been_foreseen_is_another_matter(kit):
    community = kit.run(kit.plan(responsibility=30), until=60)
    before = community.responsibility("matter")
    community.turn("matter", 60, "preventable", 80)
    assert community.responsibility("matter") == before + 5_000
    community.act("matter", 70, "statement", posture="diminish")
    assert community.fit("matter") < 0


def test_hostile_people_criticise_more_and_loyal_people_less(kit):
    def critics(segment):
        posts = kit.run(kit.plan(segments={segment: 1}, infectiousness=160)).posts("matter")
        assert {post.segment for post in posts} == {segment}
        return sum(post.tone == "criticism" for post in posts) / len(posts)

    assert critics("fans") < critics("customers") < critics("trolls")


def test_segments_come_in_their_shares_and_deleting_criticism_turns_everyone(kit, table):
    posts = kit.run(kit.plan(infectiousness=220, audience=5_000_000), until=4_000, reach=200_000).posts(
        "matter"
    )
    assert len(posts) > 1_000
    assert sum(post.segment == "customers" for post in posts) / len(posts) == pytest.approx(0.6, abs=0.05)
    community = kit.run(kit.plan(), acts=[(60, "matter", "delete-lawful", {})])
    for name in SEGMENTS:
        before = table[f"disposition-{name}"]
        assert community.disposition("matter")[name] == max(-100, before + table["disposition-deleted"])


def test_a_crowd_of_nobody_is_one_of_customers():
    crowd = Crowd({}, dict.fromkeys(SEGMENTS, 0), heated=False)
    assert {colour // 5 for row in crowd.colours(0) for colour in row} == {0}
