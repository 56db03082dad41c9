"""What only module m03 promises; `test_modules.py` holds what holds for every module."""

from pathlib import Path

import pandas as pd
import pytest

from practicum.data import Tables
from practicum.data.platforms_monthly import STAGES
from practicum.learn.tools import find_tool, rank_options
from practicum.learn.tools.content import written
from practicum.marking import Outcome, load_exercises, mark
from practicum.project import Project

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "solutions" / "m03-strategy"
EXERCISES = load_exercises(FOLDER / "marking.py")
TABLES = Tables()


def test_does_the_module_hold_seven_exercises_and_fifty_points():
    assert list(EXERCISES) == [f"m03-{number}" for number in range(1, 8)]
    assert sum(one.points for one in EXERCISES.values()) == 44
    assert sum(one.rubric.points for one in EXERCISES.values() if one.rubric) == 6
    assert {one.competence for one in EXERCISES.values()} == {"C1", "C2", "C3", "C4", "C5"}
    assert len({one.kind.kind for one in EXERCISES.values()}) >= 4


@pytest.mark.parametrize("seed", [None, *range(40)])
def test_has_the_matrix_one_winner_that_breaks_no_constraint(seed):
    truth = EXERCISES["m03-3"].reference(Tables(seed))
    assert truth["lead"] > 5
    assert truth["winner"] not in truth["out"]
    assert sorted(truth["out"]) == ["fotofeed", "kurz"]


def efforts():
    """Return the six efforts as a learner would type them from the question, and two criteria from tables."""
    survey = TABLES["audience_survey"]
    own = survey[(survey["account"] == "brindille") & (survey["customer"] == "no")]
    own = own[own["age_band"].isin(["25-39", "40-54"])]
    users = TABLES["platforms_monthly"].set_index(["month", "platform"])["active_users"]
    rows = {
        "fotofeed": (3, 420, 5),
        "kurz": (6, 100, 5),
        "linkwerk": (2, 40, 2),
        "plaza": (5, 240, 3),
        "quartino": (4.5, 90, 5),
        "zettel": (2.5, 30, 2),
    }
    table = pd.DataFrame.from_dict(rows, orient="index", columns=["hours", "euros", "fit"])
    weight = own["weight"]
    table["reach"] = [100 * weight[own[f"uses_{name}"] == "yes"].sum() / weight.sum() for name in rows]
    last, before = users["2026-02"], users["2025-02"]
    table["growth"] = [100 * (last[name.capitalize()] / before[name.capitalize()] - 1) for name in rows]
    return table.rename_axis("option").reset_index()


def test_do_the_lesson_s_tool_and_the_sealed_reference_find_the_same_score():
    points = {"reach": 6, "growth": 4, "fit": 6, "hours": 3}
    limits = {"hours": 5, "euros": 300}
    ranked = rank_options(efforts(), points, limits, less_is_better=("hours",))
    inside = ranked[ranked["out"] == ""]
    truth = EXERCISES["m03-3"].reference(TABLES)
    assert inside["option"].iloc[0] == truth["winner"]
    assert inside["score"].iloc[0] == pytest.approx(truth["score"], abs=1e-4)
    assert inside["score"].iloc[0] - inside["score"].iloc[1] == pytest.approx(truth["lead"], abs=1e-4)
    assert set(ranked.loc[ranked["out"] != "", "option"]) == set(truth["out"])


def test_do_all_four_stages_occur_and_does_another_seed_deal_them_to_other_platforms():
    keys = [EXERCISES["m03-4"].reference(Tables(seed)) for seed in range(8)]
    for key in keys:
        assert {value for value in key.values() if isinstance(value, str)} == set(STAGES)
    assert len({key["glimmo"] for key in keys}) > 1
    assert len({tuple(value for value in key.values() if isinstance(value, str)) for key in keys}) > 4


def test_is_a_file_right_whichever_separator_and_order_of_columns_it_has(tmp_path):
    exercise = EXERCISES["m03-1"]
    truth = exercise.reference(TABLES)
    lines = [line.split(",") for line in truth["file"].decode().splitlines()]
    turned = "\r\n".join(";".join(reversed(cells)) for cells in lines)
    (tmp_path / "m03-1.csv").write_text(turned, encoding="utf-8-sig")
    answer = {**truth, "file": "m03-1.csv"}
    assert mark(exercise, answer, TABLES, folder=tmp_path).outcome is Outcome.RIGHT


def test_is_a_file_of_the_lesson_s_form_accepted(tmp_path):
    exercise = EXERCISES["m03-1"]
    truth = exercise.reference(TABLES)
    head, *rows = [line.split(",") for line in truth["file"].decode().splitlines()]
    records = [
        dict(zip(head, row, strict=True)) | {"aim": "As Tommaso said it, with a comma"} for row in rows
    ]
    (tmp_path / "m03-1.csv").write_text(written(find_tool("objectives"), records), encoding="utf-8")
    answer = {**truth, "file": "m03-1.csv"}
    assert mark(exercise, answer, TABLES, folder=tmp_path).outcome is Outcome.RIGHT


@pytest.mark.parametrize(
    ("column", "cell"),
    [("metric", "followers"), ("baseline", "many"), ("target", "0"), ("date", "next year"), ("owner", "")],
)
def test_does_each_empty_or_wrong_part_of_an_objective_cost_something(column, cell, tmp_path):
    exercise = EXERCISES["m03-1"]
    truth = exercise.reference(TABLES)
    head, *rows = [line.split(",") for line in truth["file"].decode().splitlines()]
    rows[1][head.index(column)] = cell
    (tmp_path / "m03-1.csv").write_text("\n".join(",".join(row) for row in (head, *rows)), encoding="utf-8")
    found = mark(exercise, {**truth, "file": "m03-1.csv"}, TABLES, folder=tmp_path)
    assert 0 < found.points < found.out_of


def test_does_flagging_everything_earn_next_to_nothing_and_flagging_nothing_count_as_not_attempted():
    exercise = EXERCISES["m03-6"]
    everything = mark(exercise, list(exercise.kind.options), TABLES)
    assert everything.points == 0
    assert everything.mistake == "everything needs work"
    assert mark(exercise, "", TABLES).outcome is Outcome.NOT_ATTEMPTED


def test_is_the_dossier_of_the_audit_the_house_s_own():
    """The audit names people and red lines that the company dossier must hold."""
    dossier = (Project.find(ROOT).datasets / "dossiers" / "brindille.md").read_text(encoding="utf-8")
    said = " ".join(EXERCISES["m03-6"].kind.options.values())
    for name in ("Maëlle", "Marta", "Anouk", "Bas", "Claire", "Tommaso", "Inès"):
        assert name in said
        assert name in dossier
    assert "within 90 minutes" in dossier
    assert "without written consent" in dossier


def test_does_the_model_letter_keep_every_rule_and_name_the_winner():
    exercise = EXERCISES["m03-5"]
    letter = exercise.reference(TABLES)
    assert mark(exercise, letter, TABLES).outcome is Outcome.RIGHT
    assert EXERCISES["m03-3"].reference(TABLES)["winner"].capitalize() in letter
