"""Cut a text into sentences, clauses and tokens, with the place of each in the original.

Every rule about words, marks and suffixes comes from the language's data file. Places are offsets into
the text as it was given, so that a finding can quote it exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from practicum.drill.reply.language import Language

# A longer text is read up to here: a reply is never that long, and the work stays bounded.
LONGEST = 10_000
# Typographic signs, each for one plain character, so that offsets stay as they are.
PLAIN = str.maketrans(
    "\u2018\u2019\u201b\u2032\u00b4\u0060"  # single quotes and accents that stand for them
    "\u201c\u201d\u201e\u201f\u00ab\u00bb"  # double quotes
    "\u2010\u2011\u2012\u2013\u2212\u2014"  # hyphens and dashes; the long dash parts clauses
    "\u00a0\u202f\u2009",  # spaces
    "'" * 6 + '"' * 6 + "-----:" + "   ",
)
# A mark of one of these groups ends a sentence, a clause firmly, or a clause softly.
SENTENCE_ENDS = frozenset(".!?…\n\r;")
HARD_BREAKS = frozenset(":()[]")
SOFT_BREAKS = frozenset(",")
DASH = "-"


@dataclass(frozen=True, slots=True)
class Token:
    """A word as rules see it: lower case, contractions opened; two tokens of "we're" share one place."""

    word: str
    kinds: tuple[str, ...]
    start: int
    end: int
    opens: bool  # the first of its clause
    hard: int  # which hard clause of the sentence: a gap of a pattern never leaves it


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of tokens up to a mark that ends it."""

    tokens: tuple[Token, ...]
    start: int
    end: int
    asked: bool  # it ends with a question mark


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands in one place of the text: a word, a token of a special kind, or a mark."""

    text: str
    kinds: tuple[str, ...]
    start: int
    end: int
    mark: str = ""


def plain(text: str) -> str:
    """Return the text in plain signs and as long as before, no longer than `LONGEST`."""
    return text[:LONGEST].translate(PLAIN)


def lower(text: str) -> str:
    """Return the text in lower case; a letter whose lower case is longer stays as it is."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)


def pieces(text: str, language: Language) -> list[Piece]:
    """Cut a plain text into words, special tokens and marks."""
    found: list[Piece] = []
    for match in language.scanner.finditer(text):
        kind = match.lastgroup or ""
        start, end = match.span()
        if kind == language.MARK:
            found.append(Piece("", (), start, end, match[0]))
        elif kind == language.WORD:
            word = lower(match[0])
            kinds = language.shapes(match[0])
            found.append(Piece(word, kinds, start, end))
        else:
            found.append(Piece(lower(match[0]), (kind,), start, end))
    return found


def sentences(text: str, language: Language) -> tuple[Sentence, ...]:
    """Return the sentences of a text that hold at least one token."""
    made: list[Sentence] = []
    tokens: list[Token] = []
    opens, hard = True, 0

    def close(end: int, *, asked: bool) -> None:
        nonlocal opens, hard
        if tokens:
            made.append(Sentence(tuple(tokens), tokens[0].start, end, asked))
            tokens.clear()
        opens, hard = True, 0

    for piece in pieces(text, language):
        if piece.mark:
            if piece.mark[0] in SENTENCE_ENDS:
                close(piece.end, asked=language.question_mark in piece.mark)
            elif piece.mark[0] in HARD_BREAKS or piece.mark[0] == DASH:
                opens, hard = True, hard + 1
            else:
                opens = opens or piece.mark[0] in SOFT_BREAKS
            continue
        if language.ends_sentence & set(piece.kinds):
            close(piece.start, asked=False)
            continue
        for word in language.contractions.get(piece.text, (piece.text,)):
            tokens.append(Token(word, piece.kinds, piece.start, piece.end, opens, hard))
            # What only opens a clause (and, so, a greeting) leaves the next word in the opening place too.
            opens = opens and (word in language.openers or bool(language.opener_kinds & set(piece.kinds)))
        if piece.text in language.splits:
            opens = True
    close(len(text), asked=False)
    return tuple(made)
