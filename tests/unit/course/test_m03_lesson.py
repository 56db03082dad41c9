"""Lesson m03: does it run, and do its words agree with its tables?"""

from __future__ import annotations

import re
import string
from datetime import date
from pathlib import Path

import jupytext
import numpy as np
import pytest

from practicum.data import Tables, load
from practicum.learn.tools import platform_curve
from practicum.marking import load_exercises
from practicum.project import Project

PROJECT = Project.find(Path(__file__))
FOLDER = PROJECT.course / "m03-strategy"
EXERCISES = load_exercises(FOLDER / "exercises.py")
LESSON = jupytext.read(FOLDER / "lesson.md", fmt="md:myst")
TEXTS = [cell.source for cell in LESSON.cells if cell.cell_type == "markdown"]
CODES = [cell.source for cell in LESSON.cells if cell.cell_type == "code"]
PROSE = "\n\n".join(TEXTS)
CODE = "\n".join(CODES)
UNITS = PROJECT.module("m03").units
DOSSIER = (PROJECT.datasets / "dossiers" / "fournil_aumiere.md").read_text(encoding="utf-8")
# Every number of three digits or more in the prose: the data decide none of them, or a test below holds it.
KNOWN_NUMBERS = {
    "900": "people who answered each survey",
    "8,000": "adults around the bakeries, a premise",
    "300": "euros, a premise, and a number to type",
    "3,000 2,919": "an option of a question",
    "100": "of a hundred, and the top of a scale",
    "120": "words of the reply, and months to type",
}


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables()


@pytest.fixture(scope="module")
def around():
    survey = load("audience_survey")
    return survey[survey["account"] == "fournil_aumiere"]


@pytest.fixture(scope="module")
def target(around):
    return around[around["age_band"].isin(["18-24", "25-39"]) & (around["customer"] == "no")]


@pytest.fixture(scope="module")
def lives():
    return load("platforms_monthly")


def share(group, yes):
    return 100 * group.loc[yes, "weight"].sum() / group["weight"].sum()


# ---- form


def test_does_the_prose_hold_no_number_that_the_data_decide():
    known = {word for words in KNOWN_NUMBERS for word in re.findall(r"\d[\d.,]*", words)}
    text = re.sub(r"`[^`]*`|\b20\d\d(?:-\d\d-\d\d)?\b", " ", PROSE)
    found = set(re.findall(r"\d[\d,]*\d\.?\d*", text))
    long = {number.rstrip(".,") for number in found if len(re.sub(r"\D", "", number)) >= 3}
    assert long - {"20.3", "26.3"} <= known, long - known


def test_do_the_formulas_name_the_columns_that_the_file_has():
    letters = dict(zip(load("audience_survey").columns, string.ascii_uppercase, strict=False))
    wanted = {
        "account": "A",
        "age_band": "C",
        "customer": "F",
        "uses_fotofeed": "G",
        "uses_kurz": "H",
        "uses_plaza": "J",
        "weight": "N",
    }
    assert {name: letters[name] for name in wanted} == wanted
    for formula in ('C:C,"25-39",F:F,"yes"', '=IF(OR(G2="yes",H2="yes",J2="yes"),1,0)'):
        assert formula in PROSE


def test_does_every_day_on_which_something_begins_suit_the_house():
    """All three shops close on Monday; a meeting does not fall on a weekend."""
    assert "close on Monday" in DOSSIER
    assert date(2026, 5, 5).strftime("%A") == "Tuesday"
    assert date(2027, 2, 26).weekday() < 5
    assert date(2026, 10, 1).weekday() < 5
    assert "4 May" not in PROSE


# ---- the words agree with the dossier and the tables


def test_does_the_lesson_say_of_the_house_what_its_dossier_says():
    for name in ("Oriane Delpuech", "Firmin", "Agathe", "Clélia", "Chiara", "Moussa"):
        assert name in PROSE + CODE
        assert name.split()[0] in DOSSIER
    assert "four hours a week" in DOSSIER
    assert "Half of the town is over 55" in DOSSIER
    assert "who left in 2022" in DOSSIER
    assert "The Wi-Fi of the station shop has the same password as Fotofeed" in DOSSIER


def test_is_the_objective_of_the_question_the_baseline_of_the_table(around):
    young = around[around["age_band"] == "25-39"]
    baseline = share(young, young["customer"] == "yes")
    right = EXERCISES["m03-u1-b"].kind.options["d"]
    assert f"from {baseline:.1f} to {baseline + 6:.1f} by" in right


def test_do_followers_on_plaza_never_fall_and_does_what_is_kept_wobble():
    daily = load("followers_daily")
    plaza = daily[(daily["account"] == "fournil_aumiere") & (daily["platform"] == "Plaza")]
    months = plaza.groupby(plaza["date"].str[:7])[["gained", "lost"]].sum()
    assert (months["gained"] > months["lost"]).all()
    assert len(months) == 18
    assert f"today {plaza['followers'].iloc[-1]:,}" in EXERCISES["m03-u1-b"].kind.options["b"]
    quarter = plaza["date"].str[:4] + ((plaza["date"].str[5:7].astype(int) + 2) // 3).astype(str)
    kept = plaza.groupby(quarter)[["gained", "lost"]].sum()
    kept = 100 * (kept["gained"] - kept["lost"]) / kept["gained"]
    assert kept.max() - kept.min() > 10
    assert {np.sign(step) for step in kept.diff().dropna()} == {-1, 1}


def test_do_heads_and_weights_differ_as_the_predict_invites(around):
    buys = around["customer"] == "yes"
    assert share(around, buys) > 100 * buys.mean() + 2
    answers = around["age_band"].value_counts(normalize=True)
    people = around.groupby("age_band")["weight"].sum() / around["weight"].sum()
    assert all(answers[age] > people[age] for age in ("18-24", "25-39"))
    assert all(answers[age] < people[age] for age in ("40-54", "55-69", "70+"))
    assert answers["70+"] * len(around) < 100  # "with a few dozen answers"


def test_does_the_sum_of_three_reaches_pass_a_hundred_and_the_next_cost_more_than_the_average(target):
    uses = {name: target[f"uses_{name}"] == "yes" for name in ("fotofeed", "kurz", "plaza")}
    assert sum(share(target, yes) for yes in uses.values()) > 120  # "far above 100"
    either = share(target, uses["fotofeed"] | uses["kurz"])
    added = either - share(target, uses["fotofeed"])
    assert 300 / added > 2 * (90 + 300) / either


def test_do_the_letters_count_as_the_table_does(target, lives):
    tenths = {
        name: round(share(target, target[f"uses_{name}"] == "yes") / 10) for name in ("kurz", "fotofeed")
    }
    assert tenths == {"kurz": 6, "fotofeed": 7}
    assert 22 < share(target, target["uses_zettel"] == "yes") < 28  # "a quarter of our target"
    users = lives[lives["platform"] == "Zettel"].set_index("month")["active_users"]
    assert users["2026-02"] < 0.95 * users["2025-02"]  # "and its users fall"


def test_do_all_living_platforms_seem_to_collapse_in_the_unfinished_month(lives):
    wide = lives[lives["note"].isna()].pivot_table(index="month", columns="platform", values="active_users")
    assert (wide.loc["2026-03"] < 0.7 * wide.loc["2026-02"]).all()
    assert len(wide.columns) == 12


def test_does_quartino_breathe_and_grow(lives):
    users = lives[lives["platform"] == "Quartino"].set_index("month")["active_users"]
    assert users["2026-02"] < users["2025-08"]
    assert users["2024-02"] < users["2025-02"] < users["2026-02"]


def test_was_palaver_larger_than_chorale_ever_and_left_with_a_quarter(lives):
    palaver, chorale = (lives[lives["platform"] == name]["active_users"] for name in ("Palaver", "Chorale"))
    assert palaver.max() > chorale.max()
    assert 0.2 < palaver.iloc[-1] / palaver.max() < 0.33
    assert 30 <= palaver.to_numpy().argmax() <= 45  # "peaks after three years"
    assert chorale.iloc[-1] > 0.95 * chorale.max()


def futures(lives, known):
    life = lives[lives["platform"] == "Agorama"]["active_users"].to_numpy()
    seen = life[:known]
    for ceiling in (800, 1600, 3200, 6400):
        if ceiling > seen.max():
            line = np.polyfit(range(known), np.log(seen / (ceiling - seen)), 1)
            curve = ceiling / (1 + np.exp(-np.polyval(line, range(len(life)))))
            yield 100 * abs(curve[:known] / seen - 1).mean(), curve[-1]


def test_do_four_ceilings_fit_early_and_drop_out_late(lives):
    early, late = list(futures(lives, 48)), list(futures(lives, 120))
    assert len(early) == 4
    assert max(miss for miss, _last in early) < 2.5
    assert max(last for _miss, last in early) > 4 * min(last for _miss, last in early)
    assert max(miss for miss, _last in late) > 2 * min(miss for miss, _last in late)


def test_does_the_explorer_show_what_its_three_questions_lead_to(lives):
    curve = platform_curve(lives, "Palaver")
    best = int(lives[lives["platform"] == "Palaver"]["active_users"].to_numpy().argmax()) + 1
    curve.controls["months"].value = best + 3
    assert "growth" in curve.finding.sentence  # the rule is slow
    curve.controls["months"].value = best + 12
    assert "decline" in curve.finding.sentence
    curve = platform_curve(lives, "Flinkfoto")
    curve.controls["months"].value = 12
    assert "emergence" in curve.finding.sentence
    curve.controls["months"].value = 14
    assert "decline" in curve.finding.sentence
    curve = platform_curve(lives, "Quartino")
    curve.controls["months"].value = 55
    assert "growth" in curve.finding.sentence
    curve.controls["against"].value = "month"
    assert "decline" in curve.finding.sentence


def test_does_the_explorer_of_the_lesson_keep_the_lives_of_the_assignment_closed():
    shown = {"Fotofeed", "Plaza", "Quartino"}
    assert all(f'"{name}"' in CODE for name in shown)
    for name in ("Farandole", "Glimmo", "Parloir", "Pentola", "Scaparo", "Stammtisch"):
        assert name not in CODE + PROSE


def test_does_the_winner_change_with_the_weight_that_the_text_names(tables):
    matrix = EXERCISES["m03-u4-a"].reference.__globals__["matrix"]
    assert matrix(tables, {"reach": 5, "growth": 2, "fit": 3})["winner"] == "fotofeed"
    assert matrix(tables, {"reach": 5, "growth": 2, "fit": 8})["winner"] == "quartino"
    assert matrix(tables, {"reach": 5, "growth": 2, "fit": 3}, free=24)["winner"] == "kurz"


# ---- it runs


@pytest.mark.slow
def test_does_the_lesson_run_from_top_to_bottom_without_its_reader(run_lesson):
    ran = run_lesson("m03-strategy")
    assert ran.said.count("is waiting for your try") == CODE.count('check("m03-u')
    assert len(ran.figures) >= 3
