"""Practice of module m08: marked at once, as often as the learner likes. Nothing here is secret."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from practicum.learn.explore import rank_slots, rivage_posts, weekly_growth
from practicum.marking import Choice, Exercise, Mistake, Number, Set, Table

Tables = Mapping[str, Any]
LESSON = "m08-analytics/lesson.ipynb"
DEFINE = f"{LESSON}#define-before-you-compute"
CLEAN = f"{LESSON}#clean-the-export"
COMPARE = f"{LESSON}#compare-like-with-like"
NOISE = f"{LESSON}#noise-lag-and-small-samples"
CHARTS = f"{LESSON}#honest-accessible-charts"
REPORT = f"{LESSON}#the-one-page-report"
START = "m00-getting-started/lesson.ipynb"

MATTERS = 1.0  # points of engagement rate: a smaller difference would change nothing at Rivage
ENOUGH = 20  # posts in a slot


def organic(tables: Tables) -> pd.DataFrame:
    """Return Rivage's published posts that nobody paid for and that are at least seven days old."""
    posts = rivage_posts(tables["posts"])
    return posts[~posts["sponsored"] & posts["settled"]]


def choice(  # noqa: PLR0913 - one argument for each thing that a question needs
    name: str,
    title: str,
    question: str,
    options: Mapping[str, str],
    wrong: Mapping[str, tuple[str, str]],
    *,
    competence: str,
    see: str,
) -> Exercise:
    """Write a question; `wrong` gives each wrong option a name and a hint, and what is left is right."""
    (right,) = options.keys() - wrong.keys()
    return Exercise(
        id=name,
        title=title,
        competence=competence,
        points=1,
        kind=Choice(options=dict(options)),
        question=question,
        reference=_always(right),
        mistakes={label: Mistake(_always(key), hint=hint) for key, (label, hint) in wrong.items()},
        see=see,
    )


def _always(value: object) -> Callable[[Tables], object]:
    return lambda _tables: value


# Unit 1: one post, three denominators


def _best_seen(tables: Tables) -> pd.Series:
    posts = organic(tables)
    return posts[posts["platform"] == "Linkwerk"].nlargest(1, "reach").iloc[0]


def _rate_of_best_seen(tables: Tables, divisor: str = "reach", extra: str = "") -> float:
    post = _best_seen(tables)
    return 100 * (post["interactions"] + (post[extra] if extra else 0)) / post[divisor]


def _followers_rate(tables: Tables) -> float:
    table = tables["followers_daily"]
    own = table[(table["account"] == "rivage") & (table["platform"] == "Linkwerk")]
    return 100 * _best_seen(tables)["interactions"] / own.sort_values("date")["followers"].iloc[-1]


# Unit 2: another account, the same faults


def bakery_counts(
    tables: Tables,
    *,
    repeats: bool = False,
    deleted: bool = False,
    keep: str = "last",
    thousand: float = 1000,
) -> dict[str, float]:
    """Count the posts of Le Fournil d'Aumière, right by default, or with one fault left in."""
    export = tables["posts"]
    rows = export[export["account"] == "fournil_aumiere"].sort_values("exported_on", kind="stable")
    rows = rows if repeats else rows.drop_duplicates("post_id", keep=keep)
    gone = rows["status"] == "deleted"
    text = rows.loc[~gone, "reach"].str.replace(r"\s", "", regex=True)
    people = text.str.removesuffix("k").astype(float) * text.str.endswith("k").map({True: thousand, False: 1})
    return {
        "posts": float(len(rows) if deleted else (~gone).sum()),
        "deleted": float(gone.sum()),
        "reach": float(round(people.sum())),
    }


# Unit 3: one ratio, not many


def by_format(
    tables: Tables, *, posts: pd.DataFrame | None = None, divisor: str = "reach"
) -> dict[str, float]:
    """Return engagement by format on Plaza: add up first, divide once."""
    chosen = organic(tables) if posts is None else posts
    sums = chosen[chosen["platform"] == "Plaza"].groupby("format")[["interactions", divisor]].sum()
    return (100 * sums["interactions"] / sums[divisor]).to_dict()


def _mean_of_ratios(tables: Tables) -> dict[str, float]:
    posts = organic(tables)
    return posts[posts["platform"] == "Plaza"].groupby("format")["rate"].mean().to_dict()


def _every_platform(tables: Tables) -> dict[str, float]:
    found = by_format(tables, posts=organic(tables).assign(platform="Plaza"))
    return {name: found[name] for name in ("link", "photo", "text")}


def _all_settled(tables: Tables) -> pd.DataFrame:
    posts = rivage_posts(tables["posts"])
    return posts[posts["settled"]]


def _reach(tables: Tables, *, paid: bool = False, everywhere: bool = False) -> pd.Series:
    posts = _all_settled(tables) if paid else organic(tables)
    return posts["reach"] if everywhere else posts.loc[posts["platform"] == "Plaza", "reach"]


# Unit 4: how sure


SLOTS = {"a": "Thu 21-24", "b": "Wed 18-21", "c": "Sat 06-09", "d": "Sun 09-12"}


def _best_slot(tables: Tables, **rule: Any) -> str:
    found = rank_slots(organic(tables), **{"at_least": ENOUGH, **rule}).iloc[0, 0]
    return next(key for key, label in SLOTS.items() if label == found)


def gap(tables: Tables, *, range_by_error: bool = True) -> dict[str, object]:
    """Compare carousels with photos on Fotofeed: difference, range and verdict."""
    posts = organic(tables)
    rates = posts[posts["platform"] == "Fotofeed"].groupby("format")["rate"]
    mean, spread, count = rates.mean(), rates.var(), rates.size()
    difference = mean["carousel"] - mean["photo"]
    parts = spread / count if range_by_error else spread
    doubt = 2 * (parts["carousel"] + parts["photo"]) ** 0.5
    low, high = difference - doubt, difference + doubt
    return {"difference": difference, "low": low, "high": high, "verdict": verdict(low, high)}


def verdict(low: float, high: float) -> str:
    """Return what a range allows us to say, when differences under `MATTERS` do not matter."""
    if low > 0 or high < 0:
        return "yes"
    return "no" if low > -MATTERS and high < MATTERS else "open"


def _reversed(tables: Tables) -> dict[str, object]:
    found = gap(tables)
    return {"difference": -found["difference"], "low": -found["high"], "high": -found["low"]}


def _weekly(tables: Tables, leave_out: int = 7) -> float:
    return float(weekly_growth(tables["followers_daily"], leave_out=leave_out, weeks=4).iloc[:, 1].mean())


def _gained_only(tables: Tables) -> float:
    table = tables["followers_daily"].assign(lost=0)
    return _weekly({"followers_daily": table})


def _plaza_only(tables: Tables) -> float:
    table = tables["followers_daily"]
    return _weekly({"followers_daily": table[table["platform"] == "Plaza"]})


# Unit 5: what the eye compares


def bar_lengths(tables: Tables) -> dict[str, float]:
    """Return the two rates of the cut chart and where its axis starts."""
    sums = organic(tables).groupby("platform")[["interactions", "reach"]].sum()
    rates = (100 * sums["interactions"] / sums["reach"]).round(2)
    return {
        "plaza": rates["Plaza"],
        "linkwerk": rates["Linkwerk"],
        "start": round(0.9 * rates["Linkwerk"], 1),
    }


def _drawn(tables: Tables) -> float:
    bars = bar_lengths(tables)
    return (bars["plaza"] - bars["start"]) / (bars["linkwerk"] - bars["start"])


def _true_ratio(tables: Tables) -> float:
    bars = bar_lengths(tables)
    return bars["plaza"] / bars["linkwerk"]


RECALL = [
    choice(
        "m08-r1",
        "Practice or answer",
        "You want to know at once whether a number is right, and nobody shall count it. What do you write?",
        {
            "a": 'check("m08-u1-a", 3.1)',
            "b": 'answer("m08-1", 3.1)',
            "c": "print(3.1)",
            "d": 'done("m08-u1")',
        },
        {
            "b": (
                "recorded",
                "answer keeps what you give for the mark and says how it was read, never whether it is right.",
            ),
            "c": ("only shown", "print repeats the number. Nobody compares it with anything."),
            "d": ("ticked", "done ticks a sitting on your home page. It looks at no number."),
        },
        competence="H2",
        see=f"{START}#answer-and-check",
    ),
    choice(
        "m08-r2",
        "Three dots",
        'A cell says check("m08-u1-a", ...). What do the three dots mean?',
        {
            "a": "An error in the cell",
            "b": "Something was cut out",
            "c": "No answer yet",
            "d": "Any answer is right",
        },
        {
            "a": ("an error", "Three dots are allowed everywhere in this course, and never cost a mark."),
            "b": ("cut out", "Nothing is hidden there. The dots keep a place free for you."),
            "d": ("anything goes", "The dots wait for an answer. Until you write one, nothing is compared."),
        },
        competence="H2",
        see=f"{START}#answer-and-check",
    ),
    choice(
        "m08-r3",
        "Five percent",
        "Percent is asked for. Which of these is not read as five percent?",
        {"a": '"5 %"', "b": "0.05", "c": '"5,0%"', "d": "5"},
        {
            "a": (
                "the sign",
                "The sign is welcome: quotation marks around it, and it reads as five percent.",
            ),
            "c": ("the comma", "Comma and point are both read. This is five percent."),
            "d": ("the plain number", "Where percent is asked, a plain 5 is five percent."),
        },
        competence="H1",
        see=f"{START}#answer-and-check",
    ),
    choice(
        "m08-r4",
        "The largest reach",
        "A column of reach holds 212, 640 and 1.9k. Your spreadsheet says that the largest is 640. Why?",
        {
            "a": "It rounds large numbers",
            "b": "640 is an outlier",
            "c": "It counts from the bottom",
            "d": "1.9k is a text, and MAX ignores texts",
        },
        {
            "a": ("rounding", "Nothing was rounded. One of the three cells is not a number at all."),
            "b": (
                "outlier",
                "An outlier is a true value far from the others. Here a true value was not seen.",
            ),
            "c": ("order", "MAX does not care about order. It cares about which cells are numbers."),
        },
        competence="H2",
        see=f"{START}#the-same-in-a-spreadsheet",
    ),
    choice(
        "m08-r5",
        "Seven mentions in an hour",
        "Seven mentions came in the last hour. Is that much?",
        {
            "a": "Yes, seven is more than the average of the sector",
            "b": "It depends on what is usual for this account at this hour",
            "c": "No, under ten is never much",
            "d": "Yes, if the alert rang",
        },
        {
            "a": (
                "the sector",
                "Another brand's usual hour is not yours. Compare with the same account, hour and weekday.",
            ),
            "c": (
                "a fixed bar",
                "For a bakery at night seven may be a storm. No number is large or small alone.",
            ),
            "d": ("the alert", "An alert says that a count moved. Whether it matters is your decision."),
        },
        competence="H4",
        see=f"{START}#first-shift-on-the-desk",
    ),
]

LATER = [
    choice(
        "m08-back7-1",
        "Two reports, one word",
        "Two agencies report an engagement rate of 2 and of 4 percent for the same page and month. What do you ask first?",
        {
            "a": "Which of you made an error?",
            "b": "What did you count, and what did you divide by?",
            "c": "Can we see a longer period?",
            "d": "Which tool is more expensive?",
        },
        {
            "a": (
                "an error",
                "Both can be right: one divided by impressions, the other by people reached, perhaps.",
            ),
            "c": (
                "more data",
                "A longer period gives two other numbers, which disagree for the same reason.",
            ),
            "d": ("the tool", "A price defines nothing. Ask for the formula."),
        },
        competence="H1",
        see=DEFINE,
    ),
    choice(
        "m08-back7-2",
        "The best of forty",
        "A table of forty slots is sorted by average reach. The first line holds one post. What do you do?",
        {
            "a": "Recommend it: it is first",
            "b": "Delete the post",
            "c": "Average it with the second line",
            "d": "Ask for enough posts in a slot before it is ranked at all",
        },
        {
            "a": (
                "first is best",
                "The top of a long list is where luck collects. Look at the number of posts.",
            ),
            "b": ("delete", "The post is true. It only cannot speak for its slot."),
            "c": ("mix", "Two slots mixed answer no question that anybody asked."),
        },
        competence="H4",
        see=NOISE,
    ),
    choice(
        "m08-back7-3",
        "Range across zero",
        "Clips beat photos by 0.4 points; the range goes from -0.9 to 1.7. Your director asks for a verdict.",
        {
            "a": "Clips are better",
            "b": "There is no difference",
            "c": "Not enough data to say",
            "d": "Photos are better",
        },
        {
            "a": (
                "the sign",
                "The range also holds values below zero. This many posts cannot tell the sign.",
            ),
            "b": (
                "absence",
                "A range up to 1.7 allows a large difference too. Not seen is not the same as not there.",
            ),
            "d": ("the other end", "One end of the range is no better a witness than the other."),
        },
        competence="H4",
        see=NOISE,
    ),
    choice(
        "m08-back21-1",
        "Down in the last week",
        "A dashboard is read on Monday. Its last seven days are down by half. What is the first suspect?",
        {
            "a": "The new logo",
            "b": "The algorithm",
            "c": "Figures of the last days that are not complete yet",
            "d": "The competitor's campaign",
        },
        {
            "a": ("the logo", "Look for a cause after you know that there is an effect."),
            "b": (
                "the algorithm",
                "Perhaps, some day. First leave out the days that still grow and look again.",
            ),
            "d": ("the competitor", "Look for a cause after you know that there is an effect."),
        },
        competence="H4",
        see=NOISE,
    ),
    choice(
        "m08-back21-2",
        "One rate for all",
        "You want the engagement rate of a whole account. What do you do with its posts?",
        {
            "a": "Average their rates",
            "b": "Add up interactions, add up reach, divide once",
            "c": "Take the middle rate",
            "d": "Take the post with most reach",
        },
        {
            "a": ("average of ratios", "Then a post seen by 12 people weighs like one seen by 40,000."),
            "c": ("median", "That describes a usual post. The question is about all people together."),
            "d": ("one post", "One post is not the account, above all not its strangest post."),
        },
        competence="H3",
        see=COMPARE,
    ),
    choice(
        "m08-back21-3",
        "After the change",
        "We moved to Wednesday in May, and reach rose in May. What may you write?",
        {
            "a": "Reach rose because we moved to Wednesday",
            "b": "Wednesday raises reach",
            "c": "Moving had no effect",
            "d": "Reach rose in the month in which we moved; other reasons are open",
        },
        {
            "a": (
                "because",
                "Together is not because: the campaign, the season, one large post came in May as well.",
            ),
            "b": ("a law", "One month, once, is not a law. Say what was seen, and when."),
            "c": ("no effect", "That is a claim too, and the data do not carry it either."),
        },
        competence="H6",
        see=REPORT,
    ),
]

PRACTICE = [
    Exercise(
        id="m08-u1-a",
        title="One post, one rate",
        competence="H1",
        points=1,
        kind=Number(unit="percent", tolerance=0.05),
        question="Take the post of Rivage on Linkwerk that reached most people. What is its engagement rate by reach?",
        tables=("posts", "followers_daily"),
        reference=_rate_of_best_seen,
        mistakes={
            "by impressions": Mistake(
                lambda tables: _rate_of_best_seen(tables, "impressions"),
                hint="You divided by impressions. One person who saw the post three times is one person reached.",
            ),
            "clicks counted": Mistake(
                lambda tables: _rate_of_best_seen(tables, extra="clicks"),
                hint="Clicks are in your numerator. Here interactions are reactions, comments and shares, nothing else.",
            ),
            "by followers": Mistake(
                _followers_rate,
                hint="You divided by followers. Many of them never saw this post, and some who saw it do not follow.",
            ),
            "a fraction": Mistake(
                lambda tables: _rate_of_best_seen(tables) / 100,
                hint="This is the part of one. A rate in percent is a hundred times that.",
            ),
        },
        see=DEFINE,
    ),
    choice(
        "m08-u1-b",
        "Which definition is complete?",
        "Four colleagues define a figure for the food drive. Whose figure can you compute without asking back?",
        {
            "a": "Matteo: average engagement of our posts in the last quarter of 2025",
            "b": "Aminata: comments per 100 people reached, on Plaza, organic posts, food drive",
            "c": "Sanne: comments divided by people reached, times 100; Plaza; organic posts published from "
            "1 October to 31 December 2025; all added up first; export of 31 March 2026",
            "d": "Loïc: comments on Plaza, 1 October to 31 December 2025, export of 31 March 2026",
        },
        {
            "a": (
                "no denominator",
                "Engagement of what, out of what, and averaged how? Matteo names a period and a wish.",
            ),
            "b": (
                "no window",
                "When does the food drive begin and end, and from which export? Two colleagues will choose two windows.",
            ),
            "d": (
                "a count, not a rate",
                "Loïc's count can be computed, but paid posts are in it, and it grows with every post: he names no denominator.",
            ),
        },
        competence="H1",
        see=DEFINE,
    ),
    Exercise(
        id="m08-u2-a",
        title="The bakery, counted",
        competence="H2",
        points=3,
        kind=Table(
            rows={
                "posts": Number(unit="posts", tolerance=0, whole=True),
                "deleted": Number(unit="posts", tolerance=0, whole=True),
                "reach": Number(unit="people", tolerance=1),
            },
            labels={
                "posts": "Published posts",
                "deleted": "Deleted posts",
                "reach": "Sum of reach, published posts",
            },
        ),
        question="For Le Fournil d'Aumière: how many posts are published, how many were deleted, and what is the sum of reach?",
        tables=("posts",),
        reference=bakery_counts,
        mistakes={
            "repeats kept": Mistake(
                lambda tables: bakery_counts(tables, repeats=True),
                hint="These are rows, not posts. The downloads overlap, so some posts stand there twice: keep the newest row of each post_id.",
            ),
            "deleted kept": Mistake(
                lambda tables: {"posts": bakery_counts(tables, deleted=True)["posts"]},
                hint="Deleted posts are in your count of published posts. Look at the column status after you removed the repeats.",
            ),
            "k read as a unit": Mistake(
                lambda tables: {"reach": bakery_counts(tables, thousand=1)["reach"]},
                hint="1.2k went in as 1.2. The letter k stands for a thousand: take it off, then multiply.",
            ),
            "oldest row kept": Mistake(
                lambda tables: bakery_counts(tables, keep="first"),
                hint="You kept the oldest row of each post. Figures grow and posts get deleted after a download: the newest row knows more.",
            ),
        },
        see=CLEAN,
    ),
    choice(
        "m08-u2-b",
        "A post in July",
        "The export says 2025-07-17T22:40:00Z, a Thursday. When did people in Paris see it appear?",
        {
            "a": "Thursday at 22:40",
            "b": "Thursday at 20:40",
            "c": "Thursday at 23:40",
            "d": "Friday at 00:40",
        },
        {
            "a": ("the export's clock", "This is the clock of the export. The Z at the end says UTC."),
            "b": (
                "the wrong way",
                "You went the wrong way: Paris is ahead of UTC, so its clock shows a later hour.",
            ),
            "c": (
                "winter all year",
                "One hour is right in winter. In July the clock in Paris is two hours ahead.",
            ),
        },
        competence="H2",
        see=CLEAN,
    ),
    Exercise(
        id="m08-u3-a",
        title="Engagement by format on Plaza",
        competence="H3",
        points=3,
        kind=Table(
            rows={name: Number(unit="percent", tolerance=0.05) for name in ("link", "photo", "text")},
            labels={"link": "Links", "photo": "Photos", "text": "Texts"},
        ),
        question="What is the engagement rate by reach of Rivage's organic posts on Plaza, for each format?",
        tables=("posts",),
        reference=by_format,
        mistakes={
            "average of ratios": Mistake(
                _mean_of_ratios,
                hint="You averaged the rates of the posts. Add up interactions, add up reach, divide once.",
            ),
            "paid posts counted": Mistake(
                lambda tables: by_format(tables, posts=_all_settled(tables)),
                hint="Sponsored posts are in it. Bought reach is colder and pulls the rate down: keep organic posts only.",
            ),
            "by impressions": Mistake(
                lambda tables: by_format(tables, divisor="impressions"),
                hint="You divided by impressions. The question asks for people reached.",
            ),
            "all platforms": Mistake(
                _every_platform,
                hint="Photos and links of the other platforms are in it. Keep the rows of Plaza.",
            ),
        },
        see=COMPARE,
    ),
    Exercise(
        id="m08-u3-b",
        title="A usual post",
        competence="H3",
        points=1,
        kind=Number(unit="people", tolerance=1),
        question="How many people does a usual organic post of Rivage reach on Plaza? Give the median.",
        tables=("posts",),
        reference=lambda tables: _reach(tables).median(),
        mistakes={
            "the mean": Mistake(
                lambda tables: _reach(tables).mean(),
                hint="This is the mean. A single very large post pulls it up; the value in the middle stays where it is.",
            ),
            "paid posts counted": Mistake(
                lambda tables: _reach(tables, paid=True).median(),
                hint="Sponsored posts are in it. Their reach was bought, so they say little about a usual post.",
            ),
            "all platforms": Mistake(
                lambda tables: _reach(tables, everywhere=True).median(),
                hint="All three platforms are in it. Keep the rows of Plaza.",
            ),
        },
        see=COMPARE,
    ),
    Exercise(
        id="m08-u4-a",
        title="The best slot",
        competence="H4",
        points=1,
        kind=Choice(options=SLOTS),
        question="Which slot has the highest median reach, among slots with at least 20 organic posts, Paris time?",
        tables=("posts",),
        reference=_best_slot,
        mistakes={
            "one post pulls": Mistake(
                lambda tables: _best_slot(tables, typical="mean"),
                hint="This slot wins by the mean, and one single post makes it win. Take the median.",
            ),
            "too few posts": Mistake(
                lambda tables: _best_slot(tables, at_least=1),
                hint="This slot is on top, and almost empty. Look at the column Posts before you look at the winner.",
            ),
            "the export's clock": Mistake(
                lambda tables: _best_slot(tables, utc=True),
                hint="You read the clock of the export. It cuts the evening of Paris into two half-filled slots.",
            ),
        },
        see=NOISE,
    ),
    Exercise(
        id="m08-u4-b",
        title="Carousels or photos?",
        competence="H4",
        points=4,
        kind=Table(
            rows={
                "difference": Number(unit="points", tolerance=0.05),
                "low": Number(unit="points", tolerance=0.05),
                "high": Number(unit="points", tolerance=0.05),
                "verdict": Choice(
                    options={
                        "yes": "Yes, they differ",
                        "no": "No difference that matters",
                        "open": "Not enough data to say",
                    }
                ),
            },
            labels={
                "difference": "Carousels minus photos",
                "low": "Range from",
                "high": "Range to",
                "verdict": "Verdict",
            },
        ),
        question="On Fotofeed, do carousels engage more than photos? Give difference, range and verdict; under one point does not matter.",
        tables=("posts",),
        reference=gap,
        mistakes={
            "photos minus carousels": Mistake(
                _reversed,
                hint="Your signs are the other way round. Carousels minus photos is asked for.",
            ),
            "spread of posts": Mistake(
                lambda tables: {**gap(tables, range_by_error=False), "verdict": gap(tables)["verdict"]},
                hint="This is how far single posts lie apart. Divide each variance by its number of posts: averages move less than posts do.",
            ),
            "difference is enough": Mistake(
                lambda _tables: {"verdict": "yes"},
                hint="The range holds zero. With these posts, luck alone can make such a difference.",
            ),
            "not seen so not there": Mistake(
                lambda _tables: {"verdict": "no"},
                hint="The range also holds differences that would matter. Not enough data is not the same as no difference.",
            ),
        },
        see=NOISE,
    ),
    Exercise(
        id="m08-u4-c",
        title="Growth, without the young days",
        competence="H4",
        points=1,
        kind=Number(unit="followers a week", tolerance=0.5),
        question="How many followers does Rivage gain in a week, net, on average of the last four weeks that are complete?",
        tables=("followers_daily",),
        reference=_weekly,
        mistakes={
            "newest days kept": Mistake(
                lambda tables: _weekly(tables, 0),
                hint="The newest seven days are in it. Their figures are still coming in: leave them out first.",
            ),
            "gains only": Mistake(
                _gained_only,
                hint="You added up gains. Some people leave: net is gained minus lost.",
            ),
            "four weeks in all": Mistake(
                lambda tables: 4 * _weekly(tables),
                hint="This is the sum of four weeks. One week is asked for, on average.",
            ),
            "Plaza only": Mistake(
                _plaza_only,
                hint="This is Plaza alone. The question asks for Rivage on all its platforms.",
            ),
        },
        see=NOISE,
    ),
    Exercise(
        id="m08-u5-a",
        title="How long it looks",
        competence="H5",
        points=1,
        kind=Number(unit="times", tolerance=0.1),
        question="In the chart with the cut axis, how many times as long as Linkwerk's bar does Plaza's bar look?",
        tables=("posts",),
        reference=_drawn,
        mistakes={
            "the true ratio": Mistake(
                _true_ratio,
                hint="This is the ratio of the two rates. The eye sees only what stands beyond the start of the axis: take the start off both first.",
            ),
            "in points": Mistake(
                lambda tables: bar_lengths(tables)["plaza"] - bar_lengths(tables)["linkwerk"],
                hint="This is the difference in points. Divide one length by the other.",
            ),
            "upside down": Mistake(
                lambda tables: 1 / _drawn(tables),
                hint="This is Linkwerk's bar measured in Plaza's. Turn it round.",
            ),
        },
        see=CHARTS,
    ),
    choice(
        "m08-u5-b",
        "Words for a chart",
        "Which text stands in best for the chart of the three platforms?",
        {
            "a": "Bar chart of the engagement rate by platform, Rivage",
            "b": "Three bars in teal on white, with a light grid and a label under each bar",
            "c": "Fotofeed engages best because its audience is younger",
            "d": "Bars of engagement per 100 people reached, organic posts: Fotofeed is far ahead; Plaza and "
            "Linkwerk are close together",
        },
        {
            "a": (
                "names the chart",
                "This names the chart. A reader who does not see it still knows nothing about the platforms.",
            ),
            "b": (
                "describes the ink",
                "Colours and grid are not the message. Say what a person would read off the bars.",
            ),
            "c": (
                "claims a cause",
                "No age stands in this chart. A text alternative says what the picture shows, not why.",
            ),
        },
        competence="H5",
        see=CHARTS,
    ),
    Exercise(
        id="m08-u6-a",
        title="What the data allow",
        competence="H6",
        points=2,
        kind=Set(
            options={
                "a": "Among slots with at least 20 posts, Wednesday from 18:00 had the highest median reach.",
                "b": "Posting on Wednesday evening makes people look at our posts.",
                "c": "Thursday's lead rests on one post; without it, Thursday is an ordinary evening.",
                "d": "Carousels and photos work equally well on Fotofeed.",
                "e": "Whether carousels beat photos is open: the range holds losses and gains.",
                "f": "If we move the food drive to Wednesday, its reach will double.",
            },
            partial=True,
        ),
        question="Which of these sentences may stand in the report?",
        reference=lambda _tables: ["a", "c", "e"],
        mistakes={
            "a cause claimed": Mistake(
                lambda _tables: ["a", "b", "c", "e"],
                hint="Makes is a claim about a cause. We only saw that reach and Wednesday went together.",
            ),
            "unseen is equal": Mistake(
                lambda _tables: ["a", "c", "d", "e"],
                hint="Equally well is a finding, and nobody found it. The range was too wide to say.",
            ),
            "a promise": Mistake(
                lambda _tables: ["a", "c", "e", "f"],
                hint="A report does not promise a number that no data gave. Say what you will try and when you will look.",
            ),
            "only the winner": Mistake(
                lambda _tables: ["a", "e"],
                hint="Ilse asked about Thursday. Tell her what its lead rests on, or she will move there next month.",
            ),
        },
        see=REPORT,
    ),
    choice(
        "m08-u6-b",
        "A decision that can be carried out",
        "Which decision is ready to send?",
        {
            "a": "We should post more on Wednesdays and keep an eye on it.",
            "b": "Ilse publishes the eight food-drive posts on Wednesday at 18:30 and on Sunday at 11:00 in turn, from "
            "7 October; we compare medians on 9 December and go back to the old plan if Wednesday is not ahead.",
            "c": "The team moves everything to Wednesday, because the numbers are clear.",
            "d": "More research is needed before anything can be decided.",
        },
        {
            "a": ("a wish", "Who, when, how many, and what would make us stop? A wish has none of these."),
            "c": (
                "all at once",
                "If everything moves, nothing is left to compare with, and the numbers are not that clear.",
            ),
            "d": (
                "no decision",
                "Not knowing is a reason for a small reversible step, not for none. The food drive begins anyway.",
            ),
        },
        competence="H6",
        see=REPORT,
    ),
]

EXERCISES = [*RECALL, *PRACTICE, *LATER]
