"""Tasks 1 to 3: what is written before, the bar, and ten incidents."""

# ruff: noqa: INP001 - run by path from marking.py, not a package
from __future__ import annotations

import csv
import io

from practicum.learn.tools.crisis import risk_register
from practicum.marking import (
    ArtefactKind,
    Choice,
    Covers,
    Criterion,
    Exercise,
    Mistake,
    Number,
    Rubric,
    Set,
    Table,
    beside,
)

ref = beside(__file__, "reference.py")

LESSON = "m10-crisis/lesson.ipynb"
BEFORE, BAR = f"{LESSON}#Write-it-down-before", f"{LESSON}#When-the-phone-should-ring"
GRID = f"{LESSON}#How-bad-and-whose-fault"

# Five families that a house like this one may not forget, and what its dossier says about each.
MANDATORY = {
    "product": "What people eat: a risk of the family product",
    "account": "Who can get in: a risk of the family account",
    "data": "What customers trust us with: a risk of the family data",
    "supplier": "Who carries and supplies: a risk of the family supplier or service",
    "rumour": "What is said and false: a risk of the family rumour",
}
_RULES = risk_register().rules
REGISTER = _RULES.model_copy(
    update={
        "rows": (
            *_RULES.rows,
            *(
                Covers(
                    label=label,
                    column="family",
                    any_of=("supplier", "service") if family == "supplier" else (family,),
                )
                for family, label in MANDATORY.items()
            ),
        )
    }
)
HEAD = ("risk", "family", "likelihood", "impact", "signal", "owner", "first_act", "ready")
ROWS = (
    (
        "A product of line 2 holds a nut that its label does not name, and somebody reacts",
        "product",
        2,
        5,
        "One report of a reaction, in any channel, even without a picture",
        "Inès Okafor",
        "Checks lot and cleaning sheet, says what is possible",
        "Recall text with gaps, folder Crisis",
    ),
    (
        "A former intern or agency signs in on Fotofeed and posts in our name",
        "account",
        4,
        3,
        "A post that is not in the calendar, or a sign-in from a strange place",
        "Marta Kowalczyk",
        "Copies the post, calls Anouk, changes the password",
        "List of who can get in, on paper",
    ),
    (
        "Addresses and orders of customers can be read by others",
        "data",
        2,
        4,
        "A customer writes that she sees somebody else's order",
        "Youssef Benali",
        "Stops the mailing and notes the time: the clock of the law runs",
        "Number of the data protection office",
    ),
    (
        "Portefaix stops for a day and every box is late",
        "supplier",
        4,
        2,
        "The carrier's map stands still for two hours; three like questions in one hour",
        "Solène Picard",
        "Asks the carrier what is known, tells the desk before noon",
        "Status post without a date",
    ),
    (
        "A false story about our sources or owners is believed",
        "rumour",
        3,
        2,
        "The same claim from two people who do not know each other",
        "Hugo Vandamme",
        "Asks who believes it already and logs it",
        "Fact sheet on sources, dated",
    ),
    (
        "A joke of ours meets a bad day: it was scheduled before the news",
        "campaign",
        3,
        3,
        "Local news of an accident while posts are waiting",
        "Maëlle Quéré",
        "Stops the calendar for the day",
        "Written permission to stop without asking",
    ),
    (
        "A creator shows a gifted box without saying so",
        "partner",
        3,
        2,
        "A tagged story without the word gift",
        "Tommaso Ferlin",
        "Asks the creator for the word, within the day",
        "Clause in the agreement",
    ),
    (
        "Somebody of the warehouse is filmed and insulted by name",
        "people",
        2,
        4,
        "A first name of ours in comments that are not about a product",
        "Claire Anselme",
        "Calls the person, then has the name hidden",
        "Whom to call at night",
    ),
)
MINOR = (
    (
        "The price of the box goes up by a euro and people grumble",
        "service",
        4,
        1,
        "The word price in three messages of one morning",
        "Tommaso Ferlin",
        "Answers with the reason that was agreed",
        "Bill of the mill",
    ),
    (
        "Members of the forum fall out over porridge",
        "community",
        3,
        1,
        "Ten answers within the hour under one recipe",
        "Aurélie Sanz",
        "Reminds both of the rules, in private",
        "Pinned rules",
    ),
)


def register(
    rows: tuple[tuple[object, ...], ...] = ROWS, *, empty: str = "", likewise: bool = False
) -> bytes:
    """Return a register as CSV; with one column empty, or with impact copied from likelihood."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(HEAD)
    for row in rows:
        cells = dict(zip(HEAD, row, strict=True))
        if empty:
            cells[empty] = ""
        if likewise:
            cells["impact"] = cells["likelihood"]
        writer.writerow(cells.values())
    return sheet.getvalue().encode("utf-8")


REGISTERED = Exercise(
    id="m10-1",
    title="A risk register for Brindille",
    competence="J1",
    points=3,
    kind=ArtefactKind(file="risk-register.csv", media="text/csv", validator=REGISTER),
    question=(
        "Read Brindille's dossier, then write its risk register: at least eight risks, one row each, in the"
        " file risk-register.csv. Each row has a risk, its family, a likelihood and an impact from 1 to 5, a"
        " first signal, an owner (one person) and a first act; the column ready may stay empty where nothing"
        " lies ready yet. The dossier names five weak places that no register of this house may leave out:"
        " find them. Rules check the form and the five families; a person reads signals, owners and what"
        " lies ready."
    ),
    reference=lambda _tables: register(),
    mistakes={
        "no owner": Mistake(
            lambda _tables: register(empty="owner"),
            hint="Nobody owns these risks. A risk without a name beside it is noticed by everybody and"
            " handled by nobody: write one person in each row.",
        ),
        "no signal": Mistake(
            lambda _tables: register(empty="signal"),
            hint="The first signals are missing. Ask for each risk: what would I see, and where, an hour"
            " before everybody sees it?",
        ),
        "likelihood copied into impact": Mistake(
            lambda _tables: register(likewise=True),
            hint="Likelihood and impact are the same number in every row. They are two questions: how often,"
            " and how much harm. A late parcel is frequent and small, a reaction to a nut is rare and grave.",
        ),
        "only what was in the news": Mistake(
            lambda _tables: register((*(row for row in ROWS if row[1] not in ("data", "account")), *MINOR)),
            hint="Grumbling over prices and porridge is in, two weak places of this house are out. Read the"
            " dossier's part on accounts and keys, and think of what customers have entrusted to it.",
        ),
        "too short": Mistake(
            lambda _tables: register(ROWS[:5]),
            hint="This is a list of headlines. Eight risks is little for a house with a factory line, a"
            " carrier, five accounts and a plan to grow.",
        ),
    },
    see=BEFORE,
    rubric=Rubric(
        points=5,
        criteria=(
            Criterion(
                id="signals",
                label="Signals and first acts",
                points=2,
                anchors=(
                    "Signals repeat the risk in other words.",
                    "Signals are general: “bad comments”, “a lot of mentions”.",
                    "Most signals say what is seen and where; first acts are acts.",
                    "A new colleague could notice each signal and do each first act in ten minutes.",
                ),
            ),
            Criterion(
                id="house",
                label="It is this house",
                points=3,
                anchors=(
                    "The register would fit any shop.",
                    "Names of the house, but no weak place of the dossier.",
                    "Several weak places of the dossier, with an owner who can act on them.",
                    "It also says what is not ready yet; the gravest risks are the best prepared.",
                ),
            ),
        ),
    ),
)

RANG = Exercise(
    id="m10-2",
    title="The bar and its false alarms",
    competence="J1",
    points=6,
    kind=Table(
        rows={
            "bar": Number(unit="mentions", tolerance=0.5),
            "rang": Number(unit="days", whole=True, tolerance=0),
            "quarter": Number(unit="days", tolerance=0.015),
        },
        labels={
            "bar": "The bar",
            "rang": "Quiet days that would have rung",
            "quarter": "False alarms in a quarter of 91 days",
        },
        weights={"bar": 2},
    ),
    question=(
        "Set the bar for Brindille's mentions of one day, all seven sources added up. Take the sixty days"
        " from 5 December 2025 to 2 February 2026, and leave out every day on which, by the dossier's list of"
        " past crises, a crisis ran. Of the days that remain, the bar is the value that 99 of 100 usual days"
        " stay under: PERCENTILE.INC with 0.99. The phone rings on a day with more mentions than the bar."
        " On how many of the quiet days from 1 October 2025 to 1 March 2026, the days of that crisis left"
        " out, would it have rung? And how many false alarms is that in a quarter of 91 days? Give the bar"
        " with one decimal, the days as a whole number, the alarms with two decimals."
    ),
    reference=ref.alarms,
    mistakes={
        "crisis in the baseline": Mistake(
            lambda tables: ref.alarms(tables, quiet=False),
            hint="A crisis that is over still stands in your sixty days. It lifts the bar so high that the"
            " next one would have to be as bad to ring. Take its days out first.",
        ),
        "deviations on skewed counts": Mistake(
            ref.two_deviations,
            hint="Mean plus two deviations is made for counts that lie evenly around their mean. Mentions"
            " have a long upper tail, so this bar rings more often than it promises.",
        ),
        "negative mentions only": Mistake(
            lambda tables: ref.alarms(tables, column="negative"),
            hint="You counted negative mentions. The question asks for all of them: a program's label comes"
            " later, and it misses irony.",
        ),
        "one source": Mistake(
            lambda tables: ref.alarms(tables, source="microblog"),
            hint="This is one source of seven. Add the sources of a day up before you compare days.",
        ),
        "days over days": Mistake(
            lambda tables: {"quarter": ref.alarms(tables)["quarter"] / ref.QUARTER},
            hint="This is the part of the quiet days that would have rung. A quarter has 91 days: multiply.",
        ),
        "not scaled to a quarter": Mistake(
            lambda tables: {"quarter": ref.alarms(tables)["rang"]},
            hint="You counted over all quiet days. A quarter has 91 days: bring the count to that length.",
        ),
    },
    tables=("mentions_daily",),
    see=BAR,
)

LEVELS = {"noise": "Noise (0)", "watch": "Watch (1)", "issue": "Issue (2)", "crisis": "Crisis (3)"}
CLUSTERS = {"victim": "Victim", "accidental": "Accidental", "preventable": "Preventable"}
OPEN = tuple(f"open-{number:02d}" for number in range(1, 11))
_ROWS = {
    f"{name}-{what}": Choice(options=options)
    for name in OPEN
    for what, options in (("level", LEVELS), ("cluster", CLUSTERS))
}

QUALIFIED = Exercise(
    id="m10-3",
    title="Ten incidents",
    competence="J2",
    points=7,
    kind=Table(
        rows={**_ROWS, "now": Set(options={name: f"Incident {name}" for name in OPEN})},
        labels={
            **{f"{name}-level": f"{name}, level" for name in OPEN},
            **{f"{name}-cluster": f"{name}, cluster" for name in OPEN},
            "now": "Whom do you wake now? All incidents at the level crisis",
        },
        # A crisis taken for less is the costly error: the list counts like all ten levels.
        weights={"now": 10},
    ),
    question=(
        "The last ten rows of the table incidents, open-01 to open-10, came in without a verdict. Read each"
        " text and give its level by the lesson's grid (the highest row counts; ten times the usual hour or"
        " more is far above it, three times or more is above it; nobody has asked yet but the press, where"
        " its column says yes) and its cluster (a fault that nobody knows yet counts as accidental; a house"
        " that broke its own rule, or knew and went on, is in the preventable cluster). Then name all"
        " incidents at the level crisis: those are the ones for which you wake somebody. A crisis left off"
        " this list costs most."
    ),
    reference=ref.qualified,
    mistakes={
        "volume only": Mistake(
            ref.by_volume,
            hint="Your levels follow the number of mentions. The loudest of these hours belong to people who"
            " laugh, and two of the quietest to people in danger. Ask what may be lost before you count.",
        ),
        "a crisis one step down": Mistake(
            ref.one_step_down,
            hint="Every crisis here is called an issue. One report is enough when health or life is open:"
            " nobody was ever blamed for raising that level too early.",
        ),
        "dignity is only an issue": Mistake(
            ref.dignity_as_money,
            hint="Harm to a person's dignity is an issue while few look on. With a crowd or the press looking"
            " on, it is a crisis for that person.",
        ),
        "own fault called a victim's": Mistake(
            ref.excused,
            hint="Some of these houses broke a rule of their own or knew and went on. However unlucky the"
            " text sounds, people will say that it could have been prevented.",
            credit=0.4,
        ),
        "guilty until known": Mistake(
            ref.guilty_until_known,
            hint="Where nobody knows the cause yet, you chose the heaviest cluster. Until it is known, speak"
            " as after an accident: deny nothing, confess nothing.",
            credit=0.6,
        ),
    },
    tables=("incidents",),
    see=GRID,
)

TASKS = [REGISTERED, RANG, QUALIFIED]
