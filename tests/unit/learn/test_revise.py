"""Is a module due after 7 and 21 days, a drill after 2, 7 and 21, and neither once it was done?"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from practicum.learn import home_html, journal
from practicum.learn.revise import revisions
from practicum.learn.states import course_state

START = datetime(2026, 11, 1, 9, tzinfo=UTC)
QUESTION = """
EXERCISES += [
    Exercise(
        id=f"m08-back{days}-{n}", title="Again", competence="H1", points=1,
        kind=Choice(options={"a": "A", "b": "B"}), question="Which?", reference=lambda tables: "a",
        mistakes={"b": Mistake(lambda tables: "b", hint="Not b.")}, few_mistakes="two options",
    )
    for days in (7, 21) for n in (1, 2)
]
"""


@pytest.fixture
def diary(project):
    """Return a function that notes something on a day, counted from the start."""
    project.work.mkdir()
    path = project.work / journal.FILE
    path.write_text(json.dumps({"format": "practicum-progress", "version": 1}) + "\n", encoding="utf-8")

    def note(day, kind, name, **fields):
        at = (START + timedelta(days=day)).isoformat()
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"at": at, "kind": kind, "id": name, **fields}) + "\n")

    return note


@pytest.fixture
def finished(diary):
    diary(0, "unit", "m08-u1")
    diary(0, "unit", "m08-u2")
    return diary


@pytest.fixture
def questions(project):
    path = project.course / "m08-analytics" / "exercises.py"
    path.write_text(path.read_text(encoding="utf-8") + QUESTION, encoding="utf-8")


@pytest.fixture
def played(project, diary):
    syllabus = project.course / "syllabus.toml"
    rows = '\n[[drill]]\nslug = "d01-first-shift"\nmodule = "m08"\ncompetences = ["G2"]\n'
    syllabus.write_text(syllabus.read_text(encoding="utf-8") + rows, encoding="utf-8")
    diary(0, "drill", "d01-first-shift", seed="practice-1", mode="practice", total=60.0)
    return diary


def due(project, day):
    return revisions(course_state(project), project, START + timedelta(days=day))


def test_are_the_questions_of_a_day_counted_and_due_until_all_are_tried(project, finished, questions):
    assert due(project, 6.9) == []
    (found,) = due(project, 7)
    assert (found.days, found.left, found.drill) == (7, 2, "")
    finished(7, "check", "m08-u1-a", outcome="right")
    assert due(project, 8)[0].left == 2, "other practice is not the recall"
    finished(8, "check", "m08-back7-1", outcome="wrong")
    assert due(project, 9)[0].left == 1
    finished(9, "check", "m08-back7-2", outcome="right")
    assert due(project, 10) == []
    assert [one.days for one in due(project, 21)] == [21]
    assert due(project, 28) == []


def test_does_the_page_say_how_many_questions_are_left(project, finished, questions):
    finished(8, "check", "m08-back7-1", outcome="right")
    html = home_html(project, now=START + timedelta(days=9))
    assert "7 days on: one question is left at the end of the lesson" in html
    assert "Also today: one short thing" in html


@pytest.mark.parametrize(
    ("day", "days"),
    [(1.9, []), (2, [2]), (6.9, [2]), (7, [7]), (20.9, [7]), (21, [21]), (27.9, [21]), (28, [])],
)
def test_is_a_drill_suggested_again_at_2_7_and_21_days(project, played, day, days):
    assert [one.days for one in due(project, day)] == days


def test_is_a_drill_played_again_left_alone_until_its_next_day(project, played):
    played(3, "drill", "d01-first-shift", seed="practice-2", mode="practice", total=70.0)
    assert due(project, 4) == []
    assert [one.days for one in due(project, 7)] == [7]


def test_is_a_drill_named_by_its_slug_where_this_edition_has_no_scenario(project, played):
    (found,) = due(project, 2)
    assert found.drill == "d01-first-shift"
    assert "Play again: d01-first-shift" in home_html(project, now=START + timedelta(days=2))
