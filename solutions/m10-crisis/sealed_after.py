"""Tasks 6 and 7: when it is over, and what was learned."""

# ruff: noqa: INP001 - run by path from marking.py, not a package
from __future__ import annotations

import csv
import io
from typing import Any

from practicum.learn.tools.post_mortem import post_mortem
from practicum.marking import (
    ArtefactKind,
    Criterion,
    DrillLog,
    Exercise,
    Mistake,
    Number,
    Rubric,
    Set,
    Table,
    beside,
)
from practicum.project import Project

ref = beside(__file__, "reference.py")

LESSON = "m10-crisis/lesson.ipynb"
OVER, DRILLS = f"{LESSON}#When-it-is-over", f"{LESSON}#The-drills"
DRILL = "d04-product-recall"

RECOVERED = Exercise(
    id="m10-6",
    title="Days to recovery",
    competence="J5",
    points=4,
    kind=Table(
        rows={
            "band": Number(unit="percent", tolerance=0.05),
            "days": Number(unit="days", whole=True, tolerance=0),
        },
        labels={"band": "Top of the usual band", "days": "Days to recovery"},
        weights={"days": 3},
    ),
    question=(
        "On Monday, 2 March 2026, a wave of anger reached Brindille. After how many days was it over? The"
        " measure is the negative share of a day: negative mentions of all seven sources, divided by all"
        " mentions of that day, in percent. The top of the usual band is the value that 95 of 100 quiet days"
        " stay under or reach: PERCENTILE.INC with 0.95, over the quiet days of task 2's sixty (the past"
        " crisis left out). The wave is over on the first of three days running that lie in the band, at its"
        " top or below. Count days from 2 March: 3 March is day 1. Leave out the last two days of the table,"
        " which are not complete. Give the top of the band with two decimals and the days as a whole number."
    ),
    reference=ref.recovery,
    mistakes={
        "first day in the band": Mistake(
            lambda tables: ref.recovery(tables, in_a_row=1),
            hint="You stopped at the first day that touches the band. The day after, it rises again, and your"
            " team has gone home. Wait for three days running.",
        ),
        "third day counted": Mistake(
            lambda tables: {"days": ref.recovery(tables)["days"] + 2},
            hint="You found the right three days and counted to the last of them. It is over on the first;"
            " the two after it only show that it lasts.",
            credit=0.5,
        ),
        "counted from one": Mistake(
            lambda tables: {"days": ref.recovery(tables)["days"] + 1},
            hint="You counted 2 March as day 1. From 2 to 3 March is one day: subtract the dates.",
            credit=0.5,
        ),
        "crisis in the band": Mistake(
            lambda tables: ref.recovery(tables, quiet=False),
            hint="The past crisis stands in your usual days. With its anger in it, the band is so wide that"
            " a bad week looks usual.",
        ),
        "volume instead of share": Mistake(
            lambda tables: {"days": ref.recovery(tables, column="mentions")["days"]},
            hint="You followed how much was said. The noise goes before the anger does: look at the part of"
            " the mentions that is negative.",
        ),
    },
    tables=("mentions_daily",),
    see=OVER,
)

HEAD = ("day", "time", "kind", "text", "fact", "owner", "due")
ROWS = (
    (1, "09:33", "came in", "A mother reports a reaction of her allergic son to Pear & Cocoa", "", "", ""),
    (1, "09:36", "decided", "Level 3 on one report, because it is about health", "", "", ""),
    (
        1,
        "09:44",
        "decided",
        "Stopped the riddle and the advertisements; quality was asked before",
        "",
        "",
        "",
    ),
    (1, "10:10", "knew", "Quality holds hazelnut possible and names two lots", "lots", "", ""),
    (1, "10:26", "result", "Staff and shops had the note before the pinned statement was out", "", "", ""),
    (1, "12:00", "lesson", "When one person reports harm, I look for earlier letters at once", "", "", ""),
    (1, "12:00", "action", "Old tickets are searched: step two of the plan", "", "Y. Benali", "2026-04-14"),
    (1, "12:00", "action", "A recall text with gaps lies ready", "", "M. Kowalczyk", "2026-04-21"),
    (1, "12:00", "action", "Scheduled posts are listed by product", "", "M. Quéré", "2026-04-30"),
)


def sheet(rows: tuple[tuple[object, ...], ...] = ROWS) -> bytes:
    """Return a post-mortem as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows((HEAD, *rows))
    return text.getvalue().encode("utf-8")


def without(*kinds: str) -> bytes:
    """Return the post-mortem with rows of these kinds told as results."""
    return sheet(tuple((*row[:2], "result", *row[3:]) if row[2] in kinds else row for row in ROWS))


SENTENCES = {
    "a": "Wed 10:20: The label printer stops. Solène calls the technician.",
    "b": "Wed 10:30: The printer will stand still for a whole day, and we tell nobody.",
    "c": "Wed 11:30: The technician is expected tomorrow morning. We answer forty people “Thursday”.",
    "d": "Wed 11:35: We overlook that forty equal replies will look bad side by side.",
    "e": "Fri 09:00: 110 people have written; the parcels of Wednesday have not left.",
    "f": "Fri 09:15: It is obvious that this will be everywhere by Monday.",
    "g": "Mon 08:40: Somebody has put our forty replies in one picture. 900 people have shared it.",
    "h": "Mon 09:00: We say what went wrong, because customer service has confirmed it at 08:55.",
}


def learned(_tables: Any) -> dict[str, object]:
    """Return the reference run, the sentences that may stand, and a post-mortem."""
    log = Project.find().scenarios / DRILL / "reference.jsonl"
    return {"log": log.read_bytes(), "stand": ["a", "c", "e", "g", "h"], "file": sheet()}


LEARNED = Exercise(
    id="m10-7",
    title="The recall, and what you take from it",
    competence="J5",
    points=5,
    kind=Table(
        rows={
            "log": DrillLog(drill=DRILL, seeds=("practice-1",)),
            "stand": Set(options=SENTENCES),
            "file": ArtefactKind(file="post-mortem.csv", media="text/csv", validator=post_mortem().rules),
        },
        labels={
            "log": "Your run of the drill Product recall",
            "stand": "Sentences that may stand in a timeline",
            "file": "Your post-mortem of the drill",
        },
        weights={"log": 2},
    ),
    question=(
        "Three parts. First play the drill Product recall, usual intensity, seed practice-1, to its end; you"
        " may start over as often as you like, and the run that you keep is marked. Then, from another house:"
        " the printer of Brindille stood still on Wednesday, 25 February, parcels were promised for Thursday,"
        " and on Monday the promise was in everybody's feed. Eight sentences were proposed for that timeline."
        " Which may stand at their minute, because somebody could have known them then? Last, write the"
        " post-mortem of your own run in the file post-mortem.csv: at least eight rows with day, time, kind"
        " (came in, knew, decided, result, lesson, action) and text; three actions with one owner and a due"
        " date each. Rules check run, sentences and form; a person reads for hindsight and blame."
    ),
    reference=learned,
    mistakes={
        "told from the end": Mistake(
            lambda _tables: {"stand": list(SENTENCES)},
            hint="Some of these sentences know how the story ends. Cover what came later and ask: who could"
            " have written this at that minute?",
            credit=0.6,
        ),
        "only what went wrong": Mistake(
            lambda _tables: {"stand": ["b", "d", "f"]},
            hint="You kept the reproaches and left out what happened. A timeline says what was seen, known"
            " and decided; what to change comes after it.",
            credit=0.6,
        ),
        "a lesson without an act": Mistake(
            lambda _tables: {"file": without("action")},
            hint="Your post-mortem ends with insights. Nothing changes without an act, one owner and a day on"
            " which somebody looks.",
            credit=0.7,
        ),
        "what we knew is missing": Mistake(
            lambda _tables: {"file": without("knew", "decided")},
            hint="Your timeline holds what came in and what came of it. What you knew and what you decided is"
            " the part from which one learns.",
            credit=0.7,
        ),
    },
    see=OVER,
    rubric=Rubric(
        points=2,
        criteria=(
            Criterion(
                id="then",
                label="As it was then",
                points=1,
                anchors=(
                    "Told from the end, or looking for somebody to blame.",
                    "Mostly as it was, with words such as “obviously”.",
                    "Each row could have been written at its minute.",
                    "It also says why a choice that turned out badly looked right.",
                ),
            ),
            Criterion(
                id="next",
                label="What changes",
                points=1,
                anchors=(
                    "Good intentions.",
                    "Acts without owner, date or measure.",
                    "Three acts with owner and date that follow from the timeline.",
                    "One of them would have changed the worst ten minutes of the run.",
                ),
            ),
        ),
    ),
)

TASKS = [RECOVERED, LEARNED]
