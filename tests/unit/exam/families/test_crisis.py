"""The crisis drills: each critical error is proposed, its look-alikes are not; equally hard."""

from statistics import median

import pytest

from practicum.drill import play, score
from practicum.drill.author.check import check
from practicum.drill.author.errors import load_errors, with_error
from practicum.evidence import Decision
from practicum.exam.families import Handed
from practicum.marking import mark

IDS = ("pe-cable-car", "pe-coat-bank")
SEEDS = [f"exam-{number:012x}" for number in range(7, 27)]

# What each known error of a drill proposes; the others are mistakes, and no critical error.
PROPOSED = {
    "cause-guessed": ["made-up"],
    "good-news-early": ["made-up"],
    "deletes-for-a-colleague": ["criticism-hidden"],
    "hides-criticism": ["criticism-hidden"],
    "invented-friends": ["false-name"],
    "other-account": ["false-name"],
    "name-out": ["leak"],
}


@pytest.fixture(params=IDS)
def family(every, request):
    return every[request.param]


def proposed(family, handed):
    return [one.error for one in family.critical if one.found(handed)]


def played(family, decisions, seed=SEEDS[0]):
    return proposed(family, Handed({}, {}, tuple(decisions), seed, {}))


def written(family, text):
    handed = Handed({f"{family.id}-statement": text}, {}, (), "", {})
    return [(one.error, one.exercise.rpartition("-")[2]) for one in family.critical if one.found(handed)]


def changed(family, *, drop=(), add=(), seed=SEEDS[0]):
    """Return the expert's run without some acts, and with others in the place of the first hand-over."""
    kept = [one for one in play(family.scenario, seed, "reference") if not any(rule(one) for rule in drop)]
    last = next(place for place, one in enumerate(kept) if one.action == "handover")
    minute = kept[last].minute
    more = [Decision(0, minute + 6 * n, action, args) for n, (action, args) in enumerate(add)]
    rows = [*kept[:last], *more]
    return [Decision(n, one.minute, one.action, one.args) for n, one in enumerate(rows, start=1)]


def at_the_danger(house):
    return lambda one: one.args.get("thread") in house.dangers


def test_a_family_gives_eight_points_for_the_drill_and_four_for_the_statement(family):
    points = {name.rpartition("-")[2]: one for name, one in family.exercises.items()}
    assert points["drill"].points == 8
    assert (points["statement"].points, points["statement"].rubric.points) == (1, 3)


@pytest.mark.slow
def test_the_drill_passes_the_check_for_authors(family):
    assert check(family.folder) == []


def test_an_expert_needs_16_to_24_acts_on_every_draw(family):
    for seed in SEEDS:
        acts = [one for one in play(family.scenario, seed, "reference") if one.action != "wait"]
        assert 16 <= len(acts) <= 24


def test_expert_and_silence_propose_nothing(family):
    for seed in SEEDS[:4]:
        for player in ("reference", "silent"):
            assert played(family, play(family.scenario, seed, player), seed) == []


def test_haste_states_what_is_not_known(family):
    assert "made-up" in played(family, play(family.scenario, SEEDS[0], "hasty"))


def test_each_known_error_proposes_what_it_is_and_nothing_else(family):
    errors = {error.id: error for error in load_errors(family.folder)}
    assert PROPOSED.keys() <= errors.keys()
    for name, error in errors.items():
        decisions = with_error(family.scenario, SEEDS[0], error)
        assert played(family, decisions) == PROPOSED.get(name, []), name


def test_a_danger_that_was_answered_and_passed_to_nobody_is_proposed(family, house):
    (danger,) = house.dangers
    only_words = changed(family, drop=[lambda one: at_the_danger(house)(one) and one.action == "escalate"])
    assert played(family, only_words) == ["danger-unanswered"]
    untouched = changed(family, drop=[at_the_danger(house)])
    assert played(family, untouched) == []  # nobody read it: a mistake, and no critical error
    read = changed(family, drop=[at_the_danger(house)], add=[("open", {"thread": danger})])
    assert played(family, read) == ["danger-unanswered"]


def test_a_secret_may_be_said_to_a_colleague_and_not_to_the_public(family, house):
    secret = next(gate.contains[1] for gate in family.scenario.structure.gates if gate.contains)
    text = f"You find him at {secret}."
    public = {"thread": "troll", "posture": "inform", "parts": [], "facts": [], "text": text}
    assert played(family, changed(family, add=[("reply", public)])) == ["leak"]
    inside = {**public, "thread": "delete-it"}
    assert played(family, changed(family, add=[("reply", inside)])) == []
    note = {"thread": "rumour", "to": "lead", "evidence": ["post"], "text": text}
    assert played(family, changed(family, add=[("escalate", note)])) == []


def test_criticism_that_is_put_back_and_personal_data_that_are_hidden_propose_nothing(family, house):
    there = [name for name in house.criticism if name in _threads(family)]
    assert len(there) == 3
    gone = ("hide", {"thread": there[0], "reason": "unfair"})
    back = ("restore", {"thread": there[0], "text": "Back again."})
    assert played(family, changed(family, add=[gone])) == ["criticism-hidden"]
    assert played(family, changed(family, add=[gone, back])) == []


def _threads(family):
    return score(family.scenario, SEEDS[0], ()).state.threads


def test_another_name_in_the_text_is_proposed(family, house):
    for text in (f"Believe me, {house.claims[0]}.", f"Best wishes, {house.colleagues[1]}"):
        said = {"thread": "troll", "posture": "inform", "parts": [], "facts": [], "text": text}
        assert played(family, changed(family, add=[("reply", said)])) == ["false-name"]


def test_a_log_that_cannot_be_replayed_proposes_nothing_by_gate(family):
    broken = [Decision(1, 0, "post", {"format": "pinned"})]
    assert played(family, broken) == []


def test_the_model_statement_proposes_nothing_and_each_error_in_it_does(family, house):
    assert written(family, house.model) == []
    for secret in house.inside:
        assert ("leak", "statement") in written(family, f"{house.model} {secret}."), secret
    for guess in house.unknown:
        assert ("made-up", "statement") in written(family, f"{house.model} It was {guess}."), guess
    assert written(family, f"{house.model} It cost 4,700.") == [("made-up", "statement")]
    assert written(family, f"{house.model} And {house.claims[0]}.") == [("false-name", "statement")]
    assert written(family, f"{house.model}\n{house.colleagues[1]}") == [("false-name", "statement")]


def test_naming_what_is_open_is_no_invention(family, house):
    assert written(family, "We do not know why, and we say so. Next word at 17:00.") == []


def test_the_rules_look_at_threads_and_words_that_the_drill_has(family, house):
    structure = family.scenario.structure
    handling = family.scenario.handling
    assert {*house.dangers} == {row.id for row in structure.threads if row.handling == "danger"}
    assert {*house.criticism} == {row.id for row in structure.threads if handling(row.handling).criticism}
    assert house.mask in structure.postures
    people = [one.name for one in family.scenario.words.colleagues.values()]
    assert {name.partition(",")[0] for name in people} - {"Ilja Maron"} <= {*house.colleagues}


def test_each_wrong_statement_is_known_by_its_name(family, house):
    task = family.exercises[f"{family.id}-statement"]
    assert mark(task, house.model, {}).points == 1
    for name, (text, _hint) in house.wrong.items():
        found = mark(task, text, {})
        assert found.mistake == name
        assert found.points < 1


@pytest.mark.slow
def test_the_two_drills_are_equally_hard(every):
    earned = {
        name: {
            player: [
                score(family.scenario, seed, play(family.scenario, seed, player)).total for seed in SEEDS
            ]
            for player in ("reference", "apprentice", "hasty", "silent")
        }
        for name, family in ((name, every[name]) for name in IDS)
    }
    one, other = (earned[name] for name in IDS)
    for player in one:
        assert abs(median(one[player]) - median(other[player])) <= 4, player
    assert min(*one["reference"], *other["reference"]) >= 95
    assert max(*one["silent"], *other["silent"]) <= 15
    assert max(*one["hasty"], *other["hasty"]) <= 49
