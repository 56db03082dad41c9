"""P-A: eight answers from the posts of two houses; 14 points by rules."""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

from datetime import timedelta

from practicum.exam.families import Bound
from practicum.marking import Mistake, Number, beside

ref = beside(__file__, "reference.py")

TABLES = {"posts": ref.posts, "shop": ref.shop, "card": ref.card}
TASKS = ref.tasks.Tasks(id="pa-posts", raw="posts", money="I2", compared=ref.compared)

CLEAN = (
    "Clean posts: one row for each post_id, the one with the latest exported_on, and then no post whose"
    " row says deleted."
)

COUNTED = TASKS.ask(
    1,
    title="Posts that count",
    kind=Number(unit="posts", whole=True, tolerance=0),
    question=f"How many clean posts does the table `posts` hold? {CLEAN} Sponsored posts stay in.",
    reference=lambda tables: len(ref.clean(tables)),
    mistakes={
        "copies counted": Mistake(
            lambda tables: sum(post.published for post in ref.raw(tables)),
            hint="Two downloads overlap, so some posts stand in the table twice.",
        ),
        "left-outs counted": Mistake(
            lambda tables: len(ref.one_each(ref.raw(tables))), hint="Deleted posts are still in your count."
        ),
        "paid posts left out": Mistake(
            lambda tables: len(ref.organic(ref.clean(tables))),
            hint="The question keeps sponsored posts in.",
        ),
    },
)

REACHED = TASKS.ask(
    2,
    title="Reach of twelve months",
    # Ten people: room for tenths of a thousand that a computer cannot add exactly.
    kind=Number(unit="people", whole=True, tolerance=10),
    question=(
        "In `posts`, add up the reach of the clean posts on Plaza from the first to the last day of your"
        " card, Paris time. Sponsored posts stay in. Read 1.2k as 1,200 and 3 400 as 3,400."
    ),
    reference=lambda tables: round(ref.reached(tables)),
    mistakes={
        "copies counted": Mistake(
            lambda tables: round(ref.total(ref.inside(tables, ref.raw(tables)), "reach")),
            hint="Posts of the overlapping months are added up twice.",
        ),
        "older copy kept": Mistake(
            lambda tables: round(
                ref.total(
                    ref.inside(
                        tables,
                        [post for post in ref.one_each(ref.raw(tables), newest=False) if post.published],
                    ),
                    "reach",
                )
            ),
            hint="You kept the older copy of repeated posts: its reach was still growing.",
            credit=0.25,
        ),
        "k read as one": Mistake(
            lambda tables: round(ref.reached(tables, lambda cell: ref.count(cell, k=1))),
            hint="You read 1.2k as 1.2. Sort the column and look at the cells that end in k.",
        ),
        "texts skipped": Mistake(
            lambda tables: round(ref.reached(tables, lambda cell: ref.count(cell, texts=False))),
            hint="Only plain digits were added up. The program left cells such as 1.2k and 3 400 out.",
        ),
        "every platform": Mistake(
            lambda tables: round(
                sum(
                    ref.total(ref.inside(tables, ref.clean(tables), platform), "reach")
                    for platform in ("Plaza", "Fotofeed", "Linkwerk")
                )
            ),
            hint="The question asks for one platform.",
        ),
    },
)

RATE = TASKS.ask(
    3,
    title="Engagement by reach",
    kind=Number(unit="percent", tolerance=0.01),
    question=(
        "Now the table `shop`, which is clean. Take its posts on Fotofeed from the first to the last day of"
        " your card, without the sponsored ones. Of 100 people reached, how many reacted, commented or"
        " shared? Add up all posts first, then divide once. Two decimals."
    ),
    reference=lambda tables: ref.pooled(ref.own(tables)),
    mistakes={
        "average of ratios": Mistake(
            lambda tables: sum(post.rate for post in ref.own(tables)) / len(ref.own(tables)),
            hint="You averaged the rates of posts. That weighs a post seen by 200 people like one seen by"
            " 80,000.",
            credit=0.25,
        ),
        "paid posts counted": Mistake(
            lambda tables: ref.pooled(ref.inside(tables, ref.tidy(tables), "Fotofeed")),
            hint="Sponsored posts are in your rate: their reach was bought.",
        ),
        "impressions": Mistake(
            lambda tables: ref.pooled(ref.own(tables), "impressions"),
            hint="Impressions count how often a post was shown. The question asks for people.",
        ),
        "parts of one": Mistake(
            lambda tables: ref.pooled(ref.own(tables)) / 100,
            hint="This is a part of one. Of 100 people it is a hundred times that.",
            credit=0.5,
        ),
    },
)

SLOT = TASKS.ask(
    4,
    title="Posts in one slot",
    kind=Number(unit="posts", whole=True, tolerance=0),
    question=(
        "Back to the table `posts`. Your card names a weekday and hours, both in Paris time. How many"
        " clean posts, of all platforms and without the sponsored ones, were published in this slot?"
    ),
    reference=lambda tables: ref.in_slot(tables, ref.organic(ref.clean(tables))),
    mistakes={
        "hours in UTC": Mistake(
            lambda tables: ref.in_slot(tables, ref.organic(ref.clean(tables)), lambda post: post.utc),
            hint=ref.tasks.UTC_KEPT,
        ),
        "winter time all year": Mistake(
            lambda tables: ref.in_slot(
                tables, ref.organic(ref.clean(tables)), lambda post: post.utc + timedelta(hours=1)
            ),
            hint="You added one hour all year. In summer it is two.",
        ),
        "the whole day": Mistake(
            lambda tables: ref.in_slot(tables, ref.organic(ref.clean(tables)), hours=False),
            hint="This is the whole weekday. The card also names hours.",
        ),
        "copies counted": Mistake(
            lambda tables: ref.in_slot(
                tables, [post for post in ref.organic(ref.raw(tables)) if post.published]
            ),
            hint="Posts of the overlapping months are counted twice.",
        ),
    },
)

_PAIR = (
    "Your card names a platform and two formats, A and B. In the table `shop`, take its posts without the"
    " sponsored ones, up to 24 March 2026: later figures still grow. A post's rate is its reactions, comments"
    " and shares for 100 people reached."
)

DIFFERENCE = TASKS.difference(
    "Format A minus format B",
    f"{_PAIR} What is the mean rate of the posts of format A, minus that of format B? Two decimals, with a"
    " minus sign when A is lower.",
    tolerance=0.02,
)

DOUBT = TASKS.doubt(
    "How far to each side does the range around this difference go? It is twice the square root of (variance"
    " of the rates of A / number of posts of A + the same of B), with sample variances. Two decimals.",
    tolerance=0.02,
    undivided="You did not divide by the numbers of posts. That says how far posts lie apart, not how sure"
    " their means are.",
)

VERDICT = TASKS.verdict(
    "What you may tell the board",
    "What may you tell the board about the two formats, with this difference and this range?",
    {
        "better": "Format A does better than format B",
        "worse": "Format A does worse than format B",
        "same": "Both formats do equally well",
        "open": "These posts cannot tell which does better",
    },
)

PRICE = TASKS.ask(
    8,
    title="What reach costs",
    kind=Number(unit="EUR", tolerance=1),
    question=(
        "The board wants to reach the number of people on your card with sponsored posts. What will that cost"
        " at the shop's price? Price: the cost of all sponsored posts in the table `shop`, of all platforms"
        " and months, divided by their reach. Give whole euros."
    ),
    reference=lambda tables: ref.price(tables, ref.paid(tables)),
    mistakes={
        "organic reach counted": Mistake(
            lambda tables: (
                ref.price(tables, ref.paid(tables))
                * ref.total(ref.paid(tables), "reach")
                / ref.total(ref.tidy(tables), "reach")
            ),
            hint="You divided by the reach of all posts. Money bought only the reach of sponsored ones.",
        ),
        "impressions": Mistake(
            lambda tables: ref.price(tables, ref.paid(tables), "impressions"),
            hint="Impressions count how often a post was shown. The board wants people.",
        ),
        "thousands mixed up": Mistake(
            lambda tables: 1000 * ref.price(tables, ref.paid(tables)),
            hint="Your price is for a thousand people, and you multiplied it by people.",
        ),
    },
)

EXERCISES = [COUNTED, REACHED, RATE, SLOT, DIFFERENCE, DOUBT, VERDICT, PRICE]

# What makes it long or hard: rows to clean, copies and deletions to find, posts to compare, and a range
# that does not end next to zero.
BOUNDS = {
    "rows": Bound(lambda tables: len(tables["posts"]), 235, 285),
    "copies": Bound(lambda tables: len(tables["posts"]) - len(ref.one_each(ref.raw(tables))), 12, 40),
    "deleted posts": Bound(
        lambda tables: sum(not post.published for post in ref.one_each(ref.raw(tables))), 8, 22
    ),
    "posts in the slot": Bound(lambda tables: ref.in_slot(tables, ref.organic(ref.clean(tables))), 15, 45),
    "smaller format": Bound(lambda tables: ref.compared(tables).smaller, 12, 50),
    "distance of zero from an end of the range": Bound(
        lambda tables: abs(abs(ref.compared(tables).difference) / ref.compared(tables).doubt - 1), 0.08, 5
    ),
}
