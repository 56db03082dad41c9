"""Does each rule of the score give and take what the published table says, on what was known at the time?"""

from __future__ import annotations

from pathlib import Path

import pytest

from practicum.drill import load_scenario, replay, score
from practicum.drill.gates import gates
from practicum.drill.judge import judge
from practicum.drill.judge_told import visible
from practicum.drill.rules import rules
from practicum.drill.score import finished, harm_minutes
from practicum.drill.state import Effect
from practicum.evidence import Decision

FULL = 100
SEED = "practice-1"


@pytest.fixture(scope="module")
def drill():
    return load_scenario(Path(__file__).with_name("rules-drill"))


@pytest.fixture
def run(drill):
    """Plays rows of (minute, action, arguments, confidence) and returns the finished state."""

    def play(*rows, hot=None):
        decisions = [
            Decision(n, row[0], row[1], row[2], row[3] if len(row) > 3 else None)
            for n, row in enumerate(rows, start=1)
        ]
        state = finished(replay(drill, SEED, decisions))
        state.hot.update(hot or {})
        return state

    return play


def share(state, rule, name=""):
    """What a rule gave for a thread, duty, issue or operation, in percent; it must have been judged once."""
    (mark,) = [m for m in judge(state) if m.rule == rule and name in {"", m.thread, m.message}]
    return FULL * mark.earned / mark.possible


def taken(state, rule):
    """How often a rule took marks away; each time its whole worth."""
    found = [m for m in judge(state) if m.rule == rule]
    assert all(m.possible == 0 and m.earned == rules()[rule].worth * FULL < 0 for m in found)
    return len(found)


def answer(thread, minute, posture="check", parts=("acknowledge", "where"), text="", **more):
    words = text or f"Words for {thread} at {minute}."
    return (
        minute,
        "reply",
        {"thread": thread, "posture": posture, "parts": list(parts), "text": words, **more},
    )


def post(
    minute, posture="inform", parts=("acknowledge", "next-update"), facts=(), text="Here is what we know."
):
    fields = {
        "format": "status",
        "posture": posture,
        "parts": list(parts),
        "facts": list(facts),
        "text": text,
    }
    return minute, "post", fields


def remove(thread="insult", minute=25, rule="insult", notice="yes"):
    return minute, "remove", {"thread": thread, "rule": rule, "notice": notice, "text": "Because."}


ASK = (10, "ask", {"thread": "ask-a", "to": "lab", "text": "Which lots?"})
LOOK = (21, "context", {"thread": "insult"})
KEEP_EVIDENCE = (22, "archive", {"thread": "insult"})
NOTE = {"facts": [], "text": "A note."}


# -------------------------------------------------------------------------------- moderation


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([remove()], 100),
        ([(25, "label", {"thread": "insult", "rule": "insult", "notice": "yes"})], 75),
        ([(25, "keep", {"thread": "insult"})], 0),
        ([(25, "keep", {"thread": "insult"}), remove(minute=40)], 60),
        ([], 0),
    ],
)
def test_a_decision_earns_by_how_good_it_is_and_mending_counts(run, rows, expected):
    assert share(run(*rows), "decided", "insult") == expected


def test_an_own_removal_that_is_overturned_on_appeal_counts_as_mended(run):
    back = (60, "appeal", {"thread": "review", "decision": "overturn", "text": "We were wrong."})
    state = run(remove("review"), back)
    assert (share(state, "decided", "review"), share(state, "kept", "review")) == (60, 50)
    upheld = (60, "appeal", {"thread": "review", "decision": "uphold", "text": "We were right."})
    assert share(run(remove("review"), upheld), "kept", "review") == 0


@pytest.mark.parametrize(("minute", "expected"), [(49, 100), (79, 67), (139, 0)])
def test_the_time_of_a_decision_counts_until_four_times_its_target(run, minute, expected):
    assert share(run(remove(minute=minute)), "decided-in-time", "insult") == expected


@pytest.mark.parametrize(
    ("rule", "notice", "expected"),
    [("insult", "yes", 100), ("insult", "no", 60), ("spam", "yes", 40), ("spam", "no", 0)],
)
def test_a_reason_is_the_rule_and_the_notice(run, rule, notice, expected):
    assert share(run(remove(rule=rule, notice=notice)), "reasoned", "insult") == expected


def test_looking_and_keeping_evidence_count_only_before_the_decision(run):
    before = run(LOOK, KEEP_EVIDENCE, remove())
    assert (share(before, "looked", "insult"), share(before, "archived", "insult")) == (100, 100)
    late = (30, "context", {"thread": "insult"}), (31, "archive", {"thread": "insult"})
    after = run(remove(), *late)
    assert (share(after, "looked", "insult"), share(after, "archived", "insult")) == (0, 0)


def test_a_measure_that_goes_too_far_costs(run):
    ban = (26, "ban", {"thread": "insult", "rule": "insult"})
    assert taken(run(remove(), ban), "too-hard") == 1
    assert taken(run(remove()), "too-hard") == 0


def test_care_comes_before_the_post_is_handled(run):
    tell = {"thread": "danger", "to": "lead", "evidence": ["post"], "text": "Please call."}
    hide = {"thread": "danger", "reason": "spam"}
    assert share(run((31, "escalate", tell), (33, "hide", hide)), "care") == 100
    assert share(run((31, "hide", hide), (33, "escalate", tell)), "care") == 0
    assert share(run(), "care") == 0


# -------------------------------------------------------------------------------- facts


def test_a_fact_before_it_is_known_costs_and_empties_the_answer(run):
    early = run(answer("ask-a", 11, facts=["lot"]))
    assert (share(early, "fits", "ask-a"), share(early, "parts", "ask-a"), taken(early, "unverified")) == (
        0,
        0,
        1,
    )
    known = run(ASK, answer("ask-a", 15, facts=["lot"]))
    assert (share(known, "fits", "ask-a"), share(known, "parts", "ask-a"), taken(known, "unverified")) == (
        100,
        100,
        0,
    )


def test_a_false_fact_is_never_known(run):
    assert taken(run(ASK, answer("ask-b", 100, facts=["myth"])), "unverified") == 1


def test_a_known_fact_is_a_share_of_the_parts_and_an_unknown_one_is_not_asked_for(run):
    assert share(run(ASK, answer("ask-a", 20)), "parts", "ask-a") == pytest.approx(66, abs=1)
    assert share(run(answer("ask-a", 20)), "parts", "ask-a") == 100
    # Known eighteen minutes before the end of the shift: too late to pass on in twenty.
    late = (157, "ask", {**ASK[2]})
    assert share(run(answer("ask-a", 20), late), "parts", "ask-a") == 100


def test_a_fact_that_needs_a_signature_costs_in_public_until_it_is_signed(run):
    sign = (11, "signoff", {"from": "lead", "facts": ["price"], "text": "May we?"})
    assert taken(run(answer("ask-b", 13, facts=["price"])), "unsigned") == 1
    assert taken(run(sign, answer("ask-b", 13, facts=["price"])), "unsigned") == 1, "the answer is not in yet"
    assert taken(run(sign, answer("ask-b", 20, facts=["price"])), "unsigned") == 0
    private = (13, "private", {**answer("ask-b", 13, facts=["price"])[2]})
    assert taken(run(private), "unsigned") == 0


# -------------------------------------------------------------------------------- one voice


def test_an_apology_for_what_was_denied_is_a_flip_within_one_matter(run):
    deny, sorry = answer("ask-a", 11, "deny"), answer("ask-b", 15, "apologise")
    assert taken(run(deny, sorry), "flip") == 1, "both belong to the leak"
    assert taken(run(sorry, answer("ask-a", 20, "deny")), "flip") == 0, "the other way round is none"
    assert taken(run(deny, answer("gossip-thread", 20, "apologise")), "flip") == 0
    assert taken(run((11, "private", deny[2]), sorry), "flip") == 0, "nobody else read the denial"


def test_money_in_public_costs_only_while_the_issue_is_hot(run):
    gift = answer("ask-a", 30, "compensate")
    assert taken(run(gift, hot={"leak": 25}), "compensated") == 1
    assert taken(run(gift, hot={"leak": 31}), "compensated") == 0
    assert taken(run(gift), "compensated") == 0


def test_the_third_paste_and_every_unedited_canned_reply_cost(run):
    same = [answer(name, 15 + n, text="One text.") for n, name in enumerate(("ask-a", "ask-b", "chat"))]
    assert taken(run(*same), "pasted") == 1
    assert taken(run(*same[:2]), "pasted") == 0
    canned = answer("ask-a", 15, text="  hello, we are ON it. ")
    assert taken(run(canned), "unedited") == 1
    assert taken(run(answer("ask-a", 15, text="Hello Ann, we are on it.")), "unedited") == 0


def test_a_post_about_a_small_matter_makes_it_larger(run):
    gossip = (20, "post", {**post(20)[2], "issue": "gossip"})
    assert taken(run(gossip), "amplified") == 0, "a duty wants a post, whatever it is about"
    leak = (20, "post", {**post(20)[2], "issue": "leak"})
    assert taken(run(leak), "amplified") == 0


def test_a_post_about_a_small_matter_costs_when_no_duty_wants_one(drill, kit):
    calm = kit.changed(drill, duties=())
    log = (Decision(1, 20, "post", {**post(20)[2], "issue": "gossip"}),)
    state = finished(replay(calm, SEED, log))
    assert taken(state, "amplified") == 1
    state.hot["gossip"] = 15
    assert taken(state, "amplified") == 0


def test_haste_costs(run):
    minute, action, fields = post(20)
    assert taken(run((minute, action, {**fields, "haste": "yes"})), "haste") == 1
    assert taken(run((minute, action, fields)), "haste") == 0


# -------------------------------------------------------------------------------- duties


def test_a_duty_counts_from_the_moment_at_which_it_arises_and_fades(run):
    tell = {"to": "staff", **NOTE}
    assert share(run((30, "tell", tell)), "duty", "staff") == 100
    assert share(run((60, "tell", tell)), "duty", "staff") == 50
    assert share(run((95, "tell", tell)), "duty", "staff") == 0
    assert share(run((30, "tell", {**tell, "to": "shops"})), "duty", "staff") == 0, "the wrong people"


def test_staff_who_learn_it_after_the_public_are_told_half(run):
    tell = (30, "tell", {"to": "staff", **NOTE})
    assert share(run(post(20), tell), "duty", "staff") == 50
    assert share(run(tell, post(40)), "duty", "staff") == 100


def test_a_duty_that_never_arises_or_is_excused_is_not_judged(run):
    names = {m.message for m in judge(run()) if m.rule == "duty"}
    assert names == {"staff", "statement"}


def test_a_statement_is_worth_what_stands_in_it(run):
    sign = (11, "signoff", {"from": "lead", "facts": ["price"], "text": "May we?"})
    both = ("lot", "price")
    assert share(run(ASK, sign, post(30, facts=both)), "duty", "statement") == 100
    assert share(run(ASK, sign, post(30, parts=(), facts=both)), "duty", "statement") == 75
    assert share(run(ASK, sign, post(30, posture="deny", facts=both)), "duty", "statement") == 50
    assert share(run(post(30, facts=["lot"])), "duty", "statement") == 75, "a guess is no fact"
    assert share(run(post(70)), "duty", "statement") == 0, "a window without a start is strict"


def test_a_rhythm_is_the_share_of_time_with_a_fresh_word(run):
    update = {"parts": [], "facts": [], "text": "Nothing new yet."}
    assert share(run(post(0)), "rhythm") == FULL * 30 // 180
    every = [(minute, "update", update) for minute in range(30, 180, 30)]
    assert share(run(post(0), *every), "rhythm") == 100
    end = (69, "end", {"issue": "leak", "text": "It is over."})
    assert share(run(post(0), every[0], end), "rhythm") == FULL * 60 // 70


# -------------------------------------------------------------------------------- the house


def test_a_level_has_a_clock_and_a_needless_one_costs(run):
    level = {"level": "2", "text": "Two asked."}
    assert share(run((20, "level", level, 50)), "level") == 100
    assert share(run((59, "level", level, 50)), "level") == 50
    assert share(run((20, "level", {**level, "level": "1"}, 50)), "level") == 0
    assert taken(run((20, "level", {**level, "level": "3"}, 50)), "needless-level") == 1
    assert taken(run((20, "level", level, 50)), "needless-level") == 0


def test_what_clashes_is_paused_in_time_and_what_does_not_is_left_running(run):
    stop = {"what": ["spring"]}
    assert share(run((60, "pause", stop), hot={"leak": 50}), "paused") == 100
    assert share(run((60, "pause", stop), hot={"leak": 70}), "paused") == 100, "foresight"
    assert share(run(hot={"leak": 50}), "paused") == 0
    resumed = run((40, "pause", stop), (45, "resume", stop), hot={"leak": 50})
    assert share(resumed, "paused") == 0
    assert not [m for m in judge(run()) if m.rule == "paused"], "nothing was ever hot"
    assert not [m for m in judge(run(hot={"leak": 120})) if m.rule == "paused"], "it was out before"
    assert taken(run((60, "pause", {"what": ["poster"]})), "needless-stop") == 1


def test_the_worst_served_counts_once_more(run):
    served = run(answer("ask-a", 11), answer("ask-b", 51))
    assert share(served, "worst-served") == share(served, "in-time", "ask-b") == 67
    alone = run(answer("ask-a", 11), answer("ask-b", 13))
    assert share(alone, "worst-served") == 100


# -------------------------------------------------------------------------------- confidence


@pytest.mark.parametrize(("sure", "expected"), [(100, 100), (50, 0), (0, 0), (90, 96)])
def test_confidence_is_set_against_what_the_act_earned(run, sure, expected):
    state = run((20, "level", {"level": "2", "text": "Two asked."}, sure))
    assert share(state, "as-sure") == expected


def test_confidence_in_an_act_that_no_rule_judges_counts_for_nothing(run):
    assert not [m for m in judge(run((20, "decide", {"text": "We wait."}, 90))) if m.rule == "as-sure"]


def test_the_brier_score_is_shown_and_half_sure_of_everything_is_a_quarter(drill):
    log = (Decision(1, 20, "level", {"level": "2", "text": "Two asked."}, 50),)
    given = score(drill, SEED, log)
    strategy = next(d for d in given.to_json()["dimensions"] if d["id"] == "strategy")
    assert strategy["measures"] == {"brier": 0.25, "confident_decisions": 1}
    assert "0.25" in strategy["sentence"]


# -------------------------------------------------------------------------------- gates


@pytest.mark.parametrize(
    ("rows", "fired"),
    [
        ([post(20)], set()),
        ([post(20, facts=["lot"])], {"unknown"}),
        ([ASK, post(20, facts=["lot"])], set()),
        ([post(40)], {"staff-last"}),
        ([post(20, text="Come to 12, mill-lane!")], {"address"}),
        ([(20, "level", {"level": "3", "text": "All."}, 50)], {"level-three"}),
        ([(20, "level", {"level": "2", "text": "Two."}, 50)], set()),
        ([remove(), (40, "level", {"level": "3", "text": "All."}, 50)], set()),
        ([remove("review")], {"hides"}),
        ([remove("insult")], set()),
    ],
)
def test_gates_fire_on_what_they_name_and_on_nothing_else(run, rows, fired):
    assert {gate.id for gate in gates(run(*rows)) if gate.fired} == fired


# -------------------------------------------------------------------------------- evidence, outcome


def test_a_mark_says_what_the_desk_showed_when_its_act_began(run):
    state = run(ASK, answer("ask-a", 15))
    (mark,) = [m for m in judge(state) if m.rule == "fits" and m.thread == "ask-a"]
    assert visible(state, mark) == (
        "At 08:15 the thread showed 1 message; the last, from 08:10: “Does mine leak?” 1 note from inside."
    )
    (early,) = [m for m in judge(run(answer("ask-a", 12))) if m.rule == "fits" and m.thread == "ask-a"]
    assert "note" not in visible(run(answer("ask-a", 12)), early)


def test_harm_is_depth_times_duration_and_good_work_does_not_undo_it(drill):
    state = finished(replay(drill, SEED, ()))
    state.effects[:] = [
        Effect(20, "late-answer", -300, "", None),
        Effect(80, "answered", 500, "", None),
        Effect(100, "late-answer", -400, "", None),
    ]
    assert harm_minutes(state) == 300 * 60 + 200 * 80
