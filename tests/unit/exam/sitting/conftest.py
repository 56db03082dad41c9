"""Sittings for tests."""

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

from practicum.exam.sitting import Session, read_sitting, read_station_key


def load_small():
    """Load the small sitting once, whichever folder of tests asks for it."""
    name = "small_sitting"
    if name not in sys.modules:
        path = Path(__file__).with_name("small.py")
        spec = importlib.util.spec_from_file_location(name, path)
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


SMALL = load_small()


@pytest.fixture(scope="session")
def small():
    return SMALL


@pytest.fixture(scope="session")
def opened(tmp_path_factory):
    """A sitting that was opened once; tests that write work on a copy."""
    place = tmp_path_factory.mktemp("sitting")
    SMALL.make_sitting(place)
    return place


@pytest.fixture
def sitting(opened, tmp_path):
    shutil.copytree(opened / SMALL.ID, tmp_path / SMALL.ID)
    return read_sitting(tmp_path / SMALL.ID)


@pytest.fixture(scope="session")
def station(opened):
    return read_station_key(opened / "keys" / "S-01.key")


@pytest.fixture
def clock():
    return SMALL.Hands()


@pytest.fixture
def code(sitting):
    return SMALL.code_of(sitting, "R-1")


@pytest.fixture
def begin(sitting, tmp_path, clock):
    """Open the session of a candidate, by default the one of R-1; again after a crash."""

    def make(code="", folder="station"):
        code = code or SMALL.code_of(sitting, "R-1")
        package = SMALL.package_of(sitting, code)
        return Session.open(tmp_path / folder, package, sitting.codes[code].start, clock=clock)

    return make
