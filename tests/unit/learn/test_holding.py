"""Does a real drill log count as held only when the run is over, and is the module's own drill asked for?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from practicum.drill import Run
from practicum.learn import make_hand_in
from practicum.learn.holding import drill_title, held_log

REPOSITORY = Path(__file__).resolve().parents[3]
DRILL = "d01-first-shift"


@pytest.fixture
def log(tmp_path, monkeypatch):
    monkeypatch.setenv("PRACTICUM_ROOT", str(REPOSITORY))
    return tmp_path / f"{DRILL}.jsonl"


def test_is_a_run_held_only_when_it_is_over(log):
    assert not held_log(log).present
    run = Run.create(DRILL, path=log)
    run.do("wait", minutes=10)
    assert "not finished" in held_log(log).problem
    run.finish()
    found = held_log(log)
    assert found.problem == ""
    assert found.shown == "a run with 2 decisions"


def test_is_a_damaged_log_a_sentence(log):
    Run.create(DRILL, path=log).do("wait", minutes=10)
    log.write_bytes(log.read_bytes().replace(b'"minutes":10', b'"minutes":11'))
    found = held_log(log)
    assert found.present
    assert log.name in found.problem


def test_is_a_drill_called_by_its_title(log):
    assert drill_title(DRILL) == "First shift"
    assert drill_title("d99-unknown") == "d99-unknown"


@pytest.mark.parametrize("there", [True, False])
def test_is_a_drill_that_no_exercise_asks_for_named_when_it_can_be_played(folder, project, there):
    descriptor = project.assignments / "m08-analytics" / "exercises.json"
    document = json.loads(descriptor.read_text(encoding="utf-8"))
    document["exercises"] = [one for one in document["exercises"] if one["kind"]["kind"] != "drill"]
    (folder / "exercises.json").write_text(json.dumps(document), encoding="utf-8")
    if there:
        (project.scenarios / DRILL).mkdir()
    said = make_hand_in(project, "m08", name="Nora Achterberg").text()
    assert (f"The drill “{DRILL}” is not played." in said) == there
