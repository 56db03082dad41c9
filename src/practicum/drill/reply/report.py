"""Print how well the analyser reads our labelled replies: `python -m practicum.drill.reply.report [file]`."""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from practicum.drill.reply.analyse import analyse
from practicum.drill.reply.language import ELEMENTS, TONES
from practicum.errors import PracticumError
from practicum.i18n import _
from practicum.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

PLACE = Path("tests", "replies", "replies.jsonl")
# A second labelling of some of these replies, by somebody who had seen neither the first nor the rules.
STRANGER = PLACE.with_name("stranger.jsonl")
# Replies by other authors in the manner of real accounts; rules may be written from the "learn" part.
UNSEEN = PLACE.with_name("unseen.jsonl")
# The split was fixed before the first rule: by case, so that replies to one message stay on one side.
SPLIT_KEY = "practicum-replies:"
DEVELOPMENT = 154  # of 256
ASKED = "personal_data_asked"
ROWS = (*ELEMENTS, f"{ASKED}_public", f"{ASKED}_private", *(f"tone_{tone}" for tone in TONES))

_Row = TypeVar("_Row")


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
    return tuple(_read(path or Project.find().root / PLACE, _labelled))


def read_stranger(path: Path | None = None) -> dict[str, frozenset[str]]:
    """Return the stranger's labels by the id of the reply.

    Raises:
        PracticumError: the file is not there or cannot be read.
    """
    return dict(_read(path or Project.find().root / STRANGER, lambda row: (row["id"], _labels(row))))


def read_unseen(path: Path | None = None) -> dict[str, tuple[Labelled, ...]]:
    """Return the other authors' replies by part: "learn" and "held". Both labellings are the agreed one.

    Raises:
        PracticumError: the file is not there or cannot be read.
    """
    rows = _read(path or Project.find().root / UNSEEN, lambda row: (row["part"], _other(row)))
    return {part: tuple(one for where, one in rows if where == part) for part in ("learn", "held")}


def _read(path: Path, make: Callable[[Mapping[str, Any]], _Row]) -> list[_Row]:
    try:
        return [make(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PracticumError(
            _("The labelled replies in {file} cannot be read: {error}").format(file=path.name, error=error),
            next_step=_("Run the report inside the project, or name the file of labelled replies."),
        ) from error


def _other(row: Mapping[str, Any]) -> Labelled:
    labels = _labels(row)
    return Labelled(row["id"], row["message"], row["reply"], (), (), labels, labels, labels)


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
    tone = labelling["tone"]
    return frozenset(elements | ({f"tone_{tone}"} if tone else set()))


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
        if not any(label.startswith("tone_") for label in one.agreed):
            seen = frozenset(label for label in seen if not label.startswith("tone_"))  # tone not labelled
        labelled.update(one.agreed)
        found.update(seen)
        both.update(one.agreed & seen)
    return {row: Score(labelled[row], found[row], both[row]) for row in ROWS}


def kappa(replies: Sequence[Labelled], row: str) -> float | None:
    """Return Cohen's kappa of the two labellings for one row; None when both never or always give it."""
    return _kappa([(row in one.first, row in one.second) for one in replies])


def stranger_kappa(
    replies: Iterable[Labelled], stranger: Mapping[str, frozenset[str]], row: str
) -> float | None:
    """Return Cohen's kappa of the agreed labels and the stranger's, over the replies that both labelled."""
    return _kappa([(row in one.agreed, row in stranger[one.id]) for one in replies if one.id in stranger])


def _kappa(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    if not pairs:
        return None
    first, second = (sum(pair[side] for pair in pairs) / len(pairs) for side in (0, 1))
    same = sum(one == two for one, two in pairs) / len(pairs)
    chance = first * second + (1 - first) * (1 - second)
    return (same - chance) / (1 - chance) if chance < 1 else None


def table(replies: Sequence[Labelled], stranger: Mapping[str, frozenset[str]] | None = None) -> str:
    """Return the table as text: development, held-out, agreement of the labellings and with a stranger."""
    development = [one for one in replies if one.development]
    held_out = [one for one in replies if not one.development]
    title = _("{count} replies: {development} for development, {held_out} held out.").format(
        count=len(replies), development=len(development), held_out=len(held_out)
    )
    ends = [
        _shown(kappa(replies, row), 9) + _shown(stranger_kappa(replies, stranger or {}, row), 10)
        for row in ROWS
    ]
    head = f"{_('kappa'):>9}{_('stranger'):>10}"
    sides = ((_("development"), development), (_("held out"), held_out))
    return _side_by_side(title, sides, head, ends)


def unseen_table(unseen: Mapping[str, Sequence[Labelled]]) -> str:
    """Return the table of the other authors' replies: those that rules were written from, and the others."""
    title = _("{count} replies by other authors: {learn} to learn from, {held} kept unseen.").format(
        count=sum(map(len, unseen.values())), learn=len(unseen["learn"]), held=len(unseen["held"])
    )
    sides = ((_("learnt from"), unseen["learn"]), (_("unseen"), unseen["held"]))
    return _side_by_side(title, sides, "", [""] * len(ROWS))


def _side_by_side(
    title: str,
    sides: tuple[tuple[str, Sequence[Labelled]], tuple[str, Sequence[Labelled]]],
    head: str,
    ends: Sequence[str],
) -> str:
    scored = [scores(replies) for _name, replies in sides]
    columns = "   ".join([f"{_('n'):>4}{_('prec'):>7}{_('rec'):>7}{_('F1'):>7}"] * 2)
    lines = [
        title,
        "",
        f"{_('element'):<30}" + "   ".join(f"{name:^25}" for name, _replies in sides),
        " " * 30 + columns + head,
    ]
    for row, end in zip(ROWS, ends, strict=True):
        cells = "   ".join(
            f"{s.labelled:>4}{_shown(s.precision)}{_shown(s.recall)}{_shown(s.f1)}"
            for s in (side[row] for side in scored)
        )
        lines.append(f"{row:<30}{cells}{end}".rstrip())
    return "\n".join(lines)


def _shown(value: float | None, width: int = 7) -> str:
    return f"{'-':>{width}}" if value is None else f"{value:>{width}.2f}"


def main(arguments: Sequence[str]) -> int:
    """Print both tables; return 0, or 1 with a sentence when the set cannot be read."""
    try:
        replies = read_set(Path(arguments[0]) if arguments else None)
        text = f"{table(replies, read_stranger())}\n\n{unseen_table(read_unseen())}"
    except PracticumError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(text + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
