"""Do numpy and pandas values become plain JSON, and nothing else?"""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.errors import PracticumError
from practicum.evidence import EvidenceError, to_plain
from practicum.learn.plain import plain

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@settings(deadline=None)
@given(JSON)
def test_plain_values_stay_what_they_are(value):
    assert json.dumps(plain(value)) == json.dumps(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (np.float64(4.88), 4.88),
        (np.float32(0.5), 0.5),
        (np.int64(12), 12),
        (np.uint8(3), 3),
        (np.bool_(True), True),
        (np.str_("yes"), "yes"),
        (np.array([1, 2]), [1, 2]),
        ({"a": np.int64(1)}, {"a": 1}),
        ((np.int64(1), "b"), [1, "b"]),
        ({"b", "a"}, ["a", "b"]),
        (pd.Timestamp("2026-03-05 21:00"), "2026-03-05T21:00:00"),
        (date(2026, 3, 5), "2026-03-05"),
        (pd.Index(["a", "b"]), ["a", "b"]),
        (pd.RangeIndex(2), [0, 1]),
        (pd.Series([1.5, 2.5], index=["plaza", "fotofeed"]), {"plaza": 1.5, "fotofeed": 2.5}),
        (pd.DataFrame({"rate": [1.5]}, index=["plaza"]), {"plaza": 1.5}),
        (pd.DataFrame({"platform": ["plaza"], "rate": [1.5]}), {"plaza": 1.5}),
        ({3: "three"}, {"3": "three"}),
    ],
)
def test_values_of_a_notebook_become_plain(value, expected):
    result = plain(value)
    assert result == expected
    assert type(result) is type(expected)


@settings(deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=20))
def test_a_series_keeps_every_number(numbers):
    index = [f"row {n}" for n in range(len(numbers))]
    assert plain(pd.Series(numbers, index=index, dtype="float64")) == dict(zip(index, numbers, strict=True))


def test_three_columns_are_refused_with_the_way_out():
    with pytest.raises(PracticumError, match="3 columns") as caught:
        plain(pd.DataFrame([[1, 2, 3]]))
    assert "Choose them first" in caught.value.next_step


def test_a_row_that_occurs_twice_is_named():
    with pytest.raises(PracticumError, match="'plaza' occurs twice"):
        plain(pd.Series([1, 2], index=["plaza", "plaza"]))


def test_an_object_that_poses_as_a_number_is_left_for_evidence_to_refuse():
    class Sly(float):
        def __sub__(self, other):
            return 0.0

    value = Sly(3)
    assert plain(value) is value
    with pytest.raises(EvidenceError):
        to_plain(plain(value))


def test_a_list_that_contains_itself_ends_in_a_refusal_not_in_a_crash():
    loop = []
    loop.append(loop)
    with pytest.raises(EvidenceError, match="contains itself"):
        to_plain(plain(loop))


def test_a_missing_cell_is_refused_not_guessed():
    with pytest.raises(EvidenceError):
        to_plain(plain(pd.Series([1.0, None], index=["a", "b"])))
