"""Is what a learner typed read as meant, in every kind, without accepting what only looks alike?"""

import pytest

from practicum.marking import (
    MISSING,
    Artefact,
    Choice,
    DrillLog,
    Number,
    Order,
    Set,
    Table,
    Text,
    expected,
    read_value,
)

ANIMALS = {"cat": "Black cat", "dog": "Dog", "eel": "Eel, smoked"}
CHOICE, SET, ORDER = Choice(options=ANIMALS), Set(options=ANIMALS), Order(items=ANIMALS)
TABLE = Table(
    rows={"plaza": Number(unit="percent"), "verdict": CHOICE, "tags": SET},
    labels={"plaza": "Plaza", "verdict": "Verdict"},
)
TEXT = Text(min_words=2, max_words=50)
FILE = Artefact(file="m08-7.png", media="image/png", validator="png")
LOG = DrillLog(drill="d01-first-shift")


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (CHOICE, "cat", "cat"),
        (CHOICE, " BLACK   Cat ", "cat"),
        (CHOICE, "\uff43\uff41\uff54", "cat"),
        (CHOICE, "Eel, smoked", "eel"),
        (CHOICE, "2. dog", "dog"),
        (Choice(options={"1": "One", "2": "Two"}), 2, "2"),
        (SET, ["dog", "Black cat"], ["cat", "dog"]),
        (SET, ("dog", "dog"), ["dog"]),
        (SET, {"dog", "cat"}, ["cat", "dog"]),
        (SET, "dog, cat", ["cat", "dog"]),
        (SET, "dog; Eel, smoked", ["dog", "eel"]),
        (SET, "Eel, smoked", ["eel"]),
        (SET, "- dog\n- cat\n", ["cat", "dog"]),
        (SET, "dog cat", ["cat", "dog"]),
        (SET, "dog barks", MISSING),
        (ORDER, "dog eel cat", ["dog", "eel", "cat"]),
        (SET, [], []),
        (ORDER, ["dog", "eel", "cat"], ["dog", "eel", "cat"]),
        (ORDER, "dog > eel > cat", ["dog", "eel", "cat"]),
        (ORDER, "dog -> eel → cat", MISSING),
        (ORDER, "dog → eel → cat", ["dog", "eel", "cat"]),
        (ORDER, "dog -> eel -> cat", ["dog", "eel", "cat"]),
        (ORDER, "1. Dog\n2. Eel, smoked\n3. Black cat", ["dog", "eel", "cat"]),
        (ORDER, "dog,eel,cat", ["dog", "eel", "cat"]),
        (TEXT, "  Two words ", "Two words"),
        (FILE, "M08-7.PNG", "m08-7.png"),
        (LOG, "d01-first-shift.jsonl", "d01-first-shift.jsonl"),
        (
            TABLE,
            {"plaza": "4,9 %", "VERDICT": "Dog", "tags": "cat"},
            {"plaza": 4.9, "verdict": "dog", "tags": ["cat"]},
        ),
        (TABLE, [["Plaza", 4.9], ("verdict", "dog")], {"plaza": 4.9, "verdict": "dog"}),
        (TABLE, {"plaza": None, "verdict": ""}, MISSING),
        (TABLE, {}, MISSING),
    ],
)
def test_is_this_read_as_meant(kind, raw, value):
    assert read_value(kind, raw).value == value


@pytest.mark.parametrize(
    ("kind", "raw", "words"),
    [
        (CHOICE, "bird", ["“bird”", "cat (Black cat); Dog"]),
        (CHOICE, "\u0441\u0430t", ["Cyrillic", "only looks like"]),
        (CHOICE, "cat\u200b", ["none of the options"]),
        (CHOICE, True, ["true", "Black cat"]),
        (CHOICE, ["cat"], ["none of the options"]),
        (SET, "dog, bird", ["“bird”"]),
        (SET, {"dog": True}, ["none of the options"]),
        (SET, [["dog"]], ["none of the options"]),
        (ORDER, "dog > cat", ["“Eel, smoked” is missing"]),
        (ORDER, "dog > cat > eel > dog", ["“Dog” stands twice"]),
        (TEXT, 4, ["a text of 2 to 50 words"]),
        (FILE, "other.png", ["m08-7.png"]),
        (LOG, "else.jsonl", ["d01-first-shift"]),
        (TABLE, "4.9", ["a table with these rows: Plaza; Verdict; tags"]),
        (TABLE, [1, 2], ["a table with these rows"]),
        (TABLE, {"bird": 1}, ["“bird” is none of the rows"]),
        (TABLE, {"plaza": "x"}, ["Plaza: ", "percent"]),
    ],
)
def test_is_this_refused_with_what_was_received_and_what_is_expected(kind, raw, words):
    reading = read_value(kind, raw)
    assert reading.value is MISSING
    assert all(word in reading.problem for word in words), reading.problem


def test_is_a_table_read_row_by_row():
    reading = read_value(TABLE, {"plaza": 4.9, "Plaza": 5, "verdict": "bird", "tags": ["dog"], "more": 1})
    assert reading.value == {"tags": ["dog"]}
    assert "twice" in reading.rows["plaza"].problem
    assert "bird" in reading.rows["verdict"].problem
    assert reading.strangers == ("“more” is none of the rows.",)
    assert reading.sentence.startswith("Read as tags: Dog.")


def test_do_letters_that_belong_to_an_option_count_as_its_own():
    greek = Choice(options={"a": "\u03b1 test", "b": "\u03b2 test"})
    assert read_value(greek, "\u0391 TEST").value == "a"


@pytest.mark.parametrize(
    "kind", [CHOICE, SET, ORDER, TABLE, TEXT, FILE, LOG, Number(whole=True), Number(unit="posts", whole=True)]
)
def test_does_every_kind_say_its_form(kind):
    assert expected(kind)
    assert expected(kind)[0].islower()


@pytest.mark.parametrize(
    "make",
    [
        lambda: Choice(options={"only": "One"}),
        lambda: Choice(options={"A b": "x", "c": "y"}),
        lambda: Number(tolerance=-1),
        lambda: Number(tolerance=float("nan")),
        lambda: Artefact(file="../x.png", media="image/png", validator="png"),
        lambda: Artefact(file="x.png", media="image/png", validator="pdf"),
        lambda: DrillLog(drill="../d01"),
        lambda: Table(rows={}),
        lambda: Table(rows={"a": Number()}, labels={"b": "B"}),
        lambda: Table(rows={"a": Number()}, weights={"a": 0}),
        lambda: Table(rows={"a": TABLE}),
        lambda: Number(units="percent"),
    ],
)
def test_is_a_faulty_kind_refused_when_it_is_defined(make):
    with pytest.raises(ValueError, match="validation error"):
        make()
