"""Forty hand-ins on the toy course, graded once without faults: what every faulty run must come to."""

import copy
import importlib.util
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import nbformat
import pytest

from practicum.grading import cohort, run
from practicum.grading.pools import results
from practicum.project import Project

_HERE = Path(__file__).resolve().parent
_SPEC = importlib.util.spec_from_file_location(
    "toy_course", _HERE.parent / "unit" / "grading" / "conftest.py"
)
toy_course = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(toy_course)

SLUG = toy_course.SLUG
COUNT = 40
TEXT = "We looked and we answer today."
# Of our own table all but the version of the rules: it may change while somebody edits the code.
ROWS = {
    **dict.fromkeys(("student", "submitted_assignment", "submitted_notebook", "grade", "comment"), "*"),
    "practicum_mark": "assignment, student, evidence, seed, files, marks",
}


def dump(project):
    """Every row that grading writes, byte for byte, in one order."""
    with closing(sqlite3.connect(project.root / "gradebook.db")) as book:
        rows = {
            name: sorted(map(repr, book.execute(f"select {columns} from {name}")))  # noqa: S608  our own words
            for name, columns in ROWS.items()
        }
    return json.dumps(rows).encode()


def files(project):
    """Every file that grading writes, and nothing half-made."""
    return {
        path.relative_to(project.root).as_posix(): path.read_bytes()
        for step in ("autograded", "feedback")
        for path in (project.root / step).rglob("*")
        if path.is_file()
    }


def student(number):
    return f"learner-{number:02}"


@pytest.fixture(scope="session")
def handed_in(tmp_path_factory):
    """A course that nbgrader has registered, with forty hand-ins that nobody has graded."""
    patch = pytest.MonkeyPatch()
    for name in ("PRACTICUM_ROOT", "PRACTICUM_WORK"):
        patch.delenv(name, raising=False)
    project = toy_course.build_toy_course(tmp_path_factory.mktemp("faults") / "course")
    released = nbformat.read(project.assignments / SLUG / f"{SLUG}.ipynb", as_version=4)
    values = (4.88, 7.31, 0.0488, 9.02, 5.5, "about five")
    for number in range(COUNT):
        folder = project.root / "submitted" / student(number) / SLUG
        folder.mkdir(parents=True)
        nbformat.write(copy.deepcopy(released), folder / f"{SLUG}.ipynb")
        toy_course.record_answer(folder / "answers.json", "m90-1", values[number % len(values)])
        if number % 3:
            toy_course.record_answer(folder / "answers.json", "m90-2", f"{TEXT} {number}")
        (folder / "timestamp.txt").write_text(f"2026-11-{number % 28 + 1:02} 09:00:00 UTC\n")
    with run.open_run("m90", project):
        pass  # registers, which takes nbgrader seconds
    yield project
    patch.undo()


@pytest.fixture(scope="session")
def whole(handed_in, tmp_path_factory):
    """The same course graded without a fault, with the results of its marking."""
    project = copy_of(handed_in, tmp_path_factory.mktemp("whole") / "course")
    kept = []

    def keeping(*arguments, **options):
        for result in results(*arguments, **options):
            kept.append(result)
            yield result

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cohort, "results", keeping)
        graded = cohort.grade("m90", project)
    assert len(kept) == COUNT
    assert sum(one.score for one in graded) > 0
    return project, kept


def copy_of(project, root):
    shutil.copytree(project.root, root)
    return Project(root)


@pytest.fixture
def course(handed_in, tmp_path):
    """A fresh copy of the course with its hand-ins."""
    return copy_of(handed_in, tmp_path / "course")


@pytest.fixture(scope="session")
def dumped():
    """Everything that grading writes: rows and files."""
    return lambda project: (dump(project), files(project))


@pytest.fixture(scope="session")
def copied():
    """Copy a course."""
    return copy_of
