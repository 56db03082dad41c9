"""Is every difference explained, nothing written unasked, and each mark's reasoning laid open?"""

import pytest
from rich.console import Console

from practicum.errors import PracticumError
from practicum.grading.appeal import appeal
from practicum.grading.cohort import State, grade
from practicum.grading.collect import collect
from practicum.grading.dry_run import dry_run, table, verdict
from practicum.grading.regrade import regrade

SLUG = "m90-toy"
TEXT = "We looked and we answer today."


@pytest.fixture
def graded(toy, hand_in):
    hand_in("nora", {"m90-1": 4.88, "m90-2": TEXT})
    inbox = hand_in("omar", {"m90-1": 7.31}).parent
    collect(inbox, toy)
    grade("m90", toy)
    return toy


def change_reference(project):
    marking = project.solutions / SLUG / "marking.py"
    marking.write_text(marking.read_text().replace("return 4.88", "return 7.31"))


def test_nothing_changed_means_no_difference(graded):
    found = regrade("m90", graded)
    assert (found.count, found.differences, found.made_otherwise) == (2, (), 0)
    assert "0 marks differ" in found.text()


def test_each_difference_names_what_changed_and_nothing_is_written(graded, hand_in):
    collect(hand_in("nora", {"m90-1": 0.0488, "m90-2": TEXT}, day=2, folder="second").parent, graded)
    found = regrade("m90", graded)
    assert [(one.student, one.exercise) for one in found.differences] == [("nora", "m90-1")]
    sentence = str(found.differences[0])
    assert "4 of 4, Right; now 0 of 4, Named mistake: fraction" in sentence
    assert "the evidence: answers.json, manifest.json" in sentence
    assert "the marking" not in sentence
    assert "--apply" in found.text()
    assert regrade("m90", graded).differences == found.differences


def test_a_changed_marking_is_the_cause_it_is_and_apply_writes(graded):
    change_reference(graded)
    found = regrade("m90", graded)
    assert [(one.student, one.now) for one in found.differences] == [
        ("nora", "0 of 4, Not right"),
        ("omar", "4 of 4, Right"),
    ]
    assert all(len(one.why) == 1 and "the marking" in one.why[0] for one in found.differences)
    assert regrade("m90", graded, apply=True).applied
    assert regrade("m90", graded).differences == ()
    after = {one.student: (one.score, one.state) for one in grade("m90", graded)}
    assert after == {"nora": (2, State.UNCHANGED), "omar": (4, State.UNCHANGED)}


def test_a_changed_environment_is_the_cause_it_is(graded):
    (graded.root / "requirements.lock").write_text("pandas==9\n")
    found = regrade("m90", graded)
    assert (found.differences, found.made_otherwise) == ((), 2)
    assert "2 hand-ins give the same marks although" in found.text()


def test_an_appeal_shows_the_whole_way_from_what_was_received_to_the_points(graded):
    text = appeal("m90", "omar", "m90-1", graded)
    for words in (
        "answers.json: 7.31",
        "Read as: 7.31",
        "Right: 4.88",
        "Mistake “average of ratios”, earns at least 25 % of the points: 7.31",
        "Named mistake: average of ratios · 1 of 4 points",
        "m90-1: 1 of 4 points, given by rules",
        "The replay gives the mark that was written.",
        "Draw of the tables: edition",
        "pandas  ",
    ):
        assert words in text, words
    assert "Changed since" not in text
    assert "m90-2-read: 0 of 3 points, waiting for a person" in appeal("m90", "nora", "m90-2", graded)


def test_an_appeal_says_when_the_replay_gives_another_mark_and_why(graded):
    change_reference(graded)
    text = appeal("m90", "omar", "m90-1", graded)
    assert "The replay gives another mark than was written" in text
    assert "Changed since: the marking" in text


@pytest.mark.parametrize(
    ("student", "exercise", "words"), [("zoe", "m90-1", "zoe"), ("omar", "m90-9", "m90-9")]
)
def test_an_appeal_for_nobody_or_nothing_says_what_there_is(graded, student, exercise, words):
    with pytest.raises(PracticumError, match=words) as raised:
        appeal("m90", student, exercise, graded)
    assert raised.value.next_step


def test_personas_get_what_is_due_and_a_mixed_up_mistake_is_seen(toy):
    rows = dry_run("m90", toy)
    assert [row.persona for row in rows] == [
        "perfect",
        "blank",
        "m90-1 average of ratios",
        "m90-1 fraction",
        "m90-1 paid posts",
    ]
    assert not any(row.differences for row in rows)
    assert [row.points for row in rows] == [6, 0, 3, 2, 2]
    assert verdict(rows) == "All 5 personas get what is due."
    marking = toy.solutions / SLUG / "marking.py"
    marking.write_text(marking.read_text().replace("lambda tables: 9.02", "lambda tables: 7.31"))
    rows = dry_run("m90", toy)
    assert [row.persona for row in rows if row.differences] == ["m90-1 paid posts"]
    assert "Named mistake: paid posts is due" in rows[-1].differences[0]
    assert "1 persona of 5 does not" in verdict(rows)
    console = Console(record=True, width=160, file=None)
    console.print(table(rows))
    assert "paid posts is due" in console.export_text()
