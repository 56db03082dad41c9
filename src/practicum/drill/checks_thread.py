"""What can be wrong with one thread of a scenario, said in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill.catalogue import EVIDENCE, PARTS, TOPICS
from practicum.drill.schema import Handling
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicum.drill.schema import Condition, FollowUp, Step, Thread
    from practicum.drill.structure import Structure
    from practicum.drill.words import ThreadWords, Words


def thread_problems(
    structure: Structure, words: Words, thread: Thread, coefficients: Iterable[str]
) -> Iterator[str]:
    """Yield what is wrong with a thread, a sentence each."""
    where = _("The thread '{id}'").format(id=thread.id)
    names = {*coefficients}
    yield from one(where, _("platform"), thread.platform, structure.platforms)
    yield from one(where, _("author"), thread.author, structure.authors)
    yield from one(where, _("pool"), thread.pool, structure.pools)
    yield from one(where, _("coefficient"), thread.effect, names)
    yield from _window(where, thread.when, structure.length)
    yield from conditions_of(structure, where, (*thread.needs, *thread.unless))
    handlings = [thread.handling, *(follow.handling for follow in thread.more if follow.handling is not None)]
    for given in handlings:
        if isinstance(given, str) and given not in structure.handlings:
            yield _("{where} names the handling '{name}', which does not exist.").format(
                where=where, name=given
            )
        else:
            handling = given if isinstance(given, Handling) else structure.handlings[given]
            yield from _handling(structure, where, handling, names)
    seen: set[str] = {"opening"}
    for follow in thread.more:
        if follow.id in seen:
            yield _("{where} has two messages called '{id}'.").format(where=where, id=follow.id)
        seen.add(follow.id)
        yield from _follow_up(structure, where, follow, names)
    for reaction in thread.colleagues:
        yield from one(where, _("colleague"), reaction.colleague, structure.colleagues)
        yield from _window(where, reaction.after, None)
    for option in thread.options:
        yield from one(where, _("coefficient"), option.effect, names)
    if thread.id in words.threads:
        yield from _words(where, thread, words.threads[thread.id])
    for step in thread.reference:
        yield from _step(structure, where, step, seen, words.threads.get(thread.id))


def one(where: str, kind: str, name: str | None, known: Iterable[str]) -> Iterator[str]:
    """Yield a sentence when a name is given that is not known."""
    if name is not None and name not in {*known}:
        yield _("{where} names the {kind} '{name}', which does not exist.").format(
            where=where, kind=kind, name=name
        )


def _window(where: str, window: tuple[int, ...], length: int | None) -> Iterator[str]:
    if window[0] > window[-1]:
        yield _("{where} has a window that ends before it begins: {window}.").format(
            where=where, window=list(window)
        )
    if length is not None and window[-1] >= length:
        yield _("{where} may come after the end of the shift, so nobody would see it.").format(where=where)


def conditions_of(structure: Structure, where: str, conditions: Iterable[Condition]) -> Iterator[str]:
    """Yield what conditions name that does not exist."""
    threads = {thread.id for thread in structure.threads} | {""}
    for condition in conditions:
        yield from one(where, _("thread"), condition.thread, threads)
        for colleague in condition.to:
            yield from one(where, _("colleague"), colleague, structure.colleagues)
        if condition.option is not None:
            yield from _option(structure, where, condition)


def _option(structure: Structure, where: str, condition: Condition) -> Iterator[str]:
    if condition.done != "chosen":
        yield _("{where} asks for an option of something that is not a choice.").format(where=where)
    offered = {o.id for row in structure.threads if row.id == condition.thread for o in row.options}
    yield from one(where, _("option"), condition.option, offered)


def _handling(structure: Structure, where: str, handling: Handling, names: set[str]) -> Iterator[str]:
    for posture in handling.postures:
        yield from one(where, _("posture"), posture, structure.postures)
    for reason in handling.reasons:
        yield from one(where, _("reason"), reason, structure.reasons)
    for effect in handling.effects.values():
        yield from one(where, _("coefficient"), effect, names)
    yield from one(where, _("colleague"), handling.facts_from, structure.colleagues)
    if handling.escalation is not None:
        for colleague in handling.escalation.to:
            yield from one(where, _("colleague"), colleague, structure.colleagues)
    if handling.answer == "expected" and handling.target is None:
        yield _("{where} expects an answer and has no target in minutes.").format(where=where)
    if handling.tempting and handling.answer != "never":
        yield _("{where} is tempting, so silence must be right: 'answer' should be 'never'.").format(
            where=where
        )
    if {*handling.parts} & {*handling.wrong_parts}:
        yield _("{where} wants a part that it also calls wrong.").format(where=where)


def _follow_up(structure: Structure, where: str, follow: FollowUp, names: set[str]) -> Iterator[str]:
    speakers = structure.colleagues if follow.internal else structure.authors
    yield from one(where, _("author"), follow.author or None, speakers)
    yield from one(where, _("coefficient"), follow.effect, names)
    yield from _window(where, follow.after, None)
    yield from conditions_of(structure, where, (*follow.needs, *follow.unless))


def _words(where: str, thread: Thread, words: ThreadWords) -> Iterator[str]:
    if not words.says and not words.image:
        yield _("{where} says nothing and shows nothing.").format(where=where)
    lists: list[tuple[str, Iterable[str], Iterable[str]]] = [
        (_("message"), [follow.id for follow in thread.more], words.more),
        (_("option"), [option.id for option in thread.options], words.options),
        (_("colleague"), {reaction.colleague for reaction in thread.colleagues}, words.colleagues),
    ]
    for kind, have, told in lists:
        for name in sorted({*have} ^ {*told}):
            yield _("{where}: the {kind} '{name}' stands in one of the two files only.").format(
                where=where, kind=kind, name=name
            )
    for colleague, texts in words.colleagues.items():
        rows = sum(1 for reaction in thread.colleagues if reaction.colleague == colleague)
        if rows and rows != len(texts):
            yield _("{where}: '{colleague}' has {rows} answers in time and {texts} in words.").format(
                where=where, colleague=colleague, rows=rows, texts=len(texts)
            )


def _step(
    structure: Structure, where: str, step: Step, messages: set[str], words: ThreadWords | None
) -> Iterator[str]:
    yield from one(where, _("action"), step.do, structure.actions)
    yield from one(where, _("message"), step.at, messages)
    if step.once is not None:
        yield from conditions_of(structure, where, [step.once])
    if words is None:
        return
    yield from one(where, _("explanation"), step.why, words.why)
    choices = {
        "posture": structure.postures,
        "reason": (*structure.reasons, *structure.hide_reasons),
        "to": tuple(structure.colleagues),
        "topic": TOPICS,
        "parts": PARTS,
        "evidence": EVIDENCE,
        "text": tuple(words.scripts),
        "option": tuple(words.options),
    }
    for name, value in step.fields.items():
        for item in value if isinstance(value, tuple) else (value,):
            if name in choices:
                yield from one(where, name, str(item), choices[name])
