"""Is every family of the bank sound, fit to be given in most draws, and equally hard in all of them?

The same tests run on each family found. A draw is fit when every named mistake lies apart from the truth and
every bound holds. Marking personas and playing drills is slow, so difficulty is measured on fewer draws than
fitness: on 12 for tasks on data, on 200 for drills. Twenty draws of a drill only tell whether it is far off.
"""

import json
import re
from collections import defaultdict
from pathlib import Path
from statistics import median

import pytest

from practicum.exam.families import Draw, difficulty, family_tables, handed_out, unfit
from practicum.learn.competences import read_competences
from practicum.marking import DrillLog, Table, Text, describe
from practicum.marking.textcheck import word_count

BANK = Path(__file__).resolve().parents[4] / "exam" / "demo-bank"
NAMES = sorted(path.parent.name for path in BANK.glob("families/*/family.toml"))
LONGEST_SENTENCE = 40
FIT = 0.9
CLOSE, CLOSE_DRILL = 0.05, 0.08  # how far a standard player may lie from the median
SILENT, EXPERT = 0.15, 0.95


@pytest.fixture(params=NAMES)
def family(every, request):
    return every[request.param]


def sentences(markdown):
    """Return the sentences of a text: a heading, a line of a list and a paragraph each begin a new one."""
    for part in re.split(r"\n\s*\n|\n(?=\s*[-*>|])|\\\n", markdown):
        flat = " ".join(part.replace("`", "").split())
        yield from filter(None, re.split(r"(?<=[.!?:;])[\s”)*]+(?=\S)", flat))


def kinds(exercise):
    return list(exercise.kind.rows.values()) if isinstance(exercise.kind, Table) else [exercise.kind]


def spread(family, seeds):
    """Return what each standard player earns on fit draws."""
    earned = defaultdict(list)
    for seed in seeds:
        if not unfit(family, seed):
            for player, share in difficulty(family, Draw(family.id, seed)).items():
                earned[player].append(share)
    return earned


def check_difficulty(family, seeds, most=0.95):
    earned = spread(family, seeds)
    assert earned, "no draw was fit"
    if family.scenario is None:
        assert set(earned["perfect"]) == {1.0}
        for player, shares in earned.items():
            middle = median(shares)
            assert all(abs(share - middle) <= CLOSE for share in shares), (player, min(shares), max(shares))
        return
    assert min(earned["reference"]) >= EXPERT
    assert max(earned["silent"]) <= SILENT
    for player in ("apprentice", "hasty"):
        middle = median(earned[player])
        near = [abs(share - middle) <= CLOSE_DRILL for share in earned[player]]
        assert sum(near) / len(near) >= most, (player, min(earned[player]), max(earned[player]))


# Shape


def test_does_each_block_of_the_blueprint_have_two_families(every, examination):
    blocks = [block.id for block in examination.blueprint.block]
    count = {block: sum(one.about.block == block for one in every.values()) for block in blocks}
    assert count == dict.fromkeys(blocks, 2)


def test_do_its_points_add_up_to_those_of_its_block(family, examination):
    points = {block.id: block.points for block in examination.blueprint.block}
    assert family.points == pytest.approx(points[family.about.block])


def test_does_each_exercise_that_rules_mark_name_three_mistakes(family):
    for one in family.exercises.values():
        if not any(isinstance(kind, DrillLog) for kind in kinds(one)):
            assert len(one.mistakes) >= 3, one.id
            assert not one.see, f"{one.id} links into the course, which no candidate has to know"


def test_does_it_show_competences_that_exist(family, project):
    known = read_competences(project).by_id
    assert {one.competence for one in family.exercises.values()} <= known.keys()


def test_does_each_critical_error_stand_in_the_scheme_for_this_block(family, examination):
    seen_in = {error.id: error.seen_in for error in examination.scheme.critical}
    for one in family.critical:
        assert family.about.block in seen_in[one.error], one.error
        assert one.exercise in family.exercises


def test_can_its_letter_and_its_questions_be_read_aloud(family):
    texts = [family.about.brief, *(one.question for one in family.exercises.values())]
    long = [words for text in texts for words in sentences(text) if len(words.split()) > LONGEST_SENTENCE]
    assert long == []


def test_does_its_letter_explain_every_column_that_a_candidate_gets(family):
    for name, text in handed_out(family, 1).items():
        said = f"{family.about.brief} {' '.join(one.question for one in family.exercises.values())}"
        assert f"`{name}`" in said, name
        if name != "card":
            for column in text.partition("\n")[0].split(","):
                assert f"`{column}`" in said, f"{name}.{column}"


def test_do_certificates_of_a_family_exist(family, examination):
    assert set(family.about.certificates) <= {one.id for one in examination.scheme.certificate}


def test_are_the_families_of_a_block_equally_long_and_asked_in_the_same_way(every):
    blocks = defaultdict(list)
    for one in every.values():
        blocks[one.about.block].append(one)
    for pair in blocks.values():
        shapes = {
            (
                one.about.minutes,
                tuple((task.points, task.rubric and task.rubric.points) for task in one.exercises.values()),
                tuple(type(kind) for task in one.exercises.values() for kind in kinds(task)),
            )
            for one in pair
        }
        assert len(shapes) == 1, [one.id for one in pair]


# What a candidate gets


def test_does_a_candidate_get_neither_keys_nor_hints(family):
    given = json.dumps(describe(family.exercises), ensure_ascii=False) + "".join(
        handed_out(family, 1).values()
    )
    for one in family.exercises.values():
        assert not any(mistake.hint in given for mistake in one.mistakes.values())
        for criterion in one.rubric.criteria if one.rubric else ():
            assert not any(anchor in given for anchor in criterion.anchors)


def test_do_two_draws_differ_in_what_is_handed_out(family):
    one, other = handed_out(family, 1), handed_out(family, 2)
    assert one == handed_out(family, 1)
    assert all(one[name] != other[name] for name in one if name in family.makers) or not one


# Draws: fit, and equally hard


def test_are_most_of_25_draws_fit(family):
    assert sum(not unfit(family, seed) for seed in range(25)) / 25 >= FIT


def test_are_a_few_draws_equally_hard(family):
    # If 95 % lie near the median, 16 or more of 20 do in 98 of 100 samples.
    check_difficulty(family, range(20 if family.scenario else 4), most=0.8)


@pytest.mark.slow
def test_are_nine_of_ten_of_500_draws_fit(family):
    assert sum(not unfit(family, seed) for seed in range(1000, 1500)) / 500 >= FIT


@pytest.mark.slow
def test_are_many_draws_equally_hard(family):
    check_difficulty(family, range(2000, 2200 if family.scenario else 2012))


def test_do_answers_differ_between_candidates(family):
    """An answer that is the same for everybody could be passed on: at least half of them must not be."""
    tables = [family_tables(family, seed) for seed in range(6)]
    asked = [
        one
        for one in family.exercises.values()
        if one.tables and not isinstance(one.kind, Text) and not any(map(is_drill, kinds(one)))
    ]
    differ = [len({str(one.reference(table)) for table in tables}) > 1 for one in asked]
    assert sum(differ) >= len(differ) / 2


def is_drill(kind):
    return isinstance(kind, DrillLog)


def test_is_no_reference_text_longer_than_it_may_be(family):
    tables = family_tables(family, 5)
    for one in family.exercises.values():
        text = one.reference(tables) if isinstance(one.kind, Text) else None
        if isinstance(text, str):
            assert one.kind.min_words <= word_count(text) <= one.kind.max_words
