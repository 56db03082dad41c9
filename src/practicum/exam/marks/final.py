"""What a candidate has in the end: both parts, the composite, the profile, and what is still open."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from practicum.errors import PracticumError
from practicum.exam.marks.critical import matters
from practicum.exam.marks.reading import settled_points
from practicum.exam.marks.record import read_marks
from practicum.exam.marks.run import bundle_hash, received
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from practicum.exam.marks.record import Marks
    from practicum.exam.sitting.record import Sitting

_DIGITS = 4  # of a percentage: takes the noise of adding up away, and moves nobody over a cut
_HUNDRED = 100


class Proposed(NamedTuple):
    """A critical error: its id, its state (proposed, confirmed, rejected), and why it was proposed."""

    error: str
    state: str
    why: str


@dataclass(frozen=True)
class Final:
    """The marks of a candidate. Percentages are of the points of that part.

    Attributes:
        code: The candidate.
        certificate: Id of the certificate.
        form: Name of the form of part 1.
        part1: Percent.
        part2: Percent, by rules and from people.
        composite: Percent: both parts by their shares in the scheme.
        areas: Percent of the scored questions of part 1, by area.
        blocks: Points and what could be earned, by block.
        open_texts: Exercises that are not settled: texts that wait for people, and definitions that failed.
            While there are any, the marks count too little and decide nothing.
        critical: Critical errors that were proposed.
        minutes: Minutes used, by part.
    """

    code: str
    certificate: str
    form: str
    part1: float
    part2: float
    composite: float
    areas: dict[str, float]
    blocks: dict[str, tuple[float, float]]
    open_texts: tuple[str, ...]
    critical: tuple[Proposed, ...]
    minutes: dict[str, float]


def final(sitting: Sitting) -> dict[str, Final]:
    """Return what each candidate of a sitting has, by code; those who handed nothing in are not there.

    Raises:
        PracticumError: A bundle was not marked as it lies there now, or a file cannot be read.
    """
    read = settled_points(sitting.folder)
    critical: dict[str, list[Proposed]] = defaultdict(list)
    for one in matters(sitting):
        critical[one.code].append(Proposed(one.error, one.state, " ".join(one.why)))
    return {
        code: _final(marks, read.get((code, marks["bundle"]), {}), tuple(critical[code]))
        for code, marks in ((code, _current(sitting, code)) for code in received(sitting))
    }


def _current(sitting: Sitting, code: str) -> Marks:
    marks = read_marks(sitting.folder, code)
    if marks is None or marks["bundle"] != bundle_hash(sitting.folder, code):
        raise PracticumError(
            _("What {code} handed in was not marked yet.").format(code=code),
            next_step=_("Mark the sitting: practicum exam mark."),
        )
    return marks


def _final(marks: Marks, read: Mapping[str, float], critical: tuple[Proposed, ...]) -> Final:
    scored = [row for row in marks["items"] if row["scored"]]
    part1 = _percent((row["points"] or 0.0, 1.0) for row in scored)
    blocks = {one["block"]: _block(one, read) for one in marks["blocks"]}
    part2 = _percent(blocks.values())
    shares = marks["shares"]
    composite = (shares["part1"] * part1 + shares["part2"] * part2) / (shares["part1"] + shares["part2"])
    areas = {
        area: round(_percent((row["points"] or 0.0, 1.0) for row in scored if row["area"] == area), _DIGITS)
        for area in sorted({row["area"] for row in scored})
    }
    waiting = [
        row["id"]
        for one in marks["blocks"]
        for row in one["exercises"]
        if row["to_read"] and row["id"] not in read
    ]
    return Final(
        code=marks["candidate"],
        certificate=marks["certificate"],
        form=marks["form"],
        part1=round(part1, _DIGITS),
        part2=round(part2, _DIGITS),
        composite=round(composite, _DIGITS),
        areas=areas,
        blocks={name: (round(points, _DIGITS), round(of, _DIGITS)) for name, (points, of) in blocks.items()},
        open_texts=tuple(sorted({*waiting, *marks["failed"]})),
        critical=critical,
        minutes=dict(marks["minutes"]),
    )


def _block(block: Mapping[str, Any], read: Mapping[str, float]) -> tuple[float, float]:
    """Return points and what could be earned, by rules and from people."""
    rows, scale = block["exercises"], block["scale"]
    people = sum(min(read.get(row["id"], 0.0), row["read_out_of"]) for row in rows if row["to_read"])
    return block["points"] + scale * people, block["out_of"] + scale * sum(row["read_out_of"] for row in rows)


def _percent(pairs: Iterable[tuple[float, float]]) -> float:
    """Return the percentage of points in what could be earned; 0 where nothing could."""
    earned, possible = 0.0, 0.0
    for points, out_of in pairs:
        earned, possible = earned + points, possible + out_of
    return _HUNDRED * earned / possible if possible else 0.0
