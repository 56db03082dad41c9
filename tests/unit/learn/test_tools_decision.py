"""The decision matrix: is the winner the right one, are limits hard, and is the room of a weight exact?"""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from practicum.errors import PracticumError
from practicum.learn.tools import decision_matrix, rank_options, weight_room

CRITERIA = {"audience": 40, "fit": 30, "euro": 30}


@pytest.fixture
def options():
    return pd.DataFrame(
        {
            "platform": ["Plaza", "Kurz", "Zettel"],
            "audience": [60, 30, 10],
            "fit": [1, 3, 5],
            "euro": [90, 300, 0],
            "hours": [4, 9, 2],
        }
    )


tables = st.lists(st.tuples(*[st.integers(0, 50)] * 3), min_size=2, max_size=5, unique=True).map(
    lambda rows: pd.DataFrame(rows, columns=["a", "b", "c"]).assign(name=range(len(rows)))[
        ["name", "a", "b", "c"]
    ]
)
weights = st.fixed_dictionaries(dict.fromkeys("abc", st.integers(1, 60)))


def test_are_scores_the_weighted_mean_of_stretched_criteria(options):
    table = rank_options(options, CRITERIA, less_is_better=["euro"])
    scores = dict(zip(table["option"], table["score"], strict=True))
    assert scores["Plaza"] == pytest.approx(40 * 1 + 30 * 0 + 30 * 0.7)
    assert scores["Kurz"] == pytest.approx(40 * 0.4 + 30 * 0.5 + 0)
    assert scores["Zettel"] == pytest.approx(0 + 30 + 30)
    assert table["option"].tolist() == ["Plaza", "Zettel", "Kurz"]
    assert table["rank"].tolist() == [1, 2, 3]


def test_does_a_limit_throw_out_the_best_and_say_why(options):
    free = rank_options(options, {"audience": 1})
    bound = rank_options(options, {"audience": 1}, {"hours": 3})
    assert free["option"].iloc[0] == "Plaza"
    assert bound["option"].tolist() == ["Zettel", "Plaza", "Kurz"]
    assert bound["rank"].tolist()[0] == 1
    assert bound["rank"].isna().tolist() == [False, True, True]
    assert bound["out"].tolist()[1] == "hours 4, at most 3"
    assert dict(zip(free["option"], free["score"], strict=True)) == dict(
        zip(bound["option"], bound["score"], strict=True)
    )


def test_does_a_value_on_the_limit_stay_in(options):
    assert rank_options(options, {"fit": 1}, {"hours": 4})["rank"].notna().sum() == 2


def test_do_raw_numbers_let_the_largest_unit_decide(options):
    raw = rank_options(options, {"fit": 90, "euro": 10}, normalise=False)
    scaled = rank_options(options, {"fit": 90, "euro": 10})
    assert raw["option"].iloc[0] == "Kurz"
    assert scaled["option"].iloc[0] == "Zettel"


def test_do_equal_scores_share_the_first_place(options):
    twins = pd.concat([options.iloc[[0]], options.iloc[[0]].assign(platform="Twin"), options.iloc[[2]]])
    table = rank_options(twins, {"audience": 1})
    assert table["rank"].tolist() == [1, 1, 3]
    assert weight_room(twins, {"audience": 1}) == []


@settings(max_examples=25)
@given(tables, weights, st.integers(2, 9))
def test_do_only_the_shares_of_the_weights_count(table, given_weights, times):
    more = {name: times * weight for name, weight in given_weights.items()}
    one, other = rank_options(table, given_weights), rank_options(table, more)
    pd.testing.assert_frame_equal(one, other)


@settings(max_examples=25)
@given(tables, weights)
def test_does_the_winner_change_just_beyond_the_room_of_a_weight_and_not_before(table, given_weights):
    first = rank_options(table, given_weights)["option"].iloc[0]
    rooms = weight_room(table, given_weights)
    assume(rooms)
    for room in rooms:
        for edge, who, beyond in ((room.down, room.down_to, -1e-3), (room.up, room.up_to, 1e-3)):
            if edge is None:
                continue
            inside = given_weights | {room.criterion: (edge + room.weight) / 2}
            assert rank_options(table, inside)["option"].iloc[0] == first
            if edge + beyond < 0:
                continue
            after = rank_options(table, given_weights | {room.criterion: edge + beyond})
            assert after["option"].iloc[0] != first or after["rank"].iloc[1] == 1
            assert who in after["option"].tolist()
        if room.down is None:
            least = rank_options(table, given_weights | {room.criterion: 0.0})
            assert first in least.loc[least["rank"] == 1, "option"].tolist()
        if room.up is None:
            most = rank_options(table, given_weights | {room.criterion: 1e6})
            assert first in most.loc[most["rank"] == 1, "option"].tolist()


@pytest.mark.parametrize(
    ("criteria", "constraints", "less", "sentence"),
    [
        ({"charm": 1}, {}, [], "no column of numbers called “charm”"),
        ({"platform": 1}, {}, [], "no column of numbers called “platform”"),
        ({"fit": 1}, {"nerves": 1}, [], "“nerves”"),
        ({"fit": 1}, {}, ["euro"], "“euro” is no criterion"),
        ({"fit": -1}, {}, [], "below 0"),
        ({"fit": float("nan")}, {}, [], "no number"),
        ({"fit": 0}, {}, [], "All weights are 0"),
    ],
)
def test_is_a_matrix_that_cannot_be_computed_a_sentence(options, criteria, constraints, less, sentence):
    with pytest.raises(PracticumError, match=sentence):
        rank_options(options, criteria, constraints, less_is_better=less)


@pytest.fixture
def matrix(options):
    return decision_matrix(
        options,
        CRITERIA,
        {"hours": 5},
        less_is_better=["euro"],
        labels={"euro": "money", "hours": "hours a week"},
    )


def test_do_weights_that_do_not_add_up_count_by_their_shares_and_is_that_said(matrix):
    assert "add up to 100" in matrix.finding.sentence
    matrix.controls["weight_0"].value = 120
    assert "Your weights add up to 180" in matrix.finding.sentence
    assert "audience 67 %, fit 17 %, money 17 %" in matrix.finding.sentence


def test_does_a_limit_switched_off_let_an_option_back_in(matrix):
    assert "Beyond the limit of 5 for “hours a week”: Kurz (9)." in matrix.finding.sentence
    assert matrix.finding.table.iloc[-1].tolist()[0] == "out"
    matrix.controls["limit_0"].value = False
    assert "Beyond" not in matrix.finding.sentence
    assert "out" not in matrix.finding.table.iloc[:, 0].tolist()


def test_does_the_sentence_name_the_weight_that_decides_soonest(matrix):
    assert (
        "until the weight of “audience” falls from 40 below 39.0: then Zettel leads."
        in matrix.finding.sentence
    )
    table = pd.DataFrame({"name": ["A", "B", "C"], "x": [10, 5, 0], "y": [0, 10, 0]})
    (x, y) = weight_room(table, {"x": 40, "y": 10})
    assert (x.down, x.down_to, x.up, y.up, y.up_to, y.down) == (20, "B", None, 20, "B", None)
    rising = decision_matrix(table, {"x": 40, "y": 10}).finding.sentence
    assert "until the weight of “y” rises from 10 above 20.0: then B leads." in rising
    safe = decision_matrix(table[["name", "x"]], {"x": 40}).finding.sentence
    assert "No single weight, however it moves, changes who is first." in safe


def test_do_weights_of_nothing_say_so(matrix):
    for place in range(3):
        matrix.controls[f"weight_{place}"].value = 0
    assert "All weights are 0" in matrix.finding.sentence


def test_does_nobody_within_the_limits_say_so(options):
    nobody = decision_matrix(options, {"fit": 1}, {"hours": 1})
    assert "Every option is beyond a limit" in nobody.finding.sentence


def test_does_the_plain_table_say_what_every_setting_says(matrix):
    rows = matrix.overview.to_numpy().tolist()
    assert len(rows) == 2 * 2 * 2
    for words, scale, limits, order, out in rows:
        for place, weight in enumerate(CRITERIA.values()):
            matrix.controls[f"weight_{place}"].value = weight if words == "as given" else 1
        matrix.controls["normalise"].value = scale == "yes"
        matrix.controls["limit_0"].value = limits != "none"
        inside = matrix.finding.table[matrix.finding.table["Rank"] != "out"]
        assert order == ", ".join(f"{row.Option} {row.Score:.1f}" for row in inside.itertuples())
        assert (out == "nobody") is ("out" not in matrix.finding.table["Rank"].tolist())
