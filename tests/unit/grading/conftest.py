"""A toy course: one module, a number and a text with a rubric, released and registered by real nbgrader."""

from __future__ import annotations

import copy
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from practicum.evidence import record_answer, write_bundle
from practicum.grading.course import open_course, run
from practicum.marking import describe, load_exercises
from practicum.project import Project

REPOSITORY = Path(__file__).resolve().parents[3]
SLUG = "m90-toy"
SYLLABUS = """
[[module]]
id = "m90"
slug = "m90-toy"
title = "A toy module"
minutes = 5
status = "open"
summary = "Does grading work?"
"""
MARKING = '''
"""Sealed exercises of the toy module."""

from practicum.marking import Criterion, Exercise, Mistake, Number, Rubric, Text


def sealed_reference(tables):
    return 4.88


EXERCISES = [
    Exercise(
        id="m90-1",
        title="A rate",
        competence="H3",
        points=4,
        kind=Number(unit="percent"),
        question="Which rate?",
        reference=sealed_reference,
        mistakes={
            "average of ratios": Mistake(
                lambda tables: 7.31, hint="You averaged the ratios & lost weight.", credit=0.25
            ),
            "fraction": Mistake(lambda tables: 0.0488, hint="This is a fraction."),
            "paid posts": Mistake(lambda tables: 9.02, hint="Paid posts are in."),
        },
        see="m90-toy/lesson.ipynb#one-ratio-not-many",
    ),
    Exercise(
        id="m90-2",
        title="A reply",
        competence="H6",
        points=2,
        kind=Text(min_words=3, max_words=40),
        question="Write it.",
        reference=lambda tables: "We looked and we answer today.",
        few_mistakes="A person reads it.",
        rubric=Rubric(
            points=3,
            criteria=(
                Criterion(
                    id="tone",
                    label="Tone",
                    points=3,
                    anchors=("Cold.", "Polite.", "Warm.", "Warm, and it answers the question asked."),
                ),
            ),
        ),
    ),
]
'''


def sealed_cell(name, points):
    return _cell(f'received("{name}")', grade_id=name, grade=True, locked=True, points=points)


def _cell(source, *, grade_id, grade=False, solution=False, locked=False, points=None):
    data = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "schema_version": 3,
        "solution": solution,
        "task": False,
    }
    if points is not None:
        data["points"] = points
    return new_code_cell(source, metadata={"nbgrader": data})


def _solution_notebook():
    answer = "### BEGIN SOLUTION\nanswer({!r}, {!r})\n### END SOLUTION"
    question = new_markdown_cell(
        "Which rate?",
        metadata={
            "nbgrader": {
                "grade": False,
                "grade_id": "m90-1-question",
                "locked": True,
                "schema_version": 3,
                "solution": False,
                "task": False,
            }
        },
    )
    return new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        cells=[
            new_code_cell("from practicum.learn import answer, received"),
            question,
            _cell(answer.format("m90-1", 4.88), grade_id="m90-1-answer", solution=True),
            sealed_cell("m90-1", 4),
            _cell(
                answer.format("m90-2", "We looked and we answer today."),
                grade_id="m90-2-answer",
                solution=True,
            ),
            sealed_cell("m90-2", 2),
            _cell("# Read by a person.", grade_id="m90-2-read", grade=True, solution=True, points=3),
        ],
    )


def build_toy_course(root: Path) -> Project:
    """Write the toy course's sources into `root` and let nbgrader release its assignment."""
    solutions = root / "solutions" / SLUG
    solutions.mkdir(parents=True)
    (root / "course").mkdir()
    (root / "course" / "syllabus.toml").write_text(SYLLABUS, encoding="utf-8")
    (solutions / "marking.py").write_text(MARKING, encoding="utf-8")
    nbformat.write(_solution_notebook(), solutions / f"{SLUG}.ipynb")
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    run(open_course(root).generate_assignment, SLUG)
    descriptor = json.dumps(describe(load_exercises(solutions / "marking.py")))
    (root / "assignments" / SLUG / "exercises.json").write_text(descriptor, encoding="utf-8")
    return Project(root)


@pytest.fixture(scope="session")
def toy_master(tmp_path_factory):
    """The toy course, made once; tests work on copies."""
    return build_toy_course(tmp_path_factory.mktemp("toy") / "course").root


@pytest.fixture
def toy(toy_master, tmp_path, monkeypatch):
    """A fresh copy of the toy course."""
    for name in ("PRACTICUM_ROOT", "PRACTICUM_WORK"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "course"
    shutil.copytree(toy_master, root)
    return Project(root)


@pytest.fixture(scope="session")
def toy_released(toy_master):
    """The notebook as a learner gets it; not to be changed."""
    return nbformat.read(toy_master / "assignments" / SLUG / f"{SLUG}.ipynb", as_version=4)


@pytest.fixture
def released(toy_released):
    """The notebook as a learner gets it."""
    return copy.deepcopy(toy_released)


@pytest.fixture
def hand_in(toy, released, tmp_path):
    """Make one hand-in zip and return its path."""

    def make(learner, answers, *, notebook=None, files=None, day=1, folder="inbox"):
        work = tmp_path / "work" / f"{learner}-{day}"
        work.mkdir(parents=True)
        names = [f"{SLUG}.ipynb"]
        nbformat.write(released if notebook is None else notebook, work / names[0])
        for exercise, value in answers.items():
            record_answer(work / "answers.json", exercise, value)
        if answers:
            names.append("answers.json")
        for name, content in (files or {}).items():
            (work / name).write_bytes(content)
            names.append(name)
        inbox = tmp_path / folder
        inbox.mkdir(exist_ok=True)
        path = inbox / f"{learner}-{day}.zip"
        created = datetime(2026, 11, day, 9, 0, tzinfo=UTC)
        write_bundle(path, work, names, module="m90", learner=learner, created=created)
        return path

    return make
