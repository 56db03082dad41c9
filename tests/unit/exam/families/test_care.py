"""The care drills: what proposes a critical error, and what does not; two drills as hard as each other."""

from dataclasses import replace
from statistics import median

import pytest

from practicum.drill import play, score
from practicum.evidence import Decision
from practicum.exam.families import Handed
from practicum.marking import mark

IDS = ("pd-baths", "pd-ferry")
SEEDS = [f"exam-{number:012x}" for number in range(7, 27)]


@pytest.fixture(params=IDS)
def family(every, request):
    return every[request.param]


def act(action, n=1, **args):
    return Decision(n=n, minute=10 * n, action=action, args=args)


def handed(*decisions, answer=""):
    numbered = tuple(replace(one, n=n) for n, one in enumerate(decisions, start=1))
    answers = {f"{name}-answer": answer for name in IDS} if answer else {}
    return Handed(answers, {}, numbered, SEEDS[0], {})


def proposed(family, what):
    return [(one.error, one.exercise.rpartition("-")[2]) for one in family.critical if one.found(what)]


def word(thread, text, action="reply", posture="inform"):
    return act(action, thread=thread, posture=posture, parts=["known"], text=text)


def test_points_are_those_of_the_block(family):
    assert family.points == 12
    assert {name.rpartition("-")[2]: one.points for name, one in family.exercises.items()} == {
        "drill": 8,
        "answer": 1,
    }


def test_the_expert_and_the_silent_propose_nothing(family):
    for seed in SEEDS[:5]:
        for player in ("reference", "silent", "apprentice"):
            decisions = tuple(play(family.scenario, seed, player))
            assert proposed(family, Handed({}, {}, decisions, seed, {})) == []


def test_the_rules_look_at_the_threads_that_the_drill_means(family, house):
    structure, handling = family.scenario.structure, family.scenario.handling
    kinds = {row.id: handling(row.handling) for row in structure.threads}
    assert {*house.dangers} == {row.id for row in structure.threads if row.handling == "threat"}
    assert {*house.criticism} == {name for name, kind in kinds.items() if kind.criticism}
    assert {*house.closed} == {
        row.id for row in structure.threads if row.platform in structure.closed_platforms
    }
    assert {*house.private[0]} == {secret for gate in structure.gates for secret in gate.contains}
    assert house.mask in structure.postures
    owners = {colleague.name.partition(",")[0] for colleague in family.scenario.words.colleagues.values()}
    assert owners <= {*house.colleagues}


def test_every_secret_of_the_drill_is_one_that_somebody_is_told(family, house):
    told = str(family.scenario.words.model_dump())
    assert all(secret in told for secret in house.private[0])


def test_personal_data_in_public_is_a_leak(family, house):
    number = house.private[0][0]
    open_thread = house.criticism[0]
    assert proposed(family, handed(word(open_thread, f"Ring {number}."))) == [("leak", "drill")]
    spaced = " ".join(number.replace(" ", ""))
    assert proposed(family, handed(word(open_thread, f"Ring {spaced}."))) == [("leak", "drill")]


def test_personal_data_between_two_people_is_no_leak(family, house):
    number = house.private[0][0]
    assert proposed(family, handed(word(house.criticism[0], number, action="private"))) == []
    assert proposed(family, handed(word(house.closed[0], number))) == []
    assert proposed(family, handed(act("escalate", thread=house.dangers[0], to="duty", text=number))) == []


def test_a_threat_that_was_read_and_passed_to_nobody_is_proposed(family, house):
    for danger in house.dangers:
        read = act("open", thread=danger)
        gone = act("remove", thread=danger, rule="threat", notice="yes")
        for case in ([read], [read, gone], [gone]):
            assert proposed(family, handed(*case)) == [("danger-unanswered", "drill")]


def test_a_threat_that_was_passed_on_or_never_read_is_not(family, house):
    danger, other = house.dangers
    read = act("open", thread=danger)
    for told in ("escalate", "report", "ask"):
        assert proposed(family, handed(read, act(told, thread=danger, to="duty", text="Look."))) == []
    assert proposed(family, handed(act("open", thread=house.closed[0]))) == []
    wrong = act("escalate", thread=house.criticism[0], to="duty", text="Look.")
    assert proposed(family, handed(act("open", thread=other), wrong)) == [("danger-unanswered", "drill")]


def test_criticism_out_of_sight_is_proposed_and_put_back_is_not(family, house):
    for thread in house.criticism:
        for gone in (
            act("hide", thread=thread, reason="unfair"),
            act("remove", thread=thread, rule="unfair", notice="yes"),
        ):
            assert proposed(family, handed(gone)) == [("criticism-hidden", "drill")]
            assert proposed(family, handed(gone, act("restore", thread=thread))) == []
            again = handed(gone, act("restore", thread=thread), gone)
            assert proposed(family, again) == [("criticism-hidden", "drill")]


def test_what_the_rules_of_the_board_take_away_is_no_hidden_criticism(family):
    rows = family.scenario.structure.threads
    for row in rows:
        if row.handling in ("insult", "exposed", "spam"):
            assert proposed(family, handed(act("remove", thread=row.id, rule="insult", notice="yes"))) == []


def test_a_mask_or_another_name_is_proposed(family, house):
    thread, guest, colleague = house.criticism[0], house.guests[0], house.colleagues[1]
    for masked in (
        word(thread, "They do their best.", posture=house.mask),
        word(thread, f"I\u2019m a {guest} too, and I had no trouble."),
        word(thread, f"Speaking as a {guest}: they do their best."),
        word(thread, f"We are sorry. Best wishes, {colleague}"),
        word(thread, f"We are sorry.\n{colleague}, duty manager", action="private"),
    ):
        assert proposed(family, handed(masked)) == [("false-name", "drill")]


def test_naming_a_colleague_or_the_guests_is_no_mask(family, house):
    thread, guest, colleague = house.criticism[0], house.guests[0], house.colleagues[1]
    for plain in (
        f"{colleague} would like to ring you. Write to us when it suits you.",
        f"No {guest} should wait like that, and you did.",
        f"As a {guest} you may expect a sign at the door.",
    ):
        assert proposed(family, handed(word(thread, plain))) == []


def test_the_answer_is_looked_at_like_the_drill(family, house):
    model = house.model
    assert proposed(family, handed(answer=model)) == []
    secret = house.private[1][1]
    assert proposed(family, handed(answer=f"{model} ({secret})")) == [("leak", "answer")]
    assert proposed(family, handed(answer=f"{model}\n{house.colleagues[1]}")) == [("false-name", "answer")]
    assert proposed(family, handed(answer=f"I am a {house.guests[0]} myself. {model}")) == [
        ("false-name", "answer")
    ]


def test_the_question_holds_each_secret_of_the_answer(house):
    for secret in house.private[1][:2]:
        assert secret in house.question


def test_each_wrong_answer_is_known_by_its_name(family, house):
    answer = family.exercises[f"{family.id}-answer"]
    assert mark(answer, house.model, {}).points == 1
    for name, (text, _hint) in house.wrong.items():
        found = mark(answer, text, {})
        assert (found.mistake, found.points < 1) == (name, True)


def test_the_two_drills_are_equally_long_and_hard(every):
    middles = {}
    for family in (every[name] for name in IDS):
        runs = [tuple(play(family.scenario, seed, "reference")) for seed in SEEDS]
        acts = {sum(one.action != "wait" for one in run) for run in runs}
        assert acts <= {*range(20, 31)}
        totals = {
            player: [
                float(score(family.scenario, seed, play(family.scenario, seed, player)).total)
                for seed in SEEDS
            ]
            for player in ("reference", "hasty", "silent")
        }
        assert min(totals["reference"]) >= 95
        assert max(totals["silent"]) <= 15
        middles[family.id] = (acts, [median(row) for row in totals.values()])
    one, other = middles.values()
    assert one[0] == other[0]
    assert one[1] == pytest.approx(other[1], abs=2)


def test_whoever_deletes_all_is_proposed_for_what_that_hides(family):
    for seed in SEEDS[:3]:
        decisions = tuple(play(family.scenario, seed, "delete-all"))
        found = proposed(family, Handed({}, {}, decisions, seed, {}))
        assert found == [("danger-unanswered", "drill"), ("criticism-hidden", "drill")]
