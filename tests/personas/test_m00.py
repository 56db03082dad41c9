"""Module m00: the exemplar scores full marks, the stub zero, each mistake is recognised, at every seed."""

from pathlib import Path

import pytest

from practicum.data import Tables
from practicum.marking import MISSING, Outcome, load_exercises, mark, separation

ROOT = Path(__file__).parents[2]
SEALED = load_exercises(ROOT / "solutions" / "m00-getting-started" / "marking.py")
PRACTICE = load_exercises(ROOT / "course" / "m00-getting-started" / "exercises.py")
TABLES = Tables()
EVERY = [*SEALED.values(), *PRACTICE.values()]
MISTAKES = [(exercise, name) for exercise in EVERY for name in exercise.mistakes]


def _answer(exercise, value, folder):
    """Put the files of an answer where marking looks for them; return what is typed."""
    if exercise.kind.kind == "drill":
        (folder / exercise.kind.file).write_bytes(value)
        return MISSING
    if isinstance(value, dict) and "file" in value:
        (folder / exercise.kind.rows["file"].file).write_bytes(value["file"])
        return {key: cell for key, cell in value.items() if key != "file"}
    return value


@pytest.mark.parametrize("exercise", EVERY, ids=lambda exercise: exercise.id)
def test_does_the_exemplar_score_full_marks(exercise, tmp_path):
    value = _answer(exercise, exercise.reference(TABLES), tmp_path)
    found = mark(exercise, value, TABLES, folder=tmp_path)
    if exercise.kind.kind == "drill":  # the expert run scores 90 or more of 100
        assert found.points >= 0.9 * exercise.points
    else:
        assert (found.outcome, found.points) == (Outcome.RIGHT, exercise.points)


@pytest.mark.parametrize("exercise", EVERY, ids=lambda exercise: exercise.id)
def test_does_nothing_handed_in_score_zero_politely(exercise, tmp_path):
    found = mark(exercise, MISSING, TABLES, folder=tmp_path)
    assert (found.outcome, found.points) == (Outcome.NOT_ATTEMPTED, 0)


@pytest.mark.parametrize(("exercise", "name"), MISTAKES, ids=lambda value: getattr(value, "id", value))
def test_is_each_mistake_named_with_its_own_hint(exercise, name, tmp_path):
    reference = exercise.reference(TABLES)
    wrong = exercise.mistakes[name].wrong(TABLES)
    value = {**reference, **wrong} if isinstance(wrong, dict) else wrong
    found = mark(exercise, _answer(exercise, value, tmp_path), TABLES, folder=tmp_path)
    assert found.mistake == name
    assert exercise.mistakes[name].hint.split(".")[0] in found.text()
    assert found.points < exercise.points


@pytest.mark.slow
@pytest.mark.parametrize("exercise", EVERY, ids=lambda exercise: exercise.id)
def test_do_mistakes_stay_apart_from_the_truth_on_500_seeds(exercise):
    if exercise.kind.kind == "drill":
        return
    faults = {fault for seed in range(500) for fault in separation(exercise, Tables(seed))}
    assert not faults


def test_does_every_hint_lead_to_a_heading_of_the_lesson():
    prose = (ROOT / "course" / "m00-getting-started" / "lesson.md").read_text(encoding="utf-8")
    for link in {exercise.see for exercise in EVERY} | {
        m.see for e in EVERY for m in e.mistakes.values() if m.see
    }:
        assert f"\n## {link.partition('#')[2].replace('-', ' ')}\n" in prose, link
