"""What checks of a scenario share: names, windows, conditions, and the expert's acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill.actions import action_table
from practicum.drill.conditions import ACTS_THAT_DO
from practicum.drill.fields import FIELDS, LONGEST_TEXT, options
from practicum.drill.schema import DONE
from practicum.drill.state import stream_id
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from practicum.drill.actions import FieldRow
    from practicum.drill.schema import Condition, Step
    from practicum.drill.structure import Structure
    from practicum.drill.words import Words

_STATES = {"known": "fact", "hot": "issue"}


def one(where: str, kind: str, name: str | None, known: Iterable[str]) -> Iterator[str]:
    """Yield a sentence when a name is given that is not known."""
    if name is not None and name not in {*known}:
        yield _("{where} names the {kind} '{name}', which does not exist.").format(
            where=where, kind=kind, name=name
        )


def window_problems(where: str, window: tuple[int, ...], length: int | None) -> Iterator[str]:
    """Yield what is wrong with a window of minutes; without a length it may lie anywhere."""
    if window[0] > window[-1]:
        yield _("{where} has a window that ends before it begins: {window}.").format(
            where=where, window=list(window)
        )
    if length is not None and window[-1] >= length:
        yield _("{where} may come after the end of the shift, so nobody would see it.").format(where=where)


def conditions_of(
    structure: Structure, where: str, conditions: Iterable[Condition], words: Words | None = None
) -> Iterator[str]:
    """Yield what conditions name that does not exist, and those that can never hold.

    Args:
        structure: The scenario's structure.
        where: How a sentence begins.
        conditions: What is checked.
        words: Its words; without them, values of fields are not checked.
    """
    streams = {stream_id(issue.id) for issue in structure.issues}
    threads = {thread.id for thread in structure.threads} | streams | {""}
    for condition in conditions:
        yield from one(where, _("thread"), condition.thread, threads)
        people = {*structure.colleagues, *structure.audiences}
        for name in condition.to:
            yield from one(where, _("colleague"), name, people)
        if condition.done == "drawn":
            for name, value in condition.fields.items():
                yield from one(where, _("drawn value"), name, structure.draws)
                yield from one(where, _("choice"), value, structure.draws.get(name, (value,)))
        elif condition.done in _STATES:
            yield from _state(structure, where, condition)
        else:
            yield from _done(structure, where, condition)
            yield from _carried(structure, where, condition, words)
        if condition.option is not None or condition.least is not None:
            yield from _option(structure, where, condition)


def _state(structure: Structure, where: str, condition: Condition) -> Iterator[str]:
    """A condition on a fact or an issue names it, and nothing else."""
    key = _STATES[condition.done]
    if {*condition.fields} != {key}:
        yield _("{where}: '{done}' takes its {key} under 'fields' and nothing else.").format(
            where=where, done=condition.done, key=key
        )
        return
    name = condition.fields[key]
    if key == "issue":
        yield from one(where, _("issue"), name, {issue.id for issue in structure.issues})
        return
    facts = {fact.id: fact for fact in structure.facts}
    yield from one(where, _("fact"), name, facts)
    if name in facts and not facts[name].true:
        yield _("{where} waits for the fact '{name}', which is not true and never known.").format(
            where=where, name=name
        )


def _done(structure: Structure, where: str, condition: Condition) -> Iterator[str]:
    done = condition.done
    if done not in DONE and done not in action_table():
        names = ", ".join((*DONE, *(a for a in structure.actions if a not in DONE)))
        yield _("{where} asks whether '{done}' was done, which is nothing that can be: {names}.").format(
            where=where, done=done, names=names
        )
        return
    acts = ACTS_THAT_DO.get(done, frozenset() if done in DONE else frozenset({done}))
    if acts and not acts & {*structure.actions}:
        yield _("{where} waits for '{done}', and the desk offers no act that does it.").format(
            where=where, done=done
        )
    if condition.thread and done not in DONE and action_table()[done].target == "none":
        yield _("{where} looks for '{done}' on a thread, and that act hangs on none.").format(
            where=where, done=done
        )
    if done == "told" and condition.thread:
        yield from _told(structure, where, condition)


def _told(structure: Structure, where: str, condition: Condition) -> Iterator[str]:
    """Somebody can answer there in a way that settles the matter."""
    settle = {
        row.colleague
        for thread in structure.threads
        if thread.id == condition.thread
        for row in thread.colleagues
        if not row.partial
    }
    if not settle & {*(condition.to or structure.colleagues)}:
        yield _(
            "{where} waits for an answer in '{thread}' that settles the matter, and nobody has one there."
        ).format(where=where, thread=condition.thread)


def _carried(structure: Structure, where: str, condition: Condition, words: Words | None) -> Iterator[str]:
    acts = ACTS_THAT_DO.get(condition.done, frozenset({condition.done})) & {*action_table()}
    for name, value in condition.fields.items():
        rows = [field for act in sorted(acts) for field in action_table()[act].fields if field.name == name]
        if name == "haste":
            continue
        if not rows:
            yield _("{where}: '{done}' has no field called '{name}'.").format(
                where=where, done=condition.done, name=name
            )
        elif words is not None:
            yield from _value(structure, words, where, rows[0], value)


def fields_of(
    structure: Structure, words: Words, where: str, action: str, fields: Mapping[str, str]
) -> Iterator[str]:
    """Yield what is wrong with the fields that an act must carry."""
    rows = {field.name: field for field in action_table()[action].fields} if action in action_table() else {}
    for name, value in fields.items():
        if name in rows:
            yield from _value(structure, words, where, rows[name], value)
        elif name != "haste":
            yield _("{where}: '{done}' has no field called '{name}'.").format(
                where=where, done=action, name=name
            )


def _value(structure: Structure, words: Words, where: str, row: FieldRow, value: str) -> Iterator[str]:
    usual = FIELDS[row.name]
    if usual.kind != "text" and row.name != "option":
        yield from one(where, row.name, value, options(structure, words, row.source or usual.source))


def _option(structure: Structure, where: str, condition: Condition) -> Iterator[str]:
    if condition.done != "chosen":
        yield _("{where} asks for an answer of something that is not a choice.").format(where=where)
    offered = {o.id for row in structure.threads if row.id == condition.thread for o in row.options}
    yield from one(where, _("option"), condition.option, offered)


def step_problems(
    structure: Structure, words: Words, where: str, step: Step, scripts: Mapping[str, str]
) -> Iterator[str]:
    """Yield what is wrong with one of the expert's acts; its texts are keys of `scripts`."""
    yield from one(where, _("action"), step.do, structure.actions)
    if step.once is not None:
        yield from conditions_of(structure, where, [step.once], words)
    for name, value in step.fields.items():
        values = value if isinstance(value, tuple) else (value,)
        if FIELDS.get(name) is not None and FIELDS[name].kind == "text" and name == "text":
            yield from one(where, _("text"), str(value), scripts)
            yield from _length(where, str(value), scripts)
        else:
            for item in values:
                yield from fields_of(structure, words, where, step.do, {name: str(item)})
    if step.do in action_table():
        given = {*step.fields}
        for field in action_table()[step.do].fields:
            if _required(field) and field.name not in given:
                yield _("{where}: the expert's '{action}' leaves the field '{name}' empty.").format(
                    where=where, action=step.do, name=field.name
                )


def _required(row: FieldRow) -> bool:
    return row.required or (FIELDS[row.name].required and not row.optional)


def _length(where: str, key: str, scripts: Mapping[str, str]) -> Iterator[str]:
    if len(scripts.get(key, "")) > LONGEST_TEXT:
        yield _("{where}: the text '{key}' has {length} characters; at most {longest} fit.").format(
            where=where, key=key, length=len(scripts[key]), longest=LONGEST_TEXT
        )
