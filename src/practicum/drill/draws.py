"""Keyed draws: luck that belongs to a person and a moment, not to a generator's state.

A draw is a hash of what it is for. Nothing that a learner does can therefore move the luck of anyone else,
"what if I had not replied?" has an exact answer, and a run replays byte for byte on any machine.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEPARATOR = "\x1f"


def draw(seed: str, stream: str, entity: str, index: int, below: int) -> int:
    """Return an integer in `range(below)` that depends on the four keys and on nothing else.

    Args:
        seed: The seed of the run.
        stream: What the draw decides, such as `minute` or `words`.
        entity: Whose draw it is: the id of a thread, a message or a person.
        index: Which draw of that stream, counted from 0.
        below: Number of possible results, at least 1.
    """
    key = _SEPARATOR.join((seed, stream, entity, str(index))).encode("utf-8")
    # 64 bits against a few hundred results: the bias of the remainder is below one in 10^16.
    return int.from_bytes(sha256(key).digest()[:8], "big") % below


def between(seed: str, stream: str, entity: str, window: Sequence[int]) -> int:
    """Return an integer from `window[0]` to `window[-1]`, both possible."""
    low, high = window[0], window[-1]
    return low + draw(seed, stream, entity, 0, high - low + 1)


def pick(seed: str, stream: str, entity: str, items: Sequence[str]) -> str:
    """Return one of `items`, each as likely as the next."""
    return items[draw(seed, stream, entity, 0, len(items))]


def ranked(seed: str, stream: str, entities: Sequence[str]) -> list[str]:
    """Return `entities` in a drawn order that does not depend on the order given."""
    return sorted(entities, key=lambda entity: (draw(seed, stream, entity, 0, 2**62), entity))
