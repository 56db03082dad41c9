"""Do check() and quiz() answer at once, note every try, and work without a screen?"""

from __future__ import annotations

import numpy as np
import pytest

from practicum.errors import PracticumError
from practicum.learn import check, journal, question, quiz
from practicum.learn.quiz import Quiz


def tries(project):
    return [(event.id, event.fields["outcome"]) for event in journal.read(project).events]


@pytest.mark.parametrize(
    ("value", "said", "outcome"),
    [
        (np.float64(5), "Right", "right"),
        ("5 %", "Right", "right"),
        (0.05, "This is a fraction.", "wrong-named"),
        (7, "not right", "wrong"),
        ("about five", "cannot read", "unreadable"),
    ],
)
def test_is_a_try_marked_at_once_and_noted(folder, project, capsys, *, value, said, outcome):
    check("m08-u1-a", value)
    assert said in capsys.readouterr().out
    assert tries(project) == [("m08-u1-a", outcome)]


def test_may_a_learner_try_as_often_as_they_like(folder, project):
    for value in (1, 2, 3, 5):
        check("m08-u1-a", value)
    assert [outcome for _id, outcome in tries(project)] == ["wrong", "wrong", "wrong", "right"]


def test_is_no_try_no_note(folder, project, capsys):
    check("m08-u1-a", ...)
    assert "waiting for your try" in capsys.readouterr().out
    assert tries(project) == []


def test_is_an_unknown_practice_exercise_answered_by_those_that_exist(folder):
    with pytest.raises(PracticumError) as caught:
        check("m08-u9-z", 1)
    assert "m08-u1-a, m08-r1" in caught.value.next_step


def test_can_a_quiz_be_answered_by_clicking(folder, project):
    inline = question("m08-r2", "Which comes first?", {"sum": "Add up", "divide": "Divide"}, right="sum")
    asked = Quiz(("m08-r1", inline))
    asked.button.click()
    assert all("Not answered yet." in result.value for result in asked.results)
    assert tries(project) == []
    asked.choices[0].value = "impressions"
    asked.choices[1].value = "sum"
    asked.button.click()
    assert "That is impressions." in asked.results[0].value
    assert "Right" in asked.results[1].value
    assert tries(project) == [("m08-r1", "wrong-named"), ("m08-r2", "right")]


def test_does_every_message_of_a_quiz_reach_a_screen_reader(folder):
    asked = Quiz(("m08-r1",))
    asked.choices[0].value = "reach"
    asked.button.click()
    assert 'role="status"' in asked.results[0].value


def test_does_a_quiz_without_a_front_end_show_its_questions_and_hide_its_answers(folder, capsys):
    quiz("m08-r1")
    said = capsys.readouterr().out
    assert "1. What does reach count?" in said
    html = Quiz(("m08-r1",)).as_html()
    assert "<details><summary>Answer</summary><p>People</p></details>" in html
