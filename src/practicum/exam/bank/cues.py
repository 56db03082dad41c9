"""Cue flaws: what lets somebody find the key who knows nothing of the matter.

The list follows the common rules for writing multiple-choice items (Haladyna, Downing and Rodriguez 2002, in
our words): the key must not stand out by its length, its grammar or its place, no option may refer to all
others, and absolute words must not mark the wrong ones.
"""

from __future__ import annotations

import re
from collections import Counter
from statistics import fmean
from typing import TYPE_CHECKING

from practicum.exam.bank.findings import Finding, Rule
from practicum.exam.bank.item import Kind
from practicum.exam.bank.keys import best_options
from practicum.exam.libraries import stats
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from practicum.exam.bank.item import Item

LENGTH_RATIO, LENGTH_MORE = 1.5, 25
"""A key gives itself away when it is so many times as long as the next longest option, and so much longer."""

UNLIKELY = 0.01
"""A bank gives itself away when chance alone would do as much in fewer than one of a hundred banks."""

_FEWEST = 20
_ALL = re.compile(
    r"\b(all|none|both|neither|any) of (the|these|those) (above|below|others?|options)\b"
    r"|\b(both|neither) [a-e] (and|nor) [a-e]\b|\b(all|none) of them\b",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(
    r"\b(always|never|every|everybody|everyone|nobody|no one|all|none|only|must|"
    r"impossible|certainly|completely)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(an|a)\s*(?:\.\.\.|\u2026|_+|:)?\s*$", re.IGNORECASE)
_VOWELS = "aeiou"


def item_cues(item: Item) -> Iterator[Finding]:
    """Yield the cue flaws of one item whose options compete with each other."""
    best = best_options(item)
    if not best:
        return
    keys = [item.options[letter] for letter in best]
    others = [text for letter, text in item.options.items() if letter not in best]
    for text in item.options.values():
        if _ALL.search(text):
            yield _cue(item, _("{id} has the option '{text}', which refers to the others."), text=text)
    longest = max(map(len, others))
    if min(map(len, keys)) >= max(LENGTH_RATIO * longest, longest + LENGTH_MORE):
        yield _cue(item, _("The key of {id} is far longer than the other options."))
    absolute = sum(bool(_ABSOLUTE.search(text)) for text in others)
    if absolute == len(others) and not any(map(_ABSOLUTE.search, keys)):
        yield _cue(item, _("In {id} every wrong option has an absolute word, and the key has none."))
    if (article := _ARTICLE.search(item.stem)) and not all(_fits(article[1], text) for text in keys + others):
        yield _cue(
            item,
            _("The stem of {id} ends with '{article}', which fits only some of the options."),
            article=article[1],
        )


def _cue(item: Item, sentence: str, **fields: str) -> Finding:
    return Finding(Rule.CUE, (item.id,), sentence.format(id=item.id, **fields))


def _fits(article: str, option: str) -> bool:
    return (option[:1].casefold() in _VOWELS) == (article.casefold() == "an")


def bank_cues(items: Sequence[Item]) -> Iterator[Finding]:
    """Yield the cue flaws that only show in many items: where the keys stand, and how long they are."""
    best = [item for item in items if item.kind is Kind.BEST and isinstance(item.key, str)]
    if len(best) < _FEWEST:
        return
    letters = Counter(str(item.key) for item in best)
    counts = [letters[letter] for letter in "abcd"]
    if stats.chisquare(counts).pvalue < UNLIKELY:
        shown = ", ".join(f"{letter} {count}" for letter, count in zip("abcd", counts, strict=True))
        yield Finding(
            Rule.CUE,
            (),
            _("The keys of the best-answer items do not stand evenly: {counts}.").format(counts=shown),
        )
    long = tuple(item.id for item in best if _is_longest(item))
    chance = fmean(1 / len(item.options) for item in best)
    if stats.binomtest(len(long), len(best), chance, alternative="greater").pvalue < UNLIKELY:
        yield Finding(
            Rule.CUE,
            long,
            _(
                "In {share:.0%} of {n} best-answer items the key is the longest option; chance gives "
                "{chance:.0%}."
            ).format(share=len(long) / len(best), n=len(best), chance=chance),
        )


def _is_longest(item: Item) -> bool:
    key = len(item.options[str(item.key)])
    return all(key > len(text) for letter, text in item.options.items() if letter != item.key)
