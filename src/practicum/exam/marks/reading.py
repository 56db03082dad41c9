"""Texts of a sitting that two people read: who gets which, how they agree, and what is settled.

A text has a code of its own, so that nobody can tell which texts are of one hand. Whoever trained a candidate
never gets their texts, and nobody gets a sheet before they have passed the calibration.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from practicum.errors import PracticumError
from practicum.evidence import strictjson
from practicum.evidence.files import locked, read_bounded, write_atomically
from practicum.evidence.versions import Format
from practicum.exam.families import family_of
from practicum.exam.marks.calibration import require_passed
from practicum.exam.marks.critical import examiners_of, trained
from practicum.exam.marks.record import read_texts
from practicum.exam.marks.run import received
from practicum.exam.marks.sheets import ExamSheets
from practicum.exam.psychometrics.agreement import Intraclass, intraclass
from practicum.grading.reading.agreement import FEW, points
from practicum.grading.reading.files import code_of, marker_file, rows_of
from practicum.grading.reading.sheets import Text
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from practicum.exam.families import Family
    from practicum.exam.sitting.record import Sitting
    from practicum.grading.reading.files import Reading
    from practicum.marking.exercise import Rubric

SETTLED = Format("practicum-exam-levels", 1)
READERS = 2
_DIGITS = 12  # of a code: two of 100,000 texts alike are less likely than one in 50,000
_LARGEST = 50_000_000


@dataclass(frozen=True)
class Pair:
    """Two markers who have read the same texts.

    Attributes:
        markers: Their names.
        texts: How many both have read.
        found: Intraclass correlation of the points they gave; None when too few, or when points do not vary.
    """

    markers: tuple[str, str]
    texts: int
    found: Intraclass | None


class ExamReading(ExamSheets):
    """The reading of a sitting."""

    def __init__(self, sitting: Sitting, families: Mapping[str, Family]) -> None:
        """Open it.

        Args:
            sitting: The sitting, marked by rules.
            families: The families of its bank.

        Raises:
            PracticumError: Nothing was marked yet, or there is nothing for people to read.
        """
        self.sitting = sitting
        rubrics, titles = rubrics_of(sitting, families)
        folder = sitting.folder / "reading"
        secret = _secret(sitting)
        texts: list[Text] = []
        self._bundles: dict[str, str] = {}
        for code in received(sitting):
            self._bundles[code], found = _texts(sitting, secret, code)
            texts += found
        if not texts:
            raise PracticumError(
                _("No text of {id} waits for people.").format(id=sitting.id),
                next_step=_("Mark the sitting first: practicum exam mark."),
            )
        super().__init__(folder, sitting.id, texts, rubrics, titles)

    def hand_out(
        self, marker: str, *, third: bool = False, most: int = 0, also: Collection[str] = ()
    ) -> Path:
        """Write a sheet for a marker, and return its page.

        The first sheet of `ana` is `ana`, later ones are `ana--2` and so on.

        Args:
            marker: Who reads.
            third: Only texts on which two markers lie apart.
            most: At most so many texts; all by default.
            also: Further names of the marker; see `critical.trained`.

        Raises:
            PracticumError: The marker has not passed the calibration, has a sheet that is not finished, or
                there is no text for them.
        """
        marker_file(self.folder, marker)
        require_passed(self.folder, marker)
        mine = [path.stem for path in self._sheets() if _person(path.stem) == marker]
        if any(not row["level"].strip() for name in mine for row in rows_of(self.folder / f"{name}.csv")):
            raise PracticumError(
                _("{marker} has a sheet that is not finished: {file}.").format(
                    marker=marker, file=self.folder / f"{mine[-1]}.csv"
                ),
                next_step=_("Go on with it; the next one comes when each row has its level."),
            )
        known = {key for name, keys in self._given().items() if _person(name) == marker for key in keys}
        texts = [
            one
            for one in (self._apart() if third else self._unread())
            if (one.code, one.exercise) not in known
            and not trained(self.sitting, one.student, {marker, *also})
        ]
        if not texts:
            raise PracticumError(
                _("There is no text for {marker}.").format(marker=marker),
                next_step=_("See where the reading stands: practicum exam read status."),
            )
        name = f"{marker}--{len(mine) + 1}" if mine else marker
        return self.write_sheet(name, texts[:most] if most else texts)

    def _apart(self) -> list[Text]:
        wanted = {(code, exercise) for code, exercise, _criteria in self.status().queue}
        return [one for one in self.texts if (one.code, one.exercise) in wanted]

    def _unread(self) -> list[Text]:
        """Return texts that fewer than two have on their sheets, those of one marker first, then by lot."""
        given = Counter(key for keys in self._given().values() for key in keys)
        free = [one for one in self.texts if given[(one.code, one.exercise)] < READERS]
        return sorted(
            free,
            key=lambda one: (
                -given[(one.code, one.exercise)],
                sha256(f"{self.name}/{one.code}".encode()).digest(),
            ),
        )

    def _sheets(self) -> list[Path]:
        return sorted(self.folder.glob("*.csv"))

    def _given(self) -> dict[str, set[tuple[str, str]]]:
        """Return the texts on each sheet, code and exercise, read or not."""
        return {
            path.stem: {(row["code"].strip(), row["exercise"].strip()) for row in rows_of(path)}
            for path in self._sheets()
        }

    def tables(self) -> dict[str, list[Reading]]:
        """Return what each marker has filled in, on all of their sheets.

        Raises:
            PracticumError: A table cannot be read.
        """
        found: dict[str, list[Reading]] = {}
        for name, readings in super().tables().items():
            found.setdefault(_person(name), []).extend(readings)
        return found

    def pairs(self) -> list[Pair]:
        """Return how far each two markers agree on the points of the texts that both have read."""
        given = self.shares()
        found = []
        for one, other in combinations(sorted(given), 2):
            common = sorted(given[one].keys() & given[other].keys())
            if common:
                marks = np.array([[given[one][key], given[other][key]] for key in common])
                enough = len(common) >= FEW and bool(marks.std())
                found.append(Pair((one, other), len(common), intraclass(marks) if enough else None))
        return found

    def shares(self) -> dict[str, dict[tuple[str, str], float]]:
        """Return the share of the points that each marker gives each text that they have read whole."""
        found: dict[str, dict[tuple[str, str], float]] = {}
        for marker, readings in self.tables().items():
            levels: dict[tuple[str, str], dict[str, int]] = {}
            for one in readings:
                levels.setdefault((one.code, one.exercise), {})[one.criterion] = one.level
            found[marker] = {
                key: points(self.rubrics[key[1]], given) / self.rubrics[key[1]].points
                for key, given in levels.items()
                if given.keys() == {one.id for one in self.rubrics[key[1]].criteria}
            }
        return found

    def apply(self) -> int:
        """Keep the points of all settled texts, and return how many.

        Raises:
            PracticumError: A marker's table cannot be read.
        """
        ends = self.status().settled
        kept: dict[str, Any] = {}
        for one in ends:
            own = kept.setdefault(one.student, {"bundle": self._bundles[one.student], "texts": {}})
            own["texts"][one.exercise] = {
                "points": one.points,
                "levels": one.levels,
                "comment": one.comment,
            }
        document: dict[str, Any] = {"format": SETTLED.name, "version": SETTLED.version, "settled": kept}
        path = self.folder / "settled.json"
        with locked(path):
            write_atomically(path, (strictjson.dump(document, indent=1) + "\n").encode("utf-8"))
        return len(ends)


def settled_points(folder: Path) -> dict[tuple[str, str], dict[str, float]]:
    """Return the points that people gave, by candidate with bundle, and by exercise; empty before `apply`.

    Args:
        folder: The folder of the sitting.

    Raises:
        EvidenceError: The file was damaged.
    """
    path = folder / "reading" / "settled.json"
    if not path.is_file():
        return {}
    document = SETTLED.upgrade(strictjson.load(read_bounded(path, _LARGEST), name=path.name), where=path.name)
    return {
        (code, own["bundle"]): {name: float(one["points"]) for name, one in own["texts"].items()}
        for code, own in document["settled"].items()
    }


def markers(sitting: Sitting, code: str) -> frozenset[str]:
    """Return the ids of all who had texts of a candidate on a sheet, or judged a critical error of theirs.

    Args:
        sitting: The sitting.
        code: The candidate.

    Raises:
        PracticumError: A sheet or a table of verdicts cannot be read.
    """
    texts = {one.code for one in _texts(sitting, _secret(sitting), code)[1]}
    read = {
        _person(path.stem)
        for path in sorted((sitting.folder / "reading").glob("*.csv"))
        if any(row["code"].strip() in texts for row in rows_of(path))
    }
    return frozenset(read | examiners_of(sitting, code))


def _secret(sitting: Sitting) -> bytes:
    return sha256(b"practicum exam reading" + sitting.secret).digest()


def _texts(sitting: Sitting, secret: bytes, code: str) -> tuple[str, list[Text]]:
    """Return the hash of a candidate's bundle, and its texts.

    Another bundle, another text: levels that were given to the old one do not count for it.
    """
    bundle, waiting = read_texts(sitting.folder, code)
    return bundle, [
        Text(code_of(secret, f"{bundle}/{code}/{one.exercise}", _DIGITS), code, one.exercise, one.html)
        for one in waiting
    ]


def _person(sheet: str) -> str:
    return sheet.partition("--")[0]


def rubrics_of(sitting: Sitting, families: Mapping[str, Family]) -> tuple[dict[str, Rubric], dict[str, str]]:
    """Return rubric and title of each exercise of a sitting that people read.

    Raises:
        PracticumError: The bank lacks a family of the sitting.
    """
    names = sorted({name for one in sitting.candidates.values() for name in one.families.values()})
    asked = [one for name in names for one in family_of(families, name).exercises.values()]
    rubrics = {one.id: one.rubric for one in asked if one.rubric is not None}
    return rubrics, {one.id: one.title for one in asked if one.rubric is not None}
