"""Does `to_plain` keep plain values, refuse all others, and never run a stranger's code?"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practicum.evidence import EvidenceError, to_plain

numbers = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
plain_values = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


class Traitor:
    """Raises whatever is done to it; any touch is a failure of the code under test."""

    def __getattribute__(self, name):
        raise AssertionError(name)

    def _touched(self, *args):
        raise AssertionError

    __eq__ = __hash__ = __bool__ = __iter__ = __len__ = __float__ = __int__ = __index__ = __str__ = _touched
    __repr__ = __sub__ = __rsub__ = __getitem__ = __lt__ = __format__ = __abs__ = __round__ = _touched


class TraitorMeta(type):
    def __getattribute__(cls, name):
        raise AssertionError(name)


class LoudName(str):
    __slots__ = ()

    def __format__(self, spec):
        raise AssertionError

    __str__ = __repr__ = __getitem__ = __add__ = __format__


@given(plain_values)
def test_plain_values_come_back_equal_and_of_equal_types(value):
    plain = to_plain(value)
    assert plain == value
    assert type(plain) is type(value)


def test_tuples_and_sets_become_lists_in_a_fixed_order():
    assert to_plain(("b", 1)) == ["b", 1]
    assert to_plain({"b", "a"}) == to_plain(frozenset(("a", "b"))) == ["a", "b"]


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("wrap", [lambda x: x, lambda x: [x], lambda x: {"a": x}, lambda x: {x}])
def test_is_not_a_number_refused_at_any_depth(number, wrap):
    with pytest.raises(EvidenceError) as error:
        to_plain(wrap(number))
    assert error.value.code == "nan"


@pytest.mark.parametrize("wrap", [lambda x: x, lambda x: [x], lambda x: {"a": x}, lambda x: (1, (x,))])
def test_a_stranger_is_refused_without_being_touched(wrap):
    with pytest.raises(EvidenceError, match="Traitor") as error:
        to_plain(wrap(Traitor()))
    assert error.value.code == "foreign-type"


@pytest.mark.parametrize(
    "value",
    [
        TraitorMeta("Hidden", (), {})(),
        type(LoudName("Loud"), (), {})(),
        type("Sub", (int,), {})(4),
        type("Sub", (float,), {})(4.0),
        type("Sub", (str,), {})("4"),
        type("Sub", (list,), {})([4]),
        type("Sub", (dict,), {})(a=4),
        b"bytes",
        4 + 2j,
        range(3),
        print,
        ...,
    ],
)
def test_is_every_type_that_is_not_exactly_plain_refused(value):
    with pytest.raises(EvidenceError) as error:
        to_plain(value)
    assert error.value.code == "foreign-type"
    assert error.value.next_step


@pytest.mark.parametrize("key", [1, None, True, ("a",)])
def test_are_row_names_texts_only(key):
    with pytest.raises(EvidenceError) as error:
        to_plain({key: 1})
    assert error.value.code == "key-type"


def test_does_a_value_that_contains_itself_end_in_a_sentence():
    loop = []
    loop.append(loop)
    with pytest.raises(EvidenceError, match="contains itself") as error:
        to_plain(loop)
    assert error.value.code == "too-deep"


def test_does_a_small_value_that_unfolds_into_a_huge_one_stop_early():
    level = ["x"]
    for _unused in range(14):
        level = [level] * 50
    with pytest.raises(EvidenceError) as error:
        to_plain(level)
    assert error.value.code == "too-large"


@pytest.mark.parametrize(
    ("value", "code"),
    [(2**53, "too-large"), (10**5000, "too-large"), ("x" * 5_000_001, "too-large"), ("\ud800", "surrogate")],
    ids=["beyond 2^53", "5000 digits", "long text", "lone surrogate"],
)
def test_are_values_that_no_file_can_hold_refused(value, code):
    with pytest.raises(EvidenceError) as error:
        to_plain(value)
    assert error.value.code == code
