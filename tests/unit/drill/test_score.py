"""Is each mark a function of what was visible then, blind to fame, and fair to who comes early?"""

from __future__ import annotations

import pytest

from practicum.drill import play, replay, rule_table, score
from practicum.drill.cast import cast
from practicum.drill.judge import judge
from practicum.evidence import Decision

SEEDS = ("practice-1", *(f"assessed-{n:02d}" for n in range(1, 11)))
FREE = 436  # a minute at which the expert's desk is free on every seed


def working(decisions):
    """Decisions without the pauses: every decision carries its own minute."""
    return [d for d in decisions if d.action not in {"wait", "next"}]


def adding(decisions, *acts):
    """Insert acts at the free minute."""
    minute, added = FREE, []
    for n, (action, args) in enumerate(acts):
        added.append(Decision(900 + n, minute, action, args))
        minute += 5
    return [d for d in decisions if d.minute < FREE] + added + [d for d in decisions if d.minute >= FREE]


def say(thread, posture="inform", **more):
    return "reply", {
        "thread": thread,
        "posture": posture,
        "parts": ["acknowledge"],
        "text": "A word.",
        **more,
    }


def cast_of(drill, seed):
    present = cast(drill, seed)
    of_pool = {
        pool: [name for name, plan in present.items() if plan.thread.pool == pool]
        for pool in drill.structure.pools
    }
    before = {pool: [n for n in names if present[n].opening.delay < FREE] for pool, names in of_pool.items()}
    return {pool: before[pool][0] for pool in ("easy", "hard", "twig", "spam")}


def test_a_private_message_with_an_address_discloses_nothing(d01):
    expert = working(play(d01, "practice-1", "reference"))
    easy = cast_of(d01, "practice-1")["easy"]
    private = (
        "private",
        {"thread": easy, "posture": "inform", "parts": [], "text": "6 rue des Tanneurs, yes?"},
    )
    given = score(d01, "practice-1", adding(expert, private))
    assert not any(gate.fired for gate in given.gates)


@pytest.mark.parametrize("policy", ["reference", "random", "reply-to-everything"])
def test_fame_never_changes_a_mark(d01, kit, policy):
    authors = d01.structure.authors
    counts = [author.followers for author in authors.values()][::-1]
    swapped = {
        name: author.model_copy(update={"followers": count * 1000 + 1, "verified": not author.verified})
        for (name, author), count in zip(authors.items(), counts, strict=True)
    }
    famous = kit.changed(d01, authors=swapped)
    for seed in SEEDS[:3]:
        decisions = play(d01, seed, policy)
        mine, theirs = score(d01, seed, decisions), score(famous, seed, decisions)
        assert mine.marks == theirs.marks
        assert mine.tenths == theirs.tenths


def cut(drill, kit, seed, minute, *, shuffled):
    """The same day up to a minute: what comes later is taken away, or comes in another order."""
    present = cast(drill, seed)
    early, late = [], []
    for name, plan in present.items():
        thread = plan.thread.model_copy(update={"pool": None, "when": (plan.opening.delay,)})
        if plan.opening.delay >= minute:
            late.append(thread)
            continue
        keep = tuple(
            planned.source
            for planned in plan.more
            if planned.source.since != "opened" or plan.opening.delay + planned.delay < minute
        )
        assert name not in {"echo", "reporter"}
        early.append(thread if shuffled else thread.model_copy(update={"more": keep}))
    if shuffled:
        minutes = [thread.when for thread in late][::-1]
        early += [t.model_copy(update={"when": when}) for t, when in zip(late, minutes, strict=True)]
    return kit.changed(drill, threads=tuple(early), pools={}, duties=())


@pytest.mark.parametrize("shuffled", [False, True])
@pytest.mark.parametrize("policy", ["reference", "random", "reply-to-everything"])
@pytest.mark.parametrize("minute", [160, 290])
def test_what_comes_later_never_changes_an_earlier_mark(d01, kit, minute, policy, shuffled):
    compared = 0
    for seed in SEEDS[:5]:
        decisions = [d for d in working(play(d01, seed, policy)) if d.minute < minute]
        whole = judge(kit.played(d01, seed, decisions)[0])
        part = judge(kit.played(cut(d01, kit, seed, minute, shuffled=shuffled), seed, decisions)[0])
        fixed = [mark for mark in whole if mark.minute < minute and mark.rule != "duty"]
        assert fixed == [mark for mark in part if mark.minute < minute]
        compared += len(fixed)
    assert compared >= 5


def test_every_mark_cites_a_rule_a_minute_and_a_sentence(d01, committee):
    rules = {rule.rule: rule for rule in rule_table()}
    for drill in (d01, committee):
        for policy in ("reference", "silent", "random"):
            for mark in score(drill, "practice-1", play(drill, "practice-1", policy)).marks:
                assert mark.rule in rules
                assert 0 <= mark.minute <= drill.structure.length
                assert mark.sentence.endswith(".")
                assert mark.earned <= mark.possible


def test_silence_is_never_late_for_a_person_who_was_answered(d01):
    seed = "practice-1"
    state = replay(d01, seed, play(d01, seed, "reference"))
    assert not any(effect.coefficient == "late-answer" for effect in state.effects)


def test_an_earlier_answer_never_earns_less(d01, kit):
    plan = cast(d01, "practice-1")["freezer"]
    asked = plan.opening.delay + next(p for p in plan.more if p.id == "asks").delay
    totals = [
        kit.played(d01, "practice-1", kit.decided((asked + later, *say("freezer", parts=["known"]))))[
            1
        ].tenths
        for later in range(0, 260, 20)
    ]
    assert totals == sorted(totals, reverse=True)
    assert totals[0] > totals[-1]
