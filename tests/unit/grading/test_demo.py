"""Does the whole way, with real nbgrader, end in the marks that evidence deserves? On a toy course."""

import io
import shutil
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from rich.console import Console

from practicum.grading import demo
from practicum.grading.cohort import grade
from practicum.grading.course import open_course, run
from practicum.grading.demo_people import Person, name_of
from practicum.grading.demo_round import Expected, Round
from practicum.grading.demo_stock import stock_differences
from practicum.marking import Outcome, load_exercises
from practicum.project import Project

pytestmark = pytest.mark.slow


STOCK = ("perfect", "forges marks", "infinite loop", "kills its kernel")


@pytest.fixture(scope="module")
def played(toy_master, tmp_path_factory):
    """The toy course's cohort, graded once: the course, and a comparison by persona."""
    patch = pytest.MonkeyPatch()
    for name in ("PRACTICUM_ROOT", "PRACTICUM_WORK"):
        patch.delenv(name, raising=False)
    course = demo.make_course(Project(toy_master), tmp_path_factory.mktemp("demo") / "course")
    comparisons = demo.grade_cohort(course, Console(file=io.StringIO()))
    patch.undo()
    return course, {one.person.persona: one for one in comparisons}


@pytest.fixture(scope="module")
def executed(played, tmp_path_factory):
    """The same course after nbgrader's own autograde ran some of its notebooks, and what then differed."""
    course, people = played
    copy = Project(tmp_path_factory.mktemp("stock") / "course")
    shutil.copytree(course.root, copy.root)
    patch = pytest.MonkeyPatch()
    patch.setenv("PRACTICUM_ROOT", str(copy.root))
    settings = {"Execute": {"timeout": 6}, "RunForView": {"budget": 20.0}}
    chosen = [one for name, one in people.items() if name in STOCK]
    differences = stock_differences(copy, chosen, settings)
    patch.undo()
    return copy, differences


def _page(one):
    return one.graded.feedback.read_text(encoding="utf-8")


def _autograded(course, one):
    return course.root / "autograded" / one.graded.student / "m90-toy"


def test_every_persona_gets_what_its_evidence_deserves(played):
    _course, people = played
    assert {name: one.differences for name, one in people.items() if one.differences} == {}
    scores = {name: one.graded.score for name, one in people.items()}
    assert scores == {
        "perfect": 6,
        "blank": 0,
        "m90-1 average of ratios": 3,
        "m90-1 fraction": 2,
        "m90-1 paid posts": 2,
        "tampered test cells": 3,
        "overridden operators": 2,
        "deleted cells": 6,
        "duplicated cells": 6,
        "corrupt answers.json": 0,
        "damaged notebook": 6,
        "infinite loop": 6,
        "kills its kernel": 6,
        "forges marks": 0,
        "reads solutions": 0,
    }


def test_no_notebook_ran_and_reading_the_solutions_earned_nothing(played):
    course, people = played
    thief = people["reads solutions"]
    assert not (_autograded(course, thief) / "loot.html").exists()
    assert [path.name for path in thief.graded.feedback.parent.iterdir()] == ["m90-toy.html"]
    assert thief.graded.score == 0
    assert "sealed_reference" not in _page(thief)


def test_nbgraders_own_way_gives_the_same_marks(executed):
    _course, differences = executed
    assert differences == {}


def test_no_page_holds_a_sealed_value_or_marking_code_that_its_learner_did_not_hand_in(played):
    _course, people = played
    for name, one in people.items():
        page = _page(one)
        assert "sealed_reference" not in page
        assert "EXERCISES" not in page
        if 4.88 not in one.person.answers.values():
            assert "4.88" not in page, name


def test_a_forged_mark_was_shown_and_is_not_believed(executed, played):
    course, _differences = executed
    forger = played[1]["forges marks"]
    assert "<script>forged()</script>" in (_autograded(course, forger) / "m90-toy.ipynb").read_text()
    assert "<script" not in _page(forger)
    assert set(forger.given) == {"m90-1", "m90-2"}


def test_the_loop_and_the_dead_kernel_are_seen_by_the_instructor(executed, played):
    course, people = executed[0], played[1]
    dead = nbformat.read(_autograded(course, people["kills its kernel"]) / "m90-toy.ipynb", as_version=4)
    assert "ended early" in dead.cells[0].source
    loop = (_autograded(course, people["infinite loop"]) / "m90-toy.ipynb").read_text()
    assert "CellTimeoutError" in loop or "KeyboardInterrupt" in loop


def test_running_a_notebook_leaves_the_instructors_own_folder_alone(executed, played):
    course, people = executed[0], played[1]
    assert {path.name for path in (course.root / "work").iterdir()} == {
        one.graded.student for one in people.values()
    }


def test_a_persons_points_and_words_reach_the_learner_and_survive_grading_again(played, monkeypatch):
    course, people = played
    monkeypatch.setenv("PRACTICUM_ROOT", str(course.root))
    student = people["perfect"].graded.student
    api = open_course(course.root)
    key = ("m90-2-read", "m90-toy", "m90-toy", student)
    with api.gradebook as gradebook:
        score = gradebook.find_grade(*key)
        score.manual_score, score.needs_manual_grade = 2, False
        gradebook.find_comment(*key).manual_comment = "Warm & clear."
        gradebook.db.commit()
    run(api.generate_feedback, "m90-toy", student, force=True)
    page = _page(people["perfect"])
    assert "A person read it: 2 of 3 points." in page
    assert "Warm &amp; clear." in page
    assert "8 of 9 points<" in page
    run(api.autograde, "m90-toy", student, force=True)
    with api.gradebook as gradebook:
        assert gradebook.find_submission("m90-toy", student).score == 8


def test_the_demo_prints_a_table_and_notices_a_difference(played):
    course, people = played
    here = Round(
        course, course.module("m90"), load_exercises(course.solutions / "m90-toy" / "marking.py"), {}
    )
    one = people["m90-1 fraction"]

    def differences(expected=one.expected, graded=one.graded, person=one.person):
        return here.compare(one.learner, person, expected, graded).differences

    assert differences() == ()
    assert differences(expected={**one.expected, "m90-1": Expected(0.0, Outcome.WRONG)})
    assert differences(graded=replace(one.graded, score=6.0))
    assert differences(graded=replace(one.graded, needs_person=False))
    assert differences(graded=replace(one.graded, feedback=Path("none.html")))
    assert differences(graded=replace(one.graded, problems=("Marking failed.",)))
    assert differences(graded=replace(one.graded, score=None))
    printed = io.StringIO()
    demo._say_what_next(
        [replace(one, differences=("Something [else].",))], course, Console(file=printed, width=200), 1
    )
    assert "Something [else]." in printed.getvalue()
    assert "1 differ." in printed.getvalue()
    Console(file=printed, width=200).print(demo._table([one]))
    assert "m90-1 fraction" in printed.getvalue()


def test_grading_what_nobody_handed_in_says_what_to_do(toy):
    with pytest.raises(Exception, match="Nothing was handed in") as raised:
        grade("m90", toy)
    assert "collect" in raised.value.next_step


def test_the_names_of_a_large_cohort_are_all_different():
    assert len({name_of(number) for number in range(500)}) == 500
    assert Person("blank").answers == {}
