"""Do the commands say what came of it, in words and by their exit code?"""

import pytest
from typer.testing import CliRunner

from practicum.cli import app
from practicum.grading.collect import collect

SLUG = "m90-toy"


@pytest.fixture
def run(toy, hand_in, monkeypatch):
    monkeypatch.setenv("PRACTICUM_ROOT", str(toy.root))
    collect(hand_in("omar", {"m90-1": 7.31}).parent, toy)

    def invoke(*words):
        done = CliRunner().invoke(app, list(words))
        return done.exit_code, done.output

    return invoke


def test_grade_regrade_appeal_and_personas(run, toy):
    code, said = run("grade", "m90", "--jobs", "1")
    assert code == 0
    assert "omar  1/9" in said
    assert "1 graded, 0 of them changed, 0 unchanged" in said
    assert "1 unchanged" in run("grade", "m90")[1]
    marking = toy.solutions / SLUG / "marking.py"
    good = marking.read_text()
    marking.write_text(good.replace("return 4.88", "return 7.31"))
    code, said = run("regrade", "m90")
    assert code == 1
    assert "omar, m90-1: 1 of 4, Named mistake: average of ratios; now 4 of 4, Right." in said
    code, said = run("appeal", "m90", "omar", "m90-1")
    assert code == 0
    assert "another mark than was written" in said
    assert run("regrade", "m90", "--apply")[0] == 0
    assert "omar, m90-1: " not in run("regrade", "m90")[1]
    assert run("personas", "m90")[0] == 1  # one mistake now gives the right value
    marking.write_text(good)
    code, said = run("personas", "m90")
    assert code == 0
    assert "All 5 personas get what is due." in said


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("grade", "m77"), "not a module"),
        (("appeal", "m90", "zoe", "m90-1"), "“zoe” handed in nothing"),
        (("personas", "m77"), "not a module"),
        (("grade", "m90", "--db", "sqlite:////nowhere/at/all.db"), "gradebook"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_with_a_next_step(run, words, problem, monkeypatch):
    monkeypatch.setattr("practicum.grading.gradebook.PATIENCE", 0.2)
    code, said = run(*words)
    assert code == 2
    assert problem in said
    assert "Next: " in said
