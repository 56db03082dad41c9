"""Tasks 1 to 3: questions, forms of answer and hints. The numbers come from `reference.py`."""

# ruff: noqa: INP001 - run by path from marking.py, not a package
from __future__ import annotations

from practicum.marking import Choice, Exercise, Mistake, Number, Table, beside

ref = beside(__file__, "reference.py")

LESSON = "m08-analytics/lesson.ipynb"
DEFINE, CLEAN = f"{LESSON}#Define-before-you-compute", f"{LESSON}#Clean-the-export"
COMPARE, NOISE = f"{LESSON}#Compare-like-with-like", f"{LESSON}#Noise,-lag-and-small-samples"

DEFINED = Exercise(
    id="m08-1",
    title="Define one indicator",
    competence="H1",
    points=5,
    kind=Table(
        rows={
            "numerator": Choice(
                options={
                    "reactions": "Reactions",
                    "interactions": "Reactions + comments + shares",
                    "clicks": "Reactions + comments + shares + clicks",
                }
            ),
            "denominator": Choice(
                options={
                    "posts": "Number of posts",
                    "impressions": "Impressions",
                    "followers": "Followers",
                    "reach": "Reach",
                }
            ),
            "window": Choice(
                options={
                    "last-7": "25 to 31 March 2026",
                    "to-24": "1 to 24 March 2026",
                    "to-31": "1 to 31 March 2026",
                }
            ),
            "source": Choice(
                options={
                    "every": "Export of posts, clean, organic and sponsored posts",
                    "organic": "Export of posts, clean, organic posts",
                    "daily": "Followers per day",
                }
            ),
            "value": Number(unit="percent"),
        },
        labels={
            "numerator": "Numerator",
            "denominator": "Denominator",
            "window": "Window (Paris time)",
            "source": "Source",
            "value": "Value",
        },
    ),
    question=(
        "Tommaso wrote: “Of 100 people who saw a post of ours on Fotofeed this March, how many reacted,"
        " commented or shared? Leave advertising out. Give me only days whose figures are final.” Turn his"
        " sentence into an indicator: choose numerator, denominator, window and source, then compute it, all"
        " posts of the window added up first. Figures are final seven full days after the day of"
        " publication; the export was taken at the end of 31 March 2026. Clean means: rows of the account"
        " brindille, one row for each post (that of the latest download), deleted posts left out."
    ),
    reference=ref.kpi,
    mistakes={
        "unsettled days counted": Mistake(
            lambda tables: {"window": "to-31", "value": ref.pooled(ref.march(tables, ref.LAST))},
            hint="The last seven days of the export are still growing. A window that holds them shows a fall"
            " which will be gone next week.",
            see=NOISE,
        ),
        "no denominator": Mistake(
            ref.kpi_per_post,
            hint="Interactions per post is a count: it doubles when reach doubles. Tommaso asks for people"
            " out of 100 people who saw it.",
        ),
        "impressions": Mistake(
            lambda tables: {
                "denominator": "impressions",
                "value": ref.pooled(ref.march(tables), "impressions"),
            },
            hint="Impressions count how often a post was shown, and one person can see it four times. The"
            " sentence speaks of people.",
        ),
        "clicks counted": Mistake(
            ref.kpi_with_clicks,
            hint="Clicks are in your numerator. The sentence names three acts, and a click is none of them.",
        ),
        "paid posts counted": Mistake(
            lambda tables: {"source": "every", "value": ref.pooled(ref.march(tables, paid=True))},
            hint="Sponsored posts are in your source. The sentence leaves advertising out.",
            see=COMPARE,
        ),
        "a part of one": Mistake(
            lambda tables: {"value": ref.pooled(ref.march(tables)) / 100},
            hint="This is a part of one, which a spreadsheet likes to show as percent. Of 100 people it is a"
            " hundred times that: type what the cell shows, with its sign, or multiply.",
            credit=0.9,
        ),
    },
    tables=("posts",),
    see=DEFINE,
)

CLEANED = Exercise(
    id="m08-2",
    title="Clean and reconcile",
    competence="H2",
    points=5,
    kind=Table(
        rows={
            "duplicates": Number(unit="rows", whole=True, tolerance=0),
            "deleted": Number(unit="posts", whole=True, tolerance=0),
            "left": Number(unit="posts", whole=True, tolerance=0),
            # Ten people: room for tenths of a thousand that a computer cannot add exactly.
            "reach": Number(unit="people", whole=True, tolerance=10),
            "campaign": Number(unit="posts", whole=True, tolerance=0),
        },
        labels={
            "duplicates": "Rows removed as copies",
            "deleted": "Deleted posts",
            "left": "Posts left",
            "reach": "Reach of the posts left, added up",
            "campaign": "Posts left of the campaign slow-mornings",
        },
    ),
    question=(
        "Clean the rows of the account brindille, in this order, and give five whole numbers. First keep"
        " one row for each post_id, the one with the latest exported_on: how many rows are removed? Then"
        " leave out posts whose remaining row has the status deleted: how many posts is that? How many posts"
        " are left? Read 1.2k as 1,200 and 3 400 as 3,400: what is the reach of the posts left, added up?"
        " And how many of them carry utm_campaign slow-mornings, when capitals do not matter and underscores"
        " and spaces count as hyphens?"
    ),
    reference=ref.clean,
    mistakes={
        "duplicates kept": Mistake(
            ref.duplicates_kept,
            hint="Some posts are in your table twice: two downloads overlap. Count the rows of each post_id.",
        ),
        "older copy kept": Mistake(
            ref.older_copy,
            hint="You kept the older copy of repeated posts. Its counts were still growing, and a post that"
            " was deleted since still looks published. Sort by exported_on before you remove copies.",
            credit=0.3,
        ),
        "deleted posts counted": Mistake(
            ref.deleted_as_zero,
            hint="Deleted posts are still in your table. An empty reach is not a reach of zero: nobody"
            " knows it.",
            credit=0.3,
        ),
        "k ignored": Mistake(
            ref.k_ignored,
            hint="You read 1.2k as 1.2. Sort the column and look at the cells that end in k.",
        ),
        "texts skipped": Mistake(
            ref.texts_skipped,
            hint="Only plain digits were added up. Cells such as 1.2k and 3 400 are texts, and your program"
            " left them out without a word.",
        ),
        "both copies counted": Mistake(
            lambda tables: {"duplicates": 2 * ref.clean(tables)["duplicates"]},
            hint="You counted every row that has a twin. One of each pair stays: count the rows that go.",
        ),
        "one spelling only": Mistake(
            lambda tables: {
                "campaign": sum(
                    post.utm.endswith(f"utm_campaign={ref.CAMPAIGN}") for post in ref.published(tables)
                )
            },
            hint="You counted one spelling of the campaign. List the different tags first.",
        ),
    },
    tables=("posts",),
    see=CLEAN,
)

BY_PLATFORM = Exercise(
    id="m08-3",
    title="Engagement by platform",
    competence="H3",
    points=6,
    kind=Table(
        rows={name.lower(): Number(unit="percent") for name in ref.PLATFORMS},
        labels={name.lower(): name for name in ref.PLATFORMS},
    ),
    question=(
        "What is the engagement rate by reach of our own settled posts on each platform, over the whole"
        f" export? {ref.OWN} Engagement by reach is reactions, comments and shares per 100 people reached,"
        " each platform as one whole: add up first, divide once. Every post counts, unusual ones too. Two"
        " decimals."
    ),
    reference=lambda tables: ref.by_platform(ref.own(tables)),
    mistakes={
        "average of ratios": Mistake(
            lambda tables: ref.by_platform(ref.own(tables), ref.average_of_ratios),
            hint="You averaged the ratios. That weighs a post seen by 12 people like one seen by 40,000.",
            credit=1 / 3,
        ),
        "impressions": Mistake(
            lambda tables: ref.by_platform(ref.own(tables), lambda posts: ref.pooled(posts, "impressions")),
            hint="You divided by impressions. One person can be shown a post many times.",
            see=DEFINE,
        ),
        "followers": Mistake(
            ref.by_followers,
            hint="You divided by followers. Most of them never saw the post, and many who saw it do not"
            " follow.",
            see=DEFINE,
        ),
        "paid posts counted": Mistake(
            lambda tables: ref.by_platform(ref.settled(ref.published(tables))),
            hint="Sponsored posts are in your rates. They reach many people who react less.",
        ),
        "deleted posts counted": Mistake(
            ref.with_deleted,
            hint="Deleted posts still hold reactions but no reach: you added their interactions and divided"
            " by nobody.",
            see=CLEAN,
        ),
        "parts of one": Mistake(
            lambda tables: {name: rate / 100 for name, rate in ref.by_platform(ref.own(tables)).items()},
            hint="These are parts of one, which a spreadsheet likes to show as percent. Per 100 people"
            " reached it is a hundred times that.",
            credit=0.7,
        ),
    },
    tables=("posts", "followers_daily"),
    see=COMPARE,
)

TASKS = [DEFINED, CLEANED, BY_PLATFORM]
