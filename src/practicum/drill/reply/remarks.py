"""Turn an analysis into a few remarks for the learner, the most harmful first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practicum.drill.reply.analyse import Analysis, analyse
from practicum.drill.reply.language import load_language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MOST = 3


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: which rule made it, the words it is about ("" when something is missing), and its harm."""

    element: str
    rule: str
    quote: str
    start: int
    end: int
    says: str
    harm: int


def lint(  # noqa: PLR0913 (the arguments of `analyse`, and how many)
    reply: str,
    message: str = "",
    *,
    public: bool = True,
    confidential: Sequence[str] = (),
    myths: Sequence[str] = (),
    language: str | Path = "en",
    at_most: int = MOST,
) -> tuple[Remark, ...]:
    """Return the most harmful things about a reply, at most so many; none for an empty reply.

    Arguments are those of `analyse`. The remarks explain; no mark rests on them.

    Raises:
        LanguageError: there is no such language, or its file cannot be used.
    """
    read = analyse(reply, message, public=public, confidential=confidential, myths=myths, language=language)
    if not read.sentences:
        return ()
    table = load_language(language).lint
    found = [*_found(read, table), *_tone(read, table), *_missing(read, table, answers=bool(message.strip()))]
    return tuple(
        sorted(found, key=lambda remark: (-remark.harm, remark.start, remark.rule))[: max(at_most, 0)]
    )


def _found(read: Analysis, table: Mapping[str, Any]) -> list[Remark]:
    made: list[Remark] = []
    for entry in table["found"]:
        findings = [f for f in read.of(entry["element"]) if entry.get("value", f.value) == f.value]
        # One remark per element: the first place is where the learner begins to mend.
        made += [
            Remark(f.element, f.rule, f.quote, f.start, f.end, f.says, entry["harm"]) for f in findings[:1]
        ]
    return made


def _tone(read: Analysis, table: Mapping[str, Any]) -> list[Remark]:
    return [
        Remark("tone", f"tone-{entry['tone']}", "", 0, 0, entry["says"], entry["harm"])
        for entry in table["tone"]
        if entry["tone"] == read.tone.label
    ]


def _missing(read: Analysis, table: Mapping[str, Any], *, answers: bool) -> list[Remark]:
    here = set(read.elements)
    made: list[Remark] = []
    for entry in table["missing"]:
        if entry.get("with_message", False) and not answers:
            continue
        if here & set(entry.get("none_of", ())) or (entry.get("no_time", False) and read.next_update):
            continue
        if "some_of" in entry and not here & set(entry["some_of"]):
            continue
        made.append(Remark("missing", entry["id"], "", 0, 0, entry["says"], entry["harm"]))
    return made
