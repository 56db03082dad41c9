"""A body of invented people, a sitting of invented candidates, and marks that lie where a test puts them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from practicum.exam.marks.final import Final, Proposed
from practicum.exam.results.decide import decide, decide_all
from practicum.exam.results.entering import enter_proposals, enter_sitting
from practicum.exam.results.letter import Body
from practicum.exam.results.letters import write_letters
from practicum.exam.results.people import Officer, People
from practicum.exam.results.register import Register
from practicum.exam.sitting.record import Candidate, Person
from practicum.learn.competences import read_areas

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SECRET = "four invented words here"  # noqa: S105  it opens nothing but keys made here
BODY = Body("Lanterne Certification", "appeals@lanterne.example")
ROLES = {
    "olga": ("owner",),
    "ewa": ("examiner",),
    "efe": ("examiner", "second-examiner"),
    "ira": ("examiner",),
    "dora": ("decision-maker",),
    "dmitri": ("decision-maker",),
    "dilip": ("decision-maker",),
    "demet": ("decision-maker",),
}
NAMES = {"dora": "Dora Okonkwo", "dmitri": "Dmitri Vale", "dilip": "Dilip Arran", "ira": "Ira Solberg"}
MARKERS = ("ewa", "efe")


def marks(code="C-2207", part1=80.0, part2=80.0, **changed):
    """Return marks whose composite follows from their parts."""
    values = {
        "code": code,
        "certificate": "cm",
        "form": "cm-1",
        "part1": part1,
        "part2": part2,
        "composite": round(0.4 * part1 + 0.6 * part2, 4),
        "areas": {letter: 40.0 + 6 * n for n, letter in enumerate("ABCDEFGHIJ")},
        "blocks": {"P-A": (11.5, 14.0), "P-B": (9.0, 12.0), "P-C": (8.25, 10.0), "P-D": (7.0, 12.0),
                   "P-E": (9.5, 12.0)},
        "open_texts": (),
        "critical": (),
        "minutes": {"part1": 70.0, "part2": 160.0},
    }  # fmt: skip
    return Final(**{**values, **changed})


def critical(state, error="made-up"):
    return (Proposed(error, state, "A figure that no source holds."),)


@dataclass
class Sitting:
    """What results need of a sitting."""

    candidates: dict
    private: dict
    id: str = "2026-11-demo"
    day: str = "2026-11-14"
    rehearsal: bool = False
    scheme: str = "2026.1"
    blueprint: str = "2026.1"
    bank: str = field(default="a" * 64)


def sitting_of(*names, trainers=(), **changed):
    """Return a sitting with a candidate for each name, C-1 and on."""
    codes = {f"C-{n}": name for n, name in enumerate(names, start=1)}
    return Sitting(
        {
            code: Candidate(
                code, "cm", "cm-1", {}, ("time-25",) if n == 0 else (), 25 if n == 0 else 0, "b" * 64
            )
            for n, code in enumerate(codes)
        },
        {
            code: Person(code, f"R-{code}", name, f"{code.lower()}@mail.example", tuple(trainers))
            for code, name in codes.items()
        },
        **changed,
    )


class House:
    """A body with its people and its register."""

    def __init__(self, folder, keys, url="", examination=None, areas=None):
        self.folder = folder
        self.register = Register.of(folder, url)
        self.keys = keys
        self.examination, self.areas = examination, areas
        with self.register.writing() as book:
            for signer in keys.values():
                book.enter(signer.officer, keys["olga"], at=AT)

    def propose(self, sitting, *finals, at=AT, markers=MARKERS):
        enter_sitting(self.register, sitting, at=at)
        return enter_proposals(
            self.register,
            sitting,
            {one.code: one for one in finals},
            {one.code: markers for one in finals},
            self.examination.scheme,
            at=at,
        )

    def decide(self, code="C-1", by="dora", sitting="2026-11-demo", at=AT, **options):
        return decide(self.register, sitting, code, self.keys[by], at=at, **options)

    def decide_all(self, by="dora", sitting="2026-11-demo", at=AT):
        return decide_all(self.register, sitting, self.keys[by], at=at)

    def letters(self, sitting="2026-11-demo", at=AT + timedelta(days=2)):
        return write_letters(
            self.register,
            sitting,
            examination=self.examination,
            areas=self.areas,
            body=BODY,
            folder=self.folder / "letters",
            at=at,
        )

    def kinds(self):
        with self.register.reading() as book:
            return [str(one.kind) for one in book.entries if one.kind != "officer"]


@pytest.fixture(scope="session")
def keys(tmp_path_factory):
    """The officers of a body with their open keys; sealing a key takes its time, so once."""
    people = People(tmp_path_factory.mktemp("people"))
    return {
        name: people.make(
            Officer(name, NAMES.get(name, name.title()), roles, "", "Ten years of the trade"), SECRET
        )
        for name, roles in ROLES.items()
    }


@pytest.fixture
def house(tmp_path, building):
    made = building(tmp_path / "body")
    yield made
    made.register.close()


@pytest.fixture(scope="session")
def make():
    """What makes marks and sittings, and the moment at which everything begins."""
    return SimpleNamespace(
        marks=marks, critical=critical, sitting=sitting_of, at=AT, secret=SECRET, body=BODY
    )


@pytest.fixture
def repository():
    return Path(__file__).resolve().parents[4]


@pytest.fixture
def at():
    """Return the moment some days later."""
    return lambda days=0, hours=0: AT + timedelta(days=days, hours=hours)


@pytest.fixture
def building(examination, project, keys):
    """Return what makes another body with the same people."""
    areas = {one.id: one.title for one in read_areas(project)}
    return lambda folder, url="": House(folder, keys, url, examination, areas)
