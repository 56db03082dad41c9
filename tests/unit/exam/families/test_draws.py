"""Who gets which draw? Nobody can foretell it; who holds the secret can repeat it."""

from dataclasses import replace

import pandas as pd
import pytest

from practicum.data import Tables
from practicum.errors import PracticumError
from practicum.exam.families import Bound, draw, draws, family_tables, handed_out, read_families, unfit

SECRET = bytes(range(32))


@pytest.fixture
def quick(every):
    return every["pb-toys"]


def test_does_the_same_secret_give_the_same_draw(quick):
    assert draw(SECRET, "2026-11", "C-1001", quick) == draw(SECRET, "2026-11", "C-1001", quick)


def test_do_candidates_sittings_families_and_secrets_change_the_draw(quick, every):
    others = [
        draw(SECRET, "2026-11", "C-1001", quick),
        draw(SECRET, "2026-11", "C-1002", quick),
        draw(SECRET, "2026-12", "C-1001", quick),
        draw(bytes(32), "2026-11", "C-1001", quick),
        draw(SECRET, "2026-11", "C-1001", every["pb-ferry"]),
    ]
    assert len({one.seed for one in others}) == len(others)


def test_do_names_that_run_into_each_other_stay_apart(quick):
    assert draw(SECRET, "a", "bc", quick) != draw(SECRET, "ab", "c", quick)


def test_does_the_name_of_a_drills_draw_hide_the_seed(quick):
    found = draw(SECRET, "2026-11", "C-1001", quick)
    assert f"{found.seed:x}" not in found.drill_seed
    assert str(found.seed) not in found.drill_seed


def test_is_a_draw_that_is_not_fit_passed_over(quick, monkeypatch):
    first = draw(SECRET, "2026-11", "C-1001", quick)
    monkeypatch.setattr(draws, "unfit", lambda _family, seed: ["blurred"] if seed == first.seed else [])
    second = draw(SECRET, "2026-11", "C-1001", quick)
    assert second.seed != first.seed


def test_is_a_family_without_fit_draws_refused_in_words(quick):
    never = replace(quick, bounds={"rows": Bound(lambda tables: len(tables["feed"]), 13, 20)})
    assert unfit(never, 1) == ["rows is 12; from 13 to 20 is fit."]
    with pytest.raises(PracticumError, match="None of 50 draws of pb-toys was fit"):
        draw(SECRET, "2026-11", "C-1001", never)


def test_is_a_figure_that_is_no_number_unfit(quick):
    broken = replace(quick, bounds={"nothing": Bound(lambda _tables: float("nan"), 0, 1)})
    assert unfit(broken, 1)


def test_does_a_familys_own_table_hide_that_of_the_data_room(every):
    family = every["pa-posts"]
    tables = family_tables(family, 3)
    assert set(Tables(3)) < set(tables)
    assert len(tables) == len(list(tables))
    assert set(tables["posts"]["post_id"].str[:3]) == {"ri-"}
    assert "text" not in tables["posts"]
    pd.testing.assert_frame_equal(tables["inbox"], Tables(3)["inbox"])
    assert tables["posts"] is tables["posts"]
    with pytest.raises(KeyError):
        tables["nothing"]


def test_are_only_tables_handed_out_that_an_exercise_names(every):
    assert list(handed_out(every["pa-desk"], 3)) == ["messages", "card", "shop"]


def test_is_an_exercise_about_an_unknown_table_refused(tmp_path):
    folder = tmp_path / "families" / "pa-none"
    folder.mkdir(parents=True)
    (folder / "family.toml").write_text(
        'id = "pa-none"\nblock = "P-A"\ntitle = "None"\nminutes = 5\ncertificates = ["cm"]\n'
        'author = "demonstration"\nstatus = "draft"\nbrief = "Nothing."\n'
    )
    (folder / "marking.py").write_text(
        "from practicum.marking import Exercise, Number\n"
        "EXERCISES = [Exercise(id='pa-none-1', title='One', competence='H1', points=1, kind=Number(),"
        " question='What?', reference=lambda tables: 1, few_mistakes='A test.', tables=('nowhere',))]\n"
    )
    with pytest.raises(PracticumError, match="the table nowhere, which nobody makes"):
        read_families(tmp_path)
