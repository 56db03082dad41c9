"""Judge the tone of a reply from the reasons that the language's file lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from practicum.drill.reply.analyse import Hit
    from practicum.drill.reply.language import Language

PREFIX = "tone-"
LOUD_WORDS = 3  # so many words in capitals beside each other count as shouting
LOUD_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Tone:
    """How a reply sounds: "warm", "neutral", "cold" or "sharp", with the reasons as sentences."""

    label: str
    reasons: tuple[str, ...]


def judge_tone(
    reply: str, text: str, hits: Sequence[Hit], elements: Collection[str], language: Language
) -> Tone:
    """Return the tone of a reply.

    Each reason gives points to one tone. Sharp wins when it has enough points, because one sharp sentence
    spoils a warm reply; then warm, when it has enough and more than cold; then cold; else it is neutral.
    """
    points = {"warm": 0, "cold": 0, "sharp": 0}
    reasons: list[tuple[str, str]] = []
    seen: set[str] = set()
    for hit in hits:
        if not hit.rule.element.startswith(PREFIX) or hit.rule.id in seen:
            continue
        seen.add(hit.rule.id)
        tone = hit.rule.element.removeprefix(PREFIX)
        points[tone] = points.get(tone, 0) + hit.rule.weight
        reasons.append((tone, hit.rule.says.replace("{quote}", reply[hit.start : hit.end])))
    for entry in language.tone["elements"]:
        if entry["element"] in elements:
            points[entry["tone"]] += int(entry["weight"])
            reasons.append((entry["tone"], entry["says"]))
    if _is_loud(text):
        points["sharp"] += int(language.tone["loud"]["weight"])
        reasons.append(("sharp", language.tone["loud"]["says"]))
    enough = language.tone["enough"]
    label = "neutral"
    if points["sharp"] >= enough["sharp"]:
        label = "sharp"
    elif points["warm"] >= enough["warm"] and points["warm"] > points["cold"]:
        label = "warm"
    elif points["cold"] >= enough["cold"] and points["cold"] > points["warm"]:
        label = "cold"
    return Tone(label, tuple(dict.fromkeys(says for tone, says in reasons if tone == label)))


def _is_loud(text: str) -> bool:
    run = 0
    for word in text.split():
        letters = [letter for letter in word if letter.isalpha()]
        run = run + 1 if len(letters) >= LOUD_LETTERS and all(letter.isupper() for letter in letters) else 0
        if run >= LOUD_WORDS:
            return True
    return False
