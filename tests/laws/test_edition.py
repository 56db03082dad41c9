"""Is the learner's edition of this very course complete, free of the instructors' side, and able to start?"""

import os
import re
import signal
import socket
import subprocess
import urllib.request
import zipfile

import pytest

from practicum.authoring import find_leaks, pack
from practicum.project import Project


@pytest.fixture(scope="module")
def edition(repository, tmp_path_factory):
    """The edition as a learner unpacks it, its script executable as unzip leaves it."""
    folder = tmp_path_factory.mktemp("a learner's folder")
    with zipfile.ZipFile(pack(Project(repository), folder / "edition.zip")) as packed:
        packed.extractall(folder)
    root = folder / "practicum"
    (root / "bin" / "bootstrap").chmod(0o755)  # Python's unzipping drops the mode that every other keeps
    return root


def test_does_the_edition_hold_every_open_module_and_no_solution(edition, repository):
    project = Project(edition)
    for module in project.modules:
        if module.status == "open":
            assert (project.course / module.slug / "lesson.ipynb").is_file()
            assert (project.assignments / module.slug / "exercises.json").is_file()
            assert (project.scenarios / module.drill / "scenario.yaml").is_file()
    assert list(project.datasets.glob("*.csv"))
    assert not project.solutions.exists()
    assert find_leaks(project.assignments, repository / "solutions") == []


def test_does_no_file_of_the_edition_hold_a_model_answer(edition, repository):
    """The very lines between the solution markers, wherever they might have gone."""
    regions = re.compile(r"BEGIN SOLUTION[^\n]*\n(.*?)\n[^\n]*END SOLUTION", re.DOTALL)
    answers = {
        line.strip()
        for path in (repository / "solutions").rglob("*.md")
        for region in regions.findall(path.read_text(encoding="utf-8"))
        for line in region.splitlines()
        if "answer(" in line
    }
    assert answers
    for path in edition.rglob("*"):
        if path.is_file() and path.suffix in {".ipynb", ".py", ".md", ".json", ".yaml", ".toml"}:
            lines = {line.strip() for line in path.read_text(encoding="utf-8").splitlines()}
            assert not lines & answers, path.relative_to(edition)


@pytest.mark.slow
def test_does_the_edition_pass_its_own_make_lab(edition):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    apart = {"PRACTICUM_ROOT", "PRACTICUM_WORK", "VIRTUAL_ENV", "PYTHONPATH", "MAKEFLAGS", "MAKELEVEL"}
    environment = {name: value for name, value in os.environ.items() if name not in apart}
    with subprocess.Popen(
        ["make", "lab", f"LAB_ARGS=--no-browser --port {port}"],
        cwd=edition,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as started:
        try:
            url = re.search(r"http://\S+", started.stdout.readline())[0]
            direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with direct.open(url, timeout=60) as page:
                assert page.status == 200
        finally:
            os.killpg(started.pid, signal.SIGINT)
            said = started.communicate(timeout=60)[0]
    assert "Practicum is closed" in said
    assert (edition / "work" / "home.ipynb").is_file()
