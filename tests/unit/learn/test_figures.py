"""Does figure() give every chart its words and numbers, and refuse what some could not read?"""

from __future__ import annotations

import matplotlib as mpl

mpl.use("agg")

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.figure import Figure

from practicum.errors import PracticumError
from practicum.learn import figure, style
from practicum.learn.figure_rules import remarks
from practicum.learn.style import token
from practicum.look import stylesheet

TABLE = pd.DataFrame({"slot": ["Thu 21:00", "Tue 12:00"], "posts": [2, 44]})
WORDS = {
    "finding": "Thursday at 21:00 holds two posts",
    "alt": "Bar chart of two slots: Thursday 21:00 has 2 posts, Tuesday 12:00 has 44",
    "table": TABLE,
}


@pytest.fixture
def shown(monkeypatch):
    """What was displayed, as (html, text)."""
    kept = []
    monkeypatch.setattr("practicum.learn.figures.show", lambda body, text, css="": kept.append((body, text)))
    yield kept
    plt.close("all")


def bars(**limits):
    axes = TABLE.plot.bar(x="slot", y="posts", xlabel="Slot", ylabel="Posts", legend=False)
    axes.set(**limits)
    return axes


def test_has_the_chart_its_alternative_its_finding_and_its_table(shown):
    figure(bars(), **WORDS, uncertainty="Two posts say little.", source="posts.csv, 2025")
    ((html, text),) = shown
    assert f'alt="{WORDS["alt"]}"' in html
    assert "<figcaption>Thursday at 21:00 holds two posts</figcaption>" in html
    assert '<th scope="col">slot</th>' in html
    assert "<td>Tue 12:00</td>" in html
    assert "Two posts say little." in html
    for part in (*WORDS.values(), "Two posts say little."):
        assert (part if isinstance(part, str) else "Tue 12:00") in text


def test_is_the_figure_closed_so_that_it_prints_once(shown):
    figure(bars(), **WORDS)
    assert plt.get_fignums() == []


def test_may_a_figure_come_without_pyplot(shown):
    whole = Figure()
    whole.subplots().plot([0, 1], [2, 44])
    figure(whole, **WORDS)
    assert len(shown) == 1


def test_does_a_named_index_become_the_first_column(shown):
    figure(bars(), **{**WORDS, "table": TABLE.set_index("slot")})
    assert '<th scope="col">slot</th>' in shown[0][0]


def test_are_values_of_a_table_escaped(shown):
    figure(bars(), **{**WORDS, "table": pd.DataFrame({"text": ["<script>alert(1)</script>"]})})
    assert "<script>" not in shown[0][0]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"alt": ""}, "text alternative"),
        ({"alt": "A bar chart"}, "text alternative"),
        ({"finding": "Posts"}, "too short"),
        ({"table": TABLE.head(0)}, "no table"),
        ({"table": None}, "no table"),
        ({"table": pd.DataFrame([range(13)])}, "13 columns"),
    ],
)
def test_is_a_chart_refused_that_some_could_not_read(shown, change, sentence):
    with pytest.raises(PracticumError, match=sentence):
        figure(bars(), **{**WORDS, **change})
    assert shown == []
    assert plt.get_fignums() == []


@pytest.mark.parametrize("limits", [{"ylim": (1, 50)}, {"yscale": "log"}])
def test_must_bars_start_at_zero(shown, limits):
    with pytest.raises(PracticumError, match="do not start at zero"):
        figure(bars(**limits), **WORDS)
    figure(bars(**limits), **WORDS, not_from_zero="The axis shows an index that has no zero.")
    assert "The axis shows an index that has no zero." in shown[0][0]


def test_must_lying_bars_start_at_zero_too(shown):
    axes = TABLE.plot.barh(x="slot", y="posts", xlim=(1, 50))
    with pytest.raises(PracticumError, match="do not start at zero"):
        figure(axes, **WORDS)


def test_may_dots_start_anywhere(shown):
    axes = TABLE.plot.line(x="slot", y="posts", ylim=(1, 50), xlabel="Slot", ylabel="Posts")
    figure(axes, **WORDS)
    assert len(shown) == 1


def test_is_something_else_than_a_chart_refused(shown):
    with pytest.raises(PracticumError, match="not a chart"):
        figure(TABLE, **WORDS)


def test_does_a_saved_chart_carry_finding_and_alternative(shown, folder):
    figure(bars(), **WORDS, save="m08-7.png")
    content = (folder / "m08-7.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    assert WORDS["alt"].encode() in content
    assert WORDS["finding"].encode() in content
    assert "Saved as m08-7.png." in shown[0][1]


@pytest.mark.parametrize("name", ["m08-7.jpg", "nowhere/m08-7.png"])
def test_is_a_place_that_cannot_be_saved_to_a_sentence(shown, folder, name):
    with pytest.raises(PracticumError, match="m08-7"):
        figure(bars(), **WORDS, save=name)


def test_are_missing_labels_two_scales_and_colour_alone_remarked():
    drawn, axes = plt.subplots()
    axes.plot([1, 2], label="a")
    axes.plot([2, 3], label="b")
    axes.twinx().plot([5, 9])
    said = " ".join(remarks(drawn))
    assert "no label" in said
    assert "two scales" in said.lower()
    assert "colour alone" in said
    plt.close("all")


def test_do_lines_differ_without_colour_in_our_style():
    with style:
        drawn, axes = plt.subplots()
        for n in range(len(style.hatches)):
            axes.plot([n, n + 1], label=f"series {n}")
        axes.set(xlabel="Week", ylabel="Posts")
        assert remarks(drawn) == []
    assert mpl.rcParams["axes.grid"] is False
    plt.close("all")


def test_are_bars_told_apart_by_their_patterns():
    table = pd.DataFrame({"organic": [3, 4], "sponsored": [5, 6]})
    plain = table.plot.bar(xlabel="Week", ylabel="Posts")
    assert "colour alone" in " ".join(remarks(plain.figure))
    patterned = table.plot.bar(xlabel="Week", ylabel="Posts")
    for group, pattern in zip(patterned.containers, style.hatches, strict=False):
        for bar in group:
            bar.set_hatch(pattern)
    assert remarks(patterned.figure) == []
    plt.close("all")


def test_is_every_colour_of_a_chart_a_token_of_the_look():
    for name in ("accent", "ink", "line", "card"):
        assert f"--pr-{name}: {token(name)}" in stylesheet()
    with pytest.raises(KeyError):
        token("pink")
