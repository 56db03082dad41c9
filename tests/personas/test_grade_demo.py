"""Does every synthetic learner of every module get the mark that is due, through real nbgrader?"""

import io
from pathlib import Path

import pytest
from rich.console import Console

from practicum.grading.demo import grade_cohort, make_course
from practicum.project import Project

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_the_whole_cohort_is_marked_as_catalogued(tmp_path, monkeypatch):
    for name in ("PRACTICUM_ROOT", "PRACTICUM_WORK"):
        monkeypatch.delenv(name, raising=False)
    course = make_course(Project(ROOT), tmp_path / "course")
    people = grade_cohort(course, Console(file=io.StringIO()))
    differences = [
        f"{one.module}, {one.person.persona}: {sentence}" for one in people for sentence in one.differences
    ]
    assert differences == []
    assert {one.module for one in people} >= {"m00", "m08"}
