"""Can a drill be played that lies in no folder, and are the seeds of an examination kept for it?"""

import pytest

from practicum.drill import Run, RunError, ScenarioError, load_scenario, scenario_from, shelved
from practicum.project import Project

FILES = ("scenario.yaml", "messages.en.yaml")
SEED = "exam-0123456789ab"


@pytest.fixture
def files():
    folder = Project.find().scenarios / "lost-dog"
    content = {name: (folder / name).read_bytes() for name in FILES}
    return {
        **content,
        "scenario.yaml": content["scenario.yaml"].replace(b"slug: lost-dog", b"slug: lost-cat"),
    }


def test_is_a_drill_found_by_name_while_it_is_on_the_shelf_and_no_longer(files):
    drill = scenario_from(files)
    with shelved(drill):
        assert load_scenario("lost-cat") is drill
        assert load_scenario("lost-dog").slug == "lost-dog"
    with pytest.raises(ScenarioError, match="lost-cat"):
        load_scenario("lost-cat")


def test_is_a_drill_in_memory_the_same_drill(files):
    folder = Project.find().scenarios / "lost-dog"
    same = scenario_from({name: (folder / name).read_bytes() for name in FILES})
    assert same.hash == load_scenario("lost-dog").hash
    assert scenario_from(files).hash != same.hash


def test_is_a_missing_file_named(files):
    with pytest.raises(ScenarioError, match=r"messages\.en\.yaml"):
        scenario_from({"scenario.yaml": files["scenario.yaml"]})


def test_does_only_an_assessed_run_take_a_seed_of_an_examination():
    assert Run.create("lost-dog", SEED, "assessed").seed == SEED
    with pytest.raises(RunError, match="kept for assessment"):
        Run.create("lost-dog", SEED, "practice")
