"""A sitting small enough for tests: four items, one family with data, one with a drill, four candidates."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from practicum.exam.bank.read import read_bank
from practicum.exam.families import read_families
from practicum.exam.forms.form import Form, FormItem
from practicum.exam.scheme import read_examination
from practicum.exam.sitting import make_station_key, open_sitting
from practicum.exam.sitting.seal import add_station

REPOSITORY = Path(__file__).resolve().parents[4]
DAY = "2026-11-24"
NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ID = "2026-11-small"
DRILL = "pd-small"
SECRET = bytes(range(32))

_REVIEWS = """
reviews = [{ by = "Ana", date = "2026-11-01", what = "content", verdict = "accepted" }]
author = "Eve"
status = "reviewed"
rationale = "RATIONALE-CANARY because it is so."
source = "A1: our own words"
level = "apply"
difficulty = 0.6
minutes = 1.0
"""
ITEMS = f"""
[[item]]
id = "A1-001"
kind = "best"
area = "A"
competence = "A1"
stem = "Which of these is the house's voice?"
key = "c"
options = {{ a = "Loud", b = "Silent", c = "Calm", d = "Angry" }}
{_REVIEWS}
[[item]]
id = "B1-002"
kind = "multiple"
area = "B"
competence = "B1"
stem = "Which of these hold?"
key = ["a", "c"]
options = {{ a = "One", b = "Two", c = "Three" }}
{_REVIEWS}
[[item]]
id = "H1-003"
kind = "number"
area = "H"
competence = "H1"
stem = "How many percent are 30 of 200?"
key = {{ value = 15.0, tolerance = 0.731, unit = "percent" }}
{_REVIEWS}
[[item]]
id = "G1-004"
kind = "judgement"
area = "G"
competence = "G1"
stem = "What first?"
key = {{ a = 1.0, b = 0.617, c = 0.0 }}
options = {{ a = "Read", b = "Ask", c = "Delete" }}
{_REVIEWS}
"""
STEPS = f"""
[[item]]
id = "J1-005"
kind = "order"
area = "J"
competence = "J1"
stem = "In which order?"
key = ["a", "b", "c"]
options = {{ a = "Look", b = "Think", c = "Answer" }}
{_REVIEWS}
"""
ABOUT = """
id = "{id}"
block = "{block}"
title = "{title}"
minutes = 20
brief = "Dear colleague, please help. Yours, Ilse"
certificates = ["cm", "smm"]
author = "demonstration"
status = "reviewed"
"""
DATA = '''
import pandas as pd

from practicum.marking import (
    Artefact, Column, Covers, Criterion, CsvFile, Exercise, Mistake, Number, Part, Rubric, Text, always,
)

def total(tables):
    """REFERENCE-CANARY"""
    return float(tables["first_posts"].shape[0]) + float(tables["seen"]["value"].iloc[0])

EXERCISES = [
    Exercise(id="pa-small-total", title="Total", competence="H1", points=2, kind=Number(tolerance=0.731),
        question="How many?", reference=total, tables=("seen",), few_mistakes="A small test.",
        mistakes={"one more": Mistake(lambda tables: total(tables) + 9, hint="HINT-CANARY")}),
    Exercise(id="pa-small-plan", title="Plan", competence="D1", points=2,
        kind=Artefact(file="plan.csv", media="text/csv", validator=CsvFile(
            columns=(Column(name="day", type="choice", options=("OPTION-CANARY", "other")),),
            rows=(Covers(label="LABEL-CANARY", column="day", any_of=("COVERS-CANARY",)),))),
        question="Plan it.", reference=always(None), few_mistakes="A small test."),
    Exercise(id="pa-small-note", title="Note", competence="E1", points=1,
        kind=Text(min_words=3, max_words=120, must=(Part(label="MUST-CANARY", any_of=("must-canary",)),)),
        question="Write a note.", reference=always(None), few_mistakes="A person reads it.",
        rubric=Rubric(points=3, criteria=(Criterion(id="clear", label="Clear", points=3,
            anchors=("ANCHOR-CANARY 0", "ANCHOR-CANARY 1", "ANCHOR-CANARY 2", "ANCHOR-CANARY 3")),))),
]

def seen(tables):
    """A table of the family's own: the seed moves one figure."""
    return pd.DataFrame({"row": [1, 2, 3], "value": [tables.seed % 100_000 + n for n in (0, 5, 9)]})

TABLES = {"seen": seen}
'''
WITH_DRILL = """
from practicum.marking import DrillLog, Exercise, Text, always

EXERCISES = [
    Exercise(id="pd-small-drill", title="Drill", competence="G1", points=8, kind=DrillLog(drill="pd-small"),
        question="Work at the desk.", reference=always(None), few_mistakes="The debrief explains."),
    Exercise(id="pd-small-answer", title="Answer", competence="G1", points=4,
        kind=Text(min_words=3, max_words=80), question="Answer Ada.", reference=always(None),
        few_mistakes="A person reads it."),
]
"""
PEOPLE = """registration,name,email,certificate,accommodations,trainers
R-1,Ana Óberg,ana@example.org,cm,,School of Osterbeck
R-2,Bo Lind,bo@example.org,cm,time-25,
R-3,Chi Moreau,chi@example.org,cm,pauses no-clock,Dov Hart; Eve Ross
R-4,Dana Wu,dana@example.org,smm,,
"""


class Hands:
    """A clock that tests set by hand.

    Attributes:
        day: What the wall shows.
        ran: What the running clock shows, in seconds.
    """

    def __init__(self, day=NINE):
        self.day = day
        self.ran = 100.0

    def wall(self):
        return self.day

    def run(self):
        return self.ran

    def go(self, seconds):
        """Let time pass on both clocks."""
        self.day += timedelta(seconds=seconds)
        self.ran += seconds

    def restart(self, seconds=0.0):
        """Let the computer start anew after a while: its running clock begins somewhere else."""
        self.day += timedelta(seconds=seconds)
        self.ran = 5.0


def make_bank(folder, items=ITEMS):
    """Write the bank and return its folder."""
    (folder / "items").mkdir(parents=True)
    (folder / "items" / "small.toml").write_text(items, encoding="utf-8")
    for name, block, title, marking in (
        ("pa-small", "P-A", "Figures", DATA),
        (DRILL, "P-D", "Care", WITH_DRILL),
    ):
        family = folder / "families" / name
        family.mkdir(parents=True)
        (family / "family.toml").write_text(ABOUT.format(id=name, block=block, title=title), encoding="utf-8")
        (family / "marking.py").write_text(marking, encoding="utf-8")
    dog = REPOSITORY / "scenarios" / "lost-dog"
    for name in ("scenario.yaml", "messages.en.yaml"):
        text = (dog / name).read_text(encoding="utf-8").replace("slug: lost-dog", f"slug: {DRILL}")
        (folder / "families" / DRILL / name).write_text(text, encoding="utf-8")
    return folder


def make_form(name, bank, rehearsal=True):
    """Return a form of all items; the last is on trial."""
    names = [item.id for item in bank.items]
    return Form(
        name=name, certificate=name.partition("-")[0], rehearsal=rehearsal, seed="1", blueprint="2026.1",
        bank=bank.digest, items=tuple(FormItem(one, one != names[-1]) for one in names),
        areas={"A": 1, "B": 1, "H": 1}, levels={"apply": 3}, facility=0.6, information=None, minutes=4.0,
    )  # fmt: skip


def make_sitting(
    place, name=ID, *, people=PEOPLE, forms=("cm-1", "cm-2", "smm-1"), rehearsal=True, secret=SECRET
):
    """Open a sitting in `place / name`, with the bank in `place / "bank"`, and a station S-01."""
    if not (place / "bank").exists():
        make_bank(place / "bank")
    bank = read_bank(place / "bank")
    (place / "people.csv").write_text(people, encoding="utf-8")
    sitting = open_sitting(
        place / name,
        id=name,
        day=DAY,
        examination=read_examination(REPOSITORY / "exam"),
        bank=bank,
        families=read_families(place / "bank"),
        people=place / "people.csv",
        forms=[make_form(one, bank, rehearsal) for one in forms],
        at=NINE - timedelta(days=7),
        secret=secret,
    )
    key = place / "keys"
    if not (key / "S-01.json").exists():
        make_station_key("S-01", key)
    add_station(place / name, key / "S-01.json")
    return sitting


def code_of(sitting, registration):
    """Return the code of a candidate by registration."""
    return next(code for code, one in sitting.private.items() if one.registration == registration)


def package_of(sitting, code):
    """Return the bytes of a package."""
    return (sitting.folder / "packages" / f"{code}.package").read_bytes()
