"""What a seed makes of a drill before anything happens: its intensity, and the values that it draws.

A drill may name values of which each seed takes one, such as the hours that a client has a week. What they
put into the words stands in `messages.<language>.yaml`; conditions ask for them with `drawn`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from practicum.drill.draws import pick
from practicum.drill.words import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practicum.drill.load import Scenario

SLOT = re.compile(r"\{([a-z][a-z0-9-]*)\}")
"""Where a drawn value stands in a text."""


def made(scenario: Scenario, seed: str) -> Scenario:
    """Return a drill as it is on a seed; one that draws nothing is returned as it stands."""
    drawn = {name: pick(seed, "value", name, values) for name, values in scenario.structure.draws.items()}
    if not drawn:
        return scenario
    return _made(scenario, tuple(drawn.items()))


@lru_cache(maxsize=256)
def _made(scenario: Scenario, drawn: tuple[tuple[str, str], ...]) -> Scenario:
    texts: dict[str, str] = {}
    for name, value in drawn:
        texts |= scenario.words.draws[name][value]
    words = Words.model_validate(_filled(scenario.words.model_dump(exclude={"draws"}), texts))
    return replace(scenario, words=words, drawn=dict(drawn), origin=scenario)


def _filled(value: Any, texts: Mapping[str, str]) -> Any:
    """Return words with each slot that has a text filled; `{time}` of a finding stays."""
    if isinstance(value, str):
        return SLOT.sub(lambda slot: texts.get(slot[1], slot[0]), value)
    if isinstance(value, dict):
        return {key: _filled(item, texts) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(_filled(item, texts) for item in value)
    return value
