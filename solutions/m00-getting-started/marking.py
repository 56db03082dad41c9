"""Sealed exercises of module m00. Learners never receive this file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from practicum.marking import (
    ArtefactKind,
    Choice,
    DrillLog,
    Exercise,
    Mistake,
    Number,
    Order,
    Set,
    Table,
)
from practicum.marking.rules import Column, CsvFile
from practicum.project import Project

Tables = Mapping[str, Any]
LESSON = "m00-getting-started/lesson.ipynb"
PLATFORMS = ("Plaza", "Kurz", "Linkwerk")
POSTS = [f"va-{number:02d}" for number in range(1, 21)]


def town_hall(tables: Tables) -> pd.DataFrame:
    """Return the twenty posts of the town hall, with the reach as a number in a column `people`."""
    table = tables["first_posts"]
    rows = table[table["account"] == "valmonde"]
    written_short = rows["reach"].str.endswith("k")
    number = pd.to_numeric(rows["reach"].str.replace("k", "", regex=False))
    return rows.assign(people=(number * written_short.map({True: 1000, False: 1})).round())


def _clips(rows: pd.DataFrame) -> int:
    return int((rows["format"] == "clip").sum())


def _top(rows: pd.DataFrame, column: str) -> str:
    return str(rows.loc[rows[column].idxmax(), "post"])


def _top_plain(tables: Tables) -> str:
    rows = town_hall(tables)
    return _top(rows[~rows["reach"].str.endswith("k")], "people")


def _top_as_text(tables: Tables) -> str:
    return str(town_hall(tables).sort_values("reach")["post"].iloc[-1])


def _share(rows: pd.DataFrame, whole: int) -> float:
    return float(100 * (rows["platform"] == "Plaza").sum() / whole)


def _counts(rows: pd.DataFrame) -> dict[str, int]:
    return {name.lower(): int((rows["platform"] == name).sum()) for name in PLATFORMS}


def _csv(counts: Mapping[str, int]) -> bytes:
    lines = ["platform,posts", *(f"{name},{counts[name.lower()]}" for name in PLATFORMS)]
    return ("\n".join(lines) + "\n").encode()


def _pivot(tables: Tables) -> dict[str, object]:
    counts = _counts(town_hall(tables))
    return {"file": _csv(counts), **counts}


def _pivot_of_both(tables: Tables) -> dict[str, object]:
    return dict(_counts(tables["first_posts"]))


def _pivot_of_reach(tables: Tables) -> dict[str, object]:
    sums = town_hall(tables).groupby("platform")["people"].sum()
    return {name.lower(): int(sums[name]) for name in PLATFORMS}


def _pivot_shifted(tables: Tables) -> dict[str, object]:
    return {name: count + 1 for name, count in _counts(town_hall(tables)).items()}


EXERCISES = [
    Exercise(
        id="m00-1",
        title="Count the clips",
        competence="H2",
        points=4,
        kind=Number(unit="posts", tolerance=0, whole=True),
        question="Of the twenty posts of the town hall of Valmonde, how many have the format `clip`?",
        tables=("first_posts",),
        reference=lambda tables: _clips(town_hall(tables)),
        mistakes={
            "both accounts": Mistake(
                wrong=lambda tables: _clips(tables["first_posts"]),
                hint="Your count includes posts of the bakeries. Count only rows whose account is valmonde; COUNTIF counts "
                "the rows that a filter hides, COUNTIFS can ask for the account.",
            ),
            "heading counted": Mistake(
                wrong=lambda tables: _clips(town_hall(tables)) + 1,
                hint="One row too many was counted: the heading, or the cell in which you wrote the word.",
            ),
            "all posts": Mistake(
                wrong=lambda tables: len(town_hall(tables)),
                hint="This is the number of all posts. The formula needs to be told which word to count.",
            ),
        },
        see=f"{LESSON}#The-same-in-a-spreadsheet",
    ),
    Exercise(
        id="m00-2",
        title="Who reached most people",
        competence="H2",
        points=6,
        kind=Choice(options={post: post for post in POSTS}),
        question="Which of the twenty posts of Valmonde reached most people? Give its name, for example `va-07`.",
        tables=("first_posts",),
        reference=lambda tables: _top(town_hall(tables), "people"),
        mistakes={
            "k passed over": Mistake(
                wrong=_top_plain,
                hint="One reach is written with a k. To a spreadsheet that cell is a word and takes no part in MAX. Write "
                "it out, and look again.",
            ),
            "sorted as words": Mistake(
                wrong=_top_as_text,
                hint="The column was sorted as words, sign by sign, so a small number that begins with 9 comes out on top.",
            ),
            "most reactions": Mistake(
                wrong=lambda tables: _top(town_hall(tables), "reactions"),
                hint="This post has the most reactions. The question is how many people saw it: that is reach.",
            ),
        },
        see=f"{LESSON}#The-same-in-a-spreadsheet",
    ),
    Exercise(
        id="m00-3",
        title="A share in percent",
        competence="H1",
        points=4,
        kind=Number(unit="percent", tolerance=0.05),
        question="What share of Valmonde's twenty posts appeared on the platform Plaza, in percent?",
        tables=("first_posts",),
        reference=lambda tables: _share(town_hall(tables), len(town_hall(tables))),
        mistakes={
            "a fraction": Mistake(
                wrong=lambda tables: _share(town_hall(tables), len(town_hall(tables))) / 100,
                hint="You gave a part of one. In percent it is a hundred times that.",
            ),
            "of both accounts": Mistake(
                wrong=lambda tables: _share(town_hall(tables), len(tables["first_posts"])),
                hint="The whole is Valmonde's posts, not all rows of the file.",
            ),
            "a count": Mistake(
                wrong=lambda tables: float((town_hall(tables)["platform"] == "Plaza").sum()),
                hint="This is how many posts, not which share. Divide it by the number of all posts of Valmonde.",
            ),
        },
        see=f"{LESSON}#Answer-and-check",
    ),
    Exercise(
        id="m00-4",
        title="Which of these ask something of you",
        competence="G2",
        points=8,
        kind=Set(
            options={
                "a": "Is the pool open on the 1st? Your page says two different things",
                "b": "love the heron!!",
                "c": "My mother is 84 and alone, no water since this morning, whom do I ring?",
                "d": "Valmonde FC lost again, typical",
                "e": "Voting for the square closes today, right? the form gives me an error",
                "f": "You people never do anything for Rue Basse",
            }
        ),
        question="Six messages under the town hall's posts. Which ones need an answer or an act from the desk today?",
        reference=lambda _: ["a", "c", "e"],
        mistakes={
            "answers everything": Mistake(
                wrong=lambda _: ["a", "b", "c", "d", "e", "f"],
                hint="A desk that answers everything has no time for the message that cannot wait. Praise, football and a "
                "general grumble ask nothing that you can give today.",
                credit=0.25,
            ),
            "answers the angry one": Mistake(
                wrong=lambda _: ["a", "c", "e", "f"],
                hint="A general grumble names nothing that can be looked into. Log it, watch whether others join, and keep "
                "your answer for those who ask.",
                credit=0.5,
            ),
            "misses the one in a half-sentence": Mistake(
                wrong=lambda _: ["a", "c"],
                hint="One message sounds like small talk and reports that something is broken, today, for everybody.",
                credit=0.5,
            ),
            "only the urgent one": Mistake(
                wrong=lambda _: ["c"],
                hint="You found the one that cannot wait. Two others ask a real question that only the desk can answer.",
                credit=0.25,
            ),
        },
        see=f"{LESSON}#First-shift-on-the-desk",
    ),
    Exercise(
        id="m00-5",
        title="What first",
        competence="G2",
        points=4,
        kind=Order(
            items={
                "pool": "Two different opening days for the pool",
                "form": "The voting form is broken, and voting closes today",
                "heron": "Thanks for the photo of the heron",
                "water": "A woman of 84, alone and without water",
            }
        ),
        question="All four are unread at 09:00 and you are alone. In which order do you take them?",
        reference=lambda _: ["water", "form", "pool", "heron"],
        mistakes={
            "easy first": Mistake(
                wrong=lambda _: ["heron", "pool", "form", "water"],
                hint="The quick ones first feels productive, while the message with the greatest harm waits longest.",
            ),
            "your own page first": Mistake(
                wrong=lambda _: ["pool", "water", "form", "heron"],
                hint="The mistake on your own page is embarrassing, and it can wait. Order by harm, then by how soon it is "
                "too late.",
            ),
            "deadline before harm": Mistake(
                wrong=lambda _: ["form", "water", "pool", "heron"],
                hint="A deadline is urgent; a person in danger is urgent and serious. Serious comes first.",
                credit=0.5,
            ),
        },
        see=f"{LESSON}#First-shift-on-the-desk",
    ),
    Exercise(
        id="m00-6",
        title="A small table, saved as a file",
        competence="H2",
        points=4,
        kind=Table(
            rows={
                "file": ArtefactKind(
                    file="m00-6.csv",
                    media="text/csv",
                    validator=CsvFile(
                        columns=(Column(name="platform"), Column(name="posts", type="whole")),
                        min_rows=3,
                        max_rows=3,
                    ),
                ),
                **{name.lower(): Number(unit="posts", tolerance=0, whole=True) for name in PLATFORMS},
            },
            labels={"file": "The file m00-6.csv", **{name.lower(): name for name in PLATFORMS}},
        ),
        question="Count Valmonde's posts by platform. Save the small table as `m00-6.csv` beside the notebook, with the "
        "headings `platform` and `posts` and one line for each platform, and type the three counts here.",
        tables=("first_posts",),
        reference=_pivot,
        mistakes={
            "both accounts": Mistake(
                wrong=_pivot_of_both,
                hint="The counts include the bakeries' posts. Ask for the account in the formula or in the pivot table's filter.",
            ),
            "sums instead of counts": Mistake(
                wrong=_pivot_of_reach,
                hint="A pivot table adds up the reach unless you tell it to count. Set the value field to Count.",
            ),
            "heading counted": Mistake(
                wrong=_pivot_shifted,
                hint="Each count is one too high: the heading or the label was counted with the posts.",
            ),
        },
        see=f"{LESSON}#The-same-in-a-spreadsheet",
    ),
    Exercise(
        id="m00-7",
        title="First shift",
        competence="G2",
        points=20,
        kind=DrillLog(drill="d01-first-shift"),
        question="Play the drill First shift to the end. You may start over as often as you like: the run that you keep is marked.",
        reference=lambda _: (Project.find().scenarios / "d01-first-shift" / "reference.jsonl").read_bytes(),
        few_mistakes="A drill's errors are played by its policies (silent, reply to everything), not typed.",
        see=f"{LESSON}#First-shift-on-the-desk",
    ),
]
