"""Does a run leave exactly what nbgrader's own autograde leaves, once and only once?"""

import copy
import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from practicum.errors import PracticumError
from practicum.grading.cohort import Options, State, grade, summary
from practicum.grading.collect import collect
from practicum.grading.course import open_course, register, run
from practicum.grading.gradebook import Book
from practicum.grading.layout import read_layout

SLUG = "m90-toy"
TEXT = "We looked and we answer today."
GRADES = """
    select s.student_id, c.name, c.type, g.auto_score, g.manual_score, g.extra_credit, g.needs_manual_grade
    from grade g join base_cell c on c.id = g.cell_id
    join submitted_notebook n on n.id = g.notebook_id
    join submitted_assignment s on s.id = n.assignment_id order by 1, 2, 3"""
COMMENTS = """
    select s.student_id, c.name, c.type, g.auto_comment, g.manual_comment
    from comment g join base_cell c on c.id = g.cell_id
    join submitted_notebook n on n.id = g.notebook_id
    join submitted_assignment s on s.id = n.assignment_id order by 1, 2, 3"""
SUBMISSIONS = """
    select s.student_id, s.timestamp, s.extension, n.flagged, n.late_submission_penalty,
    p.first_name, p.last_name
    from submitted_assignment s join submitted_notebook n on n.assignment_id = s.id
    join student p on p.id = s.student_id order by 1"""


def dump(project):
    """Everything that nbgrader keeps of hand-ins, without ids."""
    with closing(sqlite3.connect(project.root / "gradebook.db")) as book:
        return {name: book.execute(name).fetchall() for name in (GRADES, COMMENTS, SUBMISSIONS)}


def autograded(project, student):
    path = project.root / "autograded" / student / SLUG / f"{SLUG}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook


def shown(notebook):
    """What an instructor sees and nbgrader reads, of every released cell."""
    return [
        (
            cell.metadata.nbgrader,
            cell.source,
            [(output.output_type, output.data) for output in cell.outputs],
        )
        for cell in notebook.cells
        if cell.cell_type == "code" and "nbgrader" in cell.metadata
    ]


def autograded_times(project):
    return {path: path.stat().st_mtime_ns for path in (project.root / "autograded").rglob("*.ipynb")}


def forged(notebook):
    """A notebook in which much was done to the cells that are ours."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.source = "100"
            cell.metadata.nbgrader.points = 100
            cell.outputs = [new_output("execute_result", {"text/plain": "100.0"})]
    twin = copy.deepcopy(notebook.cells[2])
    twin.id = "twin"
    del notebook.cells[1]
    notebook.cells += [twin, new_code_cell("'own'"), new_markdown_cell("own words")]
    return notebook


@pytest.fixture
def people(toy, hand_in, released):
    """Six people hand in; returns the project."""
    answered = copy.deepcopy(released)
    answered.cells[2].source = 'answer("m90-1", 4.88)'
    typed = copy.deepcopy(released)
    typed.cells[-1].source = "# Please read this."
    hand_in("perfect", {"m90-1": 4.88, "m90-2": TEXT}, notebook=answered)
    hand_in("blank", {})
    hand_in("mistaken", {"m90-1": 7.31}, files={"notes.txt": b"more"})
    hand_in("forger", {"m90-1": 5}, notebook=forged(released))
    hand_in("typist", {}, notebook=typed)
    inbox = hand_in("torn", {"m90-1": 4.88}).parent
    assert not collect(inbox, toy).refused
    (toy.root / "submitted" / "torn" / SLUG / "answers.json").write_bytes(b'{"format": 1')
    return toy


def by_student(graded):
    return {one.student: one for one in graded}


@pytest.mark.slow
def test_a_run_leaves_what_nbgrader_leaves(people, tmp_path):
    other = tmp_path / "stock"
    shutil.copytree(people.root, other)
    grade("m90", people, Options(jobs=2))
    api = open_course(other)
    register(api, SLUG)
    api.config.Execute.enabled = False
    for student in by_student(grade("m90", people)):
        run(api.autograde, SLUG, student)
    ours, theirs = dump(people), dump(type(people)(other))
    assert ours[GRADES] == theirs[GRADES]
    assert ours[COMMENTS] == theirs[COMMENTS]
    assert [row[:5] for row in ours[SUBMISSIONS]] == [row[:5] for row in theirs[SUBMISSIONS]]
    assert len(ours[GRADES]) == 6 * 3
    for student in ("perfect", "mistaken", "forger", "typist", "torn"):
        mine, stock = autograded(people, student), autograded(type(people)(other), student)
        graded = [cell for cell in stock.cells if cell.metadata.get("nbgrader", {}).get("grade")]
        for cell in stock.cells:
            if cell.cell_type == "code" and cell not in graded:
                cell.outputs = []  # its run is shown; ours shows none
        assert shown(mine) == shown(stock), student
        assert [cell.source for cell in mine.cells] == [cell.source for cell in stock.cells]
        names = {
            name: sorted(path.name for path in (root / "autograded" / student / SLUG).iterdir())
            for name, root in (("ours", people.root), ("stock", other))
        }
        assert names["ours"] == names["stock"]


def test_marks_reasons_and_pages_are_there_and_a_second_run_does_nothing(people):
    first = by_student(grade("m90", people))
    assert {name: one.score for name, one in first.items()} == {
        "blank": 0,
        "forger": 0,
        "mistaken": 1,
        "perfect": 6,
        "torn": 0,
        "typist": 0,
    }
    assert [name for name, one in first.items() if one.needs_person] == ["forger", "perfect", "typist"]
    assert all(one.feedback.is_file() and one.state is State.GRADED for one in first.values())
    assert "You averaged the ratios &amp; lost weight." in first["mistaken"].feedback.read_text()
    before = dump(people)
    times = autograded_times(people)
    second = grade("m90", people)
    assert {one.state for one in second} == {State.UNCHANGED}
    assert dump(people) == before
    assert autograded_times(people) == times
    assert {one.state for one in grade("m90", people, Options(force=True))} == {State.GRADED}
    assert dump(people) == before


def test_only_what_changed_is_marked_again_and_the_summary_counts_it(people, hand_in):
    grade("m90", people)
    collect(hand_in("mistaken", {"m90-1": 4.88}, day=2, folder="second").parent, people)
    (people.root / "feedback" / "blank" / SLUG / f"{SLUG}.html").unlink()
    again = by_student(grade("m90", people))
    states = {name: one.state for name, one in again.items() if one.state is not State.UNCHANGED}
    assert states == {"mistaken": State.CHANGED, "blank": State.GRADED}
    assert again["mistaken"].score == 4
    assert again["blank"].feedback.is_file()
    words = summary(tuple(again.values()), 2.0)
    assert "2 graded, 1 of them changed, 4 unchanged, 0 refused, 0 timed out, 0 crashed" in words
    assert "3.0 hand-ins a second" in words
    assert "3 hand-ins wait for a person" in words


def test_a_changed_marking_is_noticed_and_changes_marks(people):
    grade("m90", people)
    marking = people.solutions / SLUG / "marking.py"
    marking.write_text(marking.read_text().replace("return 4.88", "return 7.31"))
    again = by_student(grade("m90", people))
    assert all(one.state is not State.UNCHANGED for one in again.values())
    assert again["perfect"].score == 2
    assert again["perfect"].state is State.CHANGED


def give_points(project, student, points, words):
    with open_course(project.root).gradebook as book:
        key = ("m90-2-read", SLUG, SLUG, student)
        given = book.find_grade(*key)
        given.manual_score, given.needs_manual_grade = points, False
        book.find_comment(*key).manual_comment = words
        book.db.commit()


def test_a_persons_points_and_words_stay_and_are_asked_for_again_only_when_the_evidence_changed(
    people, hand_in
):
    grade("m90", people)
    give_points(people, "perfect", 2, "Warm & clear.")
    forced = by_student(grade("m90", people, Options(force=True)))["perfect"]
    assert (forced.score, forced.needs_person) == (8, False)
    page = forced.feedback.read_text()
    assert "A person read it: 2 of 3 points." in page
    assert "Warm &amp; clear." in page
    newer = hand_in("perfect", {"m90-1": 4.88, "m90-2": "Another text of mine."}, day=3, folder="newer")
    collect(newer.parent, people)
    changed = by_student(grade("m90", people))["perfect"]
    assert (changed.score, changed.needs_person) == (8, True)
    assert "Warm &amp; clear." in changed.feedback.read_text()


def test_a_late_hand_in_loses_what_the_course_says(people):
    grade("m90", people)
    with open_course(people.root).gradebook as book:
        book.update_or_create_assignment(SLUG, duedate="2026-11-01 08:00:00 UTC")
    settings = {"LateSubmissionPlugin": {"penalty_method": "zero"}}
    graded = by_student(grade("m90", people, Options(force=True), settings=settings))
    assert {row[0]: row[4] for row in dump(people)[SUBMISSIONS]}["perfect"] == 6
    assert "6 points were taken off for handing in late." in graded["perfect"].feedback.read_text()
    grade("m90", people, Options(force=True))
    assert {row[0]: row[4] for row in dump(people)[SUBMISSIONS]}["perfect"] is None


def test_a_definition_that_does_not_load_stops_the_run_before_anything_is_written(people):
    grade("m90", people)
    before = dump(people)
    marking = people.solutions / SLUG / "marking.py"
    marking.write_text("raise ValueError('secret reason')")
    with pytest.raises(PracticumError, match="secret reason"):
        grade("m90", people)
    assert dump(people) == before


def test_points_that_disagree_stop_the_run(people):
    marking = people.solutions / SLUG / "marking.py"
    marking.write_text(marking.read_text().replace("points=4", "points=40"))
    with pytest.raises(PracticumError, match="worth 4"):
        grade("m90", people)


def test_a_faulty_reference_costs_its_own_exercise_and_is_said(people):
    marking = people.solutions / SLUG / "marking.py"
    marking.write_text(marking.read_text().replace("return 4.88", "return tables['secret table']"))
    graded = by_student(grade("m90", people))
    assert graded["perfect"].score == 2
    assert "secret table" in graded["perfect"].problems[0]
    assert "secret table" not in graded["perfect"].feedback.read_text()
    assert "tell your instructor" in graded["perfect"].feedback.read_text()


def test_links_and_pipes_are_neither_followed_nor_copied(people):
    folder = people.root / "submitted" / "blank" / SLUG
    (folder / "stolen.txt").symlink_to(people.solutions / SLUG / "marking.py")
    (folder / "way-out").symlink_to(people.solutions)
    os.mkfifo(folder / "pipe.txt")
    assert by_student(grade("m90", people))["blank"].score == 0
    assert {path.name for path in (people.root / "autograded" / "blank" / SLUG).iterdir()} == {
        "manifest.json",
        "timestamp.txt",
        f"{SLUG}.ipynb",
    }


def test_the_time_of_handing_in_is_kept_as_nbgrader_keeps_it(people):
    grade("m90", people)
    with open_course(people.root).gradebook as book:
        assert book.find_submission(SLUG, "perfect").timestamp == datetime(2026, 11, 1, 9, 0)  # noqa: DTZ001


def test_an_assignment_that_nbgrader_does_not_know_is_said(people):
    grade("m90", people)
    with pytest.raises(PracticumError, match="does not know m08"):
        Book(read_layout(people.root).db_url, "m08-analytics")


def test_the_ledger_names_what_made_each_mark(people):
    grade("m90", people)
    book = Book(read_layout(people.root).db_url, SLUG)
    entry = book.entries(["mistaken"])["mistaken"]
    book.close()
    assert entry.marks["m90-1"] == {
        "points": 1.0,
        "out_of": 4,
        "outcome": "wrong-named",
        "mistake": "average of ratios",
    }
    assert set(entry.files) == {
        "answers.json",
        "manifest.json",
        "notes.txt",
        "timestamp.txt",
        f"{SLUG}.ipynb",
    }
    assert entry.made.seed == "edition"
    assert len({entry.made.evidence, entry.made.marking, entry.made.environment}) == 3
    assert json.dumps(entry.marks).count("4.88") == 0


def test_a_learners_text_cannot_act_in_formgrader(toy, hand_in, released):
    notebook = copy.deepcopy(released)
    notebook.cells.append(new_markdown_cell("<script>steal()</script> [x](javascript:steal())"))
    collect(hand_in("trickster", {}, notebook=notebook).parent, toy)
    grade("m90", toy)
    assert "<script" not in autograded(toy, "trickster").cells[-1].source
    assert "javascript:" not in autograded(toy, "trickster").cells[-1].source
    assert "steal()" in autograded(toy, "trickster").cells[-1].source


@pytest.mark.slow
def test_running_notebooks_afterwards_shows_them_and_changes_no_mark(people, hand_in, released, monkeypatch):
    notebook = copy.deepcopy(released)
    notebook.cells.insert(1, new_code_cell("print('seen', 6 * 7)"))
    forge = "from IPython.display import HTML\nHTML('<img src=x onerror=steal()>words')"
    notebook.cells.insert(2, new_code_cell(forge))
    collect(hand_in("runner", {"m90-1": 4.88}, notebook=notebook, folder="runs").parent, people)
    monkeypatch.setenv("PRACTICUM_UNSAFE", "1")  # where there is a sandbox, it is used all the same
    grade("m90", people)
    before, marks = dump(people), shown(autograded(people, "runner"))
    seen = by_student(grade("m90", people, Options(view=True, jobs=2)))
    assert dump(people) == before
    assert {one.state for one in seen.values()} == {State.UNCHANGED}
    viewed = autograded(people, "runner")
    assert viewed.cells[1].outputs[0].text == "seen 42\n"
    assert "words" in json.dumps(viewed.cells[2].outputs)
    assert "onerror" not in json.dumps(viewed.cells[2].outputs)
    assert [one for one in shown(viewed) if one[0].grade] == [one for one in marks if one[0].grade]
    times = autograded_times(people)
    grade("m90", people, Options(view=True))
    assert autograded_times(people) == times
