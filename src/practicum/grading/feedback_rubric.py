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
    chosen = set() if level is None else {math.floor(level), math.ceil(level)}
    words = _level(chosen)
    heading = _("{criterion}: {level}").format(criterion=one["label"], level=words) if words else one["label"]
    items = ""
    for number, anchor in enumerate(one["anchors"]):
        name = f"<span>{escape(_('Level {level}').format(level=number))}</span>"
        if number in chosen:
            name = f"<b>{escape(_('Chosen: {level}').format(level=words))}</b>"
        kind = "chosen" if number in chosen else "other" if chosen else ""
        items += f'<li class="{kind}">{name} {escape(anchor)}</li>'
    return f"<h4>{escape(heading)}</h4><ol>{items}</ol>"


def _level(chosen: set[int]) -> str:
    """Return a level in words; one between two, where two readers were one level apart, names both."""
    if not chosen:
        return ""
    low, high = min(chosen), max(chosen)
    if low == high:
        return _("level {level}").format(level=low)
    return _("between level {low} and {high}").format(low=low, high=high)
