"""What can be wrong with issues, facts, operations and service, said in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill.checks_common import conditions_of, one, window_problems
from practicum.drill.community import SEGMENTS, TONES
from practicum.drill.facts import DESK_MAY
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.drill.schema_issue import Fact, Issue, Operation
    from practicum.drill.structure import Structure
    from practicum.drill.words import IssueWords, Words

_ALL = 100


def house_problems(structure: Structure, words: Words, coefficients: set[str]) -> Iterator[str]:
    """Yield what is wrong with issues, facts, operations and service, a sentence each."""
    for issue in structure.issues:
        yield from _issue(structure, words, issue)
    for fact in structure.facts:
        yield from _fact(structure, words, fact)
    yield from _circles(structure)
    for operation in structure.operations:
        yield from _operation(structure, operation, coefficients)
    service = structure.service
    if service is not None:
        where = _("The service")
        yield from one(where, _("issue"), service.issue, {issue.id for issue in structure.issues})
        if service.rush is not None:
            yield from window_problems(where, service.rush, None)
        if service.times > _ALL and service.rush is None:
            yield _("{where} multiplies its arrivals and has no window for it: give 'rush'.").format(
                where=where
            )


def _issue(structure: Structure, words: Words, issue: Issue) -> Iterator[str]:
    where = _("The issue '{id}'").format(id=issue.id)
    yield from one(where, _("platform"), issue.platform, structure.platforms)
    total = sum(issue.segments.values())
    if total != _ALL:
        yield _("{where} has segments that sum to {total} %; they should sum to 100.").format(
            where=where, total=total
        )
    seeds = [seed.id for seed in issue.seeds]
    for seed in issue.seeds:
        if seeds.count(seed.id) > 1:
            yield _("{where} has two seeds called '{id}'.").format(where=where, id=seed.id)
        yield from window_problems(where, seed.when, structure.length)
        yield from conditions_of(structure, where, (*seed.needs, *seed.unless), words)
    for turn in issue.turns:
        yield from window_problems(where, turn.when, structure.length)
        yield from conditions_of(structure, where, (*turn.needs, *turn.unless), words)
    if not issue.seeds and not any(row.issue == issue.id and row.reach for row in structure.threads):
        yield _("{where} has no seed and no thread with a reach, so nobody would ever talk of it.").format(
            where=where
        )
    if issue.level and not structure.levels:
        yield _("{where} calls for a level, and the desk has none: set 'levels'.").format(where=where)
    if issue.id in words.issues:
        yield from _crowd(where, issue, words.issues[issue.id])


def _crowd(where: str, issue: Issue, words: IssueWords) -> Iterator[str]:
    names = {f"{segment}-{tone}" for segment in SEGMENTS for tone in TONES}
    for key in words.crowd:
        if key not in names:
            yield _(
                "{where}: the crowd's words '{key}' are no segment and tone: {segments}; {tones}."
            ).format(where=where, key=key, segments=", ".join(SEGMENTS), tones=", ".join(TONES))
    if issue.shown and not words.crowd:
        yield _("{where} shows posts of the crowd and has no words for them.").format(where=where)
    if len(words.turns) != len(issue.turns):
        yield _("{where} has {turns} turns and {words} sentences for them.").format(
            where=where, turns=len(issue.turns), words=len(words.turns)
        )


def _fact(structure: Structure, words: Words, fact: Fact) -> Iterator[str]:
    where = _("The fact '{id}'").format(id=fact.id)
    yield from conditions_of(structure, where, fact.known, words)
    for name in fact.by:
        yield from one(where, _("colleague"), name, {DESK_MAY, *structure.colleagues})
    if fact.known and not fact.true:
        yield _("{where} is not true, so it never becomes known: leave 'known' away.").format(where=where)
    if not fact.by:
        yield _("{where} may be said by nobody: name 'desk' or a colleague under 'by'.").format(where=where)
    if DESK_MAY not in fact.by and "signoff" not in structure.actions:
        yield _("{where} needs a sign-off, and the desk does not offer 'signoff'.").format(where=where)


def _circles(structure: Structure) -> Iterator[str]:
    """No fact may wait for itself, straight or by way of others."""
    waits = {
        fact.id: {c.fields.get("fact", "") for c in fact.known if c.done == "known"}
        for fact in structure.facts
    }
    for fact, others in waits.items():
        reached: set[str] = set()
        ahead = [*others]
        while ahead:
            name = ahead.pop()
            if name not in reached:
                reached.add(name)
                ahead.extend(waits.get(name, ()))
        if fact in reached:
            yield _("The fact '{id}' waits for itself to be known.").format(id=fact)


def _operation(structure: Structure, operation: Operation, coefficients: set[str]) -> Iterator[str]:
    where = _("The operation '{id}'").format(id=operation.id)
    yield from one(where, _("platform"), operation.platform, structure.platforms)
    yield from one(where, _("issue"), operation.issue, {issue.id for issue in structure.issues})
    yield from one(where, _("coefficient"), operation.effect, coefficients)
    if operation.kind == "scheduled" and operation.at > structure.length:
        yield _("{where} goes out after the end of the shift.").format(where=where)
    if operation.issue is None and (operation.pause or operation.effect):
        yield _("{where} clashes with something, and does not say with which issue.").format(where=where)
    if operation.pause and "pause" not in structure.actions:
        yield _("{where} should be stopped, and the desk does not offer 'pause'.").format(where=where)
