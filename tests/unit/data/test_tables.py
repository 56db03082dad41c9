"""Do `load` and `Tables` hand over the right table, whatever happened to the files?"""

import shutil

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practicum.data import EDITION_SEED, SCHEMAS, TABLES, Tables, load
from practicum.errors import PracticumError
from practicum.project import Project

seeds = st.integers(min_value=0, max_value=2**63)


@pytest.mark.parametrize("name", TABLES)
def test_is_the_committed_table_what_the_generator_makes(name):
    pd.testing.assert_frame_equal(load(name), TABLES[name](EDITION_SEED))


@pytest.mark.parametrize("name", TABLES)
def test_are_the_columns_those_of_the_schema(name):
    assert list(load(name).columns) == [field.name for field in SCHEMAS[name].fields]


@settings(max_examples=5, deadline=None)
@given(seed=seeds)
def test_does_a_seed_always_give_the_same_tables_and_another_seed_others(seed):
    for name in ("posts", "followers_daily"):
        once = load(name, seed=seed)
        pd.testing.assert_frame_equal(once, load(name, seed=seed))
        assert not once.equals(load(name, seed=seed + 1))


def test_does_generating_leave_the_global_random_state_alone():
    before = np.random.get_state()[1].copy()  # noqa: NPY002  the legacy global state is what is looked at
    load("posts", seed=5)
    after = np.random.get_state()[1]  # noqa: NPY002  as above
    assert (before == after).all()


def test_is_every_cell_of_the_raw_export_text():
    posts = load("posts")
    assert all(pd.api.types.is_string_dtype(posts[column]) for column in posts)


def test_is_an_unknown_table_refused_with_the_names_of_those_there_are():
    with pytest.raises(PracticumError) as caught:
        load("postes")
    assert "postes" in caught.value.problem
    assert "followers_daily" in caught.value.next_step


@pytest.mark.parametrize("seed", [-1, 1.0, True, "7"])
def test_is_a_seed_refused_that_is_not_a_whole_number_from_0(seed):
    with pytest.raises(PracticumError, match="not a whole number"):
        load("posts", seed=seed)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project folder of its own, with this edition's datasets."""
    (tmp_path / "course").mkdir()
    (tmp_path / "course" / "syllabus.toml").write_text("", encoding="utf-8")
    shutil.copytree(Project.find().datasets, tmp_path / "datasets")
    monkeypatch.setenv("PRACTICUM_ROOT", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("damage", ["saved by a spreadsheet", "cut off", "gone", "not a descriptor"])
def test_does_everybody_get_the_same_table_when_the_committed_file_was_changed(project, damage):
    expected = TABLES["posts"](EDITION_SEED)
    file = project / "datasets" / "posts.csv"
    if damage == "saved by a spreadsheet":
        file.write_text(file.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    elif damage == "cut off":
        file.write_bytes(file.read_bytes()[:5000])
    elif damage == "gone":
        file.unlink()
    else:
        (project / "datasets" / "datapackage.json").write_text("[1, 2]", encoding="utf-8")
    pd.testing.assert_frame_equal(load("posts"), expected)


def test_is_a_table_generated_where_there_is_no_project(tmp_path, monkeypatch):
    monkeypatch.delenv("PRACTICUM_ROOT", raising=False)
    monkeypatch.chdir(tmp_path)
    pd.testing.assert_frame_equal(load("platforms"), TABLES["platforms"](EDITION_SEED))


def test_are_tables_made_once_and_only_when_asked_for():
    tables = Tables(3)
    assert tables["posts"] is tables["posts"]
    assert list(tables) == list(TABLES)
    assert len(tables) == len(TABLES)
    assert "Tables(seed=3)" in repr(tables)
    with pytest.raises(KeyError):
        tables["posts.csv"]
