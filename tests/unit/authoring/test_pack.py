"""Is the learner's edition one zip that works alone and holds nothing it must not?"""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from practicum.authoring import find_leaks, pack
from practicum.errors import PracticumError

REPOSITORY = Path(__file__).resolve().parents[3]
NEVER = (
    "solutions",
    "exam",
    "tests",
    "docs",
    "bench",
    "marking.py",
    "design.md",
    "lesson.md",
    "nbgrader_config.py",
)


@pytest.fixture
def project(built_toy, monkeypatch):
    """The toy with all that an edition takes from the repository."""
    for name in ("LICENSE", "pyproject.toml", "requirements.lock", "environment.yml", "bin/bootstrap"):
        (built_toy.root / name).parent.mkdir(exist_ok=True)
        shutil.copy(REPOSITORY / name, built_toy.root / name)
    shutil.copytree(REPOSITORY / "LICENSES", built_toy.root / "LICENSES")
    shutil.copytree(REPOSITORY / "src", built_toy.root / "src")
    (built_toy.root / "tests").mkdir()
    (built_toy.root / "tests" / "test_secret.py").write_text("answer = 42", encoding="utf-8")
    (built_toy.course / "m90-toy" / "exercises.py").write_text("EXERCISES = []", encoding="utf-8")
    monkeypatch.chdir(built_toy.root)
    monkeypatch.delenv("PRACTICUM_ROOT", raising=False)
    return built_toy


@pytest.fixture
def unpacked(project, tmp_path):
    with zipfile.ZipFile(pack(project, tmp_path / "edition.zip")) as edition:
        edition.extractall(tmp_path / "at a learner's")
    return tmp_path / "at a learner's" / "practicum"


def test_does_the_edition_hold_what_a_learner_needs(unpacked):
    for name in (
        "README.md", "Makefile", "LICENSE", "LICENSES/CC-BY-4.0.txt", "bin/bootstrap", "requirements.lock",
        "course/syllabus.toml", "course/home.ipynb", "course/m90-toy/lesson.ipynb", "course/m90-toy/card.md",
        "course/m90-toy/exercises.py", "assignments/m90-toy/m90-toy.ipynb", "src/practicum/cli.py",
    ):  # fmt: skip
        assert (unpacked / name).is_file(), name
    assert (unpacked / "README.md").read_text(encoding="utf-8").startswith("# Practicum, learner's edition")


def test_does_the_edition_hold_nothing_of_the_instructors(unpacked, project):
    names = [path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()]
    outside_the_program = [name for name in names if not name.startswith("src/")]
    assert not [name for name in outside_the_program if set(name.split("/")) & set(NEVER)]
    assert not [name for name in names if "__pycache__" in name or "/." in name]
    assert find_leaks(unpacked / "assignments", project.solutions) == []
    for path in (unpacked / "course").rglob("*.ipynb"):
        assert "jupytext" not in path.read_text(encoding="utf-8")


def test_do_the_same_sources_give_the_same_bytes_and_is_the_script_executable(project, tmp_path):
    first, second = pack(project, tmp_path / "a.zip"), pack(project, tmp_path / "b.zip")
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as edition:
        assert edition.getinfo("practicum/bin/bootstrap").external_attr >> 16 == 0o755


def test_does_the_edition_get_a_name_of_its_own(project):
    assert pack(project) == project.root / "practicum-learner-0.1.0.zip"


@pytest.mark.slow
def test_can_the_edition_prepare_a_learners_folder_and_name_what_it_cannot_do(unpacked):
    environment = {**os.environ, "PYTHONPATH": str(unpacked / "src")}

    def run(code):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=unpacked,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    code, out, err = run(
        "from practicum import lab, project; print(lab.__file__); lab.prepare(project.Project.find())"
    )
    assert (code, err) == (0, "")
    assert out.startswith(str(unpacked))
    assert (unpacked / "work" / "m90-toy" / "lesson.ipynb").is_file()
    code, out, err = run(
        "import sys; sys.argv = ['practicum', 'build']; from practicum.cli import main; main()"
    )
    assert (code, out) == (2, "")
    assert "holds no sources" in err


def test_is_an_edition_that_leaks_refused_and_nothing_written(project, tmp_path):
    (project.assignments / "m90-toy" / "marking.py").write_text("EXERCISES = []", encoding="utf-8")
    with pytest.raises(
        PracticumError, match=r"m90-toy/marking\.py is a kind of file that is never handed out"
    ):
        pack(project, tmp_path / "edition.zip")
    assert not (tmp_path / "edition.zip").exists()


def test_is_a_place_that_cannot_be_written_to_refused(project, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(PracticumError, match=r"edition\.zip could not be saved"):
        pack(project, tmp_path / "file" / "edition.zip")
