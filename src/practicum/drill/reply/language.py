"""Read a language's data file: its words, its rules, and the sentences that explain them.

No word of any language stands in code. What a file may hold is said in docs/reply-analyser.md.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from practicum.drill.reply.patterns import Book, PatternError
from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

# Every element that the analyser can find. A data file may leave some out; it may not add one.
ELEMENTS = (
    "acknowledge", "known", "unknown", "action", "next_update", "channel", "apology", "empathy",
    "explanation", "denial", "blame", "minimising", "promise", "jargon", "personal_data_asked",
    "personal_data_given", "confidential", "myth", "question",
)  # fmt: skip
TONES = ("warm", "neutral", "cold", "sharp")
HERE = Path(__file__).parent
SIGN = r"(?P<mark>[.!?…]+|[\n\r;:,()\[\]]|(?<=\s)-{1,3}(?=\s))"
LETTERS = r"(?P<word>[^\W_]+(?:'[^\W_]+)*)"


class LanguageError(PracticumError):
    """A language's data file is missing or cannot be used."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: which element its patterns show, when it holds, and what to tell a learner."""

    id: str
    element: str
    says: str
    negation: Literal["any", "inside", "stops"] = "any"
    question: Literal["any", "only", "never"] = "any"
    value: str = ""
    weight: int = 1
    new: bool = False
    unless: int = -1
    needs: int = -1
    message: int = -1


@dataclass(frozen=True, slots=True)
class Overlap:
    """How a reply is compared with the message, a confidential fact or a myth."""

    stop: frozenset[str]
    suffixes: tuple[str, ...]
    topics: Mapping[str, str]
    shortest: int
    share: float


@dataclass(frozen=True)
class Language:
    """A language as the analyser uses it."""

    scanner: re.Pattern[str]
    shape_patterns: tuple[tuple[str, re.Pattern[str]], ...]
    contractions: Mapping[str, tuple[str, ...]]
    openers: frozenset[str]
    opener_kinds: frozenset[str]
    splits: frozenset[str]
    negators: frozenset[str]
    ends_sentence: frozenset[str]
    question_mark: str
    book: Book
    rules: tuple[Rule, ...]
    owners: Mapping[int, int]
    overlap: Overlap
    special: Mapping[str, Mapping[str, str]]
    times: frozenset[int]
    private: frozenset[int]
    open_place: frozenset[int]
    tone: Mapping[str, Any]
    lint: Mapping[str, Any]

    MARK = "mark"
    WORD = "word"

    def shapes(self, word: str) -> tuple[str, ...]:
        """Return the kinds that a word has by its shape, such as capitals only."""
        return tuple(kind for kind, pattern in self.shape_patterns if pattern.fullmatch(word))


def languages() -> tuple[str, ...]:
    """Return the languages that have a data file."""
    return tuple(sorted(path.stem for path in HERE.glob("*.toml")))


@lru_cache(maxsize=8)
def load_language(language: str | Path) -> Language:
    """Return a language by its code, or from a data file.

    Raises:
        LanguageError: there is no such file, or it cannot be used; the sentence says where.
    """
    path = language if isinstance(language, Path) else HERE / f"{language}.toml"
    if not isinstance(language, Path) and language not in languages():
        raise LanguageError(
            _("Replies cannot be read in the language '{language}'.").format(language=language),
            next_step=_("Choose one of these: {languages}.").format(languages=", ".join(languages())),
        )
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return _language(data)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, re.error) as error:
        raise LanguageError(
            _("{file} cannot be read: {error}").format(file=path.name, error=error),
            next_step=_("Compare it with the file of another language."),
        ) from error
    except PatternError as error:
        raise LanguageError(
            _("{file} holds a pattern that cannot be read: {pattern}").format(file=path.name, pattern=error),
            next_step=_("The signs that a pattern may hold are listed in docs/reply-analyser.md."),
        ) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise LanguageError(
            _("{file} lacks or misspells an entry: {error}").format(file=path.name, error=error),
            next_step=_("What a file must hold is listed in docs/reply-analyser.md."),
        ) from error


class _Owners:
    """Numbers the pattern lists of a file, and reads them into the book."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.last = -1

    def add(self, patterns: list[str]) -> int:
        """Return the number of a list of patterns, or -1 for an empty one."""
        if not patterns:
            return -1
        self.last += 1
        for pattern in patterns:
            self.book.add(pattern, self.last)
        return self.last


def _language(data: dict[str, Any]) -> Language:
    book = Book({name: tuple(words) for name, words in data["classes"].items()})
    owners = _Owners(book)
    rules: list[Rule] = []
    mains: dict[int, int] = {}
    for entry in data["rule"]:
        rule = _rule(entry, owners)
        mains[owners.add(entry["patterns"])] = len(rules)
        rules.append(rule)
    words = data["words"]
    for pattern in data["kinds"].values():
        re.compile(pattern)  # alone first: two faults side by side can look like one sound expression
    kinds = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in data["kinds"].items())
    overlap = data["overlap"]
    return Language(
        scanner=re.compile("|".join(part for part in (kinds, LETTERS, SIGN) if part)),
        shape_patterns=tuple((kind, re.compile(pattern)) for kind, pattern in data["shapes"].items()),
        contractions={short: tuple(full.split()) for short, full in data["contractions"].items()},
        openers=frozenset(words["openers"]),
        opener_kinds=frozenset(words["opener_kinds"]),
        splits=frozenset(words["splits"]),
        negators=frozenset(words["negators"]),
        ends_sentence=frozenset(words["ends_sentence"]),
        question_mark=str(words["question_mark"]),
        book=book,
        rules=tuple(rules),
        owners=mains,
        overlap=Overlap(
            stop=frozenset(overlap["stop"]),
            suffixes=tuple(sorted(overlap["suffixes"], key=len, reverse=True)),
            topics={word: topic for topic, group in overlap["topics"].items() for word in group},
            shortest=int(overlap["shortest"]),
            share=float(overlap["share"]),
        ),
        special=data["special"],
        times=frozenset({owners.add(data["next_update"]["times"])}),
        private=frozenset({owners.add(data["personal_data"]["private"])}),
        open_place=frozenset({owners.add(data["personal_data"]["public"])}),
        tone=data["tone"],
        lint=data["lint"],
    )


def _rule(entry: Mapping[str, Any], owners: _Owners) -> Rule:
    element = entry["element"]
    if element not in ELEMENTS and element not in {f"tone-{tone}" for tone in TONES}:
        raise ValueError(f"{entry['id']}: {element}")
    allowed = {
        "id", "element", "says", "patterns", "negation", "question", "value", "weight", "new", "unless",
        "needs", "message",
    }  # fmt: skip
    if unknown := set(entry) - allowed:
        raise ValueError(f"{entry['id']}: {', '.join(sorted(unknown))}")
    if entry.get("negation", "any") not in {"any", "inside", "stops"}:
        raise ValueError(f"{entry['id']}: {entry['negation']}")
    if entry.get("question", "any") not in {"any", "only", "never"}:
        raise ValueError(f"{entry['id']}: {entry['question']}")
    return Rule(
        id=str(entry["id"]),
        element=element,
        says=str(entry["says"]),
        negation=entry.get("negation", "any"),
        question=entry.get("question", "any"),
        value=str(entry.get("value", "")),
        weight=int(entry.get("weight", 1)),
        new=bool(entry.get("new", False)),
        unless=owners.add(list(entry.get("unless", ()))),
        needs=owners.add(list(entry.get("needs", ()))),
        message=owners.add(list(entry.get("message", ()))),
    )
