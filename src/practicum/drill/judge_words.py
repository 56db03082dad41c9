"""Judging what the house says over a whole shift: one voice, known facts, no rubber stamps, no haste."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from practicum.drill.acts import is_public
from practicum.drill.cases import FULL, free_mark
from practicum.drill.judge_then import STATEMENTS, hot_at, issue_of, unknown, unsigned
from practicum.drill.rules import Verdict
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.drill.rules import Mark
    from practicum.drill.rules_override import Yardstick
    from practicum.drill.state import Act, State

_PASTED_FROM = 3
_SAID = frozenset({"reply", "private", "press"})


def said(state: State, yardstick: Yardstick) -> Iterator[Mark]:
    """Judge every word of the shift against the others."""
    seen: Counter[str] = Counter()
    canned = {_same(text) for text in state.scenario.words.canned.values()}
    denied: set[str] = set()
    for act in state.acts:
        if act.action in _SAID:
            text = _same(act.fields["text"])
            seen[text] += 1
            if seen[text] >= _PASTED_FROM:
                sentence = _("{who}: the same text again; it stands {n} times now.")
                yield _taken(state, yardstick, "pasted", act, sentence, n=seen[text])
            if text in canned:
                sentence = _("{who}: a ready-made reply, sent without a change.")
                yield _taken(state, yardstick, "unedited", act, sentence)
        if act.action in STATEMENTS:
            yield from _facts(state, yardstick, act)
        if is_public(state, act):
            yield from _voice(state, yardstick, act, denied)
        if act.fields.get("haste") == "yes":
            sentence = _("{who}: sent without a second look, and it cannot be taken back.")
            yield _taken(state, yardstick, "haste", act, sentence)


def _facts(state: State, yardstick: Yardstick, act: Act) -> Iterator[Mark]:
    facts = state.scenario.words.facts
    early = unknown(state, act)
    if early:
        sentence = _("{who}: stated before it was known: {fact}")
        yield _taken(state, yardstick, "unverified", act, sentence, fact=facts[early[0]])
    # What is not known cannot be signed off: one mistake is marked once.
    without = [fact for fact in unsigned(state, act) if fact not in early] if is_public(state, act) else []
    if without:
        sentence = _("{who}: stated in public without the signature that it needs: {fact}")
        yield _taken(state, yardstick, "unsigned", act, sentence, fact=facts[without[0]])


def _voice(state: State, yardstick: Yardstick, act: Act, denied: set[str]) -> Iterator[Mark]:
    """The house does not deny what it apologises for later, nor wave with money where it burns."""
    matter, posture = issue_of(state, act) or act.thread or "*", act.fields.get("posture")
    if posture == "deny":
        denied.add(matter)
    elif posture == "apologise" and matter in denied:
        denied.discard(matter)
        sentence = _("{who}: an apology for what the house had denied.")
        yield _taken(state, yardstick, "flip", act, sentence)
    elif posture == "compensate":
        issue = issue_of(state, act)
        if issue and hot_at(state, issue, act.start):
            sentence = _("{who}: money or a gift in public, while the issue was hot.")
            yield _taken(state, yardstick, "compensated", act, sentence)


def _taken(state: State, yardstick: Yardstick, rule: str, act: Act, sentence: str, **more: object) -> Mark:
    thread = state.scenario.threads.get(act.thread)
    words = state.scenario.words
    who = _("To everyone") if thread is None else words.authors[thread.author].name
    message = act.thread or act.action
    return free_mark(yardstick, rule, message, Verdict(FULL, act.end, sentence.format(who=who, **more), act))


def _same(text: str) -> str:
    return " ".join(text.casefold().split())
