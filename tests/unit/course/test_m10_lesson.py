"""Lesson m10: does it run, and do its words agree with its tables?"""

from __future__ import annotations

import math
import re
import string
from pathlib import Path

import jupytext
import pytest

from practicum.data import load
from practicum.data.incidents import ABOVE, FAR_ABOVE, severity
from practicum.data.mentions_daily import PAST_CRISIS
from practicum.learn.tools.severity import severity as of_the_grid
from practicum.marking import load_exercises
from practicum.project import Project

PROJECT = Project.find(Path(__file__))
FOLDER = PROJECT.course / "m10-crisis"
EXERCISES = load_exercises(FOLDER / "exercises.py")
LESSON = jupytext.read(FOLDER / "lesson.md", fmt="md:myst")
TEXTS = [cell.source for cell in LESSON.cells if cell.cell_type == "markdown"]
CODES = [cell.source for cell in LESSON.cells if cell.cell_type == "code"]
PROSE = "\n\n".join(TEXTS)
CODE = "\n".join(CODES)
UNITS = PROJECT.module("m10").units
VALMONDE, BRINDILLE = (
    (PROJECT.datasets / "dossiers" / f"{name}.md").read_text(encoding="utf-8")
    for name in ("valmonde", "brindille")
)
# Every number of three digits or more in the prose: the data decide none of them, or a test below holds it.
KNOWN_NUMBERS = {
    "120": "words of the note and of the reply",
    "100": "of a hundred, and a guess to choose from",
    "300": "likes in a question",
    "480": "minutes of a working day, a premise",
    "0.97 0.99 1.49": "percentiles and a growth factor that the lesson computes",
}


@pytest.fixture(scope="module")
def mentions():
    return load("mentions_daily")


@pytest.fixture(scope="module")
def days(mentions):
    own = mentions[(mentions["account"] == "valmonde") & (mentions["complete"] == "yes")]
    return own.groupby("date")["mentions"].sum()


@pytest.fixture(scope="module")
def share(mentions):
    sums = mentions[mentions["account"] == "brindille"].groupby("date")[["mentions", "negative"]].sum()
    return 100 * sums["negative"] / sums["mentions"]


@pytest.fixture(scope="module")
def judged():
    table = load("incidents")
    return table[table["severity"].notna()]


# ---- form


def test_do_the_minutes_of_units_and_drills_fit_the_module():
    drills = int(re.search(r"\| The drills \| (\d+) \|", PROSE)[1])
    rest = PROJECT.module("m10").minutes - sum(unit.minutes for unit in UNITS) - drills
    assert 20 <= rest <= 40  # recall, letter, card


def test_does_the_prose_hold_no_number_that_the_data_decide():
    known = {word for words in KNOWN_NUMBERS for word in re.findall(r"\d[\d.,]*", words)}
    text = re.sub(r"`[^`]*`|\b20\d\d(?:-\d\d-\d\d)?\b", " ", PROSE)
    found = set(re.findall(r"\d[\d,]*\d\.?\d*", text))
    long = {number.rstrip(".,") for number in found if len(re.sub(r"\D", "", number)) >= 3}
    assert long <= known, long - known


def test_do_the_formulas_fit_the_files():
    letters = dict(zip(load("incidents").columns, string.ascii_uppercase, strict=False))
    assert (letters["mentions_first_hour"], letters["usual_hour"]) == ("G", "H")
    notebook = (PROJECT.solutions / "m10-crisis" / "m10-crisis.md").read_text(encoding="utf-8")
    assert "`=G2/H2`" in notebook
    assert "`=PERCENTILE.INC(B2:B181,0.99)`" in PROSE  # 180 days below a heading
    assert "`=PERCENTILE.INC(A1:A48,0.99)`" in notebook  # 60 days without the 12 of the crisis


# ---- people are looked after


def test_do_warning_and_way_out_stand_before_the_first_drill():
    care = PROSE.index("**Before you begin.**")
    assert PROSE.index("\n## The drills") < care < PROSE.index("### Watch")
    for words in ("leave them out", "You need not say why", "another task", "talk to somebody"):
        assert words in PROSE[care : PROSE.index("### Watch")]
    first = CODE.index('expert_run("')
    assert "d05-rumour" in CODE[first : first + 40]


def test_is_every_law_tagged_with_its_place_and_day_and_called_no_advice():
    laws = re.findall(r"^\| \[.*facts\.md#(?:eu|fr)-.*$", PROSE, flags=re.MULTILINE)
    assert len(laws) == 3
    assert all(re.search(r"\| (?:EU|FR) \| 21 November 2026 \|$", row) for row in laws)
    assert PROSE.count("not legal advice") >= 2


# ---- the words agree with the dossiers and the tables


def test_does_the_lesson_say_of_the_houses_what_their_dossiers_say():
    for name in ("Koffi Amegah", "Baptiste", "Naïma", "Béatrice", "Elias Thormann", "Maître Delage"):
        assert name in PROSE + CODE
        assert name in VALMONDE
    assert "at 02:41 Baptiste wrote four sentences from his kitchen" in VALMONDE
    assert 'We wrote "entirely false"' in VALMONDE
    assert "the former deputy for culture" in VALMONDE
    assert "It was quiet within three days" in VALMONDE
    assert "8 to 19 January 2026, the raisins" in BRINDILLE
    assert (PAST_CRISIS[0].isoformat(), PAST_CRISIS[1].isoformat()) == ("2026-01-08", "2026-01-19")


def test_are_half_of_valmondes_days_at_seven_or_fewer_and_do_they_lean(days):
    assert days.median() == 7
    assert len(days) == 180
    assert days.mean() > days.median()
    assert days.max() - days.median() > 2 * (days.median() - days.min())


def test_does_the_popular_bar_ring_more_often_than_it_promises(days):
    popular = days.mean() + 2 * days.std()
    assert (days > popular).sum() > 1.3 * len(days) / 40
    assert (days > days.quantile(0.99)).mean() * 91 == pytest.approx(1, abs=0.5)
    assert (days > days.quantile(0.97)).mean() * 91 == pytest.approx(3, abs=0.7)


def test_do_three_stormy_days_move_both_bars_and_the_counting_one_further(days):
    calm = days["2026-01-01":"2026-03-01"]
    stormy = calm.copy()
    stormy["2026-02-10":"2026-02-12"] = [64, 41, 27]
    assert len(calm) == 60
    assert stormy.quantile(0.99) > 2 * calm.quantile(0.99)
    assert stormy.mean() + 2 * stormy.std() > 1.5 * (calm.mean() + 2 * calm.std())


def test_is_a_harmless_joke_among_the_loudest_and_a_threat_among_the_quietest(judged):
    ranked = judged.sort_values("mentions_first_hour", ascending=False)
    loud, quiet = ranked.head(5), ranked.tail(5)
    assert "Twelve-euro raisins" in set(loud["title"])
    assert (quiet["harm"] == "life").any()
    assert quiet.iloc[-1]["title"] == "Wednesday, half past twelve"
    assert quiet.iloc[-1]["mentions_first_hour"] == 1
    assert judged["family"].nunique() == 24


def test_do_the_examples_of_the_clusters_stand_in_the_table_as_such(judged):
    found = judged.set_index("title")["cluster"]
    for title, group in {
        "The needle": "victim",
        "No vaccine left": "victim",
        "The jar that opens itself": "accidental",
        "Black ice, black humour": "preventable",
        "The school lunch list": "preventable",
    }.items():
        assert f"“{title}”" in PROSE
        assert found[title] == group


@pytest.mark.parametrize("harm", ["none", "money", "dignity", "health", "life"])
@pytest.mark.parametrize(("times", "spread"), [(1, "usual"), (ABOVE, "above"), (FAR_ABOVE, "far")])
@pytest.mark.parametrize(("press", "asks"), [(False, "nobody"), (True, "press")])
def test_do_table_and_explorer_speak_of_one_grid(harm, times, spread, press, asks):
    assert severity(harm, mentions=5 * times, usual=5, press=press) == of_the_grid(harm, spread, asks).level


def test_does_volume_alone_never_make_a_crisis_as_the_grid_says():
    assert severity("none", mentions=10_000, usual=1, press=False) == "issue"
    assert severity("life", mentions=1, usual=9, press=False) == "crisis"


def test_does_the_growing_thing_double_in_twenty_six_minutes():
    counts = [6, 9, 13, 20]
    assert f"counts = {counts}" in CODE
    factor = (counts[-1] / counts[0]) ** (1 / 3)
    assert round(15 * math.log(2) / math.log(factor)) == 26
    assert "if it doubles in 26 minutes" in PROSE
    assert round(counts[-1] * factor**4) == 100


def test_does_the_noise_of_january_go_before_the_anger(mentions, share):
    band = share["2025-10-01":"2025-12-31"].quantile(0.95)
    calm = share["2026-01-09":"2026-01-31"] <= band
    assert calm.rolling(3).sum().eq(3).idxmax() == "2026-01-22"
    assert not calm[:"2026-01-19"].any()
    assert share["2026-01-04":"2026-01-28"].idxmax() == "2026-01-09"  # as the text alternative says
    volume = mentions[mentions["account"] == "brindille"].groupby("date")["mentions"].sum()
    usual = volume["2025-10-01":"2025-12-31"].quantile(0.95)
    assert (volume["2026-01-09":"2026-01-31"] <= usual).idxmax() < "2026-01-15"


def test_do_the_windows_of_the_explorer_give_no_graded_number(mentions):
    assert 'Window("2025-12-05", "2026-02-02")' not in CODE
    own = mentions[mentions["account"] == "brindille"].groupby("date")["mentions"].sum()

    def bar(first, last):
        days = own[first:last]
        return days.drop(own["2026-01-08":"2026-01-19"].index).quantile(0.99)

    assert abs(bar("2025-11-01", "2026-01-31") - bar("2025-12-05", "2026-02-02")) > 1.5


# ---- it runs


@pytest.mark.slow
def test_does_the_lesson_run_from_top_to_bottom_without_its_reader(run_lesson):
    ran = run_lesson("m10-crisis")
    waiting = ran.said.count("is waiting for your try") + ran.said.count("which is not an error")
    assert waiting == len(re.findall(r'check\(\s*"m10-u', CODE))
    assert len(ran.figures) == 2
