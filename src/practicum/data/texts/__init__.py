"""The words of the posts: hand-written decks, one TOML file per account, dealt like cards."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from practicum.data.accounts import Account
    from practicum.data.draws import Draws, Ints, Marks

# Counted as a month of its own: what is said in advent is wrong from the 22nd of December.
AFTER_CHRISTMAS = 13
_SEASONS = {
    "any": range(1, 14),
    "spring": (3, 4, 5),
    "summer": (6, 7, 8),
    "autumn": (9, 10, 11),
    "winter": (12, AFTER_CHRISTMAS, 1, 2),
    "december": (12,),
    "january": (1,),
    "february": (2,),
    "march": (3,),
    "august": (8,),
    "october": (10,),
    "november": (11,),
}


_WITH_TAIL = 0.22  # share of posts with a second sentence
_ENDS_IN_A = re.compile(r"(?:^|\s)[Aa] $")


class Card(NamedTuple):
    """One hand-written post.

    Attributes:
        theme: What it is about.
        text: Its words; `{plant}` stands for a word of the deck's list `plant`.
        months: The calendar months in which it can be published.
    """

    theme: str
    text: str
    months: frozenset[int]


class Deck(NamedTuple):
    """All that an account says.

    Attributes:
        cards: Its posts.
        tails: Sentences that may follow any post.
        words: Lists of words for the cards' fields.
    """

    cards: tuple[Card, ...]
    tails: tuple[str, ...]
    words: dict[str, tuple[str, ...]]


@lru_cache(maxsize=16)
def deck(account: str) -> Deck:
    """Return the deck of an account."""
    raw = tomllib.loads((files(__name__) / f"{account}.toml").read_text(encoding="utf-8"))
    cards = tuple(
        Card(theme, text, frozenset(_SEASONS[season]))
        for theme, seasons in raw["themes"].items()
        for season, texts in seasons.items()
        for text in texts
    )
    words = {name: tuple(values) for name, values in raw.get("words", {}).items()}
    return Deck(cards, tuple(raw.get("tails", ())), words)


def write_texts(account: Account, months: Ints, viral: Marks, draws: Draws) -> list[tuple[str, str]]:
    """Return theme and text of each post.

    A card comes back only when every card that fits the season has been dealt, and then with other words
    in its fields and another tail.

    Args:
        account: Who speaks.
        months: Calendar month of each post, in order of time; `AFTER_CHRISTMAS` from the 22nd of December.
        viral: Which post is the account's viral one.
        draws: A stream of draws.
    """
    cards, tails, words = deck(account.key)
    pile = [cards[place] for place in draws.order(len(cards))]
    chances = draws.uniform(2 * len(months)).reshape(-1, 2)
    tail_pile = [tails[place] for place in draws.order(len(tails))]
    fill = _filler(words, draws)
    written = []
    for month, is_viral, (chance, cut) in zip(months.tolist(), viral.tolist(), chances.tolist(), strict=True):
        if is_viral:
            written.append((account.viral.theme, account.viral.text))
            continue
        place = next(place for place, card in enumerate(pile) if month in card.months)
        card = pile.pop(place)
        # Back into the last fifth of the pile, at a place of its own: no two rounds in one order.
        pile.insert(len(pile) - int(cut * len(pile) / 5), card)
        text = fill(card.text)
        if tail_pile and chance < _WITH_TAIL:
            tail = tail_pile.pop(0)
            tail_pile.append(tail)
            text = f"{text} {fill(tail)}"
        written.append((card.theme, text))
    return written


def _filler(words: dict[str, tuple[str, ...]], draws: Draws) -> Callable[[str], str]:
    piles = {name: [values[place] for place in draws.order(len(values))] for name, values in words.items()}

    def fill(text: str) -> str:
        for name, pile in piles.items():
            field = "{" + name + "}"
            while field in text:
                word = pile.pop(0)
                pile.append(word)
                before, after = text.split(field, 1)
                if word[0] in "aeiou" and _ENDS_IN_A.search(before):
                    before = before[:-1] + "n "
                starts = not before or before.endswith((". ", "? "))
                text = before + (word[0].upper() + word[1:] if starts else word) + after
        return text

    return fill
