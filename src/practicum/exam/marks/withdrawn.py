"""Questions that proved wrong after the sitting: they count for nobody, and what was marked stays as it is.

`withdrawn.csv` in the folder of the sitting says which, who decided it, and why. Marks are read without them,
so that results, statistics and report follow; a decision that stands already changes by an appeal only.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from practicum.errors import PracticumError
from practicum.evidence.answers import format_time
from practicum.evidence.files import locked, write_atomically
from practicum.exam.marks.kept import kept_rows
from practicum.i18n import _
from practicum.look.sheet import sheet

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from practicum.exam.sitting.record import Sitting

FILE = "withdrawn.csv"
COLUMNS = ("item", "by", "why", "when")


@dataclass(frozen=True)
class Withdrawn:
    """A question that counts no more: which, who decided it, why, and when in UTC."""

    item: str
    by: str
    why: str
    when: str


def withdraw(sitting: Sitting, item: str, *, by: str, why: str, at: datetime) -> Withdrawn:
    """Take a question out for everybody who sat.

    Args:
        sitting: The sitting.
        item: The question's id.
        by: Who decides it.
        why: What is wrong with it.
        at: When.

    Raises:
        PracticumError: It counts in no form of the sitting, is out already, or no name or reason is given.
    """
    forms = {one.form for one in sitting.candidates.values()}
    if not any(item in sitting.form(name).scored for name in forms):
        raise PracticumError(
            _("{item} counts in no form of {sitting}.").format(item=item, sitting=sitting.id),
            next_step=_("Give the id of the question as the statistics name it, such as A1-001."),
        )
    if not by.strip() or not why.strip():
        raise PracticumError(
            _("Who takes a question out gives their name and the reason."),
            next_step=_("Use --by and --because: the report says both."),
        )
    with locked(sitting.folder / FILE):
        before = read_withdrawn(sitting.folder)
        if item in {one.item for one in before}:
            raise PracticumError(
                _("{item} is out already.").format(item=item), next_step=_("Nothing is left to do.")
            )
        one = Withdrawn(item, by.strip(), why.strip(), format_time(at))
        rows = [astuple(row) for row in (*before, one)]
        write_atomically(sitting.folder / FILE, sheet(COLUMNS, rows).encode("utf-8"))
    return one


def read_withdrawn(folder: Path) -> tuple[Withdrawn, ...]:
    """Return the questions that were taken out of a sitting; usually none.

    Args:
        folder: The folder of the sitting.

    Raises:
        PracticumError: The file has other columns.
    """
    next_step = _("Questions are taken out by practicum exam withdraw; restore the file from a copy.")
    return tuple(Withdrawn(**row) for row in kept_rows(folder / FILE, COLUMNS, next_step))
