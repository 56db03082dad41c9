"""Match patterns of words: a small language that people who write no code can read and extend.

`^`            the next word opens a clause (`^^`: opens the sentence)
`word`         this word; `word*` begins so, `*word` ends so; `a|b` either; `_` any word
`<class>`      any word or phrase of a class
`#kind`        a token of this kind, such as a number or a link
`~3`           up to three words in between, inside one hard clause; `-3`: and no new clause is entered
`!a|<class>`   the next word is none of these
`$`            the sentence ends here
`x?`           x may be missing

A pattern is opened into plain sequences once. Matching tries only patterns whose words are all there, and its
work per word is bounded, because gaps are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from practicum.drill.reply.text import Token

LONGEST_GAP = 8
MOST_PATHS = 400
MOST_OPTIONAL = 5
CLAUSE, SENTENCE, END = "^", "^^", "$"
GAP, NEAR_GAP, NOT, ANY, WORD = "~", "-", "!", "_", "w"
LONGEST_CACHE = 20_000
NEAR = 4  # a negation reaches this many words to the right, inside its hard clause


class PatternError(ValueError):
    """A pattern that cannot be read; the sentence says which and why."""


@dataclass(frozen=True, slots=True)
class Item:
    """One step of a sequence: what it is, and the number of its word set or the length of its gap."""

    what: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Sequenced:
    """A pattern opened into steps, its owner, and the word sets without which it cannot match."""

    items: tuple[Item, ...]
    owner: int
    needed: frozenset[int]


@dataclass(frozen=True, slots=True)
class Found:
    """Where a pattern matched: first token, token after the last, and which pattern of which owner."""

    first: int
    after: int
    owner: int


@dataclass
class Book:
    """All patterns of a language, ready to be matched together."""

    classes: Mapping[str, Sequence[str]]
    sets: dict[tuple[str, ...], int] = field(default_factory=dict)
    exact: dict[str, set[int]] = field(default_factory=dict)
    kinds: dict[str, set[int]] = field(default_factory=dict)
    prefixes: dict[str, set[int]] = field(default_factory=dict)
    suffixes: dict[str, set[int]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = field(default_factory=dict)
    starts: dict[int, list[Sequenced]] = field(default_factory=dict)
    openings: list[Sequenced] = field(default_factory=list)
    cache: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def add(self, pattern: str, owner: int) -> None:
        """Read a pattern and keep it under its owner's number.

        Raises:
            PatternError: it is empty, begins with a gap, names an unknown class, or has too many paths.
        """
        choices: list[tuple[Item | None, ...]] = []
        for part in pattern.split():
            optional = part.endswith("?") and len(part) > 1
            item = self._item(part.removesuffix("?"), pattern)
            choices.append((item, None) if optional else (item,))
        paths = 1
        for options in choices:
            if options[0] is not None and options[0].what in {GAP, NEAR_GAP}:
                paths *= options[0].number + 1
        if paths > MOST_PATHS or sum(len(options) > 1 for options in choices) > MOST_OPTIONAL:
            raise PatternError(pattern)
        for sequence in product(*choices):
            self._keep(tuple(item for item in sequence if item is not None), owner, pattern)

    def _keep(self, items: tuple[Item, ...], owner: int, pattern: str) -> None:
        if not any(item.what == WORD for item in items):
            raise PatternError(pattern)
        first = items[0]
        kept = Sequenced(items, owner, frozenset(item.number for item in items if item.what == WORD))
        if first.what in {CLAUSE, SENTENCE}:
            self.openings.append(kept)
        elif first.what == WORD:
            self.starts.setdefault(first.number, []).append(kept)
        elif first.what == NOT and items[1].what == WORD:
            self.starts.setdefault(items[1].number, []).append(kept)
        else:
            raise PatternError(pattern)

    def _item(self, part: str, pattern: str) -> Item:
        if part in {CLAUSE, SENTENCE, END, ANY}:
            return Item(part)
        if part[0] in {GAP, NEAR_GAP}:
            length = part[1:]
            if not length.isdecimal() or not 0 < int(length) <= LONGEST_GAP:
                raise PatternError(pattern)
            return Item(part[0], int(length))
        what = NOT if part.startswith(NOT) else WORD
        return Item(what, self._set(tuple(part.removeprefix(NOT).split("|")), pattern))

    def _set(self, names: tuple[str, ...], pattern: str) -> int:
        if names in self.sets:
            return self.sets[names]
        number = self.sets[names] = len(self.sets)
        for name in names:
            for entry in self._entries(name, pattern, 0):
                self._word(entry, number)
        return number

    def _entries(self, name: str, pattern: str, depth: int) -> Iterable[str]:
        if not name:
            raise PatternError(pattern)
        if not (name.startswith("<") and name.endswith(">")):
            yield name
            return
        if name[1:-1] not in self.classes or depth > MOST_OPTIONAL:
            raise PatternError(f"{pattern} {name}")
        for entry in self.classes[name[1:-1]]:
            yield from self._entries(entry, pattern, depth + 1)

    def _word(self, entry: str, number: int) -> None:
        words = tuple(entry.split())
        if len(words) > 1:
            self.phrases.setdefault(words[0], []).append((words, number))
        elif entry.startswith("#"):
            self.kinds.setdefault(entry[1:], set()).add(number)
        elif entry.startswith("*"):
            self.suffixes.setdefault(entry[1:], set()).add(number)
        elif entry.endswith("*"):
            self.prefixes.setdefault(entry[:-1], set()).add(number)
        else:
            self.exact.setdefault(entry, set()).add(number)

    def numbers(self, word: str) -> tuple[int, ...]:
        """Return the numbers of the word sets to which a word belongs."""
        if (known := self.cache.get(word)) is None:
            found = set(self.exact.get(word, ()))
            for length in range(2, len(word) + 1):
                found |= self.prefixes.get(word[:length], set())
                found |= self.suffixes.get(word[-length:], set())
            known = tuple(sorted(found))
            if len(self.cache) < LONGEST_CACHE:
                self.cache[word] = known
        return known


class Matcher:
    """One sentence, with every pattern that matches in it; `steps` counts the work for a test."""

    def __init__(self, book: Book, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.steps = 0
        self.ends: list[dict[int, tuple[int, ...]]] = [{} for _ in tokens]
        self._read(book)
        found: dict[tuple[int, int], Found] = {}
        present = frozenset(number for reach in self.ends for number in reach)
        openings = [one for one in book.openings if one.needed <= present]
        for place, reach in enumerate(self.ends):
            for number in reach:
                for one in book.starts.get(number, ()):
                    self.steps += 1
                    if one.needed <= present:
                        self._try(one, place, found)
            if tokens[place].opens:
                for one in openings:
                    self._try(one, place, found)
        self.found = sorted(found.values(), key=lambda one: (one.owner, one.first))

    def _read(self, book: Book) -> None:
        for place, token in enumerate(self.tokens):
            reach = self.ends[place]
            for number in book.numbers(token.word):
                reach[number] = (place + 1,)
            for kind in token.kinds:
                for number in book.kinds.get(kind, ()):
                    reach[number] = (place + 1,)
            for words, number in book.phrases.get(token.word, ()):
                after = place + len(words)
                self.steps += 1
                if after <= len(self.tokens) and all(
                    self.tokens[place + k].word == word for k, word in enumerate(words)
                ):
                    reach[number] = (*reach.get(number, ()), after)

    def _try(self, one: Sequenced, place: int, found: dict[tuple[int, int], Found]) -> None:
        after = self._match(one.items, 0, place)
        if after is None:
            return
        key = (one.owner, place)
        if key not in found or found[key].after < after:
            found[key] = Found(place, after, one.owner)

    def _match(self, items: tuple[Item, ...], step: int, place: int) -> int | None:
        """Return the token after the shortest match from a place, or None."""
        total = len(items)
        while step < total:
            self.steps += 1
            item = items[step]
            if item.what == WORD:
                reach = self.ends[place].get(item.number) if place < len(self.tokens) else None
                if reach is None:
                    return None
                if len(reach) > 1:
                    ends = (self._match(items, step + 1, after) for after in reach)
                    return next((end for end in ends if end is not None), None)
                place = reach[0]
            elif item.what == ANY:
                if place >= len(self.tokens):
                    return None
                place += 1
            elif item.what in {GAP, NEAR_GAP}:
                return self._gap(items, step, place)
            elif not self._holds(item, place):
                return None
            step += 1
        return place

    def _holds(self, item: Item, place: int) -> bool:
        inside = place < len(self.tokens)
        if item.what == CLAUSE:
            return inside and self.tokens[place].opens
        if item.what == SENTENCE:
            return inside and self.tokens[place].opens and all(token.opens for token in self.tokens[:place])
        if item.what == END:
            return not inside
        return not (inside and item.number in self.ends[place])

    def _gap(self, items: tuple[Item, ...], step: int, place: int) -> int | None:
        item = items[step]
        before = self.tokens[max(place - 1, 0)]
        for skip in range(item.number + 1):
            here = place + skip
            if here > len(self.tokens):
                return None
            if skip and self.tokens[here - 1].hard != before.hard:
                return None
            if item.what == NEAR_GAP and here < len(self.tokens) and self.tokens[here].opens:
                return None
            if (end := self._match(items, step + 1, here)) is not None:
                return end
        return None
