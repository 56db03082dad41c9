"""Practice of module m10: marked at once, as often as the learner likes. Nothing here is secret."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from practicum.marking import Choice, Exercise, Mistake, Number, Order, Set, Table, always, read_questions

Tables = Mapping[str, Any]
LESSON = "m10-crisis/lesson.ipynb"
BEFORE = f"{LESSON}#Write-it-down-before"
BAR = f"{LESSON}#When-the-phone-should-ring"
GRID = f"{LESSON}#How-bad-and-whose-fault"
RIGHTS = f"{LESSON}#Who-decides-and-who-must-know"
WORDS = f"{LESSON}#The-first-statement"
OVER = f"{LESSON}#When-it-is-over"

QUIET = slice("2025-10-01", "2026-02-28")
AUTUMN = slice("2025-10-01", "2025-12-31")
RAISINS = date(2026, 1, 8)


def days_of(tables: Tables, account: str, *, column: str = "mentions", source: str = "") -> pd.Series:
    """Add up a column of an account for each day, over all sources or one."""
    table = tables["mentions_daily"]
    rows = table["account"] == account
    if source:
        rows &= table["source"] == source
    return table[rows].groupby("date")[column].sum()


# Unit 2: the bar


def bar(tables: Tables, *, part: float = 0.99, **which: str) -> float:
    """Return the level that 99 of 100 quiet days of Inès Korvald stay under."""
    return float(days_of(tables, "ines_korvald", **which)[QUIET].quantile(part))


def _deviations(tables: Tables) -> float:
    days = days_of(tables, "ines_korvald")[QUIET]
    return float(days.mean() + 2 * days.std())


# Unit 3: three incidents of the table

CASES = {"dog": "The guide dog", "candle": "Candles that do not stop", "chain": "Sold to a chain"}
LEVELS = {"noise": "Noise (0)", "watch": "Watch (1)", "issue": "Issue (2)", "crisis": "Crisis (3)"}
CLUSTERS = {"victim": "Victim", "accidental": "Accidental", "preventable": "Preventable"}


def verdicts(tables: Tables) -> dict[str, object]:
    """Return level and cluster of the three cases."""
    table = tables["incidents"].set_index("title")
    found = {f"{key}-level": table.loc[title, "severity"] for key, title in CASES.items()}
    return found | {f"{key}-cluster": table.loc[title, "cluster"] for key, title in CASES.items()}


# Unit 6: the raisins of January


def over(tables: Tables, *, in_a_row: int = 3, column: str = "") -> float:
    """Return the days from 8 January to the first of three days running in the band of the autumn."""
    every = days_of(tables, "brindille")
    days = every if column else 100 * days_of(tables, "brindille", column="negative") / every
    calm = days["2026-01-09":"2026-02-10"] <= days[AUTUMN].quantile(0.95)
    third = calm.rolling(in_a_row).sum().eq(in_a_row).idxmax()
    return float((date.fromisoformat(third) - RAISINS).days - in_a_row + 1)


QUESTIONS = read_questions(Path(__file__).with_name("questions.toml"))
PRACTICE = [
    QUESTIONS["m10-u1-a"],
    Exercise(
        id="m10-u1-b",
        title="What can lie ready",
        competence="J1",
        points=1,
        kind=Set(
            options={
                "a": "A holding text with gaps for time, place and next word",
                "b": "The wording of an apology for a cause that nobody knows yet",
                "c": "Telephone numbers of those who decide, on paper",
                "d": "Written permission for the desk to stop scheduled posts alone",
                "e": "A list of critics and how to answer each of them",
                "f": "The fact sheet on water, with its date",
            }
        ),
        question="Which of these can and should lie ready before anything happens?",
        reference=always(["a", "c", "d", "f"]),
        mistakes={
            "apology in the drawer": Mistake(
                always(["a", "b", "c", "d", "f"]),
                hint="An apology written before the cause is known fits no cause. Prepare the place for it, not its words.",
            ),
            "list of enemies": Mistake(
                always(["a", "c", "d", "e", "f"]),
                hint="A file on critics is personal data without a reason, and it will be read aloud one day. Prepare for events, not for people.",
            ),
            "texts only": Mistake(
                always(["a", "f"]),
                hint="Texts are half of it. Who may act, and how you reach who decides, costs more time on the day than writing does.",
            ),
        },
        see=BEFORE,
    ),
    Exercise(
        id="m10-u2-a",
        title="A bar for Inès Korvald",
        competence="J1",
        points=1,
        kind=Number(unit="mentions", tolerance=0.5),
        question="Which number of mentions a day do 99 of 100 days of Inès Korvald stay under, from 1 October 2025 to 28 February 2026, all sources added up?",
        tables=("mentions_daily",),
        reference=bar,
        mistakes={
            "two deviations": Mistake(
                _deviations,
                hint="This is mean plus two deviations. On counts with a long upper tail it rings too often: take the level that 99 of 100 days stay under.",
            ),
            "one day in twenty": Mistake(
                lambda tables: bar(tables, part=0.95),
                hint="This bar is passed by five days of a hundred. The question allows one.",
            ),
            "one source": Mistake(
                lambda tables: bar(tables, source="microblog"),
                hint="This is the microblog alone. Add up the seven sources of a day first.",
            ),
            "negative only": Mistake(
                lambda tables: bar(tables, column="negative"),
                hint="You took the negative mentions. A bar for volume counts all of them.",
            ),
        },
        see=BAR,
    ),
    Exercise(
        id="m10-u2-b",
        title="What goes up now",
        competence="E3",
        points=1,
        kind=Set(
            options={
                "a": "Forty people share a cartoon of the goat",
                "b": "One nurse asks whether others have patients with the same rash after the pool",
                "c": "A message in a parents' group says that the pool is closed; it is open",
                "d": "A known critic calls the budget a joke, as every month",
                "e": "A journalist follows the person who asked about the rash",
                "f": "A competitor town wins a prize for its flowers",
            }
        ),
        question="It is nine in the morning on the desk of Valmonde. Which of these six reach Koffi before ten, although none has more than forty mentions?",
        reference=always(["b", "c", "e"]),
        mistakes={
            "what is loud": Mistake(
                always(["a", "b", "c", "e"]),
                hint="The cartoon is the loudest of the six, and nobody loses anything. Its volume alone does not make it Koffi's matter.",
            ),
            "what is hostile": Mistake(
                always(["b", "c", "d", "e"]),
                hint="The critic says what he says every month. A grudge is no signal; something new is.",
            ),
            "only what is certain": Mistake(
                always(["c"]),
                hint="You waited for certainty. One professional who asks about health is a weak signal, and a journalist beside her makes it stronger.",
            ),
        },
        see=BAR,
    ),
    Exercise(
        id="m10-u2-c",
        title="The price of a rule",
        competence="E3",
        points=1,
        kind=Number(unit="minutes", tolerance=1, whole=True),
        question="Sanne's rule sends one item a day to Koffi for nothing, and misses two items a quarter that start a crisis. Looking at a false alarm costs him ten minutes; a missed item costs three days of 480 minutes. How many minutes does her rule cost in a quarter of 91 days?",
        reference=always(91 * 10 + 2 * 3 * 480),
        mistakes={
            "misses are free": Mistake(
                always(91 * 10),
                hint="You counted the false alarms. What the rule misses costs time as well, and more of it.",
            ),
            "alarms are free": Mistake(
                always(2 * 3 * 480),
                hint="You counted the misses. Each item that goes up for nothing costs Koffi ten minutes, every day.",
            ),
            "one miss": Mistake(
                always(91 * 10 + 3 * 480),
                hint="Two items are missed in a quarter, and each costs three days.",
            ),
        },
        see=BAR,
    ),
    Exercise(
        id="m10-u3-a",
        title="Three incidents",
        competence="J2",
        points=2,
        kind=Table(
            rows={
                f"{key}-{what}": Choice(options=options)
                for key in CASES
                for what, options in (("level", LEVELS), ("cluster", CLUSTERS))
            },
            labels={
                f"{key}-{what}": f"{title}: {what}"
                for key, title in CASES.items()
                for what in ("level", "cluster")
            },
        ),
        question="Give level and cluster of the three incidents.",
        tables=("incidents",),
        reference=verdicts,
        mistakes={
            "a crisis one step down": Mistake(
                lambda tables: {
                    name: "issue" for name, value in verdicts(tables).items() if value == "crisis"
                },
                hint="Where health is open, one report is enough for the highest level. You can lower it again tomorrow.",
            ),
            "an accident of manners": Mistake(
                always({"dog-cluster": "accidental"}),
                hint="The rule hung beside the till. That one colleague had not read it is the house's doing: people will say that it could have been prevented.",
            ),
            "guilty until known": Mistake(
                always({"candle-cluster": "preventable"}),
                hint="Nobody knows yet why the candles flare up. Until then it is read as an accident, and you confess nothing.",
            ),
            "a rumour is ours": Mistake(
                always({"chain-cluster": "accidental"}),
                hint="The baker sold nothing and said nothing. Who is hit by a false story is its victim.",
            ),
        },
        see=GRID,
    ),
    Exercise(
        id="m10-u3-b",
        title="Until it has doubled",
        competence="J2",
        points=1,
        kind=Number(unit="minutes", tolerance=2),
        question="Mentions of four half-hours running: 8, 12, 18, 27. In how many minutes does the number for each half-hour double?",
        reference=always(30 * math.log(2) / math.log(1.5)),
        mistakes={
            "by adding": Mistake(
                always(27 / ((27 - 8) / 3) * 30),
                hint="You added the same number each time. A cascade multiplies: divide each number by the one before it.",
            ),
            "half plus half": Mistake(
                always(60.0),
                hint="Half more and half more again is more than double: 1.5 times 1.5 is 2.25.",
            ),
            "one step": Mistake(
                always(30.0),
                hint="In one half-hour it grows by the half. It is not double yet.",
            ),
        },
        see=GRID,
    ),
    Exercise(
        id="m10-u4-a",
        title="Six acts in order",
        competence="J3",
        points=2,
        kind=Order(
            items={
                "post": "Publish the statement on the town's page",
                "copy": "Save a copy of the message, with the time",
                "inside": "Tell counters and schools what the statement will say",
                "note": "Send the alert note to Koffi",
                "ask": "Ask Naïma whether the water was measured",
                "back": "Write again at the time that was announced",
            }
        ),
        question="A message says that the water of the Colbert pool burns the eyes. Put the six acts in the order of the first hour.",
        reference=always(["copy", "ask", "note", "inside", "post", "back"]),
        mistakes={
            "published before asking": Mistake(
                always(["copy", "post", "ask", "note", "inside", "back"]),
                hint="You publish before you ask the one who knows. The first sentence of the town would then be a guess.",
            ),
            "outside first": Mistake(
                always(["copy", "ask", "note", "post", "inside", "back"]),
                hint="Parents read it before the school does. Inside hears first, even if only by two minutes.",
            ),
            "told at the end": Mistake(
                always(["copy", "ask", "inside", "post", "note", "back"]),
                hint="Koffi learns what was published from the page itself. The alert comes as soon as you have asked.",
            ),
        },
        see=RIGHTS,
    ),
    QUESTIONS["m10-u4-b"],
    Exercise(
        id="m10-u5-a",
        title="What may stand in it",
        competence="J4",
        points=1,
        kind=Set(
            options={
                "a": "Since 05:10 the water on the hill has been off: a pump stands still.",
                "b": "The firm that serviced the pump made a mistake.",
                "c": "Tanks stand at the school and at the home from 07:00. Bring clean bottles.",
                "d": "We guarantee that everything will run again by noon.",
                "e": "We do not know yet when it will run. Next word here at 07:00.",
                "f": "Those who panic in the comments should first read the facts.",
            }
        ),
        question="Which sentences may stand in the first statement on the hill's water?",
        reference=always(["a", "c", "e"]),
        mistakes={
            "somebody to blame": Mistake(
                always(["a", "b", "c", "e"]),
                hint="A culprit in the first hour is a guess with a name. If it turns out otherwise, you have two crises.",
            ),
            "a promise": Mistake(
                always(["a", "c", "d", "e"]),
                hint="Nobody knows when the pump runs, so nobody can guarantee noon. Promise your next word; that is yours to keep.",
            ),
            "facts without help": Mistake(
                always(["a", "e"]),
                hint="True, and no use to somebody with an empty kettle. What to do comes right after what happened.",
            ),
            "lecturing": Mistake(
                always(["a", "c", "e", "f"]),
                hint="People without water are told to behave. Answer the fear with what they can do.",
            ),
        },
        see=WORDS,
    ),
    QUESTIONS["m10-u5-b"],
    Exercise(
        id="m10-u6-a",
        title="The raisins, over",
        competence="J5",
        points=1,
        kind=Number(unit="days", whole=True, tolerance=0),
        question="The anger about Brindille's raisins began on 8 January 2026. After how many days did the negative share come back for three days running to the band of October to December 2025 (the level that 95 of 100 of those days stay under or reach)? Give the first of the three days; 9 January is day 1.",
        tables=("mentions_daily",),
        reference=over,
        mistakes={
            "counted from one": Mistake(
                lambda tables: over(tables) + 1,
                hint="You counted 8 January as day 1. From 8 to 9 January is one day.",
            ),
            "the third day": Mistake(
                lambda tables: over(tables) + 2,
                hint="This is the last of the three days. It is over on the first; the others show that it lasts.",
            ),
            "volume instead of share": Mistake(
                lambda tables: over(tables, column="mentions"),
                hint="You followed how much was said. People grow tired before they are content: look at the negative share.",
            ),
        },
        see=OVER,
    ),
    QUESTIONS["m10-u6-b"],
]

EXERCISES = [
    *PRACTICE,
    *(one for name, one in QUESTIONS.items() if "-r" in name or "-back" in name),
]
