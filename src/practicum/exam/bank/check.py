"""`practicum exam bank check`: everything that makes a bank unfit, in one list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from practicum.exam.bank.alike import alike
from practicum.exam.bank.cover import coverage
from practicum.exam.bank.cues import bank_cues, item_cues
from practicum.exam.bank.dates import dated
from practicum.exam.bank.findings import Finding, Rule
from practicum.exam.bank.item import Status
from practicum.exam.bank.status import missing_reviews
from practicum.i18n import _, ngettext
from practicum.learn.competences import read_competences
from practicum.learn.facts import read_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from practicum.exam.bank.item import Item
    from practicum.exam.bank.read import Bank
    from practicum.exam.scheme import Blueprint
    from practicum.project import Project

SHORT_RATIONALE = 8
"""A rationale in fewer words cannot say why the key is right and why the others tempt."""

LONG_STEM, LONG_SENTENCE, LONG_OPTION = 90, 35, 30
"""More words than these are a test of reading, in a language that many candidates have learned."""

_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")


def check_bank(bank: Bank, blueprint: Blueprint, project: Project, today: date) -> tuple[Finding, ...]:
    """Return what is wrong with a bank: faults first, then remarks.

    Args:
        bank: The bank.
        blueprint: What forms need of it.
        project: The project, for its competences and facts.
        today: The day on which it is asked.

    Raises:
        PracticumError: The framework or the facts cannot be read.
    """
    competences = frozenset(read_competences(project).by_id)
    facts = {fact.key: fact for fact in read_facts(project)}
    living = [item for item in bank.items if item.status is not Status.RETIRED]
    found = [*coverage(bank.items, blueprint, competences), *_enemies(bank)]
    for item in living:
        found += [*_rationale(item), *item_cues(item), *_reading(item), *_standing(item, blueprint)]
        found += dated(item, facts, competences, today)
    found += [*bank_cues(living), *alike(living)]
    return tuple(sorted(found, key=lambda one: not one.fault))


def summary(bank: Bank, found: Sequence[Finding]) -> str:
    """Return one sentence on a look at a bank."""
    faults = sum(one.fault for one in found)
    return _("{items}: {faults}, {remarks}.").format(
        items=ngettext("{n} item", "{n} items", len(bank.items)).format(n=len(bank.items)),
        faults=ngettext("{n} fault", "{n} faults", faults).format(n=faults),
        remarks=ngettext("{n} remark", "{n} remarks", len(found) - faults).format(n=len(found) - faults),
    )


def _rationale(item: Item) -> Iterator[Finding]:
    words = len(item.rationale.split())
    if not words:
        yield Finding(Rule.RATIONALE, (item.id,), _("{id} has no rationale.").format(id=item.id))
    elif words < SHORT_RATIONALE:
        sentence = _("The rationale of {id} says too little: why the key, and why each other option tempts.")
        yield Finding(Rule.RATIONALE, (item.id,), sentence.format(id=item.id))


def _reading(item: Item) -> Iterator[Finding]:
    longest = max(len(sentence.split()) for sentence in _SENTENCE.split(item.stem))
    option = max((len(text.split()) for text in item.options.values()), default=0)
    for count, most, sentence in (
        (len(item.stem.split()), LONG_STEM, _("The stem of {id} has {n} words; {most} are enough.")),
        (longest, LONG_SENTENCE, _("A sentence of {id} has {n} words; {most} are enough.")),
        (option, LONG_OPTION, _("An option of {id} has {n} words; {most} are enough.")),
    ):
        if count > most:
            said = sentence.format(id=item.id, n=count, most=most)
            yield Finding(Rule.READING, (item.id,), said)


def _enemies(bank: Bank) -> Iterator[Finding]:
    for item in bank.items:
        for other in item.enemies:
            if other in bank.by_id and item.id not in bank.by_id[other].enemies:
                sentence = _("{id} names {other} as its enemy, and {other} does not name {id}.")
                yield Finding(Rule.ENEMIES, (item.id, other), sentence.format(id=item.id, other=other))


def _standing(item: Item, blueprint: Blueprint) -> Iterator[Finding]:
    for reason in missing_reviews(item, item.status):
        sentence = _("{reason}, and it stands as '{status}'.")
        yield Finding(Rule.STATUS, (item.id,), sentence.format(reason=reason, status=item.status))
    band = blueprint.facility.item
    if not band.least <= item.difficulty <= band.most:
        sentence = _(
            "The expected facility of {id} is {value:.2f}; items lie from {least:.2f} to {most:.2f}."
        )
        said = sentence.format(id=item.id, value=item.difficulty, least=band.least, most=band.most)
        yield Finding(Rule.STATUS, (item.id,), said)
    if item.exposure > blueprint.form.exposure:
        sentence = _("{share:.0%} of recent candidates have seen {id}: let it rest.")
        said = sentence.format(id=item.id, share=item.exposure)
        yield Finding(Rule.EXPOSURE, (item.id,), said, fault=False)
