"""Compare a reply with its message, a confidential fact or a myth, by what the words are about.

A word counts by its stem, or by its topic when the language's file lists it under one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from practicum.drill.reply.language import Overlap
    from practicum.drill.reply.text import Sentence, Token

FEWEST = 2  # a fact of fewer weighty words than this must be found whole


def stem(word: str, overlap: Overlap) -> str:
    """Return what a word is about: nothing for a stop word, else its topic, else its stem."""
    if word in overlap.stop:
        return ""
    if word in overlap.topics:
        return overlap.topics[word]
    if any(letter.isdigit() for letter in word):
        return word if len(word) > 1 else ""
    if len(word) < overlap.shortest:
        return ""
    short = word
    for suffix in overlap.suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= overlap.shortest:
            short = word.removesuffix(suffix)
            break
    if len(short) > overlap.shortest and short[-1] == short[-2]:
        short = short[:-1]
    return overlap.topics.get(short, short)


def stems(tokens: Iterable[Token], overlap: Overlap) -> dict[str, Token]:
    """Return the stems of some tokens, each with the first token that has it."""
    found: dict[str, Token] = {}
    for token in tokens:
        if key := stem(token.word, overlap):
            found.setdefault(key, token)
    return found


def repeated(
    sentences: Sequence[Sentence], facts: Sequence[Sequence[Sentence]], overlap: Overlap
) -> list[tuple[int, int, int]]:
    """Find the facts that a reply tells, as (sentence, start, end).

    A fact is told when enough of its weighty words stand together in one sentence or in two that follow
    each other, whatever the reply says about it: a denied myth is repeated all the same.
    """
    told: list[tuple[int, int, int]] = []
    own = [stems(sentence.tokens, overlap) for sentence in sentences]
    for fact in facts:
        wanted = set(stems((token for sentence in fact for token in sentence.tokens), overlap))
        if not wanted:
            continue
        need = len(wanted) if len(wanted) <= FEWEST else max(FEWEST, round(overlap.share * len(wanted)))
        for place, here in enumerate(own):
            pair = here if place + 1 == len(own) else {**own[place + 1], **here}
            hits = [here[key] for key in wanted & here.keys()]
            if len(hits) >= need or (hits and len(wanted & pair.keys()) >= max(need, FEWEST + 1)):
                told.append((place, min(token.start for token in hits), max(token.end for token in hits)))
                break
    return told
