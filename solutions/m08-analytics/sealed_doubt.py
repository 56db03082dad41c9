"""Tasks 4 to 6: questions, forms of answer and hints. The numbers come from `reference.py`."""

# ruff: noqa: INP001 - run by path from marking.py, not a package
from __future__ import annotations

import statistics

from practicum.marking import Choice, Exercise, Mistake, Number, Table, beside

ref = beside(__file__, "reference.py")

LESSON = "m08-analytics/lesson.ipynb"
DEFINE, CLEAN = f"{LESSON}#Define-before-you-compute", f"{LESSON}#Clean-the-export"
COMPARE, NOISE = f"{LESSON}#Compare-like-with-like", f"{LESSON}#Noise,-lag-and-small-samples"

SLOT = Exercise(
    id="m08-4",
    title="Best slot in local time",
    competence="H3",
    points=4,
    kind=Table(
        rows={
            "weekday": Choice(options={day: day.capitalize() for day in ref.DAYS}),
            "hours": Choice(
                options={band: f"{band[:2]}:00 to {int(band[3:]) - 1:02d}:59" for band in ref.BANDS}
            ),
            "posts": Number(unit="posts", whole=True, tolerance=0),
        },
        labels={"weekday": "Weekday", "hours": "Hours, Paris time", "posts": "Posts in this slot"},
        weights={"weekday": 1, "hours": 1, "posts": 2},
    ),
    question=(
        "In which slot do our own settled posts on Fotofeed reach most people, and how many posts stand in"
        f" it? {ref.OWN} A slot is one weekday and three hours of Paris time: 00:00 to 02:59, 03:00 to 05:59,"
        " and so on to 21:00 to 23:59. Rank slots by the median reach of their posts, and rank only slots"
        " with 20 posts or more."
    ),
    reference=lambda tables: ref.best_slot(ref.own_fotofeed(tables)),
    mistakes={
        "hours in UTC": Mistake(
            lambda tables: ref.best_slot(ref.own_fotofeed(tables), clock=lambda post: post.utc),
            hint="Your hours are in UTC, as exported. Paris is one hour ahead in winter and two in summer.",
            see=CLEAN,
        ),
        "winter time all year": Mistake(
            lambda tables: ref.best_slot(ref.own_fotofeed(tables), clock=ref.winter_time),
            hint="You added one hour all year. From the last Sunday of March to the last Sunday of October"
            " it is two.",
            see=CLEAN,
        ),
        "average instead of median": Mistake(
            lambda tables: ref.best_slot(ref.own_fotofeed(tables), middle=statistics.fmean),
            hint="You ranked by the average. One post that got away carries its whole slot to the top.",
        ),
        "tiny slot wins": Mistake(
            lambda tables: ref.best_slot(ref.own_fotofeed(tables), least=1),
            hint="Your winner holds a handful of posts. Small groups head every ranking by luck: the question"
            " asks for 20 or more.",
        ),
        "paid posts counted": Mistake(
            lambda tables: ref.best_slot(ref.fotofeed(ref.settled(ref.published(tables)))),
            hint="Sponsored posts are in your slots: their reach was bought.",
            see=COMPARE,
        ),
    },
    tables=("posts",),
    see=NOISE,
)

FORMATS = Exercise(
    id="m08-5",
    title="Format A against format B",
    competence="H4",
    points=8,
    kind=Table(
        rows={
            "difference": Number(unit="percentage points"),
            "low": Number(unit="percentage points"),
            "high": Number(unit="percentage points"),
            "verdict": Choice(
                options={
                    "yes": "Yes, carousels do better",
                    "no": "No, carousels do worse",
                    "open": "Not enough data to say",
                }
            ),
        },
        labels={
            "difference": "Carousels minus photos",
            "low": "Range, lower end",
            "high": "Range, upper end",
            "verdict": "May we say that carousels do better?",
        },
    ),
    question=(
        "Do carousels do better than photos on Fotofeed? Here the unit is the post, because we ask what"
        " the next post will do: for each of our own settled posts on Fotofeed take reactions, comments and"
        f" shares per 100 people reached, and average this rate within each format. {ref.OWN} Give the mean"
        " of carousels minus the mean of photos, in percentage points, and its range: minus and plus twice"
        " the standard error, which is the square root of (variance of carousels / their number + variance of"
        " photos / their number), with sample variances. Say yes only if the whole range lies above zero, no"
        " only if it lies below, otherwise not enough data. Two decimals."
    ),
    reference=lambda tables: ref.compare(*ref.formats(ref.own(tables))),
    mistakes={
        "no range": Mistake(
            ref.no_range,
            hint="You decided by the difference alone. A range that holds zero cannot tell the sign.",
            credit=0.5,
        ),
        "verdict against the range": Mistake(
            ref.another_verdict,
            hint="Your range and your verdict do not agree. Wholly above zero is yes, wholly below zero is"
            " no, and a range that holds zero is not enough data.",
        ),
        "one standard error": Mistake(
            lambda tables: ref.compare(*ref.formats(ref.own(tables)), times=1),
            hint="Your range goes one standard error to each side. The question asks for twice that.",
            credit=0.5,
        ),
        "unequal exposure": Mistake(
            lambda tables: ref.compare(*ref.formats(ref.own(tables), lambda post: post.interactions)),
            hint="You compared interactions, not rates. A format that is shown to more people collects more"
            " of them.",
            see=COMPARE,
        ),
        "paid posts counted": Mistake(
            lambda tables: ref.compare(*ref.formats(ref.settled(ref.published(tables)))),
            hint="Sponsored posts are in the comparison, and carousels are sponsored more often than photos.",
            see=COMPARE,
        ),
        "spread instead of error": Mistake(
            lambda tables: ref.compare(*ref.formats(ref.own(tables)), of_means=False),
            hint="Your range is for single posts. For a mean, divide each squared deviation by its"
            " number of posts.",
            credit=0.25,
        ),
        "photos minus carousels": Mistake(
            lambda tables: ref.compare(*reversed(ref.formats(ref.own(tables)))),
            hint="Your difference is the other way round: the question asks for carousels minus photos.",
            credit=0.5,
        ),
        "best of all formats": Mistake(
            ref.best_of_all,
            hint="You compared the best format with the worst one. Chosen after looking, such a pair nearly"
            " always differs; the question named its pair before.",
        ),
    },
    tables=("posts",),
    see=NOISE,
)

GROWTH = Exercise(
    id="m08-6",
    title="Weekly growth",
    competence="H4",
    points=4,
    kind=Number(unit="followers", tolerance=0.5),
    question=(
        "How many net new followers did brindille gain in an average week, all platforms together, over the"
        " twelve weeks that end on the last day whose figures are final, 24 March 2026? Take the followers"
        " at the end of 24 March 2026, minus those at the end of 30 December 2025, divided by 12. One"
        " decimal."
    ),
    reference=ref.growth,
    mistakes={
        "unsettled days counted": Mistake(
            lambda tables: ref.growth(tables, ref.LAST),
            hint="Your twelve weeks end on 31 March. New followers of the last seven days are not all"
            " reported yet, so growth seems to stop.",
        ),
        "total of twelve weeks": Mistake(
            lambda tables: 12 * ref.growth(tables),
            hint="This is the growth of all twelve weeks. An average week is asked for.",
            see=DEFINE,
        ),
        "losses left out": Mistake(
            ref.gained_only,
            hint="You added up new followers. Net means that those who left are taken off.",
            see=DEFINE,
        ),
        "one platform": Mistake(
            lambda tables: ref.growth(tables, platforms=("Fotofeed",)),
            hint="This is one platform. The question asks for all of them together.",
        ),
    },
    tables=("followers_daily",),
    see=NOISE,
)

TASKS = [SLOT, FORMATS, GROWTH]
