"""The mould: what holds for every open module, whoever wrote it.

A module's own file beside this one holds what only that module promises.
"""

import json

import jupytext
import nbformat
import pytest
from nbclient import NotebookClient

from practicum.data import TRAPS, Tables
from practicum.evidence import read_answers
from practicum.marking import (
    MISSING,
    DrillLog,
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

PROJECT = Project.find()
TABLES = Tables()
ENOUGH_MISTAKES = 3
EXPERT = 0.9  # of the points of a drill's log
SLUGS = [module.slug for module in PROJECT.modules if module.status == "open"]
SEALED = {slug: load_exercises(PROJECT.solutions / slug / "marking.py") for slug in SLUGS}
PRACTICE = {slug: load_exercises(PROJECT.course / slug / "exercises.py") for slug in SLUGS}
EVERY = [(slug, one) for slug in SLUGS for one in (*SEALED[slug].values(), *PRACTICE[slug].values())]
PEOPLE = {slug: {person.name: person for person in personas(SEALED[slug], TABLES)} for slug in SLUGS}
MISTAKES = [(slug, key, name) for slug in SLUGS for key, one in SEALED[slug].items() for name in one.mistakes]
OWN_TRAPS = [(slug, trap) for slug in SLUGS for trap in TRAPS if trap.exercise in SEALED[slug]]


def named(value):
    return getattr(value, "id", value)


def marks(slug, name, folder):
    person = PEOPLE[slug][name]
    for file, content in person.files.items():
        (folder / file).write_bytes(content)
    return {
        key: mark(exercise, person.answers.get(key, MISSING), TABLES, folder=folder)
        for key, exercise in SEALED[slug].items()
    }


def only_a_drill(exercise):
    kinds = exercise.kind.rows.values() if isinstance(exercise.kind, Table) else [exercise.kind]
    return any(isinstance(kind, DrillLog) for kind in kinds)


@pytest.mark.parametrize("slug", SLUGS)
def test_does_the_exemplar_score_full_marks(slug, tmp_path):
    for key, found in marks(slug, "perfect", tmp_path).items():
        if only_a_drill(SEALED[slug][key]):
            assert found.points >= EXPERT * found.out_of
        else:
            assert (found.outcome, found.points) == (Outcome.RIGHT, found.out_of), key


@pytest.mark.parametrize("slug", SLUGS)
def test_does_the_stub_score_zero_politely(slug, tmp_path):
    for found in marks(slug, "blank", tmp_path).values():
        assert (found.outcome, found.points) == (Outcome.NOT_ATTEMPTED, 0)
        assert "not an error" in found.text()


@pytest.mark.parametrize(("slug", "key", "name"), MISTAKES)
def test_is_each_mistake_named_with_its_own_hint_and_nothing_else_touched(slug, key, name, tmp_path):
    found = marks(slug, f"{key} {name}", tmp_path)
    wrong = found.pop(key)
    assert (wrong.outcome, wrong.mistake) == (Outcome.WRONG_NAMED, name)
    assert wrong.said == SEALED[slug][key].mistakes[name].hint
    assert wrong.points < wrong.out_of
    for other, one in found.items():
        assert one.outcome is Outcome.RIGHT or only_a_drill(SEALED[slug][other])


@pytest.mark.parametrize("slug", SLUGS)
def test_does_practice_know_right_from_wrong_and_name_each_mistake(slug, tmp_path):
    exercises = PRACTICE[slug]
    for person in personas(exercises, TABLES):
        for file, content in person.files.items():
            (tmp_path / file).write_bytes(content)
        for key in [person.exercise] if person.exercise else exercises:
            found = mark(exercises[key], person.answers.get(key, MISSING), TABLES, folder=tmp_path)
            assert found.mistake == person.mistake, person.name
            if person.name == "perfect":
                assert found.outcome is Outcome.RIGHT or only_a_drill(exercises[key]), key


@pytest.mark.parametrize(("slug", "exercise"), EVERY, ids=named)
def test_has_each_exercise_enough_mistakes_and_each_mistake_a_hint_of_its_own(slug, exercise):
    hints = [mistake.hint for mistake in exercise.mistakes.values()]
    assert len(set(hints)) == len(hints)
    assert len(hints) >= ENOUGH_MISTAKES or exercise.few_mistakes


@pytest.mark.parametrize("slug", SLUGS)
def test_does_every_hint_lead_to_a_heading_of_a_lesson(slug):
    for exercise in (*SEALED[slug].values(), *PRACTICE[slug].values()):
        for see in {exercise.see, *(mistake.see for mistake in exercise.mistakes.values())} - {""}:
            file, _hash, anchor = see.partition("#")
            lesson = (PROJECT.course / file).with_suffix(".md").read_text(encoding="utf-8")
            assert f"## {anchor.replace('-', ' ')}\n" in lesson.replace("-", " "), see


@pytest.mark.parametrize("slug", SLUGS)
def test_does_no_hint_hold_a_value_that_is_sealed(slug):
    for exercise in SEALED[slug].values():
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


@pytest.mark.parametrize(("slug", "trap"), OWN_TRAPS, ids=named)
def test_does_each_trap_move_its_answer_by_more_than_three_tolerances(slug, trap):
    exercise = SEALED[slug][trap.exercise]
    assert trap.table in exercise.tables
    assert moved(exercise, exercise.mistakes[trap.mistake], TABLES) > 3


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 500, 250))
@pytest.mark.parametrize("slug", SLUGS)
def test_do_mistakes_and_traps_stay_apart_from_the_truth_on_500_seeds(slug, first):
    computed = [one for one in SEALED[slug].values() if one.tables]
    traps = [trap for owner, trap in OWN_TRAPS if owner == slug]
    faults = {}
    for seed in range(first, first + 250):
        tables = Tables(seed)
        said = [sentence for exercise in computed for sentence in separation(exercise, tables)]
        for trap in traps:
            exercise = SEALED[slug][trap.exercise]
            if moved(exercise, exercise.mistakes[trap.mistake], tables) <= 3:
                said.append(f"the trap “{trap.id}” moves too little")
        for sentence in said:
            faults.setdefault(sentence, []).append(seed)
    assert not faults


# Practice is marked on this edition's tables only; these ask about something that not every edition shows.
THIS_EDITION = {
    "m08-u2-a": "on about one seed in thirty no post of the bakery changed between two downloads",
    "m08-u4-b": "on about one seed in a hundred carousels and photos engage alike, so no sign can be wrong",
    "m08-u5-a": "it reads a chart whose axis was cut for these two platforms",
}


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_do_mistakes_of_practice_stay_apart_on_100_seeds(slug):
    computed = [
        one
        for one in PRACTICE[slug].values()
        if one.tables and isinstance(one.kind, Number | Table) and one.id not in THIS_EDITION
    ]
    faults = {}
    for seed in range(100):
        tables = Tables(seed)
        for exercise in computed:
            for sentence in separation(exercise, tables):
                faults.setdefault(sentence, []).append(seed)
    assert not faults


@pytest.mark.parametrize(("slug", "exercise"), EVERY, ids=named)
def test_can_every_mistake_be_told_from_the_truth(slug, exercise):
    assert only_a_drill(exercise) or not separation(exercise, TABLES)


def cells(slug):
    return jupytext.read(PROJECT.solutions / slug / f"{slug}.md").cells


def asked(slug):
    found = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.source for cell in cells(slug)}
    return {key: found[f"{key}-question"] for key in SEALED[slug]}


@pytest.mark.parametrize("slug", SLUGS)
def test_does_the_notebook_ask_what_the_definition_asks_and_list_every_option(slug):
    for key, text in asked(slug).items():
        exercise = SEALED[slug][key]
        assert exercise.question in text
        assert exercise.title in text
        assert f"{exercise.points:g} point" in text
        for kind in exercise.kind.rows.values() if isinstance(exercise.kind, Table) else [exercise.kind]:
            for option, label in {**getattr(kind, "options", {}), **getattr(kind, "items", {})}.items():
                if label.lower() != option:
                    assert f"`{option}`" in text
                    assert label in text


@pytest.mark.parametrize("slug", SLUGS)
def test_is_every_task_open_without_code(slug):
    for key, text in asked(slug).items():
        if SEALED[slug][key].tables:
            assert "**In a spreadsheet.**" in text, key
            assert "**In Python.**" in text, key


@pytest.mark.slow
@pytest.mark.parametrize("slug", SLUGS)
def test_do_the_model_answers_of_the_notebook_agree_with_the_reference(slug, tmp_path, monkeypatch):
    """Two independent ways, the notebook's and the reference's, find the same answers."""
    monkeypatch.setenv("PRACTICUM_ROOT", str(PROJECT.root))
    (tmp_path / "exercises.json").write_text(json.dumps(describe(SEALED[slug])), encoding="utf-8")
    notebook = nbformat.v4.new_notebook(cells=cells(slug))
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(tmp_path)}}).execute()
    answers = read_answers(tmp_path / "answers.json").answers
    for key, exercise in SEALED[slug].items():
        if only_a_drill(exercise):
            continue  # a log is played, not typed
        given = answers[key].value if key in answers else MISSING
        found = mark(exercise, given, TABLES, folder=tmp_path)
        assert (found.outcome, found.points) == (Outcome.RIGHT, exercise.points), key
