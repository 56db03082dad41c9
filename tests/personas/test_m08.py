"""Module m08: exemplar full, stub zero and polite, each mistake recognised and apart, on 500 seeds too."""

import json
from pathlib import Path

import pytest

from practicum.data import TRAPS as ALL_TRAPS
from practicum.data import Tables
from practicum.marking import (
    MISSING,
    Number,
    Outcome,
    Table,
    describe,
    load_exercises,
    mark,
    personas,
    separation,
)
from practicum.project import Project

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "solutions" / "m08-analytics"
EXERCISES = load_exercises(FOLDER / "marking.py")
TRAPS = [trap for trap in ALL_TRAPS if trap.exercise.startswith("m08-")]
TABLES = Tables()
PERSONAS = {persona.name: persona for persona in personas(EXERCISES, TABLES)}
MISTAKES = [(exercise.id, name) for exercise in EXERCISES.values() for name in exercise.mistakes]
HEADINGS = {unit.title.replace(" ", "-") for unit in Project.find(ROOT).module("m08").units}


def marks(persona, folder):
    for name, content in persona.files.items():
        (folder / name).write_bytes(content)
    return {
        key: mark(exercise, persona.answers.get(key, MISSING), TABLES, folder=folder)
        for key, exercise in EXERCISES.items()
    }


def test_does_the_module_hold_eight_exercises_and_fifty_points():
    assert list(EXERCISES) == [f"m08-{number}" for number in range(1, 9)]
    assert sum(one.points for one in EXERCISES.values()) == 39
    assert sum(one.rubric.points for one in EXERCISES.values() if one.rubric) == 11
    assert {one.competence for one in EXERCISES.values()} == {"H1", "H2", "H3", "H4", "H5", "H6"}


def test_does_the_exemplar_score_full_marks(tmp_path):
    for found in marks(PERSONAS["perfect"], tmp_path).values():
        assert (found.outcome, found.points) == (Outcome.RIGHT, found.out_of)


def test_does_the_stub_score_zero_politely(tmp_path):
    for found in marks(PERSONAS["blank"], tmp_path).values():
        assert (found.outcome, found.points) == (Outcome.NOT_ATTEMPTED, 0)
        assert "not an error" in found.text()


@pytest.mark.parametrize(("exercise", "name"), MISTAKES)
def test_is_each_mistake_named_with_its_own_hint_and_nothing_else_touched(exercise, name, tmp_path):
    found = marks(PERSONAS[f"{exercise} {name}"], tmp_path)
    wrong = found.pop(exercise)
    assert (wrong.outcome, wrong.mistake) == (Outcome.WRONG_NAMED, name)
    assert wrong.said == EXERCISES[exercise].mistakes[name].hint
    assert wrong.points < wrong.out_of
    assert all(other.outcome is Outcome.RIGHT for other in found.values())


def test_has_each_mistake_a_hint_of_its_own_that_leads_to_the_lesson():
    for exercise in EXERCISES.values():
        hints = [mistake.hint for mistake in exercise.mistakes.values()]
        assert len(set(hints)) == len(hints)
        for see in {exercise.see, *(mistake.see for mistake in exercise.mistakes.values())} - {""}:
            file, _hash, anchor = see.partition("#")
            assert file == "m08-analytics/lesson.ipynb"
            assert anchor in HEADINGS


def test_does_no_hint_hold_a_value_that_is_sealed():
    for exercise in EXERCISES.values():
        truth = exercise.reference(TABLES)
        values = truth.values() if isinstance(truth, dict) else [truth]
        shown = {f"{value:.{digits}f}" for value in values if isinstance(value, float) for digits in (1, 2)}
        for mistake in exercise.mistakes.values():
            assert not any(value in mistake.hint for value in shown)


def moved(exercise, mistake, tables):
    """How many tolerances the mistake moves the answer, at most; another choice is infinitely far."""
    truth, wrong = exercise.reference(tables), mistake.wrong(tables)
    kinds = exercise.kind.rows if isinstance(exercise.kind, Table) else {"": exercise.kind}
    truth, wrong = (value if isinstance(value, dict) else {"": value} for value in (truth, wrong))
    return max(distance(kind, wrong[row], truth[row]) for row, kind in kinds.items() if row in wrong)


def distance(kind, wrong, truth):
    if isinstance(kind, Number):
        return abs(wrong - truth) / max(kind.tolerance, 1e-9)
    return 0 if wrong == truth else float("inf")


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.id)
def test_does_each_trap_move_its_answer_by_more_than_three_tolerances(trap):
    exercise = EXERCISES[trap.exercise]
    assert trap.table in exercise.tables
    assert moved(exercise, exercise.mistakes[trap.mistake], TABLES) > 3


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 500, 100))
def test_do_mistakes_and_traps_stay_apart_from_the_truth_on_500_seeds(first):
    faults = {}
    for seed in range(first, first + 100):
        tables = Tables(seed)
        said = [sentence for exercise in EXERCISES.values() for sentence in separation(exercise, tables)]
        for trap in TRAPS:
            exercise = EXERCISES[trap.exercise]
            if moved(exercise, exercise.mistakes[trap.mistake], tables) <= 3:
                said.append(f"the trap “{trap.id}” moves too little")
        for sentence in said:
            faults.setdefault(sentence, []).append(seed)
    assert not faults


def cells():
    import jupytext

    return jupytext.read(FOLDER / "m08-analytics.md").cells


def test_does_the_notebook_ask_what_the_definition_asks_and_list_every_option():
    asked = {cell.metadata["nbgrader"]["grade_id"]: cell.source for cell in cells()}
    for key, exercise in EXERCISES.items():
        text = asked[f"{key}-question"]
        assert exercise.question in text
        assert exercise.title in text
        assert f"{exercise.points} points" in text
        rows = exercise.kind.rows if isinstance(exercise.kind, Table) else {}
        for row, kind in rows.items():
            assert f"`{row}`" in text or key == "m08-3"
            for option, label in getattr(kind, "options", {}).items():
                assert f"`{option}`" in text
                assert label in text or label.lower() == option


def test_are_all_ways_open_without_code():
    asked = {cell.metadata["nbgrader"]["grade_id"]: cell.source for cell in cells()}
    for key in ("m08-clean", *EXERCISES):
        assert "**In a spreadsheet.**" in asked[f"{key}-question"]
        assert "**In Python.**" in asked[f"{key}-question"]


@pytest.mark.slow
def test_do_the_model_answers_of_the_notebook_agree_with_the_reference(tmp_path, monkeypatch):
    """Two independent ways, pandas there and plain Python in the reference, find the same numbers."""
    import nbformat
    from nbclient import NotebookClient

    from practicum.evidence import read_answers

    monkeypatch.setenv("PRACTICUM_ROOT", str(ROOT))
    (tmp_path / "exercises.json").write_text(json.dumps(describe(EXERCISES)), encoding="utf-8")
    notebook = nbformat.v4.new_notebook(cells=cells())
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    answers = read_answers(tmp_path / "answers.json").answers
    for key, exercise in EXERCISES.items():
        found = mark(exercise, answers[key].value, TABLES, folder=tmp_path)
        assert (found.outcome, found.points) == (Outcome.RIGHT, exercise.points), key
