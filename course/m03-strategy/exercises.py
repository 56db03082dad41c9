"""Practice of module m03: marked at once, as often as the learner likes. Nothing here is secret."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from practicum.marking import Choice, Exercise, Mistake, Number, Order, Set, Table, always, read_questions

Tables = Mapping[str, Any]
LESSON = "m03-strategy/lesson.ipynb"
AIMS = f"{LESSON}#From-a-plan-to-objectives"
AUDIENCE = f"{LESSON}#Who-is-there,-and-who-answered"
LIVES = f"{LESSON}#How-platforms-live-and-die"
REFUSE = f"{LESSON}#Choose,-and-refuse-in-writing"
LAUNCH = f"{LESSON}#Open-the-door-safely"

HOUSE = "fournil_aumiere"
STEADY = 5  # percent in a year, up or down, that still counts as a plateau


# Unit 1: followers kept


def followers(
    tables: Tables, *, quarter: str = "2025Q4", platforms: tuple[str, ...] = ("Fotofeed",)
) -> dict[str, float]:
    """Return followers won by the bakery in a quarter, and kept for every 100 won."""
    rows = tables["followers_daily"]
    rows = rows[(rows["account"] == HOUSE) & rows["platform"].isin(platforms)]
    rows = rows[pd.to_datetime(rows["date"]).dt.to_period("Q").astype(str) == quarter]
    won, left = int(rows["gained"].sum()), int(rows["lost"].sum())
    return {"won": won, "kept": 100 * (won - left) / won}


# Unit 2: reach that is counted once


def around(tables: Tables) -> pd.DataFrame:
    """Return the survey around the bakery."""
    survey = tables["audience_survey"]
    return survey[survey["account"] == HOUSE]


def no_buyers(tables: Tables, ages: tuple[str, ...]) -> pd.DataFrame:
    """Return the people of some ages around the bakery who do not buy there yet."""
    people = around(tables)
    return people[people["age_band"].isin(ages) & (people["customer"] == "no")]


def users_of(target: pd.DataFrame, *platforms: str) -> float:
    """Return the share of people who use at least one of the platforms, by weight, in percent."""
    uses = (target[[f"uses_{name}" for name in platforms]] == "yes").any(axis=1)
    return float(100 * target.loc[uses, "weight"].sum() / target["weight"].sum())


def plaza_then_quartino(tables: Tables, ages: tuple[str, ...] = ("40-54", "55-69")) -> dict[str, float]:
    """Return the share that uses Plaza or Quartino, and what Quartino adds."""
    target = no_buyers(tables, ages)
    either = users_of(target, "plaza", "quartino")
    return {"either": either, "added": either - users_of(target, "plaza")}


def _added_up(tables: Tables) -> dict[str, float]:
    target = no_buyers(tables, ("40-54", "55-69"))
    second = users_of(target, "quartino")
    return {"either": users_of(target, "plaza") + second, "added": second}


# Unit 3: the change in a year


def change(tables: Tables, platform: str, last: str = "2026-02", before: str = "2025-02") -> float:
    """Return the change between two months, in percent."""
    table = tables["platforms_monthly"]
    users = table[table["platform"] == platform].set_index("month")["active_users"]
    return float(100 * (users[last] / users[before] - 1))


def stage_of(percent: float) -> str:
    """Return the stage of a platform that is old enough for a yearly comparison."""
    return "growth" if percent > STEADY else "decline" if percent < -STEADY else "plateau"


def fotofeed(tables: Tables, last: str = "2026-02", before: str = "2025-02") -> dict[str, object]:
    """Return the change of Fotofeed and its stage."""
    percent = change(tables, "Fotofeed", last, before)
    return {"change": percent, "stage": stage_of(percent)}


# Unit 4: the matrix

HOURS = {"fotofeed": 1.5, "kurz": 5.0, "linkwerk": 1.0, "plaza": 2.5, "quartino": 1.0, "zettel": 0.5}
FIT = {"fotofeed": 3, "kurz": 4, "linkwerk": 2, "plaza": 5, "quartino": 5, "zettel": 2}
FREE_HOURS = 1.5
BUTCHER = {"reach": 2, "growth": 5, "fit": 3}
BAKERY = {"reach": 5, "growth": 2, "fit": 3}


def criteria(tables: Tables) -> pd.DataFrame:
    """Return reach, growth and fit of the six efforts, each in its own unit."""
    target = no_buyers(tables, ("18-24", "25-39"))
    users = tables["platforms_monthly"].set_index(["month", "platform"])["active_users"]
    growth = 100 * (users["2026-02"] / users["2025-02"] - 1)
    return pd.DataFrame(
        {
            "reach": {name: users_of(target, name) for name in HOURS},
            "growth": {name: growth[name.capitalize()] for name in HOURS},
            "fit": FIT,
        }
    )


def matrix(
    tables: Tables,
    points: Mapping[str, float] = BUTCHER,
    *,
    free: float = FREE_HOURS,
    scaled: bool = True,
    shared_out: bool = True,
) -> dict[str, object]:
    """Return the winner among the efforts that the free hours allow, and its score."""
    table = criteria(tables)
    if scaled:
        table = 100 * (table - table.min()) / (table.max() - table.min())
    weights = pd.Series(points) / (sum(points.values()) if shared_out else 1)
    scores = (table[list(points)] * weights).sum(axis=1)
    scores = scores[[name for name, hours in HOURS.items() if hours <= free]]
    return {"winner": scores.idxmax(), "score": float(scores.max())}


QUESTIONS = read_questions(Path(__file__).with_name("questions.toml"))
PRACTICE = [
    Exercise(
        id="m03-u1-a",
        title="Followers kept",
        competence="C1",
        points=2,
        kind=Table(
            rows={"won": Number(unit="followers", tolerance=0, whole=True), "kept": Number(unit="percent")},
            labels={"won": "Followers won", "kept": "Kept, for every 100 won"},
        ),
        question="On Fotofeed, from 1 October to 31 December 2025, how many followers did Le Fournil d'Aumière win, and how many did it keep for every 100 won?",
        tables=("followers_daily",),
        reference=followers,
        mistakes={
            "Plaza": Mistake(
                lambda tables: followers(tables, platforms=("Plaza",)),
                hint="This is Plaza. Change the name of the platform in the cell before the table, and run both cells.",
            ),
            "another quarter": Mistake(
                lambda tables: followers(tables, quarter="2024Q4"),
                hint="This is the last quarter of the year before. Look at the year in the row.",
            ),
            "lost instead of kept": Mistake(
                lambda tables: {"kept": 100 - followers(tables)["kept"]},
                hint="This is how many left for every 100 won. Those who were kept are the others.",
            ),
        },
        see=AIMS,
    ),
    QUESTIONS["m03-u1-b"],
    Exercise(
        id="m03-u2-a",
        title="Plaza, then Quartino",
        competence="C2",
        points=2,
        kind=Table(
            rows={"either": Number(unit="percent"), "added": Number(unit="percent")},
            labels={"either": "Plaza or Quartino, at least one", "added": "What Quartino adds to Plaza"},
        ),
        question="Of the people from 40 to 69 around the bakery who do not buy there yet, which share uses Plaza or Quartino, and how many of 100 does Quartino add to Plaza?",
        tables=("audience_survey",),
        reference=plaza_then_quartino,
        mistakes={
            "Quartino alone": Mistake(
                lambda tables: {"added": _added_up(tables)["added"]},
                hint="This is everybody on Quartino. Most of them are on Plaza already: take the share of both together, minus that of Plaza.",
            ),
            "added up": Mistake(
                _added_up,
                hint="You added two shares. Whoever uses both is counted twice: ask for at least one.",
            ),
            "the young": Mistake(
                lambda tables: plaza_then_quartino(tables, ("18-24", "25-39")),
                hint="These are the people under 40. Change the age bands, and run that cell again.",
            ),
        },
        see=AUDIENCE,
    ),
    QUESTIONS["m03-u2-b"],
    Exercise(
        id="m03-u3-a",
        title="Fotofeed in a year",
        competence="C4",
        points=2,
        kind=Table(
            rows={
                "change": Number(unit="percent"),
                "stage": Choice(options={"growth": "Growth", "plateau": "Plateau", "decline": "Decline"}),
            },
            labels={"change": "Change in a year", "stage": "Stage"},
        ),
        question="By how many percent did the active users of Fotofeed change in a year, to the last complete month, and which stage is that?",
        tables=("platforms_monthly",),
        reference=fotofeed,
        mistakes={
            "half a month": Mistake(
                lambda tables: fotofeed(tables, "2026-03", "2025-03"),
                hint="March 2026 is half a month in this table. Take the last complete one.",
            ),
            "summer against winter": Mistake(
                lambda tables: fotofeed(tables, before="2025-08"),
                hint="You went back half a year. The season is in that comparison: go back to the same month.",
            ),
            "last month": Mistake(
                lambda tables: fotofeed(tables, before="2026-01"),
                hint="You went back one month. That is too short for a life: go back to the same month a year before.",
            ),
        },
        see=LIVES,
    ),
    Exercise(
        id="m03-u3-b",
        title="Fourteen months old",
        competence="C4",
        points=2,
        kind=Set(
            options={
                "a": "It has tripled in a year.",
                "b": "At this speed it overtakes Plaza in two years.",
                "c": "How large it will become cannot be read yet.",
                "d": "It is a fashion and will pass.",
                "e": "We keep our name there and look again in six months.",
            }
        ),
        question="A platform is 14 months old and has tripled in a year. Which of these may Oriane write to Firmin?",
        reference=always(["a", "c", "e"]),
        mistakes={
            "the speed goes on": Mistake(
                always(["a", "b", "c", "e"]),
                hint="No S keeps its steepest speed. Where it bends is not in fourteen months of data.",
            ),
            "a fashion": Mistake(
                always(["a", "c", "d", "e"]),
                hint="That it will pass is a forecast too, and the data hold neither.",
            ),
            "no step": Mistake(
                always(["a", "c"]),
                hint="Firmin asks what to do. There is a small step that costs nothing and keeps the door open.",
            ),
        },
        see=LIVES,
    ),
    Exercise(
        id="m03-u4-a",
        title="The butcher's points",
        competence="C3",
        points=2,
        kind=Table(
            rows={
                "winner": Choice(options={name: name.capitalize() for name in HOURS}),
                "score": Number(unit="points"),
            },
            labels={"winner": "The best effort that is allowed", "score": "Its score"},
        ),
        question="With the points reach 2, growth 5, fit 3 and an hour and a half a week, which effort wins, and with what score?",
        tables=("audience_survey", "platforms_monthly"),
        reference=matrix,
        mistakes={
            "constraint forgotten": Mistake(
                lambda tables: matrix(tables, free=24),
                hint="Your winner needs more hours than there are. Take those that are out off the list before you look at scores.",
            ),
            "units mixed": Mistake(
                lambda tables: matrix(tables, scaled=False),
                hint="Percent and points were added as they are. Bring each criterion to 0 to 100 first.",
            ),
            "points not shared out": Mistake(
                lambda tables: matrix(tables, shared_out=False),
                hint="A score of this table ends at 100. Divide the points by their sum.",
            ),
            "the bakery's points": Mistake(
                lambda tables: matrix(tables, BAKERY),
                hint="These are the points of the bakery. Put the butcher's points into the first line.",
            ),
        },
        see=REFUSE,
    ),
    QUESTIONS["m03-u4-b"],
    Exercise(
        id="m03-u5-a",
        title="One hour with Clélia",
        competence="C5",
        points=2,
        kind=Order(
            items={
                "lock": "a new password of its own and the second step for everybody",
                "own": "Agathe becomes administrator of a page that belongs to the house",
                "name": "a new picture and the first post",
                "back": "recovery goes to the mailbox of the house",
                "list": "write down who holds what, and who takes it away",
            }
        ),
        question="You have one hour with Clélia, today. In which order do you take the five steps?",
        reference=always(["own", "back", "lock", "list", "name"]),
        mistakes={
            "the nice things first": Mistake(
                always(["name", "own", "back", "lock", "list"]),
                hint="The first post makes the page worth stealing. It comes when the door is locked.",
            ),
            "locked before owned": Mistake(
                always(["lock", "own", "back", "list", "name"]),
                hint="A lock on a page that hangs on one private profile locks the house out as well. Own it first.",
            ),
            "no way back": Mistake(
                always(["own", "lock", "back", "list", "name"]),
                hint="If the new lock fails, the way back leads to somebody who left. Mend it before you lock.",
            ),
        },
        see=LAUNCH,
    ),
    Exercise(
        id="m03-u5-b",
        title="Before the page opens",
        competence="C5",
        points=2,
        kind=Set(
            options={
                "a": "Two administrators, each under their own name",
                "b": "The second step will be turned on when the summer rush is over",
                "c": "Oriane may publish, and cannot change rights",
                "d": "To save time, everybody signs in as the apprentice",
                "e": "Messages are answered within two hours when the shops are open, and at nine the next morning otherwise",
                "f": "Photos of the queue, taken without asking, because faces are small",
            }
        ),
        question="Which lines of this launch plan must be mended before the page opens?",
        reference=always(["b", "d", "f"]),
        mistakes={
            "later is fine": Mistake(
                always(["d", "f"]),
                hint="A lock that comes after the summer does not hold in the summer.",
            ),
            "one shared sign-in": Mistake(
                always(["b", "f"]),
                hint="When everybody is one person, nobody knows who did it, and nobody can be taken out.",
            ),
            "small faces": Mistake(
                always(["b", "d"]),
                hint="A person who can be recognised by a neighbour is not too small to be asked.",
            ),
            "everything": Mistake(
                always(list("abcdef")),
                hint="Three of these lines are sound. Whoever flags everything helps nobody to begin.",
            ),
        },
        see=LAUNCH,
    ),
]

EXERCISES = [
    *(QUESTIONS[name] for name in QUESTIONS if name.startswith("m03-r")),
    *PRACTICE,
    *(QUESTIONS[name] for name in QUESTIONS if name.startswith("m03-back")),
]
