"""Are questions with one right option read, and is what they lack said?"""

import pytest

from practicum.errors import PracticumError
from practicum.marking import Outcome, mark, read_questions

ROW = """[[question]]
id = "m08-r1"
title = "First"
competence = "H1"
see = "m08-analytics/lesson.ipynb#A"
text = "Which?"
a = { text = "This" }
b = { text = "That", mistake = "that one", hint = "Not that." }
c = { text = "Both", mistake = "both", hint = "Not both." }
d = { text = "None", mistake = "none", hint = "Not none." }
"""


def test_is_the_option_without_a_hint_the_right_one(tmp_path):
    path = tmp_path / "questions.toml"
    path.write_text(ROW, encoding="utf-8")
    (question,) = read_questions(path).values()
    assert mark(question, "a", {}).outcome is Outcome.RIGHT
    found = mark(question, "c", {})
    assert (found.mistake, found.said) == ("both", "Not both.")


@pytest.mark.parametrize(
    "broken",
    [
        ROW.replace(', hint = "Not that."', ""),
        ROW.replace('a = { text = "This" }', 'a = { text = "This", mistake = "x", hint = "y" }'),
        ROW.replace('d = { text = "None", mistake = "none", hint = "Not none." }\n', ""),
        ROW.replace('see = "m08-analytics/lesson.ipynb#A"\n', ""),
    ],
)
def test_is_a_question_without_its_parts_refused_by_its_id(tmp_path, broken):
    path = tmp_path / "questions.toml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(PracticumError, match="question m08-r1 lacks"):
        read_questions(path)


def test_is_a_file_that_is_none_refused(tmp_path):
    with pytest.raises(PracticumError, match="no questions that can be read"):
        read_questions(tmp_path / "questions.toml")
