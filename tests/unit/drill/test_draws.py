"""Are draws keyed, whole numbers, and fair enough?"""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from practicum.drill.draws import between, draw, pick, ranked

text = st.text(min_size=1, max_size=12)


@given(text, text, text, st.integers(0, 50), st.integers(1, 1000))
def test_a_draw_depends_on_its_keys_only_and_stays_in_range(seed, stream, entity, index, below):
    first = draw(seed, stream, entity, index, below)
    assert 0 <= first < below
    assert type(first) is int
    assert draw(seed, stream, entity, index, below) == first


def test_known_draws_are_the_same_on_every_machine():
    assert [draw("practice-1", "minute", f"t{n}", 0, 1000) for n in range(5)] == [36, 528, 724, 800, 858]


def test_neighbouring_keys_give_unrelated_draws():
    counts = Counter(draw("s", "minute", f"thread-{n}", 0, 10) for n in range(10_000))
    assert set(counts) == set(range(10))
    assert all(850 <= count <= 1150 for count in counts.values())


def test_a_window_is_drawn_with_both_ends():
    drawn = {between("s", "minute", f"t{n}", (3, 5)) for n in range(200)}
    assert drawn == {3, 4, 5}
    assert between("s", "minute", "t", (7,)) == 7


@given(st.lists(text, min_size=1, max_size=8, unique=True), text)
def test_ranking_does_not_depend_on_the_order_given(names, seed):
    assert ranked(seed, "pool", names) == ranked(seed, "pool", names[::-1])
    assert pick(seed, "words", "t", names) in names
