"""The mould of the content tasks (block P-C): a plan to look through, a calendar, and two posts.

A house gives its own people, drawer of ideas and facts; form, points, rubric and signs of critical errors
are the same, so that the families of the block are equally hard and long. The plan is drawn: on every seed
five of its twelve entries have a fault each, and three look faulty and are not.
"""

# ruff: noqa: INP001 - run by path from the families, not a package
from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from practicum.exam.families import Critical, signs
from practicum.i18n import _
from practicum.marking import (
    PROMISES,
    ArtefactKind,
    Column,
    Compared,
    Covers,
    Criterion,
    CsvFile,
    Distinct,
    Exercise,
    Mistake,
    Part,
    Rubric,
    Table,
    Text,
    always,
    beside,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from practicum.exam.families import Handed

plans = beside(__file__, "content_plan.py")

ROWS = 8
DISCLOSED = (
    *("advertising", "advertisement", "advert", "ad", "sponsored", "sponsored post", "paid partnership"),
    *("paid post", "paid content", "paid for by", "paid by", "pays us", "pay us", "paid us", "paying us"),
)
"""Words by which anybody sees that somebody pays. Thanks, “partner” or “collaboration” do not say it."""

RUBRIC = Rubric(
    points=3,
    criteria=(
        Criterion(
            id="open",
            label="What is paid for can be seen",
            points=1,
            anchors=(
                "The paid post reads like any other.",
                "A hint: “thanks to”, “with”, or a sign behind the text.",
                "It says in plain words that it is advertising, and for whom.",
                "It says so first, before anything is praised.",
            ),
        ),
        Criterion(
            id="true",
            label="Nothing but what the letter gives",
            points=1,
            anchors=(
                "A claim or figure that the letter does not give, or one that it forbids.",
                "True, but blown up: superlatives, or half of a fact.",
                "Each statement stands in the letter; days and times are right.",
                "It also leaves out what is true and nobody needs.",
            ),
        ),
        Criterion(
            id="reader",
            label="Fit for its day and its reader",
            points=1,
            anchors=(
                "Cheerful beside grief, or private matters in public.",
                "Correct, and could be anybody's; what to do is missing.",
                "The tone fits the day, and it is clear what to do, when and where.",
                "Each post has one thought, and a reader in a hurry has it in the first line.",
            ),
        ),
    ),
)


@dataclass(frozen=True)
class House:
    """What a content task has of its own.

    Attributes:
        id: The family's id.
        first: First day of the plan; it lasts a fortnight.
        pause: Days on which nothing goes out.
        hours: Times at which the house publishes.
        networks: Where.
        owners: Who may look after an entry; the first of them made the plan.
        approver: Who approves it.
        drawer: Ideas that fit, by their name in the calendar; the paid partnership among them.
        unfit: Ideas that do not fit this fortnight.
        partner: The drawer's name of the paid partnership.
        titles: Twelve working titles for the plan; the last three look sad, and are not.
        payers: Who pays for entries of the plan.
        own: What the post of the house must hold, and a model.
        paid: What the paid post must hold besides its disclosure, and a model.
        private: What must not stand in public.
        figures: Every figure that the letter gives for the public.
        claims: What the letter does not say or forbids to say.
        wrong: Rows of posts that go a plausible wrong way, each with the hint that cures it.
    """

    id: str
    first: date
    pause: tuple[date, ...]
    hours: tuple[str, ...]
    networks: tuple[str, ...]
    owners: tuple[str, ...]
    approver: str
    drawer: tuple[str, ...]
    unfit: tuple[str, ...]
    partner: str
    titles: tuple[str, ...]
    payers: tuple[str, str]
    own: tuple[tuple[Part, ...], str]
    paid: tuple[tuple[Part, ...], str]
    private: tuple[str, ...]
    figures: tuple[str, ...]
    claims: tuple[str, ...]
    wrong: Mapping[str, tuple[Mapping[str, str], str]]

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which something may go out."""
        fortnight = [self.first + timedelta(days=number) for number in range(14)]
        return tuple(day for day in fortnight if day not in self.pause)

    @property
    def file(self) -> str:
        """Name of the calendar's file."""
        return f"{self.id}-calendar.csv"


# ---------------------------------------------------------------------- the calendar
def _rules(house: House) -> CsvFile:
    return CsvFile(
        columns=(
            Column(name="date", type="choice", options=tuple(day.isoformat() for day in house.days)),
            Column(name="time", type="choice", options=house.hours),
            Column(name="network", type="choice", options=house.networks),
            Column(name="subject", type="choice", options=(*house.drawer, *house.unfit)),
            Column(name="paid", type="choice", options=("yes", "no")),
            Column(name="owner", type="choice", options=house.owners),
            Column(name="approved", type="date"),
        ),
        min_rows=ROWS,
        max_rows=ROWS,
        rows=(
            *(Covers(label=f"The idea {idea}", column="subject", any_of=(idea,)) for idea in house.drawer),
            *(Covers(label=f"The network {one}", column="network", any_of=(one,)) for one in house.networks),
            Covers(label="What somebody pays for is marked", column="paid", any_of=("yes",)),
            Compared(label="Approved before its day", left="approved", relation="<", right="date"),
            Distinct(label="One entry a day on each network", columns=("date", "network")),
        ),
    )


def calendar(house: House, **changed: Any) -> str:
    """Return a calendar that keeps all rules, or one with a change.

    Args:
        house: Whose it is.
        changed: `dates` by idea, `subjects` by idea, one `network` for all, `paid` of the partnership,
            `late` approvals on the day itself.
    """
    lines = ["date,time,network,subject,paid,owner,approved"]
    for number, idea in enumerate(house.drawer):
        day = changed.get("dates", {}).get(idea, house.days[number])
        network = changed.get("network", house.networks[number % len(house.networks)])
        paid = changed.get("paid", "yes") if idea == house.partner else "no"
        approved = day - timedelta(days=0 if changed.get("late") else 2)
        subject = changed.get("subjects", {}).get(idea, idea)
        owner = house.owners[number % len(house.owners)]
        hour = house.hours[number % len(house.hours)]
        lines.append(f"{day},{hour},{network},{subject},{paid},{owner},{approved}")
    return "\n".join(lines) + "\n"


CALENDAR = """Plan the fortnight anew, with ideas from the drawer in the letter. Hand in the file
`{file}`: one line of headings, then **exactly eight rows**, one for each
idea that goes out. The columns:

- `date`: written like {first}. The days are those of the letter.
- `time`: {hours}.
- `network`: {networks}.
- `subject`: the short name of the idea, as the drawer writes it.
- `paid`: `yes` or `no`.
- `owner`: {owners}.
- `approved`: the day on which {approver} is to approve it, written like the date.

Any spreadsheet will do; save it as CSV in UTF-8."""


def _one_of(options: tuple[str, ...]) -> str:
    *most, last = (f"`{one}`" for one in options)
    return f"{', '.join(most)} or {last}"


def _calendar(house: House) -> Exercise:
    first = next(idea for idea in house.drawer if idea != house.partner)
    return Exercise(
        id=f"{house.id}-calendar",
        title="The calendar of a fortnight",
        competence="D1",
        points=4,
        kind=ArtefactKind(file=house.file, media="text/csv", validator=_rules(house)),
        question=CALENDAR.format(
            file=house.file,
            first=house.first,
            hours=_one_of(house.hours),
            networks=_one_of(house.networks),
            owners=_one_of(house.owners),
            approver=house.approver,
        ),
        reference=lambda _tables: calendar(house),
        mistakes={
            "into the pause": Mistake(
                lambda _tables: calendar(house, dates={first: house.pause[1]}),
                hint="A row stands on a day on which nothing goes out.",
            ),
            "an idea that does not fit": Mistake(
                lambda _tables: calendar(house, subjects={first: house.unfit[0]}),
                hint="One of the ideas plays with what the town grieves for. It stays in the drawer.",
            ),
            "all on one network": Mistake(
                lambda _tables: calendar(house, network=house.networks[0]),
                hint="Everything goes out in one place, and most of the readers are elsewhere.",
            ),
            "approved on the day": Mistake(
                lambda _tables: calendar(house, late=True),
                hint="Each entry is approved at least a day before it goes out.",
            ),
            "paid and not marked": Mistake(
                lambda _tables: calendar(house, paid="no"),
                hint="Somebody pays for one of the entries, and the calendar does not say so.",
            ),
        },
    )


# ---------------------------------------------------------------------- the posts
POSTS = """Write two of the eight posts as they go out on Plaza, each 20 to 60 words: **first** the
one for the idea `closed`, **second** the one for the idea `{partner}`. Everything that you
need stands in the letter. Rules check length and a few facts; two people read the rest."""


def _posts(house: House) -> Exercise:
    disclosed = Part(label="Recognisable as advertising", any_of=DISCLOSED)
    return Exercise(
        id=f"{house.id}-posts",
        title="Two posts",
        competence="D2",
        points=1,
        kind=Table(
            rows={
                "own": Text(min_words=20, max_words=60, must=house.own[0], avoid=PROMISES),
                "paid": Text(min_words=20, max_words=60, must=(disclosed, *house.paid[0]), avoid=PROMISES),
            },
            labels={"own": "First post", "paid": "Second post"},
        ),
        question=POSTS.format(partner=house.partner),
        reference=lambda _tables: {"own": house.own[1], "paid": house.paid[1]},
        mistakes={name: Mistake(always(dict(rows)), hint=hint) for name, (rows, hint) in house.wrong.items()},
        rubric=RUBRIC,
    )


def _unmarked(house: House) -> Callable[[Handed], str]:
    """Look in the calendar for the paid partnership as an entry for which nobody pays."""

    def found(handed: Handed) -> str:
        text = handed.files.get(house.file, b"").decode("utf-8", errors="replace").removeprefix("\ufeff")
        separator = max(",;\t", key=text.split("\n", 1)[0].count)
        try:
            rows = list(csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=separator))
        except csv.Error:
            return ""
        heads = [head.strip().casefold() for head in rows[0]] if rows else []
        if not {"subject", "paid"} <= {*heads}:
            return ""
        for number, row in enumerate(rows[1:], start=1):
            cells = dict(zip(heads, (cell.strip().casefold() for cell in row), strict=False))
            if cells.get("subject") == house.partner and cells.get("paid") == "no":
                return _("Row {number} of the calendar: the paid partnership is marked as not paid.").format(
                    number=number
                )
        return ""

    return found


def family(
    house: House,
) -> tuple[dict[str, Callable[[Any], pd.DataFrame]], list[Exercise], list[Critical]]:
    """Return tables, exercises and signs of critical errors of a house."""
    posts, rows = f"{house.id}-posts", ("own", "paid")
    critical = [
        Critical("advertising-hidden", posts, signs.without(posts, DISCLOSED, row="paid")),
        Critical("advertising-hidden", f"{house.id}-calendar", _unmarked(house)),
        Critical("leak", posts, signs.leaked_in(posts, house.private, rows=rows)),
        Critical("made-up", posts, signs.figures_beyond(posts, house.figures, rows=rows)),
        Critical("made-up", posts, signs.claims_in(posts, house.claims, rows=("paid",))),
    ]
    return {"plan": plans.plan(house)}, [plans.check(house), _calendar(house), _posts(house)], critical
