"""Does nbgrader read exactly our marks from sealed cells, and ask for a person only when there is a need?"""

import copy
import json
import logging
import os
import subprocess
import sys

import pytest
from nbformat.v4 import new_output
from nbgrader.converters import Autograde
from nbgrader.preprocessors import CheckCellMetadata
from nbgrader.utils import determine_grade

from practicum.errors import PracticumError
from practicum.evidence import EvidenceError, record_answer
from practicum.grading.clean import mark_in_clean_process
from practicum.grading.course import open_course
from practicum.grading.mark_submission import mark_submission
from practicum.grading.marks import MARK_TYPE
from practicum.grading.sealed import ALARM, MarkEvidence, SealedMarks

READ = "m90-2-read"
TEXT = "We looked and we answer today."


@pytest.fixture
def submitted(toy):
    folder = toy.root / "submitted" / "nora" / "m90-toy"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def seal(toy, submitted, released, monkeypatch):
    """Answer, then take the released notebook through both steps; returns cells by id and the log."""
    monkeypatch.setenv("PRACTICUM_ROOT", str(toy.root))

    def run(answers, notebook=None):
        for exercise, value in answers.items():
            record_answer(submitted / "answers.json", exercise, value)
        converter = Autograde(coursedir=open_course(toy.root).coursedir)
        resources = {"nbgrader": {"assignment": "m90-toy", "notebook": "m90-toy", "student": "nora"}}
        notebook = copy.deepcopy(released if notebook is None else notebook)
        for step in (MarkEvidence, SealedMarks, CheckCellMetadata):
            notebook, resources = step(parent=converter)(notebook, resources)
        return {
            cell.metadata.nbgrader.grade_id: cell for cell in notebook.cells if "nbgrader" in cell.metadata
        }

    return run


@pytest.mark.parametrize(
    ("value", "score", "outcome"),
    [
        (4.88, 4, "right"),
        ("4,88 %", 4, "right"),
        (7.31, 1, "wrong-named"),
        (0.0488, 0, "wrong-named"),
        (5.5, 0, "wrong"),
        ("about five", 0, "unreadable"),
    ],
)
def test_the_score_is_the_mark(seal, value, score, outcome):
    cell = seal({"m90-1": value})["m90-1"]
    assert determine_grade(cell) == (score, 4)
    assert cell.outputs[0].data[MARK_TYPE]["outcome"] == outcome


def test_the_hint_is_shown_in_three_forms_and_the_right_value_in_none(seal):
    shown, result = seal({"m90-1": 7.31})["m90-1"].outputs
    assert "You averaged the ratios &amp; lost weight." in shown.data["text/html"]
    for form in ("text/markdown", "text/plain"):
        assert "You averaged the ratios" in shown.data[form]
    assert "4.88" not in json.dumps([shown, result])
    assert "“one ratio not many”" in shown.data["text/html"]


def test_what_the_cell_printed_while_it_ran_counts_for_nothing(seal, released):
    for cell in released.cells:
        if cell.cell_type == "code":
            cell.outputs = [
                new_output("stream", name="stderr", text="a warning"),
                new_output("execute_result", {"text/plain": "1000.0"}),
            ]
    cells = seal({"m90-1": 4.88}, released)
    assert determine_grade(cells["m90-1"]) == (4, 4)
    assert determine_grade(cells["m90-2"]) == (0, 2)


def test_nothing_to_read_asks_for_nobody(seal):
    assert determine_grade(seal({"m90-1": 4.88})[READ]) == (0, 3)


def test_a_text_asks_for_a_person_who_sees_it_with_the_anchors(seal):
    cell = seal({"m90-2": f"{TEXT} <script>alert(1)</script>"})[READ]
    assert determine_grade(cell) == (None, 3)
    html = cell.outputs[0].data["text/html"]
    assert TEXT in html
    assert "<script>" not in html
    assert "Warm, and it answers the question asked." in html


def test_a_text_that_breaks_the_rules_is_still_read_by_a_person(seal):
    cells = seal({"m90-2": "word " * 60})
    assert determine_grade(cells["m90-2"])[0] < 2
    assert determine_grade(cells[READ]) == (None, 3)


def test_words_typed_into_the_readers_cell_are_read_by_a_person(seal, released):
    next(
        cell for cell in released.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == READ
    ).source = "# Hi"
    assert determine_grade(seal({}, released)[READ]) == (None, 3)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"\x00\x01", b'{"format": "practicum-answers", "version": 9}']
)
def test_an_unreadable_file_ends_in_marks_and_a_reason(seal, submitted, content):
    (submitted / "answers.json").write_bytes(content)
    cells = seal({})
    for name in ("m90-1", "m90-2"):
        assert determine_grade(cells[name])[0] == 0
        facts = cells[name].outputs[0].data[MARK_TYPE]
        assert (facts["outcome"], facts["failed"]) == ("unreadable", False)
        assert "answers.json" in cells[name].outputs[0].data["text/plain"]


def test_a_faulty_definition_costs_only_its_own_exercise_and_is_said_loudly(seal, toy, caplog):
    marking = toy.solutions / "m90-toy" / "marking.py"
    marking.write_text(marking.read_text().replace("return 4.88", "return tables['secret table']"))
    with caplog.at_level(logging.ERROR):
        cells = seal({"m90-1": 4.88, "m90-2": TEXT})
    assert determine_grade(cells["m90-1"])[0] == 0
    assert "tell your instructor" in cells["m90-1"].outputs[0].data["text/html"]
    assert "secret table" not in json.dumps(cells["m90-1"].outputs)
    assert determine_grade(cells["m90-2"])[0] == 2
    assert f"{ALARM} for nora, m90-1" in caplog.text


def test_a_marking_file_that_does_not_load_fails_every_mark_loudly_and_asks_for_a_person(seal, toy, caplog):
    (toy.solutions / "m90-toy" / "marking.py").write_text("raise ValueError('secret reason')")
    with caplog.at_level(logging.ERROR):
        cells = seal({"m90-1": 4.88})
    assert ALARM in caplog.text
    assert "secret reason" in caplog.text
    assert "secret reason" not in json.dumps(cells["m90-1"].outputs)
    assert determine_grade(cells["m90-1"]) == (0, 4)
    assert determine_grade(cells[READ]) == (None, 3)


def test_points_that_disagree_stop_the_grading(seal, toy):
    marking = toy.solutions / "m90-toy" / "marking.py"
    marking.write_text(marking.read_text().replace("points=4", "points=40"))
    with pytest.raises(PracticumError, match="worth 4"):
        seal({"m90-1": 4.88})


class _Agrees(float):
    called = False

    def __sub__(self, other):
        _Agrees.called = True
        return 0.0

    __rsub__ = __abs__ = __float__ = __eq__ = __lt__ = __round__ = __repr__ = __str__ = __sub__
    __hash__ = float.__hash__


def test_an_object_with_operators_of_its_own_is_refused_and_never_asked(submitted):
    with pytest.raises(EvidenceError):
        record_answer(submitted / "answers.json", "m90-1", _Agrees(1))
    assert not _Agrees.called
    assert not (submitted / "answers.json").exists()


def test_the_clean_process_gets_no_secrets_and_imports_nothing_from_the_hand_in(toy, submitted, monkeypatch):
    seen = toy.root / "seen.json"
    marking = toy.solutions / "m90-toy" / "marking.py"
    spy = (
        "import json, os, sys\n"
        f"with open({str(seen)!r}, 'w') as file:\n"
        "    json.dump([dict(os.environ), os.getcwd(), sys.path], file)\n"
    )
    marking.write_text(spy + marking.read_text())
    for name in ("json.py", "practicum.py", "pandas.py", "sitecustomize.py"):
        (submitted / name).write_text("raise SystemExit('learner code ran')")
    monkeypatch.setenv("PYTHONPATH", str(submitted))
    monkeypatch.setenv("SECRET_TOKEN", "s3cret")
    monkeypatch.chdir(submitted)
    record_answer(submitted / "answers.json", "m90-1", 4.88)
    assert mark_in_clean_process(submitted, marking, toy.root)["m90-1"].points == 4
    environment, folder, path = json.loads(seen.read_text())
    assert "SECRET_TOKEN" not in environment
    assert "PYTHONPATH" not in environment
    assert not folder.startswith(str(toy.root))
    assert str(submitted) not in path


def test_a_marking_that_does_not_end_is_stopped(toy, submitted, monkeypatch):
    monkeypatch.setattr("practicum.grading.clean.TIMEOUT", 0.5)
    marking = toy.solutions / "m90-toy" / "marking.py"
    good = marking.read_text()
    marking.write_text(good.replace("return 4.88", "while True: pass"))
    record_answer(submitted / "answers.json", "m90-1", 4.88)
    with pytest.raises(PracticumError, match="did not end"):
        mark_in_clean_process(submitted, marking, toy.root)
    marking.write_text(good)
    assert mark_in_clean_process(submitted, marking, toy.root)["m90-1"].points == 4


def test_evidence_is_read_and_not_changed(toy, submitted):
    record_answer(submitted / "answers.json", "m90-1", 7.31)
    before = {path.name: path.read_bytes() for path in submitted.iterdir()}
    mark_submission(submitted, toy.solutions / "m90-toy" / "marking.py")
    assert {path.name: path.read_bytes() for path in submitted.iterdir()} == before


def test_a_missing_alembic_on_the_path_does_not_stop_the_first_gradebook(toy):
    (toy.root / "gradebook.db").unlink()
    code = (
        "from practicum.grading.course import open_course, register\n"
        "from pathlib import Path\n"
        "api = open_course(Path.cwd())\n"
        "register(api, 'm90-toy')\n"
    )
    environment = {**os.environ, "PATH": os.defpath}
    subprocess.run([sys.executable, "-c", code], cwd=toy.root, env=environment, check=True)
    assert (toy.root / "gradebook.db").is_file()
    assert (toy.assignments / "m90-toy" / "exercises.json").is_file()


def test_a_learners_edition_says_that_nothing_can_be_graded(tmp_path):
    with pytest.raises(PracticumError, match="nothing can be graded") as raised:
        open_course(tmp_path)
    assert "instructor" in raised.value.next_step
