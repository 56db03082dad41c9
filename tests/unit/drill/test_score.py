"""Is each mark a function of what was visible then, blind to fame, and lowered by each known error?"""

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


def without(decisions, action, thread=None, nth=0):
    """Leave one decision out; the test fails when there is none to leave out."""
    hits = [d for d in decisions if d.action == action and thread in (None, d.args.get("thread"))]
    gone = hits[nth]
    return [d for d in decisions if d is not gone]


def adding(decisions, *acts):
    """Insert acts at the free minute."""
    minute, added = FREE, []
    for n, (action, args) in enumerate(acts):
        added.append(Decision(900 + n, minute, action, args))
        minute += 5
    return [d for d in decisions if d.minute < FREE] + added + [d for d in decisions if d.minute >= FREE]


def altering(decisions, action, thread, **args):
    return [
        Decision(d.n, d.minute, d.action, {**d.args, **args}, d.confidence)
        if d.action == action and d.args.get("thread") == thread
        else d
        for d in decisions
    ]


def say(thread, posture="inform", **more):
    return "reply", {
        "thread": thread,
        "posture": posture,
        "parts": ["acknowledge"],
        "text": "A word.",
        **more,
    }


def tell(thread, **more):
    return "escalate", {"thread": thread, "to": "lead", "evidence": ["post"], "text": "Look.", **more}


def unchecked(log, check, evidence):
    """Leave out a check, and its evidence with it."""
    return altering(without(log, check, "trolley"), "escalate", "trolley", evidence=["post", evidence])


def late(log):
    told = say("freezer", parts=["acknowledge", "known"])
    return adding(without(log, "reply", "freezer"), told)


def tag(thread, topic, severity):
    return "tag", {"thread": thread, "topic": topic, "severity": severity}


# What is done wrong, and how the expert's log is changed for it; `q` names threads that differ by seed.
ERRORS = {
    "the photo is told to nobody": lambda d, q: without(d, "escalate", "trolley"),
    "the photo goes to the wrong colleague": lambda d, q: altering(d, "escalate", "trolley", to="press"),
    "the photo goes without evidence": lambda d, q: altering(d, "escalate", "trolley", evidence=["post"]),
    "the nurse is not checked": lambda d, q: unchecked(d, "author", "image"),
    "the picture is not searched": lambda d, q: unchecked(d, "image", "author"),
    "the photo leaves the watch list": lambda d, q: without(d, "watch", "trolley"),
    "the photo is tagged as noise": lambda d, q: altering(d, "tag", "trolley", topic="noise", severity="0"),
    "a public word under the photo": lambda d, q: adding(d, say("trolley", "thank")),
    "reassurance under the photo": lambda d, q: adding(d, say("trolley", "reassure")),
    "the freezer question stays open": lambda d, q: without(d, "reply", "freezer"),
    "the freezer answer is a joke": lambda d, q: altering(d, "reply", "freezer", posture="joke"),
    "the freezer answer says nothing": lambda d, q: altering(d, "reply", "freezer", parts=["acknowledge"]),
    "the freezer answer comes hours late": lambda d, q: late(d),
    "the easy question stays open": lambda d, q: without(d, "reply", q["easy"]),
    "nobody inside is asked": lambda d, q: without(without(d, "ask", q["hard"]), "reply", q["hard"], 1),
    "the hard question gets no second answer": lambda d, q: without(d, "reply", q["hard"], 1),
    "the hard question gets no first answer": lambda d, q: without(d, "reply", q["hard"], 0),
    "facts before they are known": lambda d, q: altering(d, "reply", q["hard"], posture="inform"),
    "a word to the troll": lambda d, q: adding(d, say("gus", "argue")),
    "a word to the competitor's fan": lambda d, q: adding(d, say("rival", "joke")),
    "a word to the famous chef": lambda d, q: adding(d, say("chef", "apologise")),
    "a word to the goat's newspaper": lambda d, q: adding(d, say("gazette")),
    "a word to a twig": lambda d, q: adding(d, say(q["twig"], "thank")),
    "a quarrel with a critic": lambda d, q: adding(d, say("price", "argue")),
    "no reason logged for silence": lambda d, q: without(d, "leave", "gus"),
    "criticism is hidden": lambda d, q: adding(d, ("hide", {"thread": "price", "reason": "unfair"})),
    "a goat is escalated": lambda d, q: adding(d, tell("goat-park")),
    "a goat is tagged as a complaint": lambda d, q: adding(d, tag("goat-park", "complaint", "2")),
    "spam goes on the watch list": lambda d, q: adding(d, ("watch", {"thread": q["spam"]})),
    "the volume is not compared": lambda d, q: without(d, "baseline"),
    "nothing is handed over": lambda d, q: without(d, "handover"),
    "an address in public": lambda d, q: adding(d, say(q["easy"], text="6, RUE des  Tanneurs.")),
}


def cast_of(drill, seed):
    present = cast(drill, seed)
    of_pool = {
        pool: [name for name, plan in present.items() if plan.thread.pool == pool]
        for pool in drill.structure.pools
    }
    before = {pool: [n for n in names if present[n].opening.delay < FREE] for pool, names in of_pool.items()}
    return {pool: before[pool][0] for pool in ("easy", "hard", "twig", "spam")}


@pytest.mark.parametrize("error", sorted(ERRORS))
def test_each_known_error_alone_lowers_the_expert_score_on_every_seed(d01, error):
    for seed in SEEDS:
        expert = working(play(d01, seed, "reference"))
        best = score(d01, seed, expert).total
        wrong = score(d01, seed, ERRORS[error](expert, cast_of(d01, seed))).total
        assert wrong < best, f"{error} costs nothing on {seed}"


CAPPED = {
    "criticism is hidden": "hides-criticism",
    "reassurance under the photo": "unverified-safety",
    "an address in public": "personal-data",
}


@pytest.mark.parametrize("error", sorted(ERRORS))
def test_gates_fire_on_critical_errors_and_only_on_them(d01, error):
    for seed in SEEDS[:4]:
        names = cast_of(d01, seed)
        given = score(d01, seed, ERRORS[error](working(play(d01, seed, "reference")), names))
        fired = {gate.id for gate in given.gates if gate.fired}
        expected = {CAPPED[error]} if error in CAPPED else set()
        if error == "facts before they are known" and names["hard"] == "gluten":
            expected = {"unverified-safety"}
        assert fired == expected
        assert given.cap == (49 if expected else None)
        assert given.total <= 49 if expected else given.total > 49


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
