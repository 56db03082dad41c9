"""A candidate at a station, for tests: a real session, a real package, a clock that the test turns."""

import importlib.util
import sys
from pathlib import Path

import pytest

from practicum.exam.sitting.seal import StationKey
from practicum.exam.sitting.session import Session
from practicum.exam.station.visit import StationVisit
from practicum.learn.form.multipart import Submission

_SPEC = importlib.util.spec_from_file_location("sat_examination", Path(__file__).with_name("sat.py"))
SAT = importlib.util.module_from_spec(_SPEC)
sys.modules["sat_examination"] = SAT
_SPEC.loader.exec_module(SAT)
KEY = StationKey("S-01", bytes(range(32)))


class Candidate:
    """Somebody at a station: follows links, presses buttons, and can restart the computer."""

    def __init__(self, folder, package):
        self.folder, self.package = folder, package
        self.clock = SAT.Hands()
        self.sit_down()

    def sit_down(self):
        self.session = Session.open(self.folder, self.package, SAT.START, clock=self.clock)
        self.visit = StationVisit(self.session, KEY)

    def see(self, place="", **asked):
        """Return a page, following the ways it sends to."""
        reply = self.visit.get(place, asked)
        for _step in range(3):
            if not (reply and reply.location):
                break
            place = resolve(place, reply.location)
            reply = self.visit.get(place, {})
        self.place = place
        return reply

    def send(self, place, files=None, **texts):
        """Send a form, and return the reply as it is."""
        given = {
            name.replace("__", "."): [one] if isinstance(one, str) else one for name, one in texts.items()
        }
        return self.visit.post(place, Submission(given, files or {}))

    def begin(self, part="part1"):
        """Go as far as the first page of a part."""
        SAT.begin(self.session, part)
        return self


def resolve(place, location):
    """Return where a relative location leads from a page."""
    parts = place.split("/")[:-1]
    for step in location.split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step not in {"", "."}:
            parts.append(step)
    return "/".join(parts)


@pytest.fixture(scope="session")
def sat():
    return SAT


@pytest.fixture(scope="session")
def package():
    return SAT.package()


@pytest.fixture
def candidate(tmp_path, package):
    return Candidate(tmp_path, package)


@pytest.fixture
def seated(tmp_path):
    """Return somebody at a station whose package is made as asked."""

    def make(**how):
        return Candidate(tmp_path / "other", SAT.package(**how))

    return make
