"""What can be wrong with one thread of a scenario, said in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.drill.actions import action_table
from practicum.drill.checks_common import conditions_of, one, step_problems, window_problems
from practicum.drill.conditions import ANSWERS
from practicum.drill.schema import BEST, Handling
from practicum.drill.state import stream_id
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from practicum.drill.schema import FollowUp, Moderation, Thread
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
    yield from window_problems(where, thread.when, structure.length)
    yield from window_problems(where, thread.likes, None)
    yield from window_problems(where, thread.shares, None)
    follows = () if thread.follows is None else (thread.follows,)
    yield from conditions_of(structure, where, (*thread.needs, *thread.unless, *follows))
    yield from one(where, _("issue"), thread.issue, {issue.id for issue in structure.issues})
    if thread.reach and thread.issue is None:
        yield _("{where} has a reach and no issue, so nobody would hear of it.").format(where=where)
    if thread.id in {stream_id(issue.id) for issue in structure.issues}:
        yield _("{where} is called like the stream of an issue.").format(where=where)
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
        yield from window_problems(where, reaction.after, None)
    yield from _options(structure, where, thread, names)
    if thread.id in words.threads:
        yield from _words(where, thread, words.threads[thread.id])
        yield from _report(structure, where, thread, words.threads[thread.id])
        yield from _steps(structure, words, where, thread, seen)


def _options(structure: Structure, where: str, thread: Thread, names: set[str]) -> Iterator[str]:
    for option in thread.options:
        yield from one(where, _("coefficient"), option.effect, names)
        for row in option.worth:
            yield from one(where, _("coefficient"), row.effect, names)
            yield from conditions_of(structure, where, (*row.needs, *row.unless))


def _handling(structure: Structure, where: str, handling: Handling, names: set[str]) -> Iterator[str]:
    for posture in handling.postures:
        yield from one(where, _("posture"), posture, structure.postures)
    for reason in handling.reasons:
        yield from one(where, _("reason"), reason, structure.reasons)
    for effect in handling.effects.values():
        yield from one(where, _("coefficient"), effect, names)
    for fact in handling.facts:
        yield from one(where, _("fact"), fact, {row.id for row in structure.facts})
    yield from _offers(structure, where, handling)
    if handling.moderation is not None:
        yield from _moderation(structure, where, handling.moderation)
    yield from one(where, _("colleague"), handling.facts_from, structure.colleagues)
    for colleague in () if handling.escalation is None else handling.escalation.to:
        yield from one(where, _("colleague"), colleague, structure.colleagues)
    yield from _contradictions(where, handling)


def _contradictions(where: str, handling: Handling) -> Iterator[str]:
    if handling.answer == "expected" and handling.target is None:
        yield _("{where} expects an answer and has no target in minutes.").format(where=where)
    if handling.tempting and handling.answer != "never":
        yield _("{where} is tempting, so silence must be right: 'answer' should be 'never'.").format(
            where=where
        )
    if {*handling.parts} & {*handling.wrong_parts}:
        yield _("{where} wants a part that it also calls wrong.").format(where=where)


def _offers(structure: Structure, where: str, handling: Handling) -> Iterator[str]:
    """What a handling calls for can be done at this desk."""
    offered = {*structure.actions}
    if handling.answer == "expected" and not offered & ANSWERS:
        yield _("{where} expects an answer, and the desk offers no act that answers.").format(where=where)
    needs = [(handling.escalation is not None, "escalate"), (handling.watch, "watch")]
    needs += [(handling.facts_from is not None, "ask"), *((True, check) for check in handling.verify)]
    for called, action in needs:
        if called and action not in offered:
            yield _("{where} calls for '{action}', which the desk does not offer.").format(
                where=where, action=action
            )


def _moderation(structure: Structure, where: str, moderation: Moderation) -> Iterator[str]:
    for action in (*moderation.decisions, *moderation.too_hard):
        if action not in action_table() or action_table()[action].group != "moderate":
            yield _("{where} names '{action}', which is no act of moderation.").format(
                where=where, action=action
            )
    wanted = [*moderation.decisions, *moderation.look, *(["archive"] if moderation.archive else [])]
    for action in wanted:
        if action not in structure.actions:
            yield _("{where} calls for '{action}', which the desk does not offer.").format(
                where=where, action=action
            )
    for action in {*moderation.decisions} & {*moderation.too_hard}:
        yield _("{where} calls '{action}' both right and too hard.").format(where=where, action=action)
    for rule in moderation.rules:
        yield from one(where, _("rule of the house"), rule, structure.hide_reasons)


def _report(structure: Structure, where: str, thread: Thread, words: ThreadWords) -> Iterator[str]:
    """What the queue and a look at a post need."""
    given = thread.handling
    handling = given if isinstance(given, Handling) else structure.handlings.get(given)
    moderation = None if handling is None else handling.moderation
    if thread.report is not None:
        yield from one(where, _("rule of the house"), thread.report.rule, structure.hide_reasons)
        if moderation is None:
            yield _("{where} is reported, and its handling has no 'moderation'.").format(where=where)
    if moderation is None:
        return
    if "context" in moderation.look and not words.context:
        yield _("{where} should be looked at closer, and has no words under 'context'.").format(where=where)
    if "image" in moderation.look and not words.image:
        yield _("{where} should have its picture searched, and shows none.").format(where=where)


def _steps(
    structure: Structure, words: Words, where: str, thread: Thread, messages: set[str]
) -> Iterator[str]:
    own = words.threads[thread.id]
    for step in thread.reference:
        yield from one(where, _("message"), step.at, messages)
        yield from one(where, _("explanation"), step.why, own.why)
        yield from step_problems(structure, words, where, step, own.scripts)
        option = step.fields.get("option")
        yield from one(where, _("option"), None if option is None else str(option), {*own.options, BEST})


def _follow_up(structure: Structure, where: str, follow: FollowUp, names: set[str]) -> Iterator[str]:
    speakers = structure.colleagues if follow.internal else structure.authors
    yield from one(where, _("author"), follow.author or None, speakers)
    yield from one(where, _("coefficient"), follow.effect, names)
    yield from window_problems(where, follow.after, None)
    yield from window_problems(where, follow.likes, None)
    yield from conditions_of(structure, where, (*follow.needs, *follow.unless))
    if follow.private and (follow.internal or any(follow.likes)):
        yield _(
            "{where}: the message '{id}' is private, so no colleague says it and nobody likes it."
        ).format(where=where, id=follow.id)


def _words(where: str, thread: Thread, words: ThreadWords) -> Iterator[str]:
    if not words.says and not words.image:
        yield _("{where} says nothing and shows nothing.").format(where=where)
    lists: list[tuple[str, Iterable[str], Iterable[str]]] = [
        (_("message"), [follow.id for follow in thread.more], words.more),
        (_("option"), [option.id for option in thread.options], words.options),
        (_("reason for a worth"), {row.id for o in thread.options for row in o.worth}, words.worth),
        (_("colleague"), {reaction.colleague for reaction in thread.colleagues}, words.colleagues),
    ]
    for kind, have, told in lists:
        for name in sorted({*have} ^ {*told}):
            yield _("{where}: the {kind} '{name}' stands in one of the two files only.").format(
                where=where, kind=kind, name=name
            )
    answers = {name for o in thread.options for name in (o.id, *(f"{o.id}-{row.id}" for row in o.worth))}
    for name in words.consequences:
        yield from one(where, _("answer or row of its worth"), name, answers)
    for colleague, texts in words.colleagues.items():
        rows = sum(1 for reaction in thread.colleagues if reaction.colleague == colleague)
        if rows and rows != len(texts):
            yield _("{where}: '{colleague}' has {rows} answers in time and {texts} in words.").format(
                where=where, colleague=colleague, rows=rows, texts=len(texts)
            )
