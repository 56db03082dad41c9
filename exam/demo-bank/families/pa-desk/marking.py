"""P-A: eight answers from the messages to three houses; 14 points by rules."""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

from practicum.exam.families import Bound
from practicum.marking import Mistake, Number, beside

ref = beside(__file__, "reference.py")

TABLES = {"messages": ref.messages, "shop": ref.shop, "card": ref.card}
TASKS = ref.tasks.Tasks(id="pa-desk", raw="messages", money="I1", compared=ref.compared)

COUNTED = TASKS.ask(
    1,
    title="Messages that count",
    kind=Number(unit="messages", whole=True, tolerance=0),
    question=(
        "How many clean messages does the table `messages` hold? Clean messages: one row for each"
        " message_id, and then no message with the topic spam."
    ),
    reference=lambda tables: len(ref.clean(tables)),
    mistakes={
        "copies counted": Mistake(
            lambda tables: len(ref.wanted(ref.raw(tables))),
            hint="Two downloads overlap, so the messages of January stand in the table twice.",
        ),
        "left-outs counted": Mistake(
            lambda tables: len(ref.one_each(ref.raw(tables))), hint="Spam is still in your count."
        ),
        "unanswered left out": Mistake(
            lambda tables: sum(message.by != "" for message in ref.clean(tables)),
            hint="Messages without an answer are messages, too.",
        ),
    },
)

WAITING = TASKS.ask(
    2,
    title="Nobody answered",
    kind=Number(unit="messages", whole=True, tolerance=0),
    question=(
        "How many clean messages of this table did no person answer? An automatic answer is no answer by"
        " a person, and nobody followed it up."
    ),
    reference=lambda tables: ref.unanswered(ref.clean(tables)),
    mistakes={
        "automatic answers counted": Mistake(
            lambda tables: sum(message.by == "" for message in ref.clean(tables)),
            hint="You took automatic answers for answers. Look at answered_by.",
        ),
        "copies counted": Mistake(
            lambda tables: ref.unanswered(ref.wanted(ref.raw(tables))),
            hint="Messages of January are counted twice.",
        ),
        "left-outs counted": Mistake(
            lambda tables: ref.unanswered(ref.one_each(ref.raw(tables))),
            hint="Spam is in your count: nobody should answer that.",
        ),
        "automatic answers only": Mistake(
            lambda tables: sum(message.by == "auto" for message in ref.clean(tables)),
            hint="You counted the automatic answers and left out the messages that got none.",
        ),
    },
)

RATE = TASKS.ask(
    3,
    title="The promise of one hour",
    kind=Number(unit="percent", tolerance=0.06),
    question=(
        "Now the table `shop`, which is clean. The shop promises: while the desk is open, a person answers"
        " within 60 minutes. Of 100 messages that came in while it was open, how many got that? All of them"
        " count, answered or not, all platforms as one whole. One decimal."
    ),
    reference=lambda tables: ref.share(ref.in_hours(tables)),
    mistakes={
        "unanswered left out": Mistake(
            lambda tables: ref.share(message for message in ref.in_hours(tables) if message.by == "person"),
            hint="You divided by answered messages. So the desk looks better the more it ignores.",
        ),
        "automatic answers counted": Mistake(
            lambda tables: ref.share(ref.in_hours(tables), lambda message: message.minutes <= ref.TARGET),
            hint="Automatic answers are always quick. The promise speaks of a person.",
        ),
        "average of ratios": Mistake(
            ref.mean_of_platforms,
            hint="You averaged the shares of platforms. That weighs a platform with five messages like the"
            " largest.",
            credit=0.25,
        ),
        "day and night": Mistake(
            lambda tables: ref.share(ref.tidy(tables)),
            hint="Messages that came in while the desk was closed are in your share.",
        ),
        "parts of one": Mistake(
            lambda tables: ref.share(ref.in_hours(tables)) / 100,
            hint="This is a part of one. Of 100 messages it is a hundred times that.",
            credit=0.5,
        ),
    },
)

SLOT = TASKS.ask(
    4,
    title="Messages at certain hours",
    kind=Number(unit="messages", whole=True, tolerance=0),
    question=(
        "Back to the table `messages`. Your card names hours, in Paris time. How many clean messages came"
        " in during these hours, on all days of the week?"
    ),
    reference=lambda tables: ref.in_slot(tables, ref.clean(tables)),
    mistakes={
        "hours in UTC": Mistake(
            lambda tables: ref.in_slot(tables, ref.clean(tables), lambda message: message.utc),
            hint=ref.tasks.UTC_KEPT,
        ),
        "summer time all year": Mistake(
            lambda tables: ref.in_slot(tables, ref.clean(tables), ref.summer_time),
            hint="You added two hours all year. In winter it is one.",
        ),
        "weekends left out": Mistake(
            lambda tables: ref.in_slot(tables, ref.clean(tables), weekend=False),
            hint="The question asks for all days of the week.",
        ),
        "copies counted": Mistake(
            lambda tables: ref.in_slot(tables, ref.wanted(ref.raw(tables))),
            hint="Messages of January are counted twice.",
        ),
    },
)

DIFFERENCE = TASKS.difference(
    "Group A minus group B",
    "Your card names a column of the table `shop` and two groups in it, A and B. In each group, what share of"
    " all messages, day and night, did a person answer within 60 minutes? Give the share of A minus that of"
    " B. One decimal, with a minus sign when A is lower.",
    tolerance=0.1,
)

DOUBT = TASKS.doubt(
    "How far to each side does the range around this difference go? It is twice the square root of (a * (100"
    " - a) / number of messages of A + b * (100 - b) / number of messages of B), where a and b are the two"
    " shares in percent. One decimal.",
    tolerance=0.1,
    undivided="You did not divide by the numbers of messages. More messages make a share surer.",
)

VERDICT = TASKS.verdict(
    "What you may tell the director",
    "What may you tell the director about your two groups, with this difference and this range?",
    {
        "better": "Group A is answered within the hour more often than group B",
        "worse": "Group A is answered within the hour less often than group B",
        "same": "Both groups are answered within the hour equally often",
        "open": "These messages cannot tell which is answered more often",
    },
)

COST = TASKS.ask(
    8,
    title="What the next quarter costs",
    kind=Number(unit="EUR", tolerance=1),
    question=(
        "Next quarter a person of ours answers every message to the shop. We expect as many as since"
        " 1 January 2026, plus the growth on your card. One answer takes the minutes on your card, one hour"
        " costs the wage. What will the answers cost? Give whole euros."
    ),
    reference=lambda tables: ref.cost(tables, ref.quarter(ref.tidy(tables))),
    mistakes={
        "unanswered left out": Mistake(
            lambda tables: ref.cost(
                tables, ref.quarter(message for message in ref.tidy(tables) if message.by == "person")
            ),
            hint="You left out the messages that no person answered. Next quarter they cost time, too.",
        ),
        "growth forgotten": Mistake(
            lambda tables: ref.cost(tables, ref.quarter(ref.tidy(tables)), grown=False),
            hint="This is the cost of last quarter. Your card expects growth.",
            credit=0.25,
        ),
        "all months counted": Mistake(
            lambda tables: ref.cost(tables, len(ref.tidy(tables))),
            hint="These are the messages of six months. A quarter begins on 1 January.",
        ),
        "minutes taken for hours": Mistake(
            lambda tables: 60 * ref.cost(tables, ref.quarter(ref.tidy(tables))),
            hint="The wage is for an hour, and an answer takes minutes.",
        ),
    },
)

EXERCISES = [COUNTED, WAITING, RATE, SLOT, DIFFERENCE, DOUBT, VERDICT, COST]

# What makes it long or hard: rows to clean, copies and spam to find, messages to compare, and a range that
# does not end next to zero.
BOUNDS = {
    "rows": Bound(lambda tables: len(tables["messages"]), 350, 420),
    "copies": Bound(lambda tables: len(tables["messages"]) - len(ref.one_each(ref.raw(tables))), 35, 80),
    "spam": Bound(lambda tables: len(ref.one_each(ref.raw(tables))) - len(ref.clean(tables)), 15, 35),
    "messages in the hours": Bound(lambda tables: ref.in_slot(tables, ref.clean(tables)), 15, 85),
    "smaller group": Bound(lambda tables: ref.compared(tables).smaller, 70, 160),
    "distance of zero from an end of the range": Bound(
        lambda tables: abs(abs(ref.compared(tables).difference) - ref.compared(tables).doubt), 0.4, 50
    ),
}
