"""Is a definition file loaded once checked, described without secrets, and turned into personas?"""

import json
import re

import pytest

import practicum.marking
from practicum.errors import PracticumError
from practicum.marking import (
    MISSING,
    Artefact,
    Choice,
    Column,
    Criterion,
    CsvFile,
    Exercise,
    Mistake,
    Number,
    Order,
    Outcome,
    Part,
    Rubric,
    Set,
    Table,
    Text,
    beside,
    describe,
    load_descriptions,
    load_exercises,
    mark,
    personas,
    problems_of,
    separation,
)

HEAD = "from practicum.marking import Choice, Exercise, Mistake, Number\n"
ONE = """EXERCISES = [Exercise(id="m08-1", title="T", competence="H1", points=2, kind=Number(), question="?",
    reference=lambda tables: 1, few_mistakes="a test")]\n"""
OPTIONS = {"a": "Alpha", "b": "Beta", "c": "Gamma"}


def define(**changes):
    facts = {"id": "m08-1", "title": "T", "competence": "H1", "points": 2, "kind": Number(), "question": "?"}
    facts |= {"reference": lambda _: 1, "few_mistakes": "a test"}
    return Exercise(**facts | changes)


def write(folder, text):
    path = folder / "marking.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_does_the_example_in_the_documentation_load_and_mark(tmp_path):
    import pandas as pd

    example = re.search(r"```python\n(.*?)```", practicum.marking.__doc__, re.DOTALL).group(1)
    exercises = load_exercises(write(tmp_path, example))
    assert list(exercises) == ["m08-3", "m08-5", "m08-8"]
    posts = pd.DataFrame(
        {
            "platform": ["plaza", "plaza", "fotofeed", "fotofeed", "plaza"],
            "interactions": [6, 800, 30, 90, 5000],
            "reach": [12, 40_000, 1000, 1500, 50_000],
            "sponsored": [False, False, False, False, True],
        }
    )
    tables = {"posts": posts}
    assert [problem for one in exercises.values() for problem in separation(one, tables)] == []
    for person in personas(exercises, tables):
        marks = {
            name: mark(one, person.answers.get(name, MISSING), tables) for name, one in exercises.items()
        }
        for name, given in marks.items():
            if person.name == "blank" or name == "m08-8":
                assert given.outcome is Outcome.NOT_ATTEMPTED
            elif name == person.exercise:
                assert (given.outcome, given.mistake) == (Outcome.WRONG_NAMED, person.mistake)
            else:
                assert given.outcome is Outcome.RIGHT
    named = mark(exercises["m08-3"], {"plaza": 26.0, "fotofeed": 4.5}, tables)
    assert (named.mistake, named.points) == ("average of ratios", 1.8)


def test_does_loading_leave_no_trace_in_the_folder(tmp_path):
    load_exercises(write(tmp_path, HEAD + ONE))
    assert [path.name for path in tmp_path.iterdir()] == ["marking.py"]


def test_are_two_files_of_one_name_kept_apart(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, HEAD + ONE.replace("m08-1", f"m08-{name}"))
    first, second = (load_exercises(tmp_path / name / "marking.py") for name in ("a", "b"))
    assert (list(first), list(second)) == (["m08-a"], ["m08-b"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("EXERCISES = [", "SyntaxError"),
        ("1 / 0", "ZeroDivisionError"),
        ("import nothing_of_this_name", "nothing_of_this_name"),
        ("raise SystemExit(3)", "SystemExit"),
        ("x = 1", "no list EXERCISES"),
        ("EXERCISES = 3", "no list EXERCISES"),
        ("EXERCISES = [3]", "no list EXERCISES"),
        (HEAD + ONE + "EXERCISES *= 2", "m08-1 is defined twice"),
        (HEAD + ONE.replace("a test", ""), "at least three mistakes"),
        (HEAD + ONE.replace("Number()", "Choice(options={})"), "two or more entries"),
        ("\udcff".encode("utf-8", "surrogateescape"), "SyntaxError|unicode"),
    ],
)
def test_is_a_faulty_file_named_with_its_fault(tmp_path, text, words):
    path = tmp_path / "marking.py"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(PracticumError, match=words) as error:
        load_exercises(path)
    assert "marking.py" in error.value.problem


@pytest.mark.parametrize("name", ["missing.py", "."])
def test_is_a_missing_file_a_sentence(tmp_path, name):
    with pytest.raises(PracticumError, match="There is no definition file"):
        load_exercises(tmp_path / name)


GOOD = Criterion(id="f", label="F", points=2, anchors=("a", "b", "c", "d"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, None),
        ({"points": 0}, "points"),
        ({"points": float("nan")}, "points"),
        ({"title": " "}, "a title"),
        ({"competence": ""}, "a competence"),
        ({"few_mistakes": ""}, "three mistakes"),
        ({"mistakes": {"x": Mistake(lambda _: 2, hint=" ")}}, "no hint"),
        ({"mistakes": {"x": Mistake(lambda _: 2, hint="h", credit=1)}}, "credit"),
        ({"kind": Choice(options={"a": "Yes", "b": "yes"})}, "two entries"),
        ({"kind": Choice(options={"a": "B", "b": "C"})}, "two entries"),
        ({"kind": Table(rows={"x": Number(), "y": Number()}, labels={"x": "Y"})}, "two entries"),
        ({"kind": Table(rows={"x": Set(options={"a": "q", "b": "Q"})})}, "two entries"),
        ({"rubric": Rubric(points=2, criteria=(GOOD,))}, None),
        ({"rubric": Rubric(points=3, criteria=(GOOD,))}, "add up"),
        ({"rubric": Rubric(points=4, criteria=(GOOD, GOOD))}, "different ids"),
        ({"rubric": Rubric(points=0, criteria=())}, "different ids"),
        (
            {"rubric": Rubric(points=2, criteria=(Criterion("f", "F", 2, ("a", "b", "", "d")),))},
            "four anchors",
        ),
    ],
)
def test_is_each_rule_for_definitions_held(changes, words):
    problems = problems_of(define(**changes))
    assert problems == [] if words is None else any(words in problem for problem in problems)


SECRETS = define(
    id="m08-secret",
    reference=lambda _: 4.88,
    mistakes={"zebra": Mistake(lambda _: 7.77, hint="giraffe", credit=0.3)},
    rubric=Rubric(points=2, criteria=(GOOD,)),
)
KINDS = [
    Number(unit="percent", tolerance=0.1),
    Choice(options=OPTIONS),
    Set(options=OPTIONS, partial=False),
    Order(items=OPTIONS),
    Text(min_words=5, must=(Part(label="A date", any_of=("monday",)),), avoid=("never",)),
    Artefact(file="a.png", media="image/png", validator="png"),
    Artefact(file="a.csv", media="text/csv", validator=CsvFile(columns=(Column(name="Day", type="date"),))),
    Table(rows={"x": Number(), "y": Choice(options=OPTIONS)}, labels={"x": "X"}, weights={"x": 2}),
]


def test_does_a_descriptor_come_back_and_hold_no_secret(tmp_path):
    exercises = [define(id=f"m08-{n}", kind=kind) for n, kind in enumerate(KINDS)] + [SECRETS]
    document = describe(exercises)
    path = tmp_path / "exercises.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    found = load_descriptions(path)
    assert [found[f"m08-{n}"].kind for n in range(len(KINDS))] == KINDS
    assert found["m08-secret"].read_points == 2
    for secret in ("4.88", "7.77", "zebra", "giraffe", "mistake", "reference", "hint", "credit", "anchors"):
        assert secret not in json.dumps(document)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_does_every_kind_go_through_json_unchanged(tmp_path, kind):
    path = tmp_path / "exercises.json"
    path.write_text(json.dumps(describe({"m08-1": define(kind=kind)})), encoding="utf-8")
    assert load_descriptions(path)["m08-1"].kind == kind


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{}",
        "[]",
        '{"format":"practicum-exercises","version":2}',
        '{"format":"practicum-exercises","version":1,"exercises":[{}]}',
        '{"format":"practicum-exercises","version":1,"exercises":3}',
    ],
)
def test_is_a_foreign_descriptor_a_sentence(tmp_path, content):
    path = tmp_path / "exercises.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PracticumError, match="exercises"):
        load_descriptions(path)


@pytest.mark.parametrize(
    ("kind", "truth", "wrong", "apart"),
    [
        (Number(tolerance=0.05), 1, 1.16, True),
        (Number(tolerance=0.05), 1, 1.14, False),
        (Number(tolerance=0), 1, 1, False),
        (Choice(options=OPTIONS), "a", "b", True),
        (Choice(options=OPTIONS), "a", "Alpha", False),
        (Set(options=OPTIONS), ["a"], ["a", "b"], True),
        (Order(items=OPTIONS), ["b", "a", "c"], ["a", "b", "c"], True),
        (Table(rows={"x": Number(), "y": Number()}), {"x": 1, "y": 2}, {"x": 1, "y": 3}, True),
        (Table(rows={"x": Number(), "y": Number()}), {"x": 1, "y": 2}, {"x": 1}, False),
        (Text(min_words=2), "two words", "one", True),
        (Text(min_words=2), "two words", "also two", False),
    ],
)
def test_is_a_mistake_kept_apart_from_the_truth(kind, truth, wrong, apart):
    one = define(kind=kind, reference=lambda _: truth, mistakes={"m": Mistake(lambda _: wrong, hint="h")})
    assert (separation(one, {}) == []) is apart


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": Order(items=OPTIONS), "reference": lambda _: ["a", "b", "c"]}, "gives it away"),
        (
            {"kind": Table(rows={"o": Order(items=OPTIONS)}), "reference": lambda _: {"o": "a>b>c"}},
            "gives it away",
        ),
        ({"kind": Text(min_words=3), "reference": lambda _: "one"}, "breaks its own rules"),
        ({"reference": lambda _: "?"}, "no usable value"),
        ({"mistakes": {"m": Mistake(lambda _: "?", hint="h")}}, "no usable value"),
    ],
)
def test_does_separation_find_what_else_blurs_an_exercise(changes, words):
    (problem,) = separation(define(**changes), {})
    assert words in problem


def test_do_personas_carry_files_and_only_one_mistake(tmp_path):
    csv = Artefact(file="m05-2.csv", media="text/csv", validator=CsvFile(columns=(Column(name="Day"),)))
    exercises = [
        define(
            id="m05-1",
            kind=Table(rows={"x": Number(), "y": Number()}),
            reference=lambda _: {"x": 1, "y": 2},
            mistakes={"swap": Mistake(lambda _: {"y": 1}, hint="h")},
        ),
        define(
            id="m05-2",
            kind=csv,
            reference=lambda _: "Day\nMonday\n",
            mistakes={"no day": Mistake(lambda _: b"Tag\nMontag\n", hint="h")},
        ),
    ]
    people = {person.name: person for person in personas(exercises, {})}
    assert list(people) == ["perfect", "blank", "m05-1 swap", "m05-2 no day"]
    assert people["perfect"].answers == {"m05-1": {"x": 1, "y": 2}, "m05-2": "m05-2.csv"}
    assert people["perfect"].files == {"m05-2.csv": b"Day\nMonday\n"}
    assert people["m05-1 swap"].answers["m05-1"] == {"x": 1, "y": 1}
    assert people["blank"].answers == people["blank"].files == {}
    json.dumps([dict(person.answers) for person in people.values()])
    for person in people.values():
        folder = tmp_path / person.name.replace(" ", "-")
        folder.mkdir()
        for name, content in person.files.items():
            (folder / name).write_bytes(content)
        marks = {
            one.id: mark(one, person.answers.get(one.id, MISSING), {}, folder=folder) for one in exercises
        }
        assert [name for name, given in marks.items() if given.mistake] == (
            [person.exercise] if person.exercise else []
        )


def test_can_a_definition_take_what_stands_in_a_file_beside_it(tmp_path):
    (tmp_path / "reference.py").write_text("ANSWER = 7\n", encoding="utf-8")
    assert beside(str(tmp_path / "marking.py"), "reference.py").ANSWER == 7
    with pytest.raises(PracticumError, match=r"no definition file .*other\.py"):
        beside(str(tmp_path / "marking.py"), "other.py")
