"""Does an item still hold today: its own last day, and the fact that it rests on?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from practicum.exam.bank.findings import Finding, Rule
from practicum.i18n import _
from practicum.learn.facts import Standing, overdue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from practicum.exam.bank.item import Item
    from practicum.learn.facts import Fact

_FACT = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)+$")
_COMPETENCE = re.compile(r"^([A-Z]\d+)\b")
SOON = 60
"""Days before its last one on which an item is spoken of."""


def dated(
    item: Item, facts: Mapping[str, Fact], competences: frozenset[str], today: date
) -> Iterator[Finding]:
    """Yield what time has done, or will soon do, to an item.

    Args:
        item: The item.
        facts: The facts of `course/facts.toml`, by key.
        competences: The ids of the framework.
        today: The day on which it is asked.
    """
    if item.valid_until != "":
        left = (item.valid_until - today).days
        if left < 0:
            yield _found(item, _("{id} was valid until {day}."), day=item.valid_until)
        elif left <= SOON:
            yield _found(item, _("{id} is valid only until {day}."), fault=False, day=item.valid_until)
    if item.jurisdiction and item.valid_until == "":
        yield _found(
            item,
            _("{id} rests on the law of {place} and has no last day."),
            fault=False,
            place=item.jurisdiction,
        )
    source = item.source.strip()
    if not source:
        yield _found(item, _("{id} names no source."))
    elif _FACT.match(source):
        yield from _fact(item, facts.get(source), today)
    elif (named := _COMPETENCE.match(source)) and named[1] not in competences:
        yield _found(item, _("{id} names the competence {name}, which there is not."), name=named[1])


def _fact(item: Item, fact: Fact | None, today: date) -> Iterator[Finding]:
    if fact is None:
        yield _found(item, _("{id} rests on the fact {name}, which there is not."), name=item.source)
    elif overdue((fact,), today):
        yield _found(
            item, _("{id} rests on {name}, last looked up on {day}."), name=fact.key, day=fact.checked
        )
    elif fact.standing is not Standing.CONFIRMED:
        yield _found(
            item,
            _("{id} rests on {name}, which is {standing}: see that the key does not take it for certain."),
            fault=False,
            name=fact.key,
            standing=fact.standing,
        )


def _found(item: Item, sentence: str, *, fault: bool = True, **fields: object) -> Finding:
    return Finding(Rule.STALE, (item.id,), sentence.format(id=item.id, **fields), fault)
