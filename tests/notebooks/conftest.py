"""Notebooks of the repository, run where a learner would run them: in a folder that is thrown away."""

import os
from pathlib import Path

import pytest

from practicum.project import Project

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def project():
    return Project(REPOSITORY)


@pytest.fixture
def learner(tmp_path):
    """The environment of a learner whose folder is empty."""
    return {
        **os.environ,
        "PRACTICUM_ROOT": str(REPOSITORY),
        "PRACTICUM_WORK": str(tmp_path / "work"),
        "IPYTHONDIR": str(tmp_path / "ipython"),
        "PYTHONHASHSEED": "0",
    }


def pytest_generate_tests(metafunc):
    """One test for each lesson and each solution of the repository."""
    for name, pattern in {"lesson": "course/*/*.ipynb", "solution": "solutions/*/*.ipynb"}.items():
        if name in metafunc.fixturenames:
            paths = sorted(REPOSITORY.glob(pattern))
            metafunc.parametrize(name, paths, ids=[path.parent.name for path in paths])
