"""Who has seen what: the share of the candidates of some sittings who met an item."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practicum.exam.sitting.record import Sitting


def exposures(sittings: Sequence[Sitting]) -> dict[str, float]:
    """Return the share of all candidates who met each item, 0 to 1, pilot items too.

    Args:
        sittings: Those that count as recent.
    """
    seen: Counter[str] = Counter()
    total = 0
    for sitting in sittings:
        forms = {name: sitting.form(name) for name in {one.form for one in sitting.candidates.values()}}
        for one in sitting.candidates.values():
            total += 1
            seen.update(item.id for item in forms[one.form].items)
    return {name: count / total for name, count in sorted(seen.items())}
