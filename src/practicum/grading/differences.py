"""Why a mark is another one than before: which of the things that make it have changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from practicum.i18n import _
from practicum.marking import Outcome
from practicum.marking.present import outcome_word, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.grading.ledger import Entry
    from practicum.grading.made import Made


@dataclass(frozen=True)
class Cause:
    """One thing that changed.

    Attributes:
        name: `evidence`, `marking`, `seed` or `environment`.
        sentence: What changed about it.
    """

    name: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence


def causes(entry: Entry, made: Made, files: Mapping[str, str]) -> list[Cause]:
    """Return what changed between a ledger entry and now; nothing when all is the same.

    Args:
        entry: What was written, and what made it.
        made: What makes marks now.
        files: The hand-in's files now.
    """
    found = []
    if entry.made.evidence != made.evidence:
        found.append(Cause("evidence", _evidence(entry.files, files)))
    if entry.made.marking != made.marking:
        found.append(Cause("marking", _("the marking: definitions, tables, drills or the code that marks")))
    if entry.made.seed != made.seed:
        found.append(
            Cause(
                "seed",
                _("the draw of the tables: {before}, now {now}").format(
                    before=entry.made.seed, now=made.seed
                ),
            )
        )
    if entry.made.environment != made.environment:
        found.append(Cause("environment", _("the environment: Python, libraries, lock or language")))
    return found


def _evidence(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    names = sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
    return _("the evidence: {files}").format(files=", ".join(map(visible, names)))


def told(mark: Mapping[str, Any] | None) -> str:
    """Return a ledger mark in a few words."""
    if mark is None:
        return _("no mark")
    known = {one.value: outcome_word(one) for one in Outcome}
    word = known.get(mark["outcome"], _("could not be marked"))
    if mark["mistake"]:
        word = _("{outcome}: {mistake}").format(outcome=word, mistake=mark["mistake"])
    return _("{points} of {out_of}, {outcome}").format(
        points=f"{mark['points']:g}", out_of=f"{mark['out_of']:g}", outcome=word
    )
