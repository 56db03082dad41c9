"""Facts about the world with their dates, `course/facts.toml`, and how far each may be trusted."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date  # noqa: TC003  pydantic reads the annotations at run time
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field
from pydantic.dataclasses import dataclass

from practicum.i18n import _
from practicum.learn.course_data import STRICT, broken, read_course_data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.project import Project

REFERENCE = re.compile(r"\(see ([a-z0-9-]+)\)")
"""How a note points to another fact."""

Kind = Literal["platform", "law", "market", "research", "claim"]
_Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
_Day = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
_Words = Annotated[str, Field(min_length=1)]


class Standing(StrEnum):
    """How far a fact may be trusted."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    CONTESTED = "contested"
    CLAIM = "claim"


@dataclass(frozen=True, config=STRICT)
class Fact:
    """One fact.

    Attributes:
        key: What lessons link to: `facts.md#gplus-closed`.
        kind: What it is about; a `claim` is what a founding document says and time has overtaken.
        statement: The fact, in one or two sentences.
        jurisdiction: Where it holds.
        source: Who says so.
        source_date: When it was said or happened: a day, a month or a year, as in ISO 8601.
        checked: The day on which somebody last looked.
        confirmed: Whether a public text that says so was read.
        note: What it means for the desk, what was not found.
        contested: Who says otherwise; empty when nobody known does.
    """

    key: _Key
    kind: Kind
    statement: _Words
    jurisdiction: _Words
    source: _Words
    source_date: _Day
    checked: date
    confirmed: bool
    note: str
    contested: str = ""

    @property
    def standing(self) -> Standing:
        """How far it may be trusted; a confirmed fact stays one when its meaning is disputed."""
        if self.kind == "claim":
            return Standing.CLAIM
        if self.confirmed:
            return Standing.CONFIRMED
        return Standing.CONTESTED if self.contested else Standing.REPORTED


@dataclass(frozen=True, config=STRICT)
class _File:
    fact: tuple[Fact, ...]


def read_facts(project: Project) -> tuple[Fact, ...]:
    """Return all facts, in the order of the file.

    Raises:
        PracticumError: `course/facts.toml` is missing or has another shape, a key stands there twice, or is
            pointed to and missing, or a claim is marked as confirmed.
    """
    path = project.course / "facts.toml"
    facts = read_course_data(path, _File).fact
    if problem := next(_problems(facts), ""):
        raise broken(path, problem)
    return facts


def _problems(facts: tuple[Fact, ...]) -> Iterator[str]:
    keys = Counter(fact.key for fact in facts)
    yield from (_("{key} stands there twice").format(key=key) for key, count in keys.items() if count > 1)
    for fact in facts:
        if fact.kind == "claim" and fact.confirmed:
            yield _("{key} is a claim of its day and cannot be confirmed").format(key=fact.key)
        if fact.source_date > fact.checked.isoformat():
            yield _("{key} was checked before it was said").format(key=fact.key)
        for other in REFERENCE.findall(f"{fact.contested} {fact.note}"):
            if other not in keys:
                yield _("{key} points to {other}, which is not there").format(key=fact.key, other=other)


def overdue(facts: tuple[Fact, ...], today: date) -> tuple[Fact, ...]:
    """Return the facts that nobody has looked at for more than twelve months, the oldest first.

    Args:
        facts: The facts.
        today: The day on which it is asked.
    """
    old = (
        fact for fact in facts if (fact.checked.year + 1, *_day(fact.checked)) < (today.year, *_day(today))
    )
    return tuple(sorted(old, key=lambda fact: (fact.checked, fact.key)))


def _day(day: date) -> tuple[int, int]:
    return day.month, day.day
