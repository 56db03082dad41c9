"""A package for tests of the form: items of every kind, a task on data with every kind of answer, a drill."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from practicum.drill import load_scenario
from practicum.exam.bank.read import read_bank
from practicum.exam.forms.ask import exercise_of
from practicum.exam.sitting.codes import locked_by
from practicum.exam.sitting.contents import tutorial
from practicum.exam.sitting.package import PACKAGE, seal_package
from practicum.marking import (
    Artefact,
    Choice,
    Column,
    CsvFile,
    DrillLog,
    Exercise,
    Number,
    Set,
    Table,
    Text,
    always,
    describe,
)

REPOSITORY = Path(__file__).resolve().parents[4]
START, PAUSE, STOP = "7K3M-PQ0V-XA52", "PAUS-1234", "ST0P-5678"
NINE = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
ITEMS = ("A1-001", "A1-002", "A1-003", "A2-002", "A4-001", "A5-001")
"""One of each kind: best answer, matching, judgement, true or false, order, number."""
DRILL = "pd-dog"
POSTS = "date,network,reach,interactions\n" + "".join(
    f"2026-03-{day:02d},{network},{1000 + 37 * day},{'' if day == 4 else 20 + day}\n"
    for day in range(1, 10)
    for network in ("Plaza", "Fotofeed")
)
BRIEF = """Good morning,

the board meets at noon. Please read the export and answer the questions below.

**What the columns mean:** `reach` counts people, `interactions` counts reactions, comments and shares.

Ilse Brandt, communication"""
RULES = """You work alone. Nothing but the tables of your tasks and paper is allowed.

1. Phones stay in your bag.
2. You tell nobody what was asked, today or later."""


class Hands:
    """A clock that tests set by hand."""

    def __init__(self):
        self.day, self.ran = NINE, 100.0

    def wall(self):
        return self.day

    def run(self):
        return self.ran

    def go(self, seconds):
        self.day += timedelta(seconds=seconds)
        self.ran += seconds


def exercise(name, kind, question, title="A title"):
    return Exercise(
        id=name, title=title, competence="H1", points=1, kind=kind, question=question,
        reference=always(None), few_mistakes="A test of the form.",
    )  # fmt: skip


def data_task():
    yes = {"yes": "Yes", "no": "No", "open": "The data cannot tell"}
    rates = Table(
        rows={"plaza": Number(unit="percent"), "fotofeed": Number(unit="percent")},
        labels={"plaza": "Plaza", "fotofeed": "Fotofeed"},
    )
    plan = CsvFile(columns=(Column(name="date", type="date"), Column(name="network", type="text")))
    file = Artefact(file="plan.csv", media="text/csv", validator=plan)
    return [
        exercise("pa-form-rows", Number(whole=True), "How many rows are left?", "Rows left"),
        exercise("pa-form-rate", Number(unit="percent"), "What is the **engagement rate**?", "Engagement"),
        exercise("pa-form-both", rates, "The rate on each network?", "By network"),
        exercise("pa-form-video", Choice(options=yes), "Does video earn more?", "Video"),
        exercise(
            "pa-form-faults",
            Set(options={"e1": "Entry 1", "e2": "Entry 2"}),
            "Which may not go out?",
            "Entries",
        ),
        exercise("pa-form-note", Text(min_words=5, max_words=60), "Write the alert.", "Alert"),
        exercise("pa-form-plan", file, "Plan it.", "Calendar"),
    ]


def drill_task():
    return [
        exercise("pd-dog-drill", DrillLog(drill=DRILL), "Work at the desk.", "Drill"),
        exercise("pd-dog-answer", Text(min_words=3, max_words=80), "Answer Ada.", "Answer"),
    ]


def document(*, items=ITEMS, extra=25, clock=True):
    """Return what a package holds."""
    bank = read_bank(REPOSITORY / "exam" / "demo-bank")
    part1 = [exercise_of(bank.item(name), f"q{n:02d}", "seed") for n, name in enumerate(items, start=1)]
    dog = REPOSITORY / "scenarios" / "lost-dog"
    files = {
        name: (dog / name).read_text(encoding="utf-8").replace("slug: lost-dog", f"slug: {DRILL}")
        for name in ("scenario.yaml", "messages.en.yaml")
    }
    more = 1 + extra / 100
    parts = (("part1", "Part 1: knowledge and judgement", 80), ("part2", "Part 2: practical work", 180))
    scenario = load_scenario("lost-dog")
    return {
        "format": PACKAGE.name, "version": PACKAGE.version, "sitting": "2026-11-form", "candidate": "C-2207",
        "certificate": "Community manager, practitioner", "label": "demonstration until a panel signs",
        "day": "2026-11-24",
        "parts": [
            {"id": name, "title": title, "minutes": round(own * more), "own": own}
            for name, title, own in parts
        ],
        "clock": clock,
        "accommodations": ["A quarter more time"] if extra else [],
        "codes": {"pause": locked_by(PAUSE), "stop": locked_by(STOP)},
        "rules": RULES,
        "tutorial": describe(tutorial()),
        "part1": describe(part1),
        "part2": [
            {
                "block": "P-A", "family": "pa-form", "title": "What the posts show", "minutes": 40,
                "brief": BRIEF, "exercises": describe(data_task()), "tables": {"posts": POSTS}, "drill": None,
            },
            {
                "block": "P-D", "family": "pd-dog", "title": "A morning at the desk", "minutes": 30,
                "brief": BRIEF, "exercises": describe(drill_task()), "tables": {},
                "drill": {
                    "slug": DRILL, "seed": "exam-1", "minutes": 20 * more,
                    "hash": scenario.hash, "files": files,
                },
            },
        ],
    }  # fmt: skip


def begin(session, part="part1"):
    """Go as far as the first page of a part."""
    session.agree()
    session.start_part("part1")
    if part == "part2":
        session.end_part("part1")
        session.start_part("part2")


def package(**how):
    """Return a sealed package; `START` opens it."""
    content, _key = seal_package(document(**how), START)
    return content
