"""A small bank whose families have texts for people and rules for critical errors."""

RUBRIC = """
def rubric(points):
    half = points / 2
    return Rubric(points=points, criteria=tuple(
        Criterion(id=name, label=name.title(), points=half, anchors=("No.", "Hardly.", "Mostly.", "Yes."))
        for name in ("clear", "true")))
"""
DATA = (
    """
import pandas as pd

from practicum.exam.families import Critical
from practicum.marking import (
    Artefact, Column, Criterion, CsvFile, Exercise, Mistake, Number, Rubric, Table, Text, always,
)
"""
    + RUBRIC
    + """
def total(tables):
    return float(tables["seen"]["value"].iloc[0])

def secret(handed):
    text = handed.answers.get("pa-small-note", "")
    return "The note names the source." if "Nils Vermeer" in text else ""

def broken(handed):
    if len(handed.answers.get("pa-small-note", "")) > 5000:
        raise RuntimeError("too long for this rule")
    return ""

EXERCISES = [
    Exercise(id="pa-small-total", title="Total", competence="H1", points=4, kind=Number(tolerance=0.5),
        question="How many?", reference=total, tables=("seen",), few_mistakes="A small test.",
        mistakes={"one-more": Mistake(lambda tables: total(tables) + 9, hint="One too many.", credit=0.25)}),
    Exercise(id="pa-small-plan", title="Plan", competence="D1", points=2,
        kind=Artefact(file="plan.csv", media="text/csv", validator=CsvFile(columns=(Column(name="day"),))),
        question="Plan it.", reference=always(None), few_mistakes="A small test."),
    Exercise(id="pa-small-note", title="Note", competence="E1", points=1,
        kind=Text(min_words=3, max_words=120), question="Write a note.", reference=always(None),
        few_mistakes="A person reads it.", rubric=rubric(3), tables=("seen",)),
    Exercise(id="pa-small-posts", title="Posts", competence="D2", points=1,
        kind=Table(rows={"own": Text(min_words=2), "paid": Text(min_words=2)}),
        question="Write two posts.", reference=lambda tables: {"own": None, "paid": None},
        few_mistakes="A person reads it.", rubric=rubric(3)),
]
CRITICAL = [Critical("leak", "pa-small-note", secret), Critical("made-up", "pa-small-note", broken)]

def seen(tables):
    return pd.DataFrame({"row": [1, 2, 3], "value": [tables.seed % 100_000 + n for n in (0, 5, 9)]})

TABLES = {"seen": seen}
"""
)
DRILL = (
    """
from practicum.exam.families import Critical
from practicum.marking import Criterion, DrillLog, Exercise, Rubric, Text, always
"""
    + RUBRIC
    + """
def replied(handed):
    replies = [one for one in handed.decisions if one.action == "reply"]
    return f"Decision {replies[0].n} on {handed.draw[:5]} replies." if replies else ""

EXERCISES = [
    Exercise(id="pd-small-drill", title="Drill", competence="G1", points=8, kind=DrillLog(drill="pd-small"),
        question="Work at the desk.", reference=always(None), few_mistakes="The debrief explains."),
    Exercise(id="pd-small-answer", title="Answer", competence="G1", points=1,
        kind=Text(min_words=3, max_words=80), question="Answer Ada.", reference=always(None),
        few_mistakes="A person reads it.", rubric=rubric(3)),
]
CRITICAL = [Critical("false-name", "pd-small-drill", replied)]
"""
)
_TEXTS = (
    ("pa-small-note", "Good note {n}", 3, 3),
    ("pa-small-posts", "Own: come. Paid: buy {n}", 1, 0),
    ("pd-small-answer", "Dear Ada, answer {n}", 2, 3),
    ("pa-small-note", "Bad note {n}", 0, 1),
    ("pa-small-posts", "Own: read this. Paid: advertising {n}", 2, 2),
    ("pd-small-answer", "No {n}", 0, 0),
    ("pa-small-note", "A middling note {n}", 2, 1),
)
CALIBRATION = "\n".join(
    f'[[text]]\nexercise = "{exercise}"\ntext = "{text.format(n=n)}"\n'
    f'levels = {{ clear = {clear}, true = {true} }}\nwhy = "As anchored."\n'
    for n, (exercise, text, clear, true) in enumerate(_TEXTS)
)
