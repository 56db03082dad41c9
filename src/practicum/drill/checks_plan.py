"""What can be wrong with actions, duties, gates, objectives and findings, said in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill.actions import ACTIONS, action_table
from practicum.drill.checks_common import conditions_of, fields_of, one, step_problems
from practicum.drill.fields import FIELDS, options
from practicum.drill.rules import rules
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from practicum.drill.structure import Duty, Gate, Structure
    from practicum.drill.words import Words


def plan_problems(structure: Structure, words: Words) -> Iterator[str]:
    """Yield what actions, duties, gates, objectives and findings get wrong, a sentence each."""
    yield from _actions(structure, words)
    for duty in structure.duties:
        yield from _duty(structure, words, duty)
    for gate in structure.gates:
        yield from _gate(structure, words, gate)
    threads = {thread.id for thread in structure.threads}
    duties = {duty.id for duty in structure.duties}
    for objective in structure.objectives:
        where = _("The objective '{id}'").format(id=objective.id)
        yield from _all(where, _("rule"), objective.rules, rules())
        yield from _all(where, _("thread"), objective.threads, threads | duties)
    for finding in structure.findings:
        where = _("The finding '{id}'").format(id=finding.id)
        yield from conditions_of(structure, where, (*finding.needs, *finding.unless), words)


def _all(where: str, kind: str, given: Sequence[str], known: Iterable[str]) -> Iterator[str]:
    names = {*known}
    for name in given:
        yield from one(where, kind, name, names)


def _actions(structure: Structure, words: Words) -> Iterator[str]:
    """Every action exists, and every field that must be filled has something to offer."""
    for action in structure.actions:
        if action not in ACTIONS:
            yield _("There is no action '{action}'; the actions are: {actions}.").format(
                action=action, actions=", ".join(ACTIONS)
            )
            continue
        for field in action_table()[action].fields:
            usual = FIELDS[field.name]
            needed = field.required or (usual.required and not field.optional)
            source = field.source or usual.source
            if needed and usual.kind != "text" and not options(structure, words, source):
                yield _("The action '{action}' has nothing to offer for its field '{field}'.").format(
                    action=action, field=field.name
                )
    yield from _all(_("'confidence'"), _("action"), structure.confidence, structure.actions)


def _duty(structure: Structure, words: Words, duty: Duty) -> Iterator[str]:
    where = _("The duty '{id}'").format(id=duty.id)
    yield from one(where, _("action"), duty.action, structure.actions)
    if not duty.window[0] <= duty.window[1] <= structure.length:
        yield _("{where} has a window that does not lie in the shift.").format(where=where)
    conditions = [*duty.since, *duty.unless]
    conditions += [condition for condition in (duty.before, duty.until) if condition is not None]
    yield from conditions_of(structure, where, conditions, words)
    yield from fields_of(structure, words, where, duty.action, duty.fields)
    yield from _all(where, _("posture"), duty.postures, structure.postures)
    yield from _all(where, _("fact"), duty.facts, {fact.id for fact in structure.facts})
    yield from _all(where, _("thread"), duty.watching, {thread.id for thread in structure.threads})
    yield from _says(where, duty.action, duty)
    if duty.until is not None and duty.every is None:
        yield _("{where} has an end for its rhythm and no rhythm: give 'every'.").format(where=where)
    if duty.reference is not None:
        yield from step_problems(structure, words, where, duty.reference, words.duties[duty.id].scripts)
        row = action_table().get(duty.reference.do)
        if row is not None and row.target == "thread":
            yield _("{where}: the expert's act needs a thread, so it should stand at that thread.").format(
                where=where
            )


def _gate(structure: Structure, words: Words, gate: Gate) -> Iterator[str]:
    where = _("The gate '{id}'").format(id=gate.id)
    yield from one(where, _("action"), gate.action, structure.actions)
    yield from _all(where, _("thread"), gate.threads, {thread.id for thread in structure.threads})
    offered = {o.id for row in structure.threads if row.id in gate.threads for o in row.options}
    yield from _all(where, _("option"), gate.options, offered)
    yield from _all(where, _("posture"), gate.postures, structure.postures)
    yield from _all(where, _("fact"), gate.unknown_facts, {fact.id for fact in structure.facts})
    yield from one(where, _("colleague"), gate.unconfirmed, structure.colleagues)
    yield from fields_of(structure, words, where, gate.action, gate.fields)
    yield from conditions_of(structure, where, (*gate.needs, *gate.unless), words)
    yield from _says(where, gate.action, gate)
    row = action_table().get(gate.action)
    if row is not None and row.target == "none" and (gate.criticism or gate.threads or gate.unconfirmed):
        yield _("{where} looks at a thread, and '{action}' hangs on none.").format(
            where=where, action=gate.action
        )


def _says(where: str, action: str, row: Duty | Gate) -> Iterator[str]:
    """Posture, parts and facts can only be asked of an act that carries them."""
    if action not in action_table():
        return
    has = {field.name for field in action_table()[action].fields}
    facts = getattr(row, "facts", ()) or getattr(row, "unknown_facts", ())
    for name, asked in (("posture", row.postures), ("parts", row.parts), ("facts", facts)):
        if asked and name not in has:
            yield _("{where}: '{done}' has no field called '{name}'.").format(
                where=where, done=action, name=name
            )
