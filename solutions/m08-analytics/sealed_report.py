"""Tasks 7 and 8: the chart and the one-page report, which rules check in part and a person reads."""

# ruff: noqa: INP001 - run by path from marking.py, not a package
from __future__ import annotations

import statistics
from typing import Any

from practicum.marking import (
    PROMISES,
    Artefact,
    Choice,
    Criterion,
    Exercise,
    Mistake,
    Number,
    Part,
    Rubric,
    Table,
    Text,
    beside,
)

ref = beside(__file__, "reference.py")

picture = beside(__file__, "picture.py")

LESSON = "m08-analytics/lesson.ipynb"
CHARTS, REPORT = f"{LESSON}#Honest,-accessible-charts", f"{LESSON}#The-one-page-report"
NOISE, COMPARE = f"{LESSON}#Noise,-lag-and-small-samples", f"{LESSON}#Compare-like-with-like"


def _rates(tables: Any) -> dict[str, float]:
    return dict(sorted(ref.by_platform(ref.own(tables)).items(), key=lambda pair: -pair[1]))


def _alt(tables: Any) -> str:
    said = [f"{name.capitalize()} {rate:.1f} percent" for name, rate in _rates(tables).items()]
    return (
        f"Horizontal bars, sorted, from zero: engagement by reach of Brindille's organic posts. {said[0]} is"
        f" the highest, then {said[1]}, {said[2]} and {said[3]}. Sums of all settled posts, October 2024 to"
        " March 2026."
    )


CHART = Exercise(
    id="m08-7",
    title="A chart for a director",
    competence="H5",
    points=3,
    kind=Table(
        rows={
            "chart": Choice(
                options={
                    "line": "A line from platform to platform",
                    "pie": "A pie with four slices",
                    "bars": "One bar for each platform, sorted by length",
                    "two": "Bars for engagement and a line for followers, on two axes",
                }
            ),
            "axis": Choice(
                options={
                    "near": "The value axis starts a little below the smallest value",
                    "none": "There is no value axis and there are no values",
                    "zero": "The value axis starts at zero",
                }
            ),
            "colour": Choice(
                options={
                    "many": "One colour for each platform, explained in a legend",
                    "one": "One colour; platforms are told apart by their labels",
                    "traffic": "Green for good, red for bad",
                }
            ),
            "alt": Text(
                min_words=20,
                max_words=120,
                must=(
                    Part(label="All four platforms: Fotofeed", any_of=("Fotofeed",)),
                    Part(label="All four platforms: Kurz", any_of=("Kurz",)),
                    Part(label="All four platforms: Linkwerk", any_of=("Linkwerk",)),
                    Part(label="All four platforms: Plaza", any_of=("Plaza",)),
                    Part(label="The unit", any_of=("percent", "per cent", "%", "out of 100", "per 100")),
                    Part(
                        label="What stands out",
                        any_of=("highest", "lowest", "leads", "ahead", "more than", "twice", "most", "least"),
                    ),
                ),
            ),
            "file": Artefact(file="m08-7.png", media="image/png", validator="png"),
        },
        labels={
            "chart": "What you drew",
            "axis": "Value axis",
            "colour": "Colour",
            "alt": "Alternative text",
            "file": "The picture",
        },
        weights={"alt": 2},
    ),
    question=(
        "Draw one chart from the four rates of task 3, for a director who looks at it for ten seconds: which"
        " platform gets most engagement out of 100 people reached? Its title says the finding. Save it as"
        " m08-7.png beside this notebook, at least 300 by 200 pixels, from any tool. Say how you drew it, and"
        " write its alternative text, 20 to 120 words: the kind of chart, the unit, the four platforms with"
        " their values, and what stands out. Rules check what you typed and that the picture is one; a person"
        " looks at the picture."
    ),
    reference=lambda tables: {
        "chart": "bars",
        "axis": "zero",
        "colour": "one",
        "alt": _alt(tables),
        "file": picture.bars(_rates(tables)),
    },
    mistakes={
        "cut bars": Mistake(
            lambda _tables: {"axis": "near"},
            hint="A bar is read by its length. With the axis cut, a small lead looks like a landslide.",
        ),
        "two axes": Mistake(
            lambda _tables: {"chart": "two"},
            hint="Two axes let you make any two things seem to move together. One chart, one question.",
        ),
        "rainbow": Mistake(
            lambda _tables: {"colour": "many"},
            hint="Four colours and a legend make the eye travel, and one man in twelve cannot tell some of"
            " them apart. Write the name beside the bar.",
        ),
        "names the chart": Mistake(
            lambda _tables: {"alt": "A bar chart of the engagement rate by platform."},
            hint="Your alternative text names the chart. Say what a person would see: who leads, by how"
            " much, in which unit.",
        ),
        "empty picture": Mistake(
            lambda _tables: {"file": picture.png([b"\xff" * 640] * 260, 640)},
            hint="The picture is one plain area. Save it after the chart is drawn.",
        ),
    },
    tables=("posts",),
    see=CHARTS,
    rubric=Rubric(
        points=3,
        criteria=(
            Criterion(
                id="finding",
                label="The title says the finding",
                points=1,
                anchors=(
                    "No title, or only a file name.",
                    "The title names the subject: “Engagement by platform”.",
                    "The title says who leads, without unit or population.",
                    "The title says who leads, by how much, out of whom.",
                ),
            ),
            Criterion(
                id="honest",
                label="The picture is honest",
                points=1,
                anchors=(
                    "Lengths or areas say something else than the numbers.",
                    "Lengths are right, but the axis has no unit or the population is missing.",
                    "Lengths, unit and population are right; period or source is missing.",
                    "Lengths, unit, population, period and source are there.",
                ),
            ),
            Criterion(
                id="readable",
                label="It is read in ten seconds, by everybody",
                points=1,
                anchors=(
                    "Text cannot be read, or colour alone carries the meaning.",
                    "Readable, but a legend, a grid or a third dimension stands in the way.",
                    "Labels stand beside the bars; some ink could go.",
                    "Sorted, labelled, large enough, nothing to take away.",
                ),
            ),
        ),
    ),
)


def median(posts: list[Any]) -> float:
    """Return the median reach."""
    return statistics.median(post.reach for post in posts)


def _report(tables: Any) -> dict[str, Any]:
    posts = ref.own_fotofeed(tables)
    slot, night = ref.best_slot(posts), ref.thursday_night(posts)
    name = f"{slot['weekday'].capitalize()} {slot['hours']}"
    place = ref.DAYS.index(slot["weekday"]), ref.BANDS.index(slot["hours"])
    best = [post for post in posts if (post.local.weekday(), post.local.hour // 3) == place]
    share = ref.share_of_largest(night)
    return {
        "claim": "association",
        "share": share,
        "step": "test",
        "finding": (
            f"From October 2024 to March 2026, organic posts on Fotofeed in the slot {name} reached a median"
            f" of {median(best):,.0f} people, those of Thursday night {median(night):,.0f}."
            " That is no cause."
        ),
        "evidence": (
            f"{len(best)} and {len(night)} settled posts. One post holds {share:.0f} percent of the reach of"
            " Thursday night. For carousels against photos the range holds zero. Last week's fall is made of"
            " figures that are not final."
        ),
        "decision": (
            f"Maëlle draws lots between {name} and Thursday night for eight weeks from 7 April, same formats,"
            " no advertising. On 9 June we compare medians and move only if one is ahead. The photo budget"
            " stays."
        ),
        "risk": (
            "The slots may differ in what we posted, not only in time; then the draw will show no lead. Eight"
            " weeks could be too few, and then we say so."
        ),
    }


PROOF = (*PROMISES, "proves", "proof", "proven")

ONE_PAGE = Exercise(
    id="m08-8",
    title="One-page report",
    competence="H6",
    points=4,
    kind=Table(
        rows={
            "claim": Choice(
                options={
                    "thursday": "Thursday night is our best slot",
                    "cause": "The slot of task 4 makes posts reach more people",
                    "association": "Posts in the slot of task 4 reached more people; why was not tested",
                    "nothing": "The export says nothing about slots",
                }
            ),
            "share": Number(unit="percent", tolerance=0.1),
            "step": Choice(
                options={
                    "all": "Move every post to Thursday night now",
                    "best": "Move every post to the slot of task 4 now",
                    "test": "Draw lots between the slot of task 4 and Thursday night for eight weeks",
                    "wait": "Keep watching and decide later",
                }
            ),
            "finding": Text(
                min_words=15,
                max_words=70,
                avoid=PROOF,
                must=(
                    Part(label="The population", any_of=("organic", "our own", "not sponsored", "unpaid")),
                    Part(label="The period", any_of=("2024", "2025", "2026", "18 months", "eighteen months")),
                    Part(label="The measure", any_of=("median", "medians")),
                ),
            ),
            "evidence": Text(
                min_words=20,
                max_words=90,
                avoid=PROOF,
                must=(
                    Part(label="How many posts", any_of=("posts",)),
                    Part(label="The share of the one post", any_of=("percent", "per cent", "%")),
                ),
            ),
            "decision": Text(
                min_words=15,
                max_words=70,
                avoid=PROOF,
                must=(
                    Part(label="Who does it", any_of=("Maëlle", "Tommaso", "Marta", "we", "I", "you")),
                    Part(label="Until when", any_of=("week", "weeks", "April", "May", "June", "July")),
                ),
            ),
            "risk": Text(
                min_words=15,
                max_words=70,
                must=(
                    Part(
                        label="What could be otherwise",
                        any_of=("if", "may", "might", "could", "unless", "not know", "unknown", "uncertain"),
                    ),
                ),
            ),
        },
        labels={
            "claim": "What the data allow you to say",
            "share": "Share of one post in Thursday night",
            "step": "Your advice",
            "finding": "Finding",
            "evidence": "Evidence",
            "decision": "Decision",
            "risk": "Risk",
        },
        weights={"share": 2},
    ),
    question=(
        "Write the one-page report to Tommaso in four short texts: the finding on slots (15 to 70 words),"
        " its evidence (20 to 90), the decision you propose (15 to 70) and its risk (15 to 70). Before that,"
        " choose what the data allow you to say and what you advise, and compute one number that he must"
        " see: of the reach of our own settled posts on Fotofeed published on Thursdays from 21:00 to 23:59,"
        " Paris time, added up, how much belongs to the one post with most reach? In percent, one decimal."
        " Rules check length and parts; a person reads the rest."
    ),
    reference=_report,
    mistakes={
        "causal claim": Mistake(
            lambda _tables: {"claim": "cause"},
            hint="Nobody drew lots for the slots: themes, formats and seasons differ between them. The data"
            " show that two things go together, not that one makes the other.",
        ),
        "one post is a rule": Mistake(
            lambda _tables: {"claim": "thursday", "step": "all"},
            hint="Take the one large post out and look at Thursday night again.",
            see=NOISE,
        ),
        "no decision": Mistake(
            lambda _tables: {"step": "wait", "decision": "We should keep an eye on it."},
            hint="A report without a decision leaves the director where he was. Propose a step, who takes it,"
            " until when, and what would stop it.",
        ),
        "all at once": Mistake(
            lambda _tables: {"step": "best"},
            hint="Moving everything leaves nothing to compare with: nobody will ever know whether it helped.",
        ),
        "paid posts counted": Mistake(
            lambda tables: {
                "share": ref.share_of_largest(ref.thursday_night(ref.settled(ref.published(tables))))
            },
            hint="Sponsored posts are in your Thursday night: their reach was bought.",
            see=COMPARE,
        ),
        "share of all posts": Mistake(
            lambda tables: {"share": ref.share_of_largest(ref.own_fotofeed(tables))},
            hint="This is its share of all Fotofeed posts. The question asks for Thursday night.",
        ),
    },
    tables=("posts",),
    see=REPORT,
    rubric=Rubric(
        points=8,
        criteria=(
            Criterion(
                id="finding",
                label="Finding",
                points=2,
                anchors=(
                    "Numbers without a finding, or the opposite of what they show.",
                    "A finding without population, period or measure.",
                    "A finding with population, period and measure.",
                    "It also says in plain words what the finding is not.",
                ),
            ),
            Criterion(
                id="evidence",
                label="Evidence",
                points=2,
                anchors=(
                    "No number that a reader could check.",
                    "Numbers without how many posts stand behind them.",
                    "Numbers with how many posts, and the one post named.",
                    "It also says what is not final, or not decided by these data.",
                ),
            ),
            Criterion(
                id="decision",
                label="Decision",
                points=2,
                anchors=(
                    "No decision.",
                    "A direction without owner or end.",
                    "A step with owner and end.",
                    "It also says which result would stop or widen it.",
                ),
            ),
            Criterion(
                id="risk",
                label="Risk",
                points=2,
                anchors=(
                    "None named, or a cause is claimed.",
                    "A general caution that would fit any report.",
                    "One other explanation of these very data.",
                    "It also says how the proposed step would show it.",
                ),
            ),
        ),
    ),
)

TASKS = [CHART, ONE_PAGE]
