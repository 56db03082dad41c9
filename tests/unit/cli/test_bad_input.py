"""Is every verb's bad input one sentence, the next step, exit code 2, and nothing half-written?"""

import contextlib
import shutil
import socket
import sys
from pathlib import Path

import pytest

from practicum import cli

REPOSITORY = Path(__file__).resolve().parents[3]
SYLLABUS = """
[[module]]
id = "m90"
slug = "m90-toy"
title = "A toy"
minutes = 5
status = "open"
summary = "How many?"
drill = "d90-toy"

[[module]]
id = "m91"
slug = "m91-later"
title = "Not yet"
minutes = 5
status = "planned"
summary = "When?"
"""
NOTEBOOK = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
FILES = {
    "course/syllabus.toml": SYLLABUS,
    "course/home.ipynb": NOTEBOOK,
    "course/home.md": "---\njupytext: {}\n---\n",
    "course/m90-toy/lesson.ipynb": NOTEBOOK,
    "assignments/m90-toy/m90-toy.ipynb": NOTEBOOK,
    "assignments/m90-toy/exercises.json": '{"format": "practicum-exercises", "version": 1, "exercises": []}',
    "notes/plain.txt": "not a zip",
    "damaged/one.zip": "PK but nothing more",
}


def make(root, name, text):
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course whose notebooks are there, with the current folder in it."""
    root = tmp_path / "course here"
    for name, text in FILES.items():
        make(root, name, text)
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    monkeypatch.chdir(root)
    for variable in ("PRACTICUM_ROOT", "PRACTICUM_WORK"):
        monkeypatch.delenv(variable, raising=False)
    return root


@pytest.fixture
def run(monkeypatch, capsys):
    """Return the exit code, what was said, and what was said to be wrong."""

    def call(words):
        monkeypatch.setattr(sys, "argv", ["practicum", *words.split()])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    return call


def listing(root):
    """Return every file that is the course's own; what a start made in the learner's folder is not."""
    apart = ("work/", ".build/")
    files = {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }
    return {name: content for name, content in files.items() if not name.startswith(apart)}


# What is wrong with the course, as files that were written over; None: the file is gone.
SYLLABUS_DAMAGED = {"course/syllabus.toml": "[[module"}
HOME_DAMAGED = {"course/home.ipynb": '{"cells": ['}
LESSON_DAMAGED = {"course/m90-toy/lesson.ipynb": "{}"}
UNBUILT = {"course/home.ipynb": None}
# No right can stop the administrator, who runs these tests in a container; a file in the way can.
WORK_IN_THE_WAY = {"work": "in the way"}
SOUND = {}


def spoil(root, changes):
    for name, text in changes.items():
        if text is None:
            (root / name).unlink()
        else:
            make(root, name, text)


def assert_refused(ended, says=""):
    code, out, err = ended
    assert (code, out) == (2, ""), err
    assert says in err
    assert err.startswith("practicum: ")
    assert "\nNext: " in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "words",
    [
        "lab",
        "desk d90-toy",
        "restore m90",
        "hand-in m90",
        "form m90",
        "build",
        "build --check",
        "pack",
        "grade m90",
    ],
)
def test_is_a_missing_or_damaged_course_refused(course, run, monkeypatch, words):
    spoil(course, SYLLABUS_DAMAGED)
    before = listing(course)
    assert_refused(run(words), "syllabus.toml is not a syllabus that can be read")
    assert listing(course) == before
    monkeypatch.chdir(course.parent)
    assert_refused(run(words), "No Practicum course was found")


@pytest.mark.parametrize(
    ("words", "changes", "says"),
    [
        ("lab", UNBUILT, "no built notebooks"),
        ("lab", HOME_DAMAGED, "home.ipynb is not a notebook"),
        ("lab", LESSON_DAMAGED, "lesson.ipynb is not a notebook"),
        ("lab", WORK_IN_THE_WAY, "work"),
        ("restore m77", SOUND, "'m77' is not a module"),
        ("restore m91", SOUND, "Module m91 is planned"),
        ("restore m90", LESSON_DAMAGED, "lesson.ipynb is not a notebook"),
        ("restore m90", WORK_IN_THE_WAY, "work"),
        ("desk d77", SOUND, "'d77' is not a drill"),
        ("desk d90-toy", SOUND, "'d90-toy' is not a drill"),
        ("hand-in m77", SOUND, "'m77' is not a module"),
        ("hand-in m91", SOUND, "nothing of m91 to hand in"),
        ("form m77", SOUND, "'m77' is not a module"),
        ("form m90", WORK_IN_THE_WAY, "work"),
        ("collect nowhere", SOUND, "nowhere is not a folder"),
        ("collect notes", SOUND, "holds no hand-in file"),
        ("collect notes/plain.txt", SOUND, "is not a folder"),
        ("grade m77", SOUND, "'m77' is not a module"),
        ("grade m90", SOUND, "has no marking.py"),
        ("grade-demo", SOUND, "no module with a marking.py"),
        ("pack --to notes", SOUND, "'notes' is not the name of one"),
        ("pack --to edition.tar", SOUND, "'edition.tar' is not the name of one"),
        ("pack", UNBUILT, "The course is not built: course/home.ipynb"),
        ("pack", SOUND, "LICENSE belongs to every edition"),
        ("build", {"course/home.md": "not a notebook"}, "holds no sources"),
        ("build", {"course/home.md": "---\njupytext: [\n---\n"}, "home.ipynb cannot be read as a notebook"),
    ],
)
def test_is_bad_input_refused_with_nothing_half_written(course, run, words, changes, says):
    spoil(course, changes)
    before = listing(course)
    assert_refused(run(words), says)
    assert listing(course) == before
    assert not list(course.rglob("*.tmp"))


@pytest.mark.parametrize("words", ["lab --no-browser", "form m90 --no-browser"])
def test_is_a_busy_port_refused(course, run, words):
    with contextlib.closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _out, err = run(f"{words} --port {port}")
    assert code == 2
    assert str(port) in err
    assert "\nNext: " in err


@pytest.mark.parametrize(
    "words", ["", "nonsense", "lab --port much", "lab --port 70000", "restore", "pack --to"]
)
def test_is_a_wrong_use_refused_by_the_command_line_itself(course, run, words):
    code, _out, err = run(words)
    assert code == 2
    assert "Traceback" not in err


def test_does_a_damaged_hand_in_leave_the_others_to_be_collected(course, run):
    code, out, _err = run("collect damaged")
    assert code == 1
    assert "Refused" in out
    assert "one.zip" in out
    assert not (course / "submitted").exists()


def test_does_an_error_that_nobody_foresaw_keep_its_traceback_and_say_where_to_report(
    course, run, monkeypatch
):
    monkeypatch.setattr("practicum.lab.prepare", lambda project: 1 / 0)
    code, _out, err = run("lab")
    assert code == 1
    assert "ZeroDivisionError" in err
    assert "CONTRIBUTING.md" in err


def test_does_the_version_verb_say_the_version(run):
    assert run("version") == (0, f"{cli.__version__}\n", "")


def test_does_hand_in_name_what_is_damaged_and_make_nothing(course, run):
    spoil(course, {"work/m90-toy/answers.json": '{"format"', "work/learner.toml": 'name = "Aude Ferrand"'})
    code, out, _err = run("hand-in m90")
    assert code == 1
    assert "answers.json is not JSON" in out
    assert not list((course / "work").rglob("*.zip"))
