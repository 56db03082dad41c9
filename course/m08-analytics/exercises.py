"""Practice of module m08: marked at once, as often as the learner likes. Nothing here is secret."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from practicum.learn.explore import rank_slots, rivage_posts, weekly_growth
from practicum.marking import Choice, Exercise, Mistake, Number, Set, Table, read_questions

Tables = Mapping[str, Any]
LESSON = "m08-analytics/lesson.ipynb"
DEFINE = f"{LESSON}#Define-before-you-compute"
CLEAN = f"{LESSON}#Clean-the-export"
COMPARE = f"{LESSON}#Compare-like-with-like"
NOISE = f"{LESSON}#Noise,-lag-and-small-samples"
CHARTS = f"{LESSON}#Honest,-accessible-charts"
REPORT = f"{LESSON}#The-one-page-report"

ENOUGH = 20  # posts in a slot


def organic(tables: Tables) -> pd.DataFrame:
    """Return Rivage's published posts that nobody paid for and that are at least seven days old."""
    posts = rivage_posts(tables["posts"])
    return posts[~posts["sponsored"] & posts["settled"]]


# Unit 1: one post, three denominators


def _newest(tables: Tables) -> pd.Series:
    posts = organic(tables)
    return posts[posts["platform"] == "Linkwerk"].iloc[-1]


def _rate_of_newest(tables: Tables, divisor: str = "reach", extra: str = "") -> float:
    post = _newest(tables)
    return 100 * (post["interactions"] + (post[extra] if extra else 0)) / post[divisor]


def _followers_rate(tables: Tables) -> float:
    table = tables["followers_daily"]
    own = table[(table["account"] == "rivage") & (table["platform"] == "Linkwerk")]
    return 100 * _newest(tables)["interactions"] / own.sort_values("date")["followers"].iloc[-1]


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
    posts = organic(tables)
    found = rank_slots(posts[posts["platform"] == "Plaza"], **{"at_least": ENOUGH, **rule}).iloc[0, 0]
    return next(key for key, label in SLOTS.items() if label == found)


def gap(tables: Tables, *, range_by_error: bool = True) -> dict[str, object]:
    """Compare carousels with photos on Fotofeed: difference, range and verdict."""
    posts = organic(tables)
    rates = posts[posts["platform"] == "Fotofeed"].groupby("format")["rate"]
    mean, spread, count = rates.mean(), rates.var(), rates.size()
    difference = mean["carousel"] - mean["photo"]
    parts = spread / count if range_by_error else spread
    doubt = 1.96 * (parts["carousel"] + parts["photo"]) ** 0.5
    low, high = difference - doubt, difference + doubt
    return {"difference": difference, "low": low, "high": high, "verdict": verdict(low, high)}


def verdict(low: float, high: float) -> str:
    """Return what a range allows us to say about A minus B."""
    if low > 0:
        return "yes"
    return "no" if high < 0 else "open"


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


QUESTIONS = read_questions(Path(__file__).with_name("questions.toml"))
PRACTICE = [
    Exercise(
        id="m08-u1-a",
        title="One post, one rate",
        competence="H1",
        points=1,
        kind=Number(unit="percent", tolerance=0.05),
        question="What is the engagement rate by reach of Rivage's newest organic post on Linkwerk that is at least seven days old?",
        tables=("posts", "followers_daily"),
        reference=_rate_of_newest,
        mistakes={
            "by impressions": Mistake(
                lambda tables: _rate_of_newest(tables, "impressions"),
                hint="You divided by impressions. One person who saw the post three times is one person reached.",
            ),
            "clicks counted": Mistake(
                lambda tables: _rate_of_newest(tables, extra="clicks"),
                hint="Clicks are in your numerator. Here interactions are reactions, comments and shares, nothing else.",
            ),
            "by followers": Mistake(
                _followers_rate,
                hint="You divided by followers. Many of them never saw this post, and some who saw it do not follow.",
            ),
            "a fraction": Mistake(
                lambda tables: _rate_of_newest(tables) / 100,
                hint="This is the part of one. A rate in percent is a hundred times that.",
            ),
        },
        see=DEFINE,
    ),
    QUESTIONS["m08-u1-b"],
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
    QUESTIONS["m08-u2-b"],
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
        question="Which slot has the highest median reach, among slots with at least 20 organic posts on Plaza, Paris time?",
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
                        "yes": "Yes, carousels do better",
                        "no": "No, carousels do worse",
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
        question="On Fotofeed, do carousels get a higher rate than photos? Give difference, range and verdict.",
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
            "zero read as no": Mistake(
                lambda _tables: {"verdict": "no"},
                hint="No would say that carousels do worse: the whole range would lie below zero. It holds zero, so it tells no sign.",
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
    QUESTIONS["m08-u5-b"],
    Exercise(
        id="m08-u6-a",
        title="What the data allow",
        competence="H6",
        points=2,
        kind=Set(
            options={
                "a": "Among slots on Plaza with at least 20 posts, Wednesday from 18:00 had the highest median reach.",
                "b": "Posting on Wednesday evening makes people look at our posts.",
                "c": "Thursday's lead rests on one post; without it, Thursday is no better than other evenings.",
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
    QUESTIONS["m08-u6-b"],
]

EXERCISES = [
    *(QUESTIONS[name] for name in QUESTIONS if name.startswith("m08-r")),
    *PRACTICE,
    *(QUESTIONS[name] for name in QUESTIONS if name.startswith("m08-back")),
]
