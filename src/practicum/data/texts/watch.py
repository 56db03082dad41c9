"""The words of mentions: hand-written cards with choices inside, dealt so that no two mentions read alike.

A card such as `[Second|Third] box and [the cat|my aunt] ate it` stands for several texts. A card comes back
only when every card of its deck has been dealt, and then with other choices.
"""

from __future__ import annotations

import math
import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from practicum.data.draws import Draws, Floats

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_FIELD = re.compile(r"\{(\w+)\}")
_APART = frozenset({"bots", "namesake", "signal"})  # decks for which no other one may stand in
_GOLDEN = 0.618  # a step near this part of the combinations makes neighbours differ in most choices


class Key(NamedTuple):
    """What a deck of cards is for.

    Attributes:
        phase: `ordinary`, a stretch of a crisis, `signal`, `bots`, or `namesake`.
        register: `talk`, `review`, `blog` or `press`; `any` where that makes no difference.
        kind: positive, neutral, negative, sarcasm or grumble; `any` where that makes no difference.
        language: en, fr or it.
    """

    phase: str
    register: str
    kind: str
    language: str


@lru_cache(maxsize=16)
def words() -> dict[str, tuple[str, ...]]:
    """Return the lists of names: of people, towns, media."""
    text = (files("practicum.data.texts") / "mentions" / "words.toml").read_text(encoding="utf-8")
    return {name: tuple(values) for name, values in tomllib.loads(text).items()}


@lru_cache(maxsize=16)
def cards(account: str) -> dict[Key, tuple[str, ...]]:
    """Return the cards of an account by what they are for."""
    folder = files("practicum.data.texts") / "mentions"
    decks: dict[Key, tuple[str, ...]] = {}
    for name in (f"{account}.toml", f"{account}_wave.toml"):
        if not (folder / name).is_file():
            continue
        for heading, languages in tomllib.loads((folder / name).read_text(encoding="utf-8")).items():
            for language, texts in languages.items():
                decks[Key(*_parts(heading), language)] = tuple(texts)
    return decks


def _parts(heading: str) -> tuple[str, str, str]:
    parts = heading.split(".")
    if parts[0] == "bots":
        return ("bots", "any", "any")
    if parts[0] in _APART:
        return (parts[0], "any", parts[-1])
    return (
        (parts[0], parts[1], parts[2])
        if len(parts) == len(Key._fields) - 1
        else ("ordinary", parts[0], parts[1])
    )


def combinations(card: str) -> int:
    """Return how many texts a card stands for, names of people and towns apart."""
    return math.prod(len(found[1].split("|")) for found in _CHOICE.finditer(card))


class Writer:
    """Writes out cards: each time with other choices, until all combinations of a card have been used.

    Args:
        draws: A stream of draws.
    """

    def __init__(self, draws: Draws) -> None:
        self._draws = draws
        self._states: dict[str, tuple[int, int, int]] = {}
        self._names = {name: _shuffled(list(words()[name]), draws) for name in ("name", "town", "near")}

    def write(self, card: str) -> str:
        """Return the text of a card."""
        if card not in self._states:
            total = combinations(card)
            step = max(1, round(total * _GOLDEN))
            while math.gcd(step, total) > 1:
                step += 1
            self._states[card] = (int(self._draws.uniform(1)[0] * total), step, total)
        place, step, total = self._states[card]
        self._states[card] = ((place + step) % total, step, total)

        def chosen(found: re.Match[str]) -> str:
            nonlocal place
            options = found[1].split("|")
            place, choice = divmod(place, len(options))
            return options[choice]

        def named(found: re.Match[str]) -> str:
            pile = self._names[found[1]]
            pile.append(pile.pop(0))
            return pile[-1]

        return _FIELD.sub(named, _CHOICE.sub(chosen, card))


class Dealer:
    """Deals the texts of one account.

    Args:
        account: Whose mentions.
        draws: A stream of draws.
    """

    def __init__(self, account: str, draws: Draws) -> None:
        self._decks = cards(account)
        self._draws = draws
        self._writer = Writer(draws)
        self._piles: dict[Key, list[str]] = {}
        self._found: dict[Key, Key] = {}

    def deal(self, key: Key) -> tuple[str, Key]:
        """Return a text, and the key of the deck it came from: a near one where there is none for `key`."""
        if key not in self._found:
            self._found[key] = next(near for near in _nearest(key) if near in self._decks)
        found = self._found[key]
        if not self._piles.get(found):
            self._piles[found] = _shuffled(list(self._decks[found]), self._draws)
        return self._writer.write(self._piles[found].pop()), found


def _nearest(key: Key) -> list[Key]:
    """Return keys to look for, in order: another language, no crisis, and last another register."""
    languages = dict.fromkeys((key.language, "en", "fr", "it"))
    if key.phase in _APART:
        kind = "any" if key.phase == "bots" else key.kind
        return [Key(key.phase, "any", kind, language) for language in languages]
    registers = dict.fromkeys((key.register, "any", "talk") if key.register != "press" else ("press", "any"))
    phases = dict.fromkeys((key.phase, "ordinary"))
    kinds = dict.fromkeys((key.kind, "any"))
    return [
        Key(phase, register, kind, language)
        for register in registers
        for phase in phases
        for kind in kinds
        for language in languages
    ]


def _shuffled(values: list[str], draws: Draws) -> list[str]:
    return [values[place] for place in draws.order(len(values))]


def pick(name: str, chances: Floats) -> list[str]:
    """Return a word of a list for each chance in [0, 1)."""
    values = words()[name]
    return [values[int(chance * len(values))] for chance in chances.tolist()]
