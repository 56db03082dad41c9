"""The four exercises of the block P-B, for any house; 9 points by rules and 3 by two people."""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

from typing import Any

from practicum.exam.families import Bound, Critical
from practicum.marking import (
    PROMISES,
    Choice,
    Criterion,
    Exercise,
    Mistake,
    Part,
    Rubric,
    Table,
    Text,
    beside,
)

watch = beside(__file__, "watch.py")

RUBRIC = Rubric(
    points=3,
    criteria=(
        Criterion(
            id="order",
            label="The most urgent first, with a way out",
            points=1,
            anchors=(
                "The note lists rows, or begins with what is loud.",
                "The danger to a person is there, but not first, or nothing is proposed.",
                "The danger to a person comes first, and something is proposed for it.",
                "Each alert has its own proposal, and the reader sees what only she or he can decide.",
            ),
        ),
        Criterion(
            id="known",
            label="What is known, and what is not",
            points=1,
            anchors=(
                "Rumours are told as facts, or figures are invented.",
                "Source or time is missing, or the words do not show how sure they are.",
                "Source and time are there; known and unknown are told apart for one alert.",
                "Source, time, and known against unknown for each alert, without a guess.",
            ),
        ),
        Criterion(
            id="care",
            label="Fit to be passed on",
            points=1,
            anchors=(
                "A private person is named or blamed, or the tone frightens.",
                "Nobody is named, but the note judges authors, or needs the feed beside it.",
                "Calm and complete; one word too many about an author or the house.",
                "Calm, complete, short; it could be read aloud to anyone concerned.",
            ),
        ),
    ),
)


def _labels(house: Any) -> Exercise:
    return Exercise(
        id=f"{house.id}-1",
        title="Sort twelve rows",
        competence="E3",
        points=5,
        kind=Table(rows={name: Choice(options=watch.LABELS) for name in watch.ROWS}),
        question=(
            "Give each row of the table `feed` one label. Log it: nobody needs it now. For the plans: it may"
            " change a decision of the coming months. Alert: somebody may come to harm, or it may become a"
            " crisis, so somebody has to know today. Judge what may happen, not how loud a row is."
        ),
        reference=house.sorted,
        mistakes={
            "loud is urgent": Mistake(
                lambda tables: {
                    **house.label(tables, "alert", "loud", "old"),
                    **house.label(tables, "log", "harm", "inquiry"),
                },
                hint="You followed the reach. The loudest rows here are harmless, and what hurts is quiet.",
            ),
            "one author does not count": Mistake(
                lambda tables: house.label(tables, "log", "life", "harm", "inquiry"),
                hint="You logged what has one author and few readers. One report is enough when somebody may"
                " be harmed.",
            ),
            "every authority alerted": Mistake(
                lambda tables: house.label(tables, "alert", "authority", "rule"),
                hint="Authorities also publish tips and plans. Ask what they want from this house, and when.",
            ),
            "angry is urgent": Mistake(
                lambda tables: house.label(tables, "alert", "angry"),
                hint="You alerted for a tone. An angry customer needs an answer by the desk.",
            ),
            "plans logged": Mistake(
                lambda tables: house.label(tables, "log", "rival", "rule", "demand"),
                hint="Rows that change next year's plans went into the log, where nobody reads them.",
            ),
            "a name is enough": Mistake(
                lambda tables: house.label(tables, "plan", "namesake", "old"),
                hint="One row is about something else of the same name, another one is old news.",
            ),
        },
        tables=("feed",),
    )


def _first(house: Any) -> Exercise:
    return Exercise(
        id=f"{house.id}-2",
        title="The first call",
        competence="J3",
        points=1,
        kind=Choice(options={name: f"Row {name}" for name in watch.ROWS}),
        question=f"You can reach {house.person} for one minute now. Which row do you speak of?",
        reference=lambda tables: house.at(tables, "life")[0],
        mistakes={
            "loud is urgent": Mistake(
                lambda tables: house.at(tables, "loud")[0],
                hint="This is the loudest row, and nobody is in danger.",
            ),
            "house before people": Mistake(
                lambda tables: house.at(tables, "inquiry")[0],
                hint="That can hurt the house. Another row speaks of somebody's life.",
            ),
            "harm before life": Mistake(
                lambda tables: house.at(tables, "harm")[0],
                hint="That is the second call. Another row speaks of somebody's life.",
            ),
        },
        tables=("feed",),
    )


def _hour(house: Any) -> Exercise:
    hours = range(watch.FIRST_HOUR, watch.FIRST_HOUR + watch.HOURS)
    return Exercise(
        id=f"{house.id}-3",
        title="When the phone should ring",
        competence="J1",
        points=2,
        kind=Choice(
            options={
                **{f"{hour:02d}": f"{hour:02d}:00 to {hour:02d}:59" for hour in hours},
                "never": "On this day it should not ring",
            }
        ),
        question=(
            "The rule of the house: the phone rings at the end of the second of two loud hours in a row. An"
            " hour is loud when its mentions, without copies, are at least three times the usual number. The"
            " table `hours` shows one day; its column `mentions` counts copies, too. At the end of which hour"
            " should the phone have rung first?"
        ),
        reference=house.ring,
        mistakes={
            "copies counted": Mistake(
                lambda tables: house.ring(tables, copies=True),
                hint="Copies repeat one text. The rule takes them off before it compares.",
            ),
            "one hour is enough": Mistake(
                lambda tables: house.ring(tables, in_a_row=1), hint="The rule asks for two hours in a row."
            ),
            "first of two hours": Mistake(
                house.hour_before,
                hint="This is the first of the two hours: nobody could know of the second one.",
            ),
            "never": Mistake(
                lambda _tables: "never", hint="Take the copies off, then divide by the usual number."
            ),
        },
        tables=("hours",),
    )


_OPEN = (
    *("not confirmed", "unconfirmed", "not known", "unknown", "not checked", "unchecked", "unclear"),
    *("not verified", "unverified", "not sure", "do not know", "don't know", "nobody knows", "not yet"),
    *("to be confirmed", "cannot confirm", "could not confirm", "no proof", "if true", "whether"),
)
_PROPOSED = (
    *("propose", "proposal", "suggest", "recommend", "please", "i ask", "decide", "your decision", "your go"),
    *("i need", "we need", "should we", "may i"),
)
_AGAIN = (
    *("next report", "next update", "next note", "report again", "report back", "update you", "write again"),
    *("call again", "come back", "again at", "update at", "report at", "back to you", "hear from me"),
    *("i will call", "i will report", "i will write", "i will update", "i call", "i report"),
)


def _note(house: Any) -> Exercise:
    return Exercise(
        id=f"{house.id}-4",
        title="The note",
        competence="E3",
        points=1,
        kind=Text(
            min_words=40,
            max_words=120,
            must=(
                Part(label="What nobody knows yet", any_of=_OPEN),
                Part(label="What you propose or ask", any_of=_PROPOSED),
                Part(label="When you report again", any_of=_AGAIN),
            ),
            avoid=PROMISES,
        ),
        question=(
            f"Write the note to {house.person}, 40 to 120 words, about everything that you alert. Name rows"
            " by their number, such as r3. Rules check the length, and that no address or phone number is in"
            " it. They also look for what nobody knows yet, what you propose, and when you report again. Two"
            " people read the rest: is the most urgent first, are known and unknown told apart, is it fit to"
            " be passed on?"
        ),
        reference=house.note,
        mistakes={
            "told as a fact": Mistake(
                lambda tables: house.note(tables, leave="open"),
                hint="The note does not say what is still open. The reader takes each rumour for a fact.",
            ),
            "nothing proposed": Mistake(
                lambda tables: house.note(tables, leave="ask"),
                hint="The note leaves the reader alone: propose something, or ask for a decision.",
            ),
            "no next report": Mistake(
                lambda tables: house.note(tables, leave="next"),
                hint="Say when you report again. Otherwise people call you instead of working.",
            ),
            "too long": Mistake(
                lambda tables: house.note(tables, add=" And there is more in the feed, row after row." * 8),
                hint="The note is too long to be read on a phone between two doors.",
            ),
            "phone number passed on": Mistake(
                lambda tables: house.note(tables, add=" The number in the feed is 06 39 98 41 07."),
                hint="A private number travels with the note. Leave it out: it stands in the feed.",
            ),
        },
        tables=("feed", "hours"),
        rubric=RUBRIC,
    )


def words(tables: Any) -> float:
    """Return how many words there are to read."""
    return float(tables["feed"]["text"].str.split().str.len().sum())


def family(house: Any) -> tuple[Any, ...]:
    """Return the tables, exercises, bounds and critical errors of a family of this block."""

    def loudness(tables: Any) -> float:
        reach = dict(zip(tables["feed"]["row"], tables["feed"]["reach"], strict=True))
        most = max(reach[name] for name in house.at(tables, "life", "harm", "inquiry"))
        return float(reach[house.at(tables, "loud")[0]] / most)

    makers = {"feed": house.feed, "hours": house.hours}
    exercises = [_labels(house), _first(house), _hour(house), _note(house)]
    bounds = {
        "words in the feed": Bound(words, 270, 360),
        "times that the loudest row is louder than each alert": Bound(loudness, 30, 200_000),
    }
    critical = [
        Critical("danger-unanswered", f"{house.id}-1", house.unanswered),
        Critical("made-up", f"{house.id}-4", house.made_up),
    ]
    return makers, exercises, bounds, critical
