"""What people write to the houses, and what these answer: hand-written lines with choices, dealt like cards.

A line such as `[Love|Loving] this, {name}` holds choices in brackets, made anew for each message, and fields
that are drawn from lists of words. What follows `=>` is what the house would answer to it. Lines are dealt
from a shuffled pile: one comes back only when all others of its pile have been used.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practicum.data.draws import Draws

Deck = dict[str, dict[str, list[str]]]
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"\{(\w+)\}")
_GAPS = re.compile(r" {2,}")
_BEFORE_MARK = re.compile(r" +([,.])")
_BATCH = 4096


@lru_cache(maxsize=32)
def deck(name: str) -> Deck:
    """Return the lines of a file of this folder, by kind and language."""
    raw: Deck = tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))
    return raw


class Dealer:
    """Deals lines from piles and makes their choices.

    Args:
        draws: A stream of draws; the same stream gives the same texts.
    """

    def __init__(self, draws: Draws) -> None:
        self._draws = draws
        self._piles: dict[tuple[str, ...], list[str]] = {}
        self._chances: Iterator[float] = iter(())
        self._words = deck("shared")["words"]

    def chance(self) -> float:
        """Return a number in [0, 1)."""
        for number in self._chances:
            return number
        self._chances = iter(self._draws.uniform(_BATCH).tolist())
        return next(self._chances)

    def line(self, source: str, kind: str, language: str) -> str:
        """Return the next line of a pile as it was written.

        Args:
            source: A file of this folder, without its ending.
            kind: A kind of line in it.
            language: `en`, `fr` or `it`.
        """
        key = (source, kind, language)
        pile = self._piles.get(key)
        if not pile:
            lines = deck(source)[kind][language]
            pile = [lines[place] for place in self._draws.order(len(lines))]
            self._piles[key] = pile
        return pile.pop()

    def deal(self, source: str, kind: str, language: str) -> str:
        """Return the next line of a pile, its choices made and its fields filled; see `line`."""
        return self.fill(self.line(source, kind, language))

    def fill(self, line: str) -> str:
        """Make the choices of a line and fill its fields."""
        text = _CHOICE.sub(lambda found: self._one(found[1].split("|")), line)
        text = _FIELD.sub(lambda found: self._one(self._words[found[1]]), text)
        text = _BEFORE_MARK.sub(r"\1", _GAPS.sub(" ", text)).strip()
        return text[:1].upper() + text[1:]

    def _one(self, options: list[str]) -> str:
        return options[int(self.chance() * len(options))]
