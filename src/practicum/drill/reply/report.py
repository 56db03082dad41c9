"""Print how well the analyser reads our labelled replies: `python -m practicum.drill.reply.report [file]`."""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practicum.drill.reply.analyse import analyse
from practicum.drill.reply.language import ELEMENTS, TONES
from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PLACE = Path("tests", "replies", "replies.jsonl")
# The split was fixed before the first rule: by case, so that replies to one message stay on one side.
SPLIT_KEY = "practicum-replies:"
DEVELOPMENT = 154  # of 256
ASKED = "personal_data_asked"
ROWS = (*ELEMENTS, f"{ASKED}_public", f"{ASKED}_private", *(f"tone_{tone}" for tone in TONES))


@dataclass(frozen=True, slots=True)
class Labelled:
    """A reply of the set: the message, both labellings, and the labels agreed on afterwards."""

    id: str
    message: str
    reply: str
    confidential: tuple[str, ...]
    myths: tuple[str, ...]
    first: frozenset[str]
    second: frozenset[str]
    agreed: frozenset[str]

    @property
    def development(self) -> bool:
        """Say whether rules may be written from this reply."""
        case = self.id.rpartition("-")[0]
        return hashlib.sha256((SPLIT_KEY + case).encode()).digest()[0] < DEVELOPMENT


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one element: labelled, found, both."""

    labelled: int
    found: int
    both: int

    @property
    def precision(self) -> float | None:
        """Return which share of what was found is labelled."""
        return self.both / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Return which share of what is labelled was found."""
        return self.both / self.labelled if self.labelled else None

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.both / (self.found + self.labelled) if self.found + self.labelled else None


def read_set(path: Path | None = None) -> tuple[Labelled, ...]:
    """Return the labelled replies.

    Raises:
        PracticumError: the set is not there or cannot be read.
    """
    path = path or Project.find().root / PLACE
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
        return tuple(_labelled(row) for row in rows)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PracticumError(
            _("The labelled replies in {file} cannot be read: {error}").format(file=path.name, error=error),
            next_step=_("Run the report inside the project, or name the file of labelled replies."),
        ) from error


def _labelled(row: Mapping[str, Any]) -> Labelled:
    return Labelled(
        id=row["id"],
        message=row["message"],
        reply=row["reply"],
        confidential=tuple(row["confidential"]),
        myths=tuple(row["myths"]),
        first=_labels(row["first"]),
        second=_labels(row["second"]),
        agreed=_labels(row["agreed"]),
    )


def _labels(labelling: Mapping[str, Any]) -> frozenset[str]:
    elements = set(labelling["elements"])
    if any(element.startswith(ASKED) for element in elements):
        elements.add(ASKED)
    return frozenset(elements | {f"tone_{labelling['tone']}"})


def found_in(one: Labelled) -> frozenset[str]:
    """Return what the analyser finds in a reply, under the names of the rows."""
    read = analyse(one.reply, one.message, confidential=one.confidential, myths=one.myths)
    asked = {f"{ASKED}_{finding.value}" for finding in read.of(ASKED)}
    # A reply that asks in public is labelled public, wherever else it asks.
    if f"{ASKED}_public" in asked:
        asked.discard(f"{ASKED}_private")
    return frozenset({*read.elements, *asked, f"tone_{read.tone.label}"})


def scores(replies: Iterable[Labelled]) -> dict[str, Score]:
    """Return the score of every row over some replies."""
    labelled: Counter[str] = Counter()
    found: Counter[str] = Counter()
    both: Counter[str] = Counter()
    for one in replies:
        seen = found_in(one)
        labelled.update(one.agreed)
        found.update(seen)
        both.update(one.agreed & seen)
    return {row: Score(labelled[row], found[row], both[row]) for row in ROWS}


def kappa(replies: Sequence[Labelled], row: str) -> float | None:
    """Return Cohen's kappa of the two labellings for one row; None when both never or always give it."""
    count = len(replies)
    first = sum(row in one.first for one in replies) / count
    second = sum(row in one.second for one in replies) / count
    same = sum((row in one.first) == (row in one.second) for one in replies) / count
    chance = first * second + (1 - first) * (1 - second)
    return (same - chance) / (1 - chance) if chance < 1 else None


def table(replies: Sequence[Labelled]) -> str:
    """Return the table as text: development, held-out, and agreement of the two labellings."""
    development = [one for one in replies if one.development]
    held_out = [one for one in replies if not one.development]
    mine, theirs = scores(development), scores(held_out)
    lines = [
        _("{count} replies: {development} for development, {held_out} held out.").format(
            count=len(replies), development=len(development), held_out=len(held_out)
        ),
        "",
        f"{_('element'):<30}{_('development'):^25}   {_('held out'):^25}",
        " " * 30
        + "   ".join([f"{_('n'):>4}{_('prec'):>7}{_('rec'):>7}{_('F1'):>7}"] * 2)
        + f"{_('kappa'):>9}",
    ]
    for row in ROWS:
        cells = "   ".join(
            f"{s.labelled:>4}{_shown(s.precision)}{_shown(s.recall)}{_shown(s.f1)}"
            for s in (mine[row], theirs[row])
        )
        lines.append(f"{row:<30}{cells}{_shown(kappa(replies, row), 9)}")
    return "\n".join(lines)


def _shown(value: float | None, width: int = 7) -> str:
    return f"{'-':>{width}}" if value is None else f"{value:>{width}.2f}"


def main(arguments: Sequence[str]) -> int:
    """Print the table; return 0, or 1 with a sentence when the set cannot be read."""
    try:
        text = table(read_set(Path(arguments[0]) if arguments else None))
    except PracticumError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
