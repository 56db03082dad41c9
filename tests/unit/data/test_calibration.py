"""Do the figures of the tables lie in the bands of the course's calibration note?"""

import pytest

from practicum.data import report
from practicum.data.calibration import figures


def test_does_this_edition_lie_inside_every_band():
    table = report()
    assert table["inside"].all(), table[~table["inside"]]


def test_does_the_report_name_figure_value_and_band():
    table = report(4)
    assert list(table.columns) == ["table", "figure", "value", "low", "high", "inside"]
    assert (table["table"] == "posts").sum() == 11
    assert (table["low"] < table["high"]).all()


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 500, 100))
def test_do_posts_of_500_other_seeds_lie_inside_every_band(first):
    outside = {}
    for seed in range(first, first + 100):
        for found in figures(seed):
            if not found.low <= found.value <= found.high:
                outside.setdefault(found.figure, []).append((seed, round(found.value, 2)))
    assert not outside
