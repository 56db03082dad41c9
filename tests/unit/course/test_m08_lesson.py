"""Lesson m08: does it run, and do its words agree with its tables?"""

from __future__ import annotations

import re
import string
from pathlib import Path

import jupytext
import pytest

from practicum.data import Tables, load
from practicum.learn.explore import rank_platforms, rank_slots, rivage_posts, weekly_growth
from practicum.marking import load_exercises
from practicum.project import Project

PROJECT = Project.find(Path(__file__))
FOLDER = PROJECT.course / "m08-analytics"
EXERCISES = load_exercises(FOLDER / "exercises.py")
LESSON = jupytext.read(FOLDER / "lesson.md", fmt="md:myst")
TEXTS = [cell.source for cell in LESSON.cells if cell.cell_type == "markdown"]
CODES = [cell.source for cell in LESSON.cells if cell.cell_type == "code"]
PROSE = "\n\n".join(TEXTS)
CODE = "\n".join(CODES)
UNITS = PROJECT.module("m08").units
# Every number of three digits or more in the prose: the data decide none of them.
KNOWN_NUMBERS = {
    "19 of 20": "what a range of two standard errors promises",
    "4235 4.2k 4 235 4,150 4,249": "one count in three spellings, and what the short one hides",
    "1000 100 1.96": "constants of a formula",
    "500": "posts of the UCI page",
    "4,873": "tests of the Upworthy archive",
    "100,000 99.81": "Potluri and colleagues",
    "120": "words of the reply",
}


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables()


@pytest.fixture(scope="module")
def posts():
    return rivage_posts(load("posts"))


@pytest.fixture(scope="module")
def organic(posts):
    return posts[~posts["sponsored"] & posts["settled"]]


@pytest.fixture(scope="module")
def plaza(organic):
    return organic[organic["platform"] == "Plaza"]


# ---- form


def test_does_the_prose_hold_no_number_that_the_data_decide():
    known = {word for words in KNOWN_NUMBERS for word in re.findall(r"\d[\d.,]*k?", words)}
    # Formulas, code, dates and years are not findings.
    text = re.sub(r"`[^`]*`|\b20\d\d(?:-\d\d-\d\dT?[\d:Z]*)?\b|\b20\d\d\b", " ", PROSE)
    found = set(re.findall(r"\d[\d,]*\d\.?\d*", text))
    long = {number.rstrip(".,") for number in found if len(re.sub(r"\D", "", number)) >= 3}
    assert long <= known, long - known


def test_do_the_formulas_name_the_columns_that_the_file_has():
    """Somebody who opens datasets/posts.csv in a spreadsheet must find the columns under these letters."""
    letters = dict(zip(load("posts").columns, string.ascii_uppercase, strict=False))
    wanted = {
        "post_id": "A",
        "published_at": "D",
        "reach": "I",
        "impressions": "J",
        "reactions": "K",
        "comments": "L",
        "shares": "M",
        "utm": "R",
    }
    assert {name: letters[name] for name in wanted} == wanted
    for formula in ("=COUNTIF(A$2:A2,A2)", "=100*(K2+L2+M2)/I2", "RIGHT(I2,1)", "LEFT(D2,10)", "LOWER(R2)"):
        assert formula in PROSE


# ---- the words agree with the tables


def test_does_thursday_lead_by_the_mean_because_of_one_post(plaza):
    assert rank_slots(plaza, typical="mean").iloc[0, 0] == "Thu 21-24"
    without = rank_slots(plaza, typical="mean", without_top=True).set_index("Slot")["Reach"]
    assert without["Thu 21-24"] < min(without["Wed 18-21"], without["Sun 09-12"], without["Sat 06-09"])
    assert plaza.loc[plaza["slot"] == "Thu 21-24", "reach"].median() < plaza["reach"].median()
    autumn = plaza["local"].dt.strftime("%Y-%m").between("2025-10", "2025-12")
    assert plaza.loc[autumn, "reach"].mean() > plaza.loc[~autumn, "reach"].mean()
    top = plaza.nlargest(1, "reach").iloc[0]
    assert "Sandro" in top["text"]
    assert f"{top['local']:%Y-%m}" == "2025-11"


def test_does_wednesday_win_with_enough_posts_and_saturday_without(plaza):
    for enough in (5, 10, 15, 20, 25):
        assert rank_slots(plaza, at_least=enough).iloc[0, 0] == "Wed 18-21"
    assert rank_slots(plaza).iloc[0, 0] == "Sat 06-09"
    assert rank_slots(plaza).set_index("Slot")["Posts"]["Sat 06-09"] < 5
    assert rank_slots(plaza, at_least=20, utc=True).iloc[0, 0] == "Sun 09-12"
    assert rank_slots(plaza, at_least=20)["Slot"].tolist()[1] == "Sun 09-12"
    assert rank_slots(plaza, typical="mean").head(6)["Posts"].min() <= 2


def test_is_linkwerk_last_or_first_with_the_question(organic):
    followers = load("followers_daily")
    assert rank_platforms(organic, followers)["Platform"].tolist() == ["Fotofeed", "Plaza", "Linkwerk"]
    assert rank_platforms(organic, followers, per="posts").iloc[0, 1] == "Plaza"
    assert rank_platforms(organic, followers, what="clicks").iloc[0, 1] == "Linkwerk"
    assert rank_platforms(organic, followers, what="clicks", per="posts").iloc[0, 1] == "Plaza"


def test_do_the_three_comparisons_of_formats_end_as_the_text_says(organic):
    def gap(platform, one, other):
        rates = organic[organic["platform"] == platform].groupby("format")["rate"]
        error = (rates.var() / rates.size())[[one, other]].sum() ** 0.5
        difference = rates.mean()[one] - rates.mean()[other]
        return difference - 1.96 * error, difference + 1.96 * error

    low, high = gap("Plaza", "photo", "link")
    assert low > 0
    low, high = gap("Plaza", "photo", "text")
    assert abs(low) < 0.2  # "one end of this range lies close to zero"
    assert high > 1
    low, high = gap("Fotofeed", "carousel", "photo")
    assert low < 0 < high


def test_is_the_crash_of_the_followers_only_young_days():
    followers = load("followers_daily")
    crash = weekly_growth(followers, leave_out=0).iloc[-1, 1]
    whole = weekly_growth(followers)["Net new followers"]
    assert crash < whole.min() / 2


def test_do_young_posts_look_weaker(posts):
    newest = posts.tail(16)
    rates = newest.groupby("settled")["rate"].mean()
    assert newest["settled"].sum() >= 3
    assert newest["rate"].iloc[-4:].mean() < rates[True] / 3


def test_do_the_steps_of_the_lesson_end_where_the_one_call_ends(posts):
    export = load("posts")
    rivage = export[export["account"] == "rivage"]
    newest = rivage.sort_values("exported_on", kind="stable").drop_duplicates("post_id", keep="last")
    gone = newest[newest["status"] == "deleted"]
    assert len(newest) - len(gone) == len(posts)
    assert gone["reach"].isna().all()
    assert not posts[["reach", "impressions", "reactions"]].isna().any(axis=None)


# ---- the exercises


# ---- it runs


@pytest.mark.slow
def test_does_the_lesson_run_from_top_to_bottom_without_its_reader(run_lesson):
    ran = run_lesson("m08-analytics")
    assert ran.said.count("is waiting for your try") == CODE.count('check("m08-u')
    assert len(ran.figures) == 4
    assert "The bars do not start at zero" in ran.said
