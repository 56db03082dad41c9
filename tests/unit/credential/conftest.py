"""A fictional body with its office, and one certificate of a fictional person."""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from practicum.credential import Area, Certificate, Office, verify
from practicum.credential.encoding import from_base64url, to_base64url

AT = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
SECRET = "four invented words here"  # noqa: S105  it opens nothing but keys made here
AREAS = (
    ("A", "Posture and governance", 8), ("B", "Ethics and law", 13), ("C", "Strategy and platforms", 5),
    ("D", "Content and editorial", 9), ("E", "Listening and watch", 11), ("F", "Animating a community", 13),
    ("G", "Moderation and care", 17), ("H", "Measurement", 9), ("I", "Paid and budget", 2),
    ("J", "Crisis", 13),
)  # fmt: skip


def certificate(**changed):
    """Return a certificate of an invented person."""
    values = {
        "number": "LC-CM-7F3K-19QD",
        "holder": "Salomé Oyelaran",
        "title": "Community Manager, practitioner",
        "mark": "CM",
        "statement": "has shown, in a practical exam of four hours and twenty minutes, the competence to "
        "animate, moderate and defend an online community, and to act on what is measured.",
        "evidence": "60 questions, five practical blocks, four texts read by two examiners.",
        "criteria": "Composite at least the cut, each part at least its floor, no confirmed critical error.",
        "scheme": "CM 1.2, October 2026",
        "exam": date(2026, 11, 7),
        "decided": date(2026, 11, 19),
        "until": date(2028, 11, 18),
        "decision": "Adaeze Villemont",
        "areas": tuple(Area(*area) for area in AREAS),
        "note": "Demonstration: invented person, invented body, demonstration until a panel signs.",
    }
    return Certificate(**{**values, **changed})


def found(folder, **changed):
    """Return the office of an invented body."""
    values = {
        "name": "Lanterne Certification",
        "url": "https://verify.lanterne.example",
        "web": "verify.lanterne.example",
        "passphrase": SECRET,
        "at": AT - timedelta(days=30),
    }
    return Office.found(folder, **{**values, **changed})


class Case:
    """One issued certificate, and the means to check and to forge it."""

    def __init__(self, folder):
        self.office = found(folder / "office")
        self.at = AT + timedelta(hours=1)
        self.target = self.office.issue(certificate(), SECRET, at=AT)
        self.office.publish(SECRET, at=AT)
        self.lists = self.office.lists()
        self.jwt = self.read("certificate.jwt")
        self.document = json.loads(self.read("certificate.json"))

    def read(self, name):
        return (self.target / name).read_bytes()

    @property
    def pem(self):
        return self.office._key(SECRET, AT)

    def verify(self, content, **changed):
        """Check a file against the published record and lists."""
        if isinstance(content, dict):
            content = json.dumps(content).encode("utf-8")
        values = {"issuers": [self.office.issuer], "lists": self.lists, "at": self.at}
        return verify(content, **{**values, **changed})

    def payload(self):
        return json.loads(from_base64url(self.jwt.decode().split(".")[1]))

    def header(self):
        return json.loads(from_base64url(self.jwt.decode().split(".")[0]))


def part(value):
    """Return JSON as a part of a token."""
    return to_base64url(json.dumps(value).encode("utf-8"))


@pytest.fixture(scope="session")
def case(tmp_path_factory):
    """One certificate for all tests that only read."""
    return Case(tmp_path_factory.mktemp("credential"))


@pytest.fixture
def fresh(tmp_path):
    """A certificate of this test's own, to revoke or to rotate."""
    return Case(tmp_path)


@pytest.fixture(scope="session")
def conftest():
    """This module, for its makers of certificates and offices."""
    return sys.modules[__name__]


@pytest.fixture(scope="session")
def repository():
    """The root of the repository."""
    return Path(__file__).resolve().parents[3]
