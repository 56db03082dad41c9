"""What happened at a sitting, gathered once for all parts of the report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from practicum.exam.bank.read import read_bank
from practicum.exam.families import read_families
from practicum.exam.marks.final import final
from practicum.exam.marks.record import read_marks
from practicum.exam.psychometrics.responses import Responses
from practicum.exam.scheme import read_examination
from practicum.exam.sitting.record import read_sitting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from practicum.exam.bank.read import Bank
    from practicum.exam.families import Family
    from practicum.exam.forms.form import Form
    from practicum.exam.marks.final import Final
    from practicum.exam.scheme import Examination
    from practicum.exam.sitting.record import Sitting

_ENOUGH = 2


@dataclass(frozen=True)
class Facts:
    """A sitting with its marks.

    Attributes:
        sitting: Its record.
        examination: Scheme and blueprint.
        bank: Where its questions come from.
        families: The families of the bank.
        marks: What `marks/<code>.json` says, by code.
        finals: What came of it, by code.
    """

    sitting: Sitting
    examination: Examination
    bank: Bank
    families: Mapping[str, Family]
    marks: Mapping[str, Mapping[str, Any]]
    finals: Mapping[str, Final]

    @cached_property
    def forms(self) -> dict[str, Form]:
        """The forms that somebody sat, by name."""
        names = sorted({one.form for one in self.sitting.candidates.values()})
        return {name: self.sitting.form(name) for name in names}

    def codes(self, form: str) -> list[str]:
        """Return the codes of those who sat a form and were marked, in order."""
        return sorted(code for code in self.marks if self.sitting.candidates[code].form == form)

    def responses(self, form: str) -> Responses | None:
        """Return the scored answers to a form; nothing where fewer than two people sat it."""
        codes = self.codes(form)
        if len(codes) < _ENOUGH:
            return None
        rows = [[one for one in self.marks[code]["items"] if one["scored"]] for code in codes]
        points = [[np.nan if one["points"] is None else one["points"] for one in row] for row in rows]
        chosen = np.array([[one["chosen"] for one in row] for row in rows])
        names = tuple(one["item"] for one in rows[0])
        return Responses(
            np.array(points, dtype=np.float64),
            tuple(codes),
            names,
            chosen=chosen,
            keys=self._keys(names),
            minutes=np.array([self.marks[code]["minutes"]["part1"] for code in codes], dtype=np.float64),
        )

    def _keys(self, names: tuple[str, ...]) -> dict[str, str]:
        """Return the right option of each question that has one."""
        keys = {name: self.bank.item(name).key for name in names}
        return {name: key for name, key in keys.items() if isinstance(key, str)}


def read_facts(sitting: Path, bank: Path, key: Path | None, examination: Path) -> Facts:
    """Gather what happened at a sitting.

    Args:
        sitting: Its folder, marked.
        bank: The folder of the bank.
        key: File with the secret key, where the bank is sealed.
        examination: The folder with scheme and blueprint.

    Raises:
        PracticumError: Something cannot be read, or a bundle is not marked yet.
    """
    here = read_sitting(sitting)
    finals = final(here)
    marks = {code: read_marks(sitting, code) for code in finals}
    return Facts(
        here,
        read_examination(examination),
        read_bank(bank, key),
        read_families(bank, key),
        {code: one for code, one in marks.items() if one is not None},
        finals,
    )
