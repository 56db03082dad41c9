"""Tasks 1 and 2: objectives with their baselines, and what a person reached costs."""

# ruff: noqa: INP001 - run by path from marking.py, not a package
from __future__ import annotations

from typing import Any

from practicum.marking import (
    Artefact,
    Column,
    Compared,
    Covers,
    CsvFile,
    Distinct,
    Exercise,
    Mistake,
    Number,
    Table,
    beside,
)

ref = beside(__file__, "reference.py")

LESSON = "m03-strategy/lesson.ipynb"
AIMS, AUDIENCE = f"{LESSON}#From-a-plan-to-objectives", f"{LESSON}#Who-is-there,-and-who-answered"


def _objectives(tables: Any) -> dict[str, object]:
    return {"file": ref.objectives(tables), **ref.baselines(tables)}


OBJECTIVES = Exercise(
    id="m03-1",
    title="Three aims, three objectives",
    competence="C1",
    points=8,
    kind=Table(
        rows={
            "file": Artefact(
                file="m03-1.csv",
                media="text/csv",
                validator=CsvFile(
                    columns=(
                        Column(
                            name="metric",
                            type="choice",
                            options=("known", "kept", "buyers", "followers", "likes", "posts"),
                        ),
                        Column(name="baseline", type="number"),
                        Column(
                            name="baseline_source",
                            type="choice",
                            options=("audience_survey", "followers_daily", "platforms_monthly"),
                        ),
                        Column(name="target", type="number"),
                        Column(name="date", type="date"),
                        Column(name="owner"),
                    ),
                    min_rows=3,
                    max_rows=3,
                    rows=(
                        Covers(label="A metric for aim 1", column="metric", any_of=("known",)),
                        Covers(label="A metric for aim 2", column="metric", any_of=("kept",)),
                        Covers(label="A metric for aim 3", column="metric", any_of=("buyers",)),
                        Compared(
                            label="A target above the baseline", left="baseline", relation="<", right="target"
                        ),
                        Distinct(label="Each metric once", columns=("metric",)),
                    ),
                ),
            ),
            "known": Number(unit="percent"),
            "kept": Number(unit="percent"),
            "buyers": Number(unit="percent"),
        },
        labels={
            "file": "The file m03-1.csv",
            "known": "known: of people from 25 to 39, the share that has heard of Brindille",
            "kept": "kept: followers gained minus lost on Fotofeed, for every 100 gained, 31 December 2025 to"
            " 24 March 2026 (later days are still being counted)",
            "buyers": "buyers: of people who use Fotofeed and have heard of Brindille, the share"
            " of customers",
        },
        weights={"file": 2, "known": 2, "kept": 2, "buyers": 2},
    ),
    question=(
        "Tommaso's page names three aims. Asked what would be different if they came true, he says: “One:"
        " more people from 25 to 39 around us have heard of Brindille. Two: those who find us on Fotofeed"
        " stay. Three: of the people who use Fotofeed and have heard of us, more buy.” Compute the three"
        " baselines, the survey of Brindille counted by weight, one decimal or more. Then write the three"
        " objectives into the file m03-1.csv beside this notebook: one row each, with the columns metric,"
        " baseline, baseline_source (the name of the table), target, date (such as 2026-11-30) and owner (one"
        " person of the house). Metrics to choose from are known, kept, buyers, followers, likes and posts."
    ),
    reference=_objectives,
    mistakes={
        "weights forgotten": Mistake(
            lambda tables: {
                name: ref.baselines(tables, weigh=ref.by_head)[name] for name in ("known", "buyers")
            },
            hint="You counted heads. People in town and the young answered more often than there are of"
            " them: add up the column weight instead of rows.",
            see=AUDIENCE,
        ),
        "newest week counted": Mistake(
            lambda tables: {"kept": ref.kept(tables, last="2026-03-31")},
            hint="The newest seven days are in your count. Those who left are all there, those who came are"
            " only partly counted, so the newest week looks like a flight.",
        ),
        "every platform": Mistake(
            lambda tables: {"kept": ref.kept(tables, platforms=("Fotofeed", "Kurz", "Linkwerk", "Plaza"))},
            hint="All four platforms are in it. The aim speaks of Fotofeed.",
        ),
        "divided by everybody": Mistake(
            lambda tables: {"buyers": ref.buyers_of_all(tables)},
            hint="You divided by all who use Fotofeed. Who has never heard of us cannot decide against us:"
            " that is aim one.",
        ),
        "a number that only looks good": Mistake(
            lambda tables: {
                "file": ref.objectives(
                    tables, metric="followers", baseline=ref.level(tables), target=ref.level(tables) + 3000
                )
            },
            hint="The number of followers hardly ever falls, whatever you do. Ask of a metric: if it went"
            " up alone, would anything that the plan wants have happened?",
        ),
        "target below the baseline": Mistake(
            lambda tables: {"file": ref.objectives(tables, target=ref.baselines(tables)["kept"] - 5)},
            hint="One target lies below its baseline: the plan would be fulfilled by losing ground.",
        ),
        "no date": Mistake(
            lambda tables: {"file": ref.objectives(tables, date="")},
            hint="An objective without a date can never be missed, and so it decides nothing.",
        ),
    },
    tables=("audience_survey", "followers_daily"),
    see=AIMS,
)

REACH = Exercise(
    id="m03-2",
    title="Reach that is counted once",
    competence="C2",
    points=7,
    kind=Table(
        rows={
            "target": Number(unit="percent"),
            "both": Number(unit="percent"),
            "either": Number(unit="percent"),
            "cost": Number(unit="EUR", tolerance=0.03),
            "added": Number(unit="EUR", tolerance=0.05),
        },
        labels={
            "target": "The target, as a share of all adults",
            "both": "Of the target, the share that uses both Fotofeed and Plaza",
            "either": "Of the target, the share that uses at least one of the two",
            "cost": "What 100 reachable people of the target cost, both platforms together",
            "added": "Plaza runs already: what 100 people more cost, whom only Fotofeed adds",
        },
        weights={"either": 2, "added": 2},
    ),
    question=(
        "The target is everybody from 25 to 54 who is no customer yet. The survey of Brindille, counted by"
        " weight, stands for the 72,000 adults of the area. A month costs 420 euros on Fotofeed and 240 euros"
        " on Plaza, 660 together. Count as reachable whoever uses a platform, and each person once. Give five"
        " numbers: percent with one decimal or more, euros with two."
    ),
    reference=ref.reach,
    mistakes={
        "reach added up": Mistake(
            lambda tables: ref.reach(tables, added_up=True),
            hint="You added the reach of the two platforms. Whoever uses both is one person: count people"
            " who use at least one.",
            credit=0.3,
        ),
        "weights forgotten": Mistake(
            lambda tables: ref.reach(tables, weigh=ref.by_head),
            hint="You counted answers instead of weights. The young answered more often, and they use other"
            " platforms.",
            credit=0.3,
        ),
        "everybody instead of the target": Mistake(
            lambda tables: (
                ref.reach(tables, target=lambda _one: True) | {"target": ref.reach(tables)["target"]}
            ),
            hint="These are all adults. A person outside the target who sees us is no result of this plan.",
        ),
        "customers kept in": Mistake(
            lambda tables: ref.reach(tables, target=lambda one: one.age in ref.TARGET_AGES),
            hint="Customers are still in your target. Leave them out before you divide.",
        ),
        "the old price of the second": Mistake(
            lambda tables: {
                "added": ref.EUROS["fotofeed"]
                / (ref.reach(tables)["target"] * ref.ADULTS / 1e6 * ref.reach(tables)["either"])
            },
            hint="You divided by everybody whom the two reach together. Most of them were there before"
            " Fotofeed came: divide by those whom it adds.",
            credit=0.6,
        ),
        "price of one person": Mistake(
            lambda tables: {name: ref.reach(tables)[name] / 100 for name in ("cost", "added")},
            hint="This is the price of one person. The question asks what 100 of them cost.",
            credit=0.7,
        ),
    },
    tables=("audience_survey",),
    see=AUDIENCE,
)

TASKS = [OBJECTIVES, REACH]
