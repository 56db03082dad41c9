"""A small course in a temporary folder: one open module with an exercise of every kind, one planned."""

from __future__ import annotations

import json

import pytest

from practicum.learn import journal
from practicum.marking import (
    ArtefactKind,
    Choice,
    DrillLog,
    Exercise,
    Mistake,
    Number,
    Order,
    Set,
    Table,
    Text,
    describe,
)
from practicum.project import Project

SYLLABUS = """
[[module]]
id = "m08"
slug = "m08-analytics"
title = "Measurement and analytics"
minutes = 100
status = "open"
summary = "Is Thursday night really the best slot?"
drill = "d01-first-shift"
units = [
  { id = "m08-u1", title = "Define before you compute", minutes = 30 },
  { id = "m08-u2", title = "Clean the export", minutes = 40 },
]

[[module]]
id = "m09"
slug = "m09-paid"
title = "Advertising, budget and influence"
minutes = 180
status = "planned"
summary = "What did the next euro buy?"
"""

PRACTICE = """
from practicum.marking import Choice, Exercise, Mistake, Number

EXERCISES = [
    Exercise(
        id="m08-u1-a", title="Rate", competence="H1", points=1, kind=Number(unit="percent"),
        question="What is 40 of 800?", reference=lambda tables: 5.0,
        mistakes={"fraction": Mistake(lambda tables: 0.05, hint="This is a fraction.")},
        few_mistakes="a test",
    ),
    Exercise(
        id="m08-r1", title="Recall", competence="H1", points=1,
        kind=Choice(options={"reach": "People", "impressions": "Showings"}),
        question="What does reach count?", reference=lambda tables: "reach",
        mistakes={"showings": Mistake(lambda tables: "impressions", hint="That is impressions.")},
        few_mistakes="two options",
    ),
]
"""

OPTIONS = {"likes": "Likes", "shares": "Shares", "colour": "The colour"}


def graded():
    """Return one exercise of every kind, by kind name."""
    kinds = {
        "m08-1": Number(unit="percent"),
        "m08-2": Choice(options={"yes": "Yes", "no": "No", "open": "The data cannot tell"}),
        "m08-3": Set(options=OPTIONS),
        "m08-4": Order(items={"ask": "Ask", "check": "Check", "reply": "Reply"}),
        "m08-5": Table(
            rows={"plaza": Number(unit="percent"), "verdict": Choice(options={"yes": "Yes", "no": "No"})},
            labels={"plaza": "Plaza", "verdict": "Verdict"},
        ),
        "m08-6": Text(min_words=3, max_words=50),
        "m08-7": ArtefactKind(file="m08-7.png", media="image/png", validator="png"),
        "m08-8": DrillLog(drill="d01-first-shift"),
        "m08-9": Table(
            rows={
                "alt": Text(min_words=2, max_words=50),
                "picture": ArtefactKind(file="m08-9.png", media="image/png", validator="png"),
            },
            labels={"alt": "Text", "picture": "Picture"},
        ),
    }
    return [
        Exercise(
            id=name,
            title=f"Exercise {name}",
            competence="H1",
            points=2,
            kind=kind,
            question=f"Question of **{name}**: what is it?",
            reference=lambda _tables: None,
            mistakes={"none": Mistake(lambda _tables: None, hint="none")},
        )
        for name, kind in kinds.items()
    ]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The course, found from anywhere; its work folder starts empty."""
    root = tmp_path / "course-root"
    for folder in ("course/m08-analytics", "assignments/m08-analytics", "scenarios", "datasets"):
        (root / folder).mkdir(parents=True)
    (root / "course" / "syllabus.toml").write_text(SYLLABUS, encoding="utf-8")
    (root / "course" / "m08-analytics" / "exercises.py").write_text(PRACTICE, encoding="utf-8")
    descriptor = root / "assignments" / "m08-analytics" / "exercises.json"
    descriptor.write_text(json.dumps(describe(graded())), encoding="utf-8")
    monkeypatch.setenv("PRACTICUM_ROOT", str(root))
    monkeypatch.delenv("PRACTICUM_WORK", raising=False)
    monkeypatch.setattr(journal, "_copied", set())
    return Project(root)


@pytest.fixture
def folder(project, monkeypatch):
    """The learner's folder of m08, and the current folder of the test."""
    path = project.work / "m08-analytics"
    path.mkdir(parents=True)
    monkeypatch.chdir(path)
    return path
