"""How the cut of each form was set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practicum.exam.paper import Told
from practicum.exam.psychometrics.tables import said
from practicum.exam.standards.angoff import angoff
from practicum.exam.standards.sheets import read_folder
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from practicum.exam.scheme import Scheme


def cut_part(folders: Sequence[Path], scheme: Scheme) -> Told:
    """Return what each panel of judges came to, beside the cut of the scheme.

    Args:
        folders: The folder of judge sheets of each form; its name is the form's.
        scheme: The scheme, for the cut in force.

    Raises:
        PracticumError: A folder holds no sheets, or unfinished ones.
    """
    rows = []
    for folder in folders:
        found = angoff(read_folder(folder))
        alone = [one.without for one in found.judges]
        rows.append(
            (
                folder.name,
                str(found.last.judges),
                said(found.rounds[0].cut, 1),
                said(found.last.cut, 1),
                f"{found.last.error:.2f}",
                _("{least} to {most}").format(least=f"{min(alone):.1f}", most=f"{max(alone):.1f}"),
            )
        )
    heads = (
        _("Form"),
        _("Judges"),
        _("Cut of the first round, percent"),
        _("Cut of the last round, percent"),
        _("Standard error"),
        _("Cut without any one judge"),
    )
    lead = _(
        "Judges said how many of those who are just good enough would solve each question (modified Angoff, "
        "two rounds). The cut in force for part 1 is {cut} %: the scheme's, until a panel signs another."
    ).format(cut=f"{scheme.part[0].cut:g}")
    return Told("cut", _("How the cut was set"), lead, heads, rows, numbers=(1, 2, 3, 4, 5))
