"""The rubric in a learner's page: what each level looks like, and which one was chosen, said in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from practicum.i18n import _
from practicum.look import escape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def rubric_html(criteria: Sequence[Mapping[str, Any]], levels: Mapping[str, float]) -> str:
    """Return the anchors of each criterion, from level 0 upwards, with the chosen level marked.

    A list and no table: four sentences beside one another where there is room, below one another where there
    is none, and the chosen one never out of sight.

    Args:
        criteria: As `SealedMark.rubric` has them; none gives an empty text.
        levels: The chosen level by criterion, 0 to 3; one between two levels marks both. Empty when a person
            gave points without choosing levels.
    """
    if not criteria:
        return ""
    said = (
        _("What was read for, criterion by criterion. The level that was chosen is marked.")
        if levels
        else _("What was read for, criterion by criterion. The points above are for all of it together.")
    )
    parts = "".join(_criterion(one, levels.get(one["id"])) for one in criteria)
    return f'<div class="levels"><p class="small">{escape(said)}</p>{parts}</div>'


def _criterion(one: Mapping[str, Any], level: float | None) -> str:
    top = len(one["anchors"]) - 1
    heading = escape(one["label"])
    chosen: set[int] = set()
    if level is not None:
        chosen = {math.floor(level), math.ceil(level)}
        between = _("between {low} and {high}").format(low=min(chosen), high=max(chosen))
        words = _("level {level} of {top}").format(
            level=f"{level:g}" if len(chosen) == 1 else between, top=top
        )
        heading += f" <b>{escape(words)}</b>"
    items = "".join(
        f'<li class="{"chosen" if number in chosen else "other" if chosen else ""}">'
        f"<span>{_name(number, chosen)}</span> {escape(anchor)}</li>"
        for number, anchor in enumerate(one["anchors"])
    )
    return f"<h4>{heading}</h4><ol>{items}</ol>"


def _name(number: int, chosen: set[int]) -> str:
    if number not in chosen:
        return escape(_("Level {level}").format(level=number))
    words = _("Chosen: level {level}") if len(chosen) == 1 else _("Chosen between: level {level}")
    return f"<b>{escape(words.format(level=number))}</b>"
