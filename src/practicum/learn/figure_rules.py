"""What a chart must have before it is shown, and what it had better have.

Nothing here imports matplotlib: a lesson without a chart does not wait for it.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pandas as pd

from practicum.errors import PracticumError
from practicum.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_FINDING_WORDS = 4
_ALT_WORDS = 8
_COLUMNS = 12


def require(drawn: Figure, *, finding: str, alt: str, table: Any, not_from_zero: str) -> None:
    """Refuse a chart that some readers could not read, or that would mislead all of them.

    Raises:
        PracticumError: See `figure`.
    """
    if len(finding.split()) < _FINDING_WORDS:
        raise PracticumError(
            _("The finding '{finding}' is too short to say what the chart shows.").format(finding=finding),
            next_step=_("Write it as a sentence, for example 'Reels reach twice as many people as photos'."),
        )
    if len(alt.split()) < _ALT_WORDS or alt.strip() == finding.strip():
        raise PracticumError(
            _("The text alternative must stand in for the picture, and '{alt}' does not yet.").format(
                alt=alt
            ),
            next_step=_("Say in one or two sentences: kind of chart, what the axes show, what stands out."),
        )
    if not isinstance(table, pd.DataFrame) or table.empty:
        raise PracticumError(
            _("The chart has no table of its numbers."),
            next_step=_("Give the table that you drew: figure(..., table=my_table)."),
        )
    if table.shape[1] > _COLUMNS:
        raise PracticumError(
            _("The table has {count} columns; more than {most} cannot be read beside a chart.").format(
                count=table.shape[1], most=_COLUMNS
            ),
            next_step=_("Keep the columns that the chart shows."),
        )
    if not not_from_zero and any(_cut_bars(axes) for axes in drawn.axes):
        raise PracticumError(
            _("The bars do not start at zero, so their lengths do not compare as the numbers do."),
            next_step=_("Start the axis at 0, draw dots instead, or give the reason in not_from_zero=..."),
        )


def remarks(drawn: Figure) -> list[str]:
    """Return what would make the chart clearer, one sentence each."""
    found = []
    shown = [axes for axes in drawn.axes if axes.get_visible() and axes.axison]
    if any(not axes.get_xlabel() or not axes.get_ylabel() for axes in shown):
        found.append(_("Remark: an axis has no label. Say what it counts, in which unit, out of what."))
    if any(_same_place(one, other) for one, other in combinations(shown, 2)):
        found.append(
            _("Remark: two scales share one frame. Two charts, one above the other, cannot mislead.")
        )
    if any(_colour_alone(axes) for axes in shown):
        found.append(_("Remark: some series differ by colour alone. Add a marker, a dash or a pattern."))
    return found


def _bars(axes: Axes) -> Iterator[Any]:
    return (group for group in axes.containers if type(group).__name__ == "BarContainer")


def _cut_bars(axes: Axes) -> bool:
    for group in _bars(axes):
        upright = group.orientation != "horizontal"
        low, high = sorted(axes.get_ylim() if upright else axes.get_xlim())
        logarithmic = (axes.get_yscale() if upright else axes.get_xscale()) == "log"
        if logarithmic or low > 0 or high < 0:
            return True
    return False


def _same_place(one: Axes, other: Axes) -> bool:
    return bool(one.get_position().bounds == other.get_position().bounds)


def _colour_alone(axes: Axes) -> bool:
    lines = [line for line in axes.get_lines() if not str(line.get_label()).startswith("_")]
    looks = [(line.get_linestyle(), line.get_marker()) for line in lines]
    patterns = [group.patches[0].get_hatch() or "" for group in _bars(axes) if group.patches]
    return len(set(looks)) < len(looks) or len(set(patterns)) < len(patterns)
