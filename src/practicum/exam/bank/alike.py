"""Duplicates and near-duplicates, by the runs of words that two items share."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from practicum.exam.bank.findings import Finding, Rule
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from practicum.exam.bank.item import Item

WORDS = 3
"""Words in a run (a shingle)."""

SAME, NEAR = 0.9, 0.4
"""Jaccard similarity of two stems with their options: from here on the same, from there on near."""

_WORD = re.compile(r"\w+")


def alike(items: Sequence[Item]) -> Iterator[Finding]:
    """Yield the pairs of items that say nearly the same; a pair of enemies may be near, never the same."""
    runs = {item.id: _runs(item) for item in items}
    enemies = {frozenset((item.id, other)) for item in items for other in item.enemies}
    for one, other in _that_share_a_run(runs):
        shared = len(runs[one] & runs[other]) / len(runs[one] | runs[other])
        if shared >= SAME:
            sentence = _("{one} and {other} are the same item.")
        elif shared >= NEAR and frozenset((one, other)) not in enemies:
            sentence = _(
                "{one} and {other} have {share:.0%} of their runs of words in common: change one, or make "
                "them enemies."
            )
        else:
            continue
        yield Finding(Rule.ALIKE, (one, other), sentence.format(one=one, other=other, share=shared))


def _runs(item: Item) -> frozenset[tuple[str, ...]]:
    lefts = item.key if isinstance(item.key, dict) and item.kind == "match" else ()
    found = []
    for text in (item.stem, *item.options.values(), *lefts):
        words = _WORD.findall(text.casefold())
        width = min(WORDS, len(words))
        found += [tuple(words[at : at + width]) for at in range(len(words) - width + 1)]
    return frozenset(found)


def _that_share_a_run(runs: dict[str, frozenset[tuple[str, ...]]]) -> list[tuple[str, str]]:
    """Return the pairs worth comparing, so that a large bank needs no comparison of all with all."""
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in sorted(runs):
        for run in runs[name]:
            holders[run].append(name)
    return sorted({pair for names in holders.values() for pair in combinations(names, 2)})
