"""What a panel talks about between its rounds: the questions on which it lies furthest apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from practicum.exam.paper import Told
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practicum.exam.standards.sheets import JudgeSheet


@dataclass(frozen=True)
class Differing:
    """One question.

    Attributes:
        item: Its id.
        stem: Its text.
        mean: Mean estimate in percent.
        spread: Standard deviation over judges.
        lowest: Judges with the lowest estimate, and it.
        highest: Judges with the highest estimate, and it.
        comments: What judges wrote, by name.
    """

    item: str
    stem: str
    mean: float
    spread: float
    lowest: tuple[str, float]
    highest: tuple[str, float]
    comments: tuple[tuple[str, str], ...]


def differing(sheets: Sequence[JudgeSheet]) -> list[Differing]:
    """Return all questions of the last round among these sheets, those that differ most first."""
    last = max(one.round for one in sheets)
    panel = [one for one in sheets if one.round == last]
    found = []
    for item, stem in panel[0].stems.items():
        said = {one.judge: float(one.estimates[item].percent or 0) for one in panel}
        values = np.array([*said.values()])
        ends = [
            (", ".join(name for name, value in said.items() if value == end), float(end))
            for end in (values.min(), values.max())
        ]
        comments = tuple(
            (one.judge, one.estimates[item].comment) for one in panel if one.estimates[item].comment
        )
        spread = float(values.std(ddof=1)) if len(values) > 1 else 0.0
        found.append(Differing(item, stem, float(values.mean()), spread, ends[0], ends[1], comments))
    return sorted(found, key=lambda one: (-one.spread, one.item))


def discussion(sheets: Sequence[JudgeSheet]) -> Told:
    """Return the part of a document that shows a panel where it differs, the widest first."""
    found = differing(sheets)
    rows = [
        (
            one.item,
            one.stem,
            f"{one.mean:.0f}",
            f"{one.spread:.0f}",
            _("{judges}: {percent}").format(judges=one.lowest[0], percent=f"{one.lowest[1]:g}"),
            _("{judges}: {percent}").format(judges=one.highest[0], percent=f"{one.highest[1]:g}"),
            " ".join(
                _("{judge}: {comment}").format(judge=judge, comment=said) for judge, said in one.comments
            ),
        )
        for one in found
    ]
    heads = (_("Question"), _("Text"), _("Mean"), _("Spread"), _("Lowest"), _("Highest"), _("Comments"))
    lead = _("The widest spread is {spread} points, on {item}.").format(
        spread=f"{found[0].spread:.0f}", item=found[0].item
    )
    title = _("Where the judges differ most")
    return Told("discussion", title, lead, heads, rows, numbers=(2, 3))
