"""A synthetic bank: items that differ in every word, so that a test finds only what it has put there."""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from practicum.exam.scheme import read_examination
from practicum.learn.competences import read_competences
from practicum.project import Project

REPOSITORY = Path(__file__).resolve().parents[3]
LEVELS = ("recall", "apply", "judge")
DAY = "2026-11-01"
REVIEWS = [
    {"by": by, "date": DAY, "what": what, "verdict": "accepted"}
    for by, what in (("Ana", "content"), ("Bo", "content"), ("Chi", "bias"), ("Dov", "access"))
]


def words(seed, count):
    """Return made-up words that no other seed gives."""
    letters = "".join(sha256(f"{seed}{at}".encode()).hexdigest() for at in range(count))
    return " ".join(letters[8 * at : 8 * at + 8] for at in range(count))


@pytest.fixture
def row():
    """Return the plain fields of a sound item; any of them can be given."""

    def make(name="A1-001", **fields):
        number = int(name.partition("-")[2])
        options = {letter: words(f"{name}{letter}", 4) for letter in "abcd"}
        plain = {
            "id": name, "kind": "best", "area": name[0], "competence": name.partition("-")[0],
            "level": LEVELS[number % 3], "stem": f"{words(name, 9)}?", "options": options,
            "key": "abcd"[number % 4], "rationale": words(f"{name}why", 12), "source": "A1: our own words",
            "jurisdiction": "", "valid_until": "", "author": "Eve", "reviews": REVIEWS, "status": "active",
            "enemies": [], "exposure": 0.0, "minutes": 1.0,
            "difficulty": round(0.45 + 0.04 * (number % 11), 2),
        }  # fmt: skip
        return plain | fields

    return make


def toml(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value)


@pytest.fixture
def write(tmp_path):
    """Write rows as a bank and return its folder."""

    def make(rows, name="bank"):
        folder = tmp_path / name
        (folder / "items").mkdir(parents=True, exist_ok=True)
        text = "\n".join(
            "[[item]]\n" + "\n".join(f"{key} = {toml(value)}" for key, value in one.items()) for one in rows
        )
        (folder / "items" / "a.toml").write_text(text, encoding="utf-8")
        return folder

    return make


@pytest.fixture
def rows(row):
    """A bank with eight items that count in each of ten areas, and one pilot item more."""
    return [
        row(f"{area}1-{number:03}", status="pilot" if number == 9 else "active")
        for area in "ABCDEFGHIJ"
        for number in range(1, 10)
    ]


@pytest.fixture(scope="session")
def examination():
    return read_examination(REPOSITORY / "exam")


@pytest.fixture
def blueprint(examination):
    """The blueprint with a form of 20 items and two pilot ones, two from each area."""
    whole = examination.blueprint
    even = dict.fromkeys("ABCDEFGHIJ", 10)
    form = replace(whole.form, scored=20, pilot=2, minutes=30.0)
    return replace(whole, form=form, areas={"cm": even, "smm": even})


@pytest.fixture(scope="session")
def project():
    return Project(REPOSITORY)


@pytest.fixture
def sound(row, project):
    """The rows of a bank that has nothing wrong with it: two items for each competence of the framework."""
    names = [f"{name}-{number:03}" for name in read_competences(project).by_id for number in (1, 2)]
    return [row(name, key="abcd"[at % 4], level=LEVELS[at % 3]) for at, name in enumerate(names)]
