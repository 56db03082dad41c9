"""Is each answer given its outcome, its points and sentences that teach without giving the answer away?"""

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.errors import PracticumError
from practicum.marking import (
    MISSING,
    Choice,
    Exercise,
    Mistake,
    Number,
    Order,
    Outcome,
    Rubric,
    Set,
    Table,
    Text,
    mark,
)

OPTIONS = {"a": "Alpha", "b": "Beta", "c": "Gamma", "d": "Delta"}
TABLES = {"posts": 4.88}
RATE = Exercise(
    id="m08-3",
    title="Engagement",
    competence="H3",
    points=6,
    kind=Number(unit="percent"),
    question="What is the rate?",
    reference=lambda tables: tables["posts"],
    mistakes={
        "average of ratios": Mistake(
            lambda _: 6.31, hint="You averaged the ratios.", see="x.ipynb#cure", credit=0.5
        ),
        "fraction": Mistake(lambda tables: tables["posts"] / 100, hint="This is a fraction."),
        "nearly the same": Mistake(lambda _: 6.35, hint="You kept paid posts."),
    },
    see="m08-analytics/lesson.ipynb#rate",
)


def exercise(kind, truth, wrong=None, **changes):
    mistakes = {} if wrong is None else {"named": Mistake(lambda _: wrong, hint="A hint.")}
    facts = {
        "id": "m08-1",
        "title": "T",
        "competence": "H1",
        "points": 6,
        "question": "?",
        "few_mistakes": "test",
    }
    return Exercise(kind=kind, reference=lambda _: truth, mistakes=mistakes, **facts | changes)


@pytest.mark.parametrize(
    ("value", "outcome", "points", "mistake"),
    [
        (4.88, Outcome.RIGHT, 6, ""),
        ("4,93 %", Outcome.RIGHT, 6, ""),
        (4.94, Outcome.WRONG, 0, ""),
        (6.31, Outcome.WRONG_NAMED, 3, "average of ratios"),
        (6.32, Outcome.WRONG_NAMED, 3, "average of ratios"),
        (6.35, Outcome.WRONG_NAMED, 0, "nearly the same"),
        (0.0488, Outcome.WRONG_NAMED, 0, "fraction"),
        (9, Outcome.WRONG, 0, ""),
        ("many", Outcome.UNREADABLE, 0, ""),
        (MISSING, Outcome.NOT_ATTEMPTED, 0, ""),
        (None, Outcome.NOT_ATTEMPTED, 0, ""),
        (..., Outcome.NOT_ATTEMPTED, 0, ""),
        (" ", Outcome.NOT_ATTEMPTED, 0, ""),
    ],
)
def test_does_each_answer_get_its_outcome(value, outcome, points, mistake):
    given_mark = mark(RATE, value, TABLES)
    assert (given_mark.outcome, given_mark.points, given_mark.mistake) == (outcome, points, mistake)
    assert given_mark.out_of == 6


def test_does_a_named_mistake_bring_its_hint_and_its_cure():
    named = mark(RATE, 6.31, TABLES)
    assert (named.said, named.see) == ("You averaged the ratios.", "x.ipynb#cure")
    assert mark(RATE, 0.0488, TABLES).see == RATE.see


@pytest.mark.parametrize("value", [9, 5.1, 4.6, 6.31, 0.0488, "many", True, [4], MISSING])
def test_does_no_message_tell_the_sealed_value_nor_its_side(value):
    result = mark(RATE, value, TABLES)
    for shown in (result.html(), result.markdown(), result.text(), json.dumps(result.to_json())):
        assert "4.88" not in shown.replace("0.0488", "")
        for word in ("too high", "too low", "higher", "lower", "close", "more than the", "less than"):
            assert word not in shown.split("</style>")[-1]


def test_do_wrong_answers_on_either_side_get_the_same_words():
    def words(value):
        return mark(RATE, value, TABLES).text().replace(mark(RATE, value, TABLES).received, "")

    assert words(3) == words(7) == words(4.7)


@pytest.mark.parametrize(
    ("value", "share"),
    [(["a", "b"], 1), (["a"], 0.5), (["a", "c"], 0), (["a", "b", "c"], 0.5), ([], 0), (["c", "d"], 0)],
)
def test_do_hits_count_and_false_alarms_cost_in_a_set(value, share):
    assert mark(exercise(Set(options=OPTIONS), ["a", "b"]), value, {}).points == 6 * share
    whole = mark(exercise(Set(options=OPTIONS, partial=False), ["a", "b"]), value, {})
    assert whole.points == (6 if share == 1 else 0)


def test_can_none_of_the_options_be_right():
    assert mark(exercise(Set(options=OPTIONS), []), [], {}).outcome is Outcome.RIGHT


@pytest.mark.parametrize(
    ("value", "points"), [("a>b>c>d", 6), ("b>a>c>d", 4), ("d>c>b>a", 0), ("b>c>d>a", 0), ("a>c>b>d", 4)]
)
def test_do_pairs_in_the_right_order_count(value, points):
    assert mark(exercise(Order(items=OPTIONS), ["a", "b", "c", "d"]), value, {}).points == points
    whole = mark(exercise(Order(items=OPTIONS, partial=False), ["a", "b", "c", "d"]), value, {})
    assert whole.points == (6 if points == 6 else 0)


TABLE = Table(
    rows={"x": Number(), "y": Number(), "v": Choice(options=OPTIONS)},
    labels={"x": "Plaza", "y": "Kurz", "v": "Verdict"},
    weights={"v": 2},
)
RATES = exercise(
    TABLE,
    {"x": 1, "y": 2, "v": "a"},
    few_mistakes="",
)
ROWS = Exercise(
    **{
        **vars(RATES),
        "mistakes": {
            "swapped": Mistake(lambda _: {"x": 2, "y": 1}, hint="You swapped the rows."),
            "paid": Mistake(lambda _: {"x": 5, "y": 6, "v": "b"}, hint="Paid posts are in.", credit=0.5),
        },
    }
)


@pytest.mark.parametrize(
    ("value", "outcome", "points", "mistake"),
    [
        ({"x": 1, "y": 2, "v": "a"}, Outcome.RIGHT, 6, ""),
        ({"x": 1, "y": 2}, Outcome.PARTLY, 3, ""),
        ({"x": 1, "y": 9, "v": "a"}, Outcome.PARTLY, 4.5, ""),
        ({"x": 2, "y": 1, "v": "a"}, Outcome.WRONG_NAMED, 3, "swapped"),
        ({"x": 1, "y": 1, "v": "a"}, Outcome.WRONG_NAMED, 4.5, "swapped"),
        ({"x": 2, "y": 1, "v": "b"}, Outcome.WRONG, 0, ""),
        ({"x": 5, "y": 6, "v": "b"}, Outcome.WRONG_NAMED, 3, "paid"),
        ({"x": 1, "y": 2, "v": "?"}, Outcome.PARTLY, 3, ""),
        ({"x": "?", "y": "?"}, Outcome.UNREADABLE, 0, ""),
        ({"x": None}, Outcome.NOT_ATTEMPTED, 0, ""),
        ("1, 2", Outcome.UNREADABLE, 0, ""),
    ],
)
def test_is_a_table_marked_row_by_row(value, outcome, points, mistake):
    result = mark(ROWS, value, {})
    assert (result.outcome, result.points, result.mistake) == (outcome, points, mistake)


def test_does_each_row_say_what_became_of_it():
    result = mark(ROWS, {"x": 2, "y": 6, "v": "zzz", "more": 1}, {})
    assert [(line.label, line.outcome, line.mistake) for line in result.lines] == [
        ("Plaza", Outcome.WRONG_NAMED, "swapped"),
        ("Kurz", Outcome.WRONG_NAMED, "paid"),
        ("Verdict", Outcome.UNREADABLE, ""),
    ]
    assert "You swapped the rows." in result.lines[0].detail
    assert "zzz" in result.lines[2].detail
    assert any("“more”" in note for note in result.notes)


def test_does_a_row_that_is_missing_stay_not_attempted():
    assert mark(ROWS, {"x": 1}, {}).lines[1].outcome is Outcome.NOT_ATTEMPTED


def test_are_points_rounded_to_two_decimals():
    thirds = exercise(Table(rows={name: Number() for name in "abc"}), dict.fromkeys("abc", 1), points=1)
    assert mark(thirds, {"a": 1, "b": 1}, {}).points == 0.67


def test_does_a_reader_learn_that_a_person_reads_the_rest():
    report = exercise(Text(), None, rubric=Rubric(points=10, criteria=()))
    assert any("10 points" in note for note in mark(report, "A short text.", {}).notes)
    assert not any("10 points" in note for note in mark(report, MISSING, {}).notes)


@pytest.mark.parametrize(
    ("kind", "truth", "wrong"),
    [
        (Number(), "many", 1),
        (Number(), math.nan, 1),
        (Number(), None, 1),
        (Choice(options=OPTIONS), "z", "a"),
        (Number(), 1, "many"),
        (TABLE, {"x": 1}, {"x": 2}),
        (TABLE, {"x": 1, "y": 2, "v": "a", "z": 1}, {"x": 2}),
        (TABLE, {"x": 1, "y": 2, "v": "a"}, {"nowhere": 2}),
        (TABLE, 4, {"x": 2}),
    ],
)
def test_is_a_faulty_definition_named_instead_of_marking_wrongly(kind, truth, wrong):
    value = {"x": 3, "y": 3, "v": "b"} if isinstance(kind, Table) else "d" if isinstance(kind, Choice) else 3
    with pytest.raises(PracticumError, match="definition of m08-1 is at fault"):
        mark(exercise(kind, truth, wrong), value, {})


def test_is_a_reference_that_fails_named():
    with pytest.raises(PracticumError, match="division by zero"):
        mark(Exercise(**{**vars(RATE), "reference": lambda _: 1 / 0}), 3, {})


def test_may_a_reference_be_computed_with_pandas():
    import pandas as pd

    frame = pd.DataFrame({"p": ["x", "y"], "n": [1, 2]})
    kind = Table(rows={"x": Number(), "y": Number()})
    series = Exercise(**{**vars(exercise(kind, None)), "reference": lambda t: t["posts"].set_index("p")["n"]})
    assert mark(series, {"x": 1, "y": 2}, {"posts": frame}).outcome is Outcome.RIGHT
    for kind, value in (
        (Number(), frame["n"].mean()),
        (Set(options={"x": "X", "y": "Y"}), frame["p"].unique()),
        (Order(items={"y": "Y", "x": "X"}), frame["p"]),
    ):
        truth = value.tolist() if hasattr(value, "tolist") else value
        assert mark(exercise(kind, value), truth, {}).outcome is Outcome.RIGHT


class AlwaysRight:
    """An object that agrees with everything, as in known attacks on hidden tests."""

    def _yes(self, *_args):
        return True

    __eq__ = __lt__ = __gt__ = __le__ = __ge__ = __bool__ = _yes
    __hash__ = None

    def __sub__(self, _other):
        return 0

    __rsub__ = __abs__ = __float__ = __index__ = __sub__

    def __class_getitem__(cls, _item):
        return cls

    def __getattr__(self, name):
        raise AssertionError(name)


KINDS = [
    RATE,
    ROWS,
    exercise(Choice(options=OPTIONS), "a", "b"),
    exercise(Set(options=OPTIONS), ["a"], ["b"]),
    exercise(Order(items=OPTIONS), ["b", "a", "c", "d"], ["a", "b", "c", "d"]),
    exercise(Text(min_words=3, max_words=9), None, "one"),
]


@pytest.mark.parametrize("one", KINDS, ids=lambda one: one.kind.kind)
@pytest.mark.parametrize("wrap", [lambda x: x, lambda x: [x], lambda x: {"x": x}, lambda x: {"x": 1, "y": x}])
def test_does_an_object_that_equals_everything_earn_nothing(one, wrap):
    result = mark(one, wrap(AlwaysRight()), TABLES)
    assert (result.outcome, result.points) == (Outcome.UNREADABLE, 0)


class Liar(float):
    """A number of a subclass that claims to be right."""

    __slots__ = ()

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__


def test_does_a_subclass_of_float_earn_nothing():
    assert mark(RATE, Liar(9), TABLES).points == 0


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=30)
    | st.binary(max_size=5)
    | st.sampled_from(["a", "b", "a > b", "x", "y", "v", 4.88, 1, 2, "Plaza", "\ud800", "<b>", "`", "|"])
    | st.builds(object)
    | st.builds(AlwaysRight),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["x", "y", "v", "Plaza", "z"]) | st.text(max_size=5), inner, max_size=4
        )
        | st.tuples(inner, inner)
    ),
    max_leaves=10,
)


@given(anything, st.sampled_from(KINDS))
@settings(max_examples=250, deadline=None)
def test_does_no_value_at_all_break_a_mark(value, one):
    result = mark(one, value, TABLES)
    assert 0 <= result.points <= one.points
    assert result.points == round(result.points, 2)
    assert isinstance(result.outcome, Outcome)
    assert (result.points == one.points) == (result.outcome is Outcome.RIGHT)
    json.dumps(result.to_json(), allow_nan=False)
    for shown in (result.html(), result.markdown(), result.text()):
        shown.encode("utf-8")
