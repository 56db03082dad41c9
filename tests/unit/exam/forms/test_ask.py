"""Is an item, asked as an ordinary exercise, marked as its key says, and does it give nothing away?"""

import json

import pytest

from practicum.errors import PracticumError
from practicum.exam.bank.read import read_bank
from practicum.exam.forms.ask import exercise_of, part_one
from practicum.exam.forms.form import Form, FormItem
from practicum.marking import MISSING, describe, mark, problems_of

STEPS = {"a": "Verify what was said", "b": "Alert the manager", "c": "Write a holding line", "d": "Close it"}
ITEMS = {
    "best": ({}, "b", {"b": 1, "a": 0, MISSING: 0}),
    "multiple": ({}, ["a", "c"], {}),
    "order": ({"options": STEPS}, ["c", "a", "b", "d"], {}),
    "match": ({}, {"Who pays": "a", "Who signs": "c"}, {}),
    "number": ({"options": {}}, {"value": 4.5, "tolerance": 0.1, "unit": "percent"}, {}),
    "judgement": ({}, {"a": 1.0, "b": 0.5, "c": 0.0, "d": 0.0}, {"a": 1, "b": 0.5, "c": 0, MISSING: 0}),
}
RIGHT = {
    "best": "b",
    "multiple": {"a": "true", "b": "false", "c": "true", "d": "false"},
    "order": ["c", "a", "b", "d"],
    "match": {"r1": "a", "r2": "c"},
    "number": "4,5 %",
    "judgement": "a",
}
NEARLY = {
    "multiple": ({"a": "true", "b": "true", "c": "true", "d": "false"}, 0.75),
    "order": (["c", "a", "d", "b"], 0.67),
    "match": ({"r1": "a", "r2": "d"}, 0.5),
    "number": ("4.7", 0),
}


@pytest.fixture
def bank(row, write):
    rows = []
    for number, (kind, (fields, key, _marks)) in enumerate(ITEMS.items(), start=1):
        rows.append(row(f"A1-{number:03d}", kind=kind, key=key, **fields))
    return read_bank(write(rows))


@pytest.fixture
def asked(bank):
    """Return each kind of item as an exercise."""
    return {item.kind.value: exercise_of(item, "q07", "seed") for item in bank.items}


def earned(exercise, value):
    return mark(exercise, value, {}).points


@pytest.mark.parametrize("kind", ITEMS)
def test_does_the_key_earn_the_point_and_is_the_definition_sound(asked, kind):
    assert problems_of(asked[kind]) == []
    assert earned(asked[kind], RIGHT[kind]) == 1
    assert earned(asked[kind], MISSING) == 0


@pytest.mark.parametrize(("kind", "answer", "points"), [(kind, *pair) for kind, pair in NEARLY.items()])
def test_what_does_an_answer_earn_that_is_right_in_part(asked, kind, answer, points):
    assert earned(asked[kind], answer) == pytest.approx(points, abs=0.005)


@pytest.mark.parametrize(("letter", "credit"), [("a", 1), ("b", 0.5), ("c", 0), ("d", 0)])
def test_does_an_act_earn_the_credit_of_the_panel(asked, letter, credit):
    assert earned(asked["judgement"], letter) == credit


def test_are_two_acts_of_full_credit_worth_the_same(row, write):
    both = {"a": 1.0, "b": 1.0, "c": 0.0, "d": 0.0}
    (item,) = read_bank(write([row("A1-001", kind="judgement", key=both)])).items
    exercise = exercise_of(item, "q01", "seed")
    assert [earned(exercise, letter) for letter in "abc"] == [1, 1, 0]


@pytest.mark.parametrize("seed", [str(number) for number in range(30)])
def test_are_steps_never_listed_in_the_right_order(bank, seed):
    item = bank.item("A1-003")
    assert list(exercise_of(item, "q01", seed).kind.items) != list(item.key)


def test_does_what_candidates_get_tell_neither_items_nor_keys(bank):
    items = tuple(FormItem(item.id, scored=number % 2 == 0) for number, item in enumerate(bank.items))
    form = Form("cm-1", "cm", True, "s", "1", "x", items, {}, {}, 0.6, None, 60.0)
    exercises = part_one(bank, form)
    assert list(exercises) == ["q01", "q02", "q03", "q04", "q05", "q06"]
    public = json.dumps(describe(exercises))
    for hidden in ("A1-0", "scored", "reference", "credit", "rationale"):
        assert hidden not in public


def test_is_a_form_of_another_bank_refused(bank):
    form = Form("cm-1", "cm", True, "s", "1", "x", (FormItem("Z9-001", scored=True),), {}, {}, 0.6, None, 1.0)
    with pytest.raises(PracticumError, match="Z9-001"):
        part_one(bank, form)
