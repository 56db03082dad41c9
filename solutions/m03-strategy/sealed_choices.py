"""Tasks 3 and 4: the matrix under hard constraints, and the stages of ten lives."""

# ruff: noqa: INP001 - run by path from marking.py, not a package
from __future__ import annotations

from practicum.marking import Choice, Exercise, Mistake, Number, Set, Table, beside

ref = beside(__file__, "reference.py")

LESSON = "m03-strategy/lesson.ipynb"
LIVES, REFUSE = f"{LESSON}#How-platforms-live-and-die", f"{LESSON}#Choose,-and-refuse-in-writing"

OPTIONS = {
    "fotofeed": "Fotofeed: carousels with a creator",
    "kurz": "Kurz: a clip every week",
    "linkwerk": "Linkwerk: a post every week",
    "plaza": "Plaza: a page for parents' groups",
    "quartino": "Quartino: a page for the neighbourhood",
    "zettel": "Zettel: a note every day",
}
MATRIX = Exercise(
    id="m03-3",
    title="One more effort, and only one",
    competence="C3",
    points=8,
    kind=Table(
        rows={
            "out": Set(options=OPTIONS),
            "winner": Choice(options=OPTIONS),
            "score": Number(unit="points"),
            "lead": Number(unit="points"),
        },
        labels={
            "out": "Options that break a hard constraint",
            "winner": "The best option that is allowed",
            "score": "Its score",
            "lead": "Its lead over the second that is allowed",
        },
        weights={"score": 2, "lead": 2},
    ),
    question=(
        "The board pays for one more effort. Two constraints are hard: at most 5 hours a week, at most 300"
        " euros a month; an option that breaks one is out, however good it is. Among the others the highest"
        " score wins. Hours a week, euros a month and fit from 1 to 5 are: Fotofeed 3, 420, 5; Kurz 6, 100,"
        " 5; Linkwerk 2, 40, 2; Plaza 5, 240, 3; Quartino 4.5, 90, 5; Zettel 2.5, 30, 2. Four criteria have"
        " importance points from the board. Reach, 6 points: the share of the target of task 2 that uses the"
        " platform, in percent. Growth, 4 points: the change of its active users from February 2025 to"
        " February 2026, in percent. Fit, 6 points: more is better. Hours, 3 points: fewer are better. Bring"
        " each criterion to a scale from 0 to 100 over all six options: 100 for the best, 0 for the worst, in"
        " proportion between. Divide the points by their sum, multiply, add up; one decimal or more."
    ),
    reference=lambda tables: {
        "out": [name for name in ref.EFFORTS if ref.broken(name)],
        **ref.matrix(tables),
    },
    mistakes={
        "named out, left in": Mistake(
            lambda tables: ref.matrix(tables, out=()),
            hint="An option that is out still takes part in your scores. A hard constraint comes before the"
            " scores, and a high score does not buy it back.",
            credit=0.25,
        ),
        "money only": Mistake(
            lambda tables: {"out": ["fotofeed"], **ref.matrix(tables, out=("fotofeed",))},
            hint="Your options all fit the money. Look at the hours as well: nobody has promised more of"
            " them.",
        ),
        "criteria in their own units": Mistake(
            lambda tables: ref.matrix(tables, scaled=False),
            hint="Percent, points and hours were added as they stand. A reach of 60 then drowns a fit of 5:"
            " bring each criterion to 0 to 100 first.",
            credit=0.25,
        ),
        "scaled over what is left": Mistake(
            lambda tables: ref.matrix(tables, scaled_over=ref.ALLOWED),
            hint="You brought the criteria to one scale after taking options out. The question scales over"
            " all six, so that no score moves when an option falls out.",
            credit=0.6,
        ),
        "points taken for percent": Mistake(
            lambda tables: ref.matrix(tables, shared_out=False),
            hint="The points add up to something other than 100. Divide each of them by their sum, and the"
            " weights add up to 1.",
            credit=0.6,
        ),
        "more hours are better": Mistake(
            lambda tables: ref.matrix(tables, fewer_hours=False),
            hint="The option that takes most hours got the 100 for hours. Fewer hours are better: turn that"
            " scale round.",
            credit=0.4,
        ),
        "all criteria alike": Mistake(
            lambda tables: ref.matrix(tables, points=dict.fromkeys(ref.POINTS, 1)),
            hint="Every criterion counts the same in your score. The board gave reach and fit more points.",
            credit=0.4,
        ),
    },
    tables=("audience_survey", "platforms_monthly"),
    see=REFUSE,
)

STAGES = {"emergence": "Emergence", "growth": "Growth", "plateau": "Plateau", "decline": "Decline"}
CURVES = Exercise(
    id="m03-4",
    title="Ten lives",
    competence="C4",
    points=8,
    kind=Table(
        rows={
            **{name.lower(): Choice(options=STAGES) for name in ref.CURVES},
            **{f"{name.lower()}-change": Number(unit="percent") for name in ref.NUMBERED},
        },
        labels={
            **{name.lower(): name for name in ref.CURVES},
            **{f"{name.lower()}-change": f"Yearly change of {name}" for name in ref.NUMBERED},
        },
        weights={f"{name.lower()}-change": 2 for name in ref.NUMBERED},
    ),
    question=(
        "Ten platforms, month by month. In which stage is each? Emergence: fewer than 24 complete"
        " months in the table. For the others, compare February 2026, the last complete month, with February"
        " 2025. Growth: more than 5 percent up. Decline: more than 5 percent down. Plateau: anything between."
        " And give that yearly change for Farandole, Pentola and Stammtisch, in percent, with a minus when it"
        " goes down. One decimal or more."
    ),
    reference=ref.stages,
    mistakes={
        "unfinished month counted": Mistake(
            lambda tables: ref.stages(tables, last="2026-03"),
            hint="Nearly everything collapses in your table, in one month, on every platform at once. Look at"
            " the column complete.",
        ),
        "season taken for a trend": Mistake(
            lambda tables: ref.stages(tables, back=6),
            hint="You compared winter with summer. Some of these platforms breathe with the year: compare a"
            " month with the same month a year before.",
        ),
        "one month is a trend": Mistake(
            lambda tables: ref.stages(tables, back=1),
            hint="You compared February with January. A month up or down says little about a life.",
        ),
        "times instead of percent": Mistake(
            lambda tables: {
                f"{name.lower()}-change": 1 + ref.stages(tables)[f"{name.lower()}-change"] / 100
                for name in ref.NUMBERED
            },
            hint="You wrote how many times as many there are. Take 1 off and multiply by 100.",
            credit=0.8,
        ),
        "young taken for growing": Mistake(
            lambda tables: {
                name: "growth" for name, stage in ref.stages(tables).items() if stage == "emergence"
            },
            hint="A platform that is hardly more than a year old has no second year to confirm the first."
            " Nobody can read its ceiling yet.",
            credit=0.7,
        ),
    },
    tables=("platforms_monthly",),
    see=LIVES,
)

TASKS = [MATRIX, CURVES]
