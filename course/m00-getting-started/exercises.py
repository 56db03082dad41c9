"""Practice of module m00: marked at once, as often as the learner likes. Nothing here is secret."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from practicum.marking import Choice, Exercise, Mistake, Number, Order, Set

Tables = Mapping[str, Any]
LESSON = "m00-getting-started/lesson.ipynb"
SHIFT_MENTIONS, QUESTIONS, BUSY_MENTIONS, SHIFT_HOURS = 60, 3, 150, 8


def bakery(tables: Tables) -> pd.DataFrame:
    """Return the twenty posts of Le Fournil d'Aumière, with the reach as a number in a column `people`."""
    table = tables["first_posts"]
    rows = table[table["account"] == "fournil_aumiere"]
    thousands = rows["reach"].str.endswith("k")
    number = rows["reach"].str.removesuffix("k").astype(float)
    return rows.assign(people=number.where(~thousands, number * 1000).round().astype(int))


def _largest_plain(tables: Tables) -> int:
    rows = bakery(tables)
    return int(rows.loc[~rows["reach"].str.endswith("k"), "people"].max())


def _largest_as_text(tables: Tables) -> int:
    rows = bakery(tables)
    return int(rows.sort_values("reach")["people"].iloc[-1])


def _most_liked(tables: Tables) -> int:
    rows = bakery(tables)
    return int(rows.loc[rows["reactions"].idxmax(), "people"])


def _photos(rows: pd.DataFrame) -> int:
    return int((rows["format"] == "photo").sum())


EXERCISES = [
    Exercise(
        id="m00-u1-a",
        title="Mentions an hour",
        competence="H1",
        points=1,
        kind=Number(unit="mentions an hour", tolerance=0.06),
        question="A desk received 150 mentions between 09:00 and 17:00. How many is that in an hour, on average?",
        reference=lambda _: BUSY_MENTIONS / SHIFT_HOURS,
        mistakes={
            "counted both ends": Mistake(
                wrong=lambda _: BUSY_MENTIONS / (SHIFT_HOURS + 1),
                hint="From 09:00 to 17:00 there are eight hours. Nine is the number of full hours on the clock face, "
                "with both ends counted.",
            ),
            "old number": Mistake(
                wrong=lambda _: SHIFT_MENTIONS / SHIFT_HOURS,
                hint="This is the rate of the quiet day with 60 mentions. Change 60 to 150 and run the cell again.",
            ),
            "upside down": Mistake(
                wrong=lambda _: SHIFT_HOURS / BUSY_MENTIONS,
                hint="This is hours for one mention. Mentions for one hour is the other way up.",
            ),
            "not divided": Mistake(
                wrong=lambda _: BUSY_MENTIONS,
                hint="This is the whole shift. Share it out over the hours.",
            ),
        },
        see=f"{LESSON}#Open-and-run",
    ),
    Exercise(
        id="m00-u2-a",
        title="A share in percent",
        competence="H1",
        points=1,
        kind=Number(unit="percent", tolerance=0.01),
        question="Of 60 mentions, 3 were questions that needed an answer. What share is that, in percent?",
        reference=lambda _: 100 * QUESTIONS / SHIFT_MENTIONS,
        mistakes={
            "a fraction": Mistake(
                wrong=lambda _: QUESTIONS / SHIFT_MENTIONS,
                hint="You gave the share as a part of one. In percent it is a hundred times that.",
            ),
            "upside down": Mistake(
                wrong=lambda _: SHIFT_MENTIONS / QUESTIONS,
                hint="You divided all mentions by the questions. The part goes on top: questions by all mentions.",
            ),
            "part against the rest": Mistake(
                wrong=lambda _: 100 * QUESTIONS / (SHIFT_MENTIONS - QUESTIONS),
                hint="You compared the questions with the other mentions. A share compares the part with the whole, "
                "and the questions are in the whole.",
            ),
        },
        see=f"{LESSON}#Answer-and-check",
    ),
    Exercise(
        id="m00-u2-b",
        title="What can be read as five percent",
        competence="H1",
        points=1,
        kind=Set(options={"a": '"5 %"', "b": '"5,0%"', "c": "0.05", "d": '"about five"', "e": "5"}),
        question="Which of these can be read as five percent, where percent is asked?",
        reference=lambda _: ["a", "b", "e"],
        mistakes={
            "fraction counted in": Mistake(
                wrong=lambda _: ["a", "b", "c", "e"],
                hint="Where percent is asked, 0.05 is read as 0.05 %, a hundred times too small. The sheet cannot "
                "guess what you meant.",
            ),
            "only with a sign": Mistake(
                wrong=lambda _: ["a", "b"],
                hint="The sign may be left out: percent is already what was asked.",
            ),
            "no decimal comma": Mistake(
                wrong=lambda _: ["a", "e"],
                hint="A decimal comma is as good as a decimal point, as long as the number stands in quotation marks.",
            ),
        },
        see=f"{LESSON}#Answer-and-check",
    ),
    Exercise(
        id="m00-u3-a",
        title="The largest reach",
        competence="H2",
        points=1,
        kind=Number(unit="people", tolerance=0, whole=True),
        question="Among the twenty posts of Le Fournil d'Aumière, what is the largest reach?",
        tables=("first_posts",),
        reference=lambda tables: int(bakery(tables)["people"].max()),
        mistakes={
            "k passed over": Mistake(
                wrong=_largest_plain,
                hint="One reach is written with a k, for thousand: 1.2k is 1,200 people. To a spreadsheet that cell is "
                "a word, so it is left out of every sum and every maximum.",
            ),
            "sorted as words": Mistake(
                wrong=_largest_as_text,
                hint="The column was sorted as words, from the first sign on, so 97 comes after 562. It holds at least one "
                "cell that is not a number: find it and write it out.",
            ),
            "reactions instead": Mistake(
                wrong=_most_liked,
                hint="This is the reach of the post with the most reactions. Reach and reactions are two columns, and "
                "their winners are often two posts.",
            ),
        },
        see=f"{LESSON}#The-same-in-a-spreadsheet",
    ),
    Exercise(
        id="m00-u3-b",
        title="Count the photos",
        competence="H2",
        points=1,
        kind=Number(unit="posts", tolerance=0, whole=True),
        question="How many of the bakery's twenty posts are photos?",
        tables=("first_posts",),
        reference=lambda tables: _photos(bakery(tables)),
        mistakes={
            "both accounts": Mistake(
                wrong=lambda tables: _photos(tables["first_posts"]),
                hint="The file also holds twenty posts of the town hall. A filter is not enough: COUNTIF counts hidden rows "
                "too. COUNTIFS asks for the account and for the format.",
            ),
            "heading counted": Mistake(
                wrong=lambda tables: _photos(bakery(tables)) + 1,
                hint="One too many: perhaps the heading, or the cell in which you wrote the word to count.",
            ),
            "all rows": Mistake(
                wrong=lambda tables: len(bakery(tables)),
                hint="This counts every post. COUNTIF needs a second part: what to count.",
            ),
        },
        see=f"{LESSON}#The-same-in-a-spreadsheet",
    ),
    Exercise(
        id="m00-u4-a",
        title="A photo without a word",
        competence="G2",
        points=1,
        kind=Choice(
            options={
                "a": "Nothing: four likes is noise",
                "b": "Answer in public at once, before it spreads",
                "c": "Put it on the watch list, find out what the photo shows, tell the person who must know",
                "d": "Hide it until you know more",
            }
        ),
        question="A photo without a word, four likes, from the verified account of a nurse. What do you do first?",
        reference=lambda _: "c",
        mistakes={
            "small so harmless": Mistake(
                wrong=lambda _: "a",
                hint="Likes measure how far it has gone, not how serious it is. Who posts, and what it shows, matter more.",
            ),
            "haste": Mistake(
                wrong=lambda _: "b",
                hint="You would speak before you know what you see, and carry a photo with four likes to all your followers.",
            ),
            "hiding": Mistake(
                wrong=lambda _: "d",
                hint="Hiding breaks no rule of hers and looks like a cover-up. Nothing in the photo breaks the house rules.",
            ),
        },
        see=f"{LESSON}#First-shift-on-the-desk",
    ),
    Exercise(
        id="m00-u4-b",
        title="Four hundred thousand followers",
        competence="G2",
        points=1,
        kind=Choice(
            options={
                "a": "Thank him at once: so many people see it",
                "b": "Read it, note why you leave it, and take the next message",
                "c": "Offer him a partnership before others do",
                "d": "Ask the desk lead to answer in person",
            }
        ),
        question="An account with 400,000 followers mentions you in passing and asks nothing. A customer with 90 followers has "
        "asked a question. What do you do with the first one?",
        reference=lambda _: "b",
        mistakes={
            "by followers": Mistake(
                wrong=lambda _: "a",
                hint="Followers do not make a message a question. Whoever serves by followers serves the loud first.",
            ),
            "outside your mandate": Mistake(
                wrong=lambda _: "c",
                hint="A partnership is a contract. It is not yours to offer from the desk.",
            ),
            "passed upwards": Mistake(
                wrong=lambda _: "d",
                hint="Nothing was asked, so there is nothing to decide. Keep the desk lead's minutes for what is.",
            ),
        },
        see=f"{LESSON}#First-shift-on-the-desk",
    ),
    Exercise(
        id="m00-u5-a",
        title="Four habits in order",
        competence="H2",
        points=1,
        kind=Order(items={"save": "Save", "validate": "Validate", "hand-in": "Hand in", "run": "Run"}),
        question="Put the four habits in order, first to last.",
        reference=lambda _: ["run", "validate", "save", "hand-in"],
        mistakes={
            "validated before running": Mistake(
                wrong=lambda _: ["validate", "run", "save", "hand-in"],
                hint="Validate reads what was answered. Before the cells were run, nothing was.",
            ),
            "saved first": Mistake(
                wrong=lambda _: ["save", "run", "validate", "hand-in"],
                hint="Saving first keeps the page as it was before you answered. Save after the last change.",
            ),
            "saved last": Mistake(
                wrong=lambda _: ["run", "validate", "hand-in", "save"],
                hint="What you hand in is the saved copy. A change that is saved later stays at home.",
            ),
        },
        see=f"{LESSON}#Hand-in",
    ),
]
