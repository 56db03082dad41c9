"""P-B: which notes and labels propose a critical error, and is the hour what the rule of the house says?"""

import io

import pandas as pd
import pytest

from practicum.exam.families import Handed, family_tables, handed_out

SEEDS = range(30)


@pytest.fixture(params=["pb-ferry", "pb-toys"])
def family(every, request):
    return every[request.param]


def handed(family, seed, **answers):
    """Return what a candidate hands in who does everything right, but for the given answers."""
    tables = family_tables(family, seed)
    right = {name: one.reference(tables) for name, one in family.exercises.items()}
    right.update({f"{family.id}-{number[1:]}": value for number, value in answers.items()})
    return Handed(right, {}, (), "", tables)


def proposed(family, one):
    return {critical.error: said for critical in family.critical if (said := critical.found(one))}


@pytest.fixture
def danger(family):
    return family.exercises[f"{family.id}-2"].reference(family_tables(family, 4))


def labels(family, **given):
    return family.exercises[f"{family.id}-1"].reference(family_tables(family, 4)) | given


def test_does_a_right_paper_propose_nothing(family):
    for seed in SEEDS:
        assert proposed(family, handed(family, seed)) == {}


def test_is_a_threat_that_goes_nowhere_proposed(family, danger):
    quiet = {"_2": "r1" if danger != "r1" else "r2", "_4": "Nothing to tell you today."}
    for label in ("log", "plan", "Log it: nobody needs it now"):
        found = proposed(family, handed(family, 4, _1=labels(family, **{danger: label}), **quiet))
        assert danger in found["danger-unanswered"]


def test_is_a_threat_that_reached_somebody_in_any_way_left_alone(family, danger):
    logged = labels(family, **{danger: "log"})
    quiet = {"_2": "r1" if danger != "r1" else "r2", "_4": "Nothing to tell you today."}
    assert not proposed(family, handed(family, 4, **quiet))
    assert not proposed(family, handed(family, 4, **quiet | {"_1": logged, "_2": danger}))
    assert not proposed(family, handed(family, 4, **quiet | {"_1": logged, "_4": f"See {danger}."}))


def test_is_a_paper_without_answers_no_critical_error(family):
    empty = Handed({}, {}, (), "", family_tables(family, 4))
    assert proposed(family, empty) == {}


@pytest.mark.parametrize("words", ["already 480 complaints", "25,000 euros to pay", "137 children ill"])
def test_is_a_figure_that_stands_nowhere_proposed(family, words):
    found = proposed(family, handed(family, 4, _4=f"There are {words}."))
    figure = next(word for word in words.split() if word[0].isdigit())
    assert figure in found["made-up"]


def test_may_a_note_repeat_figures_times_and_lengths(family):
    tables = family_tables(family, 4)
    reach = max(tables["feed"]["reach"])
    hour = tables["hours"].iloc[5]
    note = (
        f"Row r3 of 12 reached {reach:,} people, that is {reach}. At {hour.hour} there were {hour.mentions}"
        f" mentions, {hour.mentions - hour.copies} of them our own. Next report at 10:30, at 11.45 or 14h,"
        " in 45 minutes, after 48 hours; 60 % is a guess."
    )
    assert proposed(family, handed(family, 4, _4=note)) == {}


def test_does_every_draw_hold_the_same_number_of_each_label(family):
    for seed in SEEDS:
        given = list(family.exercises[f"{family.id}-1"].reference(family_tables(family, seed)).values())
        assert [given.count(label) for label in ("log", "plan", "alert")] == [6, 3, 3]


def test_is_the_place_of_the_danger_drawn(family):
    first = family.exercises[f"{family.id}-2"].reference
    assert len({first(family_tables(family, seed)) for seed in SEEDS}) > 6


def test_does_the_hour_follow_from_the_sheet(family):
    """Worked as in a spreadsheet: one column for own mentions, one for loud, one for two in a row."""
    rang = set()
    for seed in SEEDS:
        sheet = pd.read_csv(io.StringIO(handed_out(family, seed)["hours"]))
        loud = (sheet["mentions"] - sheet["copies"]) / sheet["usual"] >= 3
        both = sheet.loc[loud & loud.shift(fill_value=False), "hour"]
        tables = family_tables(family, seed)
        assert family.exercises[f"{family.id}-3"].reference(tables) == both.iloc[0][:2]
        rang.add(both.iloc[0])
    assert len(rang) > 3
