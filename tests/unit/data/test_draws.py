"""Are the draws keyed by seed and stream, and do they follow the shapes that they promise?"""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from practicum.data.draws import Draws

seeds = st.integers(min_value=0, max_value=2**63)
sizes = st.integers(min_value=1, max_value=300)


@given(seed=seeds, size=sizes)
def test_does_a_stream_depend_on_its_seed_and_its_name_only(seed, size):
    first = Draws(seed, "a").uniform(size)
    Draws(seed, "b").uniform(7)
    assert (first == Draws(seed, "a").uniform(size)).all()
    assert (first != Draws(seed, "b").uniform(size)).any()


def test_are_the_bits_those_that_they_have_always_been():
    """A NumPy that draws other bits would change every table: better to hear it here."""
    assert Draws(2026, "posts").uniform(3).round(9).tolist() == [0.389355306, 0.631476616, 0.320254822]


@given(seed=seeds, size=st.integers(min_value=20, max_value=400))
def test_are_normal_scores_centred_and_of_unit_spread(seed, size):
    scores = Draws(seed, "n").normal(size)
    assert abs(scores.mean()) < 0.1
    assert 0.75 < scores.std() < 1.15
    assert abs(np.median(scores)) < 0.15


@given(seed=seeds, weights=st.lists(st.sampled_from([0.0, 0.5, 1.0, 9.0]), min_size=1, max_size=60))
def test_is_weight_0_never_drawn_and_the_count_kept_where_it_can_be(seed, weights):
    weights = np.array(weights)
    count = len(weights) // 2
    marked = Draws(seed, "c").chosen(weights, count)
    assert not marked[weights == 0].any()
    assert marked.sum() == min(count, (weights > 0).sum())


@given(seed=seeds, size=sizes)
def test_is_an_order_a_permutation(seed, size):
    assert sorted(Draws(seed, "o").order(size).tolist()) == list(range(size))


@given(seed=seeds, size=st.integers(min_value=50, max_value=300))
def test_do_categories_keep_their_proportions(seed, size):
    found = np.bincount(Draws(seed, "k").categories((3, 1), size), minlength=2) / size
    assert abs(found[0] - 0.75) < 0.03


@given(seed=seeds, expected=st.floats(min_value=0, max_value=1000))
def test_does_rounding_at_random_stay_within_one(seed, expected):
    assert abs(Draws(seed, "w").whole(np.array([expected]))[0] - expected) <= 1
