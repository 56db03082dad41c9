"""A small sitting that six people sat, with what they handed in received: made once, copied for each test."""

import csv
import importlib.util
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from practicum.drill import play
from practicum.exam.bank.read import read_bank
from practicum.exam.families import read_families
from practicum.exam.marks.reading import ExamReading
from practicum.exam.marks.run import mark_sitting, rules_of
from practicum.exam.scheme import read_examination
from practicum.exam.sitting import Session, read_sitting, read_station_key
from practicum.exam.sitting.receive import receive

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[3]
COLUMNS = ("code", "exercise", "criterion", "level", "comment")
COUNT = 6


def load(name, path):
    """Load a file beside the tests, once."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


SMALL = load("small_sitting", HERE.parent / "sitting" / "small.py")
BANK = load("marks_bank", HERE / "bank.py")


def people():
    rows = [
        f"R-{n},Person {n},p{n}@example.org,cm,,{'ana; School of Osterbeck' if n == 1 else ''}"
        for n in range(1, COUNT + 1)
    ]
    return "registration,name,email,certificate,accommodations,trainers\n" + "\n".join(rows) + "\n"


def bank(folder):
    """Write the bank with families that people read."""
    SMALL.make_bank(folder)
    (folder / "families" / "pa-small" / "marking.py").write_text(BANK.DATA, encoding="utf-8")
    (folder / "families" / SMALL.DRILL / "marking.py").write_text(BANK.DRILL, encoding="utf-8")
    (folder / "calibration.toml").write_text(BANK.CALIBRATION, encoding="utf-8")
    return folder


def sit(place, sitting, code, answers, *, decisions=(), plan=b""):
    """Sit the examination with these answers, and have it received."""
    clock = SMALL.Hands()
    codes = sitting.codes[code]
    session = Session.open(place / "station", SMALL.package_of(sitting, code), codes.start, clock=clock)
    session.agree()
    for part in ("part1", "part2"):
        session.start_part(part)
        for name, value in answers.items():
            clock.go(1)
            if name.startswith("q") == (part == "part1"):
                session.save(name, value)
        if part == "part2" and plan:
            session.save_file("pa-small-plan", "plan.csv", plan)
        if part == "part2" and decisions:
            desk = session.desk(SMALL.DRILL)
            for one in decisions:
                clock.go(1)
                desk.do(one.action, confidence=one.confidence, **one.args)
            session.end_drill(SMALL.DRILL)
        session.end_part(part)
    sealed = session.stop(codes.stop, read_station_key(place / "keys" / "S-01.key"))
    return receive(sitting, sealed.bundle)


def right(sitting, families, code):
    """Return the right number of the candidate's own draw."""
    family = families["pa-small"]
    return sitting.draw(code, family).seed % 100_000


def handed(sitting, families):
    """Return what each candidate answers, by code: the first is right, the second hostile, and so on."""
    found = {}
    for n, code in enumerate(
        sorted(sitting.candidates, key=lambda code: int(sitting.private[code].registration[2:]))
    ):
        value = right(sitting, families, code)
        answers = {
            "q01": "cabd"[n % 4], "q02": {"a": "true", "b": "false", "c": "true" if n % 3 else "false"},
            "q03": "abc"[n % 3], "q04": 15 if n % 2 == 0 else 16,
            "pa-small-total": value if n % 2 == 0 else value + 9,
            "pa-small-note": f"Note of somebody, number {n}." + (" By Nils Vermeer." if n in (3, 4) else ""),
            "pa-small-posts": {"own": f"Come to see us {n}.", "paid": f"Advertising: buy {n}."},
            "pd-small-answer": f"Dear Ada, thank you {n}.",
        }  # fmt: skip
        found[code] = answers
    codes = list(found)
    found[codes[1]] = HOSTILE
    found[codes[2]] = {"q01": "c"}
    return found


HOSTILE = {
    "q01": ["__import__('os').system('true')"],
    "q02": {"a": {"b": [1e308, None]}, "\u202e": "<script>alert(1)</script>"},
    "q03": "9" * 400 + "e" + "9" * 40,
    "q04": "{{7*7}}",
    "pa-small-total": "=cmd|' /C calc'!A0",
    "pa-small-note": "<img src=x onerror=alert(1)> " + "a" * 6000,
    "pa-small-posts": {"own": "</div><script>1</script>", "paid": [[["x"]]]},
    "pd-small-answer": "\u0000 \ud7ff \u202e".replace("\u0000", "0"),
}


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The sitting with everything received, and not marked."""
    place = tmp_path_factory.mktemp("marks")
    folder = bank(place / "bank")
    sitting = SMALL.make_sitting(place, people=people(), forms=("cm-1",))
    families = read_families(folder)
    scenario = families[SMALL.DRILL].scenario
    for n, (code, answers) in enumerate(handed(sitting, families).items()):
        seed = sitting.draw(code, families[SMALL.DRILL]).drill_seed
        policy = ("reference", "", "", "hasty", "apprentice", "reference")[n % 6]
        decisions = play(scenario, seed, policy) if policy else ()
        plan = b"day\nMonday\n" if n % 2 == 0 and n != 2 else b""
        sit(place, sitting, code, answers, decisions=decisions, plan=plan)
    return SimpleNamespace(place=place, bank=folder, id=sitting.id, families=families)


@pytest.fixture(scope="session")
def marked(made, tmp_path_factory):
    """The same, marked once."""
    place = tmp_path_factory.mktemp("marked")
    shutil.copytree(made.place / made.id, place / made.id)
    sitting = read_sitting(place / made.id)
    done = list(mark_sitting(sitting, rules_of(sitting, made.bank, REPOSITORY / "exam"), workers=1))
    return SimpleNamespace(place=place, id=made.id, done=done)


def codes_of(sitting):
    """Return the codes in the order of registration."""
    return sorted(sitting.candidates, key=lambda code: int(sitting.private[code].registration[2:]))


def all_of(made, folder):
    sitting = read_sitting(folder)
    return SimpleNamespace(
        sitting=sitting, codes=codes_of(sitting), bank=read_bank(made.bank), families=made.families,
        folder=folder, source=made.bank / "calibration.toml",
        examination=read_examination(REPOSITORY / "exam"),
        rules=rules_of(sitting, made.bank, REPOSITORY / "exam"),
    )  # fmt: skip


@pytest.fixture
def raw(made, tmp_path):
    """A copy of the sitting that is not marked."""
    shutil.copytree(made.place / made.id, tmp_path / "raw" / made.id)
    return all_of(made, tmp_path / "raw" / made.id)


@pytest.fixture
def ready(made, marked, tmp_path):
    """A copy of the sitting that is marked."""
    shutil.copytree(marked.place / marked.id, tmp_path / "ready" / marked.id)
    return all_of(made, tmp_path / "ready" / marked.id)


@pytest.fixture
def reading(ready):
    return ExamReading(ready.sitting, ready.families)


def fill(table, level, comment=""):
    """Fill a marker's table in: `level` says which level a row gets."""
    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    for row in rows:
        row["level"], row["comment"] = str(level(row)), comment
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return rows


@pytest.fixture
def filled():
    return fill
