"""Does the model card say what the program reads, and does the report say what it measured?"""

from __future__ import annotations

from pathlib import Path

from practicum.drill.coefficients import PARTS, coefficient_table
from practicum.drill.community.card import model_card
from practicum.drill.community.effects import effects
from practicum.drill.community.facts import Fact, correlation, slope, within
from practicum.drill.community.report import main

PAGE = Path(__file__).parents[4] / "docs" / "model-card.md"


def test_the_page_in_the_repository_is_the_one_that_would_be_made_now():
    assert PAGE.read_text(encoding="utf-8") == model_card()


def test_the_page_shows_every_number_with_its_source_and_every_act():
    page = model_card()
    for part in PARTS:
        for row in coefficient_table(part):
            cells = (f"`{row.name}`", row.value, row.low, row.high, row.unit, row.source, row.label)
            assert f"| {' | '.join(map(str, cells))} |" in page
    for act in effects().acts:
        assert f"| `{act}` |" in page


def test_a_fact_holds_only_inside_its_bands():
    assert within("x", {"a": (0.5, 0.4, 0.6), "b": (2, 1, 3)}) == Fact(
        "x", "a 0.40 to 0.60; b 1.00 to 3.00", "0.50; 2.00", holds=True
    )
    assert not within("x", {"a": (0.5, 0.4, 0.6), "b": (4, 1, 3)}).holds
    assert not within("x", {"a": (0.39, 0.4, 0.6)}).holds


def test_measures_find_what_was_put_in():
    assert round(slope([0] + [minute**-1.3 for minute in range(1, 5_000)], 10, 4_000), 2) == -1.3
    assert round(correlation([1, 2, 3, 4], [2, 4, 6, 9]), 3) == 0.994
    assert correlation([1, 2, 3], [3, 2, 1]) == -1


def test_the_report_prints_a_row_for_each_fact_and_returns_how_many_fail(capsys, monkeypatch):
    from practicum.drill.community import report

    made = [Fact("1 one", "a", "b", holds=True), Fact("2 two", "a", "c", holds=False)]
    monkeypatch.setattr(report, "facts", lambda seeds: iter(made[: seeds // 10]))
    assert main(["20"]) == 1
    said = capsys.readouterr().out
    assert "| 1 one | a | b | holds |" in said
    assert "| 2 two | a | c | FAILS |" in said
    assert "1 facts fail" in said
    assert main(["10"]) == 0
