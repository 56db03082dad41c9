"""D2 Service rush: complete, equally hard on every seed, and a reward for the right order of a queue."""

from __future__ import annotations

import re
from collections import Counter
from statistics import NormalDist, mean

import pytest

from practicum.drill import load_scenario, play, score
from practicum.drill.author.errors import load_errors, with_error
from practicum.drill.cast import cast
from practicum.drill.draws import draw
from practicum.drill.house import operation_state
from practicum.drill.replay import replay
from practicum.drill.score import finished
from practicum.drill.view import view
from practicum.drill.world import advance, begin
from practicum.evidence import Decision, DecisionLog

SAFETY = ("swap", "glass", "sesame")
STARS = ("ribbon", "points", "card")


@pytest.fixture(scope="module")
def d02():
    """The service rush."""
    return load_scenario("d02-service-rush")


def seeds(drill):
    return (*drill.structure.seeds.practice, *drill.structure.seeds.assessed)


def wordings(drill):
    """Every message that the public may say, variants counted apart."""
    return [
        text
        for words in drill.words.threads.values()
        for texts in (words.says, *words.more.values())
        for text in texts
    ]


def present(drill, seed, ids):
    return next(name for name in ids if name in cast(drill, seed))


def test_it_holds_more_than_sixty_messages_and_no_two_alike(d02):
    said = wordings(d02)
    assert sum(1 for words in d02.words.threads.values() for _ in (words.says, *words.more.values())) >= 120
    assert len(said) >= 300
    assert len({" ".join(text.casefold().split()) for text in said}) == len(said)


def test_no_message_stands_in_another_drill_too(d02):
    own = {*wordings(d02)}
    for folder in d02.folder.parent.iterdir():
        if (folder / "scenario.yaml").is_file() and folder != d02.folder:
            assert not own & {*wordings(load_scenario(folder))}, folder.name


def test_every_seed_brings_as_much_of_each_kind_at_other_times_from_other_people(d02):
    kinds, casts = [], []
    for seed in seeds(d02):
        plans = cast(d02, seed)
        handlings = [plan.opening.handling for plan in plans.values()]
        kinds.append(
            (
                len(plans),
                sum(h.answer == "expected" for h in handlings),
                sum(h.needed for h in handlings),
                sum(h.tempting for h in handlings)
                + sum(m.handling is not None and m.handling.tempting for p in plans.values() for m in p.more),
                sum(h.criticism for h in handlings) >= 4,
                sum(h.weight * h.needed for h in handlings),
            )
        )
        casts.append({(plan.thread.id, plan.opening.delay) for plan in plans.values()})
    assert len({*kinds}) == 1
    assert kinds[0][1] >= 25
    assert kinds[0][3] >= 4  # moments at which saying nothing is right, and hard
    assert len({frozenset(one) for one in casts}) == len(casts)


def test_the_policies_keep_to_their_bands_on_every_seed(d02):
    for seed in seeds(d02):
        total = {
            policy: score(d02, seed, play(d02, seed, policy)).total
            for policy in ("silent", "reply-to-everything", "copy-paste", "delete-all", "hasty", "reference")
        }
        assert total["silent"] < 25
        assert total["reply-to-everything"] < 40
        assert total["delete-all"] < 40
        assert total["copy-paste"] < total["reference"] - 15
        assert total["hasty"] < total["reference"]
        assert total["reference"] >= 90


def test_the_known_errors_of_a_rush_are_listed_and_cost(d02):
    errors = {error.id: error for error in load_errors(d02.folder)}
    for name in ("chronological", "by-followers", "number-asked-in-public", "one-text-for-all",
                 "promised-a-date", "status-late"):  # fmt: skip
        for seed in ("assessed-03", "assessed-08"):
            log = with_error(d02, seed, errors[name])
            assert score(d02, seed, log).tenths < score(d02, seed, play(d02, seed, "reference")).tenths, name


def test_a_status_post_outweighs_any_single_late_parcel(d02):
    errors = {error.id: error for error in load_errors(d02.folder)}
    seed = "assessed-05"
    best = score(d02, seed, play(d02, seed, "reference")).total
    missing = score(d02, seed, with_error(d02, seed, errors["no-status"])).total
    late = score(d02, seed, with_error(d02, seed, errors["complaint-late"])).total
    assert best - missing > 2 * (best - late) > 0


def test_followers_and_badges_change_no_mark(d02, kit):
    nobody = {
        name: author.model_copy(update={"followers": 0, "verified": False})
        for name, author in d02.structure.authors.items()
    }
    plain = kit.changed(d02, authors=nobody)
    for policy in ("reference", "copy-paste"):
        log = play(d02, "assessed-02", policy)
        assert [m.earned for m in score(plain, "assessed-02", log).marks] == [
            m.earned for m in score(d02, "assessed-02", log).marks
        ]


def test_serving_the_large_account_first_costs_and_serving_the_small_one_first_does_not(d02):
    seed = "assessed-01"
    safety, star = present(d02, seed, SAFETY), present(d02, seed, STARS)
    structure = d02.structure
    followers = {row.id: structure.authors[row.author].followers for row in structure.threads}
    assert followers[safety] < 100
    assert followers[star] > 300_000
    state = finished(replay(d02, seed, play(d02, seed, "reference")))
    first = {name: min(a.end for a in state.threads[name].acts if a.action == "reply")
             for name in (safety, star)}  # fmt: skip
    assert state.threads[star].minute < state.threads[safety].minute
    assert first[safety] < first[star]
    assert first[star] - state.threads[star].minute <= 60


def test_nothing_promises_a_day_and_the_day_never_becomes_known(d02):
    tomorrow = next(fact for fact in d02.structure.facts if fact.id == "tomorrow")
    assert not tomorrow.true
    own = [text for words in (*d02.words.threads.values(), *d02.words.duties.values())
           for text in words.scripts.values()]  # fmt: skip
    promise = re.compile(
        r"\b(arrives?|delivered|with you|there) (tomorrow|on (thurs|fri)day)\b", re.IGNORECASE
    )
    assert not [text for text in own if promise.search(text)]


def test_what_stands_in_public_holds_no_order_number(d02):
    gate = next(gate for gate in d02.structure.gates if gate.id == "personal-data")
    for seed in seeds(d02):
        fired = [g.id for g in score(d02, seed, play(d02, seed, "reference")).gates if g.fired]
        assert fired == []
    # Every number that a colleague gives away is one that the gate knows.
    told = " ".join(text for words in d02.words.threads.values()
                    for texts in words.colleagues.values() for text in texts)  # fmt: skip
    assert {*re.findall(r"\b5\d{4}\b", told)} <= {*gate.contains}


def test_what_is_written_to_the_desk_alone_is_read_there_and_is_no_mention(d02):
    """An order number comes as a private message: nobody else reads it, and the volume does not count it."""
    seed = "assessed-01"
    state = finished(replay(d02, seed, play(d02, seed, "reference")))
    told = [(t, m) for t in state.threads.values() for m in t.messages if m.private]
    assert any(re.search(r"5\d{4}", message.text) for _thread, message in told)
    assert all(message.author == thread.plan.thread.author for thread, message in told)
    said = [
        m.minute for t in state.threads.values() for m in t.messages if m.side == "public" and not m.private
    ]
    crowd = sum(sum(e["count"] for e in issue["series"]) for issue in view(state, "assessed")["issues"])
    assert len(state.mentions) == len(said) + crowd
    shown = {(t["id"], m["id"]): m for t in view(state, "assessed")["threads"] for m in t["messages"]}
    for thread, message in told:
        row = shown[thread.id, message.id]
        assert (row["side"], row["author"]) == ("private", d02.words.authors[message.author].name)
    assert not any("(privately)" in row["text"] for row in shown.values())


def test_a_private_message_begins_a_new_stretch_that_waits_for_an_answer(d02):
    seed = next(seed for seed in seeds(d02) if "twice" in cast(d02, seed))
    start = cast(d02, seed)["twice"].opening.delay
    fields = {"thread": "twice", "posture": "ask-details", "parts": ["acknowledge"], "text": "Which order?"}
    state = replay(d02, seed, (Decision(1, start + 5, "private", fields),))
    advance(state, start + 40)
    thread = state.threads["twice"]
    assert thread.messages[-1].private
    assert thread.phase.message == "gives"
    row = next(t for t in view(state, "assessed")["threads"] if t["id"] == "twice")
    assert row["waiting"] == state.minute - thread.messages[-1].minute


def test_the_matter_is_hot_on_every_seed_soon_after_the_carrier_wrote(d02):
    for seed in seeds(d02):
        state = finished(replay(d02, seed, ()))
        assert abs(state.hot["outage"] - state.threads["carrier-flood"].minute) <= 30
        assert operation_state(state, "ad-next-day", 300) == "running"


def test_a_status_post_and_more_hands_shorten_the_queue_behind_the_desk(d02):
    for seed in ("assessed-01", "assessed-06"):
        silent = finished(replay(d02, seed, ())).service.service
        known = finished(replay(d02, seed, play(d02, seed, "reference"))).service.service
        assert len(known.requests) < len(silent.requests)
        waits = [
            mean(r.taken - r.arrived for r in one.requests if r.taken is not None) for one in (known, silent)
        ]
        assert waits[0] < waits[1] / 2


def test_the_queue_obeys_littles_law_with_full_staffing(d02, kit):
    """L = λW: people present on average, their rate, and how long each stays, counted apart (fact 24)."""
    desk = d02.structure.service.model_copy(update={"staff": 12, "rush": None})
    drill = kit.changed(d02, service=desk)
    length, there, rate, stay = d02.structure.length, [], [], []
    for seed in seeds(d02):
        state = begin(drill, seed)
        for minute in range(1, length + 1):
            advance(state, minute)
            there.append(state.service.service.present())
        done = [r for r in state.service.service.requests if r.answered is not None]
        rate.append(len(state.service.service.requests) / length)
        stay.extend(r.answered - r.arrived for r in done)
    assert mean(there) == pytest.approx(mean(rate) * mean(stay), rel=0.05)


def test_patience_runs_out_faster_after_an_hour(d02, kit):
    """Fact 23, first half: of those who still wait, more complain in public per ten minutes after an hour."""
    drill = kit.changed(d02, service=d02.structure.service.model_copy(update={"staff": 1}))
    risk, gone = Counter(), Counter()
    for seed in seeds(d02):
        for request in finished(replay(drill, seed, ())).service.service.requests:
            end = min(x for x in (request.escalated, request.taken, drill.structure.length) if x is not None)
            for tens in range((end - request.arrived) // 10):
                risk[tens >= 6] += 1
            if request.escalated is not None:
                gone[request.escalated - request.arrived > 60] += 1
    assert gone[True] / risk[True] > 2 * gone[False] / risk[False] > 0


def test_an_answer_within_six_minutes_is_worth_twice_one_after_an_hour(d02):
    """Fact 23, second half, on the first complaint of the day."""
    seed = "assessed-04"
    minute = cast(d02, seed)["first"].opening.delay

    def gain(after):
        args = {
            "thread": "first",
            "posture": "check",
            "parts": ["acknowledge", "unknown"],
            "text": "We are looking.",
        }
        state = finished(replay(d02, seed, (Decision(1, minute + after, "reply", args),)))
        return sum(e.amount for e in state.effects if e.act == 1 and e.coefficient.startswith("answered"))

    assert gain(1) >= 2 * gain(70) > 0


def test_a_fixed_noisy_eye_finds_the_same_difficulty_on_every_seed(d02):
    """Fact 26: d' of a policy that judges by what the desk shows at a glance lies within .2 across seeds."""
    measured = []
    for seed in d02.structure.seeds.assessed:
        yes, seen = Counter(), Counter()
        for plan in cast(d02, seed).values():
            needed = plan.opening.handling.needed
            for n in range(300):
                # It asks whether the writer wants something of us: it sees a complaint where one is, mostly,
                # and is drawn by loudness.
                base = 70 if "complaint" in plan.opening.handling.topics else 25
                odds = base + 10 * (plan.opening.likes > 20)
                yes[needed] += draw(seed, "noise", f"{plan.thread.id}/{n}", 0, 100) < odds
                seen[needed] += 1
        z = NormalDist().inv_cdf
        measured.append(z(yes[True] / seen[True]) - z(yes[False] / seen[False]))
    assert max(abs(d - mean(measured)) for d in measured) <= 0.2
    assert mean(measured) > 0.2


def test_the_written_reference_is_the_experts_run(d02):
    log = DecisionLog.open(d02.folder / "reference.jsonl")
    assert tuple(log.decisions) == play(d02, d02.structure.seeds.practice[0], "reference")
