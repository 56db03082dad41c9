"""What is right in pa-desk, and what each named mistake gives: plain Python over the rows of the table."""

# ruff: noqa: INP001 - run by path, not a package
from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from practicum.data.draws import Draws
from practicum.marking.definitions import import_definitions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

tasks = import_definitions(Path(__file__).resolve().parent.with_name("data_tasks.py"))

HOUSES = ("rivage", "valmonde")
OPENS, CLOSES, SATURDAY = 9, 18, 5
# Two downloads that share January.
FIRST_TAKEN, SECOND_FROM, SECOND_TAKEN = "2026-01-31", "2026-01-01", "2026-03-31"
QUARTER = "2026-01-01"
TARGET = 60  # minutes
# First hours of three hours in which the desk gets steeply more or fewer messages: there the clock matters.
HOURS = (6, 7, 21)
# Column, group A and group B: some differ clearly, some do not, and the order decides the sign.
PAIRS = (
    ("channel", "public", "private"), ("channel", "private", "public"),
    ("desk", "open", "closed"), ("desk", "closed", "open"),
)  # fmt: skip


# What the family makes of the tables of the data room


def messages(tables: Any) -> pd.DataFrame:
    """Return the messages of two houses as two downloads pasted together, without their words."""
    table = tables["inbox"]
    own = table[table["account"].isin(HOUSES)]
    day = tasks.in_paris(own["received_at"]).dt.strftime("%Y-%m-%d")
    frame = pd.DataFrame(
        {
            "message_id": own["message_id"],
            "house": own["account"],
            "platform": own["platform"],
            "topic": own["topic"],
            "received_utc": tasks.stamp(own["received_at"]),
            "answered_utc": tasks.stamp(own["answered_at"]),
            "answered_by": own["answered_by"].fillna(""),
        }
    )
    parts = (
        frame[day <= FIRST_TAKEN].assign(exported_on=FIRST_TAKEN),
        frame[day >= SECOND_FROM].assign(exported_on=SECOND_TAKEN),
    )
    return pd.concat(parts, ignore_index=True)


def shop(tables: Any) -> pd.DataFrame:
    """Return the messages of a third house, already clean and in Paris time."""
    table = tables["inbox"]
    own = table[(table["account"] == tasks.SHOP) & (table["topic"] != "spam")]
    local = tasks.in_paris(own["received_at"])
    inside = local.dt.hour.between(OPENS, CLOSES - 1) & (local.dt.day_of_week < SATURDAY)
    waited = (pd.to_datetime(own["answered_at"], utc=True) - local).dt.total_seconds() / 60
    frame = pd.DataFrame(
        {
            "message_id": own["message_id"],
            "platform": own["platform"],
            "channel": own["channel"],
            "received_paris": local.dt.strftime("%Y-%m-%d %H:%M"),
            "desk": inside.map({True: "open", False: "closed"}),
            "minutes": waited.round().astype("Int64"),
            "answered_by": own["answered_by"].fillna(""),
        }
    )
    return frame.reset_index(drop=True)


def card(tables: Any) -> pd.DataFrame:
    """Return what differs in the questions from candidate to candidate."""
    chance = Draws(tables.seed, "pa-desk/card").uniform(5)
    first = HOURS[int(chance[0] * len(HOURS))]
    column, a, b = PAIRS[int(chance[1] * len(PAIRS))]
    rows = {
        "from": f"{first}:00",
        "to": f"{first + 2}:59",
        "column": column,
        "group A": a,
        "group B": b,
        "growth": str(10 + 5 * int(4 * chance[2])),
        "minutes": str(6 + int(4 * chance[3])),
        "wage": str(24 + 2 * int(5 * chance[4])),
    }
    return tasks.as_card(rows)


# Reading


@dataclass(frozen=True)
class Message:
    """One row, read. Minutes to the first answer are infinite when there was none."""

    id: str
    platform: str
    spam: bool
    at: datetime
    by: str
    channel: str = ""
    desk: str = ""
    minutes: float = math.inf

    @cached_property
    def local(self) -> datetime:
        """When it came in, in Paris."""
        return self.at.astimezone(tasks.PARIS)

    @property
    def utc(self) -> datetime:
        """When it came in, in UTC."""
        return self.at.astimezone(UTC)

    @property
    def quick(self) -> bool:
        """Whether a person answered within the hour."""
        return self.by == "person" and self.minutes <= TARGET


def raw(tables: Any) -> list[Message]:
    """Return every row of the two houses."""
    return tasks.rows_of(tables, "messages", _raw)


def _raw(row: Any) -> Message:
    at = datetime.fromisoformat(row.received_utc).replace(tzinfo=UTC)
    return Message(row.message_id, row.platform, row.topic == "spam", at, row.answered_by)


def tidy(tables: Any) -> list[Message]:
    """Return the messages of the shop."""
    return tasks.rows_of(tables, "shop", _tidy)


def _tidy(row: Any) -> Message:
    return Message(
        id=row.message_id,
        platform=row.platform,
        spam=False,
        at=datetime.fromisoformat(row.received_paris).replace(tzinfo=tasks.PARIS),
        by=row.answered_by,
        channel=row.channel,
        desk=row.desk,
        minutes=math.inf if pd.isna(row.minutes) else float(row.minutes),
    )


def one_each(rows: Iterable[Message]) -> list[Message]:
    """Keep one row for each message."""
    return list({message.id: message for message in rows}.values())


def wanted(rows: Iterable[Message]) -> list[Message]:
    """Leave spam out."""
    return [message for message in rows if not message.spam]


def clean(tables: Any) -> list[Message]:
    """Return the clean table: one row for each message, without spam."""
    return wanted(one_each(raw(tables)))


# 2: left without an answer


def unanswered(rows: Iterable[Message]) -> int:
    """Count the messages that no person answered."""
    return sum(message.by != "person" for message in rows)


# 3: the promise


def share(rows: Iterable[Message], kept: Callable[[Message], bool] = lambda message: message.quick) -> float:
    """Return the share that is kept, in percent."""
    listed = list(rows)
    return 100 * sum(map(kept, listed)) / len(listed)


def in_hours(tables: Any) -> list[Message]:
    """Return the shop's messages that came in while its desk was open."""
    return [message for message in tidy(tables) if message.desk == "open"]


def mean_of_platforms(tables: Any) -> float:
    """Average the shares of the platforms."""
    rows = in_hours(tables)
    names = sorted({message.platform for message in rows})
    return sum(share(m for m in rows if m.platform == name) for name in names) / len(names)


# 4: hours


def in_slot(
    tables: Any,
    rows: Iterable[Message],
    clock: Callable[[Message], datetime] = lambda message: message.local,
    *,
    weekend: bool = True,
) -> int:
    """Count the messages of the card's hours."""
    first, last = tasks.hours(tables)
    return sum(
        first <= clock(message).hour <= last and (weekend or clock(message).weekday() < SATURDAY)
        for message in rows
    )


def summer_time(message: Message) -> datetime:
    """Add two hours, summer and winter."""
    return message.utc + timedelta(hours=2)


# 5 to 7: two groups


def compared(tables: Any) -> Any:
    """Compare the share answered within the hour in the card's group A with that in group B."""
    said, rows = tasks.yours(tables), tidy(tables)
    return tasks.Compared(
        *(
            _group([message for message in rows if getattr(message, said["column"]) == said[f"group {name}"]])
            for name in "AB"
        )
    )


def _group(rows: list[Message]) -> Any:
    part = share(rows) / 100
    return tasks.Group(share(rows), 10_000 * part * (1 - part), len(rows))


# 8: what the next quarter costs


def quarter(rows: Iterable[Message]) -> int:
    """Count the messages since the new year, Paris time."""
    return sum(message.local.date().isoformat() >= QUARTER for message in rows)


def cost(tables: Any, count: int, *, grown: bool = True) -> float:
    """Return what answering costs next quarter, in euros."""
    said = tasks.yours(tables)
    growth = 1 + int(said["growth"]) / 100 if grown else 1
    return count * growth * int(said["minutes"]) / 60 * int(said["wage"])
