"""Invented examiners: they read texts with their own severity, and look at critical errors each alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.exam.marks.calibration import Calibration
from practicum.exam.marks.critical import confirm, waiting_for
from practicum.exam.marks.reading import ExamReading, rubrics_of
from practicum.grading.reading.files import COLUMNS, rows_of
from practicum.i18n import _
from practicum.look.sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path
    from random import Random

    from practicum.exam.families import Family
    from practicum.exam.sitting.record import Sitting

_TOP = 3
_SEVERITY, _NOISE, _SLIP = 0.15, 0.35, 0.1
_CONFIRMED = 0.8  # share of proposed critical errors that an examiner finds well-founded


def calibrate(
    sitting: Sitting, families: Mapping[str, Family], source: Path, readers: tuple[str, ...], chance: Random
) -> list[str]:
    """Have each reader mark the calibration set, and return what came of it, a sentence each."""
    rubrics, titles = rubrics_of(sitting, families)
    calibration = Calibration(sitting.folder / "reading", source, rubrics, titles)
    said = []
    for reader in readers:
        page = calibration.give_out(reader)
        _fill(
            page.with_suffix(".csv"),
            lambda code, _exercise, criterion: (
                calibration.agreed[code].levels[criterion]
                + chance.choice((-1, 1)) * (chance.random() < _SLIP)
            ),
        )
        found = calibration.judge(reader)
        said.append(
            _("{reader}: kappa {kappa:.2f}, ICC {icc:.2f}, {passed}").format(
                reader=reader,
                kappa=found.kappa,
                icc=found.icc,
                passed=_("may read") if found.passed else _("may not read"),
            )
        )
    return said


def read_texts(
    sitting: Sitting,
    families: Mapping[str, Family],
    readers: tuple[str, str, str],
    quality: Mapping[str, Mapping[str, float]],
    chance: Random,
) -> ExamReading:
    """Have two readers mark every text, and a third those on which they lie apart.

    Args:
        sitting: The sitting, marked by rules.
        families: The families of the bank.
        readers: Two, and the third.
        quality: By candidate and exercise, how good a text is, in levels.
        chance: Draws how strict each reader is, and how far each errs.
    """
    for reader in readers:
        reading = ExamReading(sitting, families)
        try:
            page = reading.hand_out(reader, third=reader == readers[-1])
        except PracticumError:
            if reader != readers[-1]:
                raise
            break  # the two never lie more than a level apart
        _fill(page.with_suffix(".csv"), _judgement(reading, quality, chance))
    reading = ExamReading(sitting, families)
    reading.apply()
    return reading


def confirm_all(sitting: Sitting, examiners: tuple[str, ...], chance: Random, at: datetime) -> int:
    """Have examiners judge what rules propose until all is decided; return how many there were."""
    true: dict[tuple[str, str], bool] = {}
    for examiner in examiners:
        for one in waiting_for(sitting, examiner):
            founded = true.setdefault((one.code, one.error), chance.random() < _CONFIRMED)
            confirm(
                sitting,
                one.code,
                one.error,
                examiner=examiner,
                verdict="confirmed" if founded else "rejected",
                reason=_("The passage says so.") if founded else _("The passage can be read otherwise."),
                at=at,
            )
    return len(true)


def _judgement(
    reading: ExamReading, quality: Mapping[str, Mapping[str, float]], chance: Random
) -> Callable[[str, str, str], float]:
    """Return how a reader judges: by what is there, with a severity of their own, and never twice alike."""
    true = {(one.code, one.exercise): quality[one.student][one.exercise] for one in reading.texts}
    strict = chance.gauss(0, _SEVERITY)
    return lambda code, exercise, _criterion: round(true[code, exercise] - strict + chance.gauss(0, _NOISE))


def _fill(path: Path, level: Callable[[str, str, str], float]) -> None:
    """Put a level into each row of a sheet."""
    rows = [
        (
            row["code"],
            row["exercise"],
            row["criterion"],
            int(min(_TOP, max(0, level(row["code"], row["exercise"], row["criterion"])))),
            "",
        )
        for row in rows_of(path)
    ]
    path.write_text(sheet(COLUMNS, rows), encoding="utf-8", newline="")
