"""The calibration of markers: a few texts with agreed levels, read before anybody gets a live sheet.

A marker must reach a weighted kappa of .60 on all levels, and an intraclass correlation of .75 on the points
of the texts. The first reading of a set counts: levels that are changed afterwards change nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Annotated

import numpy as np
from pydantic import Field
from pydantic.dataclasses import dataclass as strict_dataclass

from practicum.errors import PracticumError
from practicum.evidence.files import locked, write_atomically
from practicum.exam.marks.kept import kept_rows
from practicum.exam.marks.sheets import ExamSheets
from practicum.exam.marks.shown import bare
from practicum.exam.psychometrics.agreement import intraclass
from practicum.exam.psychometrics.limits import ICC, KAPPA
from practicum.grading.reading.agreement import kappa, points
from practicum.grading.reading.files import marker_file, rows_of
from practicum.grading.reading.sheets import Text
from practicum.i18n import _
from practicum.learn.course_data import STRICT, broken, read_course_data
from practicum.look import escape, fragment
from practicum.look.sheet import sheet
from practicum.marking import rubric_html

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from practicum.marking.exercise import Rubric

LEAST, MOST = 6, 10
RECORD = "passed.csv"
COLUMNS = ("marker", "set", "texts", "kappa", "icc", "passed")
_SET_DIGITS = 8
_BLOCK = 2  # letters of an id that name its block: pb
_Level = Annotated[int, Field(ge=0, le=3)]
_Words = Annotated[str, Field(min_length=1)]


@strict_dataclass(frozen=True, config=STRICT)
class AgreedText:
    """A text on whose levels the examiners agreed.

    Attributes:
        exercise: Its exercise.
        text: What somebody wrote; invented.
        levels: Agreed level of each criterion.
        why: What decided, for whoever is trained with it.
        given: What the writer knew; readers of candidates' texts see the letter and the tables instead.
    """

    exercise: _Words
    text: _Words
    levels: dict[str, _Level]
    why: _Words
    given: str = ""


@strict_dataclass(frozen=True, config=STRICT)
class AgreedSet:
    """All of `calibration.toml`."""

    text: tuple[AgreedText, ...]


@dataclass(frozen=True)
class Outcome:
    """How a marker did.

    Attributes:
        marker: Who.
        texts: How many texts.
        kappa: Weighted kappa with the agreed levels, over all criteria.
        icc: Intraclass correlation of the points with the agreed points, of one marker.
        passed: Whether both are high enough.
        lines: By criterion, how far and in which direction the marker lies on average, sentences.
    """

    marker: str
    texts: int
    kappa: float
    icc: float
    passed: bool
    lines: tuple[str, ...] = ()


class Calibration(ExamSheets):
    """A calibration set of a sitting."""

    def __init__(
        self, reading: Path, source: Path, rubrics: Mapping[str, Rubric], titles: Mapping[str, str]
    ) -> None:
        """Choose the texts: of each exercise in turn, until there are ten.

        Args:
            reading: The folder `reading` of the sitting.
            source: The file with agreed texts: `calibration.toml` of the bank, or another one.
            rubrics: By exercise of the sitting.
            titles: Likewise.

        Raises:
            PracticumError: The file cannot be read, does not suit the rubrics, or has too few texts.
        """
        found = read_course_data(source, AgreedSet).text
        self.agreed = dict(_chosen(source, found, rubrics))
        name = sha256(source.read_bytes()).hexdigest()[:_SET_DIGITS]
        texts = [Text(code, "", one.exercise, _html(one, rubrics)) for code, one in self.agreed.items()]
        super().__init__(
            reading / "calibration" / name, _("calibration {set}").format(set=name), texts, rubrics, titles
        )
        self.set = name
        self._record = reading / "calibration" / RECORD

    def has_sheet(self, marker: str) -> bool:
        """Whether the marker was given the sheet of this set."""
        return marker_file(self.folder, marker).is_file()

    def filled_in(self, marker: str) -> bool:
        """Whether the marker's sheet has a level in each row."""
        path = marker_file(self.folder, marker)
        return self.has_sheet(marker) and all(row["level"].strip() for row in rows_of(path))

    def judge(self, marker: str) -> Outcome:
        """Compare a marker with the agreed levels, and record the first outcome on this set for good.

        Raises:
            PracticumError: The sheet cannot be read or is not filled in.
        """
        if not self.filled_in(marker):
            raise PracticumError(
                _("The calibration sheet of {marker} is not filled in.").format(marker=marker),
                next_step=_("Give each criterion its level in {file}, then ask again.").format(
                    file=marker_file(self.folder, marker)
                ),
            )
        given = self._levels(marker)
        pairs = np.array(
            [
                [given[code][name], level]
                for code, one in self.agreed.items()
                for name, level in one.levels.items()
            ],
            dtype=np.float64,
        )
        worth = np.array(
            [
                [points(self.rubrics[one.exercise], levels) for levels in (given[code], one.levels)]
                for code, one in self.agreed.items()
            ]
        )
        weighted = float(kappa(pairs[None])[0])
        single = intraclass(worth).single.value if worth.std() else math.nan
        passed = weighted >= KAPPA and single >= ICC
        with locked(self._record):
            return self._recorded(
                Outcome(marker, len(self.agreed), weighted, single, passed, self._lines(given))
            )

    def _levels(self, marker: str) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {code: {} for code in self.agreed}
        for row in self.tables()[marker]:
            if row.code in found:
                found[row.code][row.criterion] = row.level
        for code, one in self.agreed.items():
            if found[code].keys() != one.levels.keys():
                raise PracticumError(
                    _("The calibration sheet of {marker} lacks rows of the text {code}.").format(
                        marker=marker, code=code
                    ),
                    next_step=_("Leave all rows as they were given, and fill in the levels."),
                )
        return found

    def _lines(self, given: Mapping[str, Mapping[str, int]]) -> tuple[str, ...]:
        apart: dict[str, list[int]] = {}
        for code, one in self.agreed.items():
            labels = {criterion.id: criterion.label for criterion in self.rubrics[one.exercise].criteria}
            for name, level in one.levels.items():
                apart.setdefault(labels[name], []).append(given[code][name] - level)
        said = _("{criterion}: {mean:+.1f} levels on average, at most {most} apart, over {n} texts.")
        return tuple(
            said.format(criterion=name, mean=sum(rows) / len(rows), most=max(map(abs, rows)), n=len(rows))
            for name, rows in sorted(apart.items())
        )

    def _recorded(self, now: Outcome) -> Outcome:
        """Return the first outcome on this set, which is `now` when there was none."""
        rows = _record_rows(self._record)
        for row in rows:
            if (row["marker"], row["set"]) == (now.marker, self.set):
                passed = row["passed"] == "yes"
                return Outcome(
                    now.marker, int(row["texts"]), float(row["kappa"]), float(row["icc"]), passed, now.lines
                )
        rows.append(
            {
                "marker": now.marker,
                "set": self.set,
                "texts": str(now.texts),
                "kappa": f"{now.kappa:.3f}",
                "icc": f"{now.icc:.3f}",
                "passed": "yes" if now.passed else "no",
            }
        )
        self._record.parent.mkdir(parents=True, exist_ok=True)
        lines = [[row[name] for name in COLUMNS] for row in rows]
        write_atomically(self._record, sheet(COLUMNS, lines).encode("utf-8"))
        return now


def require_passed(reading: Path, marker: str) -> None:
    """See that a marker has passed a calibration.

    Raises:
        PracticumError: Not yet.
    """
    rows = _record_rows(reading / "calibration" / RECORD)
    if not any(row["marker"] == marker and row["passed"] == "yes" for row in rows):
        raise PracticumError(
            _("{marker} has not passed a calibration, and gets no texts of candidates yet.").format(
                marker=marker
            ),
            next_step=_("Calibrate first: practicum exam read calibrate SITTING {marker}.").format(
                marker=marker
            ),
        )


def _record_rows(path: Path) -> list[dict[str, str]]:
    return kept_rows(
        path, COLUMNS, _("Restore it from a copy, or let the markers calibrate again on another set.")
    )


def _chosen(
    source: Path, found: Sequence[AgreedText], rubrics: Mapping[str, Rubric]
) -> list[tuple[str, AgreedText]]:
    """Return the texts of the set with their codes: of each exercise in turn, until there are enough.

    A text serves another exercise of its block, too, where that asks for the same criteria.
    """
    by_exercise: dict[str, list[AgreedText]] = {name: [] for name in sorted(rubrics)}
    for one in found:
        if one.exercise in rubrics and not _serves(one, one.exercise, rubrics):
            raise broken(source, _("a text of {exercise} has other criteria").format(exercise=one.exercise))
        served = [name for name in by_exercise if _serves(one, name, rubrics)]
        if served:
            name = one.exercise if one.exercise in served else served[0]
            by_exercise[name].append(replace(one, exercise=name))
    for name in by_exercise:
        if not any(_serves(one, name, rubrics) for texts in by_exercise.values() for one in texts):
            raise broken(source, _("it has no text of {exercise}").format(exercise=name))
    longest = max(map(len, by_exercise.values()))
    turns = [texts[turn] for turn in range(longest) for texts in by_exercise.values() if turn < len(texts)]
    if len(turns) < LEAST:
        raise broken(
            source,
            _("it has {n} texts for this sitting; {least} to {most} are read").format(
                n=len(turns), least=LEAST, most=MOST
            ),
        )
    return [(f"k{number:02d}", one) for number, one in enumerate(turns[:MOST], start=1)]


def _serves(one: AgreedText, name: str, rubrics: Mapping[str, Rubric]) -> bool:
    criteria = {criterion.id for criterion in rubrics[name].criteria}
    return name[:_BLOCK] == one.exercise[:_BLOCK] and one.levels.keys() == criteria


def _html(one: AgreedText, rubrics: Mapping[str, Rubric]) -> str:
    given = f"<p>{escape(_('What was known: {given}').format(given=one.given))}</p>" if one.given else ""
    words = fragment(f'{given}<div class="handed-in read">{escape(one.text)}</div>')
    return bare(words + rubric_html(rubrics[one.exercise]))
