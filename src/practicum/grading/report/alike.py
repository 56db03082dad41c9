"""Hand-ins that are more alike than chance explains: a reason for a person to read, never a finding.

Equal right answers say nothing, and neither do common mistakes. What counts is an equal *wrong* answer that
few others gave, long passages of equal words, and drills decided alike minute by minute.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from math import log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

RARE = 5
"""An answer that more learners gave than this is common and is not looked at."""

SURPRISE = 3.0
"""From this on a pair is shown: under independence, equal rare answers come up once in 1,000 pairs."""

WORDS = 12
"""So many equal words in a row make two texts alike."""

LONGEST = 100_000
"""Characters of a text that are looked at: a thousand words are asked for, and a file may hold 20 MB."""

DOINGS = 10
"""Drill logs with fewer acts than this are not compared."""

_SHARE = 0.8
_WORD = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True)
class Handed:
    """What of a hand-in is compared.

    Attributes:
        learner: Whose it is.
        wrong: By exercise, the answer as it was given where it did not earn full marks.
        texts: By exercise, a free text.
        drills: By drill, the acts: action, thread and minute.
    """

    learner: str
    wrong: Mapping[str, object]
    texts: Mapping[str, str]
    drills: Mapping[str, Sequence[tuple[str, str, int]]]


@dataclass(frozen=True)
class Alike:
    """Two hand-ins that are alike.

    Attributes:
        pair: The two learners.
        answers: Exercises with an equal rare wrong answer.
        surprise: Minus the decimal logarithm of the chance of that, if people worked apart.
        words: The longest row of equal words in a text, and its exercise; 0 when there is none.
        text: That exercise.
        drill: A drill that both decided alike, or empty.
        share: Equal acts at equal minutes there, in percent of all.
    """

    pair: tuple[str, str]
    answers: tuple[str, ...] = ()
    surprise: float = 0.0
    words: int = 0
    text: str = ""
    drill: str = ""
    share: int = 0


def alike(hand_ins: Iterable[Handed], given: Sequence[str] = ()) -> list[Alike]:
    """Return the pairs that a person should read, the most surprising first.

    Args:
        hand_ins: The cohort.
        given: Texts that everyone had, such as the questions: equal words from there do not count.
    """
    people = {one.learner: one for one in hand_ins}
    answers = _equal_answers(people)
    texts = _equal_texts(people, given)
    drills = _equal_drills(people)
    found = []
    for pair in {*answers, *texts, *drills}:
        names, surprise = answers.get(pair, ((), 0.0))
        words, text = texts.get(pair, (0, ""))
        share, drill = drills.get(pair, (0, ""))
        if surprise >= SURPRISE or words or share:
            found.append(Alike(pair, names, round(surprise, 1), words, text, drill, share))
    return sorted(found, key=lambda one: (-one.surprise, -one.words, -one.share, one.pair))


def _equal_answers(people: Mapping[str, Handed]) -> dict[tuple[str, str], tuple[tuple[str, ...], float]]:
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for learner, one in people.items():
        for exercise, value in one.wrong.items():
            groups[exercise, json.dumps(value, sort_keys=True, default=str)].append(learner)
    shared: dict[tuple[str, str], list[tuple[str, float]]] = defaultdict(list)
    for (exercise, _value), learners in groups.items():
        if 1 < len(learners) <= RARE:
            # How often the others gave it, so that a pair is not its own proof.
            chance = log10((len(people) - 1) / (len(learners) - 1))
            for pair in combinations(sorted(learners), 2):
                shared[pair].append((exercise, chance))
    return {
        pair: (tuple(name for name, _chance in parts), sum(chance for _name, chance in parts))
        for pair, parts in shared.items()
    }


def _equal_texts(
    people: Mapping[str, Handed], given: Sequence[str]
) -> dict[tuple[str, str], tuple[int, str]]:
    known = {row for text in given for row in _rows(text)}
    where: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for learner, one in people.items():
        for exercise, text in one.texts.items():
            for row in {*_rows(text)} - known:
                where[exercise, row].append(learner)
    rows: dict[tuple[tuple[str, str], str], int] = defaultdict(int)
    for (exercise, _row), learners in where.items():
        if 1 < len(learners) <= RARE:
            for pair in combinations(sorted(learners), 2):
                rows[pair, exercise] += 1
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for (pair, exercise), count in rows.items():
        found[pair] = max(found.get(pair, (0, "")), (count + WORDS - 1, exercise))
    return found


def _rows(text: str) -> Iterator[tuple[str, ...]]:
    words = _WORD.findall(text[:LONGEST].casefold())
    return zip(*(words[n:] for n in range(WORDS)), strict=False)


def _equal_drills(people: Mapping[str, Handed]) -> dict[tuple[str, str], tuple[int, str]]:
    where: dict[tuple[str, tuple[str, str, int]], list[str]] = defaultdict(list)
    sizes: dict[tuple[str, str], int] = {}
    for learner, one in people.items():
        for drill, acts in one.drills.items():
            if len(acts) >= DOINGS:
                sizes[learner, drill] = len({*acts})
                for act in {*acts}:
                    where[drill, act].append(learner)
    shared: dict[tuple[tuple[str, str], str], int] = defaultdict(int)
    for (drill, _act), learners in where.items():
        if len(learners) <= RARE:
            for pair in combinations(sorted(learners), 2):
                shared[pair, drill] += 1
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for (pair, drill), count in shared.items():
        every = sizes[pair[0], drill] + sizes[pair[1], drill] - count
        if count >= _SHARE * every:
            found[pair] = max(found.get(pair, (0, "")), (100 * count // every, drill))
    return found
